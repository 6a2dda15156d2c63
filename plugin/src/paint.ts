/**
 * Colours, fills, outlines and shadows: between the protocol's form and Penpot's.
 *
 * Penpot keeps a colour as six digits and an opacity apart, gradients as two points in a box of
 * 1 by 1, and lists of each with the topmost first. Invariant: what `read…` gives can be given to
 * `write…` and paints the same. Three-digit colours never reach Penpot, which would accept and then
 * mispaint them; the validators let none through.
 */

import type {
  Fill as PenpotFill,
  Gradient as PenpotGradient,
  Shadow as PenpotShadow,
  Stroke as PenpotStroke,
} from "@penpot/plugin-types";
import type { Color, Fill, Gradient, Shadow, Stroke } from "./protocol";

/** Splits `#rrggbb` or `#rrggbbaa`. */
export function splitColor(color: Color): { color: string; opacity: number } {
  const alpha = color.length === 9 ? Number.parseInt(color.slice(7), 16) / 255 : 1;
  return { color: color.slice(0, 7).toLowerCase(), opacity: Math.round(alpha * 10_000) / 10_000 };
}

/** Joins Penpot's colour and opacity; undefined if it is not a six-digit colour. */
export function joinColor(color: unknown, opacity: unknown): Color | undefined {
  if (typeof color !== "string" || !/^#[0-9a-f]{6}$/i.test(color)) {
    return undefined;
  }
  const share = typeof opacity === "number" ? Math.min(Math.max(opacity, 0), 1) : 1;
  const alpha = Math.round(share * 255);
  const digits = alpha === 255 ? "" : alpha.toString(16).padStart(2, "0");
  return color.toLowerCase() + digits;
}

/** Whether a colour paints nothing. */
export function isTransparent(color: Color): boolean {
  return color.length === 9 && color.endsWith("00");
}

/** Penpot's list of fills for one fill. */
export function writeFills(fill: Fill): PenpotFill[] {
  if (fill === "none") {
    return [];
  }
  if (typeof fill === "string") {
    const { color, opacity } = splitColor(fill);
    return [{ fillColor: color, fillOpacity: opacity }];
  }
  return [{ fillOpacity: 1, fillColorGradient: writeGradient(fill) }];
}

/** The topmost fill; undefined for images, for mixed text colours and for what cannot be said. */
export function readFill(fills: PenpotFill[] | "mixed" | null | undefined): Fill | undefined {
  if (!Array.isArray(fills)) {
    return undefined;
  }
  const top = fills[0];
  if (top === undefined) {
    return "none";
  }
  if (top.fillColorGradient) {
    return readGradient(top.fillColorGradient, top.fillOpacity);
  }
  return joinColor(top.fillColor, top.fillOpacity);
}

/**
 * Penpot's form of a gradient. The line of a linear one runs through the middle of the box and is
 * long enough that a multiple of 90° ends on the edges and 45° in the corners; `width` 1 is
 * required, and is the breadth of a radial one.
 */
export function writeGradient(gradient: Gradient): PenpotGradient {
  const stops = gradient.stops.map((stop) => ({ ...splitColor(stop.color), offset: stop.offset }));
  if (gradient.gradient === "radial") {
    return { type: "radial", startX: 0.5, startY: 0.5, endX: 0.5, endY: 1, width: 1, stops };
  }
  const radians = ((gradient.angle ?? 0) * Math.PI) / 180;
  const [x, y] = [Math.cos(radians), Math.sin(radians)];
  const half = (Math.abs(x) + Math.abs(y)) / 2;
  return {
    type: "linear",
    startX: round(0.5 - x * half, 4),
    startY: round(0.5 - y * half, 4),
    endX: round(0.5 + x * half, 4),
    endY: round(0.5 + y * half, 4),
    width: 1,
    stops,
  };
}

