/**
 * The drawing of a page: keeps one SVG group per visible shape in step with the document.
 *
 * Each update walks the records, redraws only shapes whose own look has changed, and moves only groups
 * that stand in another place. Invariant: after an update the groups have the nesting and the order of
 * the visible records, and hidden shapes have no group.
 */
import type { PageRecord, ShapeRecord } from "../document/model";
import { ROOT_ID } from "../document/model";
import { drawsChildren, ShapeElement } from "./shape-element";
import { arrangeChildren } from "./svg";

/** What an update did, for tests and measurements. */
export interface SceneUpdate {
  created: number;
  redrawn: number;
  removed: number;
}

/** Draws one page at a time into `world`, an SVG group in page coordinates. */
export class SvgScene {
  readonly #world: SVGGElement;
  readonly #elements = new Map<string, ShapeElement>();
  #pageId: string | null = null;

  constructor(world: SVGGElement) {
    this.#world = world;
  }

  /** Brings the drawing in step with the page. New shapes fade in, except on a page's first drawing. */
  update(page: PageRecord): SceneUpdate {
    const isFirst = page.id !== this.#pageId;
    if (isFirst) {
      this.#elements.clear();
      this.#pageId = page.id;
    }
    const result: SceneUpdate = { created: 0, redrawn: 0, removed: 0 };
    const seen = new Set<string>();
    const root = page.shapes.get(ROOT_ID);
    const roots = root === undefined ? [] : this.#updateChildren(page, root, isFirst, seen, result);
    arrangeChildren(this.#world, roots);
    for (const id of this.#elements.keys()) {
      if (!seen.has(id)) {
        this.#elements.delete(id);
        result.removed += 1;
      }
    }
    return result;
  }

  /** Shows the shapes shifted by page px while they are dragged; zero puts them back. */
  shiftShapes(ids: readonly string[], dx: number, dy: number): void {
    for (const id of ids) {
      this.#elements.get(id)?.setShift(dx, dy);
    }
  }

  #updateChildren(
    page: PageRecord,
    parent: ShapeRecord,
    isFirst: boolean,
    seen: Set<string>,
    result: SceneUpdate,
  ): SVGGElement[] {
    const groups: SVGGElement[] = [];
    for (const shape of paintOrder(page, parent)) {
      if (shape.hidden) {
        continue;
      }
      seen.add(shape.id);
      let element = this.#elements.get(shape.id);
      if (element === undefined) {
        element = new ShapeElement(shape, !isFirst);
        this.#elements.set(shape.id, element);
        result.created += 1;
      }
      if (element.update(page, shape)) {
        result.redrawn += 1;
      }
      const children = drawsChildren(shape)
        ? this.#updateChildren(page, shape, isFirst, seen, result)
        : [];
      element.setChildren(children);
      groups.push(element.root);
    }
    return groups;
  }
}

/** The children back to front; inside a layout a higher z-index comes later. */
function paintOrder(page: PageRecord, parent: ShapeRecord): ShapeRecord[] {
  const children = parent.childIds.flatMap((id) => page.shapes.get(id) ?? []);
  if (parent.flex !== null) {
    children.sort((a, b) => a.layoutChild.zIndex - b.layoutChild.zIndex);
  }
  return children;
}
