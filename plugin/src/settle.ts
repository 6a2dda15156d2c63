/*
 * Waiting until Penpot has measured text and laid out what has to be.
 *
 * Both happen later than the change: text after some 40 ms, layouts after some 100 ms, the latter
 * again after the former. Waiting for them while the undo block is open keeps one step of the person
 * one step, and lets the answer tell where things really are. Nothing is waited for when neither
 * text nor a layout was changed.
 */

import type { Shape } from "@penpot/plugin-types";
import type { Run } from "./run";
import { isUnmeasured } from "./text";
import { findShape } from "./tree";

/** Time between two looks, ms. */
const POLL = 25;
/** Longest time waited, ms. */
const LONGEST = 250;
/** How long nothing may move before it is taken as settled, ms: more than the delays above. */
const QUIET_LAYOUT = 120;
const QUIET_TEXT = 60;

/** Resolves when the layers of `run` have kept their place and size for a while, or after 250 ms. */
export async function settle(run: Run): Promise<void> {
  if (!run.changesText && !run.changesLayout) {
    return;
  }
  const quiet = run.changesLayout ? QUIET_LAYOUT : QUIET_TEXT;
  const start = Date.now();
  let since = start;
  let last = geometryOf(run);
  while (Date.now() - start < LONGEST) {
    await new Promise<void>((resolve) => setTimeout(resolve, POLL));
    const now = geometryOf(run);
    if (now !== last) {
      last = now;
      since = Date.now();
    } else if (now !== UNSETTLED && Date.now() - since >= quiet) {
      return;
    }
  }
}

/** Stands for a moment at which something is not measured yet, or cannot be read. */
const UNSETTLED = "unsettled";

function geometryOf(run: Run): string {
  let geometry = "";
  try {
    for (const shape of shapesOf(run)) {
      if (shape.type === "text" && isUnmeasured(shape)) {
        return UNSETTLED;
      }
      geometry += `${shape.x} ${shape.y} ${shape.width} ${shape.height};`;
    }
  } catch {
    return UNSETTLED;
  }
  return geometry;
}

function* shapesOf(run: Run): Generator<Shape> {
  const ids = [...run.created.map((slot) => slot.id), ...run.touched.keys()];
  for (const id of ids) {
    const shape = id === null ? null : findShape(run.page, id);
    if (shape !== null) {
      yield shape;
    }
  }
}
