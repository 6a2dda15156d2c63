/**
 * The file as plugins see it.
 */
import type { File } from "@penpot/plugin-types";
import { checkPage } from "../document/tree";
import type { PageHandle } from "./page";
import { pluginDataMembers } from "./plugin-data";
import { lacking, ProxyClass, type Member } from "./proxy";
import type { Session } from "./session";
import { UNIMPLEMENTED, type Unimplemented } from "./unimplemented";

/** Makes the object. */
export function createFile(session: Session, pages: ProxyClass<PageHandle>): object {
  const { document } = session;
  const implemented: Record<Exclude<keyof File, Unimplemented<"file">>, Member<null>> = {
    id: { read: () => document.fileId },
    name: { read: () => document.fileName },
    revn: { read: () => document.revision },
    pages: { read: () => document.pages.map((page) => pages.create({ id: page.id })), hidden: true },
    validate: {
      call: () =>
        document.pages.flatMap((page) =>
          checkPage(page).map((hint) => ({ code: "invalid-tree", hint, shapeId: null, pageId: page.id })),
        ),
    },
    ...pluginDataMembers<null>(session, {
      strict: true,
      read: () => document.filePluginData,
      write: (_, code, data) => {
        session.requireWrite(code);
        document.changeFilePluginData(data);
      },
    }),
  };
  const members = { ...implemented, ...lacking<null>("file", UNIMPLEMENTED.file) };
  return new ProxyClass("FileProxy", "file", members, session.guard(false)).create(null);
}
