/**
 * The playground: a document, and the plugin API over it.
 *
 * `initPluginsRuntime((id) => playground.createContext(id))` is all that the plugin runtime needs.
 */
import type { Context, Theme } from "@penpot/plugin-types";
import { CallLog, type CallLogEntry } from "../context/call-log";
import { createContext } from "../context/context";
import { systemClock, type Clock } from "./clock";
import { PlaygroundDocument } from "./document";
import { documentTree } from "./document-tree";
import { boxAround, centreOf, cornersOf, type Point, type Rect } from "./geometry";
import { randomIds, type IdSource } from "./ids";
import { memoryStorage, type KeyValueStorage } from "./memory-storage";
import { measureByRule, type MeasureText } from "./text-layout";

/** What a playground can be made with; everything has a default. */
export interface PlaygroundOptions {
  clock?: Clock;
  newId?: IdSource;
  measureText?: MeasureText;
  theme?: Theme;
  fileName?: string;
  /** What a plugin may do; by default everything. `content:write` is the one that is looked at here. */
  permissionsOf?: (pluginId: string) => readonly string[];
  /** Where `penpot.localStorage` keeps its values; by default in memory. */
  storage?: KeyValueStorage;
  /** Gets what the design tool writes to the console as errors. */
  reportError?: (message: string) => void;
}

/** The playground. */
export interface Playground {
  readonly document: PlaygroundDocument;
  readonly theme: Theme;
  /** The context for a plugin; each call starts a session with flags and listeners of its own. */
  createContext(pluginId: string): Context;
  setTheme(theme: Theme): void;
  /** Tells plugins that the file is being left. */
  finish(): void;
  callLog(): CallLogEntry[];
  documentTree(): unknown;
  undo(): boolean;
  redo(): boolean;
  /** For `window.app.plugins.public_utils`, which the runtime's `utils.geometry.center` calls. */
  readonly publicUtils: { centerShapes: typeof centerShapes };
}

function listeners(): { add(listener: () => void): () => void; tell(): void } {
  const all = new Set<() => void>();
  return {
    add: (listener) => {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell: () => [...all].forEach((listener) => listener()),
  };
}

function centerShapes(shapes: readonly { readonly bounds: Readonly<Rect> }[]): Point | null {
  const box = boxAround(shapes.flatMap(({ bounds }) => cornersOf({ ...bounds, rotation: 0 })));
  return box === null ? null : centreOf(box);
}

/** Makes a playground with one empty page. */
export function createPlayground(options: PlaygroundOptions = {}): Playground {
  const clock = options.clock ?? systemClock();
  const reportError = options.reportError ?? ((message: string) => console.error(message));
  const document = new PlaygroundDocument({
    clock,
    newId: options.newId ?? randomIds(),
    measureText: options.measureText ?? measureByRule,
    fileName: options.fileName ?? "Playground",
    warn: reportError,
  });
  const log = new CallLog();
  const themeListeners = listeners();
  const finishListeners = listeners();
  const storage = options.storage ?? memoryStorage();
  let theme: Theme = options.theme ?? "dark";
  return {
    document,
    get theme() {
      return theme;
    },
    createContext: (pluginId) =>
      createContext(pluginId, {
        document,
        clock,
        log,
        storage,
        reportError,
        theme: () => theme,
        onTheme: (listener) => themeListeners.add(listener),
        onFinish: (listener) => finishListeners.add(listener),
        permissionsOf: options.permissionsOf ?? (() => ["content:write"]),
      }),
    setTheme: (next) => {
      if (next !== theme) {
        theme = next;
        themeListeners.tell();
      }
    },
    finish: () => finishListeners.tell(),
    callLog: () => log.entries(),
    documentTree: () => documentTree(document),
    undo: () => document.undo(),
    redo: () => document.redo(),
    publicUtils: { centerShapes },
  };
}
