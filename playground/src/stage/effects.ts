/**
 * Shadows and blur as one SVG filter per shape.
 *
 * Penpot paints drop shadows below the shape in list order reversed, inner shadows above it, and blurs
 * the result. A shadow's blur is twice the standard deviation of the filter; a layer's blur is the
 * standard deviation itself. Invariant: the filter region covers everything that the effects can reach.
 */
import type { Blur, Shadow } from "@penpot/plugin-types";
import type { ShapeRecord } from "../document/model";
import type { Rect } from "../document/geometry";
import { growBox } from "./outline";
import { createSvg } from "./svg";

/** True when the shape has a shadow or a blur that shows. */
export function hasEffects(shape: ShapeRecord): boolean {
  return visibleShadows(shape).length > 0 || blurRadius(shape.blur) > 0;
}

/** Defines the filter for a shape whose drawing covers `reach`, and gives its reference. */
export function defineEffects(
  shape: ShapeRecord,
  reach: Rect,
  defs: SVGDefsElement,
  id: string,
): string {
  const shadows = visibleShadows(shape);
  const blur = blurRadius(shape.blur);
  const strokes = Math.max(0, ...shape.strokes.map((stroke) => stroke.strokeWidth ?? 0));
  const margin = Math.max(0, ...shadows.map(shadowReach)) + blur * 3 + strokes + 2;
  const region = growBox(reach, margin);
  const filter = createSvg("filter", {
    id,
    filterUnits: "userSpaceOnUse",
    x: region.x,
    y: region.y,
    width: region.width,
    height: region.height,
    "color-interpolation-filters": "sRGB",
  });
  const merge = createSvg("feMerge", { result: "painted" });
  const addLayer = (name: string): void => {
    merge.append(createSvg("feMergeNode", { in: name }));
  };
  const drop = shadows.filter((shadow) => shadow.style !== "inner-shadow").reverse();
  drop.forEach((shadow, index) => {
    addLayer(addDropShadow(filter, shadow, `drop-${index}`));
  });
  addLayer("SourceGraphic");
  const inner = shadows.filter((shadow) => shadow.style === "inner-shadow").reverse();
  inner.forEach((shadow, index) => {
    addLayer(addInnerShadow(filter, shadow, `inner-${index}`));
  });
  filter.append(merge);
  if (blur > 0) {
    filter.append(createSvg("feGaussianBlur", { in: "painted", stdDeviation: blur }));
  }
  defs.append(filter);
  return `url(#${id})`;
}

function visibleShadows(shape: ShapeRecord): Shadow[] {
  return shape.shadows.filter((shadow) => shadow.hidden !== true);
}

function blurRadius(blur: Blur | null): number {
  return blur === null || blur.hidden === true ? 0 : Math.max(0, blur.value ?? 0);
}

function shadowReach(shadow: Shadow): number {
  const offset = Math.max(Math.abs(shadow.offsetX ?? 0), Math.abs(shadow.offsetY ?? 0));
  return offset + (shadow.blur ?? 0) * 1.5 + Math.abs(shadow.spread ?? 0);
}

function addDropShadow(filter: SVGFilterElement, shadow: Shadow, name: string): string {
  const spread = shadow.spread ?? 0;
  if (spread !== 0) {
    filter.append(
      createSvg("feMorphology", {
        in: "SourceAlpha",
        operator: spread > 0 ? "dilate" : "erode",
        radius: Math.abs(spread),
        result: `${name}-spread`,
      }),
    );
  }
  filter.append(
    createSvg("feOffset", {
      in: spread === 0 ? "SourceAlpha" : `${name}-spread`,
      dx: shadow.offsetX ?? 0,
      dy: shadow.offsetY ?? 0,
    }),
    createSvg("feGaussianBlur", {
      stdDeviation: (shadow.blur ?? 0) / 2,
      result: `${name}-soft`,
    }),
    floodOf(shadow),
    createSvg("feComposite", { in2: `${name}-soft`, operator: "in", result: name }),
  );
  return name;
}

function addInnerShadow(filter: SVGFilterElement, shadow: Shadow, name: string): string {
  const spread = shadow.spread ?? 0;
  if (spread > 0) {
    filter.append(
      createSvg("feMorphology", {
        in: "SourceAlpha",
        operator: "erode",
        radius: spread,
        result: `${name}-spread`,
      }),
    );
  }
  filter.append(
    createSvg("feOffset", {
      in: spread > 0 ? `${name}-spread` : "SourceAlpha",
      dx: shadow.offsetX ?? 0,
      dy: shadow.offsetY ?? 0,
    }),
    createSvg("feGaussianBlur", { stdDeviation: (shadow.blur ?? 0) / 2, result: `${name}-soft` }),
    createSvg("feComposite", {
      in: "SourceAlpha",
      in2: `${name}-soft`,
      operator: "out",
      result: `${name}-edge`,
    }),
    floodOf(shadow),
    createSvg("feComposite", { in2: `${name}-edge`, operator: "in", result: name }),
  );
  return name;
}

function floodOf(shadow: Shadow): SVGFEFloodElement {
  return createSvg("feFlood", {
    "flood-color": shadow.color?.color ?? "#000000",
    "flood-opacity": shadow.color?.opacity ?? 1,
  });
}
