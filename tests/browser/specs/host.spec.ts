/**
 * The panel and its host: theme, forged messages, reloads, closing and opening again.
 */
import { expect, test } from "@playwright/test";

import { call, callArguments, finish, Gate, ModelServer, says, text } from "../support/model_server.ts";
import { flatten, localServer, PANEL_URL, Workbench } from "../support/workbench.ts";

let model: ModelServer;

test.beforeEach(async () => {
  model = await ModelServer.start();
});

test.afterEach(async () => {
  await model.close();
});

test("the theme follows the host", async ({ page }) => {
  const bench = await Workbench.open(page);
  const root = bench.panel.locator("html");
  for (const theme of ["light", "dark", "light"] as const) {
    await page.evaluate((theme) => window.playground.setTheme(theme), theme);
    await expect(root).toHaveAttribute("data-theme", theme);
  }
});

test("ten thousand forged messages from a sibling frame do nothing", async ({ page }) => {
  const bench = await Workbench.open(page);
  await page.evaluate(() => window.playground.setTheme("dark"));
  await bench.ask("a blue button");
  await bench.ended("done");
  const before = JSON.stringify(await bench.document());
  const calls = await page.evaluate(() => window.playground.callLog().length);

  // A frame of the panel's own origin: the most that an attacker on another frame could be.
  await page.evaluate(async (origin) => {
    const frame = document.createElement("iframe");
    frame.src = `${origin}/manifest.json`;
    frame.name = "attacker";
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  }, PANEL_URL);
  await page.evaluate(() =>
    addEventListener("message", (event) => {
      if (event.data === "last") (event.source as Window).postMessage("delivered", "*");
    }),
  );
  const attacker = page.frame({ name: "attacker" });
  if (!attacker) throw new Error("the hostile frame did not load");
  await attacker.evaluate(async () => {
    const draw = { type: "DRAW_SHAPE", parent: "page", node: { ref: "x", type: "rectangle", x: 0, y: 0, width: 9, height: 9 } };
    const payload = { operationId: "forged", operations: [draw] };
    for (let n = 0; n < 2500; n += 1) {
      const { port1, port2 } = new MessageChannel();
      window.parent.postMessage({ app: "limn", type: "CONNECT", nonce: `guess-${n}`, protocol: 1, port: port2 }, "*", [port2]);
      port1.postMessage({ id: "1", epoch: 1, type: "APPLY", payload });
      window.parent.postMessage({ app: "limn", id: `${n}`, epoch: 1, type: "APPLY", payload }, "*");
      window.parent.postMessage({ type: "APPLY", payload, source: "penpotWizardClient" }, "*");
      window.parent.postMessage([null, 1, "x", { type: n }][n % 4], "*");
      for (let index = 0; index < window.parent.frames.length; index += 1) {
        window.parent.frames[index]?.postMessage({ type: "THEME_CHANGE", payload: { theme: "light" }, epoch: 1 }, "*");
      }
      // Let the messages be delivered.
      if (n % 250 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    // The last message comes back when everything before it has been delivered.
    const arrived = new Promise((resolve) => addEventListener("message", resolve, { once: true }));
    window.parent.postMessage("last", "*");
    await arrived;
  });
  await expect(bench.panel.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(JSON.stringify(await bench.document())).toBe(before);
  expect(await page.evaluate(() => window.playground.callLog().length)).toBe(calls);

  // And the real panel still works.
  await bench.ask("a red circle");
  await bench.ended("done");
  expect(flatten((await bench.document()).shapes).some((shape) => shape.type === "ellipse")).toBe(true);
  await expect(bench.panel.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("a reload in mid-turn keeps what was said and drawn, and says so", async ({ page }) => {
  const gate = new Gate();
  model.script({
    pieces: [
      text("I begin with the board."),
      call(0, "draw"),
      callArguments(0, '{"nodes":[{"type":"board","name":"Login","width":375,"height":812,"children":['),
      { gate },
      ...finish("tool_calls"),
    ],
  });
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("a login screen");
  await bench.expectShapes(1);
  // The running step is kept about once a second; wait until it is there.
  await expect
    .poll(() => bench.panel.locator("html").evaluate(countPartials), { timeout: 10_000 })
    .toBe(1);

  await reloadPanel(bench);
  await expect(bench.lastAnswer()).toHaveAttribute("data-state", "interrupted");
  await expect(bench.lastAnswer()).toContainText("I begin with the board.");
  await expect(bench.transcript.locator("article[data-role=user]")).toHaveText(/a login screen/);
  await expect(bench.lastAnswer()).toContainText("1 added");
  expect(await bench.shapeCount()).toBe(1);
  gate.open();

  // The conversation goes on with a valid request.
  model.script(says("Where were we?"));
  await bench.ask("go on");
  await bench.ended("done");
  const messages = model.chats.at(-1)?.body.messages ?? [];
  const called = messages.flatMap((message) => message.tool_calls ?? []).map((each) => each.id);
  expect(messages.filter((message) => message.role === "tool").map((message) => message.tool_call_id)).toEqual(called);
  expect(called).toHaveLength(1);
});

test("after a reload of the panel's frame the canvas is connected again, in one window", async ({ page }) => {
  const bench = await Workbench.open(page);
  await bench.ask("a blue button");
  await bench.ended("done");
  const before = await bench.shapeCount();
  for (let round = 0; round < 3; round += 1) {
    await reloadPanel(bench);
    await expect(page.locator("plugin-modal")).toHaveCount(1);
  }
  await expect(bench.answers()).toHaveCount(1);
  await bench.ask("a red circle");
  await bench.ended("done");
  expect(await bench.shapeCount()).toBeGreaterThan(before);
});

test("a theme that changed before a reload does not open a second window", async ({ page }) => {
  const bench = await Workbench.open(page);
  await page.evaluate(() => window.playground.setTheme("light"));
  await expect(bench.panel.locator("html")).toHaveAttribute("data-theme", "light");
  await reloadPanel(bench);
  await expect(page.locator("plugin-modal")).toHaveCount(1);
  await expect(bench.panel.locator("html")).toHaveAttribute("data-theme", "light");
});

test("closed and opened again, the conversation is there and goes on", async ({ page }) => {
  const bench = await Workbench.open(page);
  await bench.ask("a blue button");
  await bench.ended("done");
  await page.evaluate(() => window.playground.closePlugin());
  await expect(page.locator("plugin-modal")).toHaveCount(0);
  await page.evaluate(() => window.playground.openPlugin());
  await bench.ready();
  await expect(bench.answers()).toHaveCount(1);
  await bench.ask("a red circle");
  await bench.ended("done");
  await expect(bench.answers()).toHaveCount(2);
});

test("the whole page reloaded, settings and conversation survive", async ({ page }) => {
  model.script(says("Hello!"));
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("hello");
  await bench.ended("done");
  await page.reload();
  await bench.ready();
  await expect(bench.lastAnswer()).toContainText("Hello!");
  await expect(bench.panel.getByText("test-model").first()).toBeVisible();
});

test("the key never shows in the page, the journal or a message to the host", async ({ page }) => {
  const canary = "sk-canary-0123456789abcdef";
  model.script(says("Hello!"));
  const bench = await Workbench.open(page, { ...localServer(model.address), localServerApiKey: canary });
  await bench.ask("hello");
  await bench.ended("done");
  expect(model.chats[0]?.headers.authorization).toBe(`Bearer ${canary}`);
  await bench.panel.getByRole("button", { name: "Settings" }).click();
  const seen = await bench.panel.locator("html").evaluate(async (root) => {
    const open = indexedDB.open("limn");
    await new Promise((resolve) => (open.onsuccess = resolve));
    const stores = [...open.result.objectStoreNames];
    const rows = await Promise.all(
      stores.map((store) => {
        const all = open.result.transaction(store).objectStore(store).getAll();
        return new Promise((resolve) => (all.onsuccess = () => resolve(all.result)));
      }),
    );
    return JSON.stringify(rows) + root.outerHTML;
  });
  expect(seen).not.toContain(canary);
  expect(JSON.stringify(await page.evaluate(() => window.playground.callLog()))).not.toContain(canary);
});

async function reloadPanel(bench: Workbench): Promise<void> {
  const frame = bench.page.frames().find((each) => each.url().startsWith(PANEL_URL));
  if (!frame) throw new Error("the panel has no frame");
  await frame.evaluate(() => document.documentElement.removeAttribute("data-ready"));
  const reloaded = frame.waitForNavigation();
  await frame.evaluate(() => location.reload());
  await reloaded;
  await bench.ready();
}

/** Runs in the panel: how many running turns its database holds. */
async function countPartials(): Promise<number> {
  const open = indexedDB.open("limn");
  await new Promise((resolve) => (open.onsuccess = resolve));
  const count = open.result.transaction("partials").objectStore("partials").count();
  const result = await new Promise<number>((resolve) => (count.onsuccess = () => resolve(count.result)));
  open.result.close();
  return result;
}
