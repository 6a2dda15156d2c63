/**
 * The few globals of the plugin sandbox that are neither ECMAScript nor `penpot`.
 *
 * No DOM library is referenced in `tsconfig.json`, so that a name which the sandbox lacks
 * (`window`, `crypto`, `MessagePort`, `structuredClone` …) fails to compile.
 */

/** Runs `handler` once after `delay` ms; cleared by the host when the plugin closes. */
declare function setTimeout(handler: () => void, delay?: number): unknown;

declare const console: {
  warn(...values: unknown[]): void;
};
