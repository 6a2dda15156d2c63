/** Path data: what is read, how it is shifted, and where it is refused. */

import assert from "node:assert/strict";
import test from "node:test";
import { formatPath, LONGEST_PATH, parsePath, PathError, shiftPathData } from "../src/path-data";

test("absolute coordinates move and relative ones stay", () => {
  assert.equal(shiftPathData("M2 2H10V8L1 1Z", 100, 50), "M102 52H110V58L101 51Z");
  assert.equal(shiftPathData("M2 2h10v8l1 1z", 100, 50), "M102 52h10v8l1 1z");
});

test("a first relative moveto counts as absolute, a later one does not", () => {
  assert.equal(shiftPathData("m2 2l1 1m3 3l1 1", 10, 10), "M12 12l1 1m3 3l1 1");
});

test("curves shift all their points, arcs only their end", () => {
  assert.equal(
    shiftPathData("M0 0C1 2 3 4 5 6S7 8 9 10Q1 1 2 2T3 3", 10, 20),
    "M10 20C11 22 13 24 15 26S17 28 19 30Q11 21 12 22T13 23",
  );
  assert.equal(shiftPathData("M0 0A5 6 30 0 1 10 10", 1, 2), "M1 2A5 6 30 0 1 11 12");
});

test("numbers and arc flags may stand without separators", () => {
  assert.deepEqual(parsePath("M.5.5-1-2a1 1 0 014 4"), [
    { command: "M", values: [0.5, 0.5] },
    { command: "L", values: [-1, -2] },
    { command: "a", values: [1, 1, 0, 0, 1, 4, 4] },
  ]);
  assert.equal(formatPath(parsePath("M1e1,2E+1 3-4")), "M10 20L3 -4");
});

test("shifting there and back gives the same path", () => {
  const data = "M1.5 2.25C3 4 5 6 7 8H9V10A1 2 3 0 1 4 5l6 7Z";
  assert.equal(shiftPathData(shiftPathData(data, 33.5, -12.25), -33.5, 12.25), data);
});

test("what is no path data is refused with the position", () => {
  const refused: [string, RegExp, number][] = [
    ["", /must begin with M/, 0],
    ["L1 1", /must begin with M/, 0],
    ["M1", /expected a number, found the end/, 2],
    ["M1 1 X2", /expected a path command, found "X"/, 5],
    ["M1 1L2 garbage", /expected a number, found "g"/, 7],
    ["M0 0a1 1 0 2 0 1 1", /expected the flag/, 11],
    ["M0 0 ZZ5", /expected a path command, found "5"/, 7],
    ["M1e999 0", /expected a number/, 1],
  ];
  for (const [data, message, position] of refused) {
    assert.throws(
      () => parsePath(data),
      (error) => error instanceof PathError && message.test(error.message) && error.position === position,
      data,
    );
  }
});

test("path data that is too long is refused before it is read", () => {
  assert.throws(() => parsePath("M0 0" + "L1 1".repeat(LONGEST_PATH)), /longer than 100000/);
});
