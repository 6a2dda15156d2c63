/**
 * Describing what is on the page.
 *
 * Invariant: what is read can be written: coordinates are relative to the parent, colours and
 * numbers have the protocol's form. What cannot be said exactly (mixed text styles, image fills) is
 * left out instead of guessed. A rotated layer's `x` and `y` are those of the upright box around it,
 * as in Penpot; its `width` and `height` are its own.
 */

import type { Board, Path, Shape } from "@penpot/plugin-types";
import { oneOrFour, readLayout, readSizing } from "./layout";
import { readFill, readShadow, readStroke, round } from "./paint";
import { shiftPathData } from "./path-data";
import type { Properties, SelectedShape, ShapeData } from "./protocol";
import { readText } from "./text";
import { childrenOf, originOf, parentOf, type Point } from "./tree";

/** Decimals of lengths; Penpot computes with 32-bit floats, more would be noise. */
const DECIMALS = 2;

/** Everything that can be said about a layer, neutral values included. */
export function readProperties(shape: Shape, origin: Point): Properties {
  const result: Properties = {
    name: shape.name,
    x: round(shape.x - origin.x, DECIMALS),
    y: round(shape.y - origin.y, DECIMALS),
    width: round(shape.width, DECIMALS),
    height: round(shape.height, DECIMALS),
    ...readLook(shape),
    hidden: shape.hidden === true,
  };
  if (shape.type === "text") {
    Object.assign(result, readText(shape));
  }
  if (shape.type === "path" || shape.type === "boolean") {
    const data = readPathData(shape as Path, origin);
    if (data !== undefined) {
      result.d = data;
    }
  }
  if (shape.type === "board") {
    const layout = readLayout(shape as Board);
    if (layout !== undefined) {
      result.layout = layout;
    }
  }
  const sizing = readSizing(shape);
  if (sizing.horizontal !== undefined && sizing.vertical !== undefined) {
    result.horizontalSizing = sizing.horizontal;
    result.verticalSizing = sizing.vertical;
  }
  return result;
}

function readLook(shape: Shape): Properties {
  const result: Properties = {
    opacity: round(shape.opacity ?? 1, 4),
    rotation: round(shape.rotation ?? 0, DECIMALS),
  };
  const fill = shape.type === "group" ? undefined : readFill(shape.fills);
  if (fill !== undefined) {
    result.fill = fill;
  }
  const stroke = readStroke(shape.strokes);
  if (stroke !== undefined) {
    result.stroke = stroke;
  }
  const shadow = readShadow(shape.shadows);
  if (shadow !== undefined) {
    result.shadow = shadow;
  }
  if (hasCorners(shape)) {
    result.radius = oneOrFour([
      shape.borderRadiusTopLeft,
      shape.borderRadiusTopRight,
      shape.borderRadiusBottomRight,
      shape.borderRadiusBottomLeft,
    ]);
  }
  return result;
}

/** Whether a radius shows on the shape. */
export function hasCorners(shape: Shape): boolean {
  return shape.type === "board" || shape.type === "rectangle" || shape.type === "image";
}

/** Path data from the parent's corner; undefined when Penpot's text cannot be parsed. */
function readPathData(path: Path, origin: Point): string | undefined {
  try {
    return shiftPathData(path.d ?? "", -origin.x, -origin.y);
  } catch {
    return undefined;
  }
}

/** What `properties` are when nothing is said; such values are not worth telling. */
const NEUTRAL: Properties = {
  opacity: 1,
  rotation: 0,
  radius: 0,
  hidden: false,
  letterSpacing: 0,
  horizontalSizing: "fix",
  verticalSizing: "fix",
};

/** Describes one layer without what is inside it. */
function describe(shape: Shape, origin: Point, parentId: string | undefined): ShapeData {
  const { name, ...properties } = readProperties(shape, origin);
  const told = Object.entries(properties).filter(
    ([key, value]) => NEUTRAL[key as keyof Properties] !== value,
  );
  return {
    id: shape.id,
    type: shape.type,
    ...(parentId === undefined ? {} : { parentId }),
    ...(name === undefined ? {} : { name }),
    ...Object.fromEntries(told),
  };
}

interface Pending {
  shape: Shape;
  origin: Point;
  parentId: string | undefined;
  /** Where the description goes. */
  into: () => ShapeData[];
}

/**
 * Describes `shapes` and what is inside them, `depth` levels deep (1: only themselves) and at most
 * `limit` layers, level by level, so that what is left out lies deepest. `omitted` counts those
 * within `depth` that were left out.
 */
export function readShapes(
  shapes: Shape[],
  depth: number,
  limit: number,
): { shapes: ShapeData[]; omitted: number } {
  const result: ShapeData[] = [];
  let taken = 0;
  let omitted = 0;
  let level: Pending[] = shapes.map((shape) => {
    const parent = parentOf(shape);
    return { shape, origin: originOf(parent), parentId: parent?.id, into: () => result };
  });
  for (let left = depth; left > 0 && level.length > 0; left -= 1) {
    const next: Pending[] = [];
    for (const { shape, origin, parentId, into } of level) {
      if (taken >= limit) {
        omitted += countWithin(shape, left);
        continue;
      }
      taken += 1;
      const data = describe(shape, origin, parentId);
      into().push(data);
      const inside = childrenOf(shape);
      if (inside.length > 0) {
        data.childCount = inside.length;
        const corner = originOf(shape);
        for (const child of left > 1 ? inside : []) {
          const holder = (): ShapeData[] => (data.children ??= []);
          next.push({ shape: child, origin: corner, parentId: shape.id, into: holder });
        }
      }
    }
    level = next;
  }
  return { shapes: result, omitted };
}

/** `shape` and what is inside it, counted `depth` levels deep. */
function countWithin(shape: Shape, depth: number): number {
  return depth <= 1
    ? 1
    : childrenOf(shape).reduce((sum, child) => sum + countWithin(child, depth - 1), 1);
}

/** Enough of a layer to name it. */
export function readName(shape: Shape): SelectedShape {
  return { id: shape.id, name: shape.name, type: shape.type };
}

/**
 * The properties that differ, on both sides. An outline or shadow that one side lacks is written
 * there in the form that removes it, so that either side can be sent back as a change.
 */
export function difference(
  before: Properties,
  after: Properties,
): { before: Properties; after: Properties } {
  const sides: { before: Record<string, unknown>; after: Record<string, unknown> } = {
    before: {},
    after: {},
  };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[key as keyof Properties], after[key as keyof Properties]];
    const isUnsaid = (old === undefined || now === undefined) && NEUTRAL[key as keyof Properties] === (old ?? now);
    if (isUnsaid || JSON.stringify(old) === JSON.stringify(now)) {
      continue;
    }
    const written = { before: old ?? removalOf(key, now), after: now ?? removalOf(key, old) };
    for (const side of ["before", "after"] as const) {
      if (written[side] !== undefined) {
        sides[side][key] = written[side];
      }
    }
  }
  return sides;
}

function removalOf(key: string, present: unknown): unknown {
  const color = (present as { color?: string } | undefined)?.color ?? "#000000";
  switch (key) {
    case "stroke":
      return { color, width: 0 };
    case "shadow":
      return { x: 0, y: 0, blur: 0, spread: 0, color: `${color.slice(0, 7)}00` };
    default:
      return undefined;
  }
}
