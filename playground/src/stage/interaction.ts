/**
 * Turns pointer, wheel and keys on the drawing area into selection, edits and moves of the view.
 *
 * While shapes are dragged only their drawing is shifted; the document changes once, at the end, so that
 * one drag is one entry of undo. Invariant: the keyboard is never trapped; Tab is left to the browser.
 */
import type { Point } from "../document/geometry";
import type { DocumentView } from "../document/model";
import { chainTo, deeperTarget, plainTarget, shapesAt } from "./hit-test";
import type { PageView } from "./viewport";

/** Changes a person can make here; each is one entry of undo. */
export interface StageCommands {
  /** Moves shapes with everything below them, by page px. */
  moveShapes(ids: readonly string[], dx: number, dy: number): void;
  /** Deletes shapes with everything below them. */
  removeShapes(ids: readonly string[]): void;
}

/** What the interaction works on. */
export interface InteractionParts {
  area: HTMLElement;
  source: DocumentView;
  view: PageView;
  commands: StageCommands;
  /** Shows the selection shifted by page px while it is dragged. */
  showShift(ids: readonly string[], shift: Point): void;
  /** Marks the shape under the pointer. */
  showHover(id: string | null): void;
}

/** Movement in px below which a press is a click. */
const DRAG_THRESHOLD_PX = 3;
/** Wheel px that double the zoom. */
const WHEEL_PX_PER_DOUBLING = 240;
/** Height of a line for wheels that count lines, in px. */
const WHEEL_LINE_PX = 16;

type Gesture =
  | { kind: "pan"; last: Point }
  | { kind: "press"; start: Point; ids: readonly string[]; onClick: (() => void) | null }
  | { kind: "drag"; start: Point; ids: readonly string[]; shift: Point };

/** Listens on the drawing area until the returned function is called. */
export function connectInteraction(parts: InteractionParts): () => void {
  const interaction = new Interaction(parts);
  return interaction.connect();
}

class Interaction {
  readonly #parts: InteractionParts;
  #gesture: Gesture | null = null;
  #spaceHeld = false;

  constructor(parts: InteractionParts) {
    this.#parts = parts;
  }

