/**
 * What texts have beyond other shapes, and ranges of text.
 */
import type { ShapeBase, Text, TextRange } from "@penpot/plugin-types";
import { boundsOf } from "../document/geometry";
import type { TextRecord } from "../document/model";
import { charactersOf, recharacter, restyle, runsBetween } from "../document/text-runs";
import { NotValid } from "./errors";
import type { PaintLists } from "./paint-lists";
import { lacking, ProxyClass, stateOf, type Member } from "./proxy";
import type { Session, ShapeHandle } from "./session";
import type { ShapeFields, ShapeMember } from "./shape-fields";
import { styleMembers, type StylePlace } from "./text-style";
import { UNIMPLEMENTED, type Unimplemented } from "./unimplemented";
import { isSafeInteger } from "./validate";

/** Part of a text: characters from `start` to before `end`. */
export interface RangeHandle extends ShapeHandle {
  start: number;
  end: number;
}

/** The kind of range objects. */
export const RANGE_KIND = "TextRange";

/** The runs of a whole text. */
export function textPlace(session: Session): StylePlace<ShapeHandle> {
  return {
    read: (self) => session.record(self)?.text?.runs ?? [],
    write: (self, code, change) =>
      session.editShape(self, code, (edit, record) => {
        if (record.text !== null) {
          edit.patch(record.id, { text: restyle(record.text, 0, Infinity, change) });
        }
      }),
  };
}

/** The runs of a range. */
export function rangePlace(session: Session): StylePlace<RangeHandle> {
  return {
    read: (self) => {
      const text = session.record(self)?.text;
      return text == null ? [] : runsBetween(text, self.start, self.end);
    },
    write: (self, code, change) =>
      session.editShape(self, code, (edit, record) => {
        if (record.text !== null) {
          edit.patch(record.id, { text: restyle(record.text, self.start, self.end, change) });
        }
      }),
  };
}

function rangeClass(session: Session, paints: PaintLists): ProxyClass<RangeHandle> {
  const implemented: Record<Exclude<keyof TextRange, Unimplemented<"range">>, Member<RangeHandle>> = {
    shape: { read: (self) => session.shape(self.pageId, self.id), hidden: true },
    characters: {
      read: (self) => {
        const text = session.record(self)?.text;
        return text == null ? undefined : charactersOf(text).slice(self.start, self.end);
      },
    },
    ...styleMembers(rangePlace(session), paints),
  };
  const members = { ...implemented, ...lacking<RangeHandle>("range", UNIMPLEMENTED.range) };
  return new ProxyClass(RANGE_KIND, "range", members, session.guard(true));
}

/** The members of texts; `fills` replaces that of other shapes. */
export function textMembers(session: Session, fields: ShapeFields, paints: PaintLists): Record<string, ShapeMember> {
  const ranges = rangeClass(session, paints);
  const word = <Key extends "growType" | "align" | "verticalAlign" | "direction">(
    name: Key,
    code: string,
    words: readonly TextRecord[Key][],
  ): ShapeMember =>
    fields.word(code, words, (record) => record.text?.[name], (edit, record, value) => {
      if (record.text !== null) {
        edit.patch(record.id, { text: { ...record.text, [name]: value } });
      }
    });
  const implemented: Record<
    Exclude<keyof Text, Exclude<keyof ShapeBase, "fills"> | "type" | Unimplemented<"text">>,
    ShapeMember
  > = {
    ...styleMembers(textPlace(session), paints),
    characters: fields.checked(
      "characters",
      (record) => (record.text === null ? undefined : charactersOf(record.text)),
      (value): value is string => typeof value === "string" && value !== "",
      (edit, record, characters) => {
        if (record.text !== null) {
          edit.patch(record.id, { text: recharacter(record.text, characters) });
        }
      },
    ),
    growType: word("growType", "growType", ["fixed", "auto-width", "auto-height"]),
    align: word("align", "align", ["left", "center", "right", "justify"]),
    verticalAlign: word("verticalAlign", "verticalAlign", ["top", "center", "bottom"]),
    direction: word("direction", "textDirection", ["ltr", "rtl"]),
    textBounds: fields.reading((record) => boundsOf(record)),
    getRange: {
      call: (self, start, end) => {
        const text = session.record(self)?.text;
        if (!isSafeInteger(start) || !isSafeInteger(end) || start < 0 || start > end) {
          throw new NotValid("getRange", `${String(start)}, ${String(end)}`);
        }
        const length = text == null ? 0 : charactersOf(text).length;
        return ranges.create({ pageId: self.pageId, id: self.id, start, end: Math.min(end, length) });
      },
    },
  };
  return { ...implemented, ...lacking<ShapeHandle>("text", UNIMPLEMENTED.text) };
}

/** The range behind a plugin's object, or undefined. */
export function rangeHandle(object: unknown): RangeHandle | undefined {
  return stateOf<RangeHandle>(object, RANGE_KIND);
}
