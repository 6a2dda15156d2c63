/**
 * A proxy between the panel and a real model server: it records what is said, and can disturb it.
 *
 * Requests and answers pass through byte for byte, CORS headers included, unless the test asked for
 * something else for the next chat request: other words in the request, or an interruption at a place
 * in the answer (the connection dies, the answer ends early, foreign words are put in, or the stream
 * waits at a gate). Invariant: `received` is exactly what was handed on to the panel.
 */
import { createServer, request as openRequest, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { Gate } from "./model_server.ts";

/** Says where in an answer something happens: the byte, once enough of the answer is there. */
export type Place = (answer: Buffer) => number | undefined;

/** One thing that happens there. What the panel must have seen before it dies belongs before a gate. */
export type Interruption = { gate: Gate } | { insert: string } | { destroy: true } | { end: true };

/** What is different about one chat request. */
export interface Disturbance {
  /** Changes the request on its way to the server. */
  rewrite?: (body: ChatBody) => ChatBody;
  /** Changes the answer on its way to the panel. */
  at?: Place;
  then?: Interruption[];
}

/** The part of a Chat Completions request that tests look at. */
export interface ChatBody {
  model: string;
  messages: { role: string; content: string }[];
  max_tokens?: number;
  temperature?: number;
  tools?: unknown;
  response_format?: { type: string; json_schema: { schema: object } };
}

/** One request and its answer. */
export interface Exchange {
  path: string;
  /** The body as the panel sent it, before any rewriting. */
  body: ChatBody | undefined;
  status: number;
  /** What was handed on to the panel so far. */
  received: Buffer;
  /** Whether the server's answer came to its own end and was handed on whole. */
  isWhole: boolean;
  /** Whether the panel closed the connection before that. */
  isAborted: boolean;
  startedAt: number;
  endedAt: number;
}

/** The words of an answer: all pieces of content, and why it ended, if it has. */
export interface StreamedAnswer {
  content: string;
  finishReason: string | undefined;
}

/** Reads the recorded bytes of an event stream. */
export function readAnswer(received: Buffer): StreamedAnswer {
  const answer: StreamedAnswer = { content: "", finishReason: undefined };
  for (const event of received.toString("utf8").split("\n\n")) {
    const data = /^data: (\{.*\})$/s.exec(event.trim())?.[1];
    if (data === undefined) continue;
    const chunk = JSON.parse(data) as {
      choices?: { delta?: { content?: string | null }; finish_reason?: string | null }[];
    };
    const choice = chunk.choices?.[0];
    answer.content += choice?.delta?.content ?? "";
    answer.finishReason = choice?.finish_reason ?? answer.finishReason;
  }
  return answer;
}

/** The place at which the words so far match: right after the event that completes the match. */
export function afterContent(pattern: RegExp): Place {
  return (answer) => {
    for (let end = answer.indexOf("\n\n"); end !== -1; end = answer.indexOf("\n\n", end + 2)) {
      if (pattern.test(readAnswer(answer.subarray(0, end + 2)).content)) return end + 2;
    }
    return undefined;
  };
}

/** The proxy. */
export class RecordingProxy {
  readonly exchanges: Exchange[] = [];
  private readonly disturbances: Disturbance[] = [];

  private constructor(
    private readonly server: Server,
    private readonly target: string,
  ) {}

  /** Starts a proxy before the server at `target` (`http://127.0.0.1:<port>`). */
  static async start(target: string): Promise<RecordingProxy> {
    const server = createServer();
    const proxy = new RecordingProxy(server, target);
    server.on("request", (request, response) => void proxy.pass(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  /** The address to put into the settings. */
  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** Requests for an answer, without those for models. */
  get chats(): Exchange[] {
    return this.exchanges.filter((exchange) => exchange.path.endsWith("/chat/completions"));
  }

  /** Disturbs the next chat request that is not yet spoken for. */
  disturb(disturbance: Disturbance): void {
    this.disturbances.push(disturbance);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    let raw = Buffer.concat(pieces);
    const exchange: Exchange = {
      path: request.url ?? "/",
      body: raw.length > 0 ? (JSON.parse(raw.toString("utf8")) as ChatBody) : undefined,
      status: 0,
      received: Buffer.alloc(0),
      isWhole: false,
      isAborted: false,
      startedAt: performance.now(),
      endedAt: Number.NaN,
    };
    const isChat = request.method === "POST" && exchange.path.endsWith("/chat/completions");
    const disturbance = (isChat && this.disturbances.shift()) || {};
    if (request.method !== "OPTIONS") this.exchanges.push(exchange);
    if (disturbance.rewrite && exchange.body) {
      raw = Buffer.from(JSON.stringify(disturbance.rewrite(structuredClone(exchange.body))));
    }
    const { host: _host, "content-length": _length, connection: _connection, ...headers } = request.headers;
    const upstream = openRequest(new URL(exchange.path, this.target), {
      method: request.method ?? "GET",
      headers: raw.length > 0 ? { ...headers, "content-length": raw.length } : headers,
    });
    const left = new Promise<void>((resolve) => {
      response.on("close", () => {
        exchange.endedAt = performance.now();
        exchange.isAborted = !response.writableEnded && !exchange.isWhole;
        upstream.destroy();
        resolve();
      });
    });
    upstream.on("error", () => response.destroy());
    upstream.on("response", (answer) => void relay(answer, response, exchange, disturbance, left).catch(() => response.destroy()));
    upstream.end(raw);
  }
}

/** Hands an answer on as it arrives. `left` resolves when the panel is gone. */
async function relay(
  answer: IncomingMessage,
  response: ServerResponse,
  exchange: Exchange,
  { at, then }: Disturbance,
  left: Promise<void>,
): Promise<void> {
  const { connection: _connection, "keep-alive": _keepAlive, "transfer-encoding": _encoding, ...headers } = answer.headers;
  exchange.status = answer.statusCode ?? 502;
  response.writeHead(exchange.status, headers);
  response.flushHeaders();
  const hand = (bytes: Buffer): void => {
    exchange.received = Buffer.concat([exchange.received, bytes]);
    response.write(bytes);
  };
  let isPending = at !== undefined && then !== undefined;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    let rest = piece;
    const place = isPending ? at?.(Buffer.concat([exchange.received, piece])) : undefined;
    if (then !== undefined && place !== undefined) {
      isPending = false;
      const cut = Math.max(place - exchange.received.length, 0);
      hand(rest.subarray(0, cut));
      rest = rest.subarray(cut);
      for (const step of then) {
        if ("gate" in step) await Promise.race([step.gate.pass(), left]);
        else if ("insert" in step) hand(Buffer.from(step.insert));
        else if ("destroy" in step) return void response.destroy();
        else return void response.end();
      }
    }
    if (response.destroyed) return;
    hand(rest);
  }
  exchange.isWhole = true;
  response.end();
}
