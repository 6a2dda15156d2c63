/**
 * Walking the tree of shapes, and the laws that it obeys.
 */
import { ROOT_ID, type PageRecord, type ShapeRecord } from "./model";

/** Something that finds shapes by id: a page, or an edit of one. */
export interface ShapeLookup {
  get(id: string): ShapeRecord | undefined;
}

/** The record, or an error that names what is wrong with the tree. */
export function need(shapes: ShapeLookup, id: string): ShapeRecord {
  const record = shapes.get(id);
  if (record === undefined) {
    throw new Error(`no shape ${id} on this page`);
  }
  return record;
}

/** The shape and everything below it, parents before children. */
export function subtree(shapes: ShapeLookup, id: string): ShapeRecord[] {
  const found: ShapeRecord[] = [];
  const visit = (current: string): void => {
    const record = shapes.get(current);
    if (record !== undefined) {
      found.push(record);
      record.childIds.forEach(visit);
    }
  };
  visit(id);
  return found;
}

/** The parents of a shape from the nearest to the root. */
export function ancestors(shapes: ShapeLookup, id: string): ShapeRecord[] {
  const found: ShapeRecord[] = [];
  let record = shapes.get(id);
  while (record !== undefined && record.parentId !== null) {
    record = shapes.get(record.parentId);
    if (record !== undefined) {
      found.push(record);
    }
  }
  return found;
}

/** The nearest board around a shape; the root counts. */
export function boardAround(shapes: ShapeLookup, id: string): ShapeRecord | undefined {
  return ancestors(shapes, id).find((record) => record.type === "board");
}

/** Whether `id` is `ancestorId` or lies below it. */
export function isInside(shapes: ShapeLookup, id: string, ancestorId: string): boolean {
  return id === ancestorId || ancestors(shapes, id).some((record) => record.id === ancestorId);
}

/** The ids in the order in which they are painted, back to front. */
export function inPaintOrder(shapes: ShapeLookup, ids: readonly string[]): string[] {
  const wanted = new Set(ids);
  return subtree(shapes, ROOT_ID)
    .map((record) => record.id)
    .filter((id) => wanted.has(id));
}

/**
 * What is wrong with a page, as sentences; an empty list when nothing is.
 *
 * Checked: parents and children agree, ids are unique, everything hangs on the root, groups are not
 * empty, no number is NaN or infinite.
 */
export function checkPage(page: PageRecord): string[] {
  const faults: string[] = [];
  const reached = new Set<string>();
  for (const record of subtree(page.shapes, ROOT_ID)) {
    if (reached.has(record.id)) {
      faults.push(`${record.id} is listed twice`);
    }
    reached.add(record.id);
    for (const childId of record.childIds) {
      const child = page.shapes.get(childId);
      if (child === undefined) {
        faults.push(`${record.id} lists ${childId}, which does not exist`);
      } else if (child.parentId !== record.id) {
        faults.push(`${childId} is listed by ${record.id} but names ${String(child.parentId)}`);
      }
    }
    if (record.type === "group" && record.childIds.length === 0) {
      faults.push(`the group ${record.id} is empty`);
    }
    faults.push(...badNumbers(record, record.id));
  }
  for (const [key, record] of page.shapes) {
    if (key !== record.id) {
      faults.push(`${record.id} is stored as ${key}`);
    }
    if (!reached.has(key)) {
      faults.push(`${key} does not hang on the root`);
    }
  }
  return faults;
}

function badNumbers(value: unknown, where: string): string[] {
  if (typeof value === "number") {
    return Number.isFinite(value) ? [] : [`${where} is ${value}`];
  }
  if (value === null || typeof value !== "object") {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => badNumbers(inner, `${where}.${key}`));
}
