/**
 * Batches, against the playground's model of Penpot: what is drawn, changed and taken back.
 *
 * Text is measured after 40 ms and layouts after 100 ms there, as in Penpot.
 */

import assert from "node:assert/strict";
import test from "node:test";
import { CallLog } from "../../playground/src/context/call-log";
import { createContext } from "../../playground/src/context/context";
import { systemClock } from "../../playground/src/document/clock";
import { PlaygroundDocument } from "../../playground/src/document/document";
import { randomIds } from "../../playground/src/document/ids";
import { measureByRule } from "../../playground/src/document/text-layout";
import { hello } from "../src/events";
import { createLedger } from "../src/ledger";
import type { Applied, Change, PageSnapshot, PlacedNode, ShapeData } from "../src/protocol";
import type { Refusal } from "../src/refusal";
import { answerRequest } from "../src/requests";

const ALL_RIGHTS = ["content:read", "content:write"];

function open(permissions: readonly string[] = ALL_RIGHTS) {
  const clock = systemClock();
  const document = new PlaygroundDocument({
    clock, newId: randomIds(), measureText: measureByRule, fileName: "File", warn: () => {},
  });
  const penpot = createContext("limn", {
    document,
    clock,
    log: new CallLog(),
    theme: () => "dark",
    onTheme: () => () => {},
    onFinish: () => () => {},
    permissionsOf: () => permissions,
    storage: { length: 0, key: () => null, getItem: () => null, setItem: () => {}, removeItem: () => {} },
    reportError: () => {},
  });
  penpot.flags.throwValidationErrors = true;
  penpot.flags.naturalChildOrdering = true;
  Object.assign(globalThis, { penpot });
  const ledger = createLedger();
  let minted = 0;
  const ask = async (type: string, payload: unknown): Promise<unknown> =>
    JSON.parse(JSON.stringify((await answerRequest(type, payload, ledger)).payload));
  const apply = async (...operations: unknown[]): Promise<Applied> => {
    minted += 1;
    return (await ask("APPLY", { operationId: `turn/${minted}`, operations })) as Applied;
  };
  const page = async (): Promise<ShapeData[]> =>
    ((await ask("GET_CURRENT_PAGE", { depth: 20, limit: 1000 })) as PageSnapshot).shapes;
  return { document, ask, apply, page };
}

const draw = (node: PlacedNode, parent = "page", index?: number): unknown => ({
  type: "DRAW_SHAPE", parent, node, ...(index === undefined ? {} : { index }),
});
const rect = (name: string, x = 0, y = 0): PlacedNode => ({
  ref: name, type: "rectangle", name, x, y, width: 10, height: 10,
});

/** The tree as text: `Board(a b) c`. */
const outline = (shapes: ShapeData[]): string =>
  shapes
    .map((shape) => (shape.children ? `${shape.name}(${outline(shape.children)})` : shape.name))
    .join(" ");

const boxes = (applied: Applied): Record<string, number[]> =>
  Object.fromEntries(applied.created.map(({ ref, x, y, width, height }) => [ref, [x, y, width, height]]));

const changeOf = (applied: Applied, id: string | undefined): Change => {
  const change = applied.changed.find((one) => one.id === id);
  assert.ok(change !== undefined, "the layer was not reported as changed");
  return change;
};

/** A page with a board, a row, a group, a text and a rectangle. */
async function populated() {
  const host = open();
  const applied = await host.apply(
    draw({ ref: "Board", type: "board", name: "Board", x: 100, y: 100, width: 200, height: 200, children: [rect("b0"), rect("b1", 20), rect("b2", 40)] }),
    draw({ ref: "Row", type: "board", name: "Row", x: 400, y: 100, layout: { gap: 10, padding: 5 }, children: [rect("r0"), rect("r1"), rect("r2")] }),
    draw({ ref: "Group", type: "group", name: "Group", x: 0, y: 400, children: [rect("g0"), rect("g1", 30)] }),
    draw({ ref: "Text", type: "text", name: "Text", text: "Hello", x: 600, y: 600, width: 100 }),
    draw(rect("Single", 5, 5)),
  );
  const id = Object.fromEntries(applied.created.map((shape) => [shape.ref, shape.id]));
  return { ...host, id, applied };
}

