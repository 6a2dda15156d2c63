/** Fonts, the growth of text, and what counts as a difference. */

import assert from "node:assert/strict";
import test from "node:test";
import { nearestWeight, similarNames } from "../src/fonts";
import { difference } from "../src/read";
import { growthOf } from "../src/text";

test("the nearest existing weight is chosen, in the style asked for", () => {
  const variants = [
    { fontWeight: "400", fontStyle: "normal" },
    { fontWeight: "700", fontStyle: "normal" },
    { fontWeight: "600", fontStyle: "italic" },
  ];
  assert.equal(nearestWeight(variants, 400, "normal"), "400");
  assert.equal(nearestWeight(variants, 600, "normal"), "700");
  assert.equal(nearestWeight(variants, 100, "normal"), "400");
  assert.equal(nearestWeight(variants, 900, "italic"), "600");
  assert.equal(nearestWeight([{ fontWeight: "400" }, { fontWeight: "600" }], 500, "normal"), "600");
  assert.equal(nearestWeight([{ fontWeight: "300" }, { fontWeight: "500" }], 400, "normal"), "300");
  assert.equal(nearestWeight([], 400, "normal"), null);
});

test("similar names of fonts are found in order of likeness", () => {
  const names = ["Roboto", "Roboto Mono", "Robot", "Inter", "Work Sans", "Inter Tight"];
  assert.deepEqual(similarNames("Robotto", names), ["Roboto", "Robot"]);
  assert.deepEqual(similarNames("inter", names), ["Inter", "Inter Tight"]);
  assert.deepEqual(similarNames("Comic Sans", names), []);
});

test("the growth of a text follows from the sides that are given", () => {
  assert.equal(growthOf({}), "auto-width");
  assert.equal(growthOf({ height: 20 }), "auto-width");
  assert.equal(growthOf({ width: 100 }), "auto-height");
  assert.equal(growthOf({ width: 100, height: 20 }), "fixed");
  assert.equal(growthOf({ horizontalSizing: "fill" }), "auto-height");
  assert.equal(growthOf({ width: 100, height: 20, verticalSizing: "auto" }), "auto-height");
});

test("a difference names only what differs, and says removals so that they can be written", () => {
  const stroke = { color: "#112233", width: 2 };
  const shadow = { x: 0, y: 1, blur: 2, spread: 0, color: "#00000080" };
  assert.deepEqual(difference({ x: 1, name: "A", stroke }, { x: 2, name: "A", shadow }), {
    before: { x: 1, stroke, shadow: { x: 0, y: 0, blur: 0, spread: 0, color: "#00000000" } },
    after: { x: 2, stroke: { color: "#112233", width: 0 }, shadow },
  });
  assert.deepEqual(difference({ radius: [1, 2, 3, 4] }, { radius: [1, 2, 3, 4] }), { before: {}, after: {} });
});
