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

  const hasStarted = () => document.querySelector(".shell") !== null;

  /** @param {string} title @param {string} remedy */
  const say = (title, remedy) => {
    const boot = document.getElementById("boot");
    if (!boot || hasStarted()) return;
    boot.classList.add("is-failed");
    boot.querySelector("strong").textContent = title;
    boot.querySelector("p").textContent = remedy;
  };

  const fail = () => {
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
