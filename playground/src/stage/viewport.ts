/**
 * How the drawing area shows the viewport of the document.
 *
 * Part of the area may be covered, by the plugin's window for example. The viewport's centre and size
 * speak of the part that a person can see, so that what a plugin puts "in the middle" is not under its
 * own window. Invariant: when the area or the cover changes, the drawing stays where it is on screen.
 */
import type { Point, Rect } from "../document/geometry";
import type { ViewportState } from "../document/viewport";

/** Px of the drawing area that something covers, at each side. */
export interface Cover {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** Space that "show everything" leaves around the shapes, in px. */
const FIT_MARGIN_PX = 56;

/** The view of the page in screen pixels, counted from the left top of the drawing area. */
export class PageView {
  readonly #viewport: ViewportState;
  #area = { width: 1, height: 1 };
  #cover: Cover = { top: 0, right: 0, bottom: 0, left: 0 };

  constructor(viewport: ViewportState) {
    this.#viewport = viewport;
  }

  /** Screen px per page px: 1 is 100 %. */
  get zoom(): number {
    return this.#viewport.zoom;
  }

  /** The page point at the left top of the drawing area. */
  get origin(): Point {
    const { center, zoom } = this.#viewport;
    const middle = this.#middle();
    return { x: center.x - middle.x / zoom, y: center.y - middle.y / zoom };
  }

  /** The page point under a point of the drawing area. */
  toPage(point: Point): Point {
    const { origin, zoom } = this;
    return { x: origin.x + point.x / zoom, y: origin.y + point.y / zoom };
  }

  /** The point of the drawing area that shows a page point. */
  toScreen(point: Point): Point {
    const { origin, zoom } = this;
    return { x: (point.x - origin.x) * zoom, y: (point.y - origin.y) * zoom };
  }

  /** Calls back after every change; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    return this.#viewport.subscribe(listener);
  }

  /** Takes over the size of the drawing area in px and what is covered of it. */
  setArea(width: number, height: number, cover: Cover): void {
    const { origin } = this;
    this.#area = { width, height };
    this.#cover = cover;
    const { width: seenWidth, height: seenHeight } = this.#visibleSize();
    this.#viewport.setSize(seenWidth, seenHeight);
    this.#moveOrigin(origin);
  }

  /** Moves the drawing by screen px. */
  panBy(dx: number, dy: number): void {
    const { origin, zoom } = this;
    this.#moveOrigin({ x: origin.x - dx / zoom, y: origin.y - dy / zoom });
  }

  /** Puts a page point at a point of the drawing area. */
  place(point: Point, at: Point): void {
    const { zoom } = this;
    this.#moveOrigin({ x: point.x - at.x / zoom, y: point.y - at.y / zoom });
  }

  /** Multiplies the zoom and keeps the page point under `anchor` where it is on screen. */
  zoomAt(anchor: Point, factor: number): void {
    const point = this.toPage(anchor);
    this.#viewport.setZoom(this.zoom * factor);
    this.place(point, anchor);
  }

  /** Sets the zoom around the middle of what can be seen. */
  setZoom(zoom: number): void {
    this.#viewport.setZoom(zoom);
  }

  /** Shows the whole box, at 100 % when it is small; does nothing without a box. */
  fit(box: Rect | null): void {
    if (box === null) {
      return;
    }
    const visible = this.#visibleSize();
    const room = (length: number): number => Math.max(length - 2 * FIT_MARGIN_PX, length / 2);
    this.#viewport.setZoom(
      Math.min(
        1,
        room(visible.width) / Math.max(box.width, 1),
        room(visible.height) / Math.max(box.height, 1),
      ),
    );
    this.#viewport.setCenter({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  }

  #visibleSize(): { width: number; height: number } {
    const { top, right, bottom, left } = this.#cover;
    return {
      width: Math.max(1, this.#area.width - left - right),
      height: Math.max(1, this.#area.height - top - bottom),
    };
  }

  #middle(): Point {
    const { width, height } = this.#visibleSize();
    return { x: this.#cover.left + width / 2, y: this.#cover.top + height / 2 };
  }

  #moveOrigin(origin: Point): void {
    const { zoom } = this;
    const middle = this.#middle();
    this.#viewport.setCenter({ x: origin.x + middle.x / zoom, y: origin.y + middle.y / zoom });
  }
}
