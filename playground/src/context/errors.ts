/**
 * How the plugin API reports that something is not valid.
 *
 * One mechanism: the text `[PENPOT PLUGIN] Value not valid: <value>. Code: :<code>`, thrown when the
 * plugin's flag `throwValidationErrors` is set, written to the console otherwise. Values are printed
 * as Penpot prints them, in Clojure's notation: keywords `:plus`, maps `{:fill-color "red"}`.
 */

/** A refused value on its way to whoever reports it. */
export class NotValid extends Error {
  constructor(code: string, value?: unknown) {
    const shown = value === null || value === undefined ? "" : `: ${printValue(value)}`;
    super(`[PENPOT PLUGIN] Value not valid${shown}. Code: :${code}`);
    this.name = "NotValid";
  }
}

/** Part of the typed API that the playground does not have. */
export class NotImplemented extends Error {
  constructor(member: string) {
    super(`not implemented in the playground: ${member}`);
    this.name = "NotImplemented";
  }
}

/** A word that Penpot has turned into a keyword before it looked at it. */
export class Keyword {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  toString(): string {
    return `:${this.#name}`;
  }
}

/** A value that Penpot has turned into its own maps and vectors before it looked at it. */
export class Parsed {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }

  toString(): string {
    return printParsed(this.value);
  }
}

/** A string as the keyword that it was meant to be; other values stay. */
export function asKeyword(value: unknown): unknown {
  return typeof value === "string" ? new Keyword(value) : value;
}

function printValue(value: unknown): string {
  return typeof value === "symbol" ? (value.description ?? "") : String(value);
}

function printParsed(value: unknown): string {
  if (value === null || value === undefined) {
    return "nil";
  }
  if (typeof value === "string") {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(printParsed).join(" ")}]`;
  }
  if (typeof value === "object") {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return `{${entries.map(([key, inner]) => `:${kebab(key)} ${printParsed(inner)}`).join(", ")}}`;
  }
  return String(value);
}

function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What a plugin reads when it may not write. */
export const NO_WRITE_PERMISSION = "Plugin doesn't have 'content:write' permission";

/** What a plugin reads when it changes a page that is not open. */
export const NOT_ACTIVE_PAGE = "Cannot modify a page that is not currently active";
