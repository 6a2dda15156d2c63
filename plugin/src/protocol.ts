/**
 * The protocol with the panel: what it may ask of this script, and what it is answered.
 *
 * The same types stand in `src/engine/host.rs` and `src/engine/canvas/**`; the files in
 * `tests/fixtures/host/` are read by both sides. Over the private port, one JSON object a message:
 *
 *   {"id":"0198…","epoch":3,"type":"GET_SELECTED_SHAPES","payload":{"depth":1}}
 *   {"id":"0198…","epoch":3,"type":"SHAPES","payload":{"shapes":[],"missing":[]}}
 *   {"id":"0198…","epoch":3,"type":"ERROR","payload":{"code":"NOT_FOUND","message":"…"}}
 *   {"epoch":3,"type":"THEME_CHANGE","payload":{"theme":"light"}}
 *
 * Invariants: every request gets exactly one answer; a batch is applied whole or not at all; an
 * operation id that was applied is answered from the ledger. Nothing the person writes in the chat
 * and no key has a field here.
 */

/** Both sides must speak the same version; the panel compares. */
export const PROTOCOL_VERSION = 1;

/** The `app` field of the one window message that hands over the port. */
export const APP_TAG = "limn";

export type NodeKind = "board" | "rectangle" | "ellipse" | "line" | "path" | "text" | "group";
export type TextAlign = "left" | "center" | "right" | "justify";
export type VerticalAlign = "top" | "center" | "bottom";
export type Sizing = "fix" | "fill" | "auto";
export type Theme = "dark" | "light";
/** `#rrggbb` or `#rrggbbaa`, lower case. */
export type Color = string;
/** One number for all four, or four: sides from the top, corners from the top left, clockwise. */
export type OneOrFour = number | [number, number, number, number];

/** A gradient over the box of a shape. */
export interface Gradient {
  gradient: "linear" | "radial";
  /** Degrees within the box: 0 to the right, 90 downwards, 45 along its diagonal. */
  angle?: number;
  /** Two or more; `offset` 0 to 1. */
  stops: { color: Color; offset: number }[];
}

/** `"none"`, one colour, or a gradient. */
export type Fill = Color | "none" | Gradient;

/** An outline; a width of 0 removes it. */
export interface Stroke {
  color: Color;
  width: number;
  align?: "inner" | "center" | "outer";
  style?: "solid" | "dashed" | "dotted";
}

/** A drop shadow in px; a colour that is wholly transparent removes it. */
export interface Shadow {
  x: number;
  y: number;
  blur: number;
  spread: number;
  color: Color;
}

/** Flex layout of a board. */
export interface Layout {
  direction?: "row" | "column";
  gap?: number;
  padding?: OneOrFour;
  align?: "start" | "center" | "end" | "stretch";
  justify?: "start" | "center" | "end" | "space-between" | "space-around" | "space-evenly";
  wrap?: boolean;
}

/** Everything that can be said about a layer. Lengths in px, `x` and `y` from the parent. */
export interface Properties {
  name?: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  fill?: Fill;
  stroke?: Stroke;
  radius?: OneOrFour;
  /** 0 to 1. */
  opacity?: number;
  /** Clockwise degrees. */
  rotation?: number;
  shadow?: Shadow;
  hidden?: boolean;
  text?: string;
  fontSize?: number;
  /** 100 to 900. */
  fontWeight?: number;
  fontFamily?: string;
  /** A multiple of the text size. */
  lineHeight?: number;
  letterSpacing?: number;
  textAlign?: TextAlign;
  verticalAlign?: VerticalAlign;
  /** SVG path data, from the parent's top left corner. */
  d?: string;
  layout?: Layout;
  horizontalSizing?: Sizing;
  verticalSizing?: Sizing;
}

/** A layer to create; `ref` is the panel's name for it until it has an id. */
export interface PlacedNode extends Properties {
  ref: string;
  type: NodeKind;
  /** From back to front; in a flex board from start to end. */
  children?: PlacedNode[];
}

export type OrderTo = "front" | "forward" | "backward" | "back";

