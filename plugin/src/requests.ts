/**
 * Answering requests: which function answers which.
 */

import type { Page, Shape } from "@penpot/plugin-types";
import { applyBatch } from "./apply";
import { applyOnce, readLedger, type Ledger } from "./ledger";
import type { HostReply } from "./protocol";
import { readShapes } from "./read";
import { Refusal } from "./refusal";
import { childrenOf, currentPage, findShape, parentOf, rootOf } from "./tree";
import { validateRequest } from "./validate";

/** Most layers in an answer to a question that names no limit. */
const MOST_SHAPES = 2000;

/** Answers one request. Throws a `Refusal`, or what Penpot throws. */
export async function answerRequest(
  type: string,
  payload: unknown,
  ledger: Ledger,
): Promise<HostReply> {
  const request = validateRequest(type, payload);
  switch (request.type) {
    case "GET_CURRENT_PAGE": {
      const page = currentPage();
      const { depth, limit } = request.payload;
      const snapshot = readShapes(childrenOf(rootOf(page)), depth, limit);
      const fileName = penpot.currentFile?.name ?? "";
      return { type: "PAGE", payload: { pageId: page.id, pageName: page.name, fileName, ...snapshot } };
    }
    case "GET_SHAPES": {
      const page = currentPage();
      const { ids, depth } = request.payload;
      const found = ids.map((id) => ({ id, shape: findShape(page, id) }));
      const shapes = found.flatMap(({ shape }) => shape ?? []);
      const missing = found.filter(({ shape }) => shape === null).map(({ id }) => id);
      return { type: "SHAPES", payload: { shapes: readShapes(shapes, depth, MOST_SHAPES).shapes, missing } };
    }
    case "GET_SELECTED_SHAPES": {
      const shapes = backToFront(penpot.selection.slice());
      const read = readShapes(shapes, request.payload.depth, MOST_SHAPES);
      return { type: "SHAPES", payload: { shapes: read.shapes, missing: [] } };
    }
    case "APPLY": {
      const batch = request.payload;
      const applied = await applyOnce(ledger, batch.operationId, () => applyBatch(batch));
      return { type: "APPLIED", payload: applied };
    }
    case "SELECT_SHAPES":
      penpot.selection = allOf(currentPage(), request.payload.ids);
      return { type: "DONE", payload: {} };
    case "ZOOM_TO_SHAPES":
      penpot.viewport.zoomIntoView(allOf(currentPage(), request.payload.ids));
      return { type: "DONE", payload: {} };
    case "GET_LEDGER":
      return {
        type: "LEDGER",
        payload: { applied: await readLedger(ledger, request.payload.operationIds) },
      };
  }
}

/** All the layers; NOT_FOUND, naming the id, if one is not there. */
function allOf(page: Page, ids: string[]): Shape[] {
  return ids.map((id) => {
    const shape = findShape(page, id);
    if (shape === null) {
      throw new Refusal("NOT_FOUND", `There is no layer ${JSON.stringify(id)} on this page.`);
    }
    return shape;
  });
}

/** The shapes as they lie on each other; Penpot lists a selection in the order of the clicks. */
function backToFront(shapes: Shape[]): Shape[] {
  const keyed = shapes.map((shape) => {
    const key: number[] = [];
    for (let at: Shape | null = shape; at !== null; at = parentOf(at)) {
      key.unshift(at.parentIndex);
    }
    return { shape, key };
  });
  keyed.sort((one, other) => comparePaths(one.key, other.key));
  return keyed.map(({ shape }) => shape);
}

/** By the first level at which two layers differ; a parent before what is inside it. */
function comparePaths(one: number[], other: number[]): number {
  for (const [level, place] of one.entries()) {
    const against = other[level];
    if (against === undefined) {
      return 1;
    }
    if (place !== against) {
      return place - against;
    }
  }
  return one.length - other.length;
}
