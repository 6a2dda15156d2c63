/**
 * Creating a tree of layers.
 *
 * Each layer is made at the top of the page, given its look and its size, and then put into its
 * parent; what depends on being inside a layout (sizing) or on having its children (hugging,
 * rotation) comes after that.
 *
 * Penpot's defaults are kept where they help (grey rectangles, black text) and not where they
 * surprise: a board inside a board is transparent, a line has one centred stroke, a filled path has
 * no outline, and a board with a layout and no given size hugs its content.
 */

import type { Board, Path, Shape, Text } from "@penpot/plugin-types";
import { writeLayout, writeSizing } from "./layout";
import { writeStrokes } from "./paint";
import { formatPath } from "./path-data";
import type { PlacedNode, Properties } from "./protocol";
import { Refusal } from "./refusal";
import type { CreatedSlot, Run } from "./run";
import { growthOf, writeText } from "./text";
import { asContainer, orderChildren, originOf, rootOf, ROOT_ID, type Container, type Point } from "./tree";
import { writeLook, writePath, writePosition, writeRotation, writeSize } from "./write";

/** Where a layer is to be put. */
export interface Place {
  container: Container;
  /** Where its coordinates begin; asked each time, because a layout may move the parent meanwhile. */
  origin: () => Point;
  /** Whether it lies on a board, directly or inside groups. */
  onBoard: boolean;
}

/** The outline of lines and paths for which nothing else is said. */
const THIN_BLACK = { color: "#000000", width: 1 };

/** Size of a line for which none is given, px. */
const LINE_LENGTH = 100;

/**
 * Creates `node` and everything inside it at the front of `place`; `path` is where it stands in the
 * request. Throws a `Refusal` or what Penpot throws; what was made until then is known to `run`.
 */
export async function createNode(
  run: Run,
  node: PlacedNode,
  place: Place,
  path: string,
): Promise<Shape> {
  const slot = run.reserve(node.ref, node.type);
  const shape =
    node.type === "group"
      ? await createGroup(run, slot, node, place, path)
      : await createSingle(run, slot, node, place, path);
  run.expectReflow(shape);
  return shape;
}

async function createSingle(
  run: Run,
  slot: CreatedSlot,
  node: PlacedNode,
  place: Place,
  path: string,
): Promise<Shape> {
  const shape = makeShape(node);
  run.admit(slot, shape);
  writeDefaults(shape, node, place);
  writeLook(shape, node);
  writeForm(run, shape, node, place.origin(), path);
  attach(shape, place.container);
  await run.breathe();
  if (shape.type === "board" && node.children !== undefined) {
    const container = containerOf(shape);
    const inside = { container, origin: () => originOf(container), onBoard: true };
    const children = await createChildren(run, node.children, inside, path);
    orderChildren(container, children);
  }
  finish(shape, node, place.origin());
  return shape;
}

/**
 * Penpot groups layers that are there already. They are made at the top of the page, grouped, and
 * put into place together, so that no layout moves them one by one.
 */
async function createGroup(
  run: Run,
  slot: CreatedSlot,
  node: PlacedNode,
  place: Place,
  path: string,
): Promise<Shape> {
  const origin = (): Point => {
    const { x, y } = place.origin();
    return { x: x + (node.x ?? 0), y: y + (node.y ?? 0) };
  };
  const inside = { container: rootOf(run.page), origin, onBoard: place.onBoard };
  const members = await createChildren(run, node.children ?? [], inside, path);
  const group = created(penpot.group(members), "group");
  run.admit(slot, group);
  orderChildren(containerOf(group), members);
  writeLook(group, node);
  attach(group, place.container);
  await run.breathe();
  writeSizing(group, node);
  writeRotation(group, node.rotation);
  return group;
}

async function createChildren(
  run: Run,
  children: PlacedNode[],
  place: Place,
  path: string,
): Promise<Shape[]> {
  const shapes: Shape[] = [];
  for (const [index, child] of children.entries()) {
    shapes.push(await createNode(run, child, place, `${path}.children[${index}]`));
  }
  return shapes;
}

