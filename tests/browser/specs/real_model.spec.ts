/**
 * A real language model: llama.cpp's server with a model that fits on any machine.
 *
 * The model is weak, so nothing is demanded of its taste. What is demanded: whatever the server
 * really sent, as recorded by a proxy in between, is what stands in the document; and whatever
 * happens to an answer, it ends in a state that says so. Skipped, with a notice, only where the
 * Python packages of the server cannot be had.
 */
import { expect, test } from "@playwright/test";

import { plainLayers, wantedOf, wholePart, type PlainLayer, type SentAnswer } from "../support/drawn_shapes.ts";
import { LocalModel, Unavailable } from "../support/local_model.ts";
import { Gate } from "../support/model_server.ts";
import { afterContent, readAnswer, RecordingProxy, type ChatBody, type Exchange, type Interruption } from "../support/recording_proxy.ts";
import { localServer, Workbench, type Preferences } from "../support/workbench.ts";

/** The model writes some 20 to 160 words a second alone, and far fewer beside other work. */
const ANSWER_LIMIT_MS = 150_000;

/** Requests, tried in this order until one of them is answered in the way that a test needs. */
const REQUESTS = ["draw a red rectangle", "a login screen", "Please draw a blue button.", "draw two circles"];

/** The end of a layer that holds no others; nothing may be written between the fields but these. */
const END_OF_LAYER = /"fill":\s*"[^"]*"\s*(,\s*"(text|fontSize)":\s*("(\\.|[^"\\])*"|-?\d+)\s*)*\}/;

let model: LocalModel | Unavailable;
let proxy: RecordingProxy;

test.describe.configure({ timeout: 300_000 });

test.beforeAll(async () => {
  // Installing is slow the first time.
  test.setTimeout(600_000);
  model = await LocalModel.start();
  if (model instanceof Unavailable) console.log(`NOT TESTED with a real model: ${model.reason}`);
});

test.afterAll(async () => {
  if (model instanceof LocalModel) await model.stop();
});

test.beforeEach(async () => {
  if (model instanceof Unavailable) return test.skip(true, model.reason);
  proxy = await RecordingProxy.start(model.origin);
});

test.afterEach(async () => {
  if (model instanceof LocalModel) await proxy.close();
});

test("connected through the settings, the model draws exactly what it sent", async ({ page }) => {
  const bench = await Workbench.open(page);
  const { panel } = bench;
  await panel.getByRole("button", { name: "Settings" }).click();
  await panel.getByText("Local server", { exact: true }).click();
  await panel.getByRole("textbox", { name: "Address" }).fill(proxy.address);
  await panel.getByRole("button", { name: "Check" }).click();
  await expect(panel.getByText("It does not call tools, so Limn has it answer in a fixed form.")).toBeVisible({
    timeout: ANSWER_LIMIT_MS,
  });
  // One request asked for tools and got none, one asked for a form and got it.
  const [tools, schema] = proxy.chats;
  expect(tools?.body?.tools).toBeDefined();
  expect(schema?.body?.response_format?.type).toBe("json_schema");
  expect(["red", "green"]).toContain((JSON.parse(readAnswer(schema?.received ?? Buffer.alloc(0)).content) as { color: string }).color);
  await panel.getByRole("button", { name: "Back to the chat" }).click();

  const { exchange, sent } = await untilItDraws(bench);
  expect(exchange.isWhole).toBe(true);
  expect(exchange.body?.response_format?.type).toBe("json_schema");
  expect(exchange.body?.messages.at(-1)?.role).toBe("user");
  const wanted = wantedOf(sent);
  expect(plainLayers((await bench.document()).shapes)).toEqual(wanted.layers);
  await expectRefusals(bench, wanted.refused);
  if (sent.say.trim() !== "") await expect(bench.lastAnswer()).toContainText(sent.say.trim().split(/\s/)[0] ?? "");

  // The model was told what became of its call, and had the last word.
  const told = proxy.chats.at(-1);
  expect(told).not.toBe(exchange);
  expect(told?.body?.messages.at(-1)?.content).toMatch(/^Result of draw: Drew |^Error of draw: Drew /);
});

test("Stop ends an answer in the middle, at the panel and at the server", async ({ page }) => {
  const bench = await Workbench.open(page, smallModel());
  const { gate, drawn } = await untilALayerIsDrawn(bench);
  await bench.stop.click();
  await bench.ended("stopped");
  await expect(bench.lastAnswer()).toContainText("You stopped this.");
  await expect.poll(() => proxy.chats.at(-1)?.isAborted).toBe(true);
  gate.open();
  expect(plainLayers((await bench.document()).shapes)).toEqual(drawn);

  // The server is free for the next request at once, and the conversation goes on.
  await bench.ask("Say hello.");
  await ends(bench, /done|interrupted/);
  expect(proxy.chats.at(-1)?.isWhole).toBe(true);
});

for (const [how, then] of [
  ["dies with its connection", { destroy: true }],
  ["ends without an end", { end: true }],
] as const) {
  test(`an answer that ${how} keeps the whole layers and says that it was cut off`, async ({ page }) => {
    const bench = await Workbench.open(page, smallModel());
    const { gate, drawn } = await untilALayerIsDrawn(bench, then);
    gate.open();
    await ends(bench, "interrupted");
    await expect(bench.lastAnswer()).toContainText("The answer was cut off.");
    await expect(bench.lastAnswer().getByRole("button", { name: "Retry" })).toBeVisible();
    expect(plainLayers((await bench.document()).shapes)).toEqual(drawn);
  });
}

