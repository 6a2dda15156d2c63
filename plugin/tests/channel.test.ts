/** The handshake and the port, over real MessagePorts. */

import assert from "node:assert/strict";
import test from "node:test";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { createChannel, type Channel, type ChannelOptions } from "../src/channel";
import type { HostHello, HostReply } from "../src/protocol";
import { Refusal } from "../src/refusal";

const HELLO: HostHello = {
  protocol: 1, theme: "dark", fileId: "f", fileName: "File", pageId: "p", pageName: "Page",
  canWrite: true, selection: [],
};
const DONE: HostReply = { type: "DONE", payload: {} };

type Message = Record<string, unknown>;

/** The panel's end of a channel; closed when the test ends. */
class Panel {
  readonly received: Message[] = [];
  private readonly port: MessagePort;
  readonly handedOver: MessagePort;

  constructor(onEnd: (run: () => void) => void) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.handedOver = port2;
    this.port.on("message", (message: Message) => this.received.push(message));
    onEnd(() => port1.close());
  }

  send(message: unknown): void {
    this.port.postMessage(message);
  }

  connect(channel: Channel, changes: Message = {}): void {
    channel.receive({ app: "limn", type: "CONNECT", nonce: "secret", protocol: 1, port: this.handedOver, ...changes });
  }

  /** Resolves with the message at `index` as soon as it is there. */
  async message(index: number): Promise<Message> {
    for (let turn = 0; turn < 2000; turn += 1) {
      const message = this.received[index];
      if (message !== undefined) {
        return message;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error(`message ${index} did not come; got ${JSON.stringify(this.received)}`);
  }
}

/** Lets everything that is under way between ports arrive: a message of our own overtakes nothing. */
async function flush(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise<void>((resolve) => {
      port2.once("message", () => resolve());
      port1.postMessage(null);
    });
  }
  port1.close();
}

function channelWith(changes: Partial<ChannelOptions> = {}): Channel {
  return createChannel({ nonce: "secret", epoch: 3, hello: () => HELLO, answer: async () => DONE, ...changes });
}

test("a CONNECT with the nonce is greeted on its port", async (t) => {
  const panel = new Panel((end) => t.after(end));
  panel.connect(channelWith());
  assert.deepEqual(await panel.message(0), { epoch: 3, type: "HELLO", payload: HELLO });
});

test("forged and foreign window messages are ignored and counted", async (t) => {
  const panel = new Panel((end) => t.after(end));
  const channel = channelWith();
  const forged: unknown[] = [null, undefined, 7, "CONNECT", [], { type: "CONNECT" }, { app: "limn", type: "APPLY", payload: {} }];
  for (const message of forged) {
    channel.receive(message);
  }
  const wrong: Message[] = [{ nonce: "guess" }, { nonce: undefined }, { app: "other" }, { type: "HELLO" }, { protocol: "1" }, { port: {} }, { port: null }];
  for (const changes of wrong) {
    panel.connect(channel, changes);
  }
  await flush();
  assert.equal(channel.ignored(), forged.length + wrong.length);
  assert.deepEqual(panel.received, []);
});

test("a panel of another version is greeted, so that it can say so", async (t) => {
  const panel = new Panel((end) => t.after(end));
  panel.connect(channelWith(), { protocol: 99 });
  assert.equal((await panel.message(0))["type"], "HELLO");
});

test("a greeting that cannot be made does not throw into Penpot's message loop", () => {
  const port = { postMessage: () => {}, onmessage: null };
  const channel = channelWith({ hello: () => { throw new Error("no file"); } });
  assert.doesNotThrow(() => channel.receive({ app: "limn", type: "CONNECT", nonce: "secret", protocol: 1, port }));
});

