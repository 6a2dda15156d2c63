/** What the drawing area decides without a screen: the view, outlines, and what a click means. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { newPage, newShape } from "../src/document/records";
import { ROOT_ID, type PageRecord, type ShapeType } from "../src/document/model";
import { ViewportState } from "../src/document/viewport";
import { chainTo, deeperTarget, plainTarget } from "../src/stage/hit-test";
import { boxAroundSubtree, outlinePath, shapeTransform } from "../src/stage/outline";
import { PageView } from "../src/stage/viewport";

const NO_COVER = { top: 0, right: 0, bottom: 0, left: 0 };

function view(): { view: PageView; viewport: ViewportState } {
  const viewport = new ViewportState();
  const made = new PageView(viewport);
  made.setArea(1000, 600, NO_COVER);
  made.place({ x: 0, y: 0 }, { x: 80, y: 80 });
  return { view: made, viewport };
}

function assertNear(actual: { x: number; y: number }, expected: { x: number; y: number }): void {
  assert.ok(Math.hypot(actual.x - expected.x, actual.y - expected.y) < 1e-6, JSON.stringify(actual));
}

/** A page of shapes named by their ids, each inside the one before it. */
function nested(...types: ShapeType[]): PageRecord {
  const page = newPage("page", "Page 1");
  let parentId = ROOT_ID;
  types.forEach((type, index) => {
    const id = `${type}-${index}`;
    page.shapes.set(id, newShape(id, type, parentId));
    page.shapes.get(parentId)?.childIds.push(id);
    parentId = id;
  });
  return page;
}

test("zooming keeps the page point under the pointer where it is", () => {
  const { view: made } = view();
  const pointer = { x: 321, y: 123 };
  const before = made.toPage(pointer);
  made.zoomAt(pointer, 3.7);
  assertNear(made.toPage(pointer), before);
  assert.ok(Math.abs(made.zoom - 3.7) < 1e-9);
});

test("screen and page points are each other's inverse", () => {
  const { view: made } = view();
  made.zoomAt({ x: 10, y: 20 }, 0.3);
  made.panBy(-77, 41);
  assertNear(made.toScreen(made.toPage({ x: 12, y: 34 })), { x: 12, y: 34 });
});

test("a window over the right side moves the middle of what is seen, not the drawing", () => {
  const { view: made, viewport } = view();
  made.setArea(1000, 600, { ...NO_COVER, right: 400 });
  assertNear(made.toScreen({ x: 0, y: 0 }), { x: 80, y: 80 });
  assertNear(made.toScreen(viewport.center), { x: 300, y: 300 });
  assert.equal(viewport.bounds.width, 600);
});

test("showing a box puts it whole into what is not covered", () => {
  const { view: made } = view();
  made.setArea(1000, 600, { ...NO_COVER, right: 400 });
  made.fit({ x: 5000, y: -3000, width: 2000, height: 500 });
  const from = made.toScreen({ x: 5000, y: -3000 });
  const to = made.toScreen({ x: 7000, y: -2500 });
  assert.ok(from.x >= 0 && from.y >= 0 && to.x <= 600 && to.y <= 600, JSON.stringify({ from, to }));
});

test("showing a small box does not blow it up", () => {
  const { view: made } = view();
  made.fit({ x: 0, y: 0, width: 10, height: 10 });
  assert.equal(made.zoom, 1);
});

test("a click on something in a board means the board's child", () => {
  const page = nested("board", "group", "rectangle");
  assert.equal(plainTarget(page, chainTo(page, "rectangle-2")), "group-1");
});

test("a click on an empty board means the board, one outside of boards the outermost shape", () => {
  const board = nested("board");
  assert.equal(plainTarget(board, chainTo(board, "board-0")), "board-0");
  const group = nested("group", "rectangle");
  assert.equal(plainTarget(group, chainTo(group, "rectangle-1")), "group-0");
  assert.equal(plainTarget(group, []), null);
});

test("each further double click goes one level deeper and stops at the shape that was hit", () => {
  const page = nested("board", "group", "rectangle");
  const chain = chainTo(page, "rectangle-2");
  assert.equal(deeperTarget(page, chain, []), "group-1");
  assert.equal(deeperTarget(page, chain, ["group-1"]), "rectangle-2");
  assert.equal(deeperTarget(page, chain, ["rectangle-2"]), "rectangle-2");
});

test("corner radii that do not fit shrink together", () => {
  const shape = newShape("a", "rectangle", ROOT_ID);
  const d = outlinePath({ ...shape, width: 100, height: 50, radii: [100, 100, 100, 100] });
  assert.equal(d, "M25 0H75A25 25 0 0 1 100 25V25A25 25 0 0 1 75 50H25A25 25 0 0 1 0 25V25A25 25 0 0 1 25 0Z");
});

test("an outline moved inwards past its middle is empty", () => {
  assert.equal(outlinePath(newShape("a", "rectangle", ROOT_ID), -50), "");
});

test("flips happen before rotation, around the middle of the box", () => {
  const shape = { ...newShape("a", "rectangle", ROOT_ID), flipX: true, rotation: 90 };
  assert.equal(shapeTransform(shape), "rotate(90 50 50) matrix(-1 0 0 1 100 0)");
  assert.equal(shapeTransform(newShape("b", "rectangle", ROOT_ID)), null);
});

test("what a group shows reaches as far as its children, a clipping board only to its edge", () => {
  const group = nested("group", "rectangle");
  const rectangle = group.shapes.get("rectangle-1");
  assert.ok(rectangle !== undefined);
  group.shapes.set("rectangle-1", { ...rectangle, x: 150 });
  const reach = (page: PageRecord, id: string) => {
    const shape = page.shapes.get(id);
    assert.ok(shape !== undefined);
    return boxAroundSubtree(page, shape).width;
  };
  assert.equal(reach(group, "group-0"), 250);
  const board = nested("board", "rectangle");
  board.shapes.set("rectangle-1", { ...rectangle, x: 150, parentId: "board-0" });
  assert.equal(reach(board, "board-0"), 100);
});
