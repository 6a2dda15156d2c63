/**
 * Text layers: words, type style and how the box grows.
 *
 * Penpot reads and keeps all type values as strings ("14", "1.2") or "mixed", measures text some
 * 40 ms later than it is changed, and changes the way a box grows when it is resized; growth is
 * therefore always written last.
 */

import type { Text } from "@penpot/plugin-types";
import { FontBook, nearestWeight } from "./fonts";
import { round } from "./paint";
import type { Properties, TextAlign, VerticalAlign } from "./protocol";

/** The properties that only text has. */
export const TEXT_PROPERTIES = [
  "text",
  "fontSize",
  "fontWeight",
  "fontFamily",
  "lineHeight",
  "letterSpacing",
  "textAlign",
  "verticalAlign",
] as const satisfies readonly (keyof Properties)[];

/** Whether Penpot has not measured the text yet: until then its height is 1, whatever its width. */
export function isUnmeasured(text: Text): boolean {
  return text.height <= 1;
}

/** Writes words and type style; the box is the caller's. */
export function writeText(text: Text, properties: Properties, fonts: FontBook, path: string): void {
  if (properties.text !== undefined && properties.text !== text.characters) {
    text.characters = properties.text;
  }
  writeFont(text, properties, fonts, path);
  if (properties.fontSize !== undefined) {
    text.fontSize = String(properties.fontSize);
  }
  if (properties.lineHeight !== undefined) {
    text.lineHeight = String(properties.lineHeight);
  }
  if (properties.letterSpacing !== undefined) {
    text.letterSpacing = String(properties.letterSpacing);
  }
  if (properties.textAlign !== undefined) {
    text.align = properties.textAlign;
  }
  if (properties.verticalAlign !== undefined) {
    text.verticalAlign = properties.verticalAlign;
  }
}

/** Setting a font resets its weight, so the weight is written after it, the old one if none is given. */
function writeFont(text: Text, properties: Properties, fonts: FontBook, path: string): void {
  const { fontFamily, fontWeight } = properties;
  if (fontFamily === undefined && fontWeight === undefined) {
    return;
  }
  const weight = fontWeight ?? (Number(text.fontWeight) || 400);
  const style = text.fontStyle === "italic" ? "italic" : "normal";
  let font = fonts.of(text);
  if (fontFamily !== undefined) {
    font = fonts.find(fontFamily, `${path}.fontFamily`);
    if (text.fontId !== font.fontId) {
      text.fontId = font.fontId;
    }
  }
  const available = font === null ? String(weight) : nearestWeight(font.variants, weight, style);
  if (available !== null && text.fontWeight !== available) {
    text.fontWeight = available;
  }
}

/** Words and type style, with mixed values left out. */
export function readText(text: Text): Properties {
  const result: Properties = { text: text.characters };
  const numbers = [
    ["fontSize", text.fontSize],
    ["fontWeight", text.fontWeight],
    ["lineHeight", text.lineHeight],
    ["letterSpacing", text.letterSpacing],
  ] as const;
  for (const [key, value] of numbers) {
    const read = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
    if (value !== null && Number.isFinite(read)) {
      result[key] = key === "fontWeight" ? Math.round(read) : round(read, 3);
    }
  }
  if (text.fontFamily && text.fontFamily !== "mixed") {
    result.fontFamily = text.fontFamily;
  }
  const align: TextAlign | undefined = ALIGNS.find((name) => name === text.align);
  if (align !== undefined) {
    result.textAlign = align;
  }
  const vertical: VerticalAlign | undefined = VERTICALS.find((name) => name === text.verticalAlign);
  if (vertical !== undefined) {
    result.verticalAlign = vertical;
  }
  return result;
}

const ALIGNS: readonly TextAlign[] = ["left", "center", "right", "justify"];
const VERTICALS: readonly VerticalAlign[] = ["top", "center", "bottom"];

/**
 * How the box of a new text grows: without a width with its words, with only a width downwards,
 * with both not at all. A layout that fills an axis gives that size as well.
 */
export function growthOf(
  properties: Pick<Properties, "width" | "height" | "horizontalSizing" | "verticalSizing">,
): Text["growType"] {
  const { width, height, horizontalSizing, verticalSizing } = properties;
  const isWide = horizontalSizing === "fill" || (width !== undefined && horizontalSizing !== "auto");
  const isHigh = verticalSizing === "fill" || (height !== undefined && verticalSizing !== "auto");
  if (!isWide) {
    return "auto-width";
  }
  return isHigh ? "fixed" : "auto-height";
}
