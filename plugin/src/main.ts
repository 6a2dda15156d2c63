/**
 * The plugin script: opens the panel and serves it. It knows Penpot and the protocol, nothing else.
 *
 * Penpot evaluates it in a sandbox (a SES compartment without DOM), and again whenever the panel's
 * iframe reloads; see `state.ts` for what must then be the same.
 */

import { createChannel } from "./channel";
import { hello, listen } from "./events";
import { answerRequest } from "./requests";
import { beginEpoch } from "./state";

/** Size of the panel when it opens, px. */
const PANEL = { width: 360, height: 640 };

// Without it Penpot writes refusals to the console and goes on as if nothing had happened; manifests
// of version 2 have it by default only from Penpot 2.18 on.
penpot.flags.throwValidationErrors = true;

// With it, `children` lists layers from back to front (in flex boards from start to end) and
// `appendChild` puts a layer at the end of that list. Without it, appending puts layers at the back
// and flex boards read reversed. All of `tree.ts` rests on this.
penpot.flags.naturalChildOrdering = true;

const state = beginEpoch(globalThis, penpot.theme);

const channel = createChannel({
  nonce: state.nonce,
  epoch: state.epoch,
  hello,
  answer: (type, payload) => answerRequest(type, payload, state.ledger),
});

penpot.ui.onMessage<unknown>((message) => channel.receive(message));
listen((event) => channel.push(event));

// The address must be the same in each evaluation, or Penpot opens a second panel.
penpot.ui.open("Limn", `?nonce=${state.nonce}&theme=${state.theme}`, PANEL);
