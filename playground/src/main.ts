/**
 * Puts the playground together: the document, the drawing, the panels, and the real plugin runtime.
 *
 * The page's address chooses what is opened: `?plugin=<address of a manifest.json>` names the plugin,
 * `&open=false` leaves it closed at first, `&document=sample` starts with a small design, `&theme=light`
 * with the light theme. Invariant: SES is loaded before the runtime, and nothing is asked of any other
 * host than the plugin's.
 */
import "ses";
import { initPluginsRuntime } from "@penpot/plugins-runtime";
import { createPlayground, type Playground } from "./document/playground";
import { openStorage } from "./shell/browser-storage";
import { createEditCommands } from "./shell/edit-commands";
import { Inspector } from "./shell/inspector";
import { LayerTree } from "./shell/layer-tree";
import { showNotice } from "./shell/notice";
import { PluginWindow } from "./shell/plugin-window";
import { drawSample } from "./shell/sample-document";
import { Toolbar, type Theme } from "./shell/toolbar";
import { oncePerFrame } from "./stage/frame";
import { editSelection } from "./stage/interaction";
import { Stage } from "./stage/stage";
import { loadShippedFont, measureCharacters } from "./stage/text-measure";
import { PageView, type Cover } from "./stage/viewport";

/** What tests and tools may use of the page, as `window.playground`. */
export interface PlaygroundHandle {
  /** The open page as JSON. */
  document(): unknown;
  /** Takes back the last change; false when there is none. */
  undo(): boolean;
  /** Brings back what was taken back last; false when there is nothing. */
  redo(): boolean;
  /** Changes the theme of the playground and tells the plugin. */
  setTheme(theme: Theme): void;
  /** The calls of the plugin API so far. */
  callLog(): unknown;
  /** Selects the shapes with these ids. */
  select(ids: readonly string[]): void;
  /** Opens the plugin when it is closed; resolves when its script has run. */
  openPlugin(): Promise<void>;
  /** Closes the plugin when it is open. */
  closePlugin(): void;
}

declare global {
  interface Window {
    playground: PlaygroundHandle;
    /** Where the plugin runtime looks for the design tool's own helpers. */
    app: { plugins: { public_utils: Playground["publicUtils"] } };
  }
}

/** Where the page's origin stands when it starts: px from the left top of the drawing area. */
const START_MARGIN_PX = 80;
const THEME_KEY = "limn-playground-theme";
/** What contexts may do that belong to the playground itself and not to a plugin. */
const OWN_PERMISSIONS = ["content:read", "content:write"];

async function start(): Promise<void> {
  const address = new URLSearchParams(window.location.search);
  await loadShippedFont();
  const storage = openStorage();
  const playground = createPlayground({
    fileName: "Untitled design",
    measureText: measureCharacters,
    storage,
    permissionsOf: (pluginId) => plugin.permissionsOf(pluginId) ?? OWN_PERMISSIONS,
  });
  const source = playground.document;
  const view = new PageView(source.viewport);
  const commands = createEditCommands(source);
  const area = byId("stage");
  const stage = new Stage(area, source, view, commands);
  const inspector = new Inspector(byId("inspector"), source);
  const layers = new LayerTree(byId("layers"), byId("layers-empty"), {
    source,
    showHover: (id) => stage.showHover(id),
    editSelection: (event) => editSelection(event, source, commands),
  });
  const plugin = new PluginWindow({
    manifestAddress: address.get("plugin"),
    onOpenChange: (isOpen) => toolbar.showPluginOpen(isOpen),
    onPlaceChange: (frame) => coverWith(frame),
    onProblem: (problem) => showNotice(byId("notice"), problem),
  });
  const toolbar = new Toolbar(byId("toolbar"), {
    source,
    view,
    theme: () => playground.theme,
    setTheme: (theme) => setTheme(theme),
    fitAll: () => stage.fitAll(),
    openPlugin: () => void plugin.open(),
  });

  let pluginFrame: DOMRect | null = null;
  function coverWith(frame: DOMRect | null): void {
    pluginFrame = frame;
    const cover = coverOf(area.getBoundingClientRect(), frame);
    view.setArea(area.clientWidth, area.clientHeight, cover);
    byId("stage-hint").style.setProperty("--covered-right", `${cover.right}px`);
  }

  function setTheme(theme: Theme): void {
    document.documentElement.dataset["theme"] = theme;
    playground.setTheme(theme);
    toolbar.showTheme(theme);
    storage.setItem(THEME_KEY, theme);
  }

  new ResizeObserver(() => coverWith(pluginFrame)).observe(area);
  coverWith(null);
  view.place({ x: 0, y: 0 }, { x: START_MARGIN_PX, y: START_MARGIN_PX });
  source.subscribe(() => toolbar.update());
  // The panels do not depend on the view, so moving it leaves them alone.
  const updatePanels = oncePerFrame(() => {
    layers.update();
    inspector.update();
  });
  (["content", "selection", "page"] as const).forEach((signal) => source.on(signal, updatePanels));
  listenForShortcuts(stage, source);
  setTheme(startTheme(address.get("theme") ?? storage.getItem(THEME_KEY)));
  window.app = { plugins: { public_utils: playground.publicUtils } };
  window.addEventListener("pagehide", () => playground.finish());
  initPluginsRuntime((pluginId) => playground.createContext(pluginId));
  const startsWithSample = address.get("document") === "sample";
  if (startsWithSample) {
    await drawSample(playground.createContext("playground"));
    stage.fitAll();
  }
  window.playground = {
    document: () => playground.documentTree(),
    undo: () => playground.undo(),
    redo: () => playground.redo(),
    setTheme,
    callLog: () => playground.callLog(),
    select: (ids) => source.setSelection(ids),
    openPlugin: () => plugin.open(),
    closePlugin: () => plugin.close(),
  };
  if (address.get("open") !== "false") {
    await plugin.open();
    if (startsWithSample) {
      // The plugin's window covers a part of the page now.
      stage.fitAll();
    }
  }
}

/** Shortcuts that work wherever the focus is, except in fields for text. */
function listenForShortcuts(
  stage: Stage,
  source: { undo(): boolean; redo(): boolean },
): void {
  window.addEventListener("keydown", (event) => {
    const isCommand = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (isCommand && key === "z") {
      event.preventDefault();
      if (event.shiftKey) {
        source.redo();
      } else {
        source.undo();
      }
    } else if (isCommand && key === "y") {
      event.preventDefault();
      source.redo();
    } else if (!isCommand && event.shiftKey && event.code === "Digit1") {
      stage.fitAll();
    } else if (!isCommand && event.shiftKey && event.code === "Digit2") {
      stage.fitSelection();
    }
  });
}

/** How much of the drawing area's right side the plugin's window takes, if it stands there. */
function coverOf(area: DOMRect, frame: DOMRect | null): Cover {
  const isAtRight = frame !== null && frame.left > area.left + area.width / 2;
  const right = isAtRight ? Math.max(0, area.right - frame.left) : 0;
  return { top: 0, right, bottom: 0, left: 0 };
}

function startTheme(asked: string | null): Theme {
  if (asked === "dark" || asked === "light") {
    return asked;
  }
  return window.matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`The page has no element #${id}.`);
  }
  return element;
}

void start();
