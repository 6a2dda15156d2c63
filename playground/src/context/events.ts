/**
 * Events for plugins: each listener hears of the last change, 10 ms after things calm down.
 *
 * A listener that throws is reported and does not disturb the others.
 */
import { debounce } from "../document/clock";
import type { DocumentSignal } from "../document/document";
import type { Session, ShapeHandle } from "./session";

/** Quiet time before listeners are called, ms. */
export const EVENT_DELAY_MS = 10;

type Start = (changed: () => void) => () => void;

/** Listeners of one session. */
export class Events {
  readonly #session: Session;
  readonly #currentPage: () => object;
  readonly #currentFile: () => object;
  readonly #stops = new Map<symbol, () => void>();

  constructor(session: Session, currentPage: () => object, currentFile: () => object) {
    this.#session = session;
    this.#currentPage = currentPage;
    this.#currentFile = currentFile;
  }

  /** Starts to listen; the symbol stops it. Unknown types never fire. */
  add(type: unknown, callback: unknown, props: unknown): symbol {
    const id = Symbol(String(type));
    const { host, document } = this.#session;
    const on = (signal: DocumentSignal): Start => (changed) => document.on(signal, changed);
    switch (type) {
      case "selectionchange":
        this.#listen(id, callback, on("selection"), () => [...document.selection]);
        break;
      case "pagechange":
        this.#listen(id, callback, on("page"), this.#currentPage);
        break;
      case "filechange":
        this.#listen(id, callback, () => () => undefined, this.#currentFile);
        break;
      case "themechange":
        this.#listen(id, callback, (changed) => host.onTheme(changed), () => host.theme());
        break;
      case "shapechange":
        this.#listenToShape(id, callback, props);
        break;
      case "contentsave":
        this.#listen(id, callback, on("saved"), () => undefined);
        break;
      case "finish":
        this.#listen(id, callback, (changed) => host.onFinish(changed), () => document.fileId);
        break;
      default:
        break;
    }
    return id;
  }

  /** Stops listening; unknown symbols do nothing. */
  remove(id: unknown): void {
    if (typeof id === "symbol") {
      this.#stops.get(id)?.();
      this.#stops.delete(id);
    }
  }

  #listenToShape(id: symbol, callback: unknown, props: unknown): void {
    const shapeId = (props as { shapeId?: unknown } | null | undefined)?.shapeId;
    if (typeof shapeId !== "string") {
      return;
    }
    const { document } = this.#session;
    const handle: ShapeHandle = { pageId: document.activePage.id, id: shapeId };
    let last = this.#session.record(handle);
    const start: Start = (changed) =>
      document.on("content", () => {
        const now = this.#session.record(handle);
        if (now !== last) {
          last = now;
          changed();
        }
      });
    this.#listen(id, callback, start, () => this.#session.shape(handle.pageId, handle.id));
  }

  #listen(id: symbol, callback: unknown, start: Start, payload: () => unknown): void {
    const { host } = this.#session;
    const fire = debounce(host.clock, EVENT_DELAY_MS, () => {
      try {
        (callback as (event: unknown) => void)(payload());
      } catch (error) {
        host.reportError(error instanceof Error ? error.message : String(error));
      }
    });
    const stop = start(fire);
    this.#stops.set(id, () => {
      stop();
      fire.cancel();
    });
  }
}