/** A gradient in the protocol's form; undefined if one of its colours cannot be said. */
export function readGradient(gradient: PenpotGradient, fillOpacity = 1): Gradient | undefined {
  const stops: Gradient["stops"] = [];
  for (const stop of gradient.stops) {
    const color = joinColor(stop.color, (stop.opacity ?? 1) * fillOpacity);
    if (color === undefined) {
      return undefined;
    }
    stops.push({ color, offset: round(stop.offset, 4) });
  }
  if (gradient.type === "radial") {
    return { gradient: "radial", stops };
  }
  const radians = Math.atan2(gradient.endY - gradient.startY, gradient.endX - gradient.startX);
  const degrees = round((radians * 180) / Math.PI, 1);
  return { gradient: "linear", angle: degrees < 0 ? degrees + 360 : degrees, stops };
}

/** Penpot's list of outlines for one outline; `align` is where it lies when nothing is said. */
export function writeStrokes(stroke: Stroke, align: NonNullable<Stroke["align"]>): PenpotStroke[] {
  if (stroke.width === 0) {
    return [];
  }
  const { color, opacity } = splitColor(stroke.color);
  return [
    {
      strokeColor: color,
      strokeOpacity: opacity,
      strokeWidth: stroke.width,
      strokeStyle: stroke.style ?? "solid",
      strokeAlignment: stroke.align ?? align,
    },
  ];
}

/** The first outline; undefined without one, or when it has no plain colour. */
export function readStroke(strokes: PenpotStroke[] | null | undefined): Stroke | undefined {
  const first = strokes?.[0];
  const color = joinColor(first?.strokeColor, first?.strokeOpacity);
  if (first === undefined || color === undefined) {
    return undefined;
  }
  const stroke: Stroke = { color, width: round(first.strokeWidth ?? 1, 3) };
  const align = first.strokeAlignment;
  if (align === "inner" || align === "center" || align === "outer") {
    stroke.align = align;
  }
  const style = first.strokeStyle;
  if (style === "solid" || style === "dashed" || style === "dotted") {
    stroke.style = style;
  }
  return stroke;
}

/** Penpot's form of a drop shadow, or nothing for a transparent one. */
export function writeShadows(shadow: Shadow): PenpotShadow[] {
  if (isTransparent(shadow.color)) {
    return [];
  }
  return [
    {
      style: "drop-shadow",
      offsetX: shadow.x,
      offsetY: shadow.y,
      blur: shadow.blur,
      spread: shadow.spread,
      hidden: false,
      color: splitColor(shadow.color),
    },
  ];
}

/** The first drop shadow that is visible. */
export function readShadow(shadows: PenpotShadow[] | null | undefined): Shadow | undefined {
  const first = shadows?.find((shadow) => shadow.style === "drop-shadow" && !shadow.hidden);
  const color = joinColor(first?.color?.color, first?.color?.opacity);
  if (first === undefined || color === undefined) {
    return undefined;
  }
  return {
    x: round(first.offsetX ?? 0, 3),
    y: round(first.offsetY ?? 0, 3),
    blur: round(first.blur ?? 0, 3),
    spread: round(first.spread ?? 0, 3),
    color,
  };
}

/** A copy of fills or strokes that Penpot takes back: they are live proxies and may hold nulls. */
export function copyPaint<Paint>(paint: Paint): Paint {
  return copyWithout(paint, NO_KEYS);
}

/** The same for shadows; Penpot refuses a shadow whose colour names a library or an id. */
export function copyShadows(shadows: PenpotShadow[] | null | undefined): PenpotShadow[] {
  return copyWithout(shadows ?? [], LIBRARY_KEYS);
}

const NO_KEYS: ReadonlySet<string> = new Set();
const LIBRARY_KEYS: ReadonlySet<string> = new Set(["id", "name", "path", "fileId"]);

function copyWithout<Value>(value: Value, keys: ReadonlySet<string>): Value {
  const text = JSON.stringify(value, (key: string, entry: unknown) =>
    entry === null || keys.has(key) ? undefined : entry,
  );
  return JSON.parse(text) as Value;
}

/** Rounds to `decimals`, and never to -0. */
export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor + 0;
}
