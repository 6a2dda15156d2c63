/**
 * Rules between the sizing of a layout and of its children.
 *
 * A board that hugs its content cannot have children that fill it: whoever is set last wins. A shape
 * that is given a size by hand is fixed from then on.
 */
import type { LayoutChildRecord, ShapeRecord, Sizing } from "./model";
import type { PageEdit } from "./page-edit";
import { need } from "./tree";

/** An axis of the page. */
export type SizingAxis = "horizontal" | "vertical";

const FIELD = { horizontal: "horizontalSizing", vertical: "verticalSizing" } as const;

/** How a shape gets its size along an axis. */
export function sizingOf(record: ShapeRecord, axis: SizingAxis): Sizing {
  return record.layoutChild[FIELD[axis]];
}

function write(edit: PageEdit, id: string, axis: SizingAxis, sizing: Sizing): void {
  const record = need(edit, id);
  const layoutChild: LayoutChildRecord = { ...record.layoutChild, [FIELD[axis]]: sizing };
  edit.put({
    ...record,
    layoutChild,
    ownHorizontalSizing: layoutChild.horizontalSizing === "auto" ? "auto" : "fix",
    ownVerticalSizing: layoutChild.verticalSizing === "auto" ? "auto" : "fix",
  });
}

function isMainAxis(board: ShapeRecord, axis: SizingAxis): boolean {
  return (axis === "horizontal") === (board.flex?.dir.startsWith("row") ?? true);
}

/** Whether the fill children of a board contradict that it hugs its content. */
function contradicts(edit: PageEdit, board: ShapeRecord, axis: SizingAxis): boolean {
  const children = board.childIds.map((id) => need(edit, id)).filter((child) => !child.layoutChild.absolute);
  const fills = (child: ShapeRecord): boolean => sizingOf(child, axis) === "fill";
  return isMainAxis(board, axis) ? children.some(fills) : children.length > 0 && children.every(fills);
}

/** Sets how a shape gets its size along an axis, and what follows for its parent and children. */
export function setSizing(edit: PageEdit, id: string, axis: SizingAxis, sizing: Sizing): void {
  write(edit, id, axis, sizing);
  const record = need(edit, id);
  if (sizing === "auto" && record.flex !== null && contradicts(edit, record, axis)) {
    record.childIds
      .filter((child) => sizingOf(need(edit, child), axis) === "fill")
      .forEach((child) => write(edit, child, axis, "fix"));
  }
  const parent = record.parentId === null ? undefined : edit.get(record.parentId);
  if (
    sizing === "fill" &&
    parent !== undefined &&
    parent.flex !== null &&
    sizingOf(parent, axis) === "auto" &&
    contradicts(edit, parent, axis)
  ) {
    write(edit, parent.id, axis, "fix");
  }
}

/** Fixes both axes of a layout or of a layout's child that got a size by hand. */
export function fixSizing(edit: PageEdit, id: string): void {
  const record = need(edit, id);
  const inLayout = record.parentId !== null && need(edit, record.parentId).flex !== null;
  const { horizontalSizing, verticalSizing } = record.layoutChild;
  if ((record.flex !== null || inLayout) && (horizontalSizing !== "fix" || verticalSizing !== "fix")) {
    write(edit, id, "horizontal", "fix");
    write(edit, id, "vertical", "fix");
  }
}
