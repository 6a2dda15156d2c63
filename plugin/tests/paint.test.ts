/** Colours, gradients, outlines and shadows between the protocol and Penpot. */

import assert from "node:assert/strict";
import test from "node:test";
import {
  copyPaint, copyShadows, joinColor, readFill, readGradient, readShadow, readStroke, splitColor,
  writeFills, writeGradient, writeShadows, writeStrokes,
} from "../src/paint";

test("every transparency that a colour can say survives the way to Penpot and back", () => {
  for (let alpha = 0; alpha < 256; alpha += 1) {
    const digits = alpha.toString(16).padStart(2, "0");
    const written = splitColor(`#12ab9f${digits}`);
    const expected = alpha === 255 ? "#12ab9f" : `#12ab9f${digits}`;
    assert.equal(joinColor(written.color, written.opacity), expected);
  }
});

test("Penpot's upper-case defaults are read in lower case, and three digits not at all", () => {
  assert.equal(joinColor("#B1B2B5", 1), "#b1b2b5");
  assert.equal(joinColor("#B1B2B5", undefined), "#b1b2b5");
  assert.equal(joinColor("#fff", 1), undefined);
});

test("linear gradients run edge to edge and corner to corner", () => {
  const at = (angle: number) => {
    const { startX, startY, endX, endY, width } = writeGradient({ gradient: "linear", angle, stops: [] });
    return [startX, startY, endX, endY, width];
  };
  assert.deepEqual(at(0), [0, 0.5, 1, 0.5, 1]);
  assert.deepEqual(at(90), [0.5, 0, 0.5, 1, 1]);
  assert.deepEqual(at(180), [1, 0.5, 0, 0.5, 1]);
  assert.deepEqual(at(45), [0, 0, 1, 1, 1]);
  assert.deepEqual(at(225), [1, 1, 0, 0, 1]);
});

test("a gradient reads as it was written, for every angle", () => {
  const stops = [{ color: "#ff0000", offset: 0 }, { color: "#0000ff80", offset: 1 }];
  for (let angle = 0; angle < 360; angle += 15) {
    const gradient = { gradient: "linear" as const, angle, stops };
    assert.deepEqual(readGradient(writeGradient(gradient)), gradient);
  }
  const radial = { gradient: "radial" as const, stops };
  assert.deepEqual(readGradient(writeGradient(radial)), radial);
});

test("the topmost fill is read; images and mixed colours are not guessed", () => {
  assert.equal(readFill([]), "none");
  assert.equal(readFill([{ fillColor: "#ff0000", fillOpacity: 0.5 }, { fillColor: "#00ff00" }]), "#ff000080");
  assert.equal(readFill("mixed"), undefined);
  assert.equal(readFill([{ fillOpacity: 1 }]), undefined);
  assert.deepEqual(writeFills("none"), []);
  assert.deepEqual(writeFills("#00000080"), [{ fillColor: "#000000", fillOpacity: 0.502 }]);
});

test("an outline lies inside unless it says otherwise, and a width of 0 removes all", () => {
  const [stroke] = writeStrokes({ color: "#112233", width: 2 }, "inner");
  assert.deepEqual(readStroke(stroke && [stroke]), {
    color: "#112233", width: 2, align: "inner", style: "solid",
  });
  assert.equal(writeStrokes({ color: "#112233", width: 2, align: "outer" }, "inner")[0]?.strokeAlignment, "outer");
  assert.deepEqual(writeStrokes({ color: "#112233", width: 0 }, "inner"), []);
  assert.equal(readStroke([]), undefined);
});

test("the first visible drop shadow is read, and a transparent one removes it", () => {
  const shadow = { x: 0, y: 4, blur: 12, spread: -2, color: "#00000029" };
  const written = writeShadows(shadow);
  assert.deepEqual(readShadow([{ style: "inner-shadow", color: { color: "#ffffff" } }, ...written]), shadow);
  assert.equal(readShadow(written.map((one) => ({ ...one, hidden: true }))), undefined);
  assert.deepEqual(writeShadows({ ...shadow, color: "#00000000" }), []);
});

test("copies of paint hold no nulls and no library ids that Penpot would refuse", () => {
  const image = { id: "i", name: "photo", width: 1, height: 1 };
  assert.deepEqual(
    copyPaint([{ fillColor: null, fillOpacity: 1, fillImage: image }] as unknown as never),
    [{ fillOpacity: 1, fillImage: image }],
  );
  assert.deepEqual(
    copyShadows([{ id: "s", style: "drop-shadow", color: { id: "c", fileId: "f", name: "n", path: "p", color: "#000000" } }]),
    [{ style: "drop-shadow", color: { color: "#000000" } }],
  );
});
