/**
 * The `Context` that the plugin runtime calls: one for each loaded plugin.
 */
import type { Context } from "@penpot/plugin-types";
import { isUuid } from "../document/ids";
import { ROOT_ID, type ShapeRecord, type ShapeType } from "../document/model";
import { boardMembers, groupMembers } from "./board";
import { createMembers } from "./create";
import { NotValid } from "./errors";
import { Events } from "./events";
import { createFile } from "./file";
import { FlexLayouts } from "./flex";
import { createFonts } from "./fonts";
import { LayoutChildren } from "./layout-child";
import { pageClass, pageHandle } from "./page";
import { PaintLists } from "./paint-lists";
import { pathMembers } from "./path";
import { lacking, ProxyClass, type Member } from "./proxy";
import { Session, SHAPE_KIND, type SessionHost, type ShapeHandle } from "./session";
import { ShapeFields } from "./shape-fields";
import { shapeMembers } from "./shape-members";
import { createFlags, createHistory, createLocalStorage } from "./small-contexts";
import { textMembers } from "./text";
import { UNIMPLEMENTED, type Unimplemented } from "./unimplemented";
import { createViewport } from "./viewport";

/** The version that the playground claims to be. */
export const PENPOT_VERSION = "2.18.0";

const USER = {
  id: "5fbb6f6a-7d3c-4c0e-9f0c-3f2b8a1d4e01",
  name: "Playground",
  avatarUrl: undefined,
  color: "#31efb8",
  sessionId: "5fbb6f6a-7d3c-4c0e-9f0c-3f2b8a1d4e02",
};

function shapeClasses(session: Session): (handle: ShapeHandle, record: ShapeRecord) => object {
  const fields = new ShapeFields(session);
  const paints = new PaintLists(session);
  const common = shapeMembers(session, fields, paints, new LayoutChildren(session, fields));
  const flex = new FlexLayouts(session, fields);
  const particular: Partial<Record<ShapeType, Record<string, Member<ShapeHandle>>>> = {
    board: boardMembers(session, fields, flex),
    group: groupMembers(session, fields),
    text: textMembers(session, fields, paints),
    path: pathMembers(fields),
  };
  const classes = new Map<ShapeType, ProxyClass<ShapeHandle>>();
  return (handle, record) => {
    let shapes = classes.get(record.type);
    if (shapes === undefined) {
      const members = { ...common, ...particular[record.type] };
      shapes = new ProxyClass(SHAPE_KIND, record.type, members, session.guard(true));
      classes.set(record.type, shapes);
    }
    return shapes.create({ pageId: handle.pageId, id: handle.id });
  };
}

/** Makes the context of a plugin. */
export function createContext(pluginId: string, host: SessionHost): Context {
  const session = new Session(pluginId, host);
  session.makeShape = shapeClasses(session);
  const { document } = session;
  const pages = pageClass(session);
  const currentPage = (): object => pages.create({ id: document.activePage.id });
  const currentFile = (): object => createFile(session, pages);
  const events = new Events(session, currentPage, currentFile);
  const [viewport, flags, history, fonts, storage] = [
    createViewport(session),
    createFlags(session),
    createHistory(session),
    createFonts(session),
    createLocalStorage(session),
  ];
  const implemented: Record<Exclude<keyof Context, Unimplemented<"penpot">>, Member<null>> = {
    version: { read: () => PENPOT_VERSION },
    root: { read: () => session.shape(document.activePage.id, ROOT_ID) },
    currentFile: { read: currentFile },
    currentPage: { read: currentPage },
    viewport: { read: () => viewport },
    flags: { read: () => flags },
    history: { read: () => history },
    fonts: { read: () => fonts },
    localStorage: { read: () => storage },
    currentUser: { read: () => ({ ...USER }) },
    activeUsers: { read: () => [] },
    theme: { read: () => host.theme() },
    selection: {
      read: () => document.selection.flatMap((id) => session.shape(document.activePage.id, id) ?? []),
      write: (_, value) => {
        const handles = session.handles(value);
        if (handles === undefined) {
          throw new NotValid("selection", value);
        }
        document.setSelection(handles.map((handle) => handle.id));
      },
    },
    ...createMembers(session),
    addListener: { call: (_, type, callback, props) => events.add(type, callback, props) },
    removeListener: { call: (_, id) => events.remove(id) },
    createPage: {
      call: () => {
        session.requireWrite("createPage");
        return pages.create({ id: document.createPage().id });
      },
    },
    openPage: {
      call: (_, page) => {
        const id = pageHandle(page)?.id ?? page;
        if (!isUuid(id) || document.page(id) === undefined) {
          throw new NotValid("openPage", page);
        }
        return document.openPage(id);
      },
    },
  };
  const members = { ...implemented, ...lacking<null>("penpot", UNIMPLEMENTED.penpot) };
  return new ProxyClass("PenpotContext", "penpot", members, session.guard(false)).create(null) as Context;
}
