/**
 * Undo and redo: what changed, kept as values before and after.
 *
 * Every change is one entry, unless an undo block is open: then all changes become one entry when the
 * last open block is finished, or 20 s after the last one was begun. At most 50 entries are kept.
 * Invariant: undoing an entry brings back exactly the values from before it.
 */
import type { Clock, TimerId } from "./clock";

/** A place in the document that holds one immutable value. */
export interface Cell {
  /** The same for the same place, different for different places. */
  key: string;
  write(value: unknown): void;
}

/** A cell that got another value. */
export interface Change {
  cell: Cell;
  before: unknown;
  after: unknown;
}

/** Most entries that are kept. */
export const UNDO_LIMIT = 50;

/** A forgotten undo block is closed this long after the last one was begun, ms. */
export const UNDO_BLOCK_LIMIT_MS = 20_000;

/** What one step back takes back: for each cell the value from before and the value after. */
type Entry = Map<string, Change>;

/** Adds changes to an entry; a cell that is in it keeps its first value from before. */
function extend(entry: Entry, changes: readonly Change[]): Entry {
  for (const change of changes) {
    const known = entry.get(change.cell.key);
    entry.set(change.cell.key, known === undefined ? change : { ...change, before: known.before });
  }
  return entry;
}

/** The undo and redo stacks. */
export class History {
  readonly #clock: Clock;
  readonly #warn: (message: string) => void;
  readonly #done: Entry[] = [];
  #undone: Entry[] = [];
  #pending: Entry = new Map();
  readonly #blocks = new Set<symbol>();
  #limit: TimerId | null = null;

  constructor(clock: Clock, warn: (message: string) => void) {
    this.#clock = clock;
    this.#warn = warn;
  }

  /** Whether there is something to undo. */
  get canUndo(): boolean {
    return this.#done.length > 0 || this.#pending.size > 0;
  }

  /** Whether there is something to redo. */
  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** How many entries can be undone, an open block not counted. */
  get depth(): number {
    return this.#done.length;
  }

  /** Records what was just changed; `stacked` adds it to the last entry instead of making one. */
  record(changes: Change[], stacked: boolean): void {
    if (changes.length === 0) {
      return;
    }
    this.#undone = [];
    if (this.#blocks.size > 0) {
      extend(this.#pending, changes);
      return;
    }
    const last = this.#done.at(-1);
    if (stacked && last !== undefined) {
      extend(last, changes);
    } else if (!stacked) {
      this.#push(extend(new Map(), changes));
    }
  }

  /** Opens an undo block. */
  beginBlock(): symbol {
    const block = Symbol("undo block");
    this.#blocks.add(block);
    this.#stopLimit();
    this.#limit = this.#clock.setTimer(() => {
      this.#limit = null;
      this.#warn(`undo block not finished within ${UNDO_BLOCK_LIMIT_MS / 1000} s; closing it`);
      this.#closeBlocks();
    }, UNDO_BLOCK_LIMIT_MS);
    return block;
  }

  /** Finishes an undo block; one that is not open is ignored. */
  finishBlock(block: symbol): void {
    if (this.#blocks.delete(block) && this.#blocks.size === 0) {
      this.#closeBlocks();
    }
  }

  /** Takes back the last entry; false when there is none. An open block is closed first. */
  undo(): boolean {
    this.#closeBlocks();
    const entry = this.#done.pop();
    if (entry === undefined) {
      return false;
    }
    entry.forEach((change) => change.cell.write(change.before));
    this.#undone.push(entry);
    return true;
  }

  /** Does the last undone entry again; false when there is none. */
  redo(): boolean {
    const entry = this.#undone.pop();
    if (entry === undefined) {
      return false;
    }
    entry.forEach((change) => change.cell.write(change.after));
    this.#done.push(entry);
    return true;
  }

  #push(entry: Entry): void {
    this.#done.push(entry);
    if (this.#done.length > UNDO_LIMIT) {
      this.#done.shift();
    }
  }

  #stopLimit(): void {
    if (this.#limit !== null) {
      this.#clock.clearTimer(this.#limit);
      this.#limit = null;
    }
  }

  #closeBlocks(): void {
    this.#stopLimit();
    this.#blocks.clear();
    if (this.#pending.size > 0) {
      this.#push(this.#pending);
      this.#pending = new Map();
    }
  }
}
