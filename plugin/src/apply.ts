/**
 * Applying a batch: whole or not at all, in one undo block.
 *
 * Invariants: nothing is changed before the whole batch was checked; the undo block that was begun
 * is finished on every path; the answer tells what is on the page afterwards, not what was asked
 * for. Penpot closes undo blocks by itself after 20 s, which the limit on layers keeps far away.
 */

import { applyOperation, deleteDoomed } from "./operations";
import { checkBatch } from "./plan";
import type { Applied, Batch, Change, CreatedShape, RemovedShape } from "./protocol";
import { difference, readProperties } from "./read";
import { Refusal, toRefusal } from "./refusal";
import { rollBack } from "./rollback";
import { Run, type CreatedSlot, type Touched } from "./run";
import { settle } from "./settle";
import { currentPage, findShape, originOf, parentOf } from "./tree";

/** Applies `batch` to the open page. Throws a `Refusal`. */
export async function applyBatch(batch: Batch): Promise<Applied> {
  const page = currentPage();
  if (batch.pageId !== undefined && batch.pageId !== page.id) {
    throw new Refusal(
      "PAGE_CHANGED",
      `This was meant for another page; ${JSON.stringify(page.name)} is open now. Nothing was changed.`,
    );
  }
  checkBatch(page, batch.operations);
  const run = new Run(page);
  const block = beginUndoBlock();
  try {
    await applyAll(run, batch);
    await settle(run);
    return describe(run);
  } finally {
    finishUndoBlock(block);
  }
}

async function applyAll(run: Run, batch: Batch): Promise<void> {
  let index: number | undefined;
  try {
    for (const [at, operation] of batch.operations.entries()) {
      index = at;
      await applyOperation(run, operation, `operations[${at}]`);
    }
    index = batch.operations.findIndex((operation) => operation.type === "DELETE_SHAPE");
    deleteDoomed(run);
  } catch (error) {
    throw await rollBack(run, error, index === -1 ? undefined : index);
  }
}

function beginUndoBlock(): unknown {
  try {
    return penpot.history.undoBlockBegin();
  } catch (error) {
    throw toRefusal(error);
  }
}

/** A block that Penpot has closed by itself already is no reason to fail. */
function finishUndoBlock(block: unknown): void {
  try {
    penpot.history.undoBlockFinish(block as symbol);
  } catch (error) {
    console.warn("Limn: the undo block was not finished:", toRefusal(error).message);
  }
}

/** From here on nothing may fail: the batch is applied, and the ledger must learn of it. */
function describe(run: Run): Applied {
  return {
    created: run.created.flatMap((slot) => attempt(() => describeSlot(run, slot)) ?? []),
    changed: [...run.touched.values()].flatMap((touched) => attempt(() => describeChange(run, touched)) ?? []),
    removed: [...run.removed, ...(attempt(() => describeEmptied(run)) ?? [])],
  };
}

/** What `read` returns, or null if Penpot cannot be read at this moment. */
function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    console.warn("Limn: a layer could not be described:", toRefusal(error).message);
    return null;
  }
}

/** A created layer as it is now; null if somebody removed it meanwhile. */
function describeSlot(run: Run, slot: CreatedSlot): CreatedShape | null {
  const shape = slot.id === null ? null : findShape(run.page, slot.id);
  if (shape === null) {
    return null;
  }
  const parent = parentOf(shape);
  const properties = readProperties(shape, originOf(parent));
  return {
    ref: slot.ref,
    id: shape.id,
    type: slot.kind,
    name: shape.name,
    ...(parent === null ? {} : { parentId: parent.id }),
    x: properties.x ?? 0,
    y: properties.y ?? 0,
    width: properties.width ?? 0,
    height: properties.height ?? 0,
  };
}

/** A layer that was there before, as it is now; null if it is the same or is gone. */
function describeChange(run: Run, touched: Touched): Change | null {
  const shape = findShape(run.page, touched.id);
  if (shape === null) {
    return null;
  }
  const now = readProperties(shape, originOf(parentOf(shape)));
  const { before, after } = difference(touched.before, now);
  const differs = Object.keys(before).length > 0 || Object.keys(after).length > 0;
  return differs || touched.moved
    ? { id: touched.id, name: shape.name, before, after, moved: touched.moved }
    : null;
}

/** The groups that Penpot deleted because their last layer left them. */
function describeEmptied(run: Run): RemovedShape[] {
  const named = new Set(run.removed.map((removed) => removed.id));
  return [...run.holders]
    .filter(([id]) => !named.has(id) && findShape(run.page, id) === null)
    .map(([id, name]) => ({ id, name, layers: 1 }));
}
