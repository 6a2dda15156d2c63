/** What is refused, under which code, in both error modes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Board, Context } from "@penpot/plugin-types";
import { bench } from "./support/bench";

type Loose = Record<string, any>;
const GRADIENT = { type: "linear", startX: 0, startY: 0, endX: 1, endY: 1, width: 1, stops: [{ color: "#000000", offset: 0 }] };

const shape = (penpot: Context): Loose => penpot.createRectangle() as unknown as Loose;
const board = (penpot: Context): Loose => penpot.createBoard() as unknown as Loose;
const text = (penpot: Context): Loose => penpot.createText("hello") as unknown as Loose;
const flex = (penpot: Context): Loose => penpot.createBoard().addFlexLayout() as unknown as Loose;
const layoutChild = (penpot: Context): Loose => {
  const parent = penpot.createBoard();
  parent.addFlexLayout();
  const child = penpot.createRectangle();
  parent.appendChild(child);
  return child.layoutChild as unknown as Loose;
};

/** Owner, member, refused values, code. */
const SETTERS: [string, (penpot: Context) => Loose, string, unknown[], string][] = [
  ["shape", shape, "name", [3, "", "  ", "a/"], "name"],
  ["shape", shape, "x", [NaN, Infinity, "3", null, 3e9], "x"],
  ["shape", shape, "rotation", [NaN, "3"], "rotation"],
  ["shape", shape, "parentX", [NaN], "parentX"],
  ["shape", shape, "boardX", [NaN], "frameX"],
  ["shape", shape, "boardY", ["1"], "frameY"],
  ["shape", shape, "opacity", [-0.1, 1.1, NaN, "1"], "opacity"],
  ["shape", shape, "borderRadius", [-1, NaN], "borderRadius"],
  ["shape", shape, "borderRadiusTopLeft", [NaN, "2"], "borderRadiusTopLeft"],
  ["shape", shape, "blendMode", ["plus"], "blendMode"],
  ["shape", shape, "constraintsHorizontal", ["top"], "constraintsHorizontal"],
  ["shape", shape, "hidden", ["yes", 1, null], "hidden"],
  ["shape", shape, "visible", [0], "visible"],
  ["shape", shape, "blocked", [0], "blocked"],
  ["shape", shape, "flipX", [1], "flipX"],
  ["shape", shape, "proportionLock", [1], "proportionLock"],
  [
    "shape",
    shape,
    "fills",
    [
      "red",
      [{}],
      [{ fillColor: "red" }],
      [{ fillColor: "#11223344" }],
      [{ fillColor: "rgb(0,0,0)" }],
      [{ fillColor: "#112233", fillOpacity: 2 }],
      [{ fillColor: "#112233", fillColorGradient: GRADIENT }],
      [{ fillColorGradient: { ...GRADIENT, width: undefined } }],
      [{ fillColorGradient: { ...GRADIENT, type: "conic" } }],
      [{ fillColorGradient: { ...GRADIENT, stops: [] } }],
      [{ fillImage: { id: "x" } }],
    ],
    "fills",
  ],
  [
    "shape",
    shape,
    "strokes",
    [[{}], [{ strokeColor: "#000000", strokeStyle: "none" }], [{ strokeColor: "#000000", strokeCapStart: "butt" }], [{ strokeColor: "black" }]],
    "strokes",
  ],
  ["shape", shape, "shadows", [[{ style: "glow" }], [{ offsetX: "4" }], [{ color: { color: "#000000", id: "x" } }]], "shadows"],
  ["shape", shape, "blur", [{ value: "4" }], "blur"],
  ["shape", shape, "exports", [[{}], [{ type: "gif" }]], "exports"],
  ["board", board, "clipContent", [1], "clipContent"],
  ["board", board, "horizontalSizing", ["fill"], "horizontalSizing"],
  ["text", text, "characters", ["", 5], "characters"],
  ["text", text, "fontSize", ["14px", -1, ""], "fontSize"],
  ["text", text, "lineHeight", ["120%"], "lineHeight"],
  ["text", text, "fontFamily", ["Comic Sans", "Source Sans Pro"], "fontFamily"],
  ["text", text, "fontId", ["gfont"], "fontId"],
  ["text", text, "fontVariantId", ["heavy", 700], "fontVariantId"],
  ["text", text, "fontWeight", ["250"], "fontWeight"],
  ["text", text, "align", ["middle"], "align"],
  ["text", text, "verticalAlign", ["middle"], "verticalAlign"],
  ["text", text, "direction", ["up"], "textDirection"],
  ["text", text, "textTransform", ["upper", null], "textTransform"],
  ["text", text, "textDecoration", [null], "textDecoration"],
  ["text", text, "growType", ["auto"], "growType"],
  ["path", (penpot) => penpot.createPath() as unknown as Loose, "d", ["", "hello", 5, "L0 0", "M0"], "content"],
  ["path", (penpot) => penpot.createPath() as unknown as Loose, "commands", [[], [{ command: "arc-to" }]], "content"],
  ["flex", flex, "dir", ["horizontal"], "dir"],
  ["flex", flex, "alignItems", ["flex-start"], "alignItems"],
  ["flex", flex, "justifyContent", ["flex-end"], "justifyContent"],
  ["flex", flex, "rowGap", ["4", NaN], "rowGap"],
  ["flex", flex, "verticalPadding", ["4"], "verticalPadding"],
  ["layoutChild", layoutChild, "horizontalSizing", ["fit-content"], "horizontalPadding"],
  ["layoutChild", layoutChild, "alignSelf", ["auto"], "alignSelf"],
  ["layoutChild", layoutChild, "topMargin", ["4"], "topMargin"],
  ["layoutChild", layoutChild, "zIndex", [0.5], "zIndex"],
  ["page", (penpot) => penpot.currentPage as unknown as Loose, "name", [5], "name"],
  ["page", (penpot) => penpot.currentPage as unknown as Loose, "background", ["red"], "background"],
  ["penpot", (penpot) => penpot as unknown as Loose, "selection", ["all", [5]], "selection"],
];

