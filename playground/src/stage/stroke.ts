/**
 * Strokes: alignment, dashes and line ends.
 *
 * SVG knows only strokes that are centred on the outline. Inner and outer strokes of boxes and ellipses
 * follow a moved outline; those of paths are drawn at double width and cut at the outline. Dash lengths
 * follow Penpot: dashes are the width plus 10, gaps the same; dots stand the width plus 5 apart.
 */
import type { Stroke, StrokeCap } from "@penpot/plugin-types";
import type { ShapeRecord } from "../document/model";
import { canGrowOutline, growBox, outlinePath } from "./outline";
import { defineGradient, type PaintScope } from "./paint";
import { createSvg, formatNumber } from "./svg";

/** How many stroke widths a pointed corner may stick out: the default of SVG. */
const MITER_LIMIT = 4;

/** The element that draws one stroke of the shape, or null for a stroke that shows nothing. */
export function createStroke(
  shape: ShapeRecord,
  stroke: Stroke,
  scope: PaintScope,
  name: string,
): SVGPathElement | null {
  const width = stroke.strokeWidth ?? 1;
  const style = stroke.strokeStyle ?? "solid";
  const color =
    stroke.strokeColorGradient === undefined
      ? stroke.strokeColor
      : defineGradient(stroke.strokeColorGradient, scope, name);
  if (width <= 0 || style === "none" || color === undefined) {
    return null;
  }
  const alignment = isOpenPath(shape) ? "center" : (stroke.strokeAlignment ?? "center");
  const moves = canGrowOutline(shape);
  const outward = alignment === "outer" ? width / 2 : alignment === "inner" ? -width / 2 : 0;
  const path = createSvg("path", {
    d: outlinePath(shape, moves ? outward : 0),
    fill: "none",
    stroke: color,
    "stroke-opacity": stroke.strokeOpacity ?? 1,
    "stroke-width": moves || alignment === "center" ? width : width * 2,
    "stroke-dasharray": dashPattern(style, width),
    "stroke-linecap": style === "dotted" ? "round" : lineCap(stroke),
  });
  if (!moves && alignment === "inner") {
    path.setAttribute("clip-path", cutInside(shape, scope, `${name}-inside`));
  }
  if (!moves && alignment === "outer") {
    path.setAttribute("mask", cutOutside(shape, scope, `${name}-outside`, width));
  }
  if (isOpenPath(shape)) {
    addMarkers(path, stroke, scope, name, color);
  }
  return path;
}

/** True for a path whose last part is not closed, so that it has two ends and no inside. */
export function isOpenPath(shape: ShapeRecord): boolean {
  return shape.type === "path" && shape.pathData !== null && !/z\s*$/i.test(shape.pathData);
}

function dashPattern(style: string, width: number): string | null {
  const dash = formatNumber(width + 10);
  const gap = formatNumber(width + 5);
  switch (style) {
    case "dashed":
      return `${dash} ${dash}`;
    case "dotted":
      return `0 ${gap}`;
    case "mixed":
      return `${gap} ${gap} ${formatNumber(width + 1)} ${gap}`;
    default:
      return null;
  }
}

function lineCap(stroke: Stroke): string {
  const cap = stroke.strokeCapStart ?? stroke.strokeCapEnd;
  return cap === "round" || cap === "square" ? cap : "butt";
}

function cutInside(shape: ShapeRecord, scope: PaintScope, name: string): string {
  const id = `${scope.prefix}-${name}`;
  const clip = createSvg("clipPath", { id });
  clip.append(createSvg("path", { d: outlinePath(shape) }));
  scope.defs.append(clip);
  return `url(#${id})`;
}

function cutOutside(shape: ShapeRecord, scope: PaintScope, name: string, width: number): string {
  const id = `${scope.prefix}-${name}`;
  const region = growBox(scope.box, width * MITER_LIMIT + 1);
  const bounds = { x: region.x, y: region.y, width: region.width, height: region.height };
  const mask = createSvg("mask", { id, maskUnits: "userSpaceOnUse", ...bounds });
  mask.append(
    createSvg("rect", { ...bounds, fill: "#fff" }),
    createSvg("path", { d: outlinePath(shape), fill: "#000" }),
  );
  scope.defs.append(mask);
  return `url(#${id})`;
}

/** Shapes of line ends in a box of 6 by 6 stroke widths around the end at (3, 3). */
const MARKERS: Partial<Record<StrokeCap, { d: string; filled: boolean }>> = {
  "line-arrow": { d: "M1 0.5L3.5 3L1 5.5", filled: false },
  "triangle-arrow": { d: "M1 0.5L5 3L1 5.5Z", filled: true },
  "square-marker": { d: "M1 1H5V5H1Z", filled: true },
  "circle-marker": { d: "M1 3A2 2 0 0 1 5 3A2 2 0 0 1 1 3Z", filled: true },
  "diamond-marker": { d: "M3 0.5L5.5 3L3 5.5L0.5 3Z", filled: true },
};

function addMarkers(
  path: SVGPathElement,
  stroke: Stroke,
  scope: PaintScope,
  name: string,
  color: string,
): void {
  const ends = [
    ["marker-start", stroke.strokeCapStart, "auto-start-reverse"],
    ["marker-end", stroke.strokeCapEnd, "auto"],
  ] as const;
  for (const [attribute, cap, orient] of ends) {
    const form = cap === undefined ? undefined : MARKERS[cap];
    if (form === undefined) {
      continue;
    }
    const id = `${scope.prefix}-${name}-${attribute}`;
    const marker = createSvg("marker", {
      id,
      orient,
      viewBox: "0 0 6 6",
      refX: 3,
      refY: 3,
      markerWidth: 6,
      markerHeight: 6,
      opacity: stroke.strokeOpacity ?? 1,
    });
    marker.append(
      createSvg("path", {
        d: form.d,
        fill: form.filled ? color : "none",
        stroke: form.filled ? "none" : color,
      }),
    );
    scope.defs.append(marker);
    path.setAttribute(attribute, `url(#${id})`);
  }
}
