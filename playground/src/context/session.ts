/**
 * One plugin's view of the document: its flags and permissions, and the objects it is given.
 *
 * Invariant: nothing a plugin can reach holds document state by value.
 */
import type { Clock } from "../document/clock";
import type { PlaygroundDocument } from "../document/document";
import type { PageRecord, ShapeRecord } from "../document/model";
import type { PageEdit } from "../document/page-edit";
import { summarise, type CallLog } from "./call-log";
import { NO_WRITE_PERMISSION, NOT_ACTIVE_PAGE, NotImplemented, NotValid } from "./errors";
import { kindOf, stateOf, type Guard } from "./proxy";

/** Names a shape; the shape itself may be gone. */
export interface ShapeHandle {
  pageId: string;
  id: string;
}

/** The kind of all shape objects. */
export const SHAPE_KIND = "ShapeProxy";

/** What sessions share. */
export interface SessionHost {
  document: PlaygroundDocument;
  clock: Clock;
  log: CallLog;
  theme(): "dark" | "light";
  onTheme(listener: () => void): () => void;
  onFinish(listener: () => void): () => void;
  permissionsOf(pluginId: string): readonly string[];
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;
  reportError(message: string): void;
}

/** A plugin's session. */
export class Session {
  readonly pluginId: string;
  readonly host: SessionHost;
  readonly flags = { naturalChildOrdering: false, throwValidationErrors: true };
  /** Makes the object for a shape; set by the module that knows all kinds of shapes. */
  makeShape: (handle: ShapeHandle, record: ShapeRecord) => object = () => {
    throw new Error("the session is not ready");
  };

  constructor(pluginId: string, host: SessionHost) {
    this.pluginId = pluginId;
    this.host = host;
  }

  get document(): PlaygroundDocument {
    return this.host.document;
  }

  /** Object kinds that swallow foreign errors when the plugin does not want them thrown. */
  guard(swallows: boolean): Guard {
    return {
      run: (member, args, logged, body) => {
        const entry = {
          member,
          args: logged ? args.map((arg) => this.#short(arg)) : [],
          timeMs: this.host.clock.now(),
        };
        try {
          const result = body();
          if (logged) {
            this.host.log.add({ ...entry, result: this.#short(result) });
          }
          return result;
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          this.host.log.add({ ...entry, error: message });
          return this.#report(error, message, swallows);
        }
      },
    };
  }

  #report(error: unknown, message: string, swallows: boolean): unknown {
    if (error instanceof NotImplemented) {
      throw error;
    }
    if (error instanceof NotValid) {
      if (this.flags.throwValidationErrors) {
        throw new Error(message);
      }
      this.host.reportError(message);
      return null;
    }
    if (swallows && !this.flags.throwValidationErrors) {
      this.host.reportError(message);
      return undefined;
    }
    throw error;
  }

  #short(value: unknown): unknown {
    return summarise(value, (object) => {
      const handle = stateOf<ShapeHandle>(object, SHAPE_KIND);
      return handle === undefined ? kindOf(object) : { shape: handle.id };
    });
  }

  /** Refuses when the plugin may not write. */
  requireWrite(code: string): void {
    if (!this.host.permissionsOf(this.pluginId).includes("content:write")) {
      throw new NotValid(code, NO_WRITE_PERMISSION);
    }
  }

  /** Refuses when the shape's page is not open. */
  requireActive(code: string, pageId: string): void {
    if (pageId !== this.document.activePage.id) {
      throw new NotValid(code, NOT_ACTIVE_PAGE);
    }
  }

  /** The page of a shape. */
  pageOf(handle: ShapeHandle): PageRecord | undefined {
    return this.document.page(handle.pageId);
  }

  /** The shape's record; undefined when it was removed. */
  record(handle: ShapeHandle): ShapeRecord | undefined {
    return this.pageOf(handle)?.shapes.get(handle.id);
  }

  /** The object for a shape; null when there is no such shape. */
  shape(pageId: string, id: string | null): object | null {
    const handle = { pageId, id: id ?? "" };
    const record = this.record(handle);
    return record === undefined ? null : this.makeShape(handle, record);
  }

  /** The shape behind a plugin's object, or undefined. */
  handle(object: unknown): ShapeHandle | undefined {
    return stateOf<ShapeHandle>(object, SHAPE_KIND);
  }

  /** The shapes behind a plugin's array; undefined when anything else is in it. */
  handles(value: unknown): ShapeHandle[] | undefined {
    if (!Array.isArray(value)) {
      return undefined;
    }
    const handles = value.map((item) => this.handle(item));
    return handles.every((handle) => handle !== undefined) ? (handles as ShapeHandle[]) : undefined;
  }

  /** Edits the open page, after the check of the permission. */
  editActive<T>(code: string, change: (edit: PageEdit) => T): T {
    this.requireWrite(code);
    return this.document.edit(this.document.activePage, change);
  }

  /** Edits a shape, after the checks of permission and page; a removed shape is left alone. */
  editShape(handle: ShapeHandle, code: string, change: (edit: PageEdit, record: ShapeRecord) => void): void {
    this.requireWrite(code);
    this.requireActive(code, handle.pageId);
    const page = this.pageOf(handle);
    const record = this.record(handle);
    if (page !== undefined && record !== undefined) {
      this.document.edit(page, (edit) => change(edit, record));
    }
  }
}
