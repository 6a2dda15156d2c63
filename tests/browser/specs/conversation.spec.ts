/**
 * A conversation with a model: streaming, drawing, stopping, failing, trying again.
 */
import { expect, test } from "@playwright/test";

import { callArguments, call, calls, finish, Gate, ModelServer, says, text } from "../support/model_server.ts";
import { flatten, localServer, Workbench } from "../support/workbench.ts";

let model: ModelServer;

test.beforeEach(async () => {
  model = await ModelServer.start();
});

test.afterEach(async () => {
  await model.close();
});

test("shapes of a streamed draw call appear before the call has finished", async ({ page }) => {
  const gate = new Gate();
  const [first, second] = ['{"nodes":[{"type":"board","name":"Login","width":375,"height":812,"children":[', '{"type":"text","name":"Title","x":24,"y":24,"text":"Welcome"}]}]}'];
  model.script(
    { pieces: [text("A login."), call(0, "draw"), callArguments(0, first ?? ""), { gate }, callArguments(0, second ?? ""), ...finish("tool_calls")] },
    says("Done."),
  );
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("a login screen");
  await gate.reached;
  await bench.expectShapes(1);
  const board = (await bench.document()).shapes[0];
  expect(board).toMatchObject({ type: "board", name: "Login", width: 375, height: 812 });
  await expect(bench.lastAnswer()).toHaveAttribute("data-state", "streaming");
  await expect(bench.lastAnswer().locator("[data-tool=draw]")).toHaveAttribute("data-state", "running");

  gate.open();
  await bench.ended("done");
  const title = flatten((await bench.document()).shapes)[1];
  expect(title).toMatchObject({ type: "text", name: "Title", parentX: 24, parentY: 24, text: { characters: "Welcome" } });
  await expect(bench.lastAnswer().locator("[data-tool=draw]")).toHaveAttribute("data-state", "done");
  await expect(bench.lastAnswer()).toContainText("2 added");
});

test("the model reads what came of its calls", async ({ page }) => {
  model.script(calls("draw", { nodes: [{ type: "rectangle", name: "Card", x: 0, y: 0, width: 80, height: 40, fill: "#6911d4" }] }), says("There it is."));
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("a card");
  await bench.ended("done");
  expect(model.chats).toHaveLength(2);
  const messages = model.chats[1]?.body.messages ?? [];
  const result = messages.at(-1);
  expect(result?.role).toBe("tool");
  expect(String(result?.content)).toContain("Drew 1 layer");
  expect(result?.tool_call_id).toBe(messages.at(-2)?.tool_calls?.[0]?.id);
});

test("the selection is edited", async ({ page }) => {
  model.script(calls("draw", { nodes: [{ type: "rectangle", name: "Card", x: 10, y: 10, width: 80, height: 40, fill: "#6911d4" }] }), says("Drawn."));
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("a card");
  await bench.ended("done");
  const card = (await bench.document()).shapes[0];
  await bench.select([card?.id ?? ""]);

  model.script(calls("edit", { steps: [{ action: "set", ids: ["s1"], set: { width: 200, fill: "#00ff00" } }] }), says("Wider and green."));
  await bench.ask("make it wider and green");
  await bench.ended("done");
  const context = String(model.chats[2]?.body.messages?.at(-1)?.content);
  expect(context).toContain('"selection":[{"id":"s1"');
  const changed = (await bench.document()).shapes[0];
  expect(changed).toMatchObject({ id: card?.id, width: 200, height: 40, fills: [{ fillColor: "#00ff00" }] });
  await expect(bench.lastAnswer()).toContainText("1 changed");
});

test("an edit that cannot be done changes nothing and says why", async ({ page }) => {
  model.script(calls("draw", { nodes: [{ type: "rectangle", name: "Card", x: 10, y: 10, width: 80, height: 40 }] }), says("Drawn."));
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("a card");
  await bench.ended("done");
  const before = await bench.document();
  const steps = [
    { action: "set", ids: ["s1"], set: { width: 200 } },
    { action: "set", ids: ["s99"], set: { width: 200 } },
  ];
  model.script(calls("edit", { steps }), says("I could not."));
  await bench.ask("make it wider");
  await bench.ended("done");
  expect(await bench.document()).toEqual(before);
  await expect(bench.lastAnswer().locator("[data-tool=edit]")).toHaveAttribute("data-state", "failed");
  await expect(bench.lastAnswer()).toContainText("s99");
});

