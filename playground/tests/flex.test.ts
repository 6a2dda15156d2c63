/** The flex layout: numbers worked out by hand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Board, Context, FlexLayout, Shape } from "@penpot/plugin-types";
import { bench, fingerprint, type Bench } from "./support/bench";

interface Case extends Bench {
  board: Board;
  flex: FlexLayout;
  add(width: number, height: number): Shape;
  settle(): void;
}

function flexBoard(width: number, height: number): Case {
  const made = bench();
  made.penpot.flags.naturalChildOrdering = true;
  const board = made.penpot.createBoard();
  board.resize(width, height);
  board.x = 1000;
  board.y = 500;
  const flex = board.addFlexLayout();
  return {
    ...made,
    board,
    flex,
    add: (childWidth, childHeight) => {
      const child = made.penpot.createRectangle();
      child.resize(childWidth, childHeight);
      board.appendChild(child);
      return child;
    },
    settle: () => made.clock.advance(200),
  };
}

/** [x, y, width, height] from the board's corner. */
const box = (shape: Shape): number[] => [shape.parentX, shape.parentY, shape.width, shape.height].map((value) => Math.round(value * 100) / 100);

test("a row places children one after the other, with padding and gap", () => {
  const { flex, add, settle } = flexBoard(400, 200);
  flex.horizontalPadding = 20;
  flex.verticalPadding = 10;
  flex.columnGap = 8;
  const [a, b, c] = [add(50, 30), add(60, 40), add(70, 50)];
  settle();
  assert.deepEqual([a, b, c].map(box), [[20, 10, 50, 30], [78, 10, 60, 40], [146, 10, 70, 50]]);
});

test("a layout is applied 100 ms after the change and not before", () => {
  const { clock, add } = flexBoard(400, 200);
  clock.advance(500);
  add(50, 30);
  const b = add(60, 40);
  clock.advance(99);
  assert.equal(b.x, 0);
  clock.advance(1);
  assert.equal(b.x, 1050);
});

test("a column places children below each other; reversed directions only reverse the order", () => {
  const { flex, add, settle } = flexBoard(400, 200);
  const [a, b] = [add(50, 30), add(60, 40)];
  flex.dir = "column";
  flex.rowGap = 5;
  settle();
  assert.deepEqual([a, b].map(box), [[0, 0, 50, 30], [0, 35, 60, 40]]);
  flex.dir = "column-reverse";
  settle();
  assert.deepEqual([a, b].map(box), [[0, 45, 50, 30], [0, 0, 60, 40]]);
  flex.dir = "row-reverse";
  settle();
  assert.deepEqual([a, b].map(box), [[60, 0, 50, 30], [0, 0, 60, 40]]);
});

const JUSTIFY: [FlexLayout["justifyContent"], number[]][] = [
  // Three children of 50 in 300: 150 left over, gap 10.
  ["start", [0, 60, 120]],
  ["center", [65, 125, 185]],
  ["end", [130, 190, 250]],
  ["space-between", [0, 125, 250]],
  ["space-around", [25, 125, 225]],
  ["space-evenly", [37.5, 125, 212.5]],
];
for (const [justify, places] of JUSTIFY) {
  test(`justifyContent ${justify} distributes along the row`, () => {
    const { flex, add, settle } = flexBoard(300, 100);
    flex.columnGap = 10;
    flex.justifyContent = justify;
    const children = [add(50, 20), add(50, 20), add(50, 20)];
    settle();
    assert.deepEqual(children.map((child) => box(child)[0]), places);
  });
}

test("alignItems and alignSelf place across the row; stretch alone does not resize", () => {
  const { flex, add, settle } = flexBoard(300, 100);
  const [a, b] = [add(50, 20), add(50, 40)];
  for (const [align, top, below] of [["start", 0, 0], ["center", 40, 30], ["end", 80, 60], ["stretch", 0, 0]] as const) {
    flex.alignItems = align;
    settle();
    assert.deepEqual([box(a)[1], box(b)[1]], [top, below], align);
  }
  a.layoutChild!.alignSelf = "end";
  settle();
  assert.deepEqual(box(a), [0, 80, 50, 20]);
});

