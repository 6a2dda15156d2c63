/** The ledger: nothing is applied twice, batches do not overlap, what became of them is told. */

import assert from "node:assert/strict";
import test from "node:test";
import { applyOnce, createLedger, readLedger } from "../src/ledger";
import type { Applied } from "../src/protocol";
import { Refusal } from "../src/refusal";

const nothing = (): Applied => ({ created: [], changed: [], removed: [] });
const removed = (id: string): Applied => ({ ...nothing(), removed: [{ id, name: id, layers: 1 }] });

/** A promise that the test settles. */
function deferred<Value>() {
  let resolve!: (value: Value) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

test("a batch that was applied is answered from memory", async () => {
  const ledger = createLedger();
  let runs = 0;
  const work = async () => {
    runs += 1;
    return removed(`run ${runs}`);
  };
  const first = await applyOnce(ledger, "a", work);
  assert.deepEqual(await applyOnce(ledger, "a", work), first);
  assert.equal(runs, 1);
});

test("a duplicate that comes while the first is under way waits for it", async () => {
  const ledger = createLedger();
  const gate = deferred<Applied>();
  let runs = 0;
  const work = () => {
    runs += 1;
    return gate.promise;
  };
  const answers = [applyOnce(ledger, "a", work), applyOnce(ledger, "a", work)];
  gate.resolve(removed("x"));
  assert.deepEqual(await Promise.all(answers), [removed("x"), removed("x")]);
  assert.equal(runs, 1);
});

test("batches run one after the other, also after one that failed", async () => {
  const ledger = createLedger();
  const gate = deferred<Applied>();
  const order: string[] = [];
  const first = applyOnce(ledger, "a", async () => {
    order.push("a begins");
    await gate.promise;
    order.push("a ends");
    throw new Refusal("REJECTED", "no");
  });
  const second = applyOnce(ledger, "b", async () => {
    order.push("b begins");
    return nothing();
  });
  gate.resolve(nothing());
  await assert.rejects(first, { message: "no" });
  await second;
  assert.deepEqual(order, ["a begins", "a ends", "b begins"]);
});

test("a batch that failed cleanly may be tried again, one that is partly there may not", async () => {
  const ledger = createLedger();
  await assert.rejects(applyOnce(ledger, "a", () => Promise.reject(new Refusal("REJECTED", "no", 2))));
  assert.deepEqual(await applyOnce(ledger, "a", async () => removed("x")), removed("x"));

  await assert.rejects(applyOnce(ledger, "b", () => Promise.reject(new Refusal("ROLLBACK_FAILED", "partly", 1))));
  await assert.rejects(
    applyOnce(ledger, "b", async () => assert.fail("must not run again")),
    { code: "ROLLBACK_FAILED", message: "partly", operation: 1 },
  );
});

test("only what was applied is listed, and what is under way is waited for", async () => {
  const ledger = createLedger();
  await applyOnce(ledger, "done", async () => removed("x"));
  await applyOnce(ledger, "failed", () => Promise.reject(new Refusal("REJECTED", "no"))).catch(() => {});
  const gate = deferred<Applied>();
  const running = applyOnce(ledger, "running", () => gate.promise);
  const listing = readLedger(ledger, ["running", "failed", "unknown", "done"]);
  gate.resolve(removed("y"));
  await running;
  assert.deepEqual(await listing, [
    { operationId: "running", applied: removed("y") },
    { operationId: "done", applied: removed("x") },
  ]);
});

test("the ledger forgets its oldest entries and stays bounded", async () => {
  const ledger = createLedger();
  for (let index = 0; index < 1005; index += 1) {
    await applyOnce(ledger, `op ${index}`, async () => nothing());
  }
  assert.equal(ledger.applied.size, 1000);
  assert.equal(ledger.pending.size, 0);
  assert.deepEqual((await readLedger(ledger, ["op 0", "op 1004"])).map((entry) => entry.operationId), ["op 1004"]);
});
