/**
 * Random edits: the laws of the tree hold after every one, undo and redo are exact, layouts settle.
 *
 * The laws are checked by the bench after every change; seeds are fixed, so a failure repeats.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Board, Shape, Text } from "@penpot/plugin-types";
import { bench, fingerprint, type Bench } from "./support/bench";

/** Numbers from 0 to 1 by xorshift. */
function randomNumbers(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

class Editor {
  readonly #random: () => number;
  readonly #bench: Bench;

  constructor(made: Bench, seed: number) {
    this.#bench = made;
    this.#random = randomNumbers(seed);
  }

  #int(below: number): number {
    return Math.floor(this.#random() * below);
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#int(items.length)] as T;
  }

  /** Any shape but the root. */
  #shape(): Shape {
    const { penpot } = this.#bench;
    const shapes = penpot.currentPage!.findShapes().filter((shape) => shape.parent !== null);
    return shapes.length === 0 ? penpot.createRectangle() : this.#pick(shapes);
  }

  #board(): Board {
    const { penpot } = this.#bench;
    const boards = penpot.currentPage!.findShapes({ type: "board" });
    return this.#pick(boards) as Board;
  }

  /** One random edit. */
  step(): void {
    const { penpot } = this.#bench;
    const actions: (() => void)[] = [
      () => void penpot.createRectangle(),
      () => void penpot.createBoard(),
      () => void penpot.createText("some words to measure".slice(0, 1 + this.#int(20))),
      () => void penpot.createPath(),
      () => this.#board().appendChild(this.#shape()),
      () => this.#board().insertChild(this.#int(5), this.#shape()),
      () => this.#shape().setParentIndex(this.#int(5)),
      () => this.#shape().resize(1 + this.#int(300), 1 + this.#int(300)),
      () => void (this.#shape().rotation = this.#int(360)),
      () => void (this.#shape().flipX = true),
      () => void (this.#shape().x = this.#int(1000) - 500),
      () => void (this.#shape().parentY = this.#int(1000) - 500),
      () => this.#shape().sendBackward(),
      () => this.#shape().bringToFront(),
      () => void penpot.group([this.#shape(), this.#shape()]),
      () => this.#shape().remove(),
      () => void this.#shape().clone(),
      () => penpot.ungroup(this.#shape() as never),
      () => void (this.#shape().hidden = this.#random() < 0.3),
      () => this.#addLayout(),
      () => this.#changeLayout(),
      () => this.#changeLayoutChild(),
      () => this.#changeText(),
      () => this.#bench.clock.advance(this.#int(150)),
    ];
    this.#pick(actions)();
  }

  #addLayout(): void {
    const board = this.#board();
    if (board.parent !== null) {
      const flex = board.addFlexLayout();
      flex.dir = this.#pick(["row", "column", "row-reverse", "column-reverse"]);
      flex.rowGap = this.#int(20);
      flex.leftPadding = this.#int(20);
    }
  }

  #changeLayout(): void {
    const { flex } = this.#board();
    if (flex != null) {
      flex.horizontalSizing = this.#pick(["fix", "auto"]);
      flex.verticalSizing = this.#pick(["fix", "auto"]);
      flex.alignItems = this.#pick(["start", "center", "end"]);
      flex.wrap = this.#pick(["wrap", "nowrap"]);
    }
  }

  #changeLayoutChild(): void {
    const { layoutChild } = this.#shape();
    if (layoutChild != null) {
      layoutChild.horizontalSizing = this.#pick(["fix", "fill", "auto"]);
      layoutChild.verticalSizing = this.#pick(["fix", "fill"]);
      layoutChild.absolute = this.#random() < 0.2;
      layoutChild.topMargin = this.#int(10);
    }
  }

  #changeText(): void {
    const text = this.#pick([...this.#bench.penpot.currentPage!.findShapes({ type: "text" }), null]) as Text | null;
    if (text !== null) {
      text.fontSize = String(8 + this.#int(30));
      text.growType = this.#pick(["fixed", "auto-width", "auto-height"]);
    }
  }
}

test("whatever is done, undo brings back the beginning and redo the end, exactly", () => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const made = bench();
    const editor = new Editor(made, seed);
    made.penpot.flags.naturalChildOrdering = seed % 2 === 0;
    const beginning = fingerprint(made.playground);
    for (let index = 0; index < 12; index += 1) {
      editor.step();
    }
    const end = fingerprint(made.playground);
    const depth = made.playground.document.history.depth;
    assert.ok(depth < 50, `seed ${seed}: ${depth} entries`);
    while (made.playground.undo()) {
      assert.notEqual(made.playground.document.canRedo, false);
    }
    assert.equal(fingerprint(made.playground), beginning, `undo, seed ${seed}`);
    while (made.playground.redo()) {
      assert.ok(made.playground.document.canUndo);
    }
    assert.equal(fingerprint(made.playground), end, `redo, seed ${seed}`);
  }
});

test("long random sessions keep the laws and come to rest", () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const made = bench();
    const editor = new Editor(made, seed * 7919);
    for (let index = 0; index < 150; index += 1) {
      editor.step();
    }
    made.clock.advance(30_000);
    const rested = fingerprint(made.playground);
    made.clock.advance(30_000);
    assert.equal(fingerprint(made.playground), rested, `seed ${seed}`);
  }
});
