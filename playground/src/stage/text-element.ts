/**
 * Draws a text shape as SVG text: one element for each segment of a line, as the document laid it out.
 *
 * Several fills of a run are painted over each other, from the last to the first, like those of any
 * other shape. An invisible rectangle over the box makes the whole text clickable, not its glyphs only.
 * Invariant: the lines are those that the document measured, so drawn text and its box agree.
 */
import type { ShapeRecord, TextRecord, TextRun } from "../document/model";
import { displayed, layOutText, type TextLine, type TextSegment } from "../document/text-layout";
import { fillPaint, type PaintScope } from "./paint";
import { createSvg, formatNumber } from "./svg";
import { cssFont, fontMetrics, measureCharacters } from "./text-measure";

/** The elements that show the text inside the shape's box, back to front. */
export function createTextElements(
  shape: ShapeRecord,
  text: TextRecord,
  scope: PaintScope,
): SVGElement[] {
  const isUnbroken = text.growType === "auto-width";
  const layout = layOutText(text, isUnbroken ? null : shape.width, measureCharacters);
  const paragraphEnds = findParagraphEnds(text, layout.lines);
  const top = shape.y + (shape.height - layout.height) * verticalShare(text);
  const area = { x: shape.x, y: shape.y, width: shape.width, height: shape.height };
  const elements: SVGElement[] = [
    createSvg("rect", { ...area, fill: "none", "pointer-events": "all" }),
  ];
  layout.lines.forEach((line, lineIndex) => {
    const isStretched = text.align === "justify" && !isUnbroken && paragraphEnds[lineIndex] === false;
    const extraSpace = isStretched ? extraSpacePerSpace(line, shape.width) : 0;
    const lineWidth = extraSpace === 0 ? line.width : shape.width;
    const left = shape.x + (shape.width - lineWidth) * horizontalShare(text);
    const baseline = top + line.y + baselineOf(line);
    let spacesBefore = 0;
    line.segments.forEach((segment, segmentIndex) => {
      const along = segment.x + spacesBefore * extraSpace;
      const x = left + (text.direction === "rtl" ? lineWidth - along - segment.width : along);
      const name = `text-${lineIndex}-${segmentIndex}`;
      elements.push(...createSegment(segment, x, baseline, extraSpace, scope, name));
      spacesBefore += countSpaces(segment.characters);
    });
  });
  return elements;
}

function createSegment(
  segment: TextSegment,
  x: number,
  y: number,
  extraSpace: number,
  scope: PaintScope,
  name: string,
): SVGElement[] {
  return [...segment.style.fills].reverse().flatMap((fill, index) => {
    const paint = fillPaint(fill, scope, `${name}-${index}`);
    if (paint === null) {
      return [];
    }
    const element = createSvg("text", { x, y, fill: paint.color, "fill-opacity": paint.opacity });
    styleText(element, segment.style, extraSpace);
    element.textContent = displayed(segment.characters, segment.style);
    return [element];
  });
}

function styleText(element: SVGTextElement, run: TextRun, extraSpace: number): void {
  const { style } = element;
  style.font = cssFont(run);
  const spacing = Number.parseFloat(run.letterSpacing) || 0;
  if (spacing !== 0) {
    style.letterSpacing = `${formatNumber(spacing)}px`;
  }
  if (extraSpace !== 0) {
    style.wordSpacing = `${formatNumber(extraSpace)}px`;
  }
  if (run.textDecoration !== "none") {
    style.textDecoration = run.textDecoration;
  }
}

/** For each line, whether a paragraph ends with it. */
function findParagraphEnds(text: TextRecord, lines: readonly TextLine[]): boolean[] {
  const characters = text.runs.map((run) => run.characters).join("");
  let offset = 0;
  return lines.map((line) => {
    offset += line.segments.reduce((sum, segment) => sum + segment.characters.length, 0);
    const isEnd = offset >= characters.length || characters.charAt(offset) === "\n";
    offset += isEnd ? 1 : 0;
    return isEnd;
  });
}

function extraSpacePerSpace(line: TextLine, width: number): number {
  const characters = line.segments.map((segment) => segment.characters).join("");
  const count = countSpaces(characters.trimEnd());
  return count === 0 ? 0 : Math.max(0, width - line.width) / count;
}

function countSpaces(characters: string): number {
  return characters.split(" ").length - 1;
}

/** From the top of the line to its baseline: every font is centred in the line's height. */
function baselineOf(line: TextLine): number {
  const offsets = line.segments.map((segment) => {
    const { ascent, descent } = fontMetrics(segment.style);
    return (line.height - ascent - descent) / 2 + ascent;
  });
  return Math.max(0, ...offsets);
}

function verticalShare(text: TextRecord): number {
  return text.verticalAlign === "center" ? 0.5 : text.verticalAlign === "bottom" ? 1 : 0;
}

/** Justified lines that are not stretched start where the writing starts. */
function horizontalShare(text: TextRecord): number {
  const start = text.direction === "rtl" ? 1 : 0;
  const shares = { left: 0, center: 0.5, right: 1, justify: start };
  return shares[text.align];
}
