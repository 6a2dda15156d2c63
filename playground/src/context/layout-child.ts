/**
 * `shape.layoutChild`: how a shape behaves in its parent's layout.
 *
 * It exists only while the parent has a layout; otherwise it is null.
 */
import type { LayoutChildProperties } from "@penpot/plugin-types";
import type { LayoutChildRecord } from "../document/model";
import { setSizing } from "../document/sizing";
import { NotValid } from "./errors";
import { ProxyClass, type Member } from "./proxy";
import type { Session, ShapeHandle } from "./session";
import type { ShapeFields } from "./shape-fields";
import { isSafeInteger, isSafeNumber } from "./validate";

const SIZINGS = ["fix", "fill", "auto"] as const;
const ALIGNS = ["start", "end", "center", "stretch"] as const;

/** The members; the sizing codes are Penpot's own slip. */
function layoutChildMembers(session: Session, fields: ShapeFields): Record<keyof LayoutChildProperties, Member<ShapeHandle>> {
  const store = (self: ShapeHandle, code: string, members: Partial<LayoutChildRecord>): void =>
    session.editShape(self, code, (edit, record) =>
      edit.patch(record.id, { layoutChild: { ...record.layoutChild, ...members } }),
    );
  const sized = <Key extends keyof LayoutChildRecord>(name: Key): Member<ShapeHandle> => ({
    ...fields.reading((record) => record.layoutChild[name]),
    write: (self, value) => {
      if (!isSafeNumber(value)) {
        throw new NotValid(name, value);
      }
      store(self, name, { [name]: value });
    },
  });
  const pair = (name: string, first: keyof LayoutChildRecord, second: keyof LayoutChildRecord): Member<ShapeHandle> => ({
    ...fields.reading((record) => record.layoutChild[first]),
    write: (self, value) => {
      if (!isSafeNumber(value)) {
        throw new NotValid(name, value);
      }
      store(self, name, { [first]: value, [second]: value });
    },
  });
  return {
    absolute: fields.boolean("absolute", (record) => record.layoutChild.absolute, (edit, record, absolute) =>
      edit.patch(record.id, { layoutChild: { ...record.layoutChild, absolute } }),
    ),
    zIndex: {
      ...fields.reading((record) => record.layoutChild.zIndex),
      write: (self, value) => {
        if (!isSafeInteger(value)) {
          throw new NotValid("zIndex", value);
        }
        store(self, "zIndex", { zIndex: value });
      },
    },
    horizontalSizing: fields.word("horizontalPadding", SIZINGS, (record) => record.layoutChild.horizontalSizing, (edit, record, sizing) =>
      setSizing(edit, record.id, "horizontal", sizing),
    ),
    verticalSizing: fields.word("verticalSizing", SIZINGS, (record) => record.layoutChild.verticalSizing, (edit, record, sizing) =>
      setSizing(edit, record.id, "vertical", sizing),
    ),
    alignSelf: fields.word("alignSelf", ALIGNS, (record) => record.layoutChild.alignSelf, (edit, record, alignSelf) =>
      edit.patch(record.id, { layoutChild: { ...record.layoutChild, alignSelf } }),
    ),
    horizontalMargin: pair("horizontalMargin", "leftMargin", "rightMargin"),
    verticalMargin: pair("verticalMargin", "topMargin", "bottomMargin"),
    topMargin: sized("topMargin"),
    rightMargin: sized("rightMargin"),
    bottomMargin: sized("bottomMargin"),
    leftMargin: sized("leftMargin"),
    maxWidth: sized("maxWidth"),
    maxHeight: sized("maxHeight"),
    minWidth: sized("minWidth"),
    minHeight: sized("minHeight"),
  };
}

/** Makes the objects for one session. */
export class LayoutChildren {
  readonly #session: Session;
  readonly #class: ProxyClass<ShapeHandle>;

  constructor(session: Session, fields: ShapeFields) {
    this.#session = session;
    this.#class = new ProxyClass("LayoutChildProxy", "layoutChild", layoutChildMembers(session, fields), session.guard(true));
  }

  /** The object for a shape whose parent has a layout, else null. */
  of(self: ShapeHandle): object | null {
    const parentId = this.#session.record(self)?.parentId;
    const parent = parentId == null ? undefined : this.#session.pageOf(self)?.shapes.get(parentId);
    return parent !== undefined && parent.flex !== null ? this.#class.create({ ...self }) : null;
  }
}
