/** The validators take every request of the fixtures and name the field of every broken one. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { Refusal } from "../src/refusal";
import { MOST_LAYERS, validateRequest } from "../src/validate";

interface Fixture {
  name: string;
  direction: string;
  message: { type: string; payload: Record<string, unknown> };
}

const FOLDER = "tests/fixtures/host";

function requests(): Fixture[] {
  return readdirSync(FOLDER)
    .map((file) => JSON.parse(readFileSync(`${FOLDER}/${file}`, "utf8")) as Fixture)
    .filter((fixture) => fixture.direction === "request");
}

test("every request of the fixtures is taken, and nothing in it is lost", () => {
  const fixtures = requests();
  assert.ok(fixtures.length >= 7);
  for (const { name, message } of fixtures) {
    const request = validateRequest(message.type, message.payload);
    assert.deepEqual(request, { type: message.type, payload: message.payload }, name);
  }
});

/** An APPLY with one operation. */
const apply = (operation: unknown): [string, unknown] => [
  "APPLY",
  { operationId: "t/1", operations: [operation] },
];
const draw = (node: unknown): [string, unknown] => apply({ type: "DRAW_SHAPE", parent: "page", node });
const change = (properties: unknown): [string, unknown] =>
  apply({ type: "MODIFY_SHAPE", id: "a", properties });
const NODE = "operations[0].node";
const PROPERTIES = "operations[0].properties";

const BROKEN: [[string, unknown], string][] = [
  [["GET_CURRENT_PAGE", { depth: 0, limit: 5 }], "depth must be a whole number of at least 1"],
  [["GET_CURRENT_PAGE", { depth: 1 }], "limit must be a whole number of at least 1"],
  [["GET_CURRENT_PAGE", "everything"], "payload must be an object"],
  [["GET_SELECTED_SHAPES", null], "depth must be a whole number of at least 1"],
  [["GET_SHAPES", { ids: "a", depth: 1 }], "ids must be a list"],
  [["GET_SHAPES", { ids: ["a", 7], depth: 1 }], "ids[1] must be text that is not empty"],
  [["ZOOM_TO_SHAPES", { ids: [] }], "ids must hold 1 to 2000 entries, not 0"],
  [["GET_LEDGER", {}], "operationIds must be a list"],
  [["APPLY", { operationId: "", operations: [] }], "operationId must be text that is not empty"],
  [["APPLY", { operationId: "a" }], "operations must be a list"],
  [apply({ type: "PAINT" }), 'operations[0].type must be one of "DRAW_SHAPE"'],
  [apply({ type: "DRAW_SHAPE", node: {} }), "operations[0].parent must be text"],
  [apply({ type: "MOVE_SHAPE", id: "a", parent: "b", index: -1 }), "operations[0].index must be a whole number"],
  [apply({ type: "ORDER_SHAPE", id: "a", to: "up" }), 'operations[0].to must be one of "front"'],
  [draw(null), `${NODE} must be an object`],
  [draw({ type: "board" }), `${NODE}.ref must be text`],
  [draw({ ref: "a", type: "frame" }), `${NODE}.type must be one of "board"`],
  [draw({ ref: "a", type: "board", children: [{ ref: "b", type: "rectangle", width: 0 }] }),
    `${NODE}.children[0].width must be a number greater than 0`],
  [draw({ ref: "a", type: "board", children: [{ ref: "a", type: "rectangle" }] }),
    `${NODE}.children[0].ref must be unique`],
  [draw({ ref: "a", type: "rectangle", children: [{ ref: "b", type: "ellipse" }] }),
    `${NODE}.children is only for a board or a group`],
  [draw({ ref: "a", type: "group", children: [] }), `${NODE}.children must hold at least one layer`],
  [draw({ ref: "a", type: "text" }), `${NODE}.text must be text that is not empty`],
  [draw({ ref: "a", type: "text", text: "" }), `${NODE}.text must be text that is not empty`],
  [draw({ ref: "a", type: "path" }), `${NODE}.d must be SVG path data`],
  [draw({ ref: "a", type: "path", d: "M0 0 L5 x" }), `${NODE}.d is not SVG path data: expected a number, found "x" at character 8`],
  [draw({ ref: "a", type: "rectangle", text: "hello" }), `${NODE}.text is only for a text, not for a rectangle`],
  [draw({ ref: "a", type: "ellipse", layout: {} }), `${NODE}.layout is only for a board`],
  [draw({ ref: "a", type: "line", width: 0, height: 0 }), `${NODE}.width and height must not both be 0`],
  [change({ name: "  " }), `${PROPERTIES}.name must be a name that is not blank`],
  [change({ name: "Buttons/" }), `${PROPERTIES}.name must be a name`],
  [change({ x: "12" }), `${PROPERTIES}.x must be a number`],
  [change({ y: Number.POSITIVE_INFINITY }), `${PROPERTIES}.y must be a number`],
  [change({ width: -1 }), `${PROPERTIES}.width must be a number of at least 0`],
  [change({ fill: "red" }), `${PROPERTIES}.fill must be "none", a colour`],
  [change({ fill: "#fff" }), `${PROPERTIES}.fill must be "none", a colour`],
  [change({ fill: { gradient: "conic", stops: [] } }), `${PROPERTIES}.fill.gradient must be one of "linear", "radial"`],
  [change({ fill: { gradient: "linear", stops: [{ color: "#000000", offset: 0 }] } }),
    `${PROPERTIES}.fill.stops must hold 2 to 16 entries, not 1`],
  [change({ fill: { gradient: "linear", stops: [{ color: "#000000", offset: 0 }, { color: "#000000", offset: 2 }] } }),
    `${PROPERTIES}.fill.stops[1].offset must be a number from 0 to 1`],
  [change({ stroke: { color: "#000000" } }), `${PROPERTIES}.stroke.width must be a number of at least 0`],
  [change({ stroke: { color: "black", width: 1 } }), `${PROPERTIES}.stroke.color must be a colour`],
  [change({ stroke: { color: "#000000", width: 1, align: "middle" } }), `${PROPERTIES}.stroke.align must be one of`],
  [change({ radius: [1, 2, 3] }), `${PROPERTIES}.radius must hold 4 to 4 entries`],
  [change({ radius: [1, 2, 3, -4] }), `${PROPERTIES}.radius[3] must be a number of at least 0`],
  [change({ opacity: 40 }), `${PROPERTIES}.opacity must be a number from 0 to 1`],
  [change({ hidden: "yes" }), `${PROPERTIES}.hidden must be true or false`],
  [change({ shadow: { x: 0, y: 0, blur: -1, color: "#000000" } }), `${PROPERTIES}.shadow.blur must be a number of at least 0`],
  [change({ layout: { direction: "diagonal" } }), `${PROPERTIES}.layout.direction must be one of "row", "column"`],
  [change({ layout: { padding: [1, 2, 3, "4"] } }), `${PROPERTIES}.layout.padding[3] must be a number`],
  [change({ horizontalSizing: "hug" }), `${PROPERTIES}.horizontalSizing must be one of "fix", "fill", "auto"`],
];

