/**
 * What a plugin did to the document, call by call, for tests and for a person who wonders.
 *
 * Calls of methods and writes of properties are logged; reads are not, because a plugin makes
 * thousands. The oldest entries are dropped.
 */

/** One call or write. */
export interface CallLogEntry {
  /** `penpot.createRectangle`, `rectangle.resize`, `board.fills=`. */
  member: string;
  /** The arguments, shortened to JSON. */
  args: unknown[];
  /** The result, shortened to JSON; absent when the call failed. */
  result?: unknown;
  /** The error's text; present when the call failed or was refused. */
  error?: string;
  /** When, ms on the playground's clock. */
  timeMs: number;
}

/** Most entries that are kept. */
export const CALL_LOG_LIMIT = 20_000;
const LONGEST_TEXT = 200;
const LONGEST_LIST = 20;
const DEEPEST = 4;

/** The log. */
export class CallLog {
  #entries: CallLogEntry[] = [];

  add(entry: CallLogEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > CALL_LOG_LIMIT) {
      this.#entries = this.#entries.slice(CALL_LOG_LIMIT / 10);
    }
  }

  entries(): CallLogEntry[] {
    return this.#entries.map((entry) => ({ ...entry }));
  }
}

/** A value as short JSON; `describe` names the objects that it knows, like shapes. */
export function summarise(value: unknown, describe: (object: object) => unknown, depth = 0): unknown {
  switch (typeof value) {
    case "string":
      return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}… (${value.length})` : value;
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "boolean":
      return value;
    case "undefined":
      return null;
    case "object":
      return value === null ? null : summariseObject(value, describe, depth);
    case "function":
      return "function";
    default:
      return String(value);
  }
}

function summariseObject(value: object, describe: (object: object) => unknown, depth: number): unknown {
  const known = describe(value);
  if (known !== undefined) {
    return known;
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return `${value.byteLength} bytes`;
  }
  if (depth >= DEEPEST) {
    return "…";
  }
  if (Array.isArray(value)) {
    const shown = value.slice(0, LONGEST_LIST).map((inner) => summarise(inner, describe, depth + 1));
    return value.length > LONGEST_LIST ? [...shown, `… (${value.length})`] : shown;
  }
  if (value instanceof Promise) {
    return "promise";
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, summarise(inner, describe, depth + 1)]),
  );
}
