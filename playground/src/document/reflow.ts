/**
 * Applying the flex solver to boards: the innermost first, so that boards that hug their content know
 * their size, then again where a size that was filled in changes what is inside.
 */
import { boundsOf, rotatePoint } from "./geometry";
import { updateGroupBox } from "./group-box";
import { solveFlex, type FlexItem, type FlexPlacement } from "./flex";
import type { FlexRecord, ShapeRecord } from "./model";
import type { PageEdit, ShapeChange } from "./page-edit";
import { resizeTo } from "./resize";
import { naturalSize, type MeasureText } from "./text-layout";
import { moveBy } from "./transform";
import { need } from "./tree";

/** Smaller differences are not worth another pass, px. */
const TOLERANCE = 0.01;
/** A layout that has not settled after so many passes is left as it is. */
const MAX_PASSES = 4;

/** Children in the order in which the layout shows them. */
export function visualOrder(flex: FlexRecord, childIds: readonly string[]): string[] {
  return flex.dir.endsWith("reverse") ? [...childIds] : [...childIds].reverse();
}

/** The boards with a layout that a change concerns. */
export function layoutsTouched(edit: PageEdit, change: ShapeChange): string[] {
  const { before, after } = change;
  const touched: string[] = [];
  const sizeChanged = before?.width !== after?.width || before?.height !== after?.height;
  if (
    after !== null &&
    after.flex !== null &&
    (sizeChanged ||
      before?.flex !== after.flex ||
      before.childIds !== after.childIds ||
      before.layoutChild.horizontalSizing !== after.layoutChild.horizontalSizing ||
      before.layoutChild.verticalSizing !== after.layoutChild.verticalSizing)
  ) {
    touched.push(after.id);
  }
  const concernsParent =
    sizeChanged ||
    before?.x !== after?.x ||
    before?.y !== after?.y ||
    before?.rotation !== after?.rotation ||
    before?.hidden !== after?.hidden ||
    before?.layoutChild !== after?.layoutChild ||
    before?.parentId !== after?.parentId;
  if (concernsParent) {
    for (const parentId of [before?.parentId, after?.parentId]) {
      const parent = parentId == null ? undefined : edit.get(parentId);
      if (parent !== undefined && parent.flex !== null) {
        touched.push(parent.id);
      }
    }
  }
  return touched;
}

/** The outermost layout that the board's layout depends on. */
export function outermostLayout(edit: PageEdit, id: string): string {
  const record = need(edit, id);
  const parent = record.parentId === null ? undefined : edit.get(record.parentId);
  return parent !== undefined && parent.flex !== null && !record.layoutChild.absolute
    ? outermostLayout(edit, parent.id)
    : id;
}

/** Lays out a board and every layout inside it. */
export function layOutBoard(edit: PageEdit, id: string, measure: MeasureText): void {
  need(edit, id).childIds.forEach((child) => layOutInside(edit, child, measure));
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    if (applyOnce(edit, id, measure)) {
      return;
    }
  }
}

/** Finds the layouts below a shape and lays them out. */
function layOutInside(edit: PageEdit, id: string, measure: MeasureText): void {
  const record = need(edit, id);
  if (record.flex !== null) {
    layOutBoard(edit, id, measure);
  } else {
    record.childIds.forEach((child) => layOutInside(edit, child, measure));
    updateGroupBox(edit, id);
  }
}

function inFlow(record: ShapeRecord): boolean {
  return !record.hidden && !record.layoutChild.absolute;
}

/** One pass; true when all children have the sizes that the solver reckoned with. */
function applyOnce(edit: PageEdit, id: string, measure: MeasureText): boolean {
  const board = need(edit, id);
  const flex = board.flex;
  if (flex === null) {
    return true;
  }
  const items: FlexItem[] = visualOrder(flex, board.childIds)
    .map((child) => need(edit, child))
    .filter(inFlow)
    .map((child) => ({ id: child.id, ...sizeOf(boundsOf(child)), layoutChild: child.layoutChild }));
  const solution = solveFlex(
    {
      flex,
      width: board.width,
      height: board.height,
      autoWidth: board.layoutChild.horizontalSizing === "auto",
      autoHeight: board.layoutChild.verticalSizing === "auto",
    },
    items,
  );
  if (differs(board.width, solution.width) || differs(board.height, solution.height)) {
    resizeTo(edit, id, solution.width, solution.height);
  }
  let settled = true;
  for (const placement of solution.placements) {
    const wanted = { width: placement.width, height: placement.height };
    if (!fitChild(edit, placement.id, wanted, measure)) {
      settled = false;
    }
    placeChild(edit, need(edit, id), placement);
  }
  return settled;
}

interface Size {
  width: number;
  height: number;
}

const sizeOf = (box: Size): Size => ({ width: box.width, height: box.height });

function differs(a: number, b: number): boolean {
  return Math.abs(a - b) > TOLERANCE;
}

/** Gives a child the size from the solver; false when it ends up with another one. */
function fitChild(edit: PageEdit, id: string, wanted: Size, measure: MeasureText): boolean {
  const child = need(edit, id);
  const bounds = boundsOf(child);
  if (!differs(bounds.width, wanted.width) && !differs(bounds.height, wanted.height)) {
    return true;
  }
  const sideways = child.rotation % 180 === 90;
  resizeTo(edit, id, sideways ? wanted.height : wanted.width, sideways ? wanted.width : wanted.height);
  const fitted = need(edit, id);
  if (child.text !== null && child.text.growType !== "fixed" && child.layoutChild.verticalSizing !== "fill") {
    const text = { ...child.text, growType: "auto-height" as const };
    const natural = naturalSize(text, fitted.width, measure);
    edit.put({ ...fitted, text, height: Math.max(TOLERANCE, natural?.height ?? fitted.height) });
  } else {
    layOutInside(edit, id, measure);
  }
  const result = boundsOf(need(edit, id));
  return !differs(result.width, wanted.width) && !differs(result.height, wanted.height);
}

/** Moves a child to its place in the board's own, possibly turned, frame. */
function placeChild(edit: PageEdit, board: ShapeRecord, place: FlexPlacement): void {
  const child = need(edit, place.id);
  const bounds = boundsOf(child);
  const middle = rotatePoint(
    { x: board.x + place.x + bounds.width / 2, y: board.y + place.y + bounds.height / 2 },
    { x: board.x + board.width / 2, y: board.y + board.height / 2 },
    board.rotation,
  );
  const dx = middle.x - (bounds.x + bounds.width / 2);
  const dy = middle.y - (bounds.y + bounds.height / 2);
  if (Math.abs(dx) > 1e-6 || Math.abs(dy) > 1e-6) {
    moveBy(edit, place.id, dx, dy);
  }
}

/** Gives a text the size that it wants; its top left corner stays. */
export function fitText(edit: PageEdit, id: string, measure: MeasureText): void {
  const record = edit.get(id);
  if (record === undefined || record.text === null) {
    return;
  }
  const natural = naturalSize(record.text, record.width, measure);
  if (natural === null) {
    return;
  }
  if (differs(natural.width, record.width) || differs(natural.height, record.height)) {
    resizeTo(edit, id, natural.width, natural.height);
    edit.patch(id, { text: record.text });
  }
}

