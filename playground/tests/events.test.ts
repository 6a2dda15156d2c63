/** Events: when listeners are called, with what, and how often. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Shape } from "@penpot/plugin-types";
import { bench, named } from "./support/bench";

test("selectionchange fires once, 10 ms after the last change, with the ids", () => {
  const { penpot, clock } = bench();
  const [a, b] = named(penpot, "a", "b");
  const heard: string[][] = [];
  penpot.addListener("selectionchange", (ids) => heard.push(ids));
  penpot.selection = [a!];
  clock.advance(9);
  penpot.selection = [a!, b!];
  clock.advance(9);
  assert.deepEqual(heard, []);
  clock.advance(1);
  assert.deepEqual(heard, [[a!.id, b!.id]]);
  penpot.selection = [a!, b!];
  clock.advance(50);
  assert.equal(heard.length, 1);
});

test("a listener that was removed is not called, not even for what is pending", () => {
  const { penpot, clock } = bench();
  let calls = 0;
  const id = penpot.addListener("selectionchange", () => (calls += 1));
  penpot.selection = [penpot.createRectangle()];
  penpot.removeListener(id);
  clock.advance(50);
  assert.equal(calls, 0);
});

test("themechange carries the theme and only fires when it changes", () => {
  const { penpot, playground, clock } = bench();
  const heard: string[] = [];
  penpot.addListener("themechange", (theme) => heard.push(theme));
  playground.setTheme("dark");
  clock.advance(50);
  playground.setTheme("light");
  assert.equal(penpot.theme, "light");
  clock.advance(10);
  assert.deepEqual(heard, ["light"]);
});

test("openPage takes a moment, then pagechange fires and the selection is empty", async () => {
  const { penpot, playground, clock } = bench();
  const heard: string[] = [];
  penpot.addListener("pagechange", (page) => heard.push(page.name));
  penpot.selection = [penpot.createRectangle()];
  const page = penpot.createPage();
  const opened = penpot.openPage(page);
  assert.notEqual(penpot.currentPage?.id, page.id);
  clock.advance(100);
  await opened;
  assert.equal(penpot.currentPage?.id, page.id);
  assert.deepEqual([heard, playground.document.selection], [["Page 2"], []]);
});

test("shapechange follows one shape", () => {
  const { penpot, clock } = bench();
  const [a, b] = named(penpot, "a", "b");
  const heard: (Shape | null)[] = [];
  penpot.addListener("shapechange", (shape) => heard.push(shape), { shapeId: a!.id });
  b!.x = 5;
  clock.advance(50);
  assert.equal(heard.length, 0);
  a!.x = 5;
  a!.y = 6;
  clock.advance(50);
  assert.deepEqual(heard.map((shape) => shape?.y), [6]);
});

test("contentsave fires when the file was saved, and the revision counts up", () => {
  const { penpot, clock } = bench();
  let saves = 0;
  penpot.addListener("contentsave", () => (saves += 1));
  penpot.createRectangle();
  clock.advance(500);
  penpot.createRectangle();
  clock.advance(900);
  assert.equal(saves, 0);
  clock.advance(200);
  assert.equal(saves, 1);
  assert.equal(penpot.currentFile?.revn, 1);
});

test("finish carries the file's id", () => {
  const { penpot, playground, clock } = bench();
  const heard: string[] = [];
  penpot.addListener("finish", (id) => heard.push(id));
  playground.finish();
  clock.advance(10);
  assert.deepEqual(heard, [playground.document.fileId]);
});

test("a listener that throws is reported and does not disturb the others", () => {
  const { penpot, clock, errors } = bench();
  let calls = 0;
  penpot.addListener("selectionchange", () => {
    throw new Error("broken listener");
  });
  penpot.addListener("selectionchange", () => (calls += 1));
  penpot.selection = [penpot.createRectangle()];
  clock.advance(50);
  assert.deepEqual([calls, errors], [1, ["broken listener"]]);
});

test("the stage hears of many changes once a task, and of the viewport", () => {
  const { penpot, playground, clock } = bench();
  let calls = 0;
  playground.document.subscribe(() => (calls += 1));
  named(penpot, "a", "b", "c");
  penpot.viewport.zoom = 2;
  clock.advance(0);
  assert.equal(calls, 1);
  penpot.viewport.zoomReset();
  clock.advance(0);
  assert.equal(calls, 2);
});

test("plugin data and storage belong to their plugin", () => {
  const { penpot, playground } = bench();
  const other = playground.createContext("22222222-2222-4222-8222-222222222222");
  const shape = penpot.createRectangle();
  shape.setPluginData("k", "v");
  shape.setSharedPluginData("ns", "k", "shared");
  const seen = other.currentPage!.getShapeById(shape.id)!;
  assert.deepEqual([seen.getPluginDataKeys(), seen.getSharedPluginData("ns", "k")], [[], "shared"]);
  shape.setPluginData("k", null as never);
  assert.deepEqual(shape.getPluginDataKeys(), []);
  penpot.currentFile!.setPluginData("f", "1");
  penpot.currentPage!.setPluginData("p", "2");
  assert.deepEqual([penpot.currentFile!.getPluginData("f"), penpot.currentPage!.getPluginData("p")], ["1", "2"]);
  penpot.localStorage.setItem("a", 5);
  assert.deepEqual([penpot.localStorage.getItem("a"), penpot.localStorage.getKeys(), other.localStorage.getKeys()], ["5", ["a"], []]);
});