test("every broken request is refused with the field at fault", () => {
  for (const [[type, payload], expected] of BROKEN) {
    assert.throws(
      () => validateRequest(type, payload),
      (error) => {
        assert.ok(error instanceof Refusal);
        assert.equal(error.code, "INVALID");
        assert.ok(error.message.startsWith(expected), `${error.message}\nshould begin with\n${expected}`);
        return true;
      },
    );
  }
});

test("a refusal of a batch tells which operation is to blame", () => {
  const good = { type: "DELETE_SHAPE", id: "a" };
  assert.throws(
    () => validateRequest("APPLY", { operationId: "a", operations: [good, good, { type: "DELETE_SHAPE" }] }),
    (error) => error instanceof Refusal && error.operation === 2 && error.message.startsWith("operations[2].id"),
  );
});

test("an unknown type is unsupported, not invalid", () => {
  assert.throws(
    () => validateRequest("GET_WEATHER", {}),
    (error) => error instanceof Refusal && error.code === "UNSUPPORTED",
  );
});

test("colours become lower case, nulls count as absent and unknown fields are dropped", () => {
  const request = validateRequest(
    ...change({ fill: "#AABBCC", x: null, sparkle: true, shadow: { x: 1, y: 1, blur: 1, color: "#000000AA" } }),
  );
  assert.ok(request.type === "APPLY");
  assert.deepEqual(request.payload.operations[0], {
    type: "MODIFY_SHAPE",
    id: "a",
    properties: { fill: "#aabbcc", shadow: { x: 1, y: 1, blur: 1, spread: 0, color: "#000000aa" } },
  });
});

test("too many or too deeply nested layers are refused", () => {
  const many = Array.from({ length: MOST_LAYERS }, (_, index) => ({ ref: `b${index}`, type: "rectangle" }));
  assert.throws(() => validateRequest(...draw({ ref: "a", type: "board", children: many })), /at most 500/);
  let deep: unknown = { ref: "leaf", type: "board" };
  for (let level = 0; level < 60; level += 1) {
    deep = { ref: `n${level}`, type: "board", children: [deep] };
  }
  assert.throws(() => validateRequest(...draw(deep)), /nested deeper than 50/);
});