test("READY decides for one of several ports, whichever HELLO the panel saw", async (t) => {
  const channel = channelWith();
  const panels = [0, 1, 2].map(() => new Panel((end) => t.after(end)));
  for (const panel of panels) {
    panel.connect(channel);
    await panel.message(0);
  }
  const [first, second, third] = panels as [Panel, Panel, Panel];
  first.send({ epoch: 3, type: "READY" });
  await flush();
  for (const panel of panels) {
    panel.send({ id: "1", epoch: 3, type: "PING" });
  }
  assert.equal((await first.message(1))["type"], "DONE");
  await flush();
  assert.equal(second.received.length, 1);
  assert.equal(third.received.length, 1);
});

test("after READY every window message is ignored, the right nonce notwithstanding", async (t) => {
  const channel = channelWith();
  const panel = new Panel((end) => t.after(end));
  panel.connect(channel);
  panel.send({ epoch: 3, type: "READY" });
  await flush();
  const thief = new Panel((end) => t.after(end));
  thief.connect(channel);
  await flush();
  assert.deepEqual(thief.received, []);
  assert.equal(channel.ignored(), 1);
  channel.push({ type: "THEME_CHANGE", payload: { theme: "light" } });
  assert.deepEqual(await panel.message(1), { epoch: 3, type: "THEME_CHANGE", payload: { theme: "light" } });
});

test("a READY of another epoch decides nothing", async (t) => {
  const channel = channelWith();
  const panel = new Panel((end) => t.after(end));
  panel.connect(channel);
  panel.send({ epoch: 2, type: "READY" });
  await flush();
  const next = new Panel((end) => t.after(end));
  next.connect(channel);
  assert.equal((await next.message(0))["type"], "HELLO");
});

test("each well-formed request gets one answer, and malformed ones get none", async (t) => {
  const seen: unknown[] = [];
  const channel = channelWith({
    answer: async (type, payload) => {
      seen.push([type, payload]);
      return DONE;
    },
  });
  const panel = new Panel((end) => t.after(end));
  panel.connect(channel);
  const malformed = [null, 1, {}, { id: "1", type: "A" }, { id: "1", epoch: 2, type: "A" }, { id: 7, epoch: 3, type: "A" }, { id: "", epoch: 3, type: "A" }, { id: "1", epoch: 3 }];
  malformed.forEach((message) => panel.send(message));
  panel.send({ id: "x", epoch: 3, type: "SELECT_SHAPES", payload: { ids: [] } });
  assert.deepEqual(await panel.message(1), { id: "x", epoch: 3, type: "DONE", payload: {} });
  await flush();
  assert.equal(panel.received.length, 2);
  assert.deepEqual(seen, [["SELECT_SHAPES", { ids: [] }]]);
});

test("whatever goes wrong becomes one ERROR answer with a code", async (t) => {
  const throwing = { type: "PAGE", payload: { get pageId(): string { throw new Error("[PENPOT PLUGIN] Value not valid. Code: :x"); } } };
  const answers: Record<string, () => Promise<HostReply>> = {
    refused: () => Promise.reject(new Refusal("NOT_FOUND", "gone", 4)),
    rejected: () => Promise.reject("[PENPOT PLUGIN] Value not valid: -3. Code: :opacity"),
    denied: () => Promise.reject(new Error("Permission content:write is not granted")),
    getter: async () => throwing as unknown as HostReply,
  };
  const channel = channelWith({ answer: (type) => answers[type]?.() ?? Promise.reject(new Error("?")) });
  const panel = new Panel((end) => t.after(end));
  panel.connect(channel);
  Object.keys(answers).forEach((type) => panel.send({ id: type, epoch: 3, type }));
  await panel.message(4);
  const byId = new Map(panel.received.slice(1).map((message) => [message["id"], message]));
  assert.deepEqual(byId.get("refused")?.["payload"], { code: "NOT_FOUND", message: "gone", operation: 4 });
  assert.deepEqual(byId.get("rejected")?.["payload"], { code: "REJECTED", message: "Value not valid: -3. Code: :opacity" });
  assert.equal((byId.get("denied")?.["payload"] as Message)["code"], "READ_ONLY");
  assert.deepEqual(byId.get("getter")?.["payload"], { code: "REJECTED", message: "Value not valid. Code: :x" });
});
