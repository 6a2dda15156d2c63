/**
 * SVG path data, reduced to absolute moves, lines, cubic curves and closings.
 *
 * `m10 10h20a5 5 0 0 1 5 5z` becomes `M10,10L30,10C…Z`. The grammar is that of SVG 1.1, section 8.3;
 * arcs become curves by the method of its appendix F.6. Garbage gives null.
 */

interface Place {
  x: number;
  y: number;
}

/** One piece of a path, in absolute coordinates. */
export type Segment =
  | { command: "move-to"; x: number; y: number }
  | { command: "line-to"; x: number; y: number }
  | { command: "curve-to"; c1x: number; c1y: number; c2x: number; c2y: number; x: number; y: number }
  | { command: "close-path" };

const ARITY: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };
const NUMBER = /^[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/;
const FLAG = /^[\s,]*([01])/;

/** Splits `d` into commands with their numbers; null when it is not path data. */
function tokenise(d: string): { letter: string; numbers: number[] }[] | null {
  const tokens: { letter: string; numbers: number[] }[] = [];
  let rest = d.trim();
  while (rest !== "") {
    const letter = rest.charAt(0);
    const arity = ARITY[letter.toUpperCase()];
    if (arity === undefined) {
      return null;
    }
    rest = rest.slice(1);
    const numbers: number[] = [];
    for (;;) {
      const isFlag = letter.toUpperCase() === "A" && [3, 4].includes(numbers.length % 7);
      const found = (isFlag ? FLAG : NUMBER).exec(rest);
      if (found === null) {
        break;
      }
      numbers.push(Number(found[1]));
      rest = rest.slice(found[0].length);
    }
    rest = rest.replace(/^[\s,]+/, "");
    if (arity === 0 ? numbers.length !== 0 : numbers.length === 0 || numbers.length % arity !== 0) {
      return null;
    }
    tokens.push({ letter, numbers });
  }
  return tokens;
}

/** Parses path data; null when it is garbage, empty or does not begin with a move. */
export function parsePath(d: string): Segment[] | null {
  const tokens = tokenise(d);
  if (tokens === null || tokens.length === 0 || tokens[0]?.letter.toUpperCase() !== "M") {
    return null;
  }
  const segments: Segment[] = [];
  let at: Place = { x: 0, y: 0 };
  let start: Place = at;
  let control: { kind: "C" | "Q"; place: Place } | null = null;
  const line = (to: Place): void => {
    segments.push({ command: "line-to", ...to });
    at = to;
  };
  const curve = (c1: Place, c2: Place, to: Place): void => {
    segments.push({ command: "curve-to", c1x: c1.x, c1y: c1.y, c2x: c2.x, c2y: c2.y, ...to });
    at = to;
  };
  const quadratic = (c: Place, to: Place): void => {
    const third = (from: Place): Place => ({
      x: from.x + ((c.x - from.x) * 2) / 3,
      y: from.y + ((c.y - from.y) * 2) / 3,
    });
    curve(third(at), third(to), to);
    control = { kind: "Q", place: c };
  };
  const reflect = (kind: "C" | "Q"): Place =>
    control?.kind === kind ? { x: 2 * at.x - control.place.x, y: 2 * at.y - control.place.y } : at;

  for (const { letter, numbers } of tokens) {
    const upper = letter.toUpperCase();
    const relative = letter !== upper;
    const arity = ARITY[upper] as number;
    if (arity === 0) {
      segments.push({ command: "close-path" });
      at = start;
      control = null;
      continue;
    }
    for (let index = 0; index < numbers.length; index += arity) {
      const args = numbers.slice(index, index + arity) as [number, ...number[]];
      const base: Place = relative ? at : { x: 0, y: 0 };
      const place = (offset: number): Place => ({
        x: base.x + (args[offset] as number),
        y: base.y + (args[offset + 1] as number),
      });
      const before: { kind: "C" | "Q"; place: Place } | null = control;
      switch (upper) {
        case "M":
          if (index === 0) {
            at = place(0);
            start = at;
            segments.push({ command: "move-to", ...at });
          } else {
            line(place(0));
          }
          break;
        case "L":
          line(place(0));
          break;
        case "H":
          line({ x: base.x + args[0], y: at.y });
          break;
        case "V":
          line({ x: at.x, y: base.y + args[0] });
          break;
        case "C": {
          const second = place(2);
          curve(place(0), second, place(4));
          control = { kind: "C", place: second };
          break;
        }
        case "S": {
          const second = place(0);
          curve(reflect("C"), second, place(2));
          control = { kind: "C", place: second };
          break;
        }
        case "Q":
          quadratic(place(0), place(2));
          break;
        case "T":
          quadratic(reflect("Q"), place(0));
          break;
        default:
          for (const piece of arcToCurves(at, args, place(5))) {
            curve(piece[0], piece[1], piece[2]);
          }
          break;
      }
      if (control === before) {
        control = null;
      }
    }
  }
  return segments;
}

/** An elliptical arc as cubic curves of at most a quarter turn each. */
function arcToCurves(from: Place, args: readonly number[], to: Place): [Place, Place, Place][] {
  const [rawX, rawY, tilt, large, sweep] = args as [number, number, number, number, number];
  let rx = Math.abs(rawX);
  let ry = Math.abs(rawY);
  if (rx === 0 || ry === 0 || (from.x === to.x && from.y === to.y)) {
    return [[from, to, to]];
  }
  const phi = (tilt * Math.PI) / 180;
  const cos = Math.cos(phi);
  const sin = Math.sin(phi);
  const halfX = (from.x - to.x) / 2;
  const halfY = (from.y - to.y) / 2;
  const ux = cos * halfX + sin * halfY;
  const uy = cos * halfY - sin * halfX;
  const excess = (ux * ux) / (rx * rx) + (uy * uy) / (ry * ry);
  if (excess > 1) {
    rx *= Math.sqrt(excess);
    ry *= Math.sqrt(excess);
  }
  const square = rx * rx * uy * uy + ry * ry * ux * ux;
  const root = Math.sqrt(Math.max(0, (rx * rx * ry * ry - square) / square)) * (large === sweep ? -1 : 1);
  const vx = (root * rx * uy) / ry;
  const vy = (-root * ry * ux) / rx;
  const centre = {
    x: cos * vx - sin * vy + (from.x + to.x) / 2,
    y: sin * vx + cos * vy + (from.y + to.y) / 2,
  };
  const begin = Math.atan2((uy - vy) / ry, (ux - vx) / rx);
  let turn = Math.atan2((-uy - vy) / ry, (-ux - vx) / rx) - begin;
  if (sweep === 1 && turn < 0) {
    turn += 2 * Math.PI;
  } else if (sweep === 0 && turn > 0) {
    turn -= 2 * Math.PI;
  }
  const count = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9));
  const step = turn / count;
  const handle = (4 / 3) * Math.tan(step / 4);
  const onEllipse = (x: number, y: number): Place => ({
    x: centre.x + cos * rx * x - sin * ry * y,
    y: centre.y + sin * rx * x + cos * ry * y,
  });
  return Array.from({ length: count }, (_, index) => {
    const a = begin + index * step;
    const b = a + step;
    return [
      onEllipse(Math.cos(a) - handle * Math.sin(a), Math.sin(a) + handle * Math.cos(a)),
      onEllipse(Math.cos(b) + handle * Math.sin(b), Math.sin(b) - handle * Math.cos(b)),
      index === count - 1 ? to : onEllipse(Math.cos(b), Math.sin(b)),
    ];
  });
}

