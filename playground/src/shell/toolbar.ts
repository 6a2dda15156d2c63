/**
 * The bar at the top: what is open, undo and redo, zoom, theme, and the plugin.
 *
 * Invariant: it shows the document's and the view's present state and keeps none of its own.
 */
import type { DocumentView } from "../document/model";
import type { PageView } from "../stage/viewport";
import { createElement, createIconButton, nameButton, setAvailable } from "./controls";
import { createIcon } from "./icons";

/** The two themes of the design tool. */
export type Theme = "dark" | "light";

/** What the toolbar shows and does. */
export interface ToolbarParts {
  source: DocumentView;
  view: PageView;
  theme(): Theme;
  setTheme(theme: Theme): void;
  fitAll(): void;
  openPlugin(): void;
}

/** Zoom steps of the buttons. */
const ZOOM_STEP = 1.25;

/** The bar and the way to bring it in step. */
export class Toolbar {
  readonly #parts: ToolbarParts;
  readonly #fileName = createElement("h1", "file-name");
  readonly #pageName = createElement("span", "page-name");
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  readonly #zoom: HTMLButtonElement;
  readonly #theme: HTMLButtonElement;
  readonly #open: HTMLButtonElement;

  constructor(root: HTMLElement, parts: ToolbarParts) {
    this.#parts = parts;
    const { source, view } = parts;
    this.#undo = createIconButton("undo", "Undo", "Ctrl+Z", () => void source.undo());
    this.#redo = createIconButton("redo", "Redo", "Ctrl+Shift+Z", () => void source.redo());
    this.#zoom = createElement("button", "text-button zoom-value");
    this.#zoom.type = "button";
    this.#zoom.addEventListener("click", () => view.setZoom(1));
    const other = (): Theme => (parts.theme() === "dark" ? "light" : "dark");
    this.#theme = createIconButton("light", "", null, () => parts.setTheme(other()));
    this.#open = createElement("button", "primary-button", createIcon("panel"), "Open Limn");
    this.#open.type = "button";
    this.#open.addEventListener("click", () => parts.openPlugin());
    root.append(
      createElement("div", "file", this.#fileName, this.#pageName),
      this.#group("History", this.#undo, this.#redo),
      this.#group(
        "Zoom",
        createIconButton("minus", "Zoom out", null, () => view.setZoom(view.zoom / ZOOM_STEP)),
        this.#zoom,
        createIconButton("plus", "Zoom in", null, () => view.setZoom(view.zoom * ZOOM_STEP)),
        createIconButton("fit", "Show everything", "Shift+1", () => parts.fitAll()),
      ),
      createElement("div", "tool-group", this.#theme, this.#open),
    );
    this.update();
  }

  /** Shows the present state. */
  update(): void {
    const { source, view } = this.#parts;
    this.#fileName.textContent = source.fileName;
    this.#pageName.textContent = source.activePage.name;
    setAvailable(this.#undo, source.canUndo);
    setAvailable(this.#redo, source.canRedo);
    const percent = `${Math.round(view.zoom * 100)}%`;
    this.#zoom.textContent = percent;
    nameButton(this.#zoom, `Zoom ${percent}, set to 100%`, null);
  }

  /** Shows the theme that the theme button leads to. */
  showTheme(theme: Theme): void {
    const isDark = theme === "dark";
    this.#theme.replaceChildren(createIcon(isDark ? "light" : "dark"));
    nameButton(this.#theme, isDark ? "Use the light theme" : "Use the dark theme", null);
  }

  /** Shows whether the plugin's window is there already. */
  showPluginOpen(isOpen: boolean): void {
    setAvailable(this.#open, !isOpen);
  }

  #group(label: string, ...buttons: HTMLButtonElement[]): HTMLElement {
    const group = createElement("div", "tool-group", ...buttons);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    return group;
  }
}
