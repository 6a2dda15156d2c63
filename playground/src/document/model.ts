/**
 * The playground's document as plain data: what the design tool knows about a file.
 *
 * Both the plugin API (`../context/`) and the drawing on screen (`../stage/`) are views of these
 * records. Invariants: `childIds` run from back to front; `x`, `y`, `width` and `height` are the box
 * before rotation, in page coordinates; every shape but the root has a parent that lists it.
 */
import type { Blur, Export, Fill, Shadow, Stroke } from "@penpot/plugin-types";

/** The id of every page's root, as in Penpot. */
export const ROOT_ID = "00000000-0000-0000-0000-000000000000";

/** Kinds of shape, named as the plugin API names them. */
export type ShapeType =
  | "board"
  | "group"
  | "rectangle"
  | "ellipse"
  | "path"
  | "text"
  | "boolean"
  | "svg-raw"
  | "image";

/** How a shape gets its size inside a layout. */
export type Sizing = "fix" | "fill" | "auto";

/** Flex layout of a board; paddings and gaps in px. */
export interface FlexRecord {
  dir: "row" | "row-reverse" | "column" | "column-reverse";
  wrap: "wrap" | "nowrap";
  alignItems: "start" | "end" | "center" | "stretch";
  alignContent: "start" | "center" | "end" | "space-between" | "space-around" | "space-evenly" | "stretch";
  justifyItems: "start" | "end" | "center" | "stretch";
  justifyContent: "start" | "center" | "end" | "space-between" | "space-around" | "space-evenly" | "stretch";
  rowGap: number;
  columnGap: number;
  topPadding: number;
  rightPadding: number;
  bottomPadding: number;
  leftPadding: number;
}

/** How a shape behaves inside its parent's layout. */
export interface LayoutChildRecord {
  absolute: boolean;
  zIndex: number;
  horizontalSizing: Sizing;
  verticalSizing: Sizing;
  alignSelf: "auto" | "start" | "center" | "end" | "stretch";
  topMargin: number;
  rightMargin: number;
  bottomMargin: number;
  leftMargin: number;
  minWidth: number | null;
  maxWidth: number | null;
  minHeight: number | null;
  maxHeight: number | null;
}

/** A run of text with one style; style values are strings, as in the plugin API. */
export interface TextRun {
  characters: string;
  fontId: string;
  fontFamily: string;
  fontVariantId: string;
  fontSize: string;
  fontWeight: string;
  fontStyle: "normal" | "italic";
  lineHeight: string;
  letterSpacing: string;
  textTransform: "uppercase" | "capitalize" | "lowercase" | "none";
  textDecoration: "underline" | "line-through" | "none";
  fills: Fill[];
}

/** The text of a text shape. */
export interface TextRecord {
  runs: TextRun[];
  growType: "fixed" | "auto-width" | "auto-height";
  align: "left" | "center" | "right" | "justify";
  verticalAlign: "top" | "center" | "bottom";
  direction: "ltr" | "rtl";
}

/** One shape. */
export interface ShapeRecord {
  id: string;
  type: ShapeType;
  name: string;
  /** ROOT_ID for shapes at the top of the page; null only for the root itself. */
  parentId: string | null;
  childIds: string[];
  x: number;
  y: number;
  width: number;
  height: number;
  /** Clockwise degrees, 0 to 360. */
  rotation: number;
  flipX: boolean;
  flipY: boolean;
  proportionLock: boolean;
  opacity: number;
  blendMode: string;
  hidden: boolean;
  blocked: boolean;
  constraintsHorizontal: "left" | "right" | "leftright" | "center" | "scale";
  constraintsVertical: "top" | "bottom" | "topbottom" | "center" | "scale";
  /** Top left, top right, bottom right, bottom left. */
  radii: [number, number, number, number];
  /** Index 0 is painted on top. */
  fills: Fill[];
  strokes: Stroke[];
  shadows: Shadow[];
  blur: Blur | null;
  exports: Export[];
  /** Boards only. */
  clipContent: boolean;
  showInViewMode: boolean;
  flex: FlexRecord | null;
  /** A board's own sizing, when it has a layout. */
  ownHorizontalSizing: "fix" | "auto";
  ownVerticalSizing: "fix" | "auto";
  layoutChild: LayoutChildRecord;
  /** Text only. */
  text: TextRecord | null;
  /**
   * Paths and booleans: absolute SVG path data in page coordinates; only M, L, C and Z. Like the box
   * it is before flips and rotation, which turn around the centre of the box.
   */
  pathData: string | null;
  pluginData: Record<string, string>;
}

/** One page: its root and everything below it. */
export interface PageRecord {
  id: string;
  name: string;
  background: string;
  shapes: Map<string, ShapeRecord>;
  pluginData?: Record<string, string>;
}

/** What the drawing on screen and the plugin API need of a document. */
export interface DocumentView {
  readonly fileId: string;
  readonly fileName: string;
  readonly pages: readonly PageRecord[];
  readonly activePage: PageRecord;
  readonly selection: readonly string[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Calls back after every change of anything above, at most once per task; returns the way to stop. */
  subscribe(listener: () => void): () => void;
  setSelection(ids: readonly string[]): void;
  undo(): boolean;
  redo(): boolean;
}
