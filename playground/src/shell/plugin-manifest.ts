/**
 * Reads a plugin's manifest as Penpot does.
 *
 * The host is computed from the manifest's address: its directory for version 2, its origin for version
 * 1. A write permission brings the matching read permission. The id depends only on name and host, so a
 * plugin finds its stored data again after a reload. Example:
 * `{"name":"Limn","code":"plugin.js","version":2,"permissions":["content:write"]}`.
 */

/** What the plugin runtime needs to load a plugin. */
export interface PluginManifest {
  pluginId: string;
  name: string;
  host: string;
  code: string;
  icon?: string;
  description?: string;
  version: number;
  permissions: string[];
}

/** The manifest cannot be used; the message says why and what to do, for the person at the screen. */
export class ManifestError extends Error {
  override name = "ManifestError";
}

/** Fetches and resolves the manifest; throws `ManifestError` when it cannot be had or is not one. */
export async function loadManifest(address: string): Promise<PluginManifest> {
  const url = parseAddress(address);
  let content: unknown;
  try {
    const response = await fetch(url, { cache: "no-store" });
    if (!response.ok) {
      throw new ManifestError(`${url.href} answers ${response.status}. Check the address.`);
    }
    content = await response.json();
  } catch (error) {
    if (error instanceof ManifestError) {
      throw error;
    }
    const reason = error instanceof SyntaxError ? "is not JSON" : "cannot be reached from this page";
    throw new ManifestError(`${url.href} ${reason}. Is the plugin being served, with CORS allowed?`);
  }
  return resolveManifest(content, url);
}

function parseAddress(address: string): URL {
  try {
    return new URL(address, window.location.href);
  } catch {
    throw new ManifestError(`“${address}” is not an address of a manifest.`);
  }
}

/** The manifest found at `url`, with everything resolved; throws `ManifestError` when it is not one. */
export function resolveManifest(content: unknown, url: URL): PluginManifest {
  const fields: Record<string, unknown> =
    typeof content === "object" && content !== null ? { ...content } : {};
  const { name, code, icon, description, version = 1, permissions } = fields;
  if (typeof name !== "string" || name === "" || typeof code !== "string" || code === "") {
    throw new ManifestError(`${url.href} lacks a name or a code address.`);
  }
  if (version !== 1 && version !== 2) {
    throw new ManifestError(`${url.href} has version ${String(version)}; only 1 and 2 are known.`);
  }
  const host = new URL(version === 1 ? "/" : ".", url).href;
  const listed = Array.isArray(permissions) ? permissions : [];
  return {
    pluginId: stableId(`${name}\n${host}`),
    name,
    host,
    code: new URL(code, host).href,
    version,
    permissions: expandPermissions(listed.filter((item) => typeof item === "string")),
    ...(typeof icon === "string" ? { icon: new URL(icon, host).href } : {}),
    ...(typeof description === "string" ? { description } : {}),
  };
}

function expandPermissions(permissions: readonly string[]): string[] {
  const expanded = permissions.flatMap((permission) =>
    permission.endsWith(":write") ? [permission, permission.replace(/:write$/, ":read")] : [permission],
  );
  return [...new Set(expanded)];
}

/** A UUID that depends only on the text: four FNV-1a sums with different starts. */
function stableId(text: string): string {
  const sums = [0, 1, 2, 3].map((start) => {
    let sum = (0x811c9dc5 ^ start) >>> 0;
    for (const byte of new TextEncoder().encode(text)) {
      sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
    }
    return sum.toString(16).padStart(8, "0");
  });
  const digits = sums.join("");
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`];
  return [...parts, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join("-");
}
