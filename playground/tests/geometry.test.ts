/** Places, sizes, turning, mirroring, constraints, groups and paths. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Shape } from "@penpot/plugin-types";
import { parsePath, formatPath } from "../src/document/path-data";
import { bench } from "./support/bench";

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} is not ${expected}`);
const box = (shape: Shape): number[] => [shape.x, shape.y, shape.width, shape.height].map((value) => Math.round(value * 1000) / 1000);

test("x and y are those of the upright box around the turned shape", () => {
  const { penpot } = bench();
  const shape = penpot.createRectangle();
  shape.resize(100, 50);
  shape.rotation = 90;
  assert.deepEqual(box(shape), [25, -25, 100, 50]);
  assert.deepEqual(shape.bounds, { x: 25, y: -25, width: 50, height: 100 });
  shape.x = 0;
  shape.y = 0;
  assert.deepEqual(shape.center, { x: 25, y: 50 });
  shape.rotation = 0;
  assert.deepEqual(box(shape), [-25, 25, 100, 50]);
});

test("rotation is absolute, rotate is relative, both read from 0 to 360", () => {
  const { penpot } = bench();
  const shape = penpot.createRectangle();
  shape.rotation = -90;
  assert.equal(shape.rotation, 270);
  shape.rotation = 30;
  shape.rotate(340);
  near(shape.rotation, 10);
  shape.rotate(-10, { x: 0, y: 0 });
  near(shape.rotation, 0);
});

test("resizing a turned shape leaves its turned corner in place", () => {
  const { penpot } = bench();
  const shape = penpot.createRectangle();
  shape.rotation = 90;
  const right = shape.bounds.x + shape.bounds.width;
  const top = shape.bounds.y;
  shape.resize(40, 20);
  near(shape.bounds.x + shape.bounds.width, right);
  near(shape.bounds.y, top);
});

test("a locked proportion makes the height decide", () => {
  const { penpot } = bench();
  const shape = penpot.createRectangle();
  shape.resize(200, 100);
  shape.proportionLock = true;
  shape.resize(50, 30);
  assert.deepEqual([shape.width, shape.height], [60, 30]);
});

test("writing a flip toggles it, whatever is written", () => {
  const { penpot } = bench();
  const board = penpot.createBoard();
  const child = penpot.createRectangle();
  child.resize(20, 20);
  board.appendChild(child);
  board.flipX = true;
  assert.deepEqual([board.flipX, child.x], [true, 80]);
  board.flipX = true;
  assert.deepEqual([board.flipX, child.x], [false, 0]);
});

test("moving and turning a board takes its children along", () => {
  const { penpot } = bench();
  const board = penpot.createBoard();
  const child = penpot.createRectangle();
  child.resize(10, 10);
  board.appendChild(child);
  board.x = 50;
  board.y = 60;
  assert.deepEqual(box(child), [50, 60, 10, 10]);
  board.rotation = 180;
  assert.deepEqual(box(child), [140, 150, 10, 10]);
  assert.equal(child.rotation, 180);
});

const CONSTRAINTS: [string, string, number[]][] = [
  // A child of 20 × 10 at (30, 40) in a board that grows from 100 × 100 to 200 × 300.
  ["left", "top", [30, 40, 20, 10]],
  ["right", "bottom", [130, 240, 20, 10]],
  ["leftright", "topbottom", [30, 40, 120, 210]],
  ["center", "center", [80, 140, 20, 10]],
  ["scale", "scale", [60, 120, 40, 30]],
];
for (const [horizontal, vertical, expected] of CONSTRAINTS) {
  test(`a child with ${horizontal}/${vertical} follows its board's size`, () => {
    const { penpot } = bench();
    const board = penpot.createBoard();
    const child = penpot.createRectangle();
    child.resize(20, 10);
    child.x = 30;
    child.y = 40;
    board.appendChild(child);
    child.constraintsHorizontal = horizontal as "left";
    child.constraintsVertical = vertical as "top";
    board.resize(200, 300);
    assert.deepEqual(box(child), expected);
  });
}

test("a group's box follows its children and resizing it scales them", () => {
  const { penpot } = bench();
  const [a, b] = [penpot.createRectangle(), penpot.createRectangle()];
  b.x = 300;
  b.y = 100;
  const group = penpot.group([a, b])!;
  assert.deepEqual(box(group), [0, 0, 400, 200]);
  a.x = -100;
  assert.deepEqual(box(group), [-100, 0, 500, 200]);
  group.resize(250, 400);
  assert.deepEqual([box(a), box(b)], [[-100, 0, 50, 200], [100, 200, 50, 200]]);
  b.remove();
  assert.deepEqual(box(group), box(a));
});

test("a turned group keeps its angle when its box is worked out again", () => {
  const { penpot } = bench();
  const [a, b] = [penpot.createRectangle(), penpot.createRectangle()];
  b.x = 300;
  const group = penpot.group([a, b])!;
  group.rotation = 90;
  assert.deepEqual([group.width, group.height, group.rotation], [400, 100, 90]);
  a.rotate(0.001);
  assert.ok(Math.abs(group.width - 400) < 0.01 && Math.abs(group.height - 100) < 0.01);
  assert.equal(group.rotation, 90);
});

test("path data is read in every notation and becomes absolute moves, lines, curves and closings", () => {
  const normal = (d: string): string => formatPath(parsePath(d) ?? []);
  assert.equal(normal("m10 10h20v5l-5-5z"), "M10,10L30,10L30,15L25,10Z");
  assert.equal(normal("M0 0 10 10-5.5.5"), "M0,0L10,10L-5.5,0.5");
  assert.equal(normal("M0 0Q5 10 10 0T20 0"), "M0,0C3.333333,6.666667,6.666667,6.666667,10,0C13.333333,-6.666667,16.666667,-6.666667,20,0");
  assert.equal(normal("M0 0C1 1 2 1 3 0s2-1 3 0"), "M0,0C1,1,2,1,3,0C4,-1,5,-1,6,0");
  assert.equal(normal("M0 0z l5 5"), "M0,0ZL5,5");
  for (const garbage of ["", "L0 0", "M", "M0", "M0 0 X", "M0 0 L1", "hello", "M0 0 Z 4"]) {
    assert.equal(parsePath(garbage), null, garbage);
  }
});

test("arcs become curves that end where the arc ends and stay on the circle", () => {
  const segments = parsePath("M0 10A10 10 0 0 1 20 10a10 10 0 01-20 0") ?? [];
  const ends = segments.flatMap((segment) => (segment.command === "curve-to" ? [[segment.x, segment.y]] : []));
  assert.equal(ends.length, 4);
  ends.forEach(([x, y]) => near(Math.hypot(x! - 10, y! - 10), 10));
  assert.deepEqual(ends[3]!.map((value) => Math.round(value * 1e6) / 1e6 + 0), [0, 10]);
});

test("setting d moves and sizes the path, curves included, and reads back absolute", () => {
  const { penpot } = bench();
  const path = penpot.createPath();
  assert.equal(path.d, "M0,0L100,100");
  path.d = "M10 10 C10 110 110 110 110 10 Z";
  assert.deepEqual(box(path), [10, 10, 100, 75]);
  path.x = 0;
  assert.equal(path.toD(), "M0,10C0,110,100,110,100,10Z");
  path.resize(200, 75);
  assert.equal(path.content, "M0,10C0,110,200,110,200,10Z");
  path.commands = [
    { command: "move-to", params: { x: 0, y: 0 } },
    { command: "line-to", params: { x: 10, y: 20 } },
    { command: "close-path" },
  ];
  assert.deepEqual([path.d, ...box(path)], ["M0,0L10,20Z", 0, 0, 10, 20]);
  path.rotation = 180;
  assert.equal(path.d, "M10,20L0,0Z");
});

test("align and distribute use upright boxes", () => {
  const { penpot } = bench();
  const shapes = [0, 50, 300].map((x) => {
    const shape = penpot.createRectangle();
    shape.resize(20, 20 + x / 10);
    shape.x = x;
    return shape;
  });
  penpot.distributeHorizontal(shapes);
  assert.deepEqual(shapes.map((shape) => shape.x), [0, 150, 300]);
  penpot.alignVertical(shapes, "bottom");
  assert.deepEqual(shapes.map((shape) => shape.y), [30, 25, 0]);
});

test("the viewport fits shapes and says what is seen", () => {
  const { penpot, playground } = bench();
  playground.document.viewport.setSize(1000, 500);
  const shape = penpot.createRectangle();
  shape.x = 450;
  penpot.viewport.zoomIntoView([shape]);
  assert.deepEqual([penpot.viewport.center, penpot.viewport.zoom], [{ x: 500, y: 50 }, 4.5]);
  penpot.viewport.zoomReset();
  assert.deepEqual(penpot.viewport.bounds, { x: 0, y: -200, width: 1000, height: 500 });
  assert.deepEqual(playground.publicUtils.centerShapes([shape]), { x: 500, y: 50 });
});

test("the document's tree tells what was drawn, rounded and without what does not apply", () => {
  const { penpot, playground, clock } = bench();
  const board = penpot.createBoard();
  board.name = "Card";
  board.x = 10.00049;
  const text = penpot.createText("Hi")!;
  board.appendChild(text);
  clock.advance(50);
  const tree = playground.documentTree() as { page: unknown; shapes: Record<string, any>[] };
  assert.deepEqual(tree.page, { id: playground.document.activePage.id, name: "Page 1" });
  const [card] = tree.shapes;
  assert.deepEqual([card!["type"], card!["name"], card!["x"], "text" in card!, "radii" in card!], ["board", "Card", 10, false, false]);
  const [label] = card!["children"];
  assert.deepEqual([label.width, label.height, label.parentX, label.text.characters, label.text.fontSize], [16.8, 16.8, -10, "Hi", "14"]);
  assert.deepEqual(label.text.fills, [{ fillColor: "#000000", fillOpacity: 1 }]);
});
