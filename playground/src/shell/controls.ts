/**
 * Small building blocks of the shell: elements and named buttons.
 *
 * Invariant: a button that shows only an icon has an accessible name and the same text as a tooltip.
 */
import { createIcon, type IconName } from "./icons";

/** A new HTML element with a class and children. */
export function createElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className !== "") {
    element.className = className;
  }
  element.append(...children);
  return element;
}

/** A button with an icon only. `keys` names its shortcut in the tooltip. */
export function createIconButton(
  icon: IconName,
  label: string,
  keys: string | null,
  onClick: () => void,
): HTMLButtonElement {
  const button = createElement("button", "icon-button", createIcon(icon));
  button.type = "button";
  nameButton(button, label, keys);
  button.addEventListener("click", onClick);
  return button;
}

/** Gives a button another accessible name and tooltip. */
export function nameButton(button: HTMLButtonElement, label: string, keys: string | null): void {
  button.setAttribute("aria-label", label);
  button.title = keys === null ? label : `${label} (${keys})`;
}

/**
 * Makes a button unavailable without taking the focus away from a person who has just pressed it.
 */
export function setAvailable(button: HTMLButtonElement, available: boolean): void {
  button.setAttribute("aria-disabled", String(!available));
}
