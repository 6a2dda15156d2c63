/**
 * Remembering Penpot's own values before they are changed, to put them back exactly.
 *
 * Only what the change can touch is read. What Penpot reads as "mixed" cannot be put back through
 * its API; `rollback.ts` notices that by looking.
 */

import type { Board, Path, Shape, Text } from "@penpot/plugin-types";
import { copyPaint, copyShadows } from "./paint";
import type { Properties } from "./protocol";
import { hasCorners } from "./read";
import { TEXT_PROPERTIES } from "./text";
import { asContainer, childrenOf, isLaidOut, orderChildren } from "./tree";
import { writeRotation, writeSize } from "./write";

/** Puts something back as it was. */
export type Restore = () => void;

/** Properties that change nothing but the paint and the name. */
const HARMLESS: ReadonlySet<string> = new Set([
  "name", "fill", "stroke", "radius", "opacity", "shadow", "hidden",
]);

/** Reads what `properties` will change on `shape`, and returns how to put it back. */
export function capture(shape: Shape, properties: Properties): Restore {
  const steps: Restore[] = [];
  const has = (key: keyof Properties): boolean => properties[key] !== undefined;
  captureLook(shape, has, steps);
  if (shape.type === "text" && TEXT_PROPERTIES.some(has)) {
    captureText(shape, steps);
  }
  if (shape.type === "board" && has("layout")) {
    captureLayout(shape as Board, steps);
  }
  if (shape.type === "path" && has("d")) {
    const path = shape as Path;
    const data = path.d;
    steps.push(() => {
      path.d = data;
    });
  }
  if (Object.keys(properties).some((key) => !HARMLESS.has(key))) {
    captureBox(shape, steps);
  }
  // The box goes back first: moving a board takes its layers along, and new forms bring their own box.
  steps.reverse();
  return () => {
    for (const step of steps) {
      step();
    }
  };
}

function captureLook(
  shape: Shape,
  has: (key: keyof Properties) => boolean,
  steps: Restore[],
): void {
  if (has("name")) {
    const name = shape.name;
    steps.push(() => {
      shape.name = name;
    });
  }
  if (has("fill") && Array.isArray(shape.fills)) {
    const fills = copyPaint(shape.fills);
    steps.push(() => {
      shape.fills = fills;
    });
  }
  if (has("stroke")) {
    const strokes = copyPaint(shape.strokes ?? []);
    steps.push(() => {
      shape.strokes = strokes;
    });
  }
  if (has("radius") && hasCorners(shape)) {
    const corners = [
      shape.borderRadiusTopLeft,
      shape.borderRadiusTopRight,
      shape.borderRadiusBottomRight,
      shape.borderRadiusBottomLeft,
    ] as const;
    steps.push(() => {
      [
        shape.borderRadiusTopLeft,
        shape.borderRadiusTopRight,
        shape.borderRadiusBottomRight,
        shape.borderRadiusBottomLeft,
      ] = corners;
    });
  }
  if (has("opacity")) {
    const opacity = shape.opacity ?? 1;
    steps.push(() => {
      shape.opacity = opacity;
    });
  }
  if (has("shadow")) {
    const shadows = copyShadows(shape.shadows);
    steps.push(() => {
      shape.shadows = shadows;
    });
  }
  if (has("hidden")) {
    const hidden = shape.hidden === true;
    steps.push(() => {
      shape.hidden = hidden;
    });
  }
}

/** The font comes before its variant, weight and style, because it resets them. */
const TEXT_KEYS = [
  "fontId", "fontVariantId", "fontWeight", "fontSize", "lineHeight", "letterSpacing", "align", "verticalAlign",
] as const satisfies readonly (keyof Text)[];

function captureText(text: Text, steps: Restore[]): void {
  const characters = text.characters;
  const values = TEXT_KEYS.map((key) => [key, text[key]] as const).filter(
    ([, value]) => value !== null && value !== undefined && value !== "" && value !== "mixed",
  );
  steps.push(() => {
    if (text.characters !== characters) {
      text.characters = characters;
    }
    for (const [key, value] of values) {
      if (text[key] !== value) {
        (text as unknown as Record<string, unknown>)[key] = value;
      }
    }
  });
}

const FLEX_KEYS = [
  "dir", "wrap", "rowGap", "columnGap", "topPadding", "rightPadding", "bottomPadding", "leftPadding",
  "alignItems", "justifyContent",
] as const;

function captureLayout(board: Board, steps: Restore[]): void {
  const flex = board.flex;
  if (flex) {
    const values = FLEX_KEYS.map((key) => [key, flex[key]] as const);
    steps.push(() => {
      for (const [key, value] of values) {
        if (value !== undefined && value !== null) {
          (flex as unknown as Record<string, unknown>)[key] = value;
        }
      }
    });
    return;
  }
  const children = childrenOf(board).map((child) => ({ child, x: child.x, y: child.y }));
  steps.push(() => {
    board.flex?.remove();
    const container = asContainer(board);
    if (container !== null) {
      orderChildren(container, children.map(({ child }) => child));
    }
    for (const { child, x, y } of children) {
      child.x = x;
      child.y = y;
    }
  });
}

function captureBox(shape: Shape, steps: Restore[]): void {
  const { x, y, width, height, rotation } = shape;
  const growth = shape.type === "text" ? shape.growType : null;
  const holder = shape.layoutChild ?? (shape.type === "board" ? (shape as Board) : null);
  const sizing = holder && ([holder.horizontalSizing, holder.verticalSizing] as const);
  steps.push(() => {
    writeRotation(shape, rotation ?? 0);
    writeSize(shape, width, height);
    const now = shape.layoutChild ?? (shape.type === "board" ? (shape as Board) : null);
    if (now && sizing) {
      Object.assign(now, {
        ...(sizing[0] && sizing[0] !== now.horizontalSizing ? { horizontalSizing: sizing[0] } : {}),
        ...(sizing[1] && sizing[1] !== now.verticalSizing ? { verticalSizing: sizing[1] } : {}),
      });
    }
    if (growth !== null && shape.type === "text" && shape.growType !== growth) {
      shape.growType = growth;
    }
    if (!isLaidOut(shape)) {
      shape.x = x;
      shape.y = y;
    }
  });
}