test("Stop keeps what was said and drawn, and nothing follows", async ({ page }) => {
  const gate = new Gate();
  model.script({
    pieces: [
      text("Half a sen"),
      call(0, "draw"),
      callArguments(0, '{"nodes":[{"type":"rectangle","name":"One","x":0,"y":0,"width":10,"height":10},'),
      { gate },
      callArguments(0, '{"type":"rectangle","name":"Two","x":20,"y":0,"width":10,"height":10}]}'),
      ...finish("tool_calls"),
    ],
  });
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("two squares");
  await bench.expectShapes(1);
  await bench.stop.click();
  await bench.ended("stopped");
  await expect(bench.lastAnswer()).toContainText("Half a sen");
  await expect(bench.lastAnswer().locator("[data-tool=draw]")).toHaveAttribute("data-state", "stopped");
  await expect.poll(() => model.aborted).toBe(1);
  gate.open();
  await expect(bench.send).toBeVisible();
  expect(await bench.shapeCount()).toBe(1);
  expect(model.chats).toHaveLength(1);

  // The conversation goes on, and the request is one that every provider accepts.
  model.script(says("Fine."));
  await bench.ask("thank you");
  await bench.ended("done");
  const messages = model.chats[1]?.body.messages ?? [];
  const answered = messages.filter((message) => message.role === "tool").map((message) => message.tool_call_id);
  const called = messages.flatMap((message) => message.tool_calls ?? []).map((each) => each.id);
  expect(answered).toEqual(called);
});

test("an answer that is cut off ends in a clear state and can be tried again", async ({ page }) => {
  const gate = new Gate();
  model.script({ pieces: [text("I am about to"), { gate }, { destroy: true }] });
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("hello");
  await expect(bench.lastAnswer()).toContainText("I am about to");
  gate.open();
  await bench.ended("interrupted");
  await expect(bench.lastAnswer()).toContainText("I am about to");
  await expect(bench.lastAnswer()).toContainText(/cut off/i);
  model.script(says("Once more: hello!"));
  await bench.lastAnswer().getByRole("button", { name: /try again|retry/i }).first().click();
  await bench.ended("done");
  await expect(bench.lastAnswer()).toContainText("Once more: hello!");
});

test("an answer that ends without a finish reason is not a success", async ({ page }) => {
  model.script({ pieces: [text("Half")] });
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("hello");
  await bench.ended("interrupted");
});

test("a refused key is said in plain words, and the question stays", async ({ page }) => {
  model.script({ status: 401, body: '{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}' });
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("hello");
  await bench.ended("failed");
  await expect(bench.lastAnswer()).toContainText("The key was refused.");
  await expect(bench.transcript.locator("article[data-role=user]")).toHaveText(/hello/);
  expect(model.chats).toHaveLength(1);
});

test("a server in trouble is asked again by itself", async ({ page }) => {
  model.script({ status: 503, body: '{"error":{"message":"loading model"}}' }, says("Here I am."));
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("hello");
  await bench.ended("done");
  await expect(bench.lastAnswer()).toContainText("Here I am.");
  expect(model.chats).toHaveLength(2);
});

test("a layer that cannot be drawn does not take the others with it", async ({ page }) => {
  model.script(
    calls("draw", {
      nodes: [
        { type: "rectangle", name: "Good", x: 0, y: 0, width: 10, height: 10 },
        { type: "rectangle", name: "Bad", x: 0, y: 0, width: 10, height: 10, fill: "reddish" },
        { type: "text", name: "Font", x: 0, y: 40, text: "Hi", fontFamily: "No Such Font" },
        { type: "ellipse", name: "Also good", x: 30, y: 0, width: 10, height: 10 },
      ],
    }),
    says("Drawn."),
  );
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("some shapes");
  await bench.ended("done");
  expect((await bench.document()).shapes.map((shape) => shape.name)).toEqual(["Good", "Also good"]);
  const result = String(model.chats[1]?.body.messages?.at(-1)?.content);
  expect(result).toContain("reddish");
  expect(result).toContain("No Such Font");
});

test("Markdown streams as elements, and nothing in it becomes markup", async ({ page }) => {
  const hostile = '# Title\n\n- **one**\n- two\n\n`code`\n\n<img src=x onerror="window.hacked=1">\n\n[click](javascript:alert(1)) ![pic](http://127.0.0.1:9/x.png)\n';
  model.script({ pieces: [...[...hostile].map((character) => text(character)), ...finish("stop")] });
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("hello");
  await bench.ended("done");
  const answer = bench.lastAnswer();
  await expect(answer.getByRole("heading", { name: "Title" })).toBeVisible();
  await expect(answer.getByRole("listitem").filter({ hasText: /^(one|two)$/ })).toHaveCount(2);
  await expect(answer.locator("strong")).toHaveText("one");
  await expect(answer.locator("img")).toHaveCount(0);
  await expect(answer.locator("a[href^=javascript]")).toHaveCount(0);
  expect(await bench.panel.locator("html").evaluate(() => "hacked" in window)).toBe(false);
});
