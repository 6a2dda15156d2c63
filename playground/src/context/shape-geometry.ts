/**
 * Where a shape is and how large: the geometry members of every shape.
 */
import { boundsOf, centreOf, normaliseAngle } from "../document/geometry";
import { resizedText, resizeTo } from "../document/resize";
import { fixSizing } from "../document/sizing";
import { mirror, moveTo, rotateBy } from "../document/transform";
import { boardAround, need } from "../document/tree";
import type { PageEdit } from "../document/page-edit";
import type { ShapeRecord } from "../document/model";
import { NotValid } from "./errors";
import type { Session, ShapeHandle } from "./session";
import type { ShapeFields, ShapeMember } from "./shape-fields";
import { isSafeNumber } from "./validate";

type GeometryName =
  | "x" | "y" | "width" | "height" | "bounds" | "center" | "boardX" | "boardY" | "parentX" | "parentY"
  | "rotation" | "flipX" | "flipY" | "resize" | "rotate";

/** Width first, then height, each a change of its own that a locked proportion extends to the other side. */
function resize(edit: PageEdit, record: ShapeRecord, width: number, height: number): void {
  fixSizing(edit, record.id);
  const proportion = record.width / record.height;
  resizeTo(edit, record.id, width, record.proportionLock ? width / proportion : record.height);
  const wide = need(edit, record.id);
  resizeTo(edit, record.id, record.proportionLock ? height * proportion : wide.width, height);
  const done = need(edit, record.id);
  if (record.text !== null && done.text !== null) {
    edit.patch(record.id, { text: resizedText(record.text, record, done) });
  }
}

/** The members. */
export function geometryMembers(session: Session, fields: ShapeFields): Record<GeometryName, ShapeMember> {
  const parentOf = (self: ShapeHandle): ShapeRecord | undefined => {
    const record = session.record(self);
    const page = session.pageOf(self);
    return record?.parentId == null ? undefined : page?.shapes.get(record.parentId);
  };
  const relative = (code: string, axis: "x" | "y", origin: "parent" | "board"): ShapeMember => ({
    ...fields.reading((record, self) => {
      const parent = parentOf(self);
      return parent === undefined ? undefined : boundsOf(record)[axis] - (parent.parentId === null ? 0 : parent[axis]);
    }),
    write: (self, value) => {
      if (!isSafeNumber(value)) {
        throw new NotValid(code, value);
      }
      session.editShape(self, code, (edit, record) => {
        const from = origin === "parent" ? parentOf(self) : boardAround(edit, record.id);
        const place = value + (from === undefined || from.parentId === null ? 0 : from[axis]);
        moveTo(edit, record.id, axis === "x" ? place : null, axis === "y" ? place : null);
      });
    },
  });
  const flip = (code: "flipX" | "flipY", axis: "x" | "y"): ShapeMember =>
    fields.boolean(code, (record) => record[code], (edit, record) => mirror(edit, record.id, axis));
  return {
    x: fields.number("x", (record) => boundsOf(record).x, (edit, record, value) => moveTo(edit, record.id, value, null)),
    y: fields.number("y", (record) => boundsOf(record).y, (edit, record, value) => moveTo(edit, record.id, null, value)),
    width: fields.reading((record) => record.width),
    height: fields.reading((record) => record.height),
    bounds: fields.reading((record) => boundsOf(record)),
    center: fields.reading((record) => centreOf(record)),
    boardX: relative("frameX", "x", "board"),
    boardY: relative("frameY", "y", "board"),
    parentX: relative("parentX", "x", "parent"),
    parentY: relative("parentY", "y", "parent"),
    rotation: fields.number("rotation", (record) => record.rotation, (edit, record, value) =>
      rotateBy(edit, record.id, normaliseAngle(value) - record.rotation),
    ),
    flipX: flip("flipX", "x"),
    flipY: flip("flipY", "y"),
    resize: {
      call: (self, width, height) => {
        if (!isSafeNumber(width) || !isSafeNumber(height) || width <= 0 || height <= 0) {
          throw new NotValid("resize", `${String(width)}, ${String(height)}`);
        }
        session.editShape(self, "resize", (edit, record) => resize(edit, record, width, height));
      },
    },
    rotate: {
      call: (self, angle, center) => {
        if (!isSafeNumber(angle)) {
          throw new NotValid("rotate-angle", angle);
        }
        const given = center as { x?: unknown; y?: unknown } | null | undefined;
        if (given != null && !(isSafeNumber(given.x) && isSafeNumber(given.y))) {
          throw new NotValid("rotate-center", center);
        }
        const pivot = given == null ? undefined : { x: given.x as number, y: given.y as number };
        session.editShape(self, "rotate", (edit, record) => rotateBy(edit, record.id, angle, pivot));
      },
    },
  };
}
