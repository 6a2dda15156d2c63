/**
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
/** Looks that are taken even when the browser was busy for that long: what is overdue runs between. */
const FEWEST_LOOKS = 4;
/** Looks in a row that must agree before all is taken as settled; together longer than the delays. */
const QUIET_LOOKS_LAYOUT = 5;
const QUIET_LOOKS_TEXT = 3;

/** Resolves when the layers of `run` have kept their place and size for a while, or after 250 ms. */
export async function settle(run: Run): Promise<void> {
  if (!run.changesText && !run.changesLayout) {
    return;
  }
  const quietLooks = run.changesLayout ? QUIET_LOOKS_LAYOUT : QUIET_LOOKS_TEXT;
  const start = Date.now();
  let last = geometryOf(run);
  let agreeing = 0;
  for (let looks = 0; looks < FEWEST_LOOKS || Date.now() - start < LONGEST; looks += 1) {
    await new Promise<void>((resolve) => setTimeout(resolve, POLL));
    const now = geometryOf(run);
    agreeing = now === last && now !== UNSETTLED ? agreeing + 1 : 0;
    last = now;
    if (agreeing >= quietLooks) {
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
