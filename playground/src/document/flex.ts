/**
 * The flex solver: sizes and places of the children of a board, from plain numbers.
 *
 * It follows Penpot's rules where they differ from CSS: children are laid out from the start in both
 * directions of an axis (a reversed layout only reverses their order); `stretch` of children comes
 * from `fill` sizing only; centring takes the whole box, paddings included; space-around and
 * space-evenly keep at least the gap. Lines ("tracks") run along the main axis.
 */
import { MIN_SIZE } from "./geometry";
import type { FlexRecord, LayoutChildRecord } from "./model";

/** A child to place; width and height are those of its upright bounds. */
export interface FlexItem {
  id: string;
  width: number;
  height: number;
  layoutChild: LayoutChildRecord;
}

/** The board. */
export interface FlexContainer {
  flex: FlexRecord;
  width: number;
  height: number;
  autoWidth: boolean;
  autoHeight: boolean;
}

/** Where a child goes, from the top left corner of the board. */
export interface FlexPlacement {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The result: the board's size (changed only where it is auto) and its children. */
export interface FlexSolution {
  width: number;
  height: number;
  placements: FlexPlacement[];
}

interface AxisItem {
  id: string;
  main: number;
  cross: number;
  marginMainStart: number;
  marginMain: number;
  marginCrossStart: number;
  marginCross: number;
  minMain: number;
  maxMain: number;
  minCross: number;
  maxCross: number;
  fillMain: boolean;
  fillCross: boolean;
  align: string;
}

interface Track {
  items: AxisItem[];
  cross: number;
  maxCross: number;
  fillsCross: boolean;
}

interface Axis {
  isRow: boolean;
  mainSize: number;
  crossSize: number;
  autoMain: boolean;
  autoCross: boolean;
  mainStart: number;
  mainEnd: number;
  crossStart: number;
  crossEnd: number;
  gapMain: number;
  gapCross: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);

function axisOf(container: FlexContainer): Axis {
  const { flex } = container;
  const isRow = flex.dir === "row" || flex.dir === "row-reverse";
  return isRow
    ? {
        isRow,
        mainSize: container.width,
        crossSize: container.height,
        autoMain: container.autoWidth,
        autoCross: container.autoHeight,
        mainStart: flex.leftPadding,
        mainEnd: flex.rightPadding,
        crossStart: flex.topPadding,
        crossEnd: flex.bottomPadding,
        gapMain: flex.columnGap,
        gapCross: flex.rowGap,
      }
    : {
        isRow,
        mainSize: container.height,
        crossSize: container.width,
        autoMain: container.autoHeight,
        autoCross: container.autoWidth,
        mainStart: flex.topPadding,
        mainEnd: flex.bottomPadding,
        crossStart: flex.leftPadding,
        crossEnd: flex.rightPadding,
        gapMain: flex.rowGap,
        gapCross: flex.columnGap,
      };
}

function axisItem(item: FlexItem, axis: Axis, alignItems: string): AxisItem {
  const child = item.layoutChild;
  const align = child.alignSelf === "auto" ? alignItems : child.alignSelf;
  const across = {
    size: item.width,
    start: child.leftMargin,
    margins: child.leftMargin + child.rightMargin,
    min: child.minWidth ?? MIN_SIZE,
    max: child.maxWidth ?? Infinity,
    fill: child.horizontalSizing === "fill",
  };
  const down = {
    size: item.height,
    start: child.topMargin,
    margins: child.topMargin + child.bottomMargin,
    min: child.minHeight ?? MIN_SIZE,
    max: child.maxHeight ?? Infinity,
    fill: child.verticalSizing === "fill",
  };
  const [main, cross] = axis.isRow ? [across, down] : [down, across];
  return {
    id: item.id,
    main: main.fill ? main.min : main.size,
    cross: cross.fill ? cross.min : cross.size,
    marginMainStart: main.start,
    marginMain: main.margins,
    marginCrossStart: cross.start,
    marginCross: cross.margins,
    minMain: main.min,
    maxMain: main.max,
    minCross: cross.min,
    maxCross: cross.max,
    fillMain: main.fill,
    fillCross: cross.fill,
    align,
  };
}

function mainOf(track: Track, axis: Axis): number {
  const gaps = axis.gapMain * Math.max(0, track.items.length - 1);
  return sum(track.items.map((item) => item.main + item.marginMain)) + gaps;
}

function breakIntoTracks(items: readonly AxisItem[], axis: Axis, wraps: boolean): Track[] {
  const space = axis.mainSize - axis.mainStart - axis.mainEnd;
  const tracks: Track[] = [];
  let current: Track = { items: [], cross: 0, maxCross: 0, fillsCross: false };
  for (const item of items) {
    const isFull = (): boolean => mainOf({ ...current, items: [...current.items, item] }, axis) > space + MIN_SIZE;
    if (wraps && !axis.autoMain && current.items.length > 0 && isFull()) {
      tracks.push(current);
      current = { items: [], cross: 0, maxCross: 0, fillsCross: false };
    }
    current.items.push(item);
    current.cross = Math.max(current.cross, item.cross + item.marginCross);
    const limit = item.fillCross ? item.maxCross : item.cross;
    current.maxCross = Math.max(current.maxCross, limit + item.marginCross);
    current.fillsCross ||= item.fillCross;
  }
  return [...tracks, current];
}

/** Shares `space` equally; who reaches its limit leaves the rest to the others. */
function share(space: number, takers: { size: number; limit: number; grow(by: number): void }[]): void {
  let left = space;
  let open = takers.filter((taker) => taker.size < taker.limit);
  while (left > 1e-6 && open.length > 0) {
    const each = left / open.length;
    for (const taker of open) {
      const by = Math.min(each, taker.limit - taker.size);
      taker.size += by;
      taker.grow(by);
      left -= by;
    }
    open = open.filter((taker) => taker.limit - taker.size > 1e-6);
  }
}

function fillMain(tracks: readonly Track[], axis: Axis): void {
  const space = axis.mainSize - axis.mainStart - axis.mainEnd;
  for (const track of tracks) {
    const takers = track.items
      .filter((item) => item.fillMain)
      .map((item) => ({
        size: item.main,
        limit: item.maxMain,
        grow: (by: number) => void (item.main += by),
      }));
    share(space - mainOf(track, axis), takers);
  }
}

function sizeCross(tracks: readonly Track[], axis: Axis, flex: FlexRecord): void {
  if (!axis.autoCross) {
    const space = axis.crossSize - axis.crossStart - axis.crossEnd - axis.gapCross * (tracks.length - 1);
    const takers = tracks
      .filter((track) => track.fillsCross)
      .map((track) => ({
        size: track.cross,
        limit: track.maxCross,
        grow: (by: number) => void (track.cross += by),
      }));
    share(space - sum(tracks.map((track) => track.cross)), takers);
  }
  for (const track of tracks) {
    for (const item of track.items) {
      if (item.fillCross) {
        item.cross = Math.max(item.minCross, Math.min(item.maxCross, track.cross - item.marginCross));
      }
    }
  }
  if (!axis.autoCross && flex.alignContent === "stretch") {
    const space = axis.crossSize - axis.crossStart - axis.crossEnd - axis.gapCross * (tracks.length - 1);
    const each = (space - sum(tracks.map((track) => track.cross))) / tracks.length;
    tracks.forEach((track) => (track.cross += each));
  }
}

/** First place and distance for things of `sizes` along a line of `size`. */
function distribute(
  mode: string,
  line: { size: number; start: number; end: number; gap: number },
  used: number,
  count: number,
): { first: number; gap: number } {
  const space = line.size - line.start - line.end;
  const total = used + line.gap * Math.max(0, count - 1);
  switch (mode) {
    case "end":
      return { first: line.size - line.end - total, gap: line.gap };
    case "center":
      return { first: (line.size - total) / 2, gap: line.gap };
    case "space-between":
      return { first: line.start, gap: count > 1 ? Math.max(line.gap, (space - used) / (count - 1)) : line.gap };
    case "space-around": {
      const gap = Math.max(line.gap, (space - used) / count);
      return { first: line.start + Math.max(0, (space - used) / count / 2), gap };
    }
    case "space-evenly": {
      const gap = Math.max(line.gap, (space - used) / (count + 1));
      return { first: line.start + Math.max(0, (space - used) / (count + 1)), gap };
    }
    default:
      return { first: line.start, gap: line.gap };
  }
}

/** Lays out children, given in visual order. */
export function solveFlex(container: FlexContainer, items: readonly FlexItem[]): FlexSolution {
  const { flex } = container;
  const axis = axisOf(container);
  if (items.length === 0) {
    const width = Math.max(MIN_SIZE, flex.leftPadding + flex.rightPadding);
    const height = Math.max(MIN_SIZE, flex.topPadding + flex.bottomPadding);
    return {
      width: container.autoWidth ? width : container.width,
      height: container.autoHeight ? height : container.height,
      placements: [],
    };
  }
  const axisItems = items.map((item) => axisItem(item, axis, flex.alignItems));
  const tracks = breakIntoTracks(axisItems, axis, flex.wrap === "wrap");
  if (!axis.autoMain) {
    fillMain(tracks, axis);
  }
  sizeCross(tracks, axis, flex);

  const crossUsed = sum(tracks.map((track) => track.cross));
  const main = axis.autoMain
    ? Math.max(...tracks.map((track) => mainOf(track, axis))) + axis.mainStart + axis.mainEnd
    : axis.mainSize;
  const cross = axis.autoCross
    ? crossUsed + axis.gapCross * (tracks.length - 1) + axis.crossStart + axis.crossEnd
    : axis.crossSize;

  const lines = distribute(
    axis.autoCross ? "start" : flex.alignContent,
    { size: cross, start: axis.crossStart, end: axis.crossEnd, gap: axis.gapCross },
    crossUsed,
    tracks.length,
  );
  const placements: FlexPlacement[] = [];
  let crossAt = lines.first;
  for (const track of tracks) {
    const along = distribute(
      axis.autoMain ? "start" : flex.justifyContent,
      { size: main, start: axis.mainStart, end: axis.mainEnd, gap: axis.gapMain },
      sum(track.items.map((item) => item.main + item.marginMain)),
      track.items.length,
    );
    let mainAt = along.first;
    for (const item of track.items) {
      const rest = track.cross - item.cross - item.marginCross;
      const offset = item.align === "center" ? rest / 2 : item.align === "end" ? rest : 0;
      const atMain = mainAt + item.marginMainStart;
      const atCross = crossAt + item.marginCrossStart + offset;
      placements.push(
        axis.isRow
          ? { id: item.id, x: atMain, y: atCross, width: item.main, height: item.cross }
          : { id: item.id, x: atCross, y: atMain, width: item.cross, height: item.main },
      );
      mainAt += item.main + item.marginMain + along.gap;
    }
    crossAt += track.cross + lines.gap;
  }
  return axis.isRow ? { width: main, height: cross, placements } : { width: cross, height: main, placements };
}
