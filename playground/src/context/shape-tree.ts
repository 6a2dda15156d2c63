/**
 * A shape among shapes: parent, order, children, copying and removing.
 */
import type { ShapeRecord } from "../document/model";
import { copy, moveInto, remove } from "../document/structure";
import { need } from "../document/tree";
import { Keyword, NotValid } from "./errors";
import { appendIndex, assignedChildren, insertIndex, listedChildren, restack, type Step } from "./ordering";
import type { Session, ShapeHandle } from "./session";
import type { ShapeFields, ShapeMember } from "./shape-fields";
import { isSafeInteger } from "./validate";

type TreeName =
  | "parent" | "parentIndex" | "setParentIndex" | "bringToFront" | "bringForward" | "sendBackward" | "sendToBack"
  | "clone" | "remove" | "appendChild" | "insertChild";

const INTERNAL_TYPE: Partial<Record<ShapeRecord["type"], string>> = {
  board: "frame",
  rectangle: "rect",
  ellipse: "circle",
  boolean: "bool",
};

/** Whether shapes can be put inside. */
function isContainer(record: ShapeRecord): boolean {
  return ["board", "group", "boolean", "svg-raw"].includes(record.type);
}

/** Puts a shape into a parent, after the checks that all ways of appending share. */
export function putInto(
  session: Session,
  self: ShapeHandle,
  child: unknown,
  code: string,
  indexIn: (parent: ShapeRecord, childId: string) => number,
): void {
  const parent = session.record(self);
  if (parent !== undefined && !isContainer(parent)) {
    throw new NotValid(code, new Keyword(INTERNAL_TYPE[parent.type] ?? parent.type));
  }
  const handle = session.handle(child);
  if (handle === undefined) {
    throw new NotValid(`${code}-child`, child);
  }
  session.requireActive(code, handle.pageId);
  session.editShape(self, code, (edit, record) => {
    if (edit.get(handle.id) !== undefined) {
      moveInto(edit, handle.id, record.id, indexIn(record, handle.id));
    }
  });
}

/** The members of every shape. */
export function treeMembers(session: Session, fields: ShapeFields): Record<TreeName, ShapeMember> {
  const step = (name: Step): ShapeMember => ({
    call: (self) => {
      const page = session.pageOf(self);
      if (page?.shapes.has(self.id) === true) {
        session.document.edit(page, (edit) => restack(edit, self.id, name, session.flags.naturalChildOrdering));
      }
    },
  });
  return {
    parent: fields.reading((record, self) => session.shape(self.pageId, record.parentId), true),
    parentIndex: fields.reading((record, self) =>
      record.parentId === null
        ? 0
        : (session.pageOf(self)?.shapes.get(record.parentId)?.childIds.indexOf(record.id) ?? 0),
    ),
    setParentIndex: {
      call: (self, index) => {
        if (!isSafeInteger(index)) {
          throw new NotValid("setParentIndex", index);
        }
        session.editShape(self, "setParentIndex", (edit, record) => {
          if (record.parentId !== null) {
            moveInto(edit, record.id, record.parentId, index);
          }
        });
      },
    },
    bringToFront: step("bringToFront"),
    bringForward: step("bringForward"),
    sendBackward: step("sendBackward"),
    sendToBack: step("sendToBack"),
    clone: {
      call: (self) => {
        let copyId: string | null = null;
        session.editShape(self, "clone", (edit, record) => {
          if (record.parentId !== null) {
            copyId = copy(edit, record.id, session.document.newId);
          }
        });
        return session.shape(self.pageId, copyId);
      },
    },
    remove: { call: (self) => session.editShape(self, "remove", (edit, record) => remove(edit, record.id)) },
    appendChild: {
      call: (self, child) =>
        putInto(session, self, child, "appendChild", (parent, id) =>
          appendIndex(parent, id, session.flags.naturalChildOrdering),
        ),
    },
    insertChild: {
      call: (self, index, child) => {
        if (!isSafeInteger(index)) {
          throw new NotValid("insertChild-index", index);
        }
        putInto(session, self, child, "insertChild", (parent, id) =>
          insertIndex(parent, id, index, session.flags.naturalChildOrdering),
        );
      },
    },
  };
}

/** `children` of those that can have some; `writable` on boards only. */
export function childrenMember(session: Session, fields: ShapeFields, writable: boolean): ShapeMember {
  const reading = fields.reading(
    (record, self) =>
      listedChildren(record, session.flags.naturalChildOrdering).flatMap((id) => session.shape(self.pageId, id) ?? []),
    true,
  );
  if (!writable) {
    return reading;
  }
  return {
    ...reading,
    write: (self, value) => {
      const ids = session.handles(value)?.map((handle) => handle.id);
      const current = session.record(self)?.childIds ?? [];
      const same =
        ids !== undefined && ids.length === current.length && current.every((id) => ids.includes(id));
      if (!same) {
        throw new NotValid("children", value);
      }
      session.editShape(self, "children", (edit, record) => {
        const childIds = assignedChildren(ids, session.flags.naturalChildOrdering);
        edit.put({ ...need(edit, record.id), childIds });
      });
    },
  };
}
