/**
 * Comparing what a model sent with what is in the document.
 *
 * Both sides become the same plain trees: type, name, place on the page, size, paint and words of
 * every layer, in order. What Limn or Penpot refuses (no words in a text, a rectangle without a
 * width, layers inside a rectangle) is left out of the wanted tree together with what is inside it,
 * and its place (`nodes[0].children[1]`) is listed, because the card must name it.
 *
 * Numbers are compared to a tenth of a pixel: models of this protocol write whole numbers.
 */
import type { DocumentShape } from "./workbench.ts";

/** A layer as the smallest models write it. */
export interface SentNode {
  type: string;
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
  fill: string;
  text?: string;
  fontSize?: number;
  children?: SentNode[];
}

/** An answer in the fixed form. */
export interface SentAnswer {
  say: string;
  calls: { tool: string; arguments: { parent?: string; nodes: SentNode[] } }[];
}

/** A layer as both sides are compared. */
export interface PlainLayer {
  type: string;
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
  paint: { color: string; opacity: number } | null;
  words: { characters: string; fontSize: string } | null;
  children: PlainLayer[];
}

/** What must be drawn, and the places of what must be refused. */
export interface Wanted {
  layers: PlainLayer[];
  refused: string[];
}

/** The text size of a text that does not say its own, px: the design tool's. */
const FONT_SIZE = "14";

/** What an answer asks for, on a page where everything it places is free. */
export function wantedOf(answer: SentAnswer): Wanted {
  const wanted: Wanted = { layers: [], refused: [] };
  for (const { arguments: input } of answer.calls) {
    wanted.layers.push(...wantedIn(input.nodes, { type: "page", x: 0, y: 0 }, "nodes", wanted.refused));
  }
  return wanted;
}

function wantedIn(
  nodes: SentNode[],
  parent: { type: string; x: number; y: number },
  list: string,
  refused: string[],
): PlainLayer[] {
  return nodes.flatMap((node, index) => {
    const place = `${list}[${index}]`;
    if (isRefused(node, parent.type)) {
      refused.push(place);
      return [];
    }
    const [x, y] = [parent.x + node.x, parent.y + node.y];
    const children = wantedIn(node.children ?? [], { type: node.type, x, y }, `${place}.children`, refused);
    const layer: PlainLayer = {
      type: node.type === "line" ? "path" : node.type,
      name: node.name.trim(),
      x,
      y,
      width: node.width,
      height: node.height,
      paint: node.type === "group" ? null : paintOf(node.fill),
      words: node.type === "text" ? { characters: node.text ?? "", fontSize: String(node.fontSize ?? FONT_SIZE) } : null,
      children,
    };
    // A group is where its layers are.
    return [node.type === "group" ? { ...layer, ...boxAround(children) } : layer];
  });
}

/** The rules of the product, as the texts of the refusals put them. */
function isRefused(node: SentNode, parentType: string): boolean {
  const { type, width, height, name, text, fontSize } = node;
  const isLine = type === "line";
  return (
    !["page", "board", "group"].includes(parentType) ||
    name.trim() === "" ||
    name.trim().endsWith("/") ||
    (type === "text" ? !text : text !== undefined) ||
    // The smallest models are not offered `d`.
    type === "path" ||
    (type === "group" && !(node.children ?? []).some((child) => !isRefused(child, type))) ||
    (isLine ? width < 0 || height < 0 || width + height === 0 : width <= 0 || height <= 0) ||
    (fontSize !== undefined && (fontSize < 1 || fontSize > 2000))
  );
}

function boxAround(layers: PlainLayer[]): Pick<PlainLayer, "x" | "y" | "width" | "height"> {
  const [x, y] = [Math.min(...layers.map((layer) => layer.x)), Math.min(...layers.map((layer) => layer.y))];
  return {
    x,
    y,
    width: Math.max(...layers.map((layer) => layer.x + layer.width)) - x,
    height: Math.max(...layers.map((layer) => layer.y + layer.height)) - y,
  };
}

function paintOf(fill: string): PlainLayer["paint"] {
  if (fill === "none") return null;
  const alpha = fill.length === 9 ? Number.parseInt(fill.slice(7), 16) / 255 : 1;
  return { color: fill.slice(0, 7).toLowerCase(), opacity: Math.round(alpha * 100) / 100 };
}

/** The layers of the document. */
export function plainLayers(shapes: readonly DocumentShape[]): PlainLayer[] {
  return shapes.map((shape) => {
    const fill = shape.fills?.[0];
    return {
      type: shape.type,
      name: shape.name,
      x: tenth(shape.x),
      y: tenth(shape.y),
      width: tenth(shape.width),
      height: tenth(shape.height),
      paint:
        fill === undefined || shape.type === "group"
          ? null
          : { color: fill.fillColor ?? "not a colour", opacity: Math.round((fill.fillOpacity ?? 1) * 100) / 100 },
      words: shape.text === undefined ? null : { characters: shape.text.characters, fontSize: shape.text.fontSize },
      children: plainLayers(shape.children ?? []),
    };
  });
}

function tenth(value: number): number {
  // Adding 0 makes a negative zero positive.
  return Math.round(value * 10) / 10 + 0;
}

/**
 * The part of an unfinished answer that is whole: everything up to the last layer that has ended,
 * and the layers around it. Without a whole layer: no calls.
 *
 * `{"say":"A","calls":[{"tool":"draw","arguments":{"nodes":[{"x":1},{"x":` has one whole layer.
 */
export function wholePart(content: string): SentAnswer {
  const open: string[] = [];
  let isInString = false;
  let whole: string | undefined;
  for (let at = 0; at < content.length; at += 1) {
    const character = content[at];
    if (isInString) {
      if (character === "\\") at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "{") open.push("}");
    else if (character === "[") open.push("]");
    else if (character === "}" || character === "]") {
      open.pop();
      whole = content.slice(0, at + 1) + open.toReversed().join("");
    }
  }
  return whole === undefined ? { say: "", calls: [] } : (JSON.parse(whole) as SentAnswer);
}
