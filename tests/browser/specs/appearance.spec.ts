/**
 * How the panel looks and whether everybody can use it: every state in both themes at two widths.
 *
 * The pictures go to `target/screenshots/` for a person to look at. What a machine can judge is
 * asserted: nothing overflows, and axe finds nothing against WCAG 2.2 AA.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { expect, test, type Page } from "@playwright/test";

import { call, callArguments, calls, finish, Gate, ModelServer, says, text } from "../support/model_server.ts";
import { localServer, PANEL_URL, Workbench, type Preferences } from "../support/workbench.ts";

const FOLDER = "target/screenshots";
const WIDTHS = [335, 500];
const THEMES = ["dark", "light"] as const;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const ANSWER = [
  "The login screen is on **Login**: heading, two fields and one action.\n\n",
  "1. Type is 28, 16 and 14\n2. The grid is `8 px`\n\n",
  "| part | size |\n|---|---|\n| field | 327 × 48 |\n| button | 327 × 48 |\n\n",
  "```css\n.button { border-radius: 8px; }\n```\n",
].join("");

const LOGIN = {
  nodes: [
    {
      type: "board",
      name: "Login",
      width: 375,
      height: 812,
      fill: "#ffffff",
      layout: { direction: "column", gap: 16, padding: 24 },
      children: [
        { type: "text", name: "Welcome back", text: "Welcome back", fontSize: 28, fontWeight: 700 },
        { type: "rectangle", name: "Email field", width: 327, height: 48, fill: "#f3f4f6", radius: 8 },
        { type: "rectangle", name: "Sign in", width: 327, height: 48, fill: "#6911d4", radius: 8 },
      ],
    },
  ],
};

/** A state of the panel: how to get there. */
interface State {
  name: string;
  preferences?: (address: string) => Preferences;
  reach(bench: Workbench, model: ModelServer): Promise<void>;
}

const gates: Gate[] = [];

const STATES: State[] = [
  { name: "first-run", reach: async () => {} },
  {
    name: "waiting",
    preferences: localServer,
    reach: async (bench, model) => {
      const gate = hold();
      model.script({ pieces: [{ gate }, text("Done."), ...finish("stop")] });
      await bench.ask("Draw a calm login screen for a banking app. Use our colours.");
      await gate.reached;
    },
  },
  {
    name: "drawing",
    preferences: localServer,
    reach: async (bench, model) => {
      const gate = hold();
      const json = JSON.stringify(LOGIN);
      model.script({
        pieces: [
          text("I’ll set up the board, then the form, then the sign-in button, on an **8 px** grid."),
          call(0, "draw"),
          callArguments(0, json.slice(0, json.indexOf(',{"type":"rectangle","name":"Sign in"'))),
          { gate },
          ...finish("length"),
        ],
      });
      await bench.ask("Draw a calm login screen for a banking app.");
      await gate.reached;
      await bench.expectShapes(3);
    },
  },
  {
    name: "done",
    preferences: localServer,
    reach: async (bench, model) => {
      model.script(calls("draw", LOGIN), says(ANSWER));
      await bench.ask("Draw a calm login screen for a banking app.");
      await bench.ended("done");
    },
  },
  {
    name: "interrupted",
    preferences: localServer,
    reach: async (bench, model) => {
      model.script({ pieces: [text("I am going to draw the"), ...finish("length")] });
      await bench.ask("Draw a login screen.");
      await bench.ended("interrupted");
    },
  },
  {
    name: "failed",
    preferences: localServer,
    reach: async (bench, model) => {
      model.script({ status: 401, body: '{"error":{"message":"Incorrect API key provided."}}' });
      await bench.ask("Draw a login screen.");
      await bench.ended("failed");
    },
  },
  {
    name: "settings",
    preferences: localServer,
    reach: async (bench) => {
      await bench.panel.getByRole("button", { name: "Settings", exact: true }).click();
      await expect(bench.panel.getByText("Local server").first()).toBeVisible();
    },
  },
  {
    name: "conversations",
    reach: async (bench) => {
      await bench.ask("a blue button");
      await bench.ended("done");
      await bench.panel.getByRole("button", { name: "Conversations", exact: true }).click();
      await expect(bench.panel.getByText("a blue button").locator("visible=true").first()).toBeVisible();
    },
  },
];