test("an answer that stops being JSON keeps the whole layers and says what is missing", async ({ page }) => {
  const bench = await Workbench.open(page, smallModel());
  const noise = { choices: [{ index: 0, delta: { content: "}]<|im_end|> Sure! Here" }, finish_reason: null }] };
  const { gate, drawn } = await untilALayerIsDrawn(bench, { insert: `data: ${JSON.stringify(noise)}\n\n` });
  gate.open();
  // A weak model may go on until its limit.
  await ends(bench, /done|interrupted/);
  expect(plainLayers((await bench.document()).shapes)).toEqual(drawn);
  await expect(bench.lastAnswer().locator("[data-tool=draw] .tool-notes")).toContainText(/cut off|not valid JSON/);
});

test("an answer that the server cuts at its limit says so", async ({ page }) => {
  const bench = await Workbench.open(page, smallModel());
  await tryRequests(bench, async (request) => {
    proxy.disturb({ rewrite: (body) => ({ ...body, max_tokens: 12 }) });
    await bench.ask(request);
    await ends(bench, /done|interrupted/);
    return readAnswer(answerTo(request).received).finishReason === "length" || undefined;
  });
  await expect(bench.lastAnswer()).toHaveAttribute("data-state", "interrupted");
  await expect(bench.lastAnswer()).toContainText("The answer reached the model's output limit.");
});

test("an answer in prose, where a form was agreed, is shown as text", async ({ page }) => {
  const bench = await Workbench.open(page, smallModel());
  proxy.disturb({ rewrite: ({ response_format: _format, ...body }: ChatBody) => ({ ...body, messages: body.messages.slice(-1), max_tokens: 60 }) });
  const request = "Say hello to me in one short sentence, please.";
  await bench.ask(request);
  await ends(bench, /done|interrupted/);
  const { content } = readAnswer(answerTo(request).received);
  const word = /[A-Za-z]{3,}/.exec(content)?.[0] ?? "";
  await expect(bench.lastAnswer()).toContainText(word);
  expect(await bench.shapeCount()).toBe(0);
});

/** The panel as the check of the settings leaves it with this model. */
function smallModel(): Preferences {
  return { ...localServer(proxy.address), localServerToolProtocol: "json_schema_tiny" };
}

/** Waits as long as such a model may take, until the last answer has ended in a state. */
async function ends(bench: Workbench, state: string | RegExp): Promise<void> {
  await expect(bench.lastAnswer()).not.toHaveAttribute("data-state", "streaming", { timeout: ANSWER_LIMIT_MS });
  await expect(bench.lastAnswer()).toHaveAttribute("data-state", state);
  await expect(bench.send).toBeVisible();
}

/** Makes requests, each in a conversation of its own, until one comes to something. */
async function tryRequests<Found>(bench: Workbench, attempt: (request: string) => Promise<Found | undefined>): Promise<Found> {
  for (const [index, request] of REQUESTS.entries()) {
    if (index > 0) {
      await bench.panel.getByRole("button", { name: "New conversation" }).click();
      await expect(bench.answers()).toHaveCount(0);
    }
    const found = await attempt(request);
    if (found !== undefined) return found;
  }
  throw new Error(`none of ${REQUESTS.length} requests was answered as the test needs`);
}

/** The answer to a person's words, as opposed to what the model says about its call. */
function answerTo(request: string): Exchange {
  const exchange = proxy.chats.findLast((chat) => chat.body?.messages.at(-1)?.content === request);
  if (!exchange) throw new Error(`the server was not asked ${JSON.stringify(request)}`);
  return exchange;
}

/** Makes requests until the model draws something that can be drawn. */
async function untilItDraws(bench: Workbench): Promise<{ exchange: Exchange; sent: SentAnswer }> {
  return tryRequests(bench, async (request) => {
    await bench.ask(request);
    await ends(bench, /done|interrupted/);
    const exchange = answerTo(request);
    const { content, finishReason } = readAnswer(exchange.received);
    if (finishReason !== "stop") return undefined;
    const sent = JSON.parse(content) as SentAnswer;
    return wantedOf(sent).layers.length > 0 ? { exchange, sent } : undefined;
  });
}

/**
 * Makes requests until a layer is whole while its answer goes on; the answer waits there, and once
 * the gate is opened `then` happens. Returns when what came so far stands in the document.
 */
async function untilALayerIsDrawn(bench: Workbench, ...then: Interruption[]): Promise<{ gate: Gate; drawn: PlainLayer[] }> {
  return tryRequests(bench, async (request) => {
    const gate = new Gate();
    proxy.disturb({ at: afterContent(END_OF_LAYER), then: [{ gate }, ...then] });
    await bench.ask(request);
    await expect(bench.stop).toBeVisible();
    const over = expect(bench.send).toBeVisible({ timeout: ANSWER_LIMIT_MS });
    await Promise.race([gate.reached, over]);
    const drawn = wantedOf(wholePart(readAnswer(answerTo(request).received).content)).layers;
    if (drawn.length === 0) {
      gate.open();
      await over;
      return undefined;
    }
    await expect.poll(async () => plainLayers((await bench.document()).shapes)).toEqual(drawn);
    over.catch(() => {});
    return { gate, drawn };
  });
}

/** The card names what was refused, and nothing else. */
async function expectRefusals(bench: Workbench, refused: string[]): Promise<void> {
  const notes = await bench.lastAnswer().locator("[data-tool=draw] .tool-notes li").allTextContents();
  const places = notes.map((note) => /^nodes(\[\d+\]|\.children)*/.exec(note)?.[0] ?? note);
  expect(places.toSorted()).toEqual(refused.toSorted());
}
