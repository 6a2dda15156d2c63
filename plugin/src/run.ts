/**
 * One batch under way: what it has made and touched so far, and how to take it back.
 *
 * Invariant: every effect on the page is recorded here before or at the moment it happens, so that
 * an error at any point can be undone in reverse order.
 */

import type { Page, Shape } from "@penpot/plugin-types";
import type { Restore } from "./capture";
import { FontBook } from "./fonts";
import type { NodeKind, Properties, RemovedShape } from "./protocol";
import { readProperties } from "./read";
import { Refusal } from "./refusal";
import {
  asContainer,
  currentPage,
  findShape,
  isWithin,
  originOf,
  parentOf,
  rootOf,
  type Container,
} from "./tree";

/** Layers that are created before the browser may paint and deliver messages. */
const LAYERS_PER_BREATH = 40;

/** A layer that the batch creates; without an id until Penpot has given it one. */
export interface CreatedSlot {
  ref: string;
  kind: NodeKind;
  id: string | null;
}

/** A layer that was there before, as it was. */
export interface Touched {
  id: string;
  before: Properties;
  parentId: string | null;
  moved: boolean;
}

/** One batch under way. */
export class Run {
  readonly page: Page;
  readonly fonts = new FontBook();
  readonly created: CreatedSlot[] = [];
  readonly touched = new Map<string, Touched>();
  /** Ids that a DELETE_SHAPE of the batch names; they go at the end. */
  readonly doomed = new Set<string>();
  readonly removed: RemovedShape[] = [];
  /** Groups that vanish if their last layer leaves. */
  readonly holders = new Map<string, string>();
  /** Whether Penpot will measure text or lay out children some time later. */
  changesText = false;
  changesLayout = false;
  private readonly ids = new Map<string, string>();
  private readonly restores: Restore[] = [];
  private sinceBreath = 0;

  constructor(page: Page) {
    this.page = page;
  }

  /** Reserves the place of a layer in the answer; parents do so before their children. */
  reserve(ref: string, kind: NodeKind): CreatedSlot {
    const slot: CreatedSlot = { ref, kind, id: null };
    this.created.push(slot);
    return slot;
  }

  /** Records that Penpot has created the layer. */
  admit(slot: CreatedSlot, shape: Shape): void {
    const id = shape.id;
    slot.id = id;
    this.ids.set(slot.ref, id);
    this.restores.push(() => findShape(this.page, id)?.remove());
  }

  /** Remembers how to put something back. */
  onRollback(restore: Restore): void {
    this.restores.push(restore);
  }

  /** Puts everything back, last first; returns what could not be. */
  rollback(): unknown[] {
    const failures: unknown[] = [];
    for (let restore = this.restores.pop(); restore !== undefined; restore = this.restores.pop()) {
      try {
        restore();
      } catch (error) {
        failures.push(error);
      }
    }
    return failures;
  }

  /** The layer that `name` (a ref of the batch or an id) means; NOT_FOUND if it is not there. */
  shape(name: string): Shape {
    const shape = findShape(this.page, this.ids.get(name) ?? name);
    if (shape === null) {
      throw new Refusal("NOT_FOUND", `There is no layer ${JSON.stringify(name)} on this page.`);
    }
    for (const doomed of this.doomed) {
      if (isWithin(shape, doomed)) {
        throw new Refusal("NOT_FOUND", `The layer ${JSON.stringify(name)} is deleted by the same batch.`);
      }
    }
    return shape;
  }

  /** The container that `name` means, and its shape (null for the page). */
  container(name: string): { container: Container; shape: Shape | null } {
    if (name === "page") {
      return { container: rootOf(this.page), shape: null };
    }
    const shape = this.shape(name);
    const container = asContainer(shape);
    if (container === null) {
      const name = JSON.stringify(shape.name);
      throw new Refusal("INVALID", `${name} is a ${shape.type} and cannot hold layers.`);
    }
    return { container, shape };
  }

  /** Remembers a layer as it is now, unless it was remembered before or is new. */
  touch(shape: Shape): Touched | null {
    this.expectReflow(shape);
    const known = this.touched.get(shape.id);
    if (known !== undefined) {
      return known;
    }
    if (this.created.some((slot) => slot.id === shape.id)) {
      return null;
    }
    const parent = parentOf(shape);
    const touched: Touched = {
      id: shape.id,
      before: readProperties(shape, originOf(parent)),
      parentId: parent?.id ?? null,
      moved: false,
    };
    this.touched.set(shape.id, touched);
    return touched;
  }

  /** Notes that Penpot will move or measure things later because `shape` changes. */
  expectReflow(shape: Shape): void {
    this.changesText ||= shape.type === "text";
    this.changesLayout ||=
      Boolean(shape.layoutChild) || (shape.type === "board" && Boolean(shape.flex ?? shape.grid));
  }

  /** Notes the groups around `shape`, which Penpot deletes when they become empty. */
  noteHolders(shape: Shape): void {
    for (let at = parentOf(shape); at !== null; at = parentOf(at)) {
      if (at.type === "group" || at.type === "boolean") {
        this.holders.set(at.id, at.name);
      }
    }
  }

  /** Lets the browser breathe now and then; PAGE_CHANGED if the person opened another page meanwhile. */
  async breathe(): Promise<void> {
    this.sinceBreath += 1;
    if (this.sinceBreath < LAYERS_PER_BREATH) {
      return;
    }
    this.sinceBreath = 0;
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    if (currentPage().id !== this.page.id) {
      throw new Refusal("PAGE_CHANGED", "Another page was opened while this was being drawn.");
    }
  }
}
