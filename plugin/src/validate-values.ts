/**
 * Validators of single values.
 *
 * Each takes a value and the path at which it stands, and returns it typed or throws a `Refusal`
 * that names the path: "operations[2].node.children[0].width must be a number greater than 0". The
 * sentence goes to the model, which can then correct itself.
 */

import { Refusal } from "./refusal";
import type { Color, Fill, Gradient, OneOrFour } from "./protocol";

/** Takes `value` found at `path`; throws a `Refusal` with code INVALID. */
export type Validator<Value> = (value: unknown, path: string) => Value;

/** The refusal of a value. */
export function invalid(path: string, problem: string): Refusal {
  return new Refusal("INVALID", `${path} ${problem}`);
}

/** The largest length or coordinate that Penpot takes. */
const MOST = 2_147_483_647;

/** A finite number within Penpot's range. */
export const number: Validator<number> = (value, path) => {
  if (typeof value !== "number" || !Number.isFinite(value) || Math.abs(value) > MOST) {
    throw invalid(path, "must be a number");
  }
  return value;
};

/** A number greater than 0. */
export const positive: Validator<number> = (value, path) => {
  if (typeof value !== "number" || !(value > 0) || value > MOST) {
    throw invalid(path, "must be a number greater than 0");
  }
  return value;
};

/** A number from `least` to `most`. */
export function between(least: number, most: number): Validator<number> {
  return (value, path) => {
    if (typeof value !== "number" || !(value >= least && value <= most)) {
      const range = most === MOST ? `of at least ${least}` : `from ${least} to ${most}`;
      throw invalid(path, `must be a number ${range}`);
    }
    return value;
  };
}

/** A number that is not negative. */
export const notNegative = between(0, MOST);

/** A whole number of at least `least`. */
export function wholeFrom(least: number): Validator<number> {
  return (value, path) => {
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least) {
      throw invalid(path, `must be a whole number of at least ${least}`);
    }
    return value;
  };
}

/** True or false. */
export const boolean: Validator<boolean> = (value, path) => {
  if (typeof value !== "boolean") {
    throw invalid(path, "must be true or false");
  }
  return value;
};

/** Text with at least one character. */
export const nonEmptyText: Validator<string> = (value, path) => {
  if (typeof value !== "string" || value === "") {
    throw invalid(path, "must be text that is not empty");
  }
  return value;
};

/** A layer's name: Penpot refuses blank ones and, because `/` makes groups, a `/` at the end. */
export const layerName: Validator<string> = (value, path) => {
  const name = nonEmptyText(value, path).trim();
  if (name === "" || name.endsWith("/")) {
    throw invalid(path, "must be a name that is not blank and does not end with /");
  }
  return name;
};

/** One of `names`. */
export function oneOf<Name extends string>(...names: Name[]): Validator<Name> {
  return (value, path) => {
    const found = names.find((name) => name === value);
    if (found === undefined) {
      throw invalid(path, `must be one of ${names.map((name) => JSON.stringify(name)).join(", ")}`);
    }
    return found;
  };
}

/** An object; arrays are not. */
export const object: Validator<Record<string, unknown>> = (value, path) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid(path, "must be an object");
  }
  return value as Record<string, unknown>;
};

/** A list of at least `least` and at most `most`, each checked at `path[index]`. */
export function listOf<Item>(item: Validator<Item>, least: number, most: number): Validator<Item[]> {
  return (value, path) => {
    if (!Array.isArray(value)) {
      throw invalid(path, "must be a list");
    }
    if (value.length < least || value.length > most) {
      throw invalid(path, `must hold ${least} to ${most} entries, not ${value.length}`);
    }
    return value.map((entry, index) => item(entry, `${path}[${index}]`));
  };
}

/** `value` checked, or undefined if it is absent or null. */
export function optional<Value>(item: Validator<Value>): Validator<Value | undefined> {
  return (value, path) => (value === undefined || value === null ? undefined : item(value, path));
}

/** One number, or four. */
export function oneOrFour(item: Validator<number>): Validator<OneOrFour> {
  const four = listOf(item, 4, 4);
  return (value, path) =>
    Array.isArray(value) ? (four(value, path) as [number, number, number, number]) : item(value, path);
}

/** A colour; returned in lower case. */
export const color: Validator<Color> = (value, path) => {
  if (typeof value !== "string" || !/^#([0-9a-f]{6}|[0-9a-f]{8})$/i.test(value)) {
    throw invalid(path, 'must be a colour like "#rrggbb" or "#rrggbbaa"');
  }
  return value.toLowerCase();
};

/** Penpot keeps at most this many stops. */
const MOST_STOPS = 16;

const stops = listOf<Gradient["stops"][number]>(
  (value, path) => {
    const stop = object(value, path);
    return {
      color: color(stop["color"], `${path}.color`),
      offset: between(0, 1)(stop["offset"], `${path}.offset`),
    };
  },
  2,
  MOST_STOPS,
);

/** `"none"`, a colour, or a gradient. */
export const fill: Validator<Fill> = (value, path) => {
  if (value === "none") {
    return "none";
  }
  if (typeof value === "string") {
    if (!/^#([0-9a-f]{6}|[0-9a-f]{8})$/i.test(value)) {
      throw invalid(path, 'must be "none", a colour like "#rrggbb", or a gradient');
    }
    return value.toLowerCase();
  }
  const written = object(value, path);
  const gradient: Gradient = {
    gradient: oneOf("linear", "radial")(written["gradient"], `${path}.gradient`),
    stops: stops(written["stops"], `${path}.stops`),
  };
  const angle = optional(number)(written["angle"], `${path}.angle`);
  if (angle !== undefined) {
    gradient.angle = angle;
  }
  return gradient;
};
