/**
 * The private channel to the panel: handshake, then one answer for every request.
 *
 * Penpot hands every window message of its page to every plugin, without saying who sent it. So
 * the panel proves itself once with the nonce that stood in its address, hands over a MessagePort,
 * and from then on nothing but that port counts:
 *
 *   panel → window  {"app":"limn","type":"CONNECT","nonce":"…","protocol":1,"port":MessagePort}
 *   port  → panel   {"epoch":1,"type":"HELLO","payload":{…}}
 *   panel → port    {"epoch":1,"type":"READY"}
 *   panel → port    {"epoch":1,"id":"…","type":"GET_SELECTED_SHAPES","payload":{"depth":1}}
 *
 * The panel repeats CONNECT, with a new port each time, until it sees a HELLO. HELLOs may cross
 * with repeated CONNECTs, therefore every port is listened to until READY arrives on one of them;
 * that one stays, and every later window message is ignored.
 *
 * Invariant: `receive` never throws (Penpot would then stop delivering to others), and every
 * well-formed request of this epoch gets exactly one answer.
 */

import { APP_TAG, type HostEvent, type HostHello, type HostReply } from "./protocol";
import { Refusal, toRefusal } from "./refusal";

/** A MessagePort, as far as it is used; the sandbox has no such global to name. */
export interface Port {
  postMessage(message: unknown): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  close?(): void;
}

/** What the channel needs to know and to ask. */
export interface ChannelOptions {
  nonce: string;
  epoch: number;
  /** What to greet the panel with, read afresh for each CONNECT. */
  hello(): HostHello;
  /** Answers one request; rejects with a `Refusal` or with whatever Penpot threw. */
  answer(type: string, payload: unknown): Promise<HostReply>;
}

/** The open end of the channel. */
export interface Channel {
  /** Takes a window message. */
  receive(message: unknown): void;
  /** Tells the panel something unasked; dropped while no panel is connected. */
  push(event: HostEvent): void;
  /** How many window messages were ignored. */
  ignored(): number;
}

/** Ports that may wait for READY; a panel that asks more often drops its oldest. */
const MOST_CANDIDATES = 8;

/** Creates the channel of one evaluation. */
export function createChannel(options: ChannelOptions): Channel {
  const { nonce, epoch } = options;
  let ports: Port[] = [];
  let ready = false;
  let ignored = 0;

  /** Keeps `port` as the only one. */
  function settleOn(port: Port): void {
    ready = true;
    for (const other of ports) {
      if (other !== port) {
        release(other);
      }
    }
    ports = [port];
  }

  function onPortMessage(port: Port, data: unknown): void {
    if (!isRecord(data) || data["epoch"] !== epoch || typeof data["type"] !== "string") {
      return;
    }
    if (data["type"] === "READY" && data["id"] === undefined) {
      if (!ready) {
        settleOn(port);
      }
      return;
    }
    if (typeof data["id"] === "string" && data["id"] !== "") {
      void respond(port, data["id"], data["type"], data["payload"]);
    }
  }

  async function respond(port: Port, id: string, type: string, payload: unknown): Promise<void> {
    let answer: unknown;
    try {
      const reply = await options.answer(type, payload);
      answer = toPlainJson({ id, epoch, ...reply });
    } catch (error) {
      answer = { id, epoch, type: "ERROR", payload: toRefusal(error).toPayload() };
    }
    port.postMessage(answer);
  }

  return {
    receive(message: unknown): void {
      const port = ready ? null : portOf(message, nonce);
      if (port === null) {
        ignored += 1;
        return;
      }
      try {
        port.onmessage = (event) => onPortMessage(port, event.data);
        ports.push(port);
        for (const oldest of ports.splice(0, ports.length - MOST_CANDIDATES)) {
          release(oldest);
        }
        port.postMessage(toPlainJson({ epoch, type: "HELLO", payload: options.hello() }));
      } catch (error) {
        console.warn("Limn: the panel could not be greeted:", toRefusal(error).message);
      }
    },
    push(event: HostEvent): void {
      const message = toPlainJson({ epoch, ...event });
      for (const port of ports) {
        port.postMessage(message);
      }
    },
    ignored: () => ignored,
  };
}

/** The port of a CONNECT with the right nonce. Its protocol number may differ: the panel compares. */
function portOf(message: unknown, nonce: string): Port | null {
  if (
    !isRecord(message) ||
    message["app"] !== APP_TAG ||
    message["type"] !== "CONNECT" ||
    message["nonce"] !== nonce ||
    typeof message["protocol"] !== "number"
  ) {
    return null;
  }
  const port = message["port"];
  return isRecord(port) && typeof port["postMessage"] === "function" ? (port as unknown as Port) : null;
}

function release(port: Port): void {
  port.onmessage = null;
  port.close?.();
}

/**
 * A copy made of plain data only. Shapes are live proxies: a getter that throws does so here, where
 * it becomes an ERROR answer, and not inside `postMessage`, where the answer would be lost.
 */
function toPlainJson(value: unknown): unknown {
  const text = JSON.stringify(value);
  if (text === undefined) {
    throw new Refusal("REJECTED", "The answer could not be written down.");
  }
  return JSON.parse(text) as unknown;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
