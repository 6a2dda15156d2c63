/** The bundle, and the check that keeps it acceptable to the sandbox. */

import assert from "node:assert/strict";
import test from "node:test";
import { bundlePlugin, refusedBySandbox } from "../build.mjs";

test("what the sandbox refuses is found, with its line", () => {
  assert.deepEqual(refusedBySandbox("const a = 1;"), []);
  const refused = ['a;\nimport("x")', "eval (1)", "while (n-->0);", "'<!--'", "export const a = 1;", "import.meta.url"];
  for (const code of refused) {
    assert.equal(refusedBySandbox(code).length, 1, code);
  }
  assert.match(refusedBySandbox(refused[0])[0] ?? "", /^line 2: .*dynamic import/);
});

test("the bundle is one classic script that the sandbox takes", async () => {
  const code = await bundlePlugin();
  assert.doesNotThrow(() => new Function(code));
  assert.match(code, /^\s*"use strict";\s*\(\(\) => \{/);
});