test("a tree is drawn in order, in place and with settled sizes, as one step of undo", async () => {
  const { document, page, applied } = await populated();
  assert.equal(outline(await page()), "Board(b0 b1 b2) Row(r0 r1 r2) Group(g0 g1) Text Single");
  const box = boxes(applied);
  assert.deepEqual(box["Board"], [100, 100, 200, 200]);
  assert.deepEqual(box["b1"], [20, 0, 10, 10]);
  assert.deepEqual([box["r0"], box["r1"], box["r2"]], [[5, 5, 10, 10], [25, 5, 10, 10], [45, 5, 10, 10]]);
  assert.deepEqual(box["Row"], [400, 100, 60, 20], "a layout without a size hugs its content");
  assert.deepEqual(box["Group"], [0, 400, 40, 10]);
  assert.equal(box["Text"]?.[2], 100);
  assert.ok((box["Text"]?.[3] ?? 0) > 10, "the height of the text was measured");
  document.undo();
  assert.deepEqual(await page(), []);
});

test("parents come before their children in the answer, groups too", async () => {
  const { applied } = await populated();
  const seen = new Set<string>();
  for (const shape of applied.created) {
    assert.ok(shape.parentId === undefined || seen.has(shape.parentId), shape.name);
    seen.add(shape.id);
  }
});

test("defaults help and do not surprise", async () => {
  const { apply, page } = open();
  await apply(
    draw({ ref: "a", type: "board", name: "Outer", children: [
      { ref: "a.0", type: "board", name: "Inner" },
      { ref: "a.1", type: "line", x: 5, y: 8, width: 40 },
      { ref: "a.2", type: "path", d: "M5 5l8 8-8 8z", fill: "#6911d4" },
      { ref: "a.3", type: "rectangle", rotation: 45, x: 70, y: 30, width: 10, height: 10, stroke: { color: "#000000", width: 2 } },
    ] }),
  );
  const [outer] = await page();
  const [inner, line, path, turned] = outer?.children ?? [];
  assert.equal(outer?.fill, "#ffffff");
  assert.equal(inner?.fill, "none");
  assert.deepEqual(line?.stroke, { color: "#000000", width: 1, align: "center", style: "solid" });
  assert.deepEqual([line?.x, line?.y, line?.width, line?.d], [5, 8, 40, "M5 8L45 8"]);
  assert.deepEqual([path?.fill, path?.stroke, path?.d], ["#6911d4", undefined, "M5 5L13 13L5 21Z"]);
  assert.deepEqual([turned?.x, turned?.y, turned?.rotation, turned?.stroke?.align], [70, 30, 45, "inner"]);
});

test("layers move between parents and change their order as the list says", async () => {
  const { apply, page, id, document } = await populated();
  const before = await page();
  await apply(
    { type: "ORDER_SHAPE", id: id["b0"], to: "front" },
    { type: "ORDER_SHAPE", id: id["r0"], to: "forward" },
    { type: "ORDER_SHAPE", id: id["Single"], to: "back" },
  );
  assert.equal(outline(await page()), "Single Board(b1 b2 b0) Row(r1 r0 r2) Group(g0 g1) Text");
  const moved = await apply(
    { type: "MOVE_SHAPE", id: id["r2"], parent: id["Board"], index: 1 },
    { type: "MOVE_SHAPE", id: id["b1"], parent: id["Row"], index: 0 },
    { type: "MOVE_SHAPE", id: id["Single"], parent: id["Row"] },
  );
  assert.equal(outline(await page()), "Board(r2 b2 b0) Row(b1 r1 r0 Single) Group(g0 g1) Text");
  assert.ok(moved.changed.every((change) => change.moved));
  document.undo();
  document.undo();
  assert.deepEqual(await page(), before);
});

test("a group whose last layer leaves is reported as removed", async () => {
  const { apply, page, id } = await populated();
  const applied = await apply(
    { type: "MOVE_SHAPE", id: id["g0"], parent: "page" },
    { type: "MOVE_SHAPE", id: id["g1"], parent: id["Board"], index: 0 },
  );
  assert.deepEqual(applied.removed, [{ id: id["Group"], name: "Group", layers: 1 }]);
  assert.equal(outline(await page()), "Board(g1 b0 b1 b2) Row(r0 r1 r2) Text Single g0");
});

