/** How a plugin's manifest is resolved. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ManifestError, resolveManifest } from "../src/shell/plugin-manifest";

const ADDRESS = new URL("http://127.0.0.1:4000/limn/manifest.json");
const CONTENT = { name: "Limn", code: "plugin.js", version: 2, permissions: ["content:write", "user:read"] };

test("version 2 resolves against the directory of the manifest, version 1 against its origin", () => {
  assert.equal(resolveManifest(CONTENT, ADDRESS).host, "http://127.0.0.1:4000/limn/");
  assert.equal(resolveManifest(CONTENT, ADDRESS).code, "http://127.0.0.1:4000/limn/plugin.js");
  assert.equal(resolveManifest({ ...CONTENT, version: 1 }, ADDRESS).host, "http://127.0.0.1:4000/");
});

test("a manifest without a version has version 1", () => {
  const { name, code } = CONTENT;
  assert.equal(resolveManifest({ name, code }, ADDRESS).version, 1);
});

test("a permission to write brings the one to read, once", () => {
  const { permissions } = resolveManifest(
    { ...CONTENT, permissions: ["content:write", "content:read", "library:write", 7] },
    ADDRESS,
  );
  assert.deepEqual(permissions, ["content:write", "content:read", "library:write", "library:read"]);
});

test("the plugin's id is a UUID that depends on name and host only", () => {
  const id = resolveManifest(CONTENT, ADDRESS).pluginId;
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(resolveManifest({ ...CONTENT, code: "other.js" }, ADDRESS).pluginId, id);
  assert.notEqual(resolveManifest({ ...CONTENT, name: "Other" }, ADDRESS).pluginId, id);
  assert.notEqual(resolveManifest(CONTENT, new URL("http://127.0.0.1:4001/limn/manifest.json")).pluginId, id);
});

test("what is no manifest is refused with a reason", () => {
  for (const content of [null, [], "Limn", {}, { name: "Limn" }, { ...CONTENT, version: 3 }, { ...CONTENT, name: "" }]) {
    assert.throws(() => resolveManifest(content, ADDRESS), ManifestError);
  }
});
