/*
 * Previews of people and countries: who it is, how often, and what was last said, taken from the page that a link
 * leads to. A pointer that rests on a link sees one, and so does the keyboard's focus; on a touch screen the first tap in
 * a brief opens it and its link goes on. Whatever fails leaves a plain link.
 */
import { cardHolds, closer, describe, dismissCard, hasCards, isShown, unfold } from "./card.js";
import { texts } from "./texts.js";

/* Pages of one person, country or organisation. */
const PREVIEWED = /\/(people|countries|organisations)\/[^/]+\/$/;

/* A pointer that only passes by asks for nothing; one on its way to the card does not lose it. In milliseconds. */
const ASK = 120;
const REST = 350;
const LEAVE = 250;

const previews = new Map();

const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

const previewed = (target) => {
  const link = target instanceof Element && target.closest(".md-content a[href]");
  if (!link || link.closest("svg") || link.origin !== location.origin || link.hash) return null;
  return PREVIEWED.test(link.pathname) && link.pathname !== location.pathname ? link : null;
};

const made = (tag, name, text) => {
  const part = document.createElement(tag);
  part.className = name;
  part.dir = "auto";
  part.textContent = text;
  return part;
};

const textOf = (part) => part?.textContent.replace(/\s+/g, " ").trim() ?? "";

/** What a preview shows of a page: text only, whatever stands there. */
const read = (html) => {
  const entity = new DOMParser().parseFromString(html, "text/html").querySelector(".entity");
  if (!entity) return null;
  const own = Boolean(entity.querySelector("[data-own-words]"));
  const first = entity.querySelector(".entity__text blockquote p");
  /* Under a quotation: its speaker, unless the page is the speaker's own, and where it stands. */
  const line = first?.closest("li")?.querySelector(":scope > p");
  const links = line?.querySelectorAll("a") ?? [];
  const speaker = !own && links.length > 1 ? textOf(links[0]) : "";
  /* What others say of somebody is no preview of them, and nobody's words are shown without a name. */
  const said = own || (speaker && entity.matches(".entity--country")) ? first : null;
  return {
    kind: textOf(entity.querySelector(".kicker__kind")),
    name: textOf(entity.querySelector("h1")),
    role: textOf(entity.querySelector(".roles__text")),
    figures: [...entity.querySelectorAll(".figures > div")]
      .map((row) => [textOf(row.querySelector("dd")), textOf(row.querySelector("dt"))])
      .filter(([value]) => value !== "0"),
    said: textOf(said),
    told: Boolean(said?.matches(".told")),
    source: textOf(line?.querySelector("small")),
    speaker,
  };
};

const load = (link) => {
  const address = link.href;
  if (!previews.has(address)) {
    const asked = fetch(address)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))))
      .then(read)
      .catch(() => {
        previews.delete(address);
        return null;
      });
    previews.set(address, asked);
  }
  return previews.get(address);
};

const draw = ({ kind, name, role, figures, said, told, source, speaker }) => {
  const parts = [made("p", "label card__kind", kind), made("p", "card__name", name)];
  if (role) parts.push(made("p", "card__role", role));
  if (said) {
    parts.push(made("p", told ? "card__said card__said--told" : "card__said", said));
    const from = [speaker, source.split(" · ").slice(0, 2).join(" · ")].filter(Boolean).join(", ");
    if (from) parts.push(made("p", "card__from", from));
  }
  const counts = document.createElement("p");
  counts.className = "card__figures";
  figures.forEach(([value, label]) => {
    const count = document.createElement("span");
    count.append(made("b", "card__value", value), ` ${label}`);
    counts.append(count);
  });
  return [...parts, counts];
};

let wanted = null;

/** Shows the preview of a link beside it, unless the pointer or the focus has left in the meantime. */
const show = async (link, rest) => {
  if (wanted === link || isShown(link)) return;
  wanted = link;
  await wait(ASK);
  if (wanted !== link) return;
  const [preview] = await Promise.all([load(link), wait(rest - ASK)]);
  if (!preview || wanted !== link || !link.isConnected) return;
  describe(link, draw(preview), () => {
    if (wanted === link) wanted = null;
  });
};

const leave = async (link) => {
  if (wanted === link) wanted = null;
  if (!isShown(link)) return;
  await wait(LEAVE);
  const pointed = document.querySelector("#card:hover") || link.matches(":hover");
  if (isShown(link) && !pointed && document.activeElement !== link) dismissCard();
};

const open = async (link) => {
  const preview = await load(link);
  if (!preview) {
    link.click();
    return;
  }
  const go = document.createElement("a");
  go.className = "card__go more";
  go.href = link.href;
  go.textContent = texts.go_to_page;
  unfold(link, preview.name, [closer(), ...draw(preview), go]);
};

/** Offers previews on every page from now on. */
export const offerPreviews = () => {
  if (!hasCards) return;
  let touched = false;
  let tapped = null;

  document.addEventListener("pointerover", (event) => {
    const link = event.pointerType === "mouse" && previewed(event.target);
    if (link) show(link, REST);
  });
  document.addEventListener("pointerout", (event) => {
    if (cardHolds(event.relatedTarget)) return;
    const link = previewed(event.target);
    if (link && !link.contains(event.relatedTarget)) leave(link);
    else if (cardHolds(event.target)) document.querySelectorAll("[aria-describedby=card]").forEach(leave);
  });
  document.addEventListener("focusin", (event) => {
    const link = previewed(event.target);
    if (link?.matches(":focus-visible")) show(link, REST);
  });
  document.addEventListener("focusout", (event) => {
    const link = previewed(event.target);
    if (link) leave(link);
  });
  document.addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch"), { capture: true });
  document.addEventListener(
    "click",
    (event) => {
      const link = previewed(event.target);
      if (!link) return;
      wanted = null;
      if (!touched || !event.detail || !link.closest(".brief") || tapped === link || isShown(link)) return;
      event.preventDefault();
      event.stopPropagation();
      tapped = link;
      open(link).then(() => (tapped = null));
    },
    /* Before Material's own handler, which would go to the page. */
    { capture: true },
  );
};
