/**
 * What the panel is told unasked: theme, selection, page.
 *
 * Invariant: of each kind at most one message per frame goes out, with the state at that moment, so
 * that a flood of changes (a plugin-made selection of thousands, a drag) does not drown the panel.
 */

import type { HostEvent, HostHello, SelectedShape } from "./protocol";
import { PROTOCOL_VERSION } from "./protocol";
import { readName } from "./read";
import { isPermissionMessage, messageOf, toRefusal } from "./refusal";

/** Most selected layers that are named. */
const MOST_NAMED = 20;
/** One frame, ms. */
const FRAME = 16;

/** Calls `push` for each change from now on. */
export function listen(push: (event: HostEvent) => void): void {
  const send = coalesce(push, (run) => setTimeout(run, FRAME));
  penpot.on("themechange", () => send("THEME_CHANGE", themeEvent));
  penpot.on("selectionchange", () => send("SELECTION_CHANGE", selectionEvent));
  penpot.on("pagechange", () => send("PAGE_CHANGE", pageEvent));
}

/**
 * Of the calls that come before the scheduled moment, only one event per key is made and pushed. An
 * event that cannot be made is dropped: the next change brings another.
 */
export function coalesce(
  push: (event: HostEvent) => void,
  schedule: (run: () => void) => void,
): (key: string, make: () => HostEvent) => void {
  const waiting = new Set<string>();
  return (key, make) => {
    if (waiting.has(key)) {
      return;
    }
    waiting.add(key);
    schedule(() => {
      waiting.delete(key);
      try {
        push(make());
      } catch (error) {
        console.warn(`Limn: ${key} was not told:`, toRefusal(error).message);
      }
    });
  };
}

/** The greeting: who is there and what is open. */
export function hello(): HostHello {
  const file = penpot.currentFile;
  const page = penpot.currentPage;
  return {
    protocol: PROTOCOL_VERSION,
    theme: penpot.theme,
    fileId: file?.id ?? "",
    fileName: file?.name ?? "",
    pageId: page?.id ?? "",
    pageName: page?.name ?? "",
    canWrite: canWrite(),
    selection: named(),
  };
}

/**
 * Whether the person may change the file. Penpot has no question for it; grouping nothing does
 * nothing, and is refused like any change where changes are not allowed.
 */
function canWrite(): boolean {
  try {
    penpot.group([]);
    return true;
  } catch (error) {
    return !isPermissionMessage(messageOf(error));
  }
}

function named(): SelectedShape[] {
  return penpot.selection.slice(0, MOST_NAMED).map(readName);
}

function themeEvent(): HostEvent {
  return { type: "THEME_CHANGE", payload: { theme: penpot.theme } };
}

function selectionEvent(): HostEvent {
  return {
    type: "SELECTION_CHANGE",
    payload: { selection: named(), count: penpot.selection.length },
  };
}

function pageEvent(): HostEvent {
  const page = penpot.currentPage;
  return { type: "PAGE_CHANGE", payload: { pageId: page?.id ?? "", pageName: page?.name ?? "" } };
}