for (const [name, make, member, values, code] of SETTERS) {
  test(`${name}.${member} refuses under :${code}, thrown or written to the console`, () => {
    const { penpot, errors, playground } = bench();
    const object = make(penpot);
    const before = JSON.stringify(playground.documentTree());
    for (const value of values) {
      penpot.flags.throwValidationErrors = true;
      assert.throws(() => {
        object[member] = value;
      }, (error: Error) => error.message.startsWith("[PENPOT PLUGIN] Value not valid") && error.message.endsWith(`. Code: :${code}`));
      penpot.flags.throwValidationErrors = false;
      errors.length = 0;
      object[member] = value;
      assert.equal(errors.length, 1);
      assert.match(errors[0]!, new RegExp(`Code: :${code}$`));
    }
    assert.equal(JSON.stringify(playground.documentTree()), before);
  });
}

const CALLS: [string, (penpot: Context) => unknown, string][] = [
  ["resize to nothing", (penpot) => shape(penpot)["resize"](0, 10), "resize"],
  ["resize with text", (penpot) => shape(penpot)["resize"]("1", 10), "resize"],
  ["rotate by text", (penpot) => shape(penpot)["rotate"]("1"), "rotate-angle"],
  ["rotate around text", (penpot) => shape(penpot)["rotate"](1, { x: "0", y: 0 }), "rotate-center"],
  ["append to a rectangle", (penpot) => shape(penpot)["appendChild"](penpot.createRectangle()), "appendChild"],
  ["append no shape", (penpot) => board(penpot)["appendChild"]({}), "appendChild-child"],
  ["create text of a number", (penpot) => penpot.createText(5 as never), "createText"],
  ["group no list", (penpot) => penpot.group("x" as never), "group-shapes"],
  ["plugin data without a key", (penpot) => shape(penpot)["setPluginData"](1, "x"), "setPluginData-key"],
  ["plugin data of a number", (penpot) => shape(penpot)["setPluginData"]("x", 1), "setPluginData-value"],
  ["open no page", (penpot) => penpot.openPage("nowhere"), "openPage"],
  ["finish no block", (penpot) => penpot.history.undoBlockFinish(undefined as never), "undoBlockFinish"],
];