/** What can only be written when the layer is in place and its children are in it. */
function finish(shape: Shape, node: PlacedNode, origin: Point): void {
  const sizing: Pick<Properties, "horizontalSizing" | "verticalSizing"> = {};
  const hugs = node.layout !== undefined;
  const horizontal = node.horizontalSizing ?? (hugs && node.width === undefined ? "auto" : undefined);
  const vertical = node.verticalSizing ?? (hugs && node.height === undefined ? "auto" : undefined);
  if (horizontal !== undefined) {
    sizing.horizontalSizing = horizontal;
  }
  if (vertical !== undefined) {
    sizing.verticalSizing = vertical;
  }
  writeSizing(shape, sizing);
  if (shape.type === "text") {
    const growth = growthOf(node);
    if (shape.growType !== growth) {
      shape.growType = growth;
    }
  }
  if (node.rotation !== undefined && node.rotation !== 0) {
    writeRotation(shape, node.rotation);
    // Turning moves the upright box; it belongs where it was asked for.
    writePosition(shape, positionOf(node), origin);
  }
}

function makeShape(node: PlacedNode): Shape {
  switch (node.type) {
    case "board":
      return created(penpot.createBoard(), "board");
    case "rectangle":
      return created(penpot.createRectangle(), "rectangle");
    case "ellipse":
      return created(penpot.createEllipse(), "ellipse");
    case "text":
      return created(penpot.createText(node.text ?? ""), "text");
    default:
      return created(penpot.createPath(), node.type);
  }
}

/** Penpot's factories give null instead of throwing when its validation errors are switched off. */
function created<Made extends Shape>(shape: Made | null, kind: string): Made {
  if (!shape) {
    throw new Refusal("REJECTED", `Penpot did not create the ${kind}.`);
  }
  return shape;
}

function writeDefaults(shape: Shape, node: PlacedNode, place: Place): void {
  if (node.type === "board" && node.fill === undefined && place.onBoard) {
    shape.fills = [];
  }
  if (node.type === "line" || node.type === "path") {
    const isFilled = node.fill !== undefined && node.fill !== "none";
    if (node.stroke === undefined) {
      shape.strokes = isFilled && node.type === "path" ? [] : writeStrokes(THIN_BLACK, "center");
    }
    if (node.name === undefined) {
      shape.name = node.type === "line" ? "Line" : "Path";
    }
  }
}

/** Writes words, form and size, and the position on the page. */
function writeForm(run: Run, shape: Shape, node: PlacedNode, origin: Point, path: string): void {
  switch (node.type) {
    case "line":
      (shape as Path).d = lineData(node, origin);
      return;
    case "path":
      writePath(shape as Path, node.d ?? "", origin);
      writeSize(shape, node.width, node.height);
      break;
    case "text":
      writeText(shape as Text, node, run.fonts, path);
      if (growthOf(node) !== "auto-width") {
        writeSize(shape, node.width, node.height);
      }
      break;
    default:
      writeSize(shape, node.width, node.height);
      if (node.layout !== undefined) {
        writeLayout((shape as Board).addFlexLayout(), node.layout);
      }
  }
  writePosition(shape, positionOf(node), origin);
}

/** A path's data says where it lies; everything else lies at the parent's corner unless it says. */
function positionOf(node: PlacedNode): Pick<Properties, "x" | "y"> {
  return node.type === "path" ? node : { x: node.x ?? 0, y: node.y ?? 0 };
}

/** From the top left to the bottom right corner of the line's box, in page coordinates. */
function lineData(node: PlacedNode, origin: Point): string {
  const x = origin.x + (node.x ?? 0);
  const y = origin.y + (node.y ?? 0);
  const height = node.height ?? 0;
  const width = node.width ?? (height === 0 ? LINE_LENGTH : 0);
  return formatPath([
    { command: "M", values: [x, y] },
    { command: "L", values: [x + width, y + height] },
  ]);
}

/** New layers are at the front of the page's root already. */
function attach(shape: Shape, container: Container): void {
  if (container.id !== ROOT_ID) {
    container.appendChild(shape);
  }
}

function containerOf(shape: Shape): Container {
  const container = asContainer(shape);
  if (container === null) {
    throw new Refusal("REJECTED", `Penpot made a ${shape.type} that cannot hold layers.`);
  }
  return container;
}
