/**
 * Creating shapes, grouping, aligning: the methods of `penpot` that change the drawing.
 */
import type { Context } from "@penpot/plugin-types";
import { boundsOf, boundsOfAll, type Rect } from "../document/geometry";
import { ROOT_ID, type ShapeRecord, type ShapeType } from "../document/model";
import { newShape, newText } from "../document/records";
import { group, insertNew, ungroup } from "../document/structure";
import { moveTo } from "../document/transform";
import { NotValid } from "./errors";
import type { Member } from "./proxy";
import { isOneOf } from "./validate";
import { pathFields } from "./path";
import type { Session, ShapeHandle } from "./session";

type CreateName =
  | "createRectangle" | "createBoard" | "createEllipse" | "createPath" | "createText" | "group" | "ungroup"
  | "alignHorizontal" | "alignVertical" | "distributeHorizontal" | "distributeVertical";

const GREY = { fillColor: "#B1B2B5", fillOpacity: 1 };
const WHITE = { fillColor: "#FFFFFF", fillOpacity: 1 };
const BLACK_LINE = {
  strokeStyle: "solid",
  strokeAlignment: "inner",
  strokeWidth: 1,
  strokeColor: "#000000",
  strokeOpacity: 1,
} as const;

/** The members. */
export function createMembers(session: Session): Record<CreateName & keyof Context, Member<null>> {
  const { document } = session;
  const add = (code: string, type: ShapeType, look: Partial<ShapeRecord>): object | null => {
    const record = { ...newShape(document.newId(), type, ROOT_ID), ...look };
    session.editActive(code, (edit) => insertNew(edit, record));
    return session.shape(document.activePage.id, record.id);
  };
  const shapes = (value: unknown, code: string): ShapeHandle[] => {
    const handles = session.handles(value);
    if (handles === undefined) {
      throw new NotValid(code, value);
    }
    return handles;
  };
  const align = (
    code: string,
    directions: readonly string[],
    axis: "x" | "y",
    side: "width" | "height",
  ): Member<null> => ({
    call: (_, value, direction) => {
      const handles = shapes(value, `${code}-shapes`);
      if (!isOneOf(directions, direction)) {
        throw new NotValid(`${code}-direction`, direction);
      }
      session.editActive(code, (edit) => {
        const records = handles.flatMap((handle) => edit.get(handle.id) ?? []);
        const single = records.length === 1 ? edit.get(records[0]?.parentId ?? ROOT_ID) : undefined;
        const box = single !== undefined && single.parentId !== null ? boundsOf(single) : boundsOfAll(records);
        for (const record of box === null ? [] : records) {
          const place = alignedStart(box as Rect, boundsOf(record), axis, side, directions.indexOf(direction));
          moveTo(edit, record.id, axis === "x" ? place : null, axis === "y" ? place : null);
        }
      });
    },
  });
  const distribute = (code: string, axis: "x" | "y", side: "width" | "height"): Member<null> => ({
    call: (_, value) => {
      const handles = shapes(value, `${code}-shapes`);
      session.editActive(code, (edit) => {
        const boxes = handles
          .flatMap((handle) => edit.get(handle.id) ?? [])
          .map((record) => ({ id: record.id, box: boundsOf(record) }))
          .sort((a, b) => a.box[axis] - b.box[axis]);
        const first = boxes.at(0);
        const last = boxes.at(-1);
        if (first === undefined || last === undefined || boxes.length < 3) {
          return;
        }
        const used = boxes.reduce((total, { box }) => total + box[side], 0);
        const gap = (last.box[axis] + last.box[side] - first.box[axis] - used) / (boxes.length - 1);
        let at = first.box[axis];
        for (const { id, box } of boxes) {
          moveTo(edit, id, axis === "x" ? at : null, axis === "y" ? at : null);
          at += box[side] + gap;
        }
      });
    },
  });
  return {
    createRectangle: { call: () => add("createRectangle", "rectangle", { fills: [GREY] }) },
    createEllipse: { call: () => add("createEllipse", "ellipse", { fills: [GREY] }) },
    createBoard: { call: () => add("createBoard", "board", { fills: [WHITE] }) },
    createPath: {
      call: () => {
        const segments = [
          { command: "move-to", x: 0, y: 0 },
          { command: "line-to", x: 100, y: 100 },
        ] as const;
        return add("createPath", "path", { strokes: [BLACK_LINE], ...pathFields(segments) });
      },
    },
    createText: {
      call: (_, characters) => {
        if (typeof characters !== "string") {
          throw new NotValid("createText", characters);
        }
        const look = { width: 1, height: 1, text: newText(characters) };
        return characters === "" ? null : add("createText", "text", look);
      },
    },
    group: {
      call: (_, value) => {
        const handles = shapes(value, "group-shapes");
        if (handles.length === 0) {
          return null;
        }
        handles.forEach((handle) => session.requireActive("group", handle.pageId));
        const id = document.newId();
        session.editActive("group", (edit) => {
          const ids = handles.map((handle) => handle.id);
          const alive = ids.filter((one) => one !== ROOT_ID && edit.get(one) !== undefined);
          if (alive.length > 0) {
            group(edit, alive, id);
          }
        });
        return session.shape(document.activePage.id, id);
      },
    },
    ungroup: {
      call: (_, ...values) => {
        const handles = shapes(values, "ungroup");
        handles.forEach((handle) => session.requireActive("ungroup", handle.pageId));
        session.editActive("ungroup", (edit) => {
          for (const { id } of handles) {
            if (["group", "board"].includes(edit.get(id)?.type ?? "")) {
              ungroup(edit, id);
            }
          }
        });
      },
    },
    alignHorizontal: align("alignHorizontal", ["left", "center", "right"], "x", "width"),
    alignVertical: align("alignVertical", ["top", "center", "bottom"], "y", "height"),
    distributeHorizontal: distribute("distributeHorizontal", "x", "width"),
    distributeVertical: distribute("distributeVertical", "y", "height"),
  };
}

/** Where a box starts when it is aligned: `step` 0 at the start, 1 in the middle, 2 at the end. */
function alignedStart(outer: Rect, inner: Rect, axis: "x" | "y", side: "width" | "height", step: number): number {
  return outer[axis] + ((outer[side] - inner[side]) * step) / 2;
}
