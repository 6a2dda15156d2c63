/**
 * Changes of the tree: insert, move, remove, copy, group, ungroup.
 *
 * All indexes are raw: 0 is the back, the end is the front. Absolute places are kept.
 */
import { ROOT_ID, type ShapeRecord } from "./model";
import type { PageEdit } from "./page-edit";
import { newShape } from "./records";
import { inPaintOrder, isInside, need, subtree } from "./tree";

function clampIndex(index: number, length: number): number {
  return Math.max(0, Math.min(length, index));
}

/** Adds a new shape to a parent at a raw index; absent: in front. */
export function insertNew(edit: PageEdit, record: ShapeRecord, index?: number): void {
  const parent = need(edit, record.parentId ?? ROOT_ID);
  const childIds = [...parent.childIds];
  childIds.splice(clampIndex(index ?? childIds.length, childIds.length), 0, record.id);
  edit.put({ ...record, parentId: parent.id });
  edit.patch(parent.id, { childIds });
}

/**
 * Moves a shape into a parent. The raw index counts the parent's children without the shape itself.
 * Moving a shape into itself or something inside it does nothing.
 */
export function moveInto(edit: PageEdit, id: string, parentId: string, index: number): void {
  const record = need(edit, id);
  if (id === ROOT_ID || isInside(edit, parentId, id)) {
    return;
  }
  const oldParentId = record.parentId ?? ROOT_ID;
  edit.change(oldParentId, (old) => ({ ...old, childIds: old.childIds.filter((child) => child !== id) }));
  edit.change(parentId, (parent) => {
    const childIds = [...parent.childIds];
    childIds.splice(clampIndex(index, childIds.length), 0, id);
    return { ...parent, childIds };
  });
  if (oldParentId !== parentId) {
    const leavesGroup = need(edit, oldParentId).type === "group";
    edit.patch(id, {
      parentId,
      ...(leavesGroup ? { constraintsHorizontal: "left" as const, constraintsVertical: "top" as const } : {}),
    });
    removeEmptyGroups(edit, oldParentId);
  }
}

/** Removes a shape and everything below it, and groups that become empty. */
export function remove(edit: PageEdit, id: string): void {
  const record = edit.get(id);
  if (record === undefined || record.parentId === null) {
    return;
  }
  const parentId = record.parentId;
  edit.change(parentId, (parent) => ({ ...parent, childIds: parent.childIds.filter((child) => child !== id) }));
  subtree(edit, id).forEach((inner) => edit.drop(inner.id));
  removeEmptyGroups(edit, parentId);
}

function removeEmptyGroups(edit: PageEdit, id: string): void {
  const record = edit.get(id);
  if (record?.type === "group" && record.childIds.length === 0) {
    remove(edit, id);
  }
}

/** Copies a shape with everything below it, just in front of the original. */
export function copy(edit: PageEdit, id: string, newId: () => string): string {
  const original = need(edit, id);
  const names = new Map(subtree(edit, id).map((record) => [record.id, newId()]));
  for (const record of subtree(edit, id)) {
    const parentId = names.get(record.parentId ?? "") ?? record.parentId;
    edit.put({
      ...record,
      id: names.get(record.id) as string,
      parentId,
      childIds: record.childIds.map((child) => names.get(child) as string),
    });
  }
  const copyId = names.get(id) as string;
  edit.change(original.parentId ?? ROOT_ID, (parent) => {
    const childIds = [...parent.childIds];
    childIds.splice(childIds.indexOf(id) + 1, 0, copyId);
    return { ...parent, childIds };
  });
  return copyId;
}

/**
 * Puts shapes into a new group: in the parent of the first of them, just in front of the last of them
 * there. Inside they keep their painting order.
 */
export function group(edit: PageEdit, ids: readonly string[], groupId: string): void {
  const parentId = need(edit, ids[0] as string).parentId ?? ROOT_ID;
  const members = inPaintOrder(edit, ids)
    .filter((id) => !isInside(edit, parentId, id))
    .filter((id, _, all) => !all.some((other) => other !== id && isInside(edit, id, other)));
  const parent = need(edit, parentId);
  const front = Math.max(-1, ...members.map((id) => parent.childIds.indexOf(id)));
  insertNew(edit, newShape(groupId, "group", parentId), front + 1);
  members.forEach((id, index) => {
    moveInto(edit, id, groupId, index);
    edit.patch(id, { constraintsHorizontal: "scale", constraintsVertical: "scale" });
  });
}

/** Replaces a group or board by its children, at its place. */
export function ungroup(edit: PageEdit, id: string): void {
  const record = need(edit, id);
  if (record.parentId === null) {
    return;
  }
  const parentId = record.parentId;
  const parent = need(edit, parentId);
  const place = parent.childIds.indexOf(id);
  const childIds = [...parent.childIds];
  childIds.splice(place, 1, ...record.childIds);
  edit.patch(parentId, { childIds });
  record.childIds.forEach((child) =>
    edit.patch(child, { parentId, constraintsHorizontal: "left", constraintsVertical: "top" }),
  );
  edit.drop(id);
  removeEmptyGroups(edit, parentId);
}