test("fill takes what is left, shared equally, within minimum and maximum", () => {
  const { flex, add, settle } = flexBoard(400, 100);
  flex.columnGap = 10;
  const [a, b, c] = [add(100, 20), add(1, 20), add(1, 20)];
  b.layoutChild!.horizontalSizing = "fill";
  c.layoutChild!.horizontalSizing = "fill";
  settle();
  assert.deepEqual([a, b, c].map(box), [[0, 0, 100, 20], [110, 0, 140, 20], [260, 0, 140, 20]]);
  b.layoutChild!.maxWidth = 60;
  settle();
  assert.deepEqual([b, c].map(box), [[110, 0, 60, 20], [180, 0, 220, 20]]);
  c.layoutChild!.verticalSizing = "fill";
  settle();
  assert.deepEqual(box(c), [180, 0, 220, 100]);
});

test("margins keep their distance and count as used space", () => {
  const { add, settle } = flexBoard(200, 100);
  const [a, b] = [add(50, 20), add(1, 20)];
  a.layoutChild!.leftMargin = 5;
  a.layoutChild!.rightMargin = 7;
  a.layoutChild!.topMargin = 3;
  b.layoutChild!.horizontalSizing = "fill";
  settle();
  assert.deepEqual([a, b].map(box), [[5, 3, 50, 20], [62, 0, 138, 20]]);
});

test("a wrapping row breaks into lines that share the height", () => {
  const { flex, add, settle } = flexBoard(120, 100);
  flex.wrap = "wrap";
  flex.columnGap = 10;
  flex.rowGap = 10;
  const children = [add(50, 20), add(50, 30), add(50, 10)];
  settle();
  // Lines of 30 and 10 with 10 between; the 50 left over are shared, 25 each.
  assert.deepEqual(children.map(box), [[0, 0, 50, 20], [60, 0, 50, 30], [0, 65, 50, 10]]);
  flex.alignContent = "end";
  settle();
  assert.deepEqual(children.map(box), [[0, 50, 50, 20], [60, 50, 50, 30], [0, 90, 50, 10]]);
});

test("a board that hugs its content takes its size, in both directions", () => {
  const { board, flex, add, settle } = flexBoard(400, 300);
  flex.topPadding = 4;
  flex.leftPadding = 6;
  flex.rightPadding = 8;
  flex.bottomPadding = 10;
  flex.columnGap = 2;
  flex.horizontalSizing = "auto";
  board.verticalSizing = "auto";
  const [a, b] = [add(50, 30), add(60, 40)];
  settle();
  assert.deepEqual([board.width, board.height], [126, 54]);
  assert.deepEqual([board.x, board.y], [1000, 500]);
  assert.deepEqual([a, b].map(box), [[6, 4, 50, 30], [58, 4, 60, 40]]);
});

test("hugging and filling along the same axis exclude each other: the last one set wins", () => {
  const { board, flex, add } = flexBoard(400, 300);
  const child = add(50, 30);
  flex.horizontalSizing = "auto";
  child.layoutChild!.horizontalSizing = "fill";
  assert.equal(board.horizontalSizing, "fix");
  flex.horizontalSizing = "auto";
  assert.equal(child.layoutChild!.horizontalSizing, "fix");
});

test("resizing by hand fixes the sizing", () => {
  const { board, flex, add } = flexBoard(400, 300);
  const child = add(50, 30);
  flex.verticalSizing = "auto";
  board.resize(200, 100);
  assert.equal(board.verticalSizing, "fix");
  child.layoutChild!.verticalSizing = "fill";
  child.resize(20, 20);
  assert.equal(child.layoutChild!.verticalSizing, "fix");
});

test("absolute and hidden children are left out of the flow", () => {
  const { add, settle } = flexBoard(400, 300);
  const [a, b, c] = [add(50, 30), add(60, 40), add(70, 50)];
  a.layoutChild!.absolute = true;
  a.x = 1300;
  b.hidden = true;
  settle();
  assert.deepEqual(box(c), [0, 0, 70, 50]);
  assert.equal(a.x, 1300);
  assert.equal(a.layoutChild!.absolute, true);
});

