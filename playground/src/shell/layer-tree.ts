/**
 * The list of layers: every shape of the page as a tree, front-most first as in design tools.
 *
 * It follows the pattern of a tree with many selectable items: one item can be reached with Tab, arrows
 * move between items, Right and Left open and close. Invariant: rows are kept by shape id, so that a
 * change of one shape touches one row, and the focus stays where it was.
 */
import { ROOT_ID, type DocumentView, type PageRecord, type ShapeRecord } from "../document/model";
import { chainTo } from "../stage/hit-test";
import { arrangeChildren, setAttributes } from "../stage/svg";
import { createElement } from "./controls";
import { createIcon } from "./icons";

/** What the list works on. */
export interface LayerTreeParts {
  source: DocumentView;
  /** Outlines a shape on the drawing while the pointer is over its row. */
  showHover(id: string | null): void;
  /** Handles keys that edit the selection; returns whether it did. */
  editSelection(event: KeyboardEvent): boolean;
}

interface Row {
  element: HTMLElement;
  name: HTMLElement;
  chevron: HTMLElement;
  marks: HTMLElement;
  shape: ShapeRecord | null;
}

interface VisibleLayer {
  shape: ShapeRecord;
  level: number;
  position: number;
  siblings: number;
  isDimmed: boolean;
}

/** Fills `root` and keeps it in step with the document. */
export class LayerTree {
  readonly #root: HTMLElement;
  readonly #empty: HTMLElement;
  readonly #parts: LayerTreeParts;
  readonly #rows = new Map<string, Row>();
  readonly #collapsed = new Set<string>();
  #visible: VisibleLayer[] = [];
  #current: string | null = null;
  #lastSelection = "";

