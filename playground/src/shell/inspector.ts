/**
 * A small read-only panel with the facts about the selection.
 *
 * It shows what a designer asks first: place, size, rotation, colours, and the type of a text. Invariant:
 * values are those of the records, rounded to two decimals.
 */
import type { Fill, Stroke } from "@penpot/plugin-types";
import { boundsOfAll } from "../document/geometry";
import type { DocumentView, ShapeRecord } from "../document/model";
import { createElement } from "./controls";

/** Keeps `root` in step with the selection; it is hidden while nothing is selected. */
export class Inspector {
  readonly #root: HTMLElement;
  readonly #source: DocumentView;
  #shown: readonly ShapeRecord[] = [];

  constructor(root: HTMLElement, source: DocumentView) {
    this.#root = root;
    this.#source = source;
  }

  /** Shows the present selection. */
  update(): void {
    const page = this.#source.activePage;
    const shapes = this.#source.selection.flatMap((id) => page.shapes.get(id) ?? []);
    if (sameItems(shapes, this.#shown)) {
      return;
    }
    this.#shown = shapes;
    this.#root.hidden = shapes.length === 0;
    const [only] = shapes;
    if (only === undefined) {
      this.#root.replaceChildren();
      return;
    }
    const isOne = shapes.length === 1;
    const title = isOne ? only.name : `${shapes.length} layers`;
    const facts = isOne ? factsOf(only) : boxFacts(boundsOfAll(shapes) ?? only);
    this.#root.replaceChildren(
      createElement("h2", "panel-title", title),
      createElement("dl", "facts", ...facts.flatMap(createFact)),
    );
  }
}

interface Fact {
  name: string;
  value: string;
  swatch?: string;
}

function factsOf(shape: ShapeRecord): Fact[] {
  const facts = boxFacts(shape);
  if (shape.rotation !== 0) {
    facts.push({ name: "Rotation", value: `${rounded(shape.rotation)}°` });
  }
  if (shape.opacity !== 1) {
    facts.push({ name: "Opacity", value: `${rounded(shape.opacity * 100)}%` });
  }
  if (shape.radii.some((radius) => radius !== 0)) {
    const isEven = shape.radii.every((radius) => radius === shape.radii[0]);
    const corners = isEven ? shape.radii.slice(0, 1) : shape.radii;
    facts.push({ name: "Radius", value: corners.map(rounded).join(" ") });
  }
  const run = shape.text?.runs[0];
  if (run !== undefined) {
    facts.push({ name: "Type", value: `${run.fontFamily} ${run.fontWeight}, ${run.fontSize}/${run.lineHeight}` });
  }
  const fills = run === undefined ? shape.fills : run.fills;
  facts.push(...fills.map((fill) => fillFact(fill)));
  facts.push(...shape.strokes.map((stroke) => strokeFact(stroke)));
  return facts;
}

function boxFacts(box: { x: number; y: number; width: number; height: number }): Fact[] {
  return [
    { name: "Position", value: `${rounded(box.x)}, ${rounded(box.y)}` },
    { name: "Size", value: `${rounded(box.width)} × ${rounded(box.height)}` },
  ];
}

function fillFact(fill: Fill): Fact {
  if (fill.fillImage !== undefined) {
    return { name: "Fill", value: "Image" };
  }
  const gradient = fill.fillColorGradient;
  if (gradient !== undefined) {
    const stops = gradient.stops.map((stop) => `${stop.color} ${stop.offset * 100}%`).join(", ");
    const swatch = `linear-gradient(90deg, ${stops})`;
    return { name: "Fill", value: `${gradient.type === "radial" ? "Radial" : "Linear"} gradient`, swatch };
  }
  const color = fill.fillColor ?? "none";
  return { name: "Fill", value: withOpacity(color, fill.fillOpacity), swatch: color };
}

function strokeFact(stroke: Stroke): Fact {
  const color = stroke.strokeColor ?? "none";
  const value = `${withOpacity(color, stroke.strokeOpacity)}, ${rounded(stroke.strokeWidth ?? 1)}`;
  return { name: "Stroke", value, swatch: color };
}

function withOpacity(color: string, opacity: number | undefined): string {
  return opacity === undefined || opacity === 1 ? color : `${color} ${rounded(opacity * 100)}%`;
}

function createFact(fact: Fact): HTMLElement[] {
  const value = createElement("dd", "fact-value");
  if (fact.swatch !== undefined) {
    const swatch = createElement("span", "swatch");
    swatch.style.background = fact.swatch;
    value.append(swatch);
  }
  value.append(fact.value);
  return [createElement("dt", "fact-name", fact.name), value];
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function sameItems<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
