/** The mechanics of the objects that plugins hold. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bench } from "./support/bench";
import { UNIMPLEMENTED } from "../src/context/unimplemented";

test("every read gives a new object and methods are new functions", () => {
  const { penpot } = bench();
  const shape = penpot.createRectangle();
  penpot.selection = [shape];
  assert.notEqual(penpot.selection[0], penpot.selection[0]);
  assert.equal(penpot.selection[0]?.id, shape.id);
  const methods = shape as unknown as Record<string, unknown>;
  assert.notEqual(methods["resize"], methods["resize"]);
});

test("read-only members have no setter and throw a TypeError", () => {
  const { penpot } = bench();
  const shape = penpot.createRectangle() as unknown as Record<string, unknown>;
  assert.throws(() => {
    shape["width"] = 5;
  }, TypeError);
  assert.throws(() => {
    shape["id"] = "x";
  }, TypeError);
  assert.equal(Object.prototype.toString.call(shape), "[object ShapeProxy]");
});

test("methods, parent and children are left out by Object.keys", () => {
  const { penpot } = bench();
  const keys = Object.keys(penpot.createBoard());
  for (const name of ["id", "name", "type", "x", "y", "width", "fills", "rotation", "clipContent"]) {
    assert.ok(keys.includes(name), name);
  }
  for (const name of ["parent", "children", "resize", "clone", "$id", "appendChild"]) {
    assert.ok(!keys.includes(name), name);
  }
});

test("particular members exist on their types only", () => {
  const { penpot } = bench();
  assert.equal("children" in penpot.createBoard(), true);
  assert.equal("children" in penpot.createRectangle(), false);
  assert.equal("characters" in penpot.createRectangle(), false);
  assert.equal("flex" in penpot.createEllipse(), false);
  assert.equal("d" in penpot.createPath(), true);
});

test("a frozen context and its frozen results keep working", () => {
  const { penpot } = bench();
  const freeze = (value: unknown): unknown => {
    if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
      Object.freeze(value);
      Object.values(Object.getOwnPropertyDescriptors(value)).forEach((descriptor) => freeze(descriptor.value));
    }
    return value;
  };
  freeze(penpot);
  const board = freeze(penpot.createBoard()) as ReturnType<typeof penpot.createBoard>;
  board.resize(300, 200);
  board.name = "Frozen";
  penpot.selection = [board];
  assert.equal(board.width, 300);
  assert.equal(penpot.selection[0]?.name, "Frozen");
  assert.throws(() => {
    (board as unknown as Record<string, unknown>)["fill"] = 1;
  }, /not extensible/);
});

test("a shape can be cloned as data by the structured clone algorithm", () => {
  const { penpot } = bench();
  const shape = penpot.createRectangle();
  const copy = structuredClone(shape) as unknown as Record<string, unknown>;
  assert.equal(copy["name"], "Rectangle");
  assert.equal(copy["parent"], undefined);
});

test("everything that is lacking says so loudly, in both error modes", () => {
  const { penpot } = bench();
  const board = penpot.createBoard();
  const group = penpot.group([penpot.createRectangle()]);
  const text = penpot.createText("x");
  const owners: Record<keyof typeof UNIMPLEMENTED, unknown> = {
    penpot,
    shape: penpot.createRectangle(),
    board,
    group,
    text,
    range: text?.getRange(0, 1),
    page: penpot.currentPage,
    file: penpot.currentFile,
  };
  for (const thrown of [true, false]) {
    penpot.flags.throwValidationErrors = thrown;
    for (const [owner, { properties, methods }] of Object.entries(UNIMPLEMENTED)) {
      const object = owners[owner as keyof typeof owners] as Record<string, () => unknown>;
      for (const name of properties) {
        assert.throws(() => object[name], new RegExp(`not implemented in the playground: ${owner}.${name}`));
      }
      for (const name of methods) {
        assert.throws(() => object[name]?.(), new RegExp(`not implemented in the playground: ${owner}.${name}`));
      }
    }
  }
});

test("a removed shape leaves a harmless object behind", () => {
  const { penpot } = bench();
  const shape = penpot.createRectangle();
  shape.remove();
  assert.equal(shape.name, undefined);
  shape.name = "ghost";
  assert.equal(penpot.currentPage?.getShapeById(shape.id), null);
});

test("calls and writes are logged with their results and errors", () => {
  const { penpot, playground, clock } = bench();
  clock.advance(5);
  const shape = penpot.createRectangle();
  shape.x = 12;
  assert.throws(() => shape.resize(0, 5));
  assert.deepEqual(playground.callLog(), [
    { member: "penpot.createRectangle", args: [], result: { shape: shape.id }, timeMs: 5 },
    { member: "rectangle.x=", args: [12], result: null, timeMs: 5 },
    {
      member: "rectangle.resize",
      args: [0, 5],
      error: "[PENPOT PLUGIN] Value not valid: 0, 5. Code: :resize",
      timeMs: 5,
    },
  ]);
});
