/**
 * One shape on screen: the SVG group that carries its paint and its children.
 *
 * Layers of the group, back to front: fills, text and strokes of the shape; its children, cut at a
 * board's edge when it clips; the strokes of a board, which stay above its children. Children are drawn
 * in page coordinates with their own rotation, so only the shape's own layers are transformed.
 * Invariant: every definition (gradient, clip, filter) lives inside the group and goes away with it.
 */
import type { PageRecord, ShapeRecord } from "../document/model";
import type { Rect } from "../document/geometry";
import { defineEffects, hasEffects } from "./effects";
import { boxAroundSubtree, outlinePath, shapeTransform } from "./outline";
import { fillPaint, type PaintScope } from "./paint";
import { createStroke, isOpenPath } from "./stroke";
import { arrangeChildren, createSvg, formatNumber, setAttributes } from "./svg";
import { createTextElements } from "./text-element";

/** Everything about a record that its own drawing depends on, as text that can be compared. */
function paintSignature(shape: ShapeRecord, reach: Rect | null): string {
  return JSON.stringify([
    [shape.x, shape.y, shape.width, shape.height, shape.rotation, shape.flipX, shape.flipY],
    [shape.opacity, shape.blendMode, shape.blocked, shape.clipContent],
    shape.radii,
    shape.fills,
    shape.strokes,
    shape.shadows,
    shape.blur,
    shape.text,
    shape.pathData,
    reach,
  ]);
}

/** True for shapes that draw their children; a boolean shows its own path instead. */
export function drawsChildren(shape: ShapeRecord): boolean {
  return shape.childIds.length > 0 && !(shape.type === "boolean" && shape.pathData !== null);
}

/** The drawing of one shape. */
export class ShapeElement {
  /** The group to place among the children of the parent's group. */
  readonly root: SVGGElement;
  readonly #defs = createSvg("defs");
  readonly #paint = createSvg("g");
  readonly #children = createSvg("g");
  readonly #frame = createSvg("g");
  #drawn: ShapeRecord | null = null;
  #signature = "";

  constructor(shape: ShapeRecord, isNew: boolean) {
    this.root = createSvg("g", { "data-shape-id": shape.id });
    this.root.append(this.#defs, this.#paint, this.#children, this.#frame);
    if (isNew) {
      this.root.classList.add("appearing");
      const settle = (event: AnimationEvent): void => {
        if (event.target === this.root) {
          this.root.classList.remove("appearing");
          this.root.removeEventListener("animationend", settle);
        }
      };
      this.root.addEventListener("animationend", settle);
    }
  }

  /**
   * Redraws the shape's own layers when its look has changed; returns whether it did. Records are
   * replaced, never changed, so the same record needs no comparison unless effects cover its children.
   */
  update(page: PageRecord, shape: ShapeRecord): boolean {
    const withEffects = hasEffects(shape);
    if (shape === this.#drawn && !withEffects) {
      return false;
    }
    this.#drawn = shape;
    const reach = withEffects ? boxAroundSubtree(page, shape) : null;
    const signature = paintSignature(shape, reach);
    if (signature === this.#signature) {
      return false;
    }
    this.#signature = signature;
    this.#redraw(shape, reach);
    return true;
  }

  /** Places the children's groups, back to front. */
  setChildren(children: readonly Element[]): void {
    arrangeChildren(this.#children, children);
  }

  /** Shifts the whole drawing while a person drags it; zero puts it back. */
  setShift(dx: number, dy: number): void {
    const shift = dx === 0 && dy === 0 ? null : `translate(${formatNumber(dx)} ${formatNumber(dy)})`;
    setAttributes(this.root, { transform: shift });
  }

  #redraw(shape: ShapeRecord, reach: Rect | null): void {
    this.#defs.replaceChildren();
    const prefix = `shape-${shape.id}`;
    const scope: PaintScope = { defs: this.#defs, prefix, box: shape };
    const transform = shapeTransform(shape);
    const strokes = createStrokes(shape, scope);
    const content =
      shape.text === null ? createFills(shape, scope) : createTextElements(shape, shape.text, scope);
    const isBoard = shape.type === "board";
    this.#paint.replaceChildren(...content, ...(isBoard ? [] : strokes));
    this.#frame.replaceChildren(...(isBoard ? strokes : []));
    setAttributes(this.#paint, { transform });
    setAttributes(this.#frame, { transform });
    setAttributes(this.#children, { "clip-path": isBoard ? this.#defineClip(shape, prefix) : null });
    setAttributes(this.root, {
      opacity: shape.opacity === 1 ? null : shape.opacity,
      "pointer-events": shape.blocked ? "none" : null,
      filter: reach === null ? null : defineEffects(shape, reach, this.#defs, `${prefix}-effects`),
    });
    this.root.style.mixBlendMode = shape.blendMode === "normal" ? "" : shape.blendMode;
  }

  #defineClip(shape: ShapeRecord, prefix: string): string | null {
    if (!shape.clipContent) {
      return null;
    }
    const id = `${prefix}-clip`;
    const clip = createSvg("clipPath", { id });
    clip.append(createSvg("path", { d: outlinePath(shape), transform: shapeTransform(shape) }));
    this.#defs.append(clip);
    return `url(#${id})`;
  }
}

/** The fills, back to front. A shape without any still catches clicks when it is not a container. */
function createFills(shape: ShapeRecord, scope: PaintScope): SVGElement[] {
  const d = outlinePath(shape);
  const elements: SVGElement[] = [];
  const isContainer = shape.type === "board" || shape.type === "group";
  if (shape.fills.length === 0 && !isContainer && !isOpenPath(shape)) {
    elements.push(createSvg("path", { d, fill: "none", "pointer-events": "all" }));
  }
  [...shape.fills].reverse().forEach((fill, index) => {
    const paint = fillPaint(fill, scope, `fill-${index}`);
    if (paint !== null) {
      const attributes = { d, fill: paint.color, "fill-opacity": paint.opacity };
      const rule = shape.pathData === null ? null : "evenodd";
      elements.push(createSvg("path", { ...attributes, "fill-rule": rule }));
    }
  });
  return elements;
}

function createStrokes(shape: ShapeRecord, scope: PaintScope): SVGElement[] {
  return [...shape.strokes].reverse().flatMap((stroke, index) => {
    const element = createStroke(shape, stroke, scope, `stroke-${index}`);
    return element === null ? [] : [element];
  });
}
