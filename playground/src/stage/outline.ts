/**
 * The outline of a shape as SVG path data, and the boxes around shapes.
 *
 * Outlines are in page coordinates before rotation; `shapeTransform` gives the rotation and the flips
 * around the centre of the box. Invariant: corner radii never cross each other; like in CSS they shrink
 * together until they fit.
 */
import { boxAround, centreOf, cornersOf, type Point, type Rect } from "../document/geometry";
import type { PageRecord, ShapeRecord } from "../document/model";
import { formatNumber as n } from "./svg";

/** Path data of the shape's outline, moved outwards by `grow` px (inwards when negative). */
export function outlinePath(shape: ShapeRecord, grow = 0): string {
  if (shape.pathData !== null) {
    return shape.pathData;
  }
  const box = growBox(shape, grow);
  if (box.width <= 0 || box.height <= 0) {
    return "";
  }
  return shape.type === "ellipse" ? ellipsePath(box) : roundedRectanglePath(box, shape.radii, grow);
}

/** True when `outlinePath` can move the outline itself, so that no clipping is needed for strokes. */
export function canGrowOutline(shape: ShapeRecord): boolean {
  return shape.pathData === null;
}

/** The box made larger by `grow` on every side. */
export function growBox(box: Rect, grow: number): Rect {
  return {
    x: box.x - grow,
    y: box.y - grow,
    width: box.width + 2 * grow,
    height: box.height + 2 * grow,
  };
}

function ellipsePath(box: Rect): string {
  const rx = box.width / 2;
  const ry = box.height / 2;
  const middle = n(box.y + ry);
  const arc = `A${n(rx)} ${n(ry)} 0 0 1`;
  return `M${n(box.x)} ${middle}${arc} ${n(box.x + box.width)} ${middle}${arc} ${n(box.x)} ${middle}Z`;
}

function roundedRectanglePath(box: Rect, radii: readonly number[], grow: number): string {
  const { x, y, width, height } = box;
  const right = x + width;
  const bottom = y + height;
  const [a, b, c, d] = fitRadii(radii, grow, width, height);
  if (a + b + c + d === 0) {
    return `M${n(x)} ${n(y)}H${n(right)}V${n(bottom)}H${n(x)}Z`;
  }
  const corner = (radius: number, toX: number, toY: number): string =>
    radius === 0 ? "" : `A${n(radius)} ${n(radius)} 0 0 1 ${n(toX)} ${n(toY)}`;
  return (
    `M${n(x + a)} ${n(y)}H${n(right - b)}${corner(b, right, y + b)}` +
    `V${n(bottom - c)}${corner(c, right - c, bottom)}` +
    `H${n(x + d)}${corner(d, x, bottom - d)}V${n(y + a)}${corner(a, x + a, y)}Z`
  );
}

/** Radii of the four corners, grown with the outline and shrunk together until no side is too short. */
function fitRadii(
  radii: readonly number[],
  grow: number,
  width: number,
  height: number,
): [number, number, number, number] {
  const grown = (radius: number | undefined): number =>
    radius === undefined || radius <= 0 ? 0 : Math.max(0, radius + grow);
  const a = grown(radii[0]);
  const b = grown(radii[1]);
  const c = grown(radii[2]);
  const d = grown(radii[3]);
  const scale = Math.min(
    1,
    width / Math.max(a + b, 1e-9),
    width / Math.max(c + d, 1e-9),
    height / Math.max(b + c, 1e-9),
    height / Math.max(d + a, 1e-9),
  );
  return [a * scale, b * scale, c * scale, d * scale];
}

/** The SVG transform for the shape's rotation and flips, or null when it has none. */
export function shapeTransform(shape: ShapeRecord): string | null {
  const { x: centreX, y: centreY } = centreOf(shape);
  const parts: string[] = [];
  if (shape.rotation !== 0) {
    parts.push(`rotate(${n(shape.rotation)} ${n(centreX)} ${n(centreY)})`);
  }
  if (shape.flipX || shape.flipY) {
    const scaleX = shape.flipX ? -1 : 1;
    const scaleY = shape.flipY ? -1 : 1;
    const shiftX = n(centreX * (1 - scaleX));
    const shiftY = n(centreY * (1 - scaleY));
    parts.push(`matrix(${scaleX} 0 0 ${scaleY} ${shiftX} ${shiftY})`);
  }
  return parts.length === 0 ? null : parts.join(" ");
}

/** The box around a shape with everything below it that is drawn outside of its own box. */
export function boxAroundSubtree(page: PageRecord, shape: ShapeRecord): Rect {
  const corners: Point[] = cornersOf(shape);
  const clipped = shape.type === "board" && shape.clipContent;
  for (const id of clipped ? [] : shape.childIds) {
    const child = page.shapes.get(id);
    if (child !== undefined && !child.hidden) {
      const box = boxAroundSubtree(page, child);
      corners.push({ x: box.x, y: box.y }, { x: box.x + box.width, y: box.y + box.height });
    }
  }
  return boxAround(corners) ?? shape;
}
