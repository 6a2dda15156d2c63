/**
 * Resizing: a shape gets a new box, and what is inside follows by its constraints.
 *
 * Groups scale their contents; boards apply each child's constraints; boards with a layout only carry
 * their children along, because the layout places them afterwards. Everything is worked out upright,
 * in the frame of the shape that is resized, and turned back.
 */
import { centreOf, cornersOf, MIN_SIZE, rotatePoint, type Rect } from "./geometry";
import type { ShapeRecord, TextRecord } from "./model";
import type { PageEdit } from "./page-edit";
import { mapPath } from "./path-data";
import { need } from "./tree";

const SAME_PX = 0.1;

/** How a text's way of growing changes when its box is given: as the design tool does it. */
function growTypeAfterResize(
  text: TextRecord,
  before: { width: number; height: number },
  after: { width: number; height: number },
): TextRecord["growType"] {
  if (Math.abs(before.height - after.height) > SAME_PX) {
    return "fixed";
  }
  return text.growType === "auto-width" && Math.abs(before.width - after.width) > SAME_PX
    ? "auto-height"
    : text.growType;
}

/** The text for a box of another size: the same object when nothing about it changes. */
export function resizedText(
  text: TextRecord,
  before: { width: number; height: number },
  after: { width: number; height: number },
): TextRecord {
  const growType = growTypeAfterResize(text, before, after);
  return growType === text.growType ? text : { ...text, growType };
}

/** Gives a shape a size; its top left corner, as it is turned, stays where it is. */
export function resizeTo(edit: PageEdit, id: string, width: number, height: number): void {
  const record = need(edit, id);
  const size = { width: Math.max(MIN_SIZE, width), height: Math.max(MIN_SIZE, height) };
  const corner = cornersOf(record)[0];
  const middle = rotatePoint(
    { x: corner.x + size.width / 2, y: corner.y + size.height / 2 },
    corner,
    record.rotation,
  );
  applyBox(edit, id, { x: middle.x - size.width / 2, y: middle.y - size.height / 2, ...size });
}

/** Gives a shape a box, before rotation, and lets its children follow. */
export function applyBox(edit: PageEdit, id: string, box: Rect): void {
  const before = need(edit, id);
  if (box.x === before.x && box.y === before.y && box.width === before.width && box.height === before.height) {
    return;
  }
  edit.put({
    ...before,
    ...box,
    pathData: mapPath(before.pathData, (point) => ({
      x: box.x + ((point.x - before.x) * box.width) / before.width,
      y: box.y + ((point.y - before.y) * box.height) / before.height,
    })),
    text: before.text === null ? null : resizedText(before.text, before, box),
  });
  const after = need(edit, id);
  for (const childId of before.childIds) {
    applyBox(edit, childId, childBox(before, after, need(edit, childId)));
  }
}

/** A side of a box along one axis. */
interface Span {
  start: number;
  size: number;
}

function follow(constraint: string, span: Span, before: number, after: number): Span {
  const delta = after - before;
  switch (constraint) {
    case "right":
    case "bottom":
      return { start: span.start + delta, size: span.size };
    case "leftright":
    case "topbottom":
      return { start: span.start, size: Math.max(MIN_SIZE, span.size + delta) };
    case "center":
      return { start: span.start + delta / 2, size: span.size };
    case "scale":
      return { start: (span.start * after) / before, size: Math.max(MIN_SIZE, (span.size * after) / before) };
    default:
      return span;
  }
}

function childBox(before: ShapeRecord, after: ShapeRecord, child: ShapeRecord): Rect {
  const scales = before.type === "group" || before.type === "boolean";
  const carried = before.flex !== null && !child.layoutChild.absolute;
  const horizontal = carried ? "left" : scales ? "scale" : child.constraintsHorizontal;
  const vertical = carried ? "top" : scales ? "scale" : child.constraintsVertical;

  const turned = ((child.rotation - before.rotation) * Math.PI) / 180;
  const cos = Math.abs(Math.cos(turned));
  const sin = Math.abs(Math.sin(turned));
  const upright = {
    width: child.width * cos + child.height * sin,
    height: child.width * sin + child.height * cos,
  };
  const middle = rotatePoint(centreOf(child), centreOf(before), -before.rotation);
  const left = { start: middle.x - before.x - upright.width / 2, size: upright.width };
  const top = { start: middle.y - before.y - upright.height / 2, size: upright.height };
  const across = follow(horizontal, left, before.width, after.width);
  const down = follow(vertical, top, before.height, after.height);

  const scaleX = across.size / upright.width;
  const scaleY = down.size / upright.height;
  const width = child.width * Math.hypot(scaleX * cos, scaleY * sin);
  const height = child.height * Math.hypot(scaleX * sin, scaleY * cos);
  const placed = rotatePoint(
    { x: after.x + across.start + across.size / 2, y: after.y + down.start + down.size / 2 },
    centreOf(after),
    after.rotation,
  );
  return { x: placed.x - width / 2, y: placed.y - height / 2, width, height };
}
