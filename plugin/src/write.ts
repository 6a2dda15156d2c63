/**
 * Writing properties to a layer: its look, its box, and updates of what is already there.
 *
 * The order matters and is the same for every update: look, words, layout, form, size, sizing,
 * growth, rotation, and the position last, because each step may move what the one before set.
 * Penpot refuses values by throwing; nothing is caught here, the batch rolls back.
 */

import type { Board, Path, Shape, Text } from "@penpot/plugin-types";
import type { FontBook } from "./fonts";
import { addLayout, fourOf, readSizing, writeLayout, writeSizing } from "./layout";
import { copyShadows, writeFills, writeShadows, writeStrokes } from "./paint";
import { shiftPathData } from "./path-data";
import type { Properties } from "./protocol";
import { hasCorners } from "./read";
import { writeText } from "./text";
import { isLaidOut, type Point } from "./tree";

/** The smallest side that Penpot keeps. A level line has a height of 0 in the protocol. */
const SMALLEST = 0.01;

/** Writes name, paint, corners, opacity and visibility. */
export function writeLook(shape: Shape, properties: Properties): void {
  const { name, fill, stroke, radius, opacity, shadow, hidden } = properties;
  if (name !== undefined) {
    shape.name = name;
  }
  if (fill !== undefined && shape.type !== "group") {
    shape.fills = writeFills(fill);
  }
  if (stroke !== undefined && shape.type !== "group") {
    shape.strokes = writeStrokes(stroke, shape.type === "path" ? "center" : "inner");
  }
  if (radius !== undefined && hasCorners(shape)) {
    writeRadius(shape, fourOf(radius));
  }
  if (opacity !== undefined) {
    shape.opacity = opacity;
  }
  if (shadow !== undefined) {
    const inner = copyShadows(shape.shadows).filter((other) => other.style !== "drop-shadow");
    shape.shadows = [...writeShadows(shadow), ...inner];
  }
  if (hidden !== undefined) {
    shape.hidden = hidden;
  }
}

function writeRadius(shape: Shape, radius: [number, number, number, number]): void {
  const [topLeft, topRight, bottomRight, bottomLeft] = radius;
  if (radius.every((corner) => corner === topLeft)) {
    shape.borderRadius = topLeft;
    return;
  }
  shape.borderRadiusTopLeft = topLeft;
  shape.borderRadiusTopRight = topRight;
  shape.borderRadiusBottomRight = bottomRight;
  shape.borderRadiusBottomLeft = bottomLeft;
}

/**
 * Resizes a layer; an absent side stays. Penpot resizes in two steps, which a proportion lock would
 * couple, and sets both sizings to "fix", of which the side that was not asked for is given back.
 */
export function writeSize(shape: Shape, width: number | undefined, height: number | undefined): void {
  const toWidth = Math.max(width ?? shape.width, SMALLEST);
  const toHeight = Math.max(height ?? shape.height, SMALLEST);
  if (toWidth === shape.width && toHeight === shape.height) {
    return;
  }
  const sizing = readSizing(shape);
  const isLocked = shape.proportionLock === true;
  if (isLocked) {
    shape.proportionLock = false;
  }
  shape.resize(toWidth, toHeight);
  if (isLocked) {
    shape.proportionLock = true;
  }
  if (width === undefined && sizing.horizontal !== undefined && sizing.horizontal !== "fix") {
    writeSizing(shape, { horizontalSizing: sizing.horizontal });
  }
  if (height === undefined && sizing.vertical !== undefined && sizing.vertical !== "fix") {
    writeSizing(shape, { verticalSizing: sizing.vertical });
  }
}

/** Moves a layer to a place relative to `origin`; a layout's children stay where it puts them. */
export function writePosition(
  shape: Shape,
  properties: Pick<Properties, "x" | "y">,
  origin: Point,
): void {
  if (isLaidOut(shape)) {
    return;
  }
  if (properties.x !== undefined) {
    shape.x = origin.x + properties.x;
  }
  if (properties.y !== undefined) {
    shape.y = origin.y + properties.y;
  }
}

/** Turns a layer about its middle. */
export function writeRotation(shape: Shape, rotation: number | undefined): void {
  if (rotation !== undefined && rotation !== shape.rotation) {
    shape.rotation = rotation;
  }
}

/** Replaces the form of a path; `d` is relative to `origin`. */
export function writePath(path: Path, d: string, origin: Point): void {
  path.d = shiftPathData(d, origin.x, origin.y);
}

/** Changes an existing layer; `path` is where the properties stand in the request. */
export function writeUpdate(
  shape: Shape,
  properties: Properties,
  origin: Point,
  fonts: FontBook,
  path: string,
): void {
  writeLook(shape, properties);
  if (shape.type === "text") {
    writeText(shape, properties, fonts, path);
  }
  if (shape.type === "board" && properties.layout !== undefined) {
    const board = shape as Board;
    if (board.flex) {
      writeLayout(board.flex, properties.layout);
    } else {
      addLayout(board, properties.layout);
    }
  }
  if (shape.type === "path" && properties.d !== undefined) {
    writePath(shape, properties.d, origin);
  }
  const growth = shape.type === "text" ? growthAfter(shape, properties) : null;
  writeSize(shape, properties.width, properties.height);
  writeSizing(shape, properties);
  if (growth !== null && shape.type === "text" && shape.growType !== growth) {
    shape.growType = growth;
  }
  writeRotation(shape, properties.rotation);
  writePosition(shape, properties, origin);
}

/** How a text grows after an update: a given side stops growing by itself. */
function growthAfter(text: Text, properties: Properties): Text["growType"] {
  const { width, height, horizontalSizing, verticalSizing } = properties;
  if (horizontalSizing === "auto") {
    return "auto-width";
  }
  if (verticalSizing === "auto" && text.growType === "fixed" && height === undefined) {
    return "auto-height";
  }
  if (height !== undefined || verticalSizing === "fill") {
    return "fixed";
  }
  const isWide = width !== undefined || horizontalSizing === "fill";
  return isWide && text.growType === "auto-width" ? "auto-height" : text.growType;
}
