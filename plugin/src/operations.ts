/**
 * The five operations, one after the other.
 *
 * Deletions cannot be taken back through Penpot's API, so DELETE_SHAPE only marks its layer;
 * `deleteDoomed` removes what is marked when everything else has succeeded. Until then marked layers
 * are not counted in indices and are not found by later operations, as if they were gone.
 */

import type { Shape } from "@penpot/plugin-types";
import { capture } from "./capture";
import { createNode } from "./create";
import type { Operation, OrderTo } from "./protocol";
import { Refusal } from "./refusal";
import type { Run } from "./run";
import {
  asContainer,
  childrenOf,
  countLayers,
  findShape,
  indexOf,
  isOnBoard,
  isWithin,
  originOf,
  parentOf,
  placeAt,
  rootOf,
  type Container,
} from "./tree";
import { writeUpdate } from "./write";

/** Applies one operation; `path` is where it stands in the request. */
export async function applyOperation(run: Run, operation: Operation, path: string): Promise<void> {
  switch (operation.type) {
    case "DRAW_SHAPE": {
      const { container, shape: parent } = run.container(operation.parent);
      const place = {
        container,
        origin: () => originOf(container),
        onBoard: isOnBoard(parent),
      };
      const shape = await createNode(run, operation.node, place, `${path}.node`);
      placeAt(container, shape, operation.index, run.doomed);
      return;
    }
    case "MODIFY_SHAPE": {
      const shape = run.shape(operation.id);
      run.touch(shape);
      run.onRollback(capture(shape, operation.properties));
      const origin = originOf(parentOf(shape));
      writeUpdate(shape, operation.properties, origin, run.fonts, `${path}.properties`);
      run.expectReflow(shape);
      return;
    }
    case "MOVE_SHAPE": {
      const shape = run.shape(operation.id);
      const { container, shape: parent } = run.container(operation.parent);
      if (parent !== null && isWithin(parent, shape.id)) {
        throw new Refusal("INVALID", `${JSON.stringify(shape.name)} cannot be put into itself.`);
      }
      relocate(run, shape, container, operation.index);
      return;
    }
    case "ORDER_SHAPE": {
      const shape = run.shape(operation.id);
      const container = containerOf(run, shape);
      relocate(run, shape, container, indexAfter(run, shape, container, operation.to));
      return;
    }
    case "DELETE_SHAPE":
      doom(run, operation.id);
  }
}

/** Removes the marked layers. Throws at the first that Penpot refuses to remove. */
export function deleteDoomed(run: Run): void {
  for (const id of run.doomed) {
    const shape = findShape(run.page, id);
    if (shape === null) {
      continue;
    }
    const gone = { id, name: shape.name, layers: countLayers(shape) };
    const touched = run.touched.get(id);
    run.noteHolders(shape);
    run.expectReflow(shape);
    run.touch(shape);
    shape.remove();
    // Inside a copy of a component Penpot hides a layer instead; that is a change, not a removal.
    if (findShape(run.page, id) !== null) {
      continue;
    }
    run.removed.push(gone);
    if (touched === undefined) {
      run.touched.delete(id);
    }
  }
}

/** Marks a layer; one that lies inside a marked layer goes with it, and takes no place of its own. */
function doom(run: Run, id: string): void {
  const shape = findShape(run.page, id);
  if (shape === null) {
    throw new Refusal("NOT_FOUND", `There is no layer ${JSON.stringify(id)} on this page.`);
  }
  if ([...run.doomed].some((doomed) => isWithin(shape, doomed))) {
    return;
  }
  for (const doomed of [...run.doomed]) {
    const inner = findShape(run.page, doomed);
    if (inner !== null && isWithin(inner, shape.id)) {
      run.doomed.delete(doomed);
    }
  }
  run.doomed.add(shape.id);
}

function relocate(run: Run, shape: Shape, container: Container, index: number | undefined): void {
  const touched = run.touch(shape);
  const from = containerOf(run, shape);
  const before = { parentId: parentOf(shape)?.id, index: indexOf(run.page, shape), x: shape.x, y: shape.y };
  run.noteHolders(shape);
  run.onRollback(() => {
    placeAt(from, shape, before.index, new Set());
    if (!shape.layoutChild) {
      shape.x = before.x;
      shape.y = before.y;
    }
  });
  placeAt(container, shape, index, run.doomed);
  run.expectReflow(shape);
  if (touched !== null) {
    touched.moved ||=
      parentOf(shape)?.id !== before.parentId || indexOf(run.page, shape) !== before.index;
  }
}

/** The index, among the layers that stay, to which an order moves `shape`. */
function indexAfter(run: Run, shape: Shape, container: Container, to: OrderTo): number | undefined {
  const staying = childrenOf(container).filter((sibling) => !run.doomed.has(sibling.id));
  const at = staying.findIndex((sibling) => sibling.id === shape.id);
  switch (to) {
    case "front":
      return undefined;
    case "forward":
      return Math.min(at + 1, staying.length - 1);
    case "backward":
      return Math.max(at - 1, 0);
    case "back":
      return 0;
  }
}

function containerOf(run: Run, shape: Shape): Container {
  const parent = parentOf(shape);
  return (parent === null ? null : asContainer(parent)) ?? rootOf(run.page);
}
