/**
 * The browser's storage, where it is allowed.
 *
 * Private windows and strict settings make the mere access throw. Invariant: nothing here throws; without
 * storage, values last as long as the page.
 */
import { memoryStorage, type KeyValueStorage } from "../document/memory-storage";

/** The browser's storage for this page, or one in memory when the browser refuses. */
export function openStorage(): KeyValueStorage {
  try {
    window.localStorage.getItem("");
    return window.localStorage;
  } catch {
    return memoryStorage();
  }
}
