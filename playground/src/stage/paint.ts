/**
 * Colours, gradients and images as SVG paint.
 *
 * Gradient points are fractions of the shape's box, as the plugin API gives them; they become page
 * coordinates here, so that fills, strokes and text share one gradient whatever they cover. A radial
 * gradient runs from its start to its end; `width` is the length of its other axis relative to the first.
 */
import type { Fill, Gradient, ImageData } from "@penpot/plugin-types";
import { imageAddress } from "./images";
import type { Rect } from "../document/geometry";
import { createSvg, formatNumber } from "./svg";

/** What to write into `fill` or `stroke` with its opacity. */
export interface Paint {
  color: string;
  opacity: number;
}

/** Where paint that needs a definition puts it, under ids that start with `prefix`. */
export interface PaintScope {
  defs: SVGDefsElement;
  prefix: string;
  box: Rect;
}

/** The paint of a fill, or null for a fill that shows nothing. */
export function fillPaint(fill: Fill, scope: PaintScope, name: string): Paint | null {
  const opacity = fill.fillOpacity ?? 1;
  if (fill.fillImage !== undefined) {
    return { color: defineImage(fill.fillImage, scope, name), opacity };
  }
  if (fill.fillColorGradient !== undefined) {
    return { color: defineGradient(fill.fillColorGradient, scope, name), opacity };
  }
  return fill.fillColor === undefined ? null : { color: fill.fillColor, opacity };
}

/** Defines the gradient and gives its reference. */
export function defineGradient(gradient: Gradient, scope: PaintScope, name: string): string {
  const { box, defs } = scope;
  const id = `${scope.prefix}-${name}`;
  const startX = box.x + gradient.startX * box.width;
  const startY = box.y + gradient.startY * box.height;
  const endX = box.x + gradient.endX * box.width;
  const endY = box.y + gradient.endY * box.height;
  const element =
    gradient.type === "radial"
      ? createSvg("radialGradient", {
          cx: 0,
          cy: 0,
          r: 1,
          gradientTransform: radialTransform(startX, startY, endX, endY, gradient.width),
        })
      : createSvg("linearGradient", { x1: startX, y1: startY, x2: endX, y2: endY });
  element.id = id;
  element.setAttribute("gradientUnits", "userSpaceOnUse");
  for (const stop of gradient.stops) {
    element.append(
      createSvg("stop", {
        offset: stop.offset,
        "stop-color": stop.color,
        "stop-opacity": stop.opacity ?? 1,
      }),
    );
  }
  defs.append(element);
  return `url(#${id})`;
}

function radialTransform(
  startX: number,
  startY: number,
  endX: number,
  endY: number,
  width: number,
): string {
  const length = Math.hypot(endX - startX, endY - startY);
  const angle = (Math.atan2(endY - startY, endX - startX) * 180) / Math.PI;
  const across = length * (width > 0 ? width : 1);
  return (
    `translate(${formatNumber(startX)} ${formatNumber(startY)}) rotate(${formatNumber(angle)}) ` +
    `scale(${formatNumber(length)} ${formatNumber(across)})`
  );
}

function defineImage(image: ImageData, scope: PaintScope, name: string): string {
  const { box, defs } = scope;
  const id = `${scope.prefix}-${name}`;
  const pattern = createSvg("pattern", {
    id,
    patternUnits: "userSpaceOnUse",
    x: box.x,
    y: box.y,
    width: Math.max(box.width, 0.01),
    height: Math.max(box.height, 0.01),
  });
  const picture = createSvg("image", {
    width: box.width,
    height: box.height,
    preserveAspectRatio: image.keepAspectRatio === false ? "none" : "xMidYMid slice",
  });
  void imageAddress(image).then((address) => {
    picture.setAttribute("href", address);
  });
  pattern.append(picture);
  defs.append(pattern);
  return `url(#${id})`;
}
