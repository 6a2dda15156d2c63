/**
 * Finding layers and their place among others.
 *
 * Penpot's lists of children have two orders; with the flag `naturalChildOrdering` (set in
 * `main.ts`) the property `children` reads from back to front, and in a flex board from start to
 * end. That list is the only order this script speaks of: an `index` is an index in it, whatever
 * Penpot keeps inside. Because the rules for inserting differ between boards, flex boards and
 * versions, `placeAt` looks where the layer ended up and corrects it.
 *
 * Invariant: no text that is not a UUID is ever passed to `getShapeById`, which would throw raw.
 */

import type { Board, Page, Shape } from "@penpot/plugin-types";
import { Refusal } from "./refusal";

/** The id of every page's root, which holds the layers at the top. */
export const ROOT_ID = "00000000-0000-0000-0000-000000000000";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A shape that can hold others: board, group, boolean, imported SVG, or the page's root. */
export type Container = Pick<Board, "id" | "name" | "x" | "y" | "children" | "appendChild" | "insertChild">;

/** A place on the page, in px. */
export interface Point {
  x: number;
  y: number;
}

/** The page that is open; NOT_FOUND if there is none. */
export function currentPage(): Page {
  const page = penpot.currentPage;
  if (page === null) {
    throw new Refusal("NOT_FOUND", "No page is open.");
  }
  return page;
}

/** The layer with `id` on `page`; null for the root, for unknown ids and for what is no id. */
export function findShape(page: Page, id: string): Shape | null {
  return UUID.test(id) && id !== ROOT_ID ? (page.getShapeById(id) ?? null) : null;
}

/** The shape as a container, or null if it cannot hold others. */
export function asContainer(shape: Shape): Container | null {
  return "children" in shape ? (shape as unknown as Container) : null;
}

/** The root of a page as a container. */
export function rootOf(page: Page): Container {
  return page.root as unknown as Container;
}

/** The layers directly inside, in list order. */
export function childrenOf(shape: Shape | Container): Shape[] {
  return "children" in shape ? [...((shape.children as Shape[] | null) ?? [])] : [];
}

/** The layer that holds `shape`; null at the top of the page. */
export function parentOf(shape: Shape): Shape | null {
  const parent = shape.parent ?? null;
  return parent === null || parent.id === ROOT_ID ? null : parent;
}

/** Where the coordinates inside `container` begin: its top left corner; of the page, 0 0. */
export function originOf(container: Pick<Container, "id" | "x" | "y"> | null): Point {
  return container === null || container.id === ROOT_ID
    ? { x: 0, y: 0 }
    : { x: container.x, y: container.y };
}

/** `shape` and everything inside it, counted. */
export function countLayers(shape: Shape): number {
  return childrenOf(shape).reduce((sum, child) => sum + countLayers(child), 1);
}

/** Whether `shape` is `ancestorId` or lies inside it. */
export function isWithin(shape: Shape, ancestorId: string): boolean {
  for (let at: Shape | null = shape; at !== null; at = parentOf(at)) {
    if (at.id === ancestorId) {
      return true;
    }
  }
  return false;
}

/** Whether a layer inside `shape` lies on a board. */
export function isOnBoard(shape: Shape | null): boolean {
  for (let at = shape; at !== null; at = parentOf(at)) {
    if (at.type === "board") {
      return true;
    }
  }
  return false;
}

/** The flex or grid board that lays out `shape`, unless the shape is placed absolutely in it. */
export function isLaidOut(shape: Shape): boolean {
  return Boolean(shape.layoutChild) && shape.layoutChild?.absolute !== true;
}

/** The place of `shape` among its siblings, 0 at the back. */
export function indexOf(page: Page, shape: Shape): number {
  const parent = parentOf(shape);
  const siblings = parent === null ? childrenOf(rootOf(page)) : childrenOf(parent);
  return siblings.findIndex((sibling) => sibling.id === shape.id);
}

/**
 * Puts `shape` into `container` at `index`, or in front of all when it is undefined. Layers whose
 * ids are in `doomed` are about to be deleted and are not counted. Throws REJECTED if Penpot leaves
 * the layer elsewhere.
 */
export function placeAt(
  container: Container,
  shape: Shape,
  index: number | undefined,
  doomed: ReadonlySet<string>,
): void {
  const before = idsIn(container);
  const others = before.filter((id) => id !== shape.id);
  const target = index === undefined ? others.length : rawIndex(others, index, doomed);
  const from = before.indexOf(shape.id);
  if (from === target) {
    return;
  }
  if (from === -1 && target === others.length) {
    container.appendChild(shape);
  } else {
    // Penpot inserts before the given place of the old list, the layer itself included in it.
    container.insertChild(from !== -1 && target > from ? target + 1 : target, shape);
  }
  if (idsIn(container)[target] !== shape.id) {
    container.insertChild(target, shape);
  }
  if (idsIn(container)[target] !== shape.id) {
    const names = `${JSON.stringify(shape.name)} into ${JSON.stringify(container.name)}`;
    throw new Refusal("REJECTED", `Penpot did not put ${names} at place ${target}.`);
  }
}

/** Makes `container` list exactly the given layers in the given order, if it holds just those. */
export function orderChildren(container: Container, shapes: Shape[]): void {
  const wanted = shapes.map((shape) => shape.id);
  const actual = idsIn(container);
  if (actual.length !== wanted.length || actual.every((id, index) => id === wanted[index])) {
    return;
  }
  for (const [index, shape] of shapes.entries()) {
    placeAt(container, shape, index, new Set());
  }
}

/** The ids of the layers directly inside, in list order. */
export function idsIn(container: Container): string[] {
  return childrenOf(container).map((child) => child.id);
}

/** Where in `ids` the place is that `index` layers which stay come before. */
function rawIndex(ids: string[], index: number, doomed: ReadonlySet<string>): number {
  let staying = 0;
  for (const [position, id] of ids.entries()) {
    if (staying >= index) {
      return position;
    }
    staying += doomed.has(id) ? 0 : 1;
  }
  return ids.length;
}
