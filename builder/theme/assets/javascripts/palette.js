/* Puts the colours that a reader chose before on the page, before anything of it is drawn. */
(() => {
  "use strict";

  const follows = "(prefers-color-scheme)";
  const parts = ["media", "scheme", "primary", "accent"];

  /** What the choice "as the system" means now: that of the choice for a light or a dark system. */
  const now = () => {
    const system = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const input = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${system})"]`);
    return Object.fromEntries(parts.map((part) => [part, input.getAttribute(`data-md-color-${part}`)]));
  };

  const chosen = window.__md_get("__palette")?.color;
  if (!chosen) return;
  const colours = chosen.media === follows ? now() : chosen;
  Object.entries(colours).forEach(([part, value]) => document.body.setAttribute(`data-md-color-${part}`, value));
})();