function write(value: number): string {
  return String(Number(value.toFixed(6)));
}

/** Path data as text: `M0,0L100,100Z`. */
export function formatPath(segments: readonly Segment[]): string {
  return segments
    .map((segment) => {
      switch (segment.command) {
        case "move-to":
          return `M${write(segment.x)},${write(segment.y)}`;
        case "line-to":
          return `L${write(segment.x)},${write(segment.y)}`;
        case "curve-to":
          return `C${[segment.c1x, segment.c1y, segment.c2x, segment.c2y, segment.x, segment.y].map(write).join(",")}`;
        case "close-path":
          return "Z";
      }
    })
    .join("");
}

/** The segments with every point changed. */
export function mapSegments(segments: readonly Segment[], change: (point: Place) => Place): Segment[] {
  return segments.map((segment) => {
    if (segment.command === "close-path") {
      return segment;
    }
    const end = change(segment);
    if (segment.command !== "curve-to") {
      return { command: segment.command, ...end };
    }
    const c1 = change({ x: segment.c1x, y: segment.c1y });
    const c2 = change({ x: segment.c2x, y: segment.c2y });
    return { command: "curve-to", c1x: c1.x, c1y: c1.y, c2x: c2.x, c2y: c2.y, ...end };
  });
}

/** Path data with every point changed; null stays null. */
export function mapPath(d: string | null, change: (point: Place) => Place): string | null {
  const segments = d === null ? null : parsePath(d);
  return segments === null ? d : formatPath(mapSegments(segments, change));
}

/** The box around a path, curves included exactly. */
export function pathBounds(segments: readonly Segment[]): { x: number; y: number; width: number; height: number } {
  const xs: number[] = [];
  const ys: number[] = [];
  let at: Place = { x: 0, y: 0 };
  for (const segment of segments) {
    if (segment.command === "close-path") {
      continue;
    }
    xs.push(segment.x);
    ys.push(segment.y);
    if (segment.command === "curve-to") {
      xs.push(...extremes(at.x, segment.c1x, segment.c2x, segment.x));
      ys.push(...extremes(at.y, segment.c1y, segment.c2y, segment.y));
    }
    at = segment;
  }
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Values of a cubic Bézier where it turns around, between its ends. */
function extremes(p0: number, p1: number, p2: number, p3: number): number[] {
  const a = -p0 + 3 * p1 - 3 * p2 + p3;
  const b = 2 * (p0 - 2 * p1 + p2);
  const c = p1 - p0;
  const roots: number[] = [];
  if (Math.abs(a) < 1e-12) {
    roots.push(-c / b);
  } else {
    const discriminant = b * b - 4 * a * c;
    if (discriminant >= 0) {
      roots.push((-b + Math.sqrt(discriminant)) / (2 * a), (-b - Math.sqrt(discriminant)) / (2 * a));
    }
  }
  return roots
    .filter((t) => t > 0 && t < 1)
    .map((t) => {
      const s = 1 - t;
      return s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3;
    });
}
