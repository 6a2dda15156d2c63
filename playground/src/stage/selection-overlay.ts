/**
 * What lies above the drawing in screen pixels: names of boards, outlines of the selected and the
 * hovered shapes, and the size of the selection.
 *
 * It is drawn apart from the page so that lines stay one pixel thin at every zoom. Invariant: it shows
 * only shapes that exist on the active page.
 */
import { boxAround, cornersOf, type Point } from "../document/geometry";
import type { DocumentView, PageRecord, ShapeRecord } from "../document/model";
import { ROOT_ID } from "../document/model";
import { createSvg, formatNumber } from "./svg";
import type { PageView } from "./viewport";

/** Space between a board and its name, in px. */
const NAME_GAP_PX = 6;
/** Below this width on screen a board's name would be unreadable. */
const MIN_NAME_WIDTH_PX = 24;

/** Draws names and outlines into the two layers above the page. */
export class SelectionOverlay {
  readonly #outlines: SVGSVGElement;
  readonly #names: HTMLElement;
  readonly #nameElements = new Map<string, HTMLElement>();
  readonly #sizeLabel: HTMLElement;
  #shift: Point = { x: 0, y: 0 };
  #hoveredId: string | null = null;

  constructor(outlines: SVGSVGElement, names: HTMLElement) {
    this.#outlines = outlines;
    this.#names = names;
    this.#sizeLabel = document.createElement("div");
    this.#sizeLabel.className = "size-label";
    names.append(this.#sizeLabel);
  }

  /** Outlines the shape under the pointer; null for none. */
  setHovered(id: string | null): boolean {
    const changed = id !== this.#hoveredId;
    this.#hoveredId = id;
    return changed;
  }

  /** Shows the selection shifted by page px while it is dragged. */
  setShift(shift: Point): void {
    this.#shift = shift;
  }

  /** Draws everything anew for the present document and view. */
  update(source: DocumentView, view: PageView): void {
    const page = source.activePage;
    const selected = source.selection.flatMap((id) => page.shapes.get(id) ?? []);
    this.#drawOutlines(page, selected, view);
    this.#drawNames(page, source.selection, view);
    this.#placeSizeLabel(selected, view);
  }

  #drawOutlines(page: PageRecord, selected: readonly ShapeRecord[], view: PageView): void {
    const outlines: SVGElement[] = [];
    const hovered = this.#hoveredId === null ? undefined : page.shapes.get(this.#hoveredId);
    if (hovered !== undefined && !selected.includes(hovered)) {
      outlines.push(this.#createOutline(hovered, view, { x: 0, y: 0 }, "hover-outline"));
    }
    for (const shape of selected) {
      outlines.push(this.#createOutline(shape, view, this.#shift, "selection-outline"));
    }
    const [only] = selected;
    if (selected.length === 1 && only !== undefined) {
      for (const corner of cornersOf(only)) {
        const { x, y } = view.toScreen(shiftPoint(corner, this.#shift));
        const size = { width: 7, height: 7, rx: 1.5 };
        outlines.push(createSvg("rect", { class: "selection-corner", x: x - 3.5, y: y - 3.5, ...size }));
      }
    }
    this.#outlines.replaceChildren(...outlines);
  }

  #createOutline(shape: ShapeRecord, view: PageView, shift: Point, className: string): SVGElement {
    const points = cornersOf(shape)
      .map((corner) => view.toScreen(shiftPoint(corner, shift)))
      .map(({ x, y }) => `${formatNumber(x)},${formatNumber(y)}`)
      .join(" ");
    return createSvg("polygon", { class: className, points });
  }

  #drawNames(page: PageRecord, selection: readonly string[], view: PageView): void {
    const root = page.shapes.get(ROOT_ID);
    const seen = new Set<string>();
    for (const id of root?.childIds ?? []) {
      const board = page.shapes.get(id);
      if (board?.type !== "board" || board.hidden || board.width * view.zoom < MIN_NAME_WIDTH_PX) {
        continue;
      }
      seen.add(id);
      const isSelected = selection.includes(id);
      this.#placeName(board, view, isSelected);
    }
    for (const [id, element] of this.#nameElements) {
      if (!seen.has(id)) {
        element.remove();
        this.#nameElements.delete(id);
      }
    }
  }

  #placeName(board: ShapeRecord, view: PageView, isSelected: boolean): void {
    let element = this.#nameElements.get(board.id);
    if (element === undefined) {
      element = document.createElement("div");
      element.className = "board-name";
      element.dataset["shapeId"] = board.id;
      this.#nameElements.set(board.id, element);
      this.#names.append(element);
    }
    if (element.textContent !== board.name) {
      element.textContent = board.name;
    }
    element.classList.toggle("is-selected", isSelected);
    const box = boxAround(cornersOf(board)) ?? board;
    const { x, y } = view.toScreen(isSelected ? shiftPoint(box, this.#shift) : box);
    element.style.maxWidth = `${formatNumber(box.width * view.zoom)}px`;
    placeAt(element, x, y - NAME_GAP_PX);
  }

  #placeSizeLabel(selected: readonly ShapeRecord[], view: PageView): void {
    const box = boxAround(selected.flatMap(cornersOf));
    this.#sizeLabel.hidden = box === null;
    if (box === null) {
      return;
    }
    const [only] = selected;
    const size = selected.length === 1 && only !== undefined ? only : box;
    this.#sizeLabel.textContent = `${roundSize(size.width)} × ${roundSize(size.height)}`;
    const middle = { x: box.x + box.width / 2, y: box.y + box.height };
    const { x, y } = view.toScreen(shiftPoint(middle, this.#shift));
    placeAt(this.#sizeLabel, x, y + 8);
  }
}

function shiftPoint(point: Point, shift: Point): Point {
  return { x: point.x + shift.x, y: point.y + shift.y };
}

function placeAt(element: HTMLElement, x: number, y: number): void {
  element.style.translate = `${formatNumber(x)}px ${formatNumber(y)}px`;
}

function roundSize(value: number): string {
  return String(Math.round(value * 100) / 100);
}
