/**
 * Pages as plugins see them. Errors pass through here: pages have no handler of their own in Penpot.
 */
import type { Page } from "@penpot/plugin-types";
import { isUuid } from "../document/ids";
import { ROOT_ID, type PageRecord, type ShapeRecord } from "../document/model";
import { subtree } from "../document/tree";
import { NotValid } from "./errors";
import { pluginDataMembers } from "./plugin-data";
import { lacking, ProxyClass, stateOf, type Member } from "./proxy";
import type { Session } from "./session";
import { UNIMPLEMENTED, type Unimplemented } from "./unimplemented";
import { isHexColor } from "./validate";

/** Names a page; the page itself may be gone. */
export interface PageHandle {
  id: string;
}

const PAGE_KIND = "PageProxy";

/** The page behind a plugin's object, or undefined. */
export function pageHandle(object: unknown): PageHandle | undefined {
  return stateOf<PageHandle>(object, PAGE_KIND);
}

function matches(record: ShapeRecord, criteria: Record<string, unknown>): boolean {
  const { name, nameLike, type } = criteria;
  const lower = record.name.toLowerCase();
  return (
    (typeof name !== "string" || lower === name.toLowerCase()) &&
    (typeof nameLike !== "string" || lower.includes(nameLike.toLowerCase())) &&
    (typeof type !== "string" || record.type === type)
  );
}

/** Makes the objects for one session. */
export function pageClass(session: Session): ProxyClass<PageHandle> {
  const { document } = session;
  const pageOf = (self: PageHandle): PageRecord | undefined => document.page(self.id);
  const change = (self: PageHandle, code: string, info: Parameters<typeof document.changePage>[1]): void => {
    session.requireWrite(code);
    document.changePage(self.id, info);
  };
  const implemented: Record<Exclude<keyof Page, Unimplemented<"page">>, Member<PageHandle>> = {
    id: { read: (self) => self.id },
    name: {
      read: (self) => pageOf(self)?.name,
      write: (self, value) => {
        if (typeof value !== "string") {
          throw new NotValid("name", value);
        }
        change(self, "name", { name: value });
      },
    },
    root: { read: (self) => session.shape(self.id, ROOT_ID), hidden: true },
    rulerGuides: { read: () => [] },
    flows: { read: () => [] },
    remove: {
      call: (self) => {
        session.requireWrite("remove");
        if (!document.removePage(self.id)) {
          throw new NotValid("remove", "Cannot remove the last page");
        }
      },
    },
    getShapeById: {
      call: (self, id) => {
        if (!isUuid(id)) {
          throw new Error(`invalid string '${String(id)}' for uuid`);
        }
        return session.shape(self.id, id);
      },
    },
    findShapes: {
      call: (self, criteria) => {
        const page = pageOf(self);
        const wanted = (criteria ?? {}) as Record<string, unknown>;
        const records = page === undefined ? [] : subtree(page.shapes, ROOT_ID);
        return records.filter((record) => matches(record, wanted)).map((record) => session.shape(self.id, record.id));
      },
    },
    ...pluginDataMembers<PageHandle>(session, {
      strict: false,
      read: (self) => pageOf(self)?.pluginData ?? {},
      write: (self, code, pluginData) => change(self, code, { pluginData }),
    }),
  };
  const members: Record<string, Member<PageHandle>> = {
    $id: { read: (self) => self.id, hidden: true },
    $file: { read: () => document.fileId, hidden: true },
    $plugin: { read: () => session.pluginId, hidden: true },
    ...implemented,
    background: {
      read: (self) => pageOf(self)?.background,
      write: (self, value) => {
        if (!isHexColor(value)) {
          throw new NotValid("background", value);
        }
        change(self, "background", { background: value.toLowerCase() });
      },
    },
    ...lacking<PageHandle>("page", UNIMPLEMENTED.page),
  };
  return new ProxyClass(PAGE_KIND, "page", members, session.guard(false));
}
