/**
 * New records with the design tool's defaults.
 *
 * The defaults are those that Penpot's plugin API documents and shows: a grey rectangle, a white
 * board, black text in Source Sans Pro 14. Invariant: records are never changed in place; an edit
 * replaces them, so that undo can keep the old ones.
 */
import {
  ROOT_ID,
  type FlexRecord,
  type LayoutChildRecord,
  type PageRecord,
  type ShapeRecord,
  type ShapeType,
  type TextRecord,
  type TextRun,
} from "./model";

const NAMES: Record<ShapeType, string> = {
  board: "Board",
  group: "Group",
  rectangle: "Rectangle",
  ellipse: "Ellipse",
  path: "Path",
  text: "Text",
  boolean: "Boolean",
  "svg-raw": "Svg",
  image: "Image",
};

/** How a shape behaves in a layout before anything was said about it. */
export function newLayoutChild(): LayoutChildRecord {
  return {
    absolute: false,
    zIndex: 0,
    horizontalSizing: "fix",
    verticalSizing: "fix",
    alignSelf: "auto",
    topMargin: 0,
    rightMargin: 0,
    bottomMargin: 0,
    leftMargin: 0,
    minWidth: null,
    maxWidth: null,
    minHeight: null,
    maxHeight: null,
  };
}

/** What `addFlexLayout` starts with. */
export function newFlex(): FlexRecord {
  return {
    dir: "row",
    wrap: "nowrap",
    alignItems: "start",
    alignContent: "stretch",
    justifyItems: "start",
    justifyContent: "start",
    rowGap: 0,
    columnGap: 0,
    topPadding: 0,
    rightPadding: 0,
    bottomPadding: 0,
    leftPadding: 0,
  };
}

/** A run of text in the default style. */
export function newTextRun(characters: string): TextRun {
  return {
    characters,
    fontId: "sourcesanspro",
    fontFamily: "sourcesanspro",
    fontVariantId: "regular",
    fontSize: "14",
    fontWeight: "400",
    fontStyle: "normal",
    lineHeight: "1.2",
    letterSpacing: "0",
    textTransform: "none",
    textDecoration: "none",
    fills: [{ fillColor: "#000000", fillOpacity: 1 }],
  };
}

/** The text of a new text shape. */
export function newText(characters: string): TextRecord {
  return {
    runs: [newTextRun(characters)],
    growType: "auto-width",
    align: "left",
    verticalAlign: "top",
    direction: "ltr",
  };
}

/** A shape of `type` with defaults, at the origin, 100 by 100, without a look. */
export function newShape(id: string, type: ShapeType, parentId: string | null): ShapeRecord {
  return {
    id,
    type,
    name: NAMES[type],
    parentId,
    childIds: [],
    x: 0,
    y: 0,
    width: 100,
    height: 100,
    rotation: 0,
    flipX: false,
    flipY: false,
    proportionLock: false,
    opacity: 1,
    blendMode: "normal",
    hidden: false,
    blocked: false,
    constraintsHorizontal: "left",
    constraintsVertical: "top",
    radii: [0, 0, 0, 0],
    fills: [],
    strokes: [],
    shadows: [],
    blur: null,
    exports: [],
    clipContent: type === "board",
    showInViewMode: type === "board",
    flex: null,
    ownHorizontalSizing: "fix",
    ownVerticalSizing: "fix",
    layoutChild: newLayoutChild(),
    text: null,
    pathData: null,
    pluginData: {},
  };
}

/** An empty page with its root. */
export function newPage(id: string, name: string): PageRecord {
  const root: ShapeRecord = {
    ...newShape(ROOT_ID, "board", null),
    name: "Root Frame",
    width: 0.01,
    height: 0.01,
    clipContent: false,
    showInViewMode: false,
  };
  return { id, name, background: "#e8e9ea", shapes: new Map([[ROOT_ID, root]]), pluginData: {} };
}
