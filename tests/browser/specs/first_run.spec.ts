/**
 * The first minute: nothing configured, and yet the canvas fills.
 */
import { expect, test } from "@playwright/test";

import { flatten, PANEL_URL, PLAYGROUND_URL, Workbench } from "../support/workbench.ts";

test("without a key, a login form appears on the canvas while the answer streams", async ({ page }) => {
  const problems = watch(page);
  const bench = await Workbench.open(page);
  await expect(bench.panel.getByText("Built-in (no AI)").first()).toBeVisible();

  await bench.ask("draw a login form");
  await expect(bench.transcript.locator("article[data-role=user]")).toHaveText(/draw a login form/);
  // Layers are there while the answer is still being given: both are read in one look.
  await expect
    .poll(async () => {
      const [count, state] = await Promise.all([bench.shapeCount(), bench.lastAnswer().getAttribute("data-state")]);
      return state === "streaming" && count > 0;
    }, { intervals: [20] })
    .toBe(true);
  await bench.ended("done");

  const shapes = flatten((await bench.document()).shapes);
  expect(shapes.length).toBeGreaterThan(6);
  expect(shapes[0]?.type).toBe("board");
  const words = shapes.flatMap((shape) => (shape.text ? [shape.text.characters] : []));
  expect(words.join(" ")).toMatch(/password/i);
  await expect(bench.lastAnswer()).toContainText(`${shapes.length} added`);

  // One undo per batch takes everything back.
  let undone = 0;
  while ((await bench.shapeCount()) > 0 && (await bench.undo())) undone += 1;
  expect(await bench.shapeCount()).toBe(0);
  expect(undone).toBeGreaterThan(0);
  expect(problems).toEqual([]);
});

test("what is drawn stays inside its board and has a name", async ({ page }) => {
  const bench = await Workbench.open(page);
  await bench.ask("three cards in a row");
  await bench.ended("done");
  const shapes = flatten((await bench.document()).shapes);
  expect(shapes.filter((shape) => /card/i.test(shape.name)).length).toBeGreaterThanOrEqual(3);
  expect(shapes.every((shape) => shape.name.length > 0)).toBe(true);
});

test("opened by itself, the panel chats and says that no canvas is connected", async ({ page }) => {
  await page.goto(`${PANEL_URL}/index.html`);
  await expect(page.locator("html")).toHaveAttribute("data-ready", "true");
  await expect(page.getByText(/no canvas is connected/i).first()).toBeVisible();
  await page.getByRole("textbox", { name: "Message" }).fill("a blue button");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const answer = page.locator("article[data-role=assistant]").last();
  await expect(answer).not.toHaveAttribute("data-state", "streaming");
  await expect(answer).toContainText(/canvas/i);
});

test("nothing leaves for another host", async ({ page }) => {
  const own = [new URL(PANEL_URL).host, new URL(PLAYGROUND_URL).host];
  const strangers: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && !own.includes(url.host)) strangers.push(url.href);
  });
  const bench = await Workbench.open(page);
  await bench.ask("a login form");
  await bench.ended("done");
  expect(strangers).toEqual([]);
});

/** Errors of the page, which no test may cause. */
function watch(page: import("@playwright/test").Page): string[] {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  return problems;
}
