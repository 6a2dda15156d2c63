/**
 * Which shape a click means.
 *
 * The drawing itself is asked, so that only what is painted can be hit. A plain click means the outermost
 * shape below the boards of the page, a second click on the same place goes one level deeper, and a
 * direct click means the shape that was hit itself.
 */
import { ROOT_ID, type PageRecord } from "../document/model";

/** The shapes under a point of the window, from the outermost to the one that was hit; empty for none. */
export function shapesAt(page: PageRecord, clientX: number, clientY: number): string[] {
  const hit = document.elementFromPoint(clientX, clientY)?.closest<Element>("[data-shape-id]");
  const id = hit?.getAttribute("data-shape-id") ?? null;
  return id === null ? [] : chainTo(page, id);
}

/** The parents of a shape and the shape, outermost first, without the root. */
export function chainTo(page: PageRecord, id: string): string[] {
  const chain: string[] = [];
  let shape = page.shapes.get(id);
  while (shape !== undefined && shape.id !== ROOT_ID) {
    chain.unshift(shape.id);
    shape = shape.parentId === null ? undefined : page.shapes.get(shape.parentId);
  }
  return chain;
}

/** The shape of the chain that a plain click means: below the boards of the page if there is one. */
export function plainTarget(page: PageRecord, chain: readonly string[]): string | null {
  const [outer, inner] = chain;
  if (outer === undefined) {
    return null;
  }
  return page.shapes.get(outer)?.type === "board" && inner !== undefined ? inner : outer;
}

/** The shape of the chain one level below the present selection. */
export function deeperTarget(
  page: PageRecord,
  chain: readonly string[],
  selection: readonly string[],
): string | null {
  const depth = Math.max(-1, ...selection.map((id) => chain.indexOf(id)));
  return depth === -1 ? plainTarget(page, chain) : (chain[depth + 1] ?? chain.at(-1) ?? null);
}
