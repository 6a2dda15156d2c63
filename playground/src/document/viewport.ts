/**
 * The part of the page that is seen: a centre, a zoom and the size of the window on screen.
 *
 * The stage sets the size and draws by it; plugins and the person move it. It is not part of the
 * document: it is not undone and not saved.
 */
import type { Point, Rect } from "./geometry";

const MIN_ZOOM = 0.01;
const MAX_ZOOM = 200;
/** Of the window that a fitted box takes at most. */
const FIT = 0.9;

/** The viewport. */
export class ViewportState {
  #centre: Point = { x: 0, y: 0 };
  #zoom = 1;
  #size = { width: 1280, height: 800 };
  readonly #listeners = new Set<() => void>();

  /** The point of the page in the middle of the window. */
  get center(): Point {
    return { ...this.#centre };
  }

  /** Pixels on screen for one pixel of the page. */
  get zoom(): number {
    return this.#zoom;
  }

  /** Size of the window on screen, px. */
  get size(): { width: number; height: number } {
    return { ...this.#size };
  }

  /** The part of the page that is seen. */
  get bounds(): Rect {
    const width = this.#size.width / this.#zoom;
    const height = this.#size.height / this.#zoom;
    return { x: this.#centre.x - width / 2, y: this.#centre.y - height / 2, width, height };
  }

  /** Calls back after every change, at once; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setCenter(center: Point): void {
    this.#centre = { x: center.x, y: center.y };
    this.#notify();
  }

  setZoom(zoom: number): void {
    this.#zoom = Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, zoom));
    this.#notify();
  }

  /** Told by the stage. */
  setSize(width: number, height: number): void {
    this.#size = { width: Math.max(1, width), height: Math.max(1, height) };
    this.#notify();
  }

  /** Shows a box whole, in the middle. */
  fit(box: Rect): void {
    this.#centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const zoom = Math.min(
      (this.#size.width * FIT) / Math.max(1, box.width),
      (this.#size.height * FIT) / Math.max(1, box.height),
    );
    this.setZoom(zoom);
  }

  #notify(): void {
    [...this.#listeners].forEach((listener) => listener());
  }
}