test("a change tells what differs, and what was before can be sent back", async () => {
  const { apply, page, id } = await populated();
  const before = await page();
  const applied = await apply(
    { type: "MODIFY_SHAPE", id: id["Single"], properties: { rotation: 30, hidden: true, opacity: 0.5, stroke: { color: "#111111", width: 3 }, shadow: { x: 1, y: 1, blur: 2, color: "#00000080" } } },
    { type: "MODIFY_SHAPE", id: id["Board"], properties: { x: 110, width: 220, fill: "#FF000080", radius: [1, 2, 3, 4], name: "Panel" } },
    { type: "MODIFY_SHAPE", id: id["Text"], properties: { text: "Hello there", fontSize: 30, fontWeight: 700, textAlign: "center" } },
  );
  assert.deepEqual(changeOf(applied, id["Board"]), {
    id: id["Board"], name: "Panel", moved: false,
    before: { name: "Board", x: 100, width: 200, fill: "#ffffff", radius: 0 },
    after: { name: "Panel", x: 110, width: 220, fill: "#ff000080", radius: [1, 2, 3, 4] },
  });
  assert.deepEqual(changeOf(applied, id["Single"]).before.stroke, { color: "#111111", width: 0 });
  const { height, ...words } = changeOf(applied, id["Text"]).before;
  assert.deepEqual(words, { text: "Hello", fontSize: 14, fontWeight: 400, textAlign: "left" });
  assert.ok((height ?? 0) < (changeOf(applied, id["Text"]).after.height ?? 0));
  const back = applied.changed.map((change) => ({
    type: "MODIFY_SHAPE", id: change.id, properties: change.id === id["Text"] ? words : change.before,
  }));
  await apply(...back);
  assert.deepEqual(await page(), before);
});

test("a layer in a layout keeps the place that the layout gives it", async () => {
  const { apply, id } = await populated();
  const applied = await apply({ type: "MODIFY_SHAPE", id: id["r0"], properties: { x: 999, y: 999, height: 44 } });
  assert.deepEqual(changeOf(applied, id["r0"]).after, { height: 44 });
});

test("deleted layers do not count in indices, and what lies in them is counted once", async () => {
  const { apply, page, id } = await populated();
  const applied = await apply(
    { type: "DELETE_SHAPE", id: id["b0"] },
    draw(rect("new"), id["Board"], 1),
    { type: "DELETE_SHAPE", id: id["g0"] },
    { type: "DELETE_SHAPE", id: id["Group"] },
    { type: "DELETE_SHAPE", id: id["g1"] },
  );
  assert.equal(outline(await page()), "Board(b1 new b2) Row(r0 r1 r2) Text Single");
  assert.deepEqual(applied.removed.map(({ name, layers }) => [name, layers]), [["b0", 1], ["Group", 3]]);
});

/** Changes of every kind; what follows them in a batch fails. */
const everything = (id: Record<string, string>): unknown[] => [
  draw({ ref: "x", type: "board", children: [rect("x.0"), { ref: "x.1", type: "text", text: "hi" }, { ref: "x.2", type: "group", children: [rect("x.2.0")] }] }, id["Row"], 1),
  { type: "MODIFY_SHAPE", id: id["Board"], properties: { x: 1, width: 333, fill: "none", layout: { direction: "column" }, name: "Z" } },
  { type: "MODIFY_SHAPE", id: id["Text"], properties: { text: "changed", fontSize: 33, width: 55, height: 66, fontWeight: 700 } },
  { type: "MODIFY_SHAPE", id: id["Row"], properties: { layout: { gap: 99, direction: "column", padding: 1 }, width: 300 } },
  { type: "MODIFY_SHAPE", id: id["Single"], properties: { rotation: 33, radius: 4, stroke: { color: "#000000", width: 2 }, shadow: { x: 1, y: 1, blur: 2, color: "#00000080" } } },
  { type: "MOVE_SHAPE", id: id["b1"], parent: id["Row"], index: 0 },
  { type: "MOVE_SHAPE", id: id["r1"], parent: "page" },
  { type: "ORDER_SHAPE", id: id["Group"], to: "front" },
  { type: "DELETE_SHAPE", id: id["b2"] },
];

test("a batch that fails leaves the page as it was, to the last property", async () => {
  const { apply, page, id } = await populated();
  const before = await page();
  const last: [unknown, string][] = [
    [{ type: "MOVE_SHAPE", id: id["Board"], parent: id["Board"] }, "INVALID"],
    [{ type: "MODIFY_SHAPE", id: id["b2"], properties: { x: 1 } }, "NOT_FOUND"],
    // Written as "1e-7", which Penpot does not take for a size.
    [{ type: "MODIFY_SHAPE", id: id["Text"], properties: { fontSize: 1e-7 } }, "REJECTED"],
  ];
  for (const [operation, code] of last) {
    await assert.rejects(apply(...everything(id), operation), { code, operation: 9 });
    assert.deepEqual(await page(), before);
  }
});

