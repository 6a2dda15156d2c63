/**
 * The small objects below `penpot`: flags, history, storage.
 */
import type { Flags, HistoryContext, LocalStorage } from "@penpot/plugin-types";
import { NotValid } from "./errors";
import { ProxyClass, type Member } from "./proxy";
import type { Session } from "./session";

/** `penpot.flags`. */
export function createFlags(session: Session): object {
  const flag = (name: keyof Flags): Member<null> => ({
    read: () => session.flags[name],
    write: (_, value) => {
      if (typeof value !== "boolean") {
        throw new NotValid(name, value);
      }
      session.flags[name] = value;
    },
  });
  const members: Record<keyof Flags, Member<null>> = {
    naturalChildOrdering: flag("naturalChildOrdering"),
    throwValidationErrors: flag("throwValidationErrors"),
  };
  return new ProxyClass("FlagProxy", "flags", members, session.guard(false)).create(null);
}

/** `penpot.history`. */
export function createHistory(session: Session): object {
  const members: Record<keyof HistoryContext, Member<null>> = {
    undoBlockBegin: {
      call: () => {
        session.requireWrite("undoBlockBegin");
        return session.document.history.beginBlock();
      },
    },
    undoBlockFinish: {
      call: (_, block) => {
        session.requireWrite("undoBlockFinish");
        if (!block) {
          throw new NotValid("undoBlockFinish", block);
        }
        session.document.history.finishBlock(block as symbol);
      },
    },
  };
  return new ProxyClass("HistorySubcontext", "history", members, session.guard(false)).create(null);
}

/** `penpot.localStorage`: the host's storage under `penpot-plugins:<plugin id>/`. */
export function createLocalStorage(session: Session): object {
  const { storage } = session.host;
  const prefix = `penpot-plugins:${session.pluginId}/`;
  const named = (key: unknown, code: string): string => {
    if (typeof key !== "string") {
      throw new NotValid(code, key);
    }
    return prefix + key;
  };
  const members: Record<keyof LocalStorage, Member<null>> = {
    getItem: { call: (_, key) => storage.getItem(named(key, "getItem-key")) },
    setItem: { call: (_, key, value) => storage.setItem(named(key, "setItem-key"), String(value)) },
    removeItem: { call: (_, key) => storage.removeItem(named(key, "removeItem-key")) },
    getKeys: {
      call: () =>
        Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "")
          .filter((key) => key.startsWith(prefix))
          .map((key) => key.slice(prefix.length)),
    },
  };
  return new ProxyClass("LocalStorageProxy", "localStorage", members, session.guard(false)).create(null);
}
