/** Text: strings on read, size after a while, growing, ranges, fonts. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { measureByRule, layOutText } from "../src/document/text-layout";
import { newText } from "../src/document/records";
import { bench } from "./support/bench";

test("a new text is 1 by 1 until its size is measured, at least 40 ms later", () => {
  const { penpot, clock } = bench();
  const text = penpot.createText("hello")!;
  assert.deepEqual([text.width, text.height, text.growType], [1, 1, "auto-width"]);
  clock.advance(39);
  assert.equal(text.width, 1);
  clock.advance(1);
  // 5 characters of 0.6 × 14 px; one line of 1.2 × 14 px.
  assert.deepEqual([text.width, text.height].map((value) => Math.round(value * 10) / 10), [42, 16.8]);
});

test("an empty text is not made", () => {
  const { penpot } = bench();
  assert.equal(penpot.createText(""), null);
});

test("style values are strings, and numbers are taken for sizes", () => {
  const { penpot } = bench();
  const text = penpot.createText("hello")!;
  assert.deepEqual(
    [text.fontId, text.fontVariantId, text.fontSize, text.fontWeight, text.lineHeight, text.letterSpacing, text.align, text.verticalAlign],
    ["sourcesanspro", "regular", "14", "400", "1.2", "0", "left", "top"],
  );
  (text as { fontSize: unknown }).fontSize = 20;
  assert.equal(text.fontSize, "20");
  text.letterSpacing = "-0.5";
  assert.equal(text.letterSpacing, "-0.5");
});

test("resizing decides how the text grows: height fixes it, width alone lets it grow downwards", () => {
  const { penpot, clock } = bench();
  const text = penpot.createText("aaaa bbbb cccc")!;
  clock.advance(50);
  text.resize(80, text.height);
  assert.equal(text.growType, "auto-height");
  clock.advance(50);
  assert.equal(Math.round(text.height * 10) / 10, 33.6);
  text.resize(80, 200);
  assert.equal(text.growType, "fixed");
  clock.advance(50);
  assert.equal(text.height, 200);
  text.growType = "auto-width";
  clock.advance(50);
  assert.equal(Math.round(text.width * 10) / 10, 117.6);
});

test("a family resets the weight, and a weight must exist in the family", () => {
  const { penpot } = bench();
  const text = penpot.createText("hello")!;
  text.fontWeight = "700";
  assert.equal(text.fontVariantId, "bold");
  text.fontFamily = "Manrope";
  assert.deepEqual([text.fontId, text.fontWeight, text.fontVariantId], ["gfont-manrope", "400", "regular"]);
  assert.throws(() => {
    text.fontWeight = "900";
  }, /Supported weights: 200, 300, 400, 500, 600, 700, 800\. Code: :fontWeight$/);
  assert.throws(() => {
    text.fontStyle = "italic";
  }, /Code: :fontStyle$/);
});

test("fonts are found by substring, so the first match may be another font", () => {
  const { penpot } = bench();
  assert.equal(penpot.fonts.findByName("roboto")?.name, "Roboto Mono");
  assert.equal(penpot.fonts.findAllByName("roboto").length, 2);
  assert.equal(penpot.fonts.findById("gfont-work-sans")?.fontFamily, "Work Sans");
  assert.equal(penpot.fonts.findByName("Helvetica"), null);
  const text = penpot.createText("hello")!;
  const inter = penpot.fonts.findByName("Inter")!;
  inter.applyToText(text, inter.variants.find((variant) => variant.fontWeight === "600"));
  assert.deepEqual([text.fontFamily, text.fontWeight], ["Inter", "600"]);
});

test("a range has a style of its own; the whole text then reads as mixed", () => {
  const { penpot } = bench();
  const text = penpot.createText("hello world")!;
  const range = text.getRange(0, 5);
  range.fontSize = "24";
  range.fills = [{ fillColor: "#FF0000", fillOpacity: 1 }];
  assert.deepEqual([range.characters, range.fontSize, text.fontSize, text.fills], ["hello", "24", "mixed", "mixed"]);
  assert.equal(text.getRange(5, 99).fontSize, "14");
  assert.throws(() => text.getRange(3, 1), /Code: :getRange$/);
  text.fontSize = "14";
  assert.equal(text.fontSize, "14");
  text.characters = "bye";
  assert.equal((text.fills as { fillColor: string }[])[0]!.fillColor, "#ff0000");
});

test("lines break at words, at line ends and inside words that are too long", () => {
  const lines = (characters: string, width: number | null): string[] =>
    layOutText(newText(characters), width, measureByRule).lines.map((line) => line.segments.map((segment) => segment.characters).join(""));
  assert.deepEqual(lines("aa bb cc", 45), ["aa bb ", "cc"]);
  assert.deepEqual(lines("aa\n\nbb", null), ["aa", "", "bb"]);
  assert.deepEqual(lines("aaaaaaaa", 26), ["aaa", "aaa", "aa"]);
  const layout = layOutText(newText("aa bb cc"), 45, measureByRule);
  assert.equal(Math.round(layout.width * 10) / 10, 42);
});