  connect(): () => void {
    const { area } = this.#parts;
    const stop = new AbortController();
    const { signal } = stop;
    area.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    area.addEventListener("pointermove", (event) => this.#move(event), { signal });
    area.addEventListener("pointerup", (event) => this.#release(event), { signal });
    area.addEventListener("pointercancel", () => this.#cancel(), { signal });
    area.addEventListener("pointerleave", () => this.#parts.showHover(null), { signal });
    area.addEventListener("dblclick", (event) => this.#selectDeeper(event), { signal });
    area.addEventListener("wheel", (event) => this.#turnWheel(event), { signal, passive: false });
    area.addEventListener("keydown", (event) => this.#pressKey(event), { signal });
    area.addEventListener("auxclick", (event) => event.preventDefault(), { signal });
    window.addEventListener("keydown", (event) => this.#holdSpace(event), { signal });
    window.addEventListener("keyup", (event) => this.#releaseSpace(event), { signal });
    window.addEventListener("blur", () => this.#setSpaceHeld(false), { signal });
    return () => stop.abort();
  }

  #press(event: PointerEvent): void {
    const { area, source } = this.#parts;
    const isPan = event.button === 1 || (event.button === 0 && this.#spaceHeld);
    if (event.button !== 0 && !isPan) {
      return;
    }
    area.setPointerCapture(event.pointerId);
    const start = { x: event.clientX, y: event.clientY };
    if (isPan) {
      event.preventDefault();
      this.#gesture = { kind: "pan", last: start };
      area.classList.add("is-panning");
      return;
    }
    const page = source.activePage;
    const chain = shapesAt(page, event.clientX, event.clientY);
    const direct = event.ctrlKey || event.metaKey || isNameOfBoard(event.target);
    const target = direct ? (chain.at(-1) ?? null) : plainTarget(page, chain);
    this.#gesture = this.#pressOn(target, chain, event.shiftKey, start);
  }

  /** Selects at once, except where the press may become a drag of what is selected already. */
  #pressOn(target: string | null, chain: readonly string[], adds: boolean, start: Point): Gesture {
    const { source } = this.#parts;
    const selection = [...source.selection];
    if (target === null) {
      if (!adds && selection.length > 0) {
        source.setSelection([]);
      }
      return { kind: "press", start, ids: [], onClick: null };
    }
    if (adds) {
      const onClick = (): void => source.setSelection(toggle(selection, target));
      return { kind: "press", start, ids: selection, onClick };
    }
    const held = [...chain].reverse().find((id) => selection.includes(id));
    if (held !== undefined) {
      const clicked = chain.indexOf(held) >= chain.indexOf(target) ? held : target;
      const onClick = (): void => source.setSelection([clicked]);
      return { kind: "press", start, ids: selection, onClick };
    }
    source.setSelection([target]);
    return { kind: "press", start, ids: [target], onClick: null };
  }

  #move(event: PointerEvent): void {
    const gesture = this.#gesture;
    if (gesture === null) {
      const page = this.#parts.source.activePage;
      const chain = shapesAt(page, event.clientX, event.clientY);
      const direct = event.ctrlKey || event.metaKey || isNameOfBoard(event.target);
      this.#parts.showHover(direct ? (chain.at(-1) ?? null) : plainTarget(page, chain));
      return;
    }
    if (gesture.kind === "pan") {
      this.#parts.view.panBy(event.clientX - gesture.last.x, event.clientY - gesture.last.y);
      gesture.last = { x: event.clientX, y: event.clientY };
      return;
    }
    const dx = event.clientX - gesture.start.x;
    const dy = event.clientY - gesture.start.y;
    if (gesture.kind === "press" && Math.hypot(dx, dy) >= DRAG_THRESHOLD_PX && gesture.ids.length > 0) {
      this.#gesture = { kind: "drag", start: gesture.start, ids: gesture.ids, shift: { x: 0, y: 0 } };
      this.#parts.showHover(null);
    }
    if (this.#gesture?.kind === "drag") {
      const { zoom } = this.#parts.view;
      const straight = event.shiftKey ? alongOneAxis({ x: dx, y: dy }) : { x: dx, y: dy };
      const shift = { x: Math.round(straight.x / zoom), y: Math.round(straight.y / zoom) };
      this.#gesture.shift = shift;
      this.#parts.showShift(outermost(this.#parts.source, this.#gesture.ids), shift);
    }
  }

  #release(event: PointerEvent): void {
    const gesture = this.#gesture;
    this.#gesture = null;
    this.#parts.area.classList.remove("is-panning");
    if (this.#parts.area.hasPointerCapture(event.pointerId)) {
      this.#parts.area.releasePointerCapture(event.pointerId);
    }
    if (gesture?.kind === "press") {
      gesture.onClick?.();
    }
    if (gesture?.kind === "drag") {
      const ids = outermost(this.#parts.source, gesture.ids);
      if (gesture.shift.x !== 0 || gesture.shift.y !== 0) {
        this.#parts.commands.moveShapes(ids, gesture.shift.x, gesture.shift.y);
      }
      this.#parts.showShift(ids, { x: 0, y: 0 });
    }
  }

  #cancel(): void {
    const gesture = this.#gesture;
    this.#gesture = null;
    this.#parts.area.classList.remove("is-panning");
    if (gesture?.kind === "drag") {
      this.#parts.showShift(outermost(this.#parts.source, gesture.ids), { x: 0, y: 0 });
    }
  }

  #selectDeeper(event: MouseEvent): void {
    const { source } = this.#parts;
    const page = source.activePage;
    const chain = shapesAt(page, event.clientX, event.clientY);
    const target = deeperTarget(page, chain, source.selection);
    if (target !== null && !isNameOfBoard(event.target)) {
      source.setSelection([target]);
    }
  }

  #turnWheel(event: WheelEvent): void {
    event.preventDefault();
    const { area, view } = this.#parts;
    const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE_PX : 1;
    if (event.ctrlKey || event.metaKey) {
      const frame = area.getBoundingClientRect();
      const anchor = { x: event.clientX - frame.left, y: event.clientY - frame.top };
      view.zoomAt(anchor, 2 ** ((-event.deltaY * scale) / WHEEL_PX_PER_DOUBLING));
      return;
    }
    const sideways = event.shiftKey && event.deltaX === 0;
    const dx = sideways ? event.deltaY : event.deltaX;
    const dy = sideways ? 0 : event.deltaY;
    view.panBy(-dx * scale, -dy * scale);
  }

  #pressKey(event: KeyboardEvent): void {
    const { source } = this.#parts;
    if (event.key === "Escape") {
      if (this.#gesture === null) {
        source.setSelection([]);
      } else {
        this.#cancel();
      }
      return;
    }
    if (editSelection(event, source, this.#parts.commands)) {
      event.preventDefault();
    }
  }

  #holdSpace(event: KeyboardEvent): void {
    const { area } = this.#parts;
    const focus = document.activeElement;
    if (event.code === "Space" && (focus === area || focus === document.body)) {
      event.preventDefault();
      this.#setSpaceHeld(true);
    }
  }

  #releaseSpace(event: KeyboardEvent): void {
    if (event.code === "Space") {
      this.#setSpaceHeld(false);
    }
  }

  #setSpaceHeld(held: boolean): void {
    this.#spaceHeld = held;
    this.#parts.area.classList.toggle("can-pan", held);
  }
}

/**
 * Deletes or nudges the selection when the key means that; returns whether it did.
 *
 * Arrows move by 1 px, with Shift by 10 px.
 */
export function editSelection(
  event: KeyboardEvent,
  source: DocumentView,
  commands: StageCommands,
): boolean {
  const ids = outermost(source, source.selection);
  if (ids.length === 0 || event.ctrlKey || event.metaKey || event.altKey) {
    return false;
  }
  if (event.key === "Delete" || event.key === "Backspace") {
    commands.removeShapes(ids);
    return true;
  }
  const step = event.shiftKey ? 10 : 1;
  const steps: Record<string, Point> = {
    ArrowLeft: { x: -step, y: 0 },
    ArrowRight: { x: step, y: 0 },
    ArrowUp: { x: 0, y: -step },
    ArrowDown: { x: 0, y: step },
  };
  const shift = steps[event.key];
  if (shift === undefined) {
    return false;
  }
  commands.moveShapes(ids, shift.x, shift.y);
  return true;
}

/** The ids without those whose parent is in the list as well: what moves with its parent. */
function outermost(source: DocumentView, ids: readonly string[]): string[] {
  const page = source.activePage;
  return ids.filter((id) => !chainTo(page, id).slice(0, -1).some((parent) => ids.includes(parent)));
}

function toggle(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}

function alongOneAxis(shift: Point): Point {
  return Math.abs(shift.x) >= Math.abs(shift.y) ? { x: shift.x, y: 0 } : { x: 0, y: shift.y };
}

function isNameOfBoard(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".board-name") !== null;
}
