/**
 * Fills and strokes as plugins see them: arrays of live objects.
 *
 * Writing to an element writes the whole list through the same checks; setting one kind of paint
 * clears the other kinds. Changing the returned array itself has no effect.
 */
import type { Fill, Stroke } from "@penpot/plugin-types";
import { ProxyClass, type Member } from "./proxy";
import type { Session } from "./session";
import { FILL_REST, STROKE_REST } from "./validate";

interface Element<T> {
  index: number;
  read(): readonly T[];
  write(list: unknown[]): void;
}

const FILL_PAINT = ["fillColor", "fillColorGradient", "fillImage"];
const STROKE_PAINT = ["strokeColor", "strokeColorGradient"];

function members<T extends object>(
  paint: readonly string[],
  rest: readonly string[],
): Record<string, Member<Element<T>>> {
  const member = (name: string): Member<Element<T>> => ({
    read: ({ read, index }) => snapshot((read()[index] as Record<string, unknown> | undefined)?.[name]),
    write: ({ read, write, index }, value) => {
      const list: unknown[] = [...read()];
      const others = paint.includes(name) ? paint.filter((other) => other !== name) : [];
      const kept = Object.entries(list[index] ?? {}).filter(([key]) => !others.includes(key));
      list[index] = { ...Object.fromEntries(kept), [name]: value };
      write(list);
    },
  });
  return Object.fromEntries([...paint, ...rest].map((name) => [name, member(name)]));
}

/** A copy that a plugin may freeze or change. */
export function snapshot(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(snapshot);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, snapshot(inner)]));
  }
  return value;
}

/** Makes the lists for one session. */
export class PaintLists {
  readonly #fill: ProxyClass<Element<Fill>>;
  readonly #stroke: ProxyClass<Element<Stroke>>;

  constructor(session: Session) {
    const guard = session.guard(true);
    this.#fill = new ProxyClass("FillProxy", "fill", members<Fill>(FILL_PAINT, FILL_REST), guard);
    this.#stroke = new ProxyClass("StrokeProxy", "stroke", members<Stroke>(STROKE_PAINT, STROKE_REST), guard);
  }

  fills(read: () => readonly Fill[], write: (list: unknown[]) => void): object[] {
    return read().map((_, index) => this.#fill.create({ index, read, write }));
  }

  strokes(read: () => readonly Stroke[], write: (list: unknown[]) => void): object[] {
    return read().map((_, index) => this.#stroke.create({ index, read, write }));
  }
}
