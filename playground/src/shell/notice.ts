/**
 * One sentence for the person when something needs their attention.
 *
 * The region is always on the page, so that a screen reader announces what appears in it.
 */
import { createElement } from "./controls";
import { createIcon } from "./icons";

/** Shows the sentence in the region, or nothing for null. */
export function showNotice(region: HTMLElement, sentence: string | null): void {
  region.replaceChildren(
    ...(sentence === null
      ? []
      : [createElement("div", "notice-card", createIcon("warning"), createElement("p", "", sentence))]),
  );
}