function hold(): Gate {
  const gate = new Gate();
  gates.push(gate);
  return gate;
}

test.beforeAll(() => mkdirSync(FOLDER, { recursive: true }));

for (const state of STATES) {
  test(`${state.name} looks right and can be used by everybody`, async ({ page }) => {
    const model = await ModelServer.start();
    try {
      const bench = await Workbench.open(page, state.preferences?.(model.address) ?? {});
      await state.reach(bench, model);
      // Room to the right, so that the widest frame is on the picture as a whole.
      await page.setViewportSize({ width: 1800, height: 900 });
      for (const theme of THEMES) {
        await page.evaluate((theme) => window.playground.setTheme(theme), theme);
        await expect(bench.panel.locator("html")).toHaveAttribute("data-theme", theme);
        for (const width of WIDTHS) {
          await resize(page, width);
          await page.locator("plugin-modal iframe").screenshot({ path: `${FOLDER}/${state.name}-${theme}-${width}.png` });
          await expectNoOverflow(bench);
        }
        expect(await violations(bench), theme).toEqual([]);
      }
    } finally {
      gates.splice(0).forEach((gate) => gate.open());
      await model.close();
    }
  });
}

test("opened by itself looks right", async ({ page }) => {
  for (const theme of THEMES) {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 640 });
      await page.goto(`${PANEL_URL}/index.html?theme=${theme}`);
      await expect(page.locator("html")).toHaveAttribute("data-ready", "true");
      await page.screenshot({ path: `${FOLDER}/standalone-${theme}-${width}.png` });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over).toBeLessThanOrEqual(0);
    }
  }
});

test("the whole panel can be used from the keyboard", async ({ page }) => {
  await page.goto(`${PANEL_URL}/index.html`);
  await expect(page.locator("html")).toHaveAttribute("data-ready", "true");
  const reached = new Set<string>();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element) return "";
      // What shows the focus may be the element or a box around it; it must look different without.
      const boxes = [element, element.parentElement, element.closest("form > div")].filter((box) => box !== null);
      const look = () =>
        boxes.map((box) => {
          const style = getComputedStyle(box);
          return [style.outlineStyle, style.outlineColor, style.boxShadow, style.borderColor].join();
        }).join();
      const focused = look();
      element.blur();
      const plain = look();
      element.focus();
      return focused === plain ? "" : (element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "");
    });
    reached.add(name);
  }
  for (const name of ["Conversations", "Settings", "New conversation", "Message"]) {
    expect([...reached], `${name} is reached by Tab`).toContain(name);
  }
  for (const name of ["Settings", "Conversations"]) {
    await page.getByRole("button", { name, exact: true }).press("Enter");
    await expect(page.getByRole("button", { name: "Back to the chat" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("textbox", { name: "Message" })).toBeFocused();
  }
});

/** Gives the panel's frame a width, as dragging the corner of the plugin window does. */
async function resize(page: Page, width: number): Promise<void> {
  const frame = page.locator("plugin-modal iframe");
  await frame.evaluate((element, width) => {
    const inside = element.getBoundingClientRect().width;
    for (let box = element.parentElement; box; box = box.parentElement) {
      box.style.inlineSize = `${width + box.getBoundingClientRect().width - inside}px`;
    }
  }, width);
  await expect.poll(async () => Math.round((await frame.boundingBox())?.width ?? 0)).toBe(width);
}

async function expectNoOverflow(bench: Workbench): Promise<void> {
  const over = await bench.panel.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
}

/** What axe finds in the panel. */
async function violations(bench: Workbench): Promise<string[]> {
  const frame = bench.page.frames().find((each) => each.url().startsWith(PANEL_URL));
  if (!frame) throw new Error("the panel has no frame");
  await frame.evaluate(AXE);
  return frame.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
    const { violations } = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
  });
}