  constructor(root: HTMLElement, empty: HTMLElement, parts: LayerTreeParts) {
    this.#root = root;
    this.#empty = empty;
    this.#parts = parts;
    root.addEventListener("keydown", (event) => this.#pressKey(event));
    root.addEventListener("click", (event) => this.#click(event));
    root.addEventListener("pointerover", (event) => parts.showHover(rowId(event.target)));
    root.addEventListener("pointerleave", () => parts.showHover(null));
    root.addEventListener("focusin", (event) => {
      this.#current = rowId(event.target) ?? this.#current;
      this.#placeTabStop();
    });
  }

  /** Shows the present layers and selection; opens the parents of what was newly selected. */
  update(): void {
    const { source } = this.#parts;
    const page = source.activePage;
    const selection = source.selection.join(" ");
    const isNewSelection = selection !== this.#lastSelection;
    if (isNewSelection) {
      this.#lastSelection = selection;
      for (const id of source.selection) {
        chainTo(page, id)
          .slice(0, -1)
          .forEach((parent) => this.#collapsed.delete(parent));
      }
    }
    this.#visible = listLayers(page, this.#collapsed);
    const seen = new Set(this.#visible.map((layer) => layer.shape.id));
    for (const id of this.#rows.keys()) {
      if (!seen.has(id)) {
        this.#rows.delete(id);
      }
    }
    const elements = this.#visible.map((layer) => this.#updateRow(layer));
    const hadFocus = this.#root.contains(document.activeElement);
    arrangeChildren(this.#root, elements);
    this.#empty.hidden = elements.length > 0;
    this.#root.hidden = elements.length === 0;
    this.#placeTabStop();
    if (hadFocus && !this.#root.contains(document.activeElement)) {
      this.#row(this.#current)?.element.focus({ preventScroll: true });
    }
    const [first] = source.selection;
    if (isNewSelection && first !== undefined) {
      this.#row(first)?.element.scrollIntoView({ block: "nearest" });
    }
  }

  #row(id: string | null): Row | undefined {
    return id === null ? undefined : this.#rows.get(id);
  }

  #updateRow(layer: VisibleLayer): HTMLElement {
    const { shape } = layer;
    let row = this.#rows.get(shape.id);
    if (row === undefined) {
      row = createRow(shape);
      this.#rows.set(shape.id, row);
    }
    const { element } = row;
    if (row.shape !== shape) {
      if (row.shape?.name !== shape.name) {
        row.name.textContent = shape.name;
      }
      row.marks.replaceChildren(
        ...(shape.hidden ? [createIcon("hidden")] : []),
        ...(shape.blocked ? [createIcon("lock")] : []),
      );
      const states = [shape.hidden ? "hidden" : "", shape.blocked ? "locked" : ""].filter(Boolean);
      const label = [shape.name, kindName(shape), ...states].join(", ");
      element.setAttribute("aria-label", label);
      row.shape = shape;
    }
    const isSelected = this.#parts.source.selection.includes(shape.id);
    const isOpen = shape.childIds.length === 0 ? null : String(!this.#collapsed.has(shape.id));
    setAttributes(element, {
      "aria-level": layer.level,
      "aria-posinset": layer.position,
      "aria-setsize": layer.siblings,
      "aria-selected": String(isSelected),
      "aria-expanded": isOpen,
    });
    row.chevron.classList.toggle("is-absent", isOpen === null);
    element.classList.toggle("is-dimmed", layer.isDimmed);
    element.style.setProperty("--level", String(layer.level - 1));
    return element;
  }

  #placeTabStop(): void {
    const { source } = this.#parts;
    const candidates = [this.#current, source.selection[0] ?? null, this.#visible[0]?.shape.id ?? null];
    const stop = candidates.find((id) => this.#row(id) !== undefined) ?? null;
    this.#current = stop;
    for (const [id, row] of this.#rows) {
      row.element.tabIndex = id === stop ? 0 : -1;
    }
  }

  #click(event: MouseEvent): void {
    const id = rowId(event.target);
    if (id === null) {
      return;
    }
    if (event.target instanceof Element && event.target.closest(".layer-chevron:not(.is-absent)")) {
      this.#setOpen(id, this.#collapsed.has(id));
      return;
    }
    this.#select(id, event.shiftKey || event.ctrlKey || event.metaKey);
  }

  #select(id: string, adds: boolean): void {
    const { source } = this.#parts;
    const { selection } = source;
    const toggled = selection.includes(id)
      ? selection.filter((other) => other !== id)
      : [...selection, id];
    source.setSelection(adds ? toggled : [id]);
  }

  #setOpen(id: string, open: boolean): void {
    if (open) {
      this.#collapsed.delete(id);
    } else {
      this.#collapsed.add(id);
    }
    this.update();
  }

  #pressKey(event: KeyboardEvent): void {
    const index = this.#visible.findIndex((layer) => layer.shape.id === rowId(event.target));
    const layer = this.#visible[index];
    if (layer === undefined || event.altKey) {
      return;
    }
    const { shape } = layer;
    const isParent = shape.childIds.length > 0;
    const isOpen = isParent && !this.#collapsed.has(shape.id);
    switch (event.key) {
      case "ArrowDown":
        this.#focusRow(index + 1);
        break;
      case "ArrowUp":
        this.#focusRow(index - 1);
        break;
      case "Home":
        this.#focusRow(0);
        break;
      case "End":
        this.#focusRow(this.#visible.length - 1);
        break;
      case "ArrowRight":
        if (isOpen) {
          this.#focusRow(index + 1);
        } else if (isParent) {
          this.#setOpen(shape.id, true);
        }
        break;
      case "ArrowLeft":
        if (isOpen) {
          this.#setOpen(shape.id, false);
        } else {
          this.#focusRow(this.#visible.findIndex((other) => other.shape.id === shape.parentId));
        }
        break;
      case "Enter":
      case " ":
        this.#select(shape.id, event.shiftKey || event.ctrlKey || event.metaKey);
        break;
      case "Escape":
        this.#parts.source.setSelection([]);
        break;
      default:
        if (!this.#parts.editSelection(event)) {
          return;
        }
    }
    event.preventDefault();
  }

  #focusRow(index: number): void {
    this.#row(this.#visible[index]?.shape.id ?? null)?.element.focus();
  }
}

/** The layers to show, from the front to the back, without those inside collapsed parents. */
function listLayers(page: PageRecord, collapsed: ReadonlySet<string>): VisibleLayer[] {
  const layers: VisibleLayer[] = [];
  const add = (parent: ShapeRecord, level: number, isInHidden: boolean): void => {
    const children = parent.childIds.flatMap((id) => page.shapes.get(id) ?? []).reverse();
    children.forEach((shape, index) => {
      const isDimmed = isInHidden || shape.hidden;
      layers.push({ shape, level, position: index + 1, siblings: children.length, isDimmed });
      if (!collapsed.has(shape.id)) {
        add(shape, level + 1, isDimmed);
      }
    });
  };
  const root = page.shapes.get(ROOT_ID);
  if (root !== undefined) {
    add(root, 1, false);
  }
  return layers;
}

function createRow(shape: ShapeRecord): Row {
  const chevron = createElement("span", "layer-chevron", createIcon("chevron"));
  const kind = createElement("span", "layer-kind", createIcon(shape.type));
  const name = createElement("span", "layer-name");
  const marks = createElement("span", "layer-marks");
  const element = createElement("div", "layer-row", chevron, kind, name, marks);
  element.dataset["layerId"] = shape.id;
  element.setAttribute("role", "treeitem");
  return { element, name, chevron, marks, shape: null };
}

function rowId(target: EventTarget | null): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-layer-id]") : null;
  return row?.dataset["layerId"] ?? null;
}

function kindName(shape: ShapeRecord): string {
  return shape.type === "svg-raw" ? "vector" : shape.type;
}
