/*
 * What happens before the program runs: the theme of the design tool is taken from the address, the
 * typeface is asked for after the first paint, and a program that does not start says so.
 *
 * The plugin opens the panel as `index.html#/?theme=light&…`. Invariant: nothing in here needs the
 * program, and nothing is fetched from elsewhere.
 */
(() => {
  "use strict";
  /** A program that has not started by then is said to be slow, not broken. */
  const SLOW_MS = 15_000;

  const root = document.documentElement;
  const query = location.hash.split("?")[1] ?? location.search.slice(1);
  const theme = new URLSearchParams(query).get("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  /**
   * Says something in the loading screen, which the program takes away when it starts.
   * @param {string} title @param {string} remedy
   */
  const say = (title, remedy) => {
    const screen = document.getElementById("loading");
    if (!screen) return;
    screen.querySelector("strong").textContent = title;
    screen.querySelector("p").textContent = remedy;
  };

  const fail = () => {
    document.getElementById("loading")?.classList.add("is-failed");
    if (typeof WebAssembly === "undefined") {
      say("Limn cannot run here.", "This browser does not offer WebAssembly.");
    } else {
      say("Limn did not start.", "Close the panel and open it again. If that does not help, reload the page.");
    }
  };
  addEventListener("error", fail, true);
  addEventListener("unhandledrejection", fail);
  setTimeout(() => say("Still loading…", "The connection seems to be slow."), SLOW_MS);

  // Two frames: the first has been painted when the second begins.
  requestAnimationFrame(() => requestAnimationFrame(() => (root.dataset.fonts = "work-sans")));
})();
