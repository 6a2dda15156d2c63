/**
 * What must survive when this script is evaluated again.
 *
 * When the panel's iframe reloads, Penpot evaluates the script anew in the same compartment: the
 * old listeners are gone, `globalThis` stays. The nonce and the theme must then be the same as
 * before, because `penpot.ui.open` with another address opens a second panel beside the first; the
 * ledger must stay, because batches are applied at most once; the epoch must grow, because answers
 * of an older run must not be taken for ours. Only plain data is kept, never instances of classes:
 * the next evaluation may bring newer code.
 */

import { createLedger, type Ledger } from "./ledger";
import type { Theme } from "./protocol";

/** The one property that this script adds to `globalThis`. */
const KEY = "__limn";

/** The surviving state. */
export interface PluginState {
  /** Proves that a window message comes from the panel that this script opened. */
  readonly nonce: string;
  /** The theme when the panel was opened first; part of its address for good. */
  readonly theme: Theme;
  /** How often this script was evaluated. */
  epoch: number;
  readonly ledger: Ledger;
}

/** Finds the state on `scope` or puts it there, and begins the next epoch. */
export function beginEpoch(scope: object, theme: Theme): PluginState {
  const holder = scope as Record<string, PluginState | undefined>;
  const state = (holder[KEY] ??= { nonce: mintNonce(), theme, epoch: 0, ledger: createLedger() });
  state.epoch += 1;
  return state;
}

/** 128 bits as hex. `Math.random`, because the sandbox has no `crypto`; other origins cannot read it. */
function mintNonce(): string {
  let nonce = "";
  while (nonce.length < 32) {
    nonce += Math.floor(Math.random() * 0x1_0000).toString(16).padStart(4, "0");
  }
  return nonce;
}
