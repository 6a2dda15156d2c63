/**
 * Taking a failed batch back, and looking whether that worked.
 *
 * Penpot's API has no undo. What was created is removed, what was changed is set back to the values
 * remembered before, and then the page is looked at: only if it is as it was may the panel say that
 * nothing was changed.
 */

import type { Properties } from "./protocol";
import { difference, readProperties } from "./read";
import { Refusal, toRefusal } from "./refusal";
import type { Run, Touched } from "./run";
import { settle } from "./settle";
import { findShape, isLaidOut, originOf, parentOf } from "./tree";

/** The geometry that Penpot computes; small deviations of it are no change. */
const GEOMETRY: ReadonlySet<string> = new Set(["x", "y", "width", "height", "d"]);
/** How far a length may be off after being set back, px. */
const TOLERANCE = 1;

/** Takes the batch back; returns the refusal that answers it. */
export async function rollBack(
  run: Run,
  cause: unknown,
  operation: number | undefined,
): Promise<Refusal> {
  const refusal = toRefusal(cause);
  const because = operation === undefined ? refusal : refusal.of(operation);
  const failures = run.rollback();
  await settle(run);
  const isClean = failures.length === 0 && run.removed.length === 0 && isAsBefore(run);
  if (isClean) {
    return because;
  }
  const message = because.message.replace(/[.\s]*$/, ".");
  return new Refusal(
    "ROLLBACK_FAILED",
    `${message} Part of the change could not be taken back; undo once in Penpot restores it.`,
    because.operation,
  );
}

function isAsBefore(run: Run): boolean {
  try {
    return (
      run.created.every((slot) => slot.id === null || findShape(run.page, slot.id) === null) &&
      [...run.touched.values()].every((touched) => isRestored(run, touched))
    );
  } catch {
    return false;
  }
}

function isRestored(run: Run, touched: Touched): boolean {
  const shape = findShape(run.page, touched.id);
  if (shape === null) {
    return false;
  }
  const parent = parentOf(shape);
  // Its place among its siblings was looked at when it was put back there.
  if ((parent?.id ?? null) !== touched.parentId) {
    return false;
  }
  const { before, after } = difference(touched.before, readProperties(shape, originOf(parent)));
  const isComputed =
    shape.type === "text" || isLaidOut(shape) || (shape.type === "board" && Boolean(shape.flex));
  return Object.keys({ ...before, ...after }).every((key) =>
    GEOMETRY.has(key) ? isComputed || isNear(key, before, after) : false,
  );
}

function isNear(key: string, before: Properties, after: Properties): boolean {
  const [old, now] = [before[key as "x"], after[key as "x"]];
  return key === "d" || Math.abs(Number(old) - Number(now)) <= TOLERANCE;
}
