/**
 * The page object of every test: the playground with the panel open in it.
 *
 * It names things as a person sees them (roles and accessible names) and reads the document through
 * the playground's public hook. Invariant: it waits for states, never for time.
 */
import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

/** Address of the built panel. */
export const PANEL_URL = required("LIMN_PANEL_URL");

/** Address of the built playground, another origin. */
export const PLAYGROUND_URL = required("LIMN_PLAYGROUND_URL");

function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: run the browser tests with "cargo xtask test browser"`);
  }
  return value;
}

/** A shape as `window.playground.document()` tells it. */
export interface DocumentShape {
  id: string;
  type: string;
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
  parentX: number;
  parentY: number;
  opacity: number;
  hidden: boolean;
  fills?: { fillColor?: string; fillOpacity?: number }[];
  radii?: number[];
  text?: { characters: string; fontSize: string; fills?: { fillColor?: string }[] };
  children?: DocumentShape[];
}

/** The document as the playground's hook gives it. */
export interface DocumentTree {
  page: { id: string; name: string };
  shapes: DocumentShape[];
}

declare global {
  interface Window {
    playground: {
      document(): DocumentTree;
      undo(): boolean;
      redo(): boolean;
      setTheme(theme: "dark" | "light"): void;
      callLog(): { member: string; error?: string }[];
      select(ids: string[]): void;
      openPlugin(): Promise<void> | void;
      closePlugin(): void;
    };
  }
}

/** What is stored in the panel's localStorage before it starts. */
export type Preferences = Record<string, string>;

/** Settings that connect the panel to a Chat Completions server. */
export function localServer(address: string, protocol: "native" | "json_schema" = "native"): Preferences {
  return {
    selectedProvider: "compatible",
    localServerAddress: address,
    localServerToolProtocol: protocol,
    selectedLanguageModel: "test-model",
  };
}

/** The playground and the panel in it. */
export class Workbench {
  readonly panel: FrameLocator;
  readonly message: Locator;
  readonly send: Locator;
  readonly stop: Locator;
  readonly transcript: Locator;

  constructor(readonly page: Page) {
    this.panel = page.frameLocator("plugin-modal iframe");
    this.message = this.panel.getByRole("textbox", { name: "Message" });
    this.send = this.panel.getByRole("button", { name: "Send", exact: true });
    this.stop = this.panel.getByRole("button", { name: "Stop", exact: true });
    this.transcript = this.panel.getByRole("log");
  }

  /** Opens the playground and waits until the panel can be used. */
  static async open(page: Page, preferences: Preferences = {}): Promise<Workbench> {
    const bench = new Workbench(page);
    await bench.store(preferences);
    await page.goto(`${PLAYGROUND_URL}/?plugin=${PANEL_URL}/manifest.json`);
    await bench.ready();
    return bench;
  }

  /** Stores preferences of the panel whenever one of its documents starts, unless they are there. */
  private async store(preferences: Preferences): Promise<void> {
    await this.page.addInitScript(
      ({ origin, preferences }) => {
        if (location.origin !== origin) return;
        for (const [key, value] of Object.entries(preferences)) {
          if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
        }
      },
      { origin: new URL(PANEL_URL).origin, preferences },
    );
  }

  /** Waits until the panel can be used. */
  async ready(): Promise<void> {
    await expect(this.panel.locator("html")).toHaveAttribute("data-ready", "true", { timeout: 30_000 });
  }

  /** Types a message, sends it, and waits until its answer has begun. */
  async ask(text: string): Promise<void> {
    const before = await this.answers().count();
    await this.message.fill(text);
    await this.send.click();
    await expect(this.answers()).toHaveCount(before + 1);
  }

  /** The answers of the agent. */
  answers(): Locator {
    return this.transcript.locator("article[data-role=assistant]");
  }

  /** The last answer of the agent. */
  lastAnswer(): Locator {
    return this.answers().last();
  }

  /** Waits until the last answer has ended in a state. */
  async ended(state: "done" | "stopped" | "interrupted" | "failed" = "done"): Promise<void> {
    await expect(this.lastAnswer()).toHaveAttribute("data-state", state);
  }

  /** The document now. */
  async document(): Promise<DocumentTree> {
    return this.page.evaluate(() => window.playground.document());
  }

  /** How many shapes the document has, at any depth. */
  async shapeCount(): Promise<number> {
    return count((await this.document()).shapes);
  }

  /** Waits until the document has that many shapes. */
  async expectShapes(wanted: number | ((count: number) => boolean)): Promise<void> {
    const holds = typeof wanted === "number" ? (n: number) => n === wanted : wanted;
    await expect.poll(async () => holds(await this.shapeCount()), { timeout: 15_000 }).toBe(true);
  }

  /** Selects shapes as a person would, and waits until the panel knows. */
  async select(ids: string[]): Promise<void> {
    await this.page.evaluate((ids) => window.playground.select(ids), ids);
    await expect(this.panel.locator("form").getByRole("list", { name: "Selected layers" }).getByRole("listitem")).toHaveCount(ids.length);
  }

  /** Takes back the last entry of the undo history; false if there is none. */
  async undo(): Promise<boolean> {
    return this.page.evaluate(() => window.playground.undo());
  }
}

/** All shapes of a tree, parents before children. */
export function flatten(shapes: readonly DocumentShape[]): DocumentShape[] {
  return shapes.flatMap((shape) => [shape, ...flatten(shape.children ?? [])]);
}

function count(shapes: readonly DocumentShape[]): number {
  return flatten(shapes).length;
}