function rowInColumn(penpot: Context, board: Board): { row: Board; label: Shape; filler: Shape } {
  const row = penpot.createBoard();
  row.name = "Row";
  const layout = row.addFlexLayout();
  layout.columnGap = 10;
  const label = penpot.createRectangle();
  label.resize(40, 24);
  const filler = penpot.createRectangle();
  filler.resize(10, 12);
  row.appendChild(label);
  row.appendChild(filler);
  board.appendChild(row);
  row.layoutChild!.horizontalSizing = "fill";
  row.verticalSizing = "auto";
  filler.layoutChild!.horizontalSizing = "fill";
  return { row, label, filler };
}

test("layouts inside layouts: what fills gets its width from outside, what hugs its height from inside", () => {
  const { penpot, board, flex, settle } = flexBoard(300, 400);
  flex.dir = "column";
  flex.rowGap = 16;
  flex.leftPadding = 20;
  flex.rightPadding = 20;
  flex.verticalSizing = "auto";
  const [first, second] = [rowInColumn(penpot, board), rowInColumn(penpot, board)];
  settle();
  assert.deepEqual([first.row, second.row].map(box), [[20, 0, 260, 24], [20, 40, 260, 24]]);
  assert.deepEqual([first.label, first.filler].map(box), [[0, 0, 40, 24], [50, 0, 210, 12]]);
  assert.equal(board.height, 64);
  board.resize(400, 64);
  settle();
  assert.deepEqual([first.row, first.filler].map(box), [[20, 0, 360, 24], [50, 0, 310, 12]]);
});

test("a text that fills a column wraps and pushes what is below it", () => {
  const { penpot, board, flex, clock } = flexBoard(100, 400);
  flex.dir = "column";
  const label = penpot.createText("aaaa bbbb cccc")!;
  board.appendChild(label);
  const below = penpot.createRectangle();
  board.appendChild(below);
  clock.advance(300);
  assert.equal(label.growType, "auto-width");
  label.layoutChild!.horizontalSizing = "fill";
  clock.advance(300);
  // 14 px by rule: 8.4 px a character; eleven characters fit into 100 px, so there are two lines of 16.8.
  assert.deepEqual(box(label), [0, 0, 100, 33.6]);
  assert.equal(label.growType, "auto-height");
  assert.equal(Math.round(below.parentY * 10) / 10, 33.6);
});

test("a settled layout stays: time passing changes nothing", () => {
  const { penpot, board, flex, settle, playground } = flexBoard(300, 400);
  flex.dir = "column";
  rowInColumn(penpot, board);
  penpot.group([penpot.createRectangle()]);
  settle();
  const before = fingerprint(playground);
  const depth = playground.document.history.depth;
  for (let index = 0; index < 20; index += 1) {
    settle();
  }
  assert.equal(fingerprint(playground), before);
  assert.equal(playground.document.history.depth, depth);
});

test("layoutChild is null outside layouts and the layout goes away with remove", () => {
  const { board, flex, add, penpot } = flexBoard(300, 100);
  assert.equal(penpot.createRectangle().layoutChild, null);
  const child = add(10, 10);
  assert.notEqual(child.layoutChild, null);
  flex.remove();
  assert.equal(board.flex, null);
  assert.equal(child.layoutChild, null);
});

test("a layout inside a group inside a layout: the outer one follows what the inner one takes", () => {
  const { penpot, board, settle, add } = flexBoard(400, 100);
  const inner = penpot.createBoard();
  const layout = inner.addFlexLayout();
  layout.horizontalSizing = "auto";
  const filler = penpot.createRectangle();
  filler.resize(30, 30);
  inner.appendChild(filler);
  const group = penpot.group([inner])!;
  board.appendChild(group);
  const after = add(20, 20);
  settle();
  settle();
  assert.deepEqual([box(group), box(after)], [[0, 0, 30, 100], [30, 0, 20, 20]]);
  filler.resize(80, 30);
  settle();
  settle();
  assert.deepEqual([inner.width, box(after)[0]], [80, 80]);
});
