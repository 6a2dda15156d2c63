/**
 * Moving, turning and mirroring a shape together with everything below it.
 */
import { boundsOf, centreOf, mirrored, moved, rotated, type Point } from "./geometry";
import type { PageEdit } from "./page-edit";
import { need, subtree } from "./tree";

/** Moves a shape and everything below it. */
export function moveBy(edit: PageEdit, id: string, dx: number, dy: number): void {
  if (dx !== 0 || dy !== 0) {
    subtree(edit, id).forEach((record) => edit.put(moved(record, dx, dy)));
  }
}

/** Moves a shape so that its upright bounds begin at the given place; null leaves an axis alone. */
export function moveTo(edit: PageEdit, id: string, x: number | null, y: number | null): void {
  const bounds = boundsOf(need(edit, id));
  moveBy(edit, id, x === null ? 0 : x - bounds.x, y === null ? 0 : y - bounds.y);
}

/** Turns a shape and everything below it clockwise; around its own centre when none is given. */
export function rotateBy(edit: PageEdit, id: string, degrees: number, centre?: Point): void {
  if (degrees !== 0) {
    const pivot = centre ?? centreOf(need(edit, id));
    subtree(edit, id).forEach((record) => edit.put(rotated(record, degrees, pivot)));
  }
}

/** Mirrors a shape and everything below it at the middle of the shape. */
export function mirror(edit: PageEdit, id: string, axis: "x" | "y"): void {
  const pivot = centreOf(need(edit, id));
  subtree(edit, id).forEach((record) => edit.put(mirrored(record, axis, pivot)));
}