test("what cannot be taken back is admitted, and one undo restores it", async () => {
  const { apply, page, id, document } = await populated();
  const before = await page();
  await assert.rejects(
    apply(
      { type: "MOVE_SHAPE", id: id["g0"], parent: id["Board"] },
      { type: "MOVE_SHAPE", id: id["g1"], parent: id["Board"] },
      { type: "MOVE_SHAPE", id: id["Board"], parent: id["Board"] },
    ),
    { code: "ROLLBACK_FAILED", operation: 2 },
  );
  document.undo();
  assert.deepEqual(await page(), before);
});

test("what can be known beforehand is refused before anything is touched", async () => {
  const { apply, page, id, document } = await populated();
  const before = await page();
  const steps = document.history.depth;
  const refused: [unknown, string, RegExp][] = [
    [{ type: "MODIFY_SHAPE", id: "nope", properties: {} }, "NOT_FOUND", /operations\[0\]\.id: there is no layer "nope"/],
    [{ type: "MODIFY_SHAPE", id: id["Single"], properties: { text: "x" } }, "INVALID", /properties\.text is only for text/],
    [draw(rect("q"), id["Single"]), "INVALID", /parent is a rectangle, which cannot hold layers/],
    [draw({ ref: "q", type: "text", text: "q", fontFamily: "Robotto" }), "INVALID", /Similar names: Roboto/],
    [{ type: "DELETE_SHAPE", id: "page" }, "INVALID", /"page" is only a parent/],
  ];
  for (const [operation, code, message] of refused) {
    await assert.rejects(apply(operation), (error) => {
      assert.equal((error as Refusal).code, code);
      assert.match((error as Refusal).message, message);
      return true;
    });
  }
  assert.deepEqual(await page(), before);
  assert.equal(document.history.depth, steps);
});

test("a batch for another page is refused, and one that was applied is not applied again", async () => {
  const { ask, page } = open();
  const batch = { operationId: "turn/a", operations: [draw(rect("one"))] };
  await assert.rejects(ask("APPLY", { ...batch, pageId: "8f0c5d1e-43a1-4c52-9a53-0d5e9f6f1a01" }), { code: "PAGE_CHANGED" });
  const answers = await Promise.all([ask("APPLY", batch), ask("APPLY", batch)]);
  assert.deepEqual(answers[0], answers[1]);
  assert.deepEqual(await ask("APPLY", batch), answers[0]);
  assert.equal((await page()).length, 1);
  assert.deepEqual(await ask("GET_LEDGER", { operationIds: ["turn/a", "turn/b"] }), {
    applied: [{ operationId: "turn/a", applied: answers[0] }],
  });
});

test("without the right to write nothing is drawn and the greeting says so", async () => {
  const { apply, page } = open(["content:read"]);
  await assert.rejects(apply(draw(rect("one"))), { code: "READ_ONLY" });
  assert.deepEqual(await page(), []);
  assert.equal(hello().protocol, 1);
});

test("reading stops at the limit level by level, and names what is missing", async () => {
  const { ask, id } = await populated();
  const snapshot = (await ask("GET_CURRENT_PAGE", { depth: 2, limit: 6 })) as PageSnapshot;
  assert.equal(outline(snapshot.shapes), "Board(b0) Row Group Text Single");
  assert.equal(snapshot.omitted, 7);
  assert.equal(snapshot.shapes[1]?.childCount, 3);
  await ask("SELECT_SHAPES", { ids: [id["Single"], id["b1"], id["Board"]] });
  const selected = (await ask("GET_SELECTED_SHAPES", { depth: 1 })) as { shapes: ShapeData[] };
  assert.equal(outline(selected.shapes), "Board b1 Single");
  const gone = "8f0c5d1e-43a1-4c52-9a53-0d5e9f6f1a01";
  const read = (await ask("GET_SHAPES", { ids: ["x", id["b1"], gone], depth: 1 })) as { shapes: ShapeData[]; missing: string[] };
  assert.deepEqual(read.missing, ["x", gone]);
  assert.equal(read.shapes[0]?.parentId, id["Board"]);
});
