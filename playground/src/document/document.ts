/**
 * The playground's document: pages of shapes, the selection, the viewport, undo.
 *
 * All changes go through `edit`, which keeps the laws of the tree, records undo, tells listeners, and
 * plans what the design tool does later by itself: text sizes after 40 ms, layouts after 100 ms,
 * saving after a second. Invariant: undo brings back the records from before, exactly.
 */
import { debounce, throttle, type Clock } from "./clock";
import { boundsOfAll } from "./geometry";
import { updateGroupBoxes } from "./group-box";
import { History, type Change } from "./history";
import type { IdSource } from "./ids";
import { ROOT_ID, type DocumentView, type PageRecord, type ShapeRecord } from "./model";
import { PageEdit, type ShapeChange } from "./page-edit";
import { newPage } from "./records";
import { fitText, layOutBoard, layoutsTouched, outermostLayout } from "./reflow";
import type { MeasureText } from "./text-layout";
import { isInside } from "./tree";
import { ViewportState } from "./viewport";

/** A text gets its size this long after it was changed, ms. */
export const TEXT_SIZE_MS = 40;
/** A layout is applied this long after the first change that concerns it, ms. */
export const REFLOW_MS = 100;
/** The file is saved this long after the last change, ms. */
export const SAVE_MS = 1_000;
/** Opening another page takes this long, ms. */
export const OPEN_PAGE_MS = 20;

/** What a document is made with. */
export interface DocumentOptions {
  clock: Clock;
  newId: IdSource;
  measureText: MeasureText;
  fileName: string;
  warn(message: string): void;
}

/** What listeners can wait for. */
export type DocumentSignal = "content" | "selection" | "page" | "saved";

/** How an edit came about: by somebody, or by the tool itself in consequence. */
type EditKind = "asked" | "text-size" | "reflow";

interface PageInfo {
  name: string;
  background: string;
  pluginData: Record<string, string>;
}

/** The document. */
export class PlaygroundDocument implements DocumentView {
  readonly fileId: string;
  readonly fileName: string;
  readonly viewport = new ViewportState();
  readonly history: History;
  readonly newId: IdSource;
  readonly #clock: Clock;
  readonly #measureText: MeasureText;
  #pages: PageRecord[];
  #activePage: PageRecord;
  #selection: string[] = [];
  #filePluginData: Record<string, string> = {};
  #revision = 0;
  readonly #views = new Set<() => void>();
  readonly #listeners = new Map<DocumentSignal, Set<() => void>>();
  readonly #texts = new Map<string, { page: PageRecord; due: number }>();
  readonly #layouts = new Map<string, PageRecord>();
  /** The outermost boards of the reflow that is under way. */
  #laidOut: readonly string[] = [];
  readonly #notifyViews: () => void;
  readonly #planReflow: () => void;
  readonly #planSave: () => void;

