/**
 * Where children go: the rules of the two ordering modes.
 *
 * Raw order is back to front. A flex layout shows its children in reverse of it. With the flag
 * `naturalChildOrdering` the API speaks of visual order in layouts, and appends in front elsewhere;
 * without it, appending puts a child at the back.
 */
import type { FlexRecord, ShapeRecord } from "../document/model";
import type { PageEdit } from "../document/page-edit";
import { moveInto } from "../document/structure";
import { need } from "../document/tree";

/** Steps in the stack of siblings. */
export type Step = "bringToFront" | "bringForward" | "sendBackward" | "sendToBack";

const INVERTED: Record<Step, Step> = {
  bringToFront: "sendToBack",
  bringForward: "sendBackward",
  sendBackward: "bringForward",
  sendToBack: "bringToFront",
};

/** Children in the order in which `children` lists them. */
export function listedChildren(parent: ShapeRecord, natural: boolean): string[] {
  return natural && parent.flex !== null ? [...parent.childIds].reverse() : [...parent.childIds];
}

/** The raw order for a list that was assigned to `children`. */
export function assignedChildren(ids: readonly string[], natural: boolean): string[] {
  return natural ? [...ids].reverse() : [...ids];
}

function countWithout(parent: ShapeRecord, childId: string): number {
  return parent.childIds.filter((id) => id !== childId).length;
}

/** The raw index for `appendChild` of a board or group. */
export function appendIndex(parent: ShapeRecord, childId: string, natural: boolean): number {
  return natural && parent.flex === null ? countWithout(parent, childId) : 0;
}

/** The raw index for `insertChild`. */
export function insertIndex(parent: ShapeRecord, childId: string, index: number, natural: boolean): number {
  return natural && parent.flex === null ? index : countWithout(parent, childId) - index;
}

/** The raw index for `appendChild` of a flex layout. */
export function flexAppendIndex(parent: ShapeRecord, flex: FlexRecord, childId: string, natural: boolean): number {
  const atStart = natural && !flex.dir.endsWith("reverse");
  return atStart ? 0 : countWithout(parent, childId);
}

/** Moves a shape among its siblings. */
export function restack(edit: PageEdit, id: string, step: Step, natural: boolean): void {
  const record = need(edit, id);
  if (record.parentId === null) {
    return;
  }
  const parent = need(edit, record.parentId);
  const raw = natural && parent.flex !== null ? INVERTED[step] : step;
  const index = parent.childIds.indexOf(id);
  const target = {
    bringToFront: parent.childIds.length - 1,
    bringForward: index + 1,
    sendBackward: index - 1,
    sendToBack: 0,
  }[raw];
  moveInto(edit, id, parent.id, target);
}
