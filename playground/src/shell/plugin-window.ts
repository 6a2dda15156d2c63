/**
 * Opens the plugin in the real plugin runtime and keeps its window in a good place.
 *
 * The runtime makes the window itself, an element `plugin-modal` at the end of the body, and leaves room
 * beside it for a design tab that the playground does not have. Here the window is put at the right edge
 * below the toolbar, kept inside the page when the page changes its size, and its parts get accessible
 * names. Invariant: at most one plugin is open.
 */
import { loadManifest, ManifestError, type PluginManifest } from "./plugin-manifest";

/** Px between the plugin's window and the edges of the page. */
const EDGE_PX = 16;
/** Top of the plugin's window in px: below the toolbar. */
const TOP_PX = 64;
/** Padding and borders that the runtime adds to the size of the window, at both sides together, in px. */
const FRAME_PX = 24;

declare global {
  /** Loads a plugin and evaluates its script; set by the runtime when it starts. */
  var ɵloadPlugin: (manifest: PluginManifest, onClose?: () => void) => Promise<void>;
  var ɵunloadPlugin: (pluginId: string) => void;
}

/** The window element of the runtime, as far as it is used here. */
interface PluginModal extends HTMLElement {
  wrapper: HTMLElement;
}

/** What the plugin's window tells the page. */
export interface PluginWindowParts {
  /** The address of the manifest, or null when the page's address names none. */
  manifestAddress: string | null;
  /** Called when the plugin opens or closes. */
  onOpenChange(isOpen: boolean): void;
  /** Called when the window appears, moves, changes its size or goes; null when it is gone. */
  onPlaceChange(frame: DOMRect | null): void;
  /** Called with a sentence for the person when opening fails, and with null when it is tried again. */
  onProblem(problem: string | null): void;
}

/** The plugin and its window. */
export class PluginWindow {
  readonly #parts: PluginWindowParts;
  #manifest: PluginManifest | null = null;
  #isOpen = false;
  #isOpening = false;
  #modal: PluginModal | null = null;
  readonly #watcher: ResizeObserver;

  constructor(parts: PluginWindowParts) {
    this.#parts = parts;
    this.#watcher = new ResizeObserver(() => this.#reportPlace());
    new MutationObserver(() => this.#adoptModal()).observe(document.body, { childList: true });
    window.addEventListener("resize", () => this.#place());
  }

  /** Opens the plugin; does nothing while it is open. */
  async open(): Promise<void> {
    if (this.#isOpen || this.#isOpening) {
      return;
    }
    this.#isOpening = true;
    this.#parts.onProblem(null);
    try {
      const manifest = await this.#loadManifest();
      this.#manifest = manifest;
      this.#isOpen = true;
      await globalThis.ɵloadPlugin(manifest, () => this.#closed());
      this.#parts.onOpenChange(this.#isOpen);
    } catch (error) {
      this.#closed();
      this.#parts.onProblem(problemText(error));
    } finally {
      this.#isOpening = false;
    }
  }

  /** Closes the plugin when it is open. */
  close(): void {
    if (this.#isOpen && this.#manifest !== null) {
      globalThis.ɵunloadPlugin(this.#manifest.pluginId);
    }
  }

  /** What the plugin with this id may do; undefined for an id that is not the plugin's. */
  permissionsOf(pluginId: string): readonly string[] | undefined {
    return this.#manifest?.pluginId === pluginId ? this.#manifest.permissions : undefined;
  }

  async #loadManifest(): Promise<PluginManifest> {
    const { manifestAddress } = this.#parts;
    if (manifestAddress === null) {
      throw new ManifestError(
        "No plugin is named. Add ?plugin= and the address of a manifest.json to this page's address.",
      );
    }
    return loadManifest(manifestAddress);
  }

  #closed(): void {
    this.#isOpen = false;
    this.#parts.onOpenChange(false);
  }

  #adoptModal(): void {
    const modal = document.querySelector<PluginModal>("plugin-modal:last-of-type");
    if (modal === this.#modal) {
      return;
    }
    this.#watcher.disconnect();
    this.#modal = modal;
    if (modal !== null) {
      nameParts(modal);
      this.#place();
      this.#watcher.observe(modal.wrapper);
      // The runtime moves the window by dragging its wrapper, which changes only its style.
      const report = (): void => this.#reportPlace();
      modal.addEventListener("pointerup", report);
    }
    this.#reportPlace();
  }

  #place(): void {
    const modal = this.#modal;
    if (modal === null) {
      return;
    }
    const { style } = modal.wrapper;
    style.maxBlockSize = `calc(100vh - ${TOP_PX + EDGE_PX + FRAME_PX}px)`;
    style.maxInlineSize = `calc(100vw - ${2 * EDGE_PX + FRAME_PX}px)`;
    style.transform = "";
    const { width } = modal.wrapper.getBoundingClientRect();
    const left = Math.max(EDGE_PX, window.innerWidth - width - EDGE_PX);
    modal.style.setProperty("--modal-inline-start", `${left}px`);
    modal.style.setProperty("--modal-block-start", `${TOP_PX}px`);
    this.#reportPlace();
  }

  #reportPlace(): void {
    const frame = this.#modal?.wrapper.getBoundingClientRect() ?? null;
    this.#parts.onPlaceChange(frame === null || frame.width === 0 ? null : frame);
  }
}

/** The runtime gives its close button and its frame no names; a person with a screen reader needs them. */
function nameParts(modal: PluginModal): void {
  const title = modal.getAttribute("title") ?? "Plugin";
  modal.removeAttribute("title");
  modal.wrapper.setAttribute("role", "dialog");
  modal.wrapper.setAttribute("aria-label", title);
  modal.shadowRoot?.querySelector("iframe")?.setAttribute("title", title);
  modal.shadowRoot?.querySelector("button")?.setAttribute("aria-label", `Close ${title}`);
}

function problemText(error: unknown): string {
  if (error instanceof ManifestError) {
    return error.message;
  }
  return `The plugin stopped while it was starting: ${error instanceof Error ? error.message : String(error)}`;
}
