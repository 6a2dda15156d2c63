/**
 * The changes a person can make with the mouse and the keyboard, as edits of the document.
 *
 * Invariant: each command is one entry of undo.
 */
import type { PlaygroundDocument } from "../document/document";
import { remove } from "../document/structure";
import { moveBy } from "../document/transform";
import type { StageCommands } from "../stage/interaction";

/** The commands for the open page of a document. */
export function createEditCommands(source: PlaygroundDocument): StageCommands {
  return {
    moveShapes(ids, dx, dy) {
      source.edit(source.activePage, (edit) => ids.forEach((id) => moveBy(edit, id, dx, dy)));
    },
    removeShapes(ids) {
      source.edit(source.activePage, (edit) => ids.forEach((id) => remove(edit, id)));
    },
  };
}
