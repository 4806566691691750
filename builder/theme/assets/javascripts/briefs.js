/*
 * What pages gain where scripts run; without them every link, row and word is still there.
 *
 * Pages may be swapped without a reload (navigation.instant), so everything is set up again for each page, and what
 * belonged to the page before is let go through one AbortController.
 */
import { dismissCard } from "./card.js";
import { offerCopies } from "./copying.js";
import { addFilter } from "./filter.js";
import { offerPreviews } from "./previews.js";
import { followReading, takeFocus } from "./reading.js";
import { texts } from "./texts.js";

let page = new AbortController();

const setUp = () => {
  page.abort();
  page = new AbortController();
  const { signal } = page;
  dismissCard();
  document.querySelectorAll("[data-filter]").forEach((place) => addFilter(place, signal));
  document.querySelectorAll(".brief").forEach((brief) => {
    followReading(brief, signal);
    offerCopies(brief, signal);
  });
  if (document.querySelector("[data-explore]")) import("./explore.js");
};

/* Over the header to the text, over the map to its key: by ourselves, as Material's own handler may take the focus away again. */
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest(".skip, .world__skip");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    target.scrollIntoView();
    takeFocus(target);
  },
  { capture: true },
);

/* On paper everything is unfolded. */
const folded = new Set();
window.addEventListener("beforeprint", () =>
  document.querySelectorAll(".fold:not([open])").forEach((fold) => {
    fold.open = true;
    folded.add(fold);
  }),
);
window.addEventListener("afterprint", () => {
  folded.forEach((fold) => (fold.open = false));
  folded.clear();
});

/* Material's search is a dialog without a name, which screen readers need. */
document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", texts.search);

offerPreviews();

/* Material says when a page is there, at once for the first one. */
if (typeof document$ !== "undefined") document$.subscribe(setUp);
else setUp();
