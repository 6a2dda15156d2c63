/**
 * `shape.layoutChild`: how a shape behaves in its parent's layout.
 *
 * It exists only while the parent has a layout; otherwise it is null.
 */
import type { LayoutChildProperties } from "@penpot/plugin-types";
import type { LayoutChildRecord } from "../document/model";
import { asKeyword, NotValid } from "./errors";
import { ProxyClass, type Member } from "./proxy";
import type { Session, ShapeHandle } from "./session";
import type { ShapeFields } from "./shape-fields";
import { isOneOf, isSafeInteger, isSafeNumber } from "./validate";

const SIZINGS = ["fix", "fill", "auto"] as const;
const ALIGNS = ["start", "end", "center", "stretch"] as const;

/** The members; the sizing codes are Penpot's own slip. */
function layoutChildMembers(
  session: Session,
  fields: ShapeFields,
): Record<keyof LayoutChildProperties, Member<ShapeHandle>> {
  const store = (self: ShapeHandle, code: string, members: Partial<LayoutChildRecord>): void =>
    session.editShape(self, code, (edit, record) =>
      edit.patch(record.id, { layoutChild: { ...record.layoutChild, ...members } }),
    );
  const px = (name: string, ...keys: (keyof LayoutChildRecord)[]): Member<ShapeHandle> => ({
    ...fields.reading((record) => record.layoutChild[keys[0] as keyof LayoutChildRecord]),
    write: (self, value) => {
      if (!isSafeNumber(value)) {
        throw new NotValid(name, value);
      }
      store(self, name, Object.fromEntries(keys.map((key) => [key, value])));
    },
  });
  return {
    absolute: {
      ...fields.reading((record) => record.layoutChild.absolute),
      write: (self, value) => {
        if (typeof value !== "boolean") {
          throw new NotValid("absolute", value);
        }
        store(self, "absolute", { absolute: value });
      },
    },
    zIndex: {
      ...fields.reading((record) => record.layoutChild.zIndex),
      write: (self, value) => {
        if (!isSafeInteger(value)) {
          throw new NotValid("zIndex", value);
        }
        store(self, "zIndex", { zIndex: value });
      },
    },
    horizontalSizing: fields.sizing("horizontal", SIZINGS, "horizontalPadding"),
    verticalSizing: fields.sizing("vertical", SIZINGS, "verticalSizing"),
    alignSelf: {
      ...fields.reading((record) => record.layoutChild.alignSelf),
      write: (self, value) => {
        if (!isOneOf(ALIGNS, value)) {
          throw new NotValid("alignSelf", asKeyword(value));
        }
        store(self, "alignSelf", { alignSelf: value });
      },
    },
    horizontalMargin: px("horizontalMargin", "leftMargin", "rightMargin"),
    verticalMargin: px("verticalMargin", "topMargin", "bottomMargin"),
    topMargin: px("topMargin", "topMargin"),
    rightMargin: px("rightMargin", "rightMargin"),
    bottomMargin: px("bottomMargin", "bottomMargin"),
    leftMargin: px("leftMargin", "leftMargin"),
    maxWidth: px("maxWidth", "maxWidth"),
    maxHeight: px("maxHeight", "maxHeight"),
    minWidth: px("minWidth", "minWidth"),
    minHeight: px("minHeight", "minHeight"),
  };
}

/** Makes the objects for one session. */
export class LayoutChildren {
  readonly #session: Session;
  readonly #class: ProxyClass<ShapeHandle>;

  constructor(session: Session, fields: ShapeFields) {
    this.#session = session;
    const members = layoutChildMembers(session, fields);
    this.#class = new ProxyClass("LayoutChildProxy", "layoutChild", members, session.guard(true));
  }

  /** The object for a shape whose parent has a layout, else null. */
  of(self: ShapeHandle): object | null {
    const parentId = this.#session.record(self)?.parentId;
    const parent = parentId == null ? undefined : this.#session.pageOf(self)?.shapes.get(parentId);
    return parent !== undefined && parent.flex !== null ? this.#class.create({ ...self }) : null;
  }
}
