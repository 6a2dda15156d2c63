/**
 * The objects that plugins hold: accessors only, made anew with every read.
 *
 * Penpot's objects have no data of their own. Properties are own accessors, enumerable unless hidden;
 * read-only ones have no setter, so that writing throws a TypeError; methods are hidden accessors that
 * give a new function each time. The same is needed here because the plugin runtime freezes whatever
 * it hands out: the state behind an object sits in a WeakMap, out of its reach.
 */
import { NotImplemented } from "./errors";

/** A property; without `write` it is read-only. Hidden ones are left out by `Object.keys`. */
export interface Property<S> {
  read(self: S): unknown;
  write?(self: S, value: unknown): void;
  hidden?: boolean;
}

/** A method. */
export interface Method<S> {
  call(self: S, ...args: unknown[]): unknown;
}

/** What an object consists of. */
export type Member<S> = Property<S> | Method<S>;

/** Runs what a member does, and reports what goes wrong in the way of the object's kind. */
export interface Guard {
  run(member: string, args: readonly unknown[], logged: boolean, body: () => unknown): unknown;
}

const states = new WeakMap<object, unknown>();
const kinds = new WeakMap<object, string>();

/** The kind of an object that was made here: `ShapeProxy`, `PageProxy`, …; undefined for others. */
export function kindOf(object: unknown): string | undefined {
  return typeof object === "object" && object !== null ? kinds.get(object) : undefined;
}

/** The state behind an object of a kind; undefined when it is something else. */
export function stateOf<S>(object: unknown, kind: string): S | undefined {
  return kindOf(object) === kind ? (states.get(object as object) as S) : undefined;
}

/** Makes objects of one kind. */
export class ProxyClass<S> {
  readonly #kind: string;
  readonly #descriptors: PropertyDescriptorMap;

  /** `label` is the first word in the call log and in errors: `board`, `penpot`. */
  constructor(kind: string, label: string, members: Readonly<Record<string, Member<S>>>, guard: Guard) {
    this.#kind = kind;
    this.#descriptors = {
      [Symbol.toStringTag]: { get: () => kind },
      [Symbol.for("penpot.reify:type")]: { get: () => kind },
    };
    for (const [name, member] of Object.entries(members)) {
      this.#descriptors[name] = describe<S>(kind, label, name, member, guard);
    }
  }

  create(state: S): object {
    const object = {};
    states.set(object, state);
    kinds.set(object, this.#kind);
    return Object.defineProperties(object, this.#descriptors);
  }
}

function selfOf<S>(object: unknown, kind: string): S {
  if (kindOf(object) !== kind) {
    throw new TypeError(`not a ${kind}`);
  }
  return states.get(object as object) as S;
}

function describe<S>(
  kind: string,
  label: string,
  name: string,
  member: Member<S>,
  guard: Guard,
): PropertyDescriptor {
  if ("call" in member) {
    return {
      enumerable: false,
      get(this: unknown) {
        const self = selfOf<S>(this, kind);
        return (...args: unknown[]): unknown =>
          guard.run(`${label}.${name}`, args, true, () => member.call(self, ...args));
      },
    };
  }
  const { write } = member;
  return {
    enumerable: member.hidden !== true,
    get(this: unknown) {
      const self = selfOf<S>(this, kind);
      return guard.run(`${label}.${name}`, [], false, () => member.read(self));
    },
    ...(write === undefined
      ? {}
      : {
          set(this: unknown, value: unknown) {
            const self = selfOf<S>(this, kind);
            guard.run(`${label}.${name}=`, [value], true, () => write(self, value));
          },
        }),
  };
}

/** Members that say loudly that they are lacking; hidden, so that copying an object still works. */
export function lacking<S>(
  owner: string,
  names: { properties: readonly string[]; methods: readonly string[] },
): Record<string, Member<S>> {
  const refuse = (name: string) => (): never => {
    throw new NotImplemented(`${owner}.${name}`);
  };
  return Object.fromEntries([
    ...names.properties.map((name) => [name, { read: refuse(name), write: refuse(name), hidden: true }]),
    ...names.methods.map((name) => [name, { call: refuse(name) }]),
  ]) as Record<string, Member<S>>;
}
