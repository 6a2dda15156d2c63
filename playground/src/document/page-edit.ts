/**
 * One edit of a page: reads through to the page, writes at once, remembers what was there before.
 *
 * Invariant: records are replaced, never changed in place, so `before` values stay what they were.
 */
import type { PageRecord, ShapeRecord } from "./model";
import type { Change } from "./history";
import { need, type ShapeLookup } from "./tree";

/** What an edit did to one shape; null: it did not exist. */
export interface ShapeChange {
  id: string;
  before: ShapeRecord | null;
  after: ShapeRecord | null;
}

/** The edit. */
export class PageEdit implements ShapeLookup {
  readonly page: PageRecord;
  readonly #before = new Map<string, ShapeRecord | null>();

  constructor(page: PageRecord) {
    this.page = page;
  }

  get(id: string): ShapeRecord | undefined {
    return this.page.shapes.get(id);
  }

  /** Stores a record under its id, new or not. */
  put(record: ShapeRecord): void {
    this.#remember(record.id);
    this.page.shapes.set(record.id, record);
  }

  /** Replaces some members of a record; does nothing when the shape does not exist. */
  patch(id: string, members: Partial<ShapeRecord>): void {
    const record = this.get(id);
    if (record !== undefined) {
      this.put({ ...record, ...members });
    }
  }

  /** Replaces a record by what `change` makes of it. */
  change(id: string, change: (record: ShapeRecord) => ShapeRecord): void {
    this.put(change(need(this, id)));
  }

  /** Forgets a record; the caller has taken it out of its parent's list. */
  drop(id: string): void {
    this.#remember(id);
    this.page.shapes.delete(id);
  }

  /** What was changed so far. */
  changes(): ShapeChange[] {
    return [...this.#before]
      .map(([id, before]) => ({ id, before, after: this.get(id) ?? null }))
      .filter((change) => change.before !== change.after);
  }

  /** The changes as the history wants them. */
  historyChanges(): Change[] {
    return this.changes().map(({ id, before, after }) => ({
      cell: {
        key: `shape ${this.page.id} ${id}`,
        write: (value) => {
          if (value === null) {
            this.page.shapes.delete(id);
          } else {
            this.page.shapes.set(id, value as ShapeRecord);
          }
        },
      },
      before,
      after,
    }));
  }

  #remember(id: string): void {
    if (!this.#before.has(id)) {
      this.#before.set(id, this.get(id) ?? null);
    }
  }
}