  constructor(options: DocumentOptions) {
    this.#clock = options.clock;
    this.#measureText = options.measureText;
    this.newId = options.newId;
    this.fileId = options.newId();
    this.fileName = options.fileName;
    this.history = new History(options.clock, (message) => options.warn(message));
    this.#activePage = newPage(options.newId(), "Page 1");
    this.#pages = [this.#activePage];
    this.#notifyViews = throttle(options.clock, 0, () => [...this.#views].forEach((view) => view()));
    this.#planReflow = throttle(options.clock, REFLOW_MS, () => this.#reflow());
    this.#planSave = debounce(options.clock, SAVE_MS, () => {
      this.#revision += 1;
      this.#emit("saved");
    });
    this.viewport.subscribe(() => this.#notifyViews());
  }

  get pages(): readonly PageRecord[] {
    return this.#pages;
  }

  get activePage(): PageRecord {
    return this.#activePage;
  }

  get selection(): readonly string[] {
    return this.#selection;
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** How often the file was saved. */
  get revision(): number {
    return this.#revision;
  }

  /** Plugin data of the file, by stored key. */
  get filePluginData(): Readonly<Record<string, string>> {
    return this.#filePluginData;
  }

  subscribe(listener: () => void): () => void {
    this.#views.add(listener);
    return () => this.#views.delete(listener);
  }

  /** Calls back at once whenever something happens; returns the way to stop. */
  on(signal: DocumentSignal, listener: () => void): () => void {
    const listeners = this.#listeners.get(signal) ?? new Set();
    this.#listeners.set(signal, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** The page with this id. */
  page(id: string): PageRecord | undefined {
    return this.#pages.find((page) => page.id === id);
  }

  /** Changes shapes of a page: one entry in the history, unless an undo block is open. */
  edit<T>(page: PageRecord, change: (edit: PageEdit) => T): T {
    return this.#apply(page, change, "asked");
  }

  setSelection(ids: readonly string[]): void {
    const next = [...new Set(ids)].filter((id) => id !== ROOT_ID && this.#activePage.shapes.has(id));
    if (next.length !== this.#selection.length || next.some((id, index) => id !== this.#selection[index])) {
      this.#selection = next;
      this.#emit("selection");
    }
  }

  /** Adds a page; the page that is open stays open. */
  createPage(): PageRecord {
    const page = newPage(this.newId(), `Page ${this.#pages.length + 1}`);
    this.#changePages([...this.#pages, page]);
    return page;
  }

  /** Removes a page; false when it is the only one. If it was open, the last page is opened. */
  removePage(id: string): boolean {
    const index = this.#pages.findIndex((page) => page.id === id);
    if (index < 0 || this.#pages.length < 2) {
      return false;
    }
    this.#changePages(this.#pages.filter((page) => page.id !== id));
    return true;
  }

  /** Changes what a page is called and looks like. */
  changePage(id: string, info: Partial<PageInfo>): void {
    const page = this.page(id);
    if (page === undefined) {
      return;
    }
    const { name, background, pluginData = {} } = page;
    const before: PageInfo = { name, background, pluginData };
    this.#changeCell(`page ${id}`, (value) => Object.assign(page, value), before, { ...before, ...info });
  }

  /** Replaces the plugin data of the file. */
  changeFilePluginData(data: Record<string, string>): void {
    const write = (value: unknown): void => {
      this.#filePluginData = value as Record<string, string>;
    };
    this.#changeCell("file", write, this.#filePluginData, data);
  }

  /** Opens a page; the promise is kept when it is on screen. */
  openPage(id: string): Promise<void> {
    if (id === this.#activePage.id) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.#clock.setTimer(() => {
        const page = this.page(id);
        if (page !== undefined) {
          this.#show(page);
        }
        resolve();
      }, OPEN_PAGE_MS);
    });
  }

  undo(): boolean {
    return this.#afterTravel(this.history.undo());
  }

  redo(): boolean {
    return this.#afterTravel(this.history.redo());
  }

  /** Shows everything on the page; does nothing on an empty one. */
  zoomToFitAll(): void {
    const root = this.#activePage.shapes.get(ROOT_ID);
    const box = boundsOfAll((root?.childIds ?? []).flatMap((id) => this.#activePage.shapes.get(id) ?? []));
    if (box !== null) {
      this.viewport.fit(box);
    }
  }

  #apply<T>(page: PageRecord, change: (edit: PageEdit) => T, kind: EditKind): T {
    const edit = new PageEdit(page);
    let result: T;
    try {
      result = change(edit);
      updateGroupBoxes(edit);
    } catch (error) {
      edit.historyChanges().forEach(({ cell, before }) => cell.write(before));
      throw error;
    }
    const shapeChanges = edit.changes();
    if (shapeChanges.length > 0) {
      this.history.record(edit.historyChanges(), kind === "reflow");
      shapeChanges.forEach((shapeChange) => this.#planConsequences(edit, shapeChange, kind));
      this.#afterContent();
    }
    return result;
  }

  #planConsequences(edit: PageEdit, change: ShapeChange, kind: EditKind): void {
    const { before, after } = change;
    if (kind !== "text-size" && after?.text != null && wantsSize(before, after)) {
      const due = this.#clock.now() + TEXT_SIZE_MS;
      this.#texts.set(after.id, { page: edit.page, due });
      this.#clock.setTimer(() => this.#fitTexts(), TEXT_SIZE_MS);
    }
    const touched = layoutsTouched(edit, change).filter((id) => kind !== "reflow" || !this.#justLaidOut(edit, id));
    for (const id of touched) {
      this.#layouts.set(id, edit.page);
      this.#planReflow();
    }
  }

  /** Whether the reflow that is under way has laid out this board already. */
  #justLaidOut(edit: PageEdit, id: string): boolean {
    return this.#laidOut.some((done) => isInside(edit, id, done));
  }

  #fitTexts(): void {
    const now = this.#clock.now();
    for (const page of this.#pages) {
      const due = [...this.#texts].filter(([, wait]) => wait.page === page && wait.due <= now);
      const ids = due.map(([id]) => id);
      ids.forEach((id) => this.#texts.delete(id));
      if (ids.length > 0) {
        this.#apply(page, (edit) => ids.forEach((id) => fitText(edit, id, this.#measureText)), "text-size");
      }
    }
  }

  #reflow(): void {
    for (const page of this.#pages) {
      const ids = [...this.#layouts].filter(([, on]) => on === page).map(([id]) => id);
      ids.forEach((id) => this.#layouts.delete(id));
      if (ids.length === 0) {
        continue;
      }
      this.#apply(
        page,
        (edit) => {
          const alive = ids.filter((id) => edit.get(id) !== undefined);
          const outermost = new Set(alive.map((id) => outermostLayout(edit, id)));
          this.#laidOut = [...outermost];
          outermost.forEach((id) => layOutBoard(edit, id, this.#measureText));
        },
        "reflow",
      );
      this.#laidOut = [];
    }
  }

  #changePages(pages: PageRecord[]): void {
    const write = (value: unknown): void => {
      this.#pages = value as PageRecord[];
      if (!this.#pages.includes(this.#activePage)) {
        this.#show(this.#pages.at(-1) as PageRecord);
      }
    };
    this.#changeCell("pages", write, this.#pages, pages);
  }

  #changeCell(key: string, write: (value: unknown) => void, before: unknown, after: unknown): void {
    const change: Change = { cell: { key, write }, before, after };
    write(after);
    this.history.record([change], false);
    this.#afterContent();
  }

  #show(page: PageRecord): void {
    this.#activePage = page;
    this.#selection = [];
    this.#emit("page");
    this.#emit("selection");
  }

  #afterTravel(travelled: boolean): boolean {
    if (travelled) {
      this.#afterContent();
    }
    return travelled;
  }

  #afterContent(): void {
    this.setSelection(this.#selection);
    this.#planSave();
    this.#emit("content");
  }

  #emit(signal: DocumentSignal): void {
    this.#notifyViews();
    [...(this.#listeners.get(signal) ?? [])].forEach((listener) => listener());
  }
}

/** Whether a changed text shape has to be measured again. */
function wantsSize(before: ShapeRecord | null, after: ShapeRecord): boolean {
  if (after.text === null || after.text.growType === "fixed") {
    return false;
  }
  return before?.text !== after.text || before.width !== after.width;
}
