/* Listings get a box that filters their rows. */
import { texts } from "./texts.js";

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

/** Puts a box into `place` that filters the rows of the table beside it. */
export const addFilter = (place, signal) => {
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
    const filled = { shown, count: rows.length, noun: place.dataset.noun };
    state.textContent = wanted.length ? texts.shown_of.replace(/\{(\w+)\}/g, (_, key) => filled[key]) : "";
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
