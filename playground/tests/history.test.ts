/** Undo: entries, blocks, limits, and what comes late. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Board } from "@penpot/plugin-types";
import { UNDO_LIMIT } from "../src/document/history";
import { bench, fingerprint } from "./support/bench";

test("every statement is an entry, and undo brings back the document exactly", () => {
  const { penpot, playground } = bench();
  const states = [fingerprint(playground)];
  const step = (change: () => void): void => {
    change();
    states.push(fingerprint(playground));
  };
  let board: Board | undefined;
  step(() => void (board = penpot.createBoard()));
  step(() => board!.resize(300, 200));
  step(() => void penpot.createText("hello"));
  step(() => board!.appendChild((penpot.root as Board).children[1]!));
  step(() => void (board!.fills = [{ fillColor: "#ff0000" }]));
  step(() => void (board!.rotation = 30));
  step(() => void board!.clone());
  step(() => board!.remove());
  step(() => void (penpot.currentPage!.name = "Other"));
  step(() => void penpot.createPage());
  for (let index = states.length - 1; index > 0; index -= 1) {
    assert.equal(playground.undo(), true);
    assert.equal(fingerprint(playground), states[index - 1], `undo ${index}`);
  }
  assert.equal(playground.undo(), false);
  for (let index = 1; index < states.length; index += 1) {
    assert.equal(playground.redo(), true);
    assert.equal(fingerprint(playground), states[index], `redo ${index}`);
  }
  assert.equal(playground.redo(), false);
});

test("a block is one entry, also when blocks are nested or overlap", () => {
  const { penpot, playground } = bench();
  const before = fingerprint(playground);
  const outer = penpot.history.undoBlockBegin();
  penpot.createRectangle();
  const inner = penpot.history.undoBlockBegin();
  penpot.createEllipse();
  penpot.history.undoBlockFinish(outer);
  penpot.createBoard();
  assert.equal(playground.document.history.depth, 0);
  penpot.history.undoBlockFinish(inner);
  assert.equal(playground.document.history.depth, 1);
  playground.undo();
  assert.equal(fingerprint(playground), before);
});

test("an unknown block is ignored and none at all is refused", () => {
  const { penpot } = bench();
  penpot.history.undoBlockFinish(Symbol("unknown"));
  assert.throws(() => penpot.history.undoBlockFinish(null as never), /Code: :undoBlockFinish$/);
});

test("a forgotten block is closed 20 s after the last one was begun", () => {
  const { penpot, playground, clock, errors } = bench();
  penpot.history.undoBlockBegin();
  penpot.createRectangle();
  clock.advance(15_000);
  penpot.history.undoBlockBegin();
  penpot.createRectangle();
  clock.advance(19_999);
  assert.equal(playground.document.history.depth, 0);
  clock.advance(1);
  assert.equal(playground.document.history.depth, 1);
  assert.equal(errors.length, 1);
});

test("only the last entries are kept", () => {
  const { penpot, playground } = bench();
  for (let index = 0; index < UNDO_LIMIT + 10; index += 1) {
    penpot.createRectangle();
  }
  let undone = 0;
  while (playground.undo()) {
    undone += 1;
  }
  assert.equal(undone, UNDO_LIMIT);
  assert.equal((penpot.root as Board).children.length, 10);
});

test("a text's size that arrives after the block is an entry of its own; inside the block it is not", () => {
  const { penpot, playground, clock } = bench();
  const early = penpot.history.undoBlockBegin();
  penpot.createText("early");
  penpot.history.undoBlockFinish(early);
  clock.advance(100);
  assert.equal(playground.document.history.depth, 2);
  const late = penpot.history.undoBlockBegin();
  penpot.createText("late");
  clock.advance(100);
  penpot.history.undoBlockFinish(late);
  assert.equal(playground.document.history.depth, 3);
});

test("a layout that arrives after the change is stacked onto its entry", () => {
  const { penpot, playground, clock } = bench();
  const board = penpot.createBoard();
  board.addFlexLayout();
  clock.advance(200);
  const child = penpot.createRectangle();
  child.x = 40;
  const before = fingerprint(playground);
  const depth = playground.document.history.depth;
  board.appendChild(child);
  clock.advance(200);
  assert.equal(child.x, 0);
  assert.equal(playground.document.history.depth, depth + 1);
  playground.undo();
  assert.equal(fingerprint(playground), before);
  clock.advance(1_000);
  assert.equal(fingerprint(playground), before);
});

test("a change after undo forgets what could be redone", () => {
  const { penpot, playground } = bench();
  penpot.createRectangle();
  playground.undo();
  assert.equal(playground.document.canRedo, true);
  penpot.createEllipse();
  assert.equal(playground.document.canRedo, false);
});

test("undo takes removed shapes out of the selection", () => {
  const { penpot, playground } = bench();
  penpot.selection = [penpot.createRectangle()];
  playground.undo();
  assert.deepEqual(playground.document.selection, []);
});
