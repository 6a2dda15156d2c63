/**
 * Identifiers of files, pages and shapes: UUIDs, as in Penpot.
 */

/** Gives a new UUID with every call. */
export type IdSource = () => string;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Random UUIDs from the platform. */
export function randomIds(): IdSource {
  return () => crypto.randomUUID();
}

/** Whether `text` has the form of a UUID; the version is not looked at. */
export function isUuid(text: unknown): text is string {
  return typeof text === "string" && UUID.test(text);
}
