/*
 * "Who said what" follows the reading: the quotation whose passage is being read is lit on both sides. Where there is no
 * room for a column beside the text, a bar at the foot says who is being quoted and opens a card with the quotation.
 */
import { cardHolds, cardTop, closer, dismissCard, fillCard, hasCards, isShown, unfold } from "./card.js";
import { texts } from "./texts.js";

/* The column stands beside the text from this width (the same as in briefs.css). */
const besideText = window.matchMedia("(min-width: 60em)");
const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

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
    /* Called with the id of the quotation that is lit, or null, whenever that changes. */
    this.changed = () => {};
  }

  mark(id, name, on) {
    if (id) partsOf(this.quotations.get(id)).forEach((part) => part.classList.toggle(name, on));
  }

  has(id, set) {
    return this.quotations.get(id).passages.some((passage) => set.has(passage));
  }

  /** The quotation furthest down the text within the reader's reach. */
  beingRead() {
    if (!this.inReach.size) return null;
    return idOf([...this.inReach].reduce((one, other) => (comesAfter(other, one) ? other : one)));
  }

  update() {
    const next = this.pointed ?? this.found ?? this.beingRead();
    if (next === this.lit) return;
    this.mark(this.lit, "is-lit", false);
    this.mark(next, "is-lit", true);
    this.lit = next;
    this.changed(next);
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

export const followReading = (brief, signal) => {
  const reading = new Reading(brief);
  if (!reading.quotations.size) return;
  watchPassages(reading, signal);
  watchPointer(reading, signal);
  const bar = hasCards ? new Bar(brief, reading, signal) : null;
  watchLinks(brief, reading, bar, signal);
  brief.classList.add("is-followed");
  reading.find(quotationIn(location.hash));
};

const button = (name, label, action) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", action);
  return made;
};

/** At the foot of a small screen: who is being quoted, and a card with the quotation that follows the reading, too. */
class Bar {
  constructor(brief, reading, signal) {
    this.reading = reading;
    this.ids = [...reading.quotations].filter(([, { passages }]) => passages.length).map(([id]) => id);
    if (!this.ids.length) return;
    this.ids.sort((one, other) => (comesAfter(this.passage(one), this.passage(other)) ? 1 : -1));
    this.title = brief.querySelector("#notes-title").firstChild.textContent.trim();
    this.current = this.ids[0];
    this.button = button("bar", "", () => this.open(this.button));
    this.button.setAttribute("aria-haspopup", "dialog");
    this.who = document.createElement("bdi");
    this.who.className = "bar__who";
    this.button.append(this.who);
    brief.append(this.button);
    this.say(reading.lit);
    reading.changed = (id) => this.say(id);
    const text = brief.querySelector(".brief__text");
    const sight = new IntersectionObserver(([entry]) => this.button.classList.toggle("is-shown", entry.isIntersecting), {
      rootMargin: "-15% 0px -30% 0px",
    });
    sight.observe(text);
    signal.addEventListener("abort", () => {
      sight.disconnect();
      this.button.remove();
    });
    besideText.addEventListener("change", () => dismissCard(), { signal });
  }

  passage(id) {
    return this.reading.quotations.get(id).passages[0];
  }

  speaker(id) {
    return this.reading.quotations.get(id).note.querySelector(".note__speaker").textContent.split(",")[0].trim();
  }

  say(id) {
    const known = this.ids.includes(id);
    if (known) this.current = id;
    this.who.textContent = known ? this.speaker(id) : this.title;
    this.button.classList.toggle("is-lit", known);
    if (known && isShown(this.opener) && this.opener) fillCard(...this.content());
  }

  /** Shows the quotation that is lit, or was last, in the card; what is read stays above the card. */
  open(from) {
    this.opener = from;
    if (!this.reading.lit) this.reading.find(this.current);
    unfold(from, this.title, this.content(), () => (this.opener = null));
    this.uncover();
  }

  uncover() {
    const { bottom, top } = this.passage(this.current).getBoundingClientRect();
    const covered = bottom - cardTop() + 24;
    const behavior = stillness.matches ? "auto" : "smooth";
    if (covered > 0 || top < 64) window.scrollBy({ top: covered > 0 ? covered : top - 96, behavior });
  }

  /** The entry of the current quotation, without the ids of the one in the list. */
  content() {
    const { note } = this.reading.quotations.get(this.current);
    const entry = document.createElement("div");
    entry.className = "note";
    entry.append(...[...note.children].map((part) => part.cloneNode(true)));
    const at = this.ids.indexOf(this.current);
    const place = document.createElement("p");
    place.className = "label card__kind";
    place.textContent = this.title;
    const turns = document.createElement("div");
    turns.className = "card__turns";
    turns.append(this.turn(at - 1, "previous"), this.turn(at + 1, "next"), closer());
    return [place, turns, entry];
  }

  turn(to, way) {
    const made = button(`card__turn card__turn--${way}`, texts[way], () => {
      this.current = this.ids[to];
      this.reading.find(this.current);
      this.uncover();
      document.querySelector(`#card .card__turn--${way}:enabled, #card .card__close`)?.focus({ preventScroll: true });
    });
    made.disabled = !(to in this.ids);
    return made;
  }
}

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

/** Moves the focus, and nothing else. */
export const takeFocus = (target) => {
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
};

const watchLinks = (brief, reading, bar, signal) => {
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
      if (link.matches(".permalink")) {
        history.replaceState(history.state, "", link.hash);
        return;
      }
      if (link.matches(".quote-ref") && bar && !besideText.matches) {
        bar.open(link);
        return;
      }
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
