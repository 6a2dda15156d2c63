/**
 * The drawing area: the page, the names and outlines above it, and the dotted ground below.
 *
 * It redraws once per frame however many changes come in. Invariant: everything on screen comes from the
 * document and the view; nothing else decides what is drawn.
 */
import type { PlaygroundDocument } from "../document/document";
import { boundsOfAll, boxAround, cornersOf, type Point } from "../document/geometry";
import { ROOT_ID } from "../document/model";
import { oncePerFrame } from "./frame";
import { boxAroundSubtree } from "./outline";
import { connectInteraction, type StageCommands } from "./interaction";
import { SelectionOverlay } from "./selection-overlay";
import { createSvg, formatNumber, setAttributes } from "./svg";
import { SvgScene } from "./svg-scene";
import type { PageView } from "./viewport";

/** Distance of the dots of the ground in page px at 100 %. */
const DOT_DISTANCE_PX = 24;

/** Draws the document into `area` and lets a person edit it there. */
export class Stage {
  readonly #area: HTMLElement;
  readonly #source: PlaygroundDocument;
  readonly #view: PageView;
  readonly #drawing: SVGSVGElement;
  readonly #world: SVGGElement;
  readonly #outlines: SVGSVGElement;
  readonly #scene: SvgScene;
  readonly #overlay: SelectionOverlay;
  /** Whether shapes have changed since the last drawing; moving the view alone redraws no shape. */
  #isStale = true;
  readonly #schedule = oncePerFrame(() => this.#draw());

  constructor(area: HTMLElement, source: PlaygroundDocument, view: PageView, commands: StageCommands) {
    this.#area = area;
    this.#source = source;
    this.#view = view;
    this.#drawing = createSvg("svg", { class: "drawing", "aria-hidden": "true" });
    this.#world = createSvg("g");
    this.#drawing.append(this.#world);
    this.#outlines = createSvg("svg", { class: "outlines", "aria-hidden": "true" });
    const names = document.createElement("div");
    names.className = "board-names";
    names.setAttribute("aria-hidden", "true");
    area.append(this.#drawing, this.#outlines, names);
    this.#scene = new SvgScene(this.#world);
    this.#overlay = new SelectionOverlay(this.#outlines, names);
    view.subscribe(() => this.#schedule());
    source.on("selection", () => this.#schedule());
    for (const signal of ["content", "page"] as const) {
      source.on(signal, () => {
        this.#isStale = true;
        this.#schedule();
      });
    }
    connectInteraction({
      area,
      source,
      view,
      commands,
      showShift: (ids, shift) => this.#showShift(ids, shift),
      showHover: (id) => this.showHover(id),
    });
    this.#schedule();
  }

  /** Outlines a shape; null for none. */
  showHover(id: string | null): void {
    if (this.#overlay.setHovered(id)) {
      this.#schedule();
    }
  }

  /** Brings everything on the page into view. */
  fitAll(): void {
    const page = this.#source.activePage;
    const roots = page.shapes.get(ROOT_ID)?.childIds ?? [];
    const shapes = roots.flatMap((id) => page.shapes.get(id) ?? []);
    const boxes = shapes.filter((shape) => !shape.hidden).map((shape) => boxAroundSubtree(page, shape));
    this.#view.fit(boxAround(boxes.flatMap((box) => cornersOf({ ...box, rotation: 0 }))));
  }

  /** Brings the selected shapes into view. */
  fitSelection(): void {
    const page = this.#source.activePage;
    this.#view.fit(boundsOfAll(this.#source.selection.flatMap((id) => page.shapes.get(id) ?? [])));
  }

  #showShift(ids: readonly string[], shift: Point): void {
    this.#scene.shiftShapes(ids, shift.x, shift.y);
    this.#overlay.setShift(shift);
    if (shift.x === 0 && shift.y === 0) {
      // The document has just moved: draw in the same task, or the old place would flash up.
      this.#draw();
    } else {
      this.#schedule();
    }
  }

  #draw(): void {
    const page = this.#source.activePage;
    const { origin, zoom } = this.#view;
    const shift = `${formatNumber(-origin.x * zoom)} ${formatNumber(-origin.y * zoom)}`;
    setAttributes(this.#world, { transform: `translate(${shift}) scale(${zoom})` });
    if (this.#isStale) {
      this.#isStale = false;
      this.#scene.update(page);
    }
    this.#overlay.update(this.#source, this.#view);
    this.#drawGround(page.background, origin, zoom);
    this.#area.classList.toggle("is-empty", page.shapes.size <= 1);
  }

  #drawGround(background: string, origin: Point, zoom: number): void {
    const { style } = this.#area;
    const distance = DOT_DISTANCE_PX * zoom * 2 ** -Math.round(Math.log2(zoom));
    style.backgroundColor = background;
    style.setProperty("--dot-distance", `${formatNumber(distance)}px`);
    style.setProperty("--dot-x", `${formatNumber((-origin.x * zoom) % distance)}px`);
    style.setProperty("--dot-y", `${formatNumber((-origin.y * zoom) % distance)}px`);
    this.#area.dataset["ground"] = isDark(background) ? "dark" : "light";
  }
}

/** True for a six-digit colour on which light marks are easier to see than dark ones. */
function isDark(color: string): boolean {
  const value = Number.parseInt(color.slice(1, 7), 16);
  const red = (value >> 16) & 255;
  const green = (value >> 8) & 255;
  const blue = value & 255;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 110;
}
