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

  const setUp = () => {
    page.abort();
    page = new AbortController();
    document.querySelectorAll(".brief").forEach((brief) => followReading(brief, page.signal));
    document.querySelectorAll("[data-filter]").forEach((place) => addFilter(place, page.signal));
  };

  /* ---- Who said what ---- */

  /** Every quotation of a brief by its id: its entry in the column, its passages in the text, its small number. */
  const collectQuotations = (brief) => {
    const quotations = new Map();
    brief.querySelectorAll(".note[data-quote]").forEach((note) => {
      quotations.set(note.dataset.quote, { note, passages: [], numbers: [] });
    });
    brief.querySelectorAll("mark.quote").forEach((mark) => {
      quotations.get(mark.id || mark.dataset.quote)?.passages.push(mark);
    });
    brief.querySelectorAll(".quote-ref").forEach((number) => {
      quotations.get(noteOf(number))?.numbers.push(number);
    });
    return quotations;
  };

  /** The id of the quotation that a link or an address leads to, passage or entry alike. */
  const quotationIn = (hash) => hash.replace(/^#(note-)?/, "");

  const noteOf = (number) => quotationIn(number.hash);

  const followReading = (brief, signal) => {
    const quotations = collectQuotations(brief);
    if (!quotations.size) return;
    const column = brief.querySelector(".notes__scroll");
    const inReach = new Set();
    const inSight = new Set();
    let lit = null;
    let pointed = null;
    let found = null;
    let seen = false;

    const mark = (id, name, on) => {
      const quotation = quotations.get(id);
      if (!quotation) return;
      [quotation.note, ...quotation.passages, ...quotation.numbers].forEach((part) => part.classList.toggle(name, on));
    };

    /** The passage being read: the last one to have come into the reader's reach. */
    const beingRead = () => {
      if (!besideText.matches) return null;
      return [...quotations.keys()].filter((id) => quotations.get(id).passages.some((part) => inReach.has(part))).pop();
    };

    const update = () => {
      const next = pointed ?? found ?? beingRead() ?? null;
      if (next === lit) return;
      if (lit) mark(lit, "is-lit", false);
      lit = next;
      if (!lit) return;
      mark(lit, "is-lit", true);
      if (!pointed && !column.matches(":hover, :focus-within")) showInColumn(column, quotations.get(lit).note);
    };

    const point = (id) => {
      pointed = id;
      update();
    };

    const isInSight = (id) => quotations.get(id).passages.some((part) => inSight.has(part));

    /** Lights what a link led to. */
    const find = (id) => {
      if (found) mark(found, "is-found", false);
      found = quotations.has(id) ? id : null;
      if (found) {
        seen = isInSight(found);
        mark(found, "is-found", true);
        quotations.get(found).note.closest("details")?.setAttribute("open", "");
      }
      update();
    };

    const keep = (set, entries) =>
      entries.forEach((entry) => (entry.isIntersecting ? set.add(entry.target) : set.delete(entry.target)));

    const reading = new IntersectionObserver(
      (entries) => {
        keep(inReach, entries);
        update();
      },
      /* The band where eyes rest: below the header, above the middle. */
      { rootMargin: "-12% 0px -48% 0px" },
    );

    /* What a link led to stays lit until it has been in the window and has left it. */
    const sight = new IntersectionObserver((entries) => {
      keep(inSight, entries);
      if (!found) return;
      if (isInSight(found)) seen = true;
      else if (seen) find(null);
    });

    quotations.forEach(({ passages }) => {
      passages.forEach((part) => {
        reading.observe(part);
        sight.observe(part);
      });
    });
    signal.addEventListener("abort", () => {
      reading.disconnect();
      sight.disconnect();
    });

    quotations.forEach(({ note, passages, numbers }, id) => {
      [note, ...passages, ...numbers].forEach((part) => {
        part.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && point(id), { signal });
        part.addEventListener("pointerleave", () => point(null), { signal });
      });
      note.addEventListener("focusin", () => point(id), { signal });
      note.addEventListener("focusout", () => point(null), { signal });
    });

    /* Beside the text the entry is already in view: bring it forward in its column and leave the text where it is. */
    brief.addEventListener(
      "click",
      (event) => {
        const link = event.target.closest("a[href*='#']");
        const id = link && quotationIn(link.hash);
        if (!quotations.has(id) || link.pathname !== location.pathname) return;
        if (link.matches(".quote-ref") && besideText.matches) {
          event.preventDefault();
          event.stopPropagation();
          find(id);
          const { note } = quotations.get(id);
          showInColumn(column, note);
          note.focus({ preventScroll: true });
        } else {
          find(id);
        }
      },
      { signal, capture: true },
    );

    window.addEventListener("hashchange", () => find(quotationIn(location.hash)), { signal });
    besideText.addEventListener("change", update, { signal });
    brief.classList.add("is-followed");
    find(quotationIn(location.hash));
  };

  /** Scrolls the column, and nothing else, until the entry stands a third down. */
  const showInColumn = (column, note) => {
    if (!besideText.matches || note.closest("details:not([open])")) return;
    const offset = note.getBoundingClientRect().top - column.getBoundingClientRect().top;
    const top = column.scrollTop + offset - column.clientHeight / 3;
    column.scrollTo({ top, behavior: stillness.matches ? "auto" : "smooth" });
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
