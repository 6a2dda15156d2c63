/**
 * Which batches were applied, and what they did.
 *
 * The panel sends a batch again when it never saw the answer; the ledger makes that harmless. It
 * also lines batches up: one runs at a time, so that undo blocks and roll backs never interleave.
 *
 * Invariant: for one operation id, the work runs at most once at a time, and never again once it
 * was applied or could not be rolled back.
 */

import { Refusal, toRefusal } from "./refusal";
import type { Applied, HostError, LedgerEntry } from "./protocol";

/** Most outcomes that are remembered; the oldest are forgotten first. */
const CAPACITY = 1000;

/** Plain data, see `state.ts`. */
export interface Ledger {
  readonly applied: Map<string, Applied>;
  /** Batches that failed and are still partly there: running them again would draw things twice. */
  readonly broken: Map<string, HostError>;
  readonly pending: Map<string, Promise<Applied>>;
  /** Settles when the last batch in line is done; never rejects. */
  tail: Promise<unknown>;
}

/** An empty ledger. */
export function createLedger(): Ledger {
  return { applied: new Map(), broken: new Map(), pending: new Map(), tail: Promise.resolve() };
}

/**
 * Runs `work` after the batches before it, unless `operationId` is known: then its outcome is
 * returned, or waited for. Rejects with a `Refusal`.
 */
export function applyOnce(
  ledger: Ledger,
  operationId: string,
  work: () => Promise<Applied>,
): Promise<Applied> {
  const applied = ledger.applied.get(operationId);
  if (applied !== undefined) {
    return Promise.resolve(applied);
  }
  const broken = ledger.broken.get(operationId);
  if (broken !== undefined) {
    return Promise.reject(new Refusal(broken.code, broken.message, broken.operation));
  }
  const pending = ledger.pending.get(operationId);
  if (pending !== undefined) {
    return pending;
  }
  const outcome = ledger.tail.then(work).then(
    (result) => {
      ledger.pending.delete(operationId);
      remember(ledger.applied, operationId, result);
      return result;
    },
    (error: unknown) => {
      ledger.pending.delete(operationId);
      const refusal = toRefusal(error);
      if (refusal.code === "ROLLBACK_FAILED") {
        remember(ledger.broken, operationId, refusal.toPayload());
      }
      throw refusal;
    },
  );
  ledger.pending.set(operationId, outcome);
  ledger.tail = outcome.catch(() => undefined);
  return outcome;
}

/** Which of `operationIds` were applied, after waiting for those that are under way. */
export async function readLedger(ledger: Ledger, operationIds: string[]): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (const operationId of operationIds) {
    await ledger.pending.get(operationId)?.catch(() => undefined);
    const applied = ledger.applied.get(operationId);
    if (applied !== undefined) {
      entries.push({ operationId, applied });
    }
  }
  return entries;
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= CAPACITY) {
      break;
    }
    map.delete(oldest);
  }
}
