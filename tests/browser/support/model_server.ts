/**
 * A scripted Chat Completions server: the test decides what is sent, and when.
 *
 * Each request to `/v1/chat/completions` takes the next script. A script is a list of pieces of an
 * event stream and gates; at a gate the stream waits until the test opens it, so that "while the
 * answer streams" is a state and not a guess about time. Requests are kept for the test to look at.
 * A request without a script is refused, and fails the test when its server is closed.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Waits in a stream until the test opens it. */
export class Gate {
  private release: () => void = () => {};
  readonly opened = new Promise<void>((resolve) => (this.release = resolve));
  /** Resolves when a stream has come to the gate. */
  private arrive: () => void = () => {};
  readonly reached = new Promise<void>((resolve) => (this.arrive = resolve));

  open(): void {
    this.release();
  }

  /** For the server. */
  async pass(): Promise<void> {
    this.arrive();
    await this.opened;
  }
}

/** A piece of a script. */
export type Piece = { chunk: unknown } | { raw: string } | { gate: Gate } | { destroy: true };

/** A script: what one request is answered with. */
export interface Script {
  status?: number;
  headers?: Record<string, string>;
  /** A body that is not a stream. */
  body?: string;
  pieces?: Piece[];
}

/** A piece of text. */
export function text(content: string): Piece {
  return delta({ content });
}

/** The beginning of a tool call. */
export function call(index: number, name: string, id = `call_${index}`): Piece {
  return delta({ tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }] });
}

/** More of a tool call's arguments. */
export function callArguments(index: number, piece: string): Piece {
  return delta({ tool_calls: [{ index, function: { arguments: piece } }] });
}

/** The end of an answer. */
export function finish(reason: "stop" | "tool_calls" | "length" | "content_filter"): Piece[] {
  return [
    { chunk: { id: "c", object: "chat.completion.chunk", choices: [{ index: 0, delta: {}, finish_reason: reason }] } },
    { chunk: { id: "c", choices: [], usage: { prompt_tokens: 100, completion_tokens: 20 } } },
    { raw: "data: [DONE]\n\n" },
  ];
}

function delta(delta: object): Piece {
  return { chunk: { id: "c", object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: null }] } };
}

/** A whole answer in text. */
export function says(content: string): Script {
  return { pieces: [text(content), ...finish("stop")] };
}

/** A whole answer that calls one tool, its arguments in pieces of `size` characters. */
export function calls(name: string, input: unknown, size = 40): Script {
  const json = JSON.stringify(input);
  const pieces: Piece[] = [];
  for (let at = 0; at < json.length; at += size) pieces.push(callArguments(0, json.slice(at, at + size)));
  return { pieces: [call(0, name), ...pieces, ...finish("tool_calls")] };
}

/** A request as it arrived. */
export interface SeenRequest {
  path: string;
  headers: IncomingMessage["headers"];
  body: {
    model?: string;
    messages?: { role: string; content?: unknown; tool_call_id?: string; tool_calls?: { id: string }[] }[];
    tools?: { function: { name: string } }[];
  };
}

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*",
  "access-control-allow-private-network": "true",
};

/** The server. */
export class ModelServer {
  readonly requests: SeenRequest[] = [];
  /** Connections that the panel closed before the script was over. */
  aborted = 0;
  /** Requests that no script was there for. */
  private unscripted = 0;

  private constructor(
    private readonly server: Server,
    private readonly scripts: Script[],
  ) {}

  static async start(...scripts: Script[]): Promise<ModelServer> {
    const server = createServer();
    const model = new ModelServer(server, scripts);
    server.on("request", (request, response) => void model.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return model;
  }

  /** The address to put into the settings. */
  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** Appends scripts. */
  script(...scripts: Script[]): void {
    this.scripts.push(...scripts);
  }

  /** Requests for an answer, without those for models. */
  get chats(): SeenRequest[] {
    return this.requests.filter((request) => request.path.endsWith("/chat/completions"));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    if (this.unscripted > 0) throw new Error(`${this.unscripted} requests came that the test has no script for`);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "OPTIONS") {
      response.writeHead(204, CORS).end();
      return;
    }
    let raw = "";
    for await (const piece of request) raw += String(piece);
    const path = request.url ?? "";
    this.requests.push({ path, headers: request.headers, body: raw ? JSON.parse(raw) : {} });
    if (path.endsWith("/models")) {
      response.writeHead(200, { ...CORS, "content-type": "application/json" });
      response.end(JSON.stringify({ object: "list", data: [{ id: "test-model", object: "model" }] }));
      return;
    }
    const script = this.scripts.shift();
    if (!script) this.unscripted += 1;
    await this.play(script ?? { status: 400, body: '{"error":{"message":"no script for this request"}}' }, response);
  }

  private async play(script: Script, response: ServerResponse): Promise<void> {
    if (script.body !== undefined) {
      response.writeHead(script.status ?? 200, { ...CORS, "content-type": "application/json", ...script.headers });
      response.end(script.body);
      return;
    }
    response.writeHead(script.status ?? 200, { ...CORS, "content-type": "text/event-stream", ...script.headers });
    response.flushHeaders();
    let isOpen = true;
    response.on("close", () => {
      if (!response.writableFinished) this.aborted += 1;
      isOpen = false;
    });
    for (const piece of script.pieces ?? []) {
      if (!isOpen) return;
      if ("gate" in piece) await piece.gate.pass();
      else if ("destroy" in piece) return void response.destroy();
      else response.write("raw" in piece ? piece.raw : `data: ${JSON.stringify(piece.chunk)}\n\n`);
    }
    response.end();
  }
}
