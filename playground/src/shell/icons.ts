/**
 * The icons of the playground: only those in use, from Lucide, as inline SVG.
 *
 * Every icon is decoration next to a name, so all are hidden from assistive technology.
 */
import lock from "lucide-static/icons/lock.svg";
import board from "lucide-static/icons/frame.svg";
import boolean from "lucide-static/icons/combine.svg";
import chevron from "lucide-static/icons/chevron-right.svg";
import dark from "lucide-static/icons/moon.svg";
import ellipse from "lucide-static/icons/circle.svg";
import fit from "lucide-static/icons/scan.svg";
import group from "lucide-static/icons/group.svg";
import hidden from "lucide-static/icons/eye-off.svg";
import image from "lucide-static/icons/image.svg";
import light from "lucide-static/icons/sun.svg";
import minus from "lucide-static/icons/minus.svg";
import panel from "lucide-static/icons/sparkles.svg";
import path from "lucide-static/icons/pen-tool.svg";
import plus from "lucide-static/icons/plus.svg";
import rectangle from "lucide-static/icons/square.svg";
import redo from "lucide-static/icons/redo-2.svg";
import text from "lucide-static/icons/type.svg";
import undo from "lucide-static/icons/undo-2.svg";
import vector from "lucide-static/icons/shapes.svg";
import warning from "lucide-static/icons/triangle-alert.svg";
import type { ShapeType } from "../document/model";

const MARKUP = {
  board,
  boolean,
  chevron,
  dark,
  ellipse,
  fit,
  group,
  hidden,
  image,
  light,
  lock,
  minus,
  panel,
  path,
  plus,
  rectangle,
  redo,
  "svg-raw": vector,
  text,
  undo,
  warning,
} satisfies Record<string, string> & Record<ShapeType, string>;

/** Names of the icons; every kind of shape has one. */
export type IconName = keyof typeof MARKUP;

const parsed = new Map<IconName, Element>();

/** A new element that shows the icon at the size of the text around it. */
export function createIcon(name: IconName): Element {
  let icon = parsed.get(name);
  if (icon === undefined) {
    icon = new DOMParser().parseFromString(MARKUP[name], "image/svg+xml").documentElement;
    icon.setAttribute("class", "icon");
    icon.setAttribute("aria-hidden", "true");
    parsed.set(name, icon);
  }
  return document.importNode(icon, true) as Element;
}
