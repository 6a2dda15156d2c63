/**
 * Plugin data on shapes, pages and the file: strings by key, private to a plugin or shared by name.
 *
 * Stored in one record: `plugin:<plugin id>/<key>` and `shared:<namespace>/<key>`.
 */
import type { PluginData } from "@penpot/plugin-types";
import { NotValid } from "./errors";
import type { Member } from "./proxy";
import type { Session } from "./session";

/** How an object keeps its data. */
export interface DataPlace<S> {
  read(self: S): Readonly<Record<string, string>>;
  write(self: S, code: string, data: Record<string, string>): void;
  /** The file refuses null and empty keys, where other objects take null to remove. */
  strict: boolean;
}

/** The six methods. */
export function pluginDataMembers<S>(session: Session, place: DataPlace<S>): Record<keyof PluginData, Member<S>> {
  const own = `plugin:${session.pluginId}/`;
  const shared = (namespace: unknown, code: string): string => {
    if (typeof namespace !== "string") {
      throw new NotValid(`${code}-namespace`, namespace);
    }
    return `shared:${namespace}/`;
  };
  const get = (self: S, prefix: string, key: unknown, code: string): string | null => {
    if (typeof key !== "string") {
      throw new NotValid(`${code}-key`, key);
    }
    return place.read(self)[prefix + key] ?? null;
  };
  const set = (self: S, prefix: string, key: unknown, value: unknown, code: string): void => {
    if (typeof key !== "string" || (place.strict && key === "")) {
      throw new NotValid(`${code}-key`, key);
    }
    if (typeof value !== "string" && (place.strict || (value !== null && value !== undefined))) {
      throw new NotValid(`${code}-value`, value);
    }
    const rest = Object.entries(place.read(self)).filter(([name]) => name !== prefix + key);
    const data = Object.fromEntries(rest);
    place.write(self, code, typeof value === "string" ? { ...data, [prefix + key]: value } : data);
  };
  const keys = (self: S, prefix: string): string[] =>
    Object.keys(place.read(self))
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
  return {
    getPluginData: { call: (self, key) => get(self, own, key, "getPluginData") },
    setPluginData: { call: (self, key, value) => set(self, own, key, value, "setPluginData") },
    getPluginDataKeys: { call: (self) => keys(self, own) },
    getSharedPluginData: {
      call: (self, namespace, key) => get(self, shared(namespace, "getSharedPluginData"), key, "getSharedPluginData"),
    },
    setSharedPluginData: {
      call: (self, namespace, key, value) =>
        set(self, shared(namespace, "setSharedPluginData"), key, value, "setSharedPluginData"),
    },
    getSharedPluginDataKeys: { call: (self, namespace) => keys(self, shared(namespace, "getSharedPluginDataKeys")) },
  };
}