for (const [name, call, code] of CALLS) {
  test(`${name}: refused under :${code}, null when errors are not thrown`, () => {
    const { penpot, errors } = bench();
    assert.throws(() => call(penpot), new RegExp(`Code: :${code}$`));
    penpot.flags.throwValidationErrors = false;
    assert.equal(call(penpot), null);
    assert.equal(errors.length, 1);
  });
}

test("refused values are printed as Penpot prints them", () => {
  const { penpot } = bench();
  const rectangle = shape(penpot);
  const message = (member: string, value: unknown): string => {
    try {
      rectangle[member] = value;
    } catch (error) {
      return (error as Error).message;
    }
    return "accepted";
  };
  assert.equal(message("blendMode", "plus"), "[PENPOT PLUGIN] Value not valid: :plus. Code: :blendMode");
  assert.equal(
    message("fills", [{ fillColor: "red", fillOpacity: 1 }]),
    '[PENPOT PLUGIN] Value not valid: [{:fill-color "red", :fill-opacity 1}]. Code: :fills',
  );
  assert.equal(message("x", null), "[PENPOT PLUGIN] Value not valid. Code: :x");
  assert.equal(message("opacity", NaN), "[PENPOT PLUGIN] Value not valid: NaN. Code: :opacity");
  assert.throws(() => shape(penpot)["appendChild"](rectangle), /Value not valid: :rect\. Code: :appendChild$/);
});

test("what one might expect to be refused is not", () => {
  const { penpot } = bench();
  const rectangle = penpot.createRectangle();
  rectangle.strokes = [{ strokeColor: "#000000", strokeOpacity: 3, strokeWidth: -1 }];
  rectangle.borderRadiusTopLeft = -4;
  rectangle.fills = Array.from({ length: 9 }, () => ({ fillColor: "#ABCDEF", unknown: 1 }) as never);
  assert.equal((rectangle.fills as unknown[]).length, 8);
  assert.equal((rectangle.fills[0] as { fillColor: string }).fillColor, "#abcdef");
  rectangle.name = "x/y";
  assert.equal(rectangle.name, "x / y");
});

test("getShapeById throws for a bad id in both modes and gives null for an unknown one", () => {
  const { penpot } = bench();
  for (const thrown of [true, false]) {
    penpot.flags.throwValidationErrors = thrown;
    assert.throws(() => penpot.currentPage?.getShapeById("nope"), /invalid string 'nope' for uuid/);
  }
  assert.equal(penpot.currentPage?.getShapeById("99999999-9999-4999-8999-999999999999"), null);
});

test("without permission to write nothing is written", () => {
  const { penpot, playground } = bench({ permissionsOf: () => ["content:read"] });
  assert.throws(() => penpot.createRectangle(), /Plugin doesn't have 'content:write' permission\. Code: :createRectangle$/);
  assert.equal(penpot.root?.type, "board");
  assert.equal((playground.documentTree() as { shapes: unknown[] }).shapes.length, 0);
});

test("shapes of a page that is not open can be read but not changed", async () => {
  const { penpot, clock } = bench();
  const rectangle = penpot.createRectangle();
  const second = penpot.createPage();
  const opened = penpot.openPage(second);
  clock.advance(100);
  await opened;
  assert.equal(rectangle.width, 100);
  assert.throws(() => {
    rectangle.x = 5;
  }, /Cannot modify a page that is not currently active\. Code: :x$/);
  assert.equal((penpot.root as Board).children.length, 0);
});

test("live elements of fills write the whole list and one kind of paint clears the others", () => {
  const { penpot } = bench();
  const rectangle = penpot.createRectangle();
  rectangle.fills = [{ fillColor: "#112233", fillOpacity: 0.5 }];
  const [fill] = rectangle.fills;
  fill!.fillColor = "#AABBCC";
  assert.equal(rectangle.fills[0]!.fillColor, "#aabbcc");
  assert.equal(rectangle.fills[0]!.fillOpacity, 0.5);
  fill!.fillColorGradient = GRADIENT as never;
  assert.equal(rectangle.fills[0]!.fillColor, undefined);
  assert.equal(rectangle.fills[0]!.fillColorGradient?.type, "linear");
  assert.throws(() => {
    fill!.fillColor = "red";
  }, /Code: :fills$/);
  rectangle.fills.push({ fillColor: "#000000" });
  assert.equal(rectangle.fills.length, 1);
});
