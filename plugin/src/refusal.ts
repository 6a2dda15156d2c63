/**
 * Why something was not done, in the words of the protocol.
 *
 * Everything that goes wrong here ends as a `Refusal`; errors that Penpot throws are translated
 * once, by `toRefusal`. Penpot reports them as
 * "[PENPOT PLUGIN] Value not valid: -3. Code: :opacity" (thrown as Error, or as a bare string by
 * its promises) and permissions as "Permission content:write is not granted" or
 * "Plugin doesn't have 'content:write' permission".
 */

import type { HostError, HostErrorCode } from "./protocol";

/** An answer of type ERROR, as an exception. */
export class Refusal extends Error {
  readonly code: HostErrorCode;
  readonly operation: number | undefined;

  constructor(code: HostErrorCode, message: string, operation?: number) {
    super(message);
    this.code = code;
    this.operation = operation;
  }

  /** The same refusal, blamed on one operation of the batch. */
  of(operation: number): Refusal {
    return new Refusal(this.code, this.message, this.operation ?? operation);
  }

  /** The payload of the ERROR answer. */
  toPayload(): HostError {
    const payload: HostError = { code: this.code, message: this.message };
    if (this.operation !== undefined) {
      payload.operation = this.operation;
    }
    return payload;
  }
}

const CODES: readonly HostErrorCode[] = [
  "NOT_FOUND", "INVALID", "PAGE_CHANGED", "READ_ONLY", "REJECTED", "ROLLBACK_FAILED", "UNSUPPORTED",
];

function isCode(value: unknown): value is HostErrorCode {
  return CODES.some((code) => code === value);
}

/** What was thrown, as a sentence without Penpot's prefix. */
export function messageOf(thrown: unknown): string {
  const text =
    typeof thrown === "object" && thrown !== null && "message" in thrown
      ? String(thrown.message)
      : String(thrown);
  return text.replace("[PENPOT PLUGIN] ", "").trim() || "Penpot gave no reason.";
}

/**
 * Translates anything thrown; what is not ours is a rejection by Penpot, or a missing right.
 * A refusal is known by its form: one from an earlier evaluation is of another class.
 */
export function toRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) {
    return thrown;
  }
  if (thrown instanceof Error && "code" in thrown && isCode(thrown.code)) {
    const operation = "operation" in thrown ? thrown.operation : undefined;
    return new Refusal(thrown.code, thrown.message, typeof operation === "number" ? operation : undefined);
  }
  const message = messageOf(thrown);
  return isPermissionMessage(message)
    ? new Refusal("READ_ONLY", "This file can only be looked at: the plugin may not change it.")
    : new Refusal("REJECTED", message);
}

/** Whether Penpot's message says that the right to write is missing. */
export function isPermissionMessage(message: string): boolean {
  return (
    /permission (content|library):write is not granted/i.test(message) ||
    /doesn't have '(content|library):write' permission/i.test(message)
  );
}
