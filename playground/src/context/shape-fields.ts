/**
 * Building blocks of shape members: a value that is checked, then stored in the record.
 */
import type { ShapeRecord, Sizing } from "../document/model";
import type { PageEdit } from "../document/page-edit";
import { setSizing, sizingOf, type SizingAxis } from "../document/sizing";
import { asKeyword, NotValid } from "./errors";
import type { Member, Property } from "./proxy";
import type { Session, ShapeHandle } from "./session";
import { isOneOf, isSafeNumber } from "./validate";

/** A member of a shape. */
export type ShapeMember = Member<ShapeHandle>;

/** Makes members for one session. */
export class ShapeFields {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Something read from the record; undefined when the shape is gone. */
  reading(read: (record: ShapeRecord, self: ShapeHandle) => unknown, hidden = false): Property<ShapeHandle> {
    return {
      hidden,
      read: (self) => {
        const record = this.#session.record(self);
        return record === undefined ? undefined : read(record, self);
      },
    };
  }

  /** A checked value: refused under `code`, else handed to `store`. */
  checked<T>(
    code: string,
    read: (record: ShapeRecord, self: ShapeHandle) => unknown,
    accepts: (value: unknown) => value is T,
    store: (edit: PageEdit, record: ShapeRecord, value: T) => void,
  ): Property<ShapeHandle> {
    return {
      ...this.reading(read),
      write: (self, value) => {
        if (!accepts(value)) {
          throw new NotValid(code, value);
        }
        this.#session.editShape(self, code, (edit, record) => store(edit, record, value));
      },
    };
  }

  number(
    code: string,
    read: (record: ShapeRecord) => number,
    store: (edit: PageEdit, record: ShapeRecord, value: number) => void,
    accepts: (value: number) => boolean = () => true,
  ): Property<ShapeHandle> {
    return this.checked(code, read, (value): value is number => isSafeNumber(value) && accepts(value), store);
  }

  boolean(
    code: string,
    read: (record: ShapeRecord) => boolean,
    store: (edit: PageEdit, record: ShapeRecord, value: boolean) => void,
  ): Property<ShapeHandle> {
    return this.checked(code, read, (value): value is boolean => typeof value === "boolean", store);
  }

  /** A boolean of the record under its own name. */
  flag(key: "blocked" | "hidden" | "proportionLock" | "clipContent" | "showInViewMode"): Property<ShapeHandle> {
    return this.boolean(key, (record) => record[key], (edit, record, value) => edit.patch(record.id, { [key]: value }));
  }

  /** A word of the record under its own name. */
  choice<Key extends "blendMode" | "constraintsHorizontal" | "constraintsVertical">(
    key: Key,
    words: readonly ShapeRecord[Key][],
  ): Property<ShapeHandle> {
    return this.word(key, words, (record) => record[key], (edit, record, value) =>
      edit.patch(record.id, { [key]: value }),
    );
  }

  /** How a shape gets its size along an axis; one value, whichever object it is reached through. */
  sizing(axis: SizingAxis, words: readonly Sizing[], code: string): Property<ShapeHandle> {
    return this.word(code, words, (record) => sizingOf(record, axis), (edit, record, value) =>
      setSizing(edit, record.id, axis, value),
    );
  }

  /** One of a few words; a refused one is printed as the keyword that Penpot made of it. */
  word<T extends string>(
    code: string,
    words: readonly T[],
    read: (record: ShapeRecord) => unknown,
    store: (edit: PageEdit, record: ShapeRecord, value: T) => void,
  ): Property<ShapeHandle> {
    return {
      ...this.reading(read),
      write: (self, value) => {
        if (!isOneOf(words, value)) {
          throw new NotValid(code, asKeyword(value));
        }
        this.#session.editShape(self, code, (edit, record) => store(edit, record, value));
      },
    };
  }

  /** A value that is parsed; undefined from `parse` refuses it. */
  parsed<T>(
    code: string,
    read: (record: ShapeRecord, self: ShapeHandle) => unknown,
    parse: (value: unknown) => T | undefined,
    show: (value: unknown) => unknown,
    store: (edit: PageEdit, record: ShapeRecord, value: T) => void,
  ): Property<ShapeHandle> & { write(self: ShapeHandle, value: unknown): void } {
    return {
      ...this.reading(read),
      write: (self, value) => {
        const result = parse(value);
        if (result === undefined) {
          throw new NotValid(code, show(value));
        }
        this.#session.editShape(self, code, (edit, record) => store(edit, record, result));
      },
    };
  }
}