/** One change. `parent` and `id` are a shape's id or a `ref` of the batch; `parent` may be "page". */
export type Operation =
  | { type: "DRAW_SHAPE"; parent: string; index?: number; node: PlacedNode }
  | { type: "MODIFY_SHAPE"; id: string; properties: Properties }
  | { type: "DELETE_SHAPE"; id: string }
  | { type: "MOVE_SHAPE"; id: string; parent: string; index?: number }
  | { type: "ORDER_SHAPE"; id: string; to: OrderTo };

/** A batch: applied whole or not at all, in one undo block, at most once. */
export interface Batch {
  operationId: string;
  pageId?: string;
  operations: Operation[];
}

export type HostRequest =
  | { type: "GET_CURRENT_PAGE"; payload: { depth: number; limit: number } }
  | { type: "GET_SHAPES"; payload: { ids: string[]; depth: number } }
  | { type: "GET_SELECTED_SHAPES"; payload: { depth: number } }
  | { type: "APPLY"; payload: Batch }
  | { type: "SELECT_SHAPES"; payload: { ids: string[] } }
  | { type: "ZOOM_TO_SHAPES"; payload: { ids: string[] } }
  | { type: "GET_LEDGER"; payload: { operationIds: string[] } };

/** A layer as it is on the page. Properties at their neutral value (opacity 1, …) are left out. */
export interface ShapeData extends Properties {
  id: string;
  type: string;
  /** Absent at the top of the page. */
  parentId?: string;
  children?: ShapeData[];
  /** Layers directly inside, also when `children` was not asked for; absent when there are none. */
  childCount?: number;
}

export interface PageSnapshot {
  pageId: string;
  pageName: string;
  fileName: string;
  shapes: ShapeData[];
  /** Layers left out because the answer would have been too large. */
  omitted: number;
}

export interface CreatedShape {
  ref: string;
  id: string;
  type: string;
  name: string;
  parentId?: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A layer that was changed: only the properties that differ. */
export interface Change {
  id: string;
  name: string;
  before: Properties;
  after: Properties;
  /** Whether its parent or its place among its siblings changed. */
  moved: boolean;
}

export interface RemovedShape {
  id: string;
  name: string;
  /** How many layers went, itself included. */
  layers: number;
}

/** What a batch did, as found afterwards. */
export interface Applied {
  /** Parents before children. */
  created: CreatedShape[];
  changed: Change[];
  removed: RemovedShape[];
}

export interface LedgerEntry {
  operationId: string;
  applied: Applied;
}

export type HostReply =
  | { type: "PAGE"; payload: PageSnapshot }
  | { type: "SHAPES"; payload: { shapes: ShapeData[]; missing: string[] } }
  | { type: "APPLIED"; payload: Applied }
  | { type: "DONE"; payload: Record<string, never> }
  | { type: "LEDGER"; payload: { applied: LedgerEntry[] } };

/** `TIMEOUT` and `NOT_CONNECTED` also exist; only the panel says those. */
export type HostErrorCode =
  | "NOT_FOUND"
  | "INVALID"
  | "PAGE_CHANGED"
  | "READ_ONLY"
  | "REJECTED"
  | "ROLLBACK_FAILED"
  | "UNSUPPORTED";

export interface HostError {
  code: HostErrorCode;
  message: string;
  /** Which operation of the batch is to blame, from 0. */
  operation?: number;
}

export interface SelectedShape {
  id: string;
  name: string;
  type: string;
}

export interface HostHello {
  protocol: number;
  theme: Theme;
  fileId: string;
  fileName: string;
  pageId: string;
  pageName: string;
  canWrite: boolean;
  /** At most 20. */
  selection: SelectedShape[];
}

export type HostEvent =
  | { type: "HELLO"; payload: HostHello }
  | { type: "THEME_CHANGE"; payload: { theme: Theme } }
  | { type: "SELECTION_CHANGE"; payload: { selection: SelectedShape[]; count: number } }
  | { type: "PAGE_CHANGE"; payload: { pageId: string; pageName: string } };
