/**
 * `penpot.viewport`: what the person sees of the page.
 */
import type { Viewport } from "@penpot/plugin-types";
import { boundsOfAll } from "../document/geometry";
import { NotValid } from "./errors";
import { ProxyClass, type Member } from "./proxy";
import type { Session } from "./session";
import { isSafeNumber } from "./validate";

/** Makes the object. */
export function createViewport(session: Session): object {
  const { document } = session;
  const members: Record<keyof Viewport, Member<null>> = {
    center: {
      read: () => document.viewport.center,
      write: (_, value) => {
        const point = value as { x?: unknown; y?: unknown } | null;
        if (!isSafeNumber(point?.x) || !isSafeNumber(point?.y)) {
          throw new NotValid("center", value);
        }
        document.viewport.setCenter({ x: point.x, y: point.y });
      },
    },
    zoom: {
      read: () => document.viewport.zoom,
      write: (_, value) => {
        if (!isSafeNumber(value)) {
          throw new NotValid("zoom", value);
        }
        document.viewport.setZoom(value);
      },
    },
    bounds: { read: () => document.viewport.bounds },
    zoomReset: { call: () => document.viewport.setZoom(1) },
    zoomToFitAll: { call: () => document.zoomToFitAll() },
    zoomIntoView: {
      call: (_, shapes) => {
        const handles = session.handles(shapes);
        if (handles === undefined) {
          throw new NotValid("zoomIntoView", shapes);
        }
        const box = boundsOfAll(handles.flatMap((handle) => session.record(handle) ?? []));
        if (box !== null) {
          document.viewport.fit(box);
        }
      },
    },
  };
  return new ProxyClass("ViewportProxy", "viewport", members, session.guard(false)).create(null);
}
