/*
 * Two conveniences, for readers whose browser runs scripts; without them every link and every row is still there.
 *
 * 1. The column "Who said what" follows the reading: the quotation whose passage is being read is lit on both sides.
 * 2. Listings get a box that filters their rows.
 *
 * Pages may be swapped without a reload (navigation.instant), so everything is set up again for each page, and what
 * belonged to the page before is let go through one AbortController.
 */
(() => {
  "use strict";

  /* The column stands beside the text from this width (the same as in briefs.css). */
  const besideText = window.matchMedia("(min-width: 60em)");
  const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

  let page = new AbortController();

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

  /* Material's search is a dialog without a name, which screen readers need. */
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");

  const setUp = () => {
    page.abort();
    page = new AbortController();
    document.querySelectorAll(".brief").forEach((brief) => followReading(brief, page.signal));
    document.querySelectorAll("[data-filter]").forEach((place) => addFilter(place, page.signal));
  };

  /* ---- Who said what ---- */

  /** The id of the quotation that an address leads to, passage (#id) and entry (#note-id) alike. */
  const quotationIn = (hash) => hash.replace(/^#(note-)?/, "");

  /** Every quotation of a brief by its id: its entry in the column, its passages in the text, its small numbers. */
  const collectQuotations = (brief) => {
    const quotations = new Map();
    brief.querySelectorAll(".note[data-quote]").forEach((note) => {
      quotations.set(note.dataset.quote, { note, passages: [], numbers: [] });
    });
    brief.querySelectorAll("mark.quote").forEach((passage) => {
      quotations.get(idOf(passage))?.passages.push(passage);
    });
    brief.querySelectorAll(".quote-ref").forEach((number) => {
      quotations.get(quotationIn(number.hash))?.numbers.push(number);
    });
    return quotations;
  };

  const idOf = (passage) => passage.id || passage.dataset.quote;

  const comesAfter = (one, other) => Boolean(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);

  const partsOf = ({ note, passages, numbers }) => [note, ...passages, ...numbers];

  /** Keeps in `set` the elements that are inside the observer's frame. */
  const keep = (set, entries) =>
    entries.forEach((entry) => (entry.isIntersecting ? set.add(entry.target) : set.delete(entry.target)));

  /**
   * Lights one quotation on both sides: the one that is pointed at, else the one that a link led to, else the one
   * whose passage is being read.
   */
  class Reading {
    constructor(brief) {
      this.quotations = collectQuotations(brief);
      this.column = brief.querySelector(".notes__scroll");
      this.inReach = new Set();
      this.inSight = new Set();
      this.pointed = null;
      this.found = null;
      this.foundWasSeen = false;
      this.lit = null;
    }

    mark(id, name, on) {
      if (id) partsOf(this.quotations.get(id)).forEach((part) => part.classList.toggle(name, on));
    }

    has(id, set) {
      return this.quotations.get(id).passages.some((passage) => set.has(passage));
    }

    /** The quotation furthest down the text within the reader's reach, where the column stands beside the text. */
    beingRead() {
      if (!besideText.matches || !this.inReach.size) return null;
      return idOf([...this.inReach].reduce((one, other) => (comesAfter(other, one) ? other : one)));
    }

    update() {
      const next = this.pointed ?? this.found ?? this.beingRead();
      if (next === this.lit) return;
      this.mark(this.lit, "is-lit", false);
      this.mark(next, "is-lit", true);
      this.lit = next;
      /* A reader who is busy in the column scrolls it alone. */
      if (next && !this.pointed && !this.column.matches(":hover")) this.show(next);
    }

    point(id) {
      this.pointed = id;
      this.update();
    }

    /** Lights what a link led to, or nothing if `id` is no quotation. */
    find(id) {
      this.mark(this.found, "is-found", false);
      this.found = this.quotations.has(id) ? id : null;
      this.mark(this.found, "is-found", true);
      if (this.found) {
        this.foundWasSeen = this.has(id, this.inSight);
        this.quotations.get(id).note.closest("details")?.setAttribute("open", "");
      }
      this.update();
    }

    /** What a link led to stays lit until it has been in the window and has left it. */
    forgetFound() {
      if (!this.found) return;
      if (this.has(this.found, this.inSight)) this.foundWasSeen = true;
      else if (this.foundWasSeen) this.find(null);
    }

    /** Scrolls the column, and nothing else, until the entry stands a third down. */
    show(id) {
      const { note } = this.quotations.get(id);
      if (!besideText.matches || note.closest("details:not([open])")) return;
      const offset = note.getBoundingClientRect().top - this.column.getBoundingClientRect().top;
      const top = this.column.scrollTop + offset - this.column.clientHeight / 3;
      this.column.scrollTo({ top, behavior: stillness.matches ? "auto" : "smooth" });
    }
  }

  const followReading = (brief, signal) => {
    const reading = new Reading(brief);
    if (!reading.quotations.size) return;
    watchPassages(reading, signal);
    watchPointer(reading, signal);
    watchLinks(brief, reading, signal);
    besideText.addEventListener("change", () => reading.update(), { signal });
    brief.classList.add("is-followed");
    reading.find(quotationIn(location.hash));
  };

  const watchPassages = (reading, signal) => {
    const reach = new IntersectionObserver(
      (entries) => {
        keep(reading.inReach, entries);
        /* Who reads on no longer points, even if the focus stays behind. */
        reading.point(null);
      },
      /* The band where eyes rest: below the header, above the middle. */
      { rootMargin: "-12% 0px -48% 0px" },
    );
    const sight = new IntersectionObserver((entries) => {
      keep(reading.inSight, entries);
      reading.forgetFound();
    });
    reading.quotations.forEach(({ passages }) =>
      passages.forEach((passage) => {
        reach.observe(passage);
        sight.observe(passage);
      }),
    );
    signal.addEventListener("abort", () => {
      reach.disconnect();
      sight.disconnect();
    });
  };

  const watchPointer = (reading, signal) => {
    reading.quotations.forEach((quotation, id) => {
      partsOf(quotation).forEach((part) => {
        part.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && reading.point(id), { signal });
        part.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && reading.point(null), { signal });
      });
      quotation.note.addEventListener("focusin", () => reading.point(id), { signal });
      quotation.note.addEventListener("focusout", () => reading.point(null), { signal });
    });
  };

  const takeFocus = (target) => {
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };

  const watchLinks = (brief, reading, signal) => {
    brief.addEventListener(
      "click",
      (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        const link = event.target.closest("a[href*='#']");
        const id = link && quotationIn(link.hash);
        if (!reading.quotations.has(id) || link.pathname !== location.pathname) return;
        const target = document.getElementById(link.hash.slice(1));
        if (!target) return;
        event.preventDefault();
        event.stopPropagation();
        reading.find(id);
        if (link.matches(".quote-ref") && besideText.matches) {
          /* Beside the text, the entry comes forward in its column and the text stays where it is. */
          reading.show(id);
        } else {
          history.pushState(history.state, "", link.hash);
          target.scrollIntoView();
        }
        takeFocus(target);
      },
      /* Before Material's own handler, which on a slow machine scrolls back to where the page was. */
      { signal, capture: true },
    );
    window.addEventListener("hashchange", () => reading.find(quotationIn(location.hash)), { signal });
  };

  /* ---- Listings ---- */

  /** Letters as typed by someone without the accents: "Łódź" and "lodz" are the same. */
  const plain = (text) =>
    text
      .toLowerCase()
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[łøđðħıßæœþ’ʼ]/g, (letter) => PLAIN_LETTERS[letter]);

  /* Letters that Unicode does not take apart. */
  const PLAIN_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "’": "'", "ʼ": "'",
  };

  /** The words of a row that can be searched: names, not numbers of mentions. */
  const wordsOf = (row) =>
    plain([...row.cells].map((cell) => cell.textContent).filter((text) => /\p{L}/u.test(text)).join(" "));

  const addFilter = (place, signal) => {
    const rows = [...place.parentElement.querySelectorAll("tbody tr")].map((row) => ({ row, words: wordsOf(row) }));
    place.replaceChildren();
    if (rows.length < 2) return;
    const input = document.createElement("input");
    input.type = "search";
    input.className = "filter__input";
    input.placeholder = place.dataset.filter;
    input.autocomplete = "off";
    input.spellcheck = false;
    input.setAttribute("aria-label", place.dataset.filter);
    const state = document.createElement("output");
    state.className = "filter__state";
    state.setAttribute("aria-live", "polite");
    place.append(input, state);

    const apply = () => {
      const wanted = plain(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach(({ row, words }) => {
        row.hidden = !wanted.every((word) => words.includes(word));
        shown += row.hidden ? 0 : 1;
      });
      state.textContent = wanted.length ? `${shown} of ${rows.length} ${place.dataset.noun}` : "";
    };

    input.addEventListener("input", apply, { signal });
    input.addEventListener(
      "keydown",
      (event) => {
        /* Material's shortcuts (s, f, /) must not steal what is typed here. */
        event.stopPropagation();
        if (event.key !== "Escape" || !input.value) return;
        event.preventDefault();
        input.value = "";
        apply();
      },
      { signal },
    );
  };

  if (typeof document$ !== "undefined") document$.subscribe(setUp);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", setUp);
  else setUp();
})();
