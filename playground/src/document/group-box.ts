/**
 * The boxes of groups and booleans follow their children.
 *
 * A turned group keeps its angle: its box is the smallest one at that angle around the corners of
 * everything directly inside it.
 */
import { boxAround, centreOf, cornersOf, MIN_SIZE, rotatePoint, type Rect } from "./geometry";
import type { ShapeRecord } from "./model";
import type { PageEdit } from "./page-edit";
import { ancestors } from "./tree";

function boxOfChildren(group: ShapeRecord, children: readonly ShapeRecord[]): Rect | null {
  const pivot = centreOf(group);
  const upright = children
    .flatMap((child) => cornersOf(child))
    .map((corner) => rotatePoint(corner, pivot, -group.rotation));
  const box = boxAround(upright);
  if (box === null) {
    return null;
  }
  const width = Math.max(MIN_SIZE, box.width);
  const height = Math.max(MIN_SIZE, box.height);
  const centre = rotatePoint(centreOf(box), pivot, group.rotation);
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
}

/** Brings the boxes of all groups around the changed shapes up to date, the innermost first. */
export function updateGroupBoxes(edit: PageEdit): void {
  const depths = new Map<string, number>();
  for (const { id } of edit.changes()) {
    const around = ancestors(edit, id);
    const self = edit.get(id);
    [...(self === undefined ? [] : [self]), ...around].forEach((record, index, all) => {
      if (followsChildren(record)) {
        depths.set(record.id, all.length - index);
      }
    });
  }
  const innermostFirst = [...depths].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  innermostFirst.forEach((id) => updateGroupBox(edit, id));
}

/** Brings the box of one group up to date; other shapes are left alone. */
export function updateGroupBox(edit: PageEdit, id: string): void {
  const group = edit.get(id);
  if (group === undefined || !followsChildren(group)) {
    return;
  }
  const children = group.childIds.flatMap((child) => edit.get(child) ?? []);
  const box = boxOfChildren(group, children);
  if (box !== null && !sameBox(box, group)) {
    edit.patch(id, box);
  }
}

function followsChildren(record: ShapeRecord): boolean {
  return record.type === "group" || record.type === "boolean";
}

function sameBox(a: Rect, b: Rect): boolean {
  const near = (x: number, y: number): boolean => Math.abs(x - y) < 1e-9;
  return near(a.x, b.x) && near(a.y, b.y) && near(a.width, b.width) && near(a.height, b.height);
}
