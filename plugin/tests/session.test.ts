/** What outlives an evaluation, and how floods of changes are told. */

import assert from "node:assert/strict";
import test from "node:test";
import { coalesce } from "../src/events";
import type { HostEvent } from "../src/protocol";
import { beginEpoch } from "../src/state";

test("a second evaluation keeps nonce, theme and ledger and begins the next epoch", () => {
  const scope = {};
  const first = beginEpoch(scope, "dark");
  const { nonce, ledger, epoch } = first;
  const second = beginEpoch(scope, "light");
  assert.match(nonce, /^[0-9a-f]{32}$/);
  assert.equal(second.nonce, nonce);
  assert.equal(second.theme, "dark");
  assert.equal(second.ledger, ledger);
  assert.deepEqual([epoch, second.epoch], [1, 2]);
  assert.notEqual(beginEpoch({}, "dark").nonce, nonce);
});

test("a flood of changes becomes one event a kind, with the state at the end", () => {
  const scheduled: (() => void)[] = [];
  const pushed: HostEvent[] = [];
  const send = coalesce((event) => pushed.push(event), (run) => scheduled.push(run));
  let count = 0;
  for (let index = 0; index < 10_000; index += 1) {
    count = index;
    send("SELECTION_CHANGE", () => ({ type: "SELECTION_CHANGE", payload: { selection: [], count } }));
    send("THEME_CHANGE", () => ({ type: "THEME_CHANGE", payload: { theme: "light" } }));
  }
  scheduled.splice(0).forEach((run) => run());
  assert.deepEqual(pushed, [
    { type: "SELECTION_CHANGE", payload: { selection: [], count: 9999 } },
    { type: "THEME_CHANGE", payload: { theme: "light" } },
  ]);
  send("THEME_CHANGE", () => { throw new Error("gone"); });
  assert.doesNotThrow(() => scheduled.splice(0).forEach((run) => run()));
  send("THEME_CHANGE", () => ({ type: "THEME_CHANGE", payload: { theme: "dark" } }));
  scheduled.splice(0).forEach((run) => run());
  assert.equal(pushed.length, 3);
});
