/**
 * Points, boxes and what moves, turns and mirrors shapes.
 *
 * A record holds the box before flips and rotation; rotation turns clockwise around the centre of
 * that box. The plugin API speaks of the upright box around the turned corners ("bounds").
 */
import type { ShapeRecord } from "./model";
import { mapPath } from "./path-data";

/** A place on the page, px. */
export interface Point {
  x: number;
  y: number;
}

/** An upright box, px. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** No side of a shape is smaller than this, px. */
export const MIN_SIZE = 0.01;

/** The middle of a box. */
export function centreOf(box: Rect): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Degrees brought into 0 (included) to 360 (excluded). */
export function normaliseAngle(degrees: number): number {
  const turned = degrees % 360;
  return turned < 0 ? turned + 360 : turned === 0 ? 0 : turned;
}

/** `point` turned clockwise around `centre`. */
export function rotatePoint(point: Point, centre: Point, degrees: number): Point {
  if (degrees === 0) {
    return { x: point.x, y: point.y };
  }
  const radians = (degrees * Math.PI) / 180;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  const dx = point.x - centre.x;
  const dy = point.y - centre.y;
  return { x: centre.x + dx * cos - dy * sin, y: centre.y + dx * sin + dy * cos };
}

/** Corners of a shape after rotation: top left, top right, bottom right, bottom left. */
export function cornersOf(record: Rect & { rotation: number }): [Point, Point, Point, Point] {
  const { x, y, width, height, rotation } = record;
  const centre = centreOf(record);
  const turn = (px: number, py: number): Point => rotatePoint({ x: px, y: py }, centre, rotation);
  return [turn(x, y), turn(x + width, y), turn(x + width, y + height), turn(x, y + height)];
}

/** The upright box around points; null when there are none. */
export function boxAround(points: readonly Point[]): Rect | null {
  if (points.length === 0) {
    return null;
  }
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The upright box around a shape as it is seen. */
export function boundsOf(record: Rect & { rotation: number }): Rect {
  const { x, y, width, height } = record;
  return record.rotation === 0 ? { x, y, width, height } : (boxAround(cornersOf(record)) as Rect);
}

/** The upright box around several shapes; null when there are none. */
export function boundsOfAll(records: readonly ShapeRecord[]): Rect | null {
  return boxAround(records.flatMap((record) => cornersOf(record)));
}

/** The record, moved; nothing else changes. */
export function moved(record: ShapeRecord, dx: number, dy: number): ShapeRecord {
  return {
    ...record,
    x: record.x + dx,
    y: record.y + dy,
    pathData: mapPath(record.pathData, (point) => ({ x: point.x + dx, y: point.y + dy })),
  };
}

/** The record with its middle brought to `centre`. */
function centredOn(record: ShapeRecord, centre: Point): ShapeRecord {
  const old = centreOf(record);
  return moved(record, centre.x - old.x, centre.y - old.y);
}

/** The record, turned clockwise around `centre`. */
export function rotated(record: ShapeRecord, degrees: number, centre: Point): ShapeRecord {
  const placed = centredOn(record, rotatePoint(centreOf(record), centre, degrees));
  return { ...placed, rotation: normaliseAngle(record.rotation + degrees) };
}

/** The record, mirrored at the upright ("x") or level ("y") line through `centre`. */
export function mirrored(record: ShapeRecord, axis: "x" | "y", centre: Point): ShapeRecord {
  const old = centreOf(record);
  const middle =
    axis === "x" ? { x: 2 * centre.x - old.x, y: old.y } : { x: old.x, y: 2 * centre.y - old.y };
  return {
    ...centredOn(record, middle),
    rotation: normaliseAngle(-record.rotation),
    flipX: axis === "x" ? !record.flipX : record.flipX,
    flipY: axis === "y" ? !record.flipY : record.flipY,
  };
}

/** From a point of the record's own path data to the page: flips, then rotation. */
export function toPage(record: ShapeRecord, point: Point): Point {
  const centre = centreOf(record);
  const flipped = {
    x: record.flipX ? 2 * centre.x - point.x : point.x,
    y: record.flipY ? 2 * centre.y - point.y : point.y,
  };
  return rotatePoint(flipped, centre, record.rotation);
}
