/**
 * A playground for tests: time moved by hand, ids by counting, errors collected.
 *
 * The laws of the tree are checked after every change of the content.
 */
import assert from "node:assert/strict";
import type { Board, Context } from "@penpot/plugin-types";
import type { Clock, TimerId } from "../../src/document/clock";
import { createPlayground, type Playground, type PlaygroundOptions } from "../../src/document/playground";
import { checkPage } from "../../src/document/tree";

/** A clock that stands still until it is told. */
export class ManualClock implements Clock {
  #now = 0;
  #next: TimerId = 1;
  readonly #timers = new Map<TimerId, { due: number; callback: () => void }>();

  now(): number {
    return this.#now;
  }

  setTimer(callback: () => void, delayMs: number): TimerId {
    const id = this.#next++;
    this.#timers.set(id, { due: this.#now + delayMs, callback });
    return id;
  }

  clearTimer(id: TimerId): void {
    this.#timers.delete(id);
  }

  /** Lets time pass; timers fire in order, those that they start included. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, timer]) => timer.due <= end).sort((a, b) => a[1].due - b[1].due || a[0] - b[0]);
      const [first] = due;
      if (first === undefined) {
        break;
      }
      this.#timers.delete(first[0]);
      this.#now = Math.max(this.#now, first[1].due);
      first[1].callback();
    }
    this.#now = end;
  }
}

/** What a test works with. */
export interface Bench {
  clock: ManualClock;
  playground: Playground;
  penpot: Context;
  errors: string[];
}

/** Ids in counting order, in the form of UUIDs. */
export function countingIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
  };
}

/** A fresh playground with one plugin. */
export function bench(options: PlaygroundOptions = {}): Bench {
  const clock = new ManualClock();
  const errors: string[] = [];
  const playground = createPlayground({ clock, newId: countingIds(), reportError: (message) => errors.push(message), ...options });
  playground.document.on("content", () => {
    const faults = playground.document.pages.flatMap((page) => checkPage(page));
    assert.deepEqual(faults, []);
  });
  return { clock, playground, penpot: playground.createContext("11111111-1111-4111-8111-111111111111"), errors };
}

/** A rectangle with a name, for tests about order. */
export function named(penpot: Context, ...names: string[]): ReturnType<Context["createRectangle"]>[] {
  return names.map((name) => {
    const shape = penpot.createRectangle();
    shape.name = name;
    return shape;
  });
}

/** Names of the children back to front, whatever the flags say. */
export function rawNames(playground: Playground, board: Pick<Board, "id">): string {
  const page = playground.document.activePage;
  return (page.shapes.get(board.id)?.childIds ?? []).map((id) => page.shapes.get(id)?.name).join("");
}

/** Everything in the document, as text that is equal exactly when the documents are. */
export function fingerprint(playground: Playground): string {
  return JSON.stringify(
    playground.document.pages.map((page) => ({
      ...page,
      shapes: [...page.shapes.values()].sort((a, b) => a.id.localeCompare(b.id)),
    })),
  );
}
