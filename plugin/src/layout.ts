/**
 * Flex layouts, and the sizing of what they hold.
 *
 * Sizing is one attribute in Penpot with two doors: `layoutChild` of a layer inside a layout
 * (fix, fill, auto) and the board's own (fix, auto). "auto" means something only for boards that
 * have a layout; elsewhere it is passed over, as is "fill" outside a layout.
 */

import type { Board, FlexLayout, Shape } from "@penpot/plugin-types";
import { round } from "./paint";
import type { Layout, OneOrFour, Properties, Sizing } from "./protocol";
import { asContainer, childrenOf, orderChildren } from "./tree";

/** Writes what `layout` says to a flex layout. */
export function writeLayout(flex: FlexLayout, layout: Layout): void {
  if (layout.direction !== undefined) {
    flex.dir = layout.direction;
  }
  if (layout.wrap !== undefined) {
    flex.wrap = layout.wrap ? "wrap" : "nowrap";
  }
  if (layout.gap !== undefined) {
    flex.rowGap = layout.gap;
    flex.columnGap = layout.gap;
  }
  if (layout.padding !== undefined) {
    const [top, right, bottom, left] = fourOf(layout.padding);
    flex.topPadding = top;
    flex.rightPadding = right;
    flex.bottomPadding = bottom;
    flex.leftPadding = left;
  }
  if (layout.align !== undefined) {
    flex.alignItems = layout.align;
  }
  if (layout.justify !== undefined) {
    flex.justifyContent = layout.justify;
  }
}

/** The layout of a board; undefined without one. Reversed directions read as their plain ones. */
export function readLayout(board: Board): Layout | undefined {
  const flex = board.flex;
  if (!flex) {
    return undefined;
  }
  const direction = flex.dir.startsWith("column") ? "column" : "row";
  const padding = oneOrFour([flex.topPadding, flex.rightPadding, flex.bottomPadding, flex.leftPadding]);
  const layout: Layout = {
    direction,
    gap: round((direction === "row" ? flex.columnGap : flex.rowGap) ?? 0, 3),
    padding,
  };
  if (flex.alignItems) {
    layout.align = flex.alignItems;
  }
  const justify = flex.justifyContent;
  if (justify && justify !== "stretch") {
    layout.justify = justify;
  }
  if (flex.wrap === "wrap") {
    layout.wrap = true;
  }
  return layout;
}

/**
 * Gives a board with layers a flex layout. Penpot would line them up in the order of its own list;
 * they are lined up as they stand on the page instead, so that the picture changes least.
 */
export function addLayout(board: Board, layout: Layout): void {
  const alongX = layout.direction !== "column";
  const middle = (shape: Shape): number =>
    alongX ? shape.x + shape.width / 2 : shape.y + shape.height / 2;
  const lined = childrenOf(board)
    .map((child) => ({ child, at: middle(child) }))
    .sort((one, other) => one.at - other.at)
    .map(({ child }) => child);
  writeLayout(board.addFlexLayout(), layout);
  const container = asContainer(board);
  if (container !== null) {
    orderChildren(container, lined);
  }
}

/** How a layer gets its width and height; undefined where nothing sizes it. */
export function readSizing(shape: Shape): { horizontal?: Sizing; vertical?: Sizing } {
  const holder = sizingHolder(shape);
  return holder === null
    ? {}
    : { horizontal: holder.horizontalSizing ?? "fix", vertical: holder.verticalSizing ?? "fix" };
}

/** Writes the sizing that `properties` ask for, as far as it means something for `shape`. */
export function writeSizing(
  shape: Shape,
  properties: Pick<Properties, "horizontalSizing" | "verticalSizing">,
): void {
  const holder = sizingHolder(shape);
  if (holder === null) {
    return;
  }
  const inLayout = Boolean(shape.layoutChild);
  const hugs = shape.type === "board" && Boolean(shape.flex ?? shape.grid);
  const means = (sizing: Sizing | undefined): sizing is Sizing =>
    sizing === "fix" || (sizing === "fill" && inLayout) || (sizing === "auto" && hugs);
  if (means(properties.horizontalSizing)) {
    holder.horizontalSizing = properties.horizontalSizing;
  }
  if (means(properties.verticalSizing)) {
    holder.verticalSizing = properties.verticalSizing;
  }
}

/** Four numbers from one or four. */
export function fourOf(value: OneOrFour): [number, number, number, number] {
  return typeof value === "number" ? [value, value, value, value] : value;
}

/** One number if all four are equal. */
export function oneOrFour(values: [number, number, number, number]): OneOrFour {
  const [first, second, third, fourth] = values;
  const four: [number, number, number, number] = [
    round(first ?? 0, 3),
    round(second ?? 0, 3),
    round(third ?? 0, 3),
    round(fourth ?? 0, 3),
  ];
  return four.every((value) => value === four[0]) ? four[0] : four;
}

/** Where the sizing of a shape is kept: with its layout's child data, or on the board itself. */
function sizingHolder(
  shape: Shape,
): { horizontalSizing?: Sizing; verticalSizing?: Sizing } | null {
  if (shape.layoutChild) {
    return shape.layoutChild;
  }
  if (shape.type === "board" && (shape.flex || shape.grid)) {
    return shape as unknown as { horizontalSizing?: Sizing; verticalSizing?: Sizing };
  }
  return null;
}
