/**
 * Small helpers to make and change SVG elements, used by everything that draws.
 *
 * Invariant: an attribute is written only when its value differs, so that an update which changes
 * nothing costs no layout.
 */

const NAMESPACE = "http://www.w3.org/2000/svg";

/** Attributes of an element; a missing value removes the attribute. */
export type Attributes = Record<string, string | number | null | undefined>;

/** A new SVG element with the given attributes. */
export function createSvg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(NAMESPACE, name);
  setAttributes(element, attributes);
  return element;
}

/** Writes the attributes that differ and removes those without a value. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) {
      element.removeAttribute(name);
      continue;
    }
    const text = typeof value === "number" ? formatNumber(value) : value;
    if (element.getAttribute(name) !== text) {
      element.setAttribute(name, text);
    }
  }
}

/** A number as short SVG text: at most three decimals, never in exponent form. */
export function formatNumber(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 1000) / 1000) : "0";
}

/** Makes `parent` hold exactly `wanted`, in that order, moving only what is out of place. */
export function arrangeChildren(parent: Element, wanted: readonly Element[]): void {
  let cursor: ChildNode | null = parent.firstChild;
  for (const child of wanted) {
    if (child === cursor) {
      cursor = cursor.nextSibling;
    } else {
      parent.insertBefore(child, cursor);
    }
  }
  while (cursor !== null) {
    const next: ChildNode | null = cursor.nextSibling;
    cursor.remove();
    cursor = next;
  }
}
