/*
 * Explore: who spoke × country × outlet × year × kind of quotation, with live counts.
 *
 * One index is fetched when the page is opened (pages/explore.py describes it), the titles of the briefs that are shown
 * as they are needed. What is chosen stands in the address, so that it can be sent to somebody. Everything is made of
 * buttons, links and text fields: the keyboard works as everywhere.
 */
(() => {
  "use strict";

  /* Choices shown of each kind before one asks for more, and briefs shown at once. */
  const CHOICES = 8;
  const MORE = 40;
  const RESULTS = 30;

  /* The choices stand beside the results from this width (the same as in briefs.css); below it they are folded. */
  const besideResults = window.matchMedia("(min-width: 60em)");

  const KINDS = ["direct", "reported", "named"];

  /* A brief is about a country, or only mentions it; both count. */
  const FACETS = [
    { key: "person", list: "people", sought: "find_person" },
    { key: "country", list: "countries", sought: "find_country" },
    { key: "kind" },
    { key: "outlet", list: "outlets", sought: "find_outlet" },
    { key: "year", list: "years" },
  ];

  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => {
      if (value === true) made.setAttribute(name, "");
      else if (value !== false && value != null) made.setAttribute(name, value);
    });
    made.append(...children);
    return made;
  };

  const written = (number) => number.toLocaleString(document.documentElement.lang || "en");

  /** The text for a number. */
  const counted = (number, { one, other }) => (number === 1 ? one : other).replace("{n}", written(number));

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /** One row of the index as an object. */
  const unpacked = (row) => {
    let at = 2;
    const countries = [];
    for (let group = 0; group < 2; group += 1) {
      const length = row[at];
      countries.push(...row.slice(at + 1, at + 1 + length));
      at += 1 + length;
    }
    const people = [];
    for (; at < row.length; at += 3) people.push([row[at], row[at + 1], row[at + 2]]);
    return { year: row[0], outlet: row[1], countries, people };
  };

  /** Whether a person is heard in a brief in the way that was chosen. */
  const isHeard = ([, direct, reported], kind) =>
    kind === "direct" ? direct > 0 : kind === "reported" ? reported > 0 : kind === "named" ? !direct && !reported : true;

  class Explorer {
    constructor(room, index, signal) {
      this.room = room;
      this.base = new URL(room.dataset.base.replace(/\/?$/, "/"), location);
      this.index = index;
      this.texts = JSON.parse(room.dataset.texts);
      this.signal = signal;
      this.briefs = index.briefs.map(unpacked);
      this.titles = new Map();
      this.opened = new Set();
      this.sought = new Map();
      this.shown = RESULTS;
      this.addresses = Object.fromEntries(
        FACETS.filter(({ list }) => list).map(({ key, list }) => [key, index[list].map(([address]) => address)]),
      );
      this.readAddress();
      this.draw();
    }

    /* ---- What is chosen, and the address that says so ---- */

    readAddress() {
      const query = new URLSearchParams(location.search);
      this.chosen = {};
      FACETS.forEach(({ key, list }) => {
        const value = query.get(key);
        if (value === null) return;
        if (!list) {
          if (KINDS.includes(value)) this.chosen[key] = value;
          return;
        }
        const number = this.addresses[key].findIndex((address) => address.split("/").at(-2) === value);
        if (number >= 0) this.chosen[key] = number;
      });
    }

    writeAddress() {
      const query = new URLSearchParams();
      FACETS.forEach(({ key, list }) => {
        if (!(key in this.chosen)) return;
        query.set(key, list ? this.addresses[key][this.chosen[key]].split("/").at(-2) : this.chosen[key]);
      });
      const search = query.toString();
      history.replaceState(history.state, "", search ? `?${search}` : location.pathname);
    }

    choose(key, value) {
      if (this.chosen[key] === value) delete this.chosen[key];
      else this.chosen[key] = value;
      this.sought.delete(key);
      this.shown = RESULTS;
      this.writeAddress();
      this.draw({ key, value });
    }

    /* ---- Counting ---- */

    /** Whether a brief fits all that is chosen, but for one kind of choice. */
    fits(brief, but) {
      const { person, country, outlet, year, kind } = this.chosen;
      if (but !== "year" && year !== undefined && brief.year !== year) return false;
      if (but !== "outlet" && outlet !== undefined && brief.outlet !== outlet) return false;
      if (but !== "country" && country !== undefined && !brief.countries.includes(country)) return false;
      const someone = but !== "person" && person !== undefined;
      const heard = but === "kind" ? undefined : kind;
      if (!someone && !heard) return true;
      return brief.people.some((who) => (!someone || who[0] === person) && isHeard(who, heard));
    }

    /** How many briefs each choice of a kind would leave. */
    counts(key) {
      const counts = new Map();
      const add = (value) => counts.set(value, (counts.get(value) ?? 0) + 1);
      this.briefs.forEach((brief) => {
        if (!this.fits(brief, key)) return;
        if (key === "person") {
          brief.people.filter((who) => isHeard(who, this.chosen.kind)).forEach(([who]) => add(who));
        } else if (key === "country") new Set(brief.countries).forEach(add);
        else if (key === "kind") {
          KINDS.forEach((kind) => {
            const heard = (who) => (this.chosen.person ?? who[0]) === who[0] && isHeard(who, kind);
            if (brief.people.some(heard)) add(kind);
          });
        } else if (brief[key] >= 0) add(brief[key]);
      });
      return counts;
    }

    /* ---- Drawing ---- */

    draw(focus) {
      const open = besideResults.matches || this.room.querySelector(".explore__fold")?.open;
      const facets = element("div", { class: "explore__facets" }, ...FACETS.map((facet) => this.facet(facet)));
      const fold = element("details", { class: "explore__fold", open }, element("summary", {}, this.texts.narrow), facets);
      const results = element("section", { class: "explore__results", "aria-label": this.texts.results });
      this.drawResults(results);
      this.room.replaceChildren(fold, results);
      if (focus) this.room.querySelector(`[data-choice="${focus.key} ${focus.value}"]`)?.focus();
    }

    facet(facet) {
      const { key, sought } = facet;
      const counts = this.counts(key);
      const box = element("fieldset", { class: "choices" }, element("legend", { class: "label" }, this.texts[key]));
      const list = element("ul", { class: "choices__list" });
      const all = this.values(facet, counts);
      if (sought && all.length > CHOICES) box.append(this.seeker(facet, list, counts));
      box.append(list);
      this.fill(list, facet, counts);
      return box;
    }

    /** The choices of a kind that leave something, the most fruitful first, what is chosen before all. */
    values({ key, list }, counts) {
      const chosen = this.chosen[key];
      const values = list ? this.index[list].map((_, number) => number) : KINDS;
      const left = values.filter((value) => counts.has(value) || value === chosen);
      if (key === "year" || key === "kind") return left;
      return left.sort((a, b) => (b === chosen) - (a === chosen) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
    }

    nameOf({ list }, value) {
      return list ? this.index[list][value][1] : this.texts[value];
    }

    fill(list, facet, counts) {
      const { key } = facet;
      const words = folded(this.sought.get(key) ?? "").trim();
      let values = this.values(facet, counts);
      if (words) values = values.filter((value) => folded(this.nameOf(facet, value)).includes(words));
      const limit = this.opened.has(key) || words ? MORE : CHOICES;
      const rows = values.slice(0, limit).map((value) => element("li", {}, this.choice(facet, value, counts)));
      if (values.length > limit && !words && limit < MORE) {
        const more = element("button", { type: "button", class: "choices__more" }, this.texts.more);
        more.addEventListener("click", () => {
          this.opened.add(key);
          this.fill(list, facet, counts);
          list.children[limit]?.querySelector("button")?.focus();
        });
        rows.push(element("li", {}, more));
      }
      if (!rows.length) rows.push(element("li", { class: "choices__none" }, this.texts.none));
      list.replaceChildren(...rows);
    }

    choice(facet, value, counts) {
      const pressed = this.chosen[facet.key] === value;
      const count = counts.get(value) ?? 0;
      const button = element(
        "button",
        {
          type: "button",
          class: `choice choice--${facet.key}`,
          "aria-pressed": String(pressed),
          "data-choice": `${facet.key} ${value}`,
        },
        element("bdi", { class: "choice__name" }, this.nameOf(facet, value)),
        " ",
        element("span", { class: "choice__count" }, written(count)),
      );
      button.addEventListener("click", () => this.choose(facet.key, value), { signal: this.signal });
      return button;
    }

    seeker(facet, list, counts) {
      const { key } = facet;
      const label = this.texts[facet.sought];
      const field = element("input", {
        type: "search",
        class: "choices__seek",
        placeholder: label,
        "aria-label": label,
        value: this.sought.get(key) ?? "",
        autocomplete: "off",
      });
      field.addEventListener("input", () => {
        this.sought.set(key, field.value);
        this.fill(list, facet, counts);
      });
      /* Material's shortcuts (s, f, /) must not steal what is typed here. */
      field.addEventListener("keydown", (event) => event.stopPropagation());
      return field;
    }

    drawResults(results) {
      const found = this.briefs.map((brief, number) => [brief, number]).filter(([brief]) => this.fits(brief));
      const quotations = found.reduce((sum, [brief]) => sum + this.quotationsIn(brief), 0);
      const state = element(
        "p",
        { class: "explore__state", role: "status" },
        `${counted(found.length, this.texts.brief)}, ${counted(quotations, this.texts.quotation)}`,
      );
      if (Object.keys(this.chosen).length) {
        const clear = element("button", { type: "button", class: "explore__clear" }, this.texts.clear);
        clear.addEventListener("click", () => {
          this.chosen = {};
          this.writeAddress();
          this.draw();
          this.room.querySelector(".choice")?.focus();
        });
        state.append(" ", clear);
      }
      const list = element("ul", { class: "explore__list" });
      found.slice(0, this.shown).forEach(([brief, number]) => list.append(this.result(brief, number)));
      results.append(state, list);
      if (found.length > this.shown) {
        const more = element("button", { type: "button", class: "explore__more" }, this.texts.show_more);
        more.addEventListener("click", () => {
          const before = this.shown;
          this.shown += RESULTS;
          results.replaceChildren();
          this.drawResults(results);
          results.querySelectorAll(".explore__list a")[before]?.focus();
        });
        results.append(more);
      }
    }

    /** The quotations in a brief of those who fit what is chosen. */
    quotationsIn(brief) {
      const { person, kind } = this.chosen;
      return brief.people
        .filter(([who]) => person === undefined || who === person)
        .reduce((sum, [, direct, reported]) => sum + (kind === "reported" ? 0 : direct) + (kind === "direct" ? 0 : reported), 0);
    }

    result(brief, number) {
      const link = element("a", { class: "explore__title", dir: "auto" }, "…");
      const facts = element("span", { class: "explore__facts" });
      this.title(number).then(([address, title, date]) => {
        link.href = new URL(address, this.base).href;
        link.textContent = title;
        const outlet = brief.outlet < 0 ? "" : this.index.outlets[brief.outlet][1];
        const said = this.quotationsIn(brief);
        const parts = [outlet, date, said ? counted(said, this.texts.quotation) : ""];
        facts.textContent = parts.filter(Boolean).join(" · ");
      });
      return element("li", {}, link, " ", facts);
    }

    /** The address, title and date of a brief, from the file that holds it. */
    async title(number) {
      const shard = Math.floor(number / this.index.shard);
      if (!this.titles.has(shard)) {
        const address = new URL(`titles-${shard}.json`, new URL(this.room.dataset.explore, location));
        this.titles.set(shard, fetch(address, { signal: this.signal }).then((answer) => answer.json()));
      }
      const { first, titles } = await this.titles.get(shard);
      return titles[number - first];
    }
  }

  let page = new AbortController();

  const setUp = async () => {
    page.abort();
    page = new AbortController();
    const { signal } = page;
    const room = document.querySelector("[data-explore]");
    if (!room) return;
    try {
      const answer = await fetch(room.dataset.explore, { signal });
      const index = await answer.json();
      if (signal.aborted) return;
      const explorer = new Explorer(room, index, signal);
      room.closest(".explore").classList.add("is-alive");
      window.addEventListener(
        "popstate",
        () => {
          explorer.readAddress();
          explorer.draw();
        },
        { signal },
      );
    } catch (error) {
      if (!signal.aborted) throw error; /* the links below stay */
    }
  };

  if (typeof document$ !== "undefined") document$.subscribe(setUp);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", setUp);
  else setUp();
})();
