/**
 * `board.flex`: the flex layout of a board.
 */
import type { FlexLayout } from "@penpot/plugin-types";
import type { FlexRecord } from "../document/model";
import { asKeyword, NotValid } from "./errors";
import { flexAppendIndex } from "./ordering";
import { ProxyClass, type Member } from "./proxy";
import type { Session, ShapeHandle } from "./session";
import type { ShapeFields } from "./shape-fields";
import { putInto } from "./shape-tree";
import { isOneOf, isSafeNumber } from "./validate";

const SIZINGS = ["fix", "fill", "auto"] as const;
const ITEMS = ["start", "end", "center", "stretch"] as const;
const CONTENT = [...ITEMS, "space-between", "space-around", "space-evenly"] as const;

function flexMembers(session: Session, fields: ShapeFields): Record<keyof FlexLayout, Member<ShapeHandle>> {
  const store = (self: ShapeHandle, code: string, members: Partial<FlexRecord>): void =>
    session.editShape(self, code, (edit, record) => {
      if (record.flex !== null) {
        edit.patch(record.id, { flex: { ...record.flex, ...members } });
      }
    });
  const word = <Key extends keyof FlexRecord>(name: Key, words: readonly string[]): Member<ShapeHandle> => ({
    ...fields.reading((record) => record.flex?.[name]),
    write: (self, value) => {
      if (!isOneOf(words, value)) {
        throw new NotValid(name, asKeyword(value));
      }
      store(self, name, { [name]: value });
    },
  });
  const px = (name: string, ...keys: (keyof FlexRecord)[]): Member<ShapeHandle> => ({
    ...fields.reading((record) => record.flex?.[keys[0] as keyof FlexRecord]),
    write: (self, value) => {
      if (!isSafeNumber(value)) {
        throw new NotValid(name, value);
      }
      store(self, name, Object.fromEntries(keys.map((key) => [key, value])));
    },
  });
  return {
    dir: word("dir", ["row", "row-reverse", "column", "column-reverse"]),
    wrap: word("wrap", ["wrap", "nowrap"]),
    alignItems: word("alignItems", ITEMS),
    alignContent: word("alignContent", CONTENT),
    justifyItems: word("justifyItems", ITEMS),
    justifyContent: word("justifyContent", CONTENT),
    rowGap: px("rowGap", "rowGap"),
    columnGap: px("columnGap", "columnGap"),
    verticalPadding: px("verticalPadding", "topPadding", "bottomPadding"),
    horizontalPadding: px("horizontalPadding", "leftPadding", "rightPadding"),
    topPadding: px("topPadding", "topPadding"),
    rightPadding: px("rightPadding", "rightPadding"),
    bottomPadding: px("bottomPadding", "bottomPadding"),
    leftPadding: px("leftPadding", "leftPadding"),
    horizontalSizing: fields.sizing("horizontal", SIZINGS, "horizontalSizing"),
    verticalSizing: fields.sizing("vertical", SIZINGS, "verticalSizing"),
    remove: {
      call: (self) =>
        session.editShape(self, "remove", (edit, record) => edit.patch(record.id, { flex: null })),
    },
    appendChild: {
      call: (self, child) =>
        putInto(session, self, child, "appendChild", (parent, id) =>
          parent.flex === null
            ? parent.childIds.length
            : flexAppendIndex(parent, parent.flex, id, session.flags.naturalChildOrdering),
        ),
    },
  };
}

/** Makes the objects for one session. */
export class FlexLayouts {
  readonly #session: Session;
  readonly #class: ProxyClass<ShapeHandle>;

  constructor(session: Session, fields: ShapeFields) {
    this.#session = session;
    const members = flexMembers(session, fields);
    this.#class = new ProxyClass("FlexLayoutProxy", "flex", members, session.guard(true));
  }

  /** The layout of a board, else null. */
  of(self: ShapeHandle): object | null {
    return this.#session.record(self)?.flex == null ? null : this.#class.create({ ...self });
  }
}
