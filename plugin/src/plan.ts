/**
 * Asking the page whether a batch can be applied, before anything is changed.
 *
 * The validators have seen to the types; here it is seen to that layers and parents exist, that
 * they can take what is asked, and that fonts are known. So most refusals need no roll back.
 */

import type { Page } from "@penpot/plugin-types";
import { FontBook } from "./fonts";
import type { Operation, PlacedNode, Properties } from "./protocol";
import { Refusal, toRefusal } from "./refusal";
import { TEXT_PROPERTIES } from "./text";
import { asContainer, findShape } from "./tree";
import { invalid } from "./validate-values";

/** What later operations of the batch may call by a ref. */
type Kinds = Map<string, PlacedNode["type"]>;

/** Throws NOT_FOUND or INVALID, naming the operation, if the batch cannot be applied to `page`. */
export function checkBatch(page: Page, operations: Operation[]): void {
  const kinds: Kinds = new Map();
  const fonts = new FontBook();
  for (const [index, operation] of operations.entries()) {
    try {
      checkOperation(page, operation, kinds, fonts, `operations[${index}]`);
    } catch (error) {
      throw toRefusal(error).of(index);
    }
  }
}

function checkOperation(
  page: Page,
  operation: Operation,
  kinds: Kinds,
  fonts: FontBook,
  path: string,
): void {
  switch (operation.type) {
    case "DRAW_SHAPE":
      checkParent(page, operation.parent, kinds, `${path}.parent`);
      checkNode(operation.node, kinds, fonts, `${path}.node`);
      return;
    case "MODIFY_SHAPE": {
      const kind = kindOf(page, operation.id, kinds, `${path}.id`);
      checkUpdate(kind, operation.properties, `${path}.properties`);
      checkFont(operation.properties, fonts, `${path}.properties`);
      if (operation.properties.layout !== undefined) {
        refuseGrid(page, operation.id, `${path}.properties.layout`);
      }
      return;
    }
    case "MOVE_SHAPE":
      kindOf(page, operation.id, kinds, `${path}.id`);
      checkParent(page, operation.parent, kinds, `${path}.parent`);
      return;
    case "ORDER_SHAPE":
      kindOf(page, operation.id, kinds, `${path}.id`);
      return;
    case "DELETE_SHAPE":
      kindOf(page, operation.id, new Map(), `${path}.id`);
  }
}

function checkNode(node: PlacedNode, kinds: Kinds, fonts: FontBook, path: string): void {
  kinds.set(node.ref, node.type);
  checkFont(node, fonts, path);
  for (const [index, child] of (node.children ?? []).entries()) {
    checkNode(child, kinds, fonts, `${path}.children[${index}]`);
  }
}

function checkFont(properties: Properties, fonts: FontBook, path: string): void {
  if (properties.fontFamily !== undefined) {
    fonts.find(properties.fontFamily, `${path}.fontFamily`);
  }
}

function checkParent(page: Page, parent: string, kinds: Kinds, path: string): void {
  if (parent === "page") {
    return;
  }
  const kind = kinds.get(parent);
  if (kind !== undefined) {
    if (kind !== "board" && kind !== "group") {
      throw invalid(path, `is a ${kind}, which cannot hold layers`);
    }
    return;
  }
  const shape = findShape(page, parent);
  if (shape === null) {
    throw notFound(path, parent);
  }
  if (asContainer(shape) === null) {
    throw invalid(path, `is a ${shape.type}, which cannot hold layers`);
  }
}

/** The kind of the layer that `id` means; a line is a path to Penpot. */
function kindOf(page: Page, id: string, kinds: Kinds, path: string): string {
  if (id === "page") {
    throw invalid(path, 'must be a layer; "page" is only a parent');
  }
  const kind = kinds.get(id) ?? findShape(page, id)?.type;
  if (kind === undefined) {
    throw notFound(path, id);
  }
  return kind === "line" ? "path" : kind;
}

/** Refuses properties that mean nothing for a layer of this kind, instead of passing over them. */
function checkUpdate(kind: string, properties: Properties, path: string): void {
  for (const key of TEXT_PROPERTIES) {
    if (properties[key] !== undefined && kind !== "text") {
      throw invalid(`${path}.${key}`, `is only for text; this layer is a ${kind}`);
    }
  }
  if (properties.d !== undefined && kind !== "path") {
    throw invalid(`${path}.d`, `is only for a path; this layer is a ${kind}`);
  }
  if (properties.layout !== undefined && kind !== "board") {
    throw invalid(`${path}.layout`, `is only for a board; this layer is a ${kind}`);
  }
  if (properties.fill !== undefined && properties.fill !== "none" && kind === "group") {
    throw invalid(`${path}.fill`, "is not for a group; change the layers inside it");
  }
  for (const key of ["width", "height"] as const) {
    if (properties[key] === 0 && kind !== "path") {
      throw invalid(`${path}.${key}`, "must be a number greater than 0");
    }
  }
}

/** Penpot would replace a grid by a row or column, and that could not be rolled back. */
function refuseGrid(page: Page, id: string, path: string): void {
  const shape = findShape(page, id);
  if (shape?.type === "board" && shape.grid) {
    throw invalid(path, "cannot be set: this board has a grid layout");
  }
}

function notFound(path: string, id: string): Refusal {
  return new Refusal("NOT_FOUND", `${path}: there is no layer ${JSON.stringify(id)} on this page.`);
}
