/*
 * What stands between Material's search box and what it asks: Material's own worker, whose file name is the fragment of
 * this script's address, or Pagefind where the index says that there is one.
 *
 * Both are asked for pages, each a list of the page and its sections, and these are put in order here: whatever holds
 * the words as they were typed comes first, so that a quotation is found by its words, and of a page its best section.
 *
 * Material's box speaks in messages: SETUP with the index, answered by READY; QUERY, answered by RESULT, which is a list
 * of such pages, what fits best first. Titles and texts are HTML in them.
 */
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

/* A question is asked when the reader has not typed for so many milliseconds. */
const PAUSE = 120;

/* To Pagefind every word means another piece of the index to fetch: of a quotation the longest words are enough. */
const WORDS = 6;
const FEWER = 3;

/* Pages that are shown, words of a text, and how many of these before the first that was found. */
const SHOWN = 20;
const LENGTH = 45;
const BEFORE = 8;

/* What is marked on the page that is opened: not every "a" of a quotation. */
const MARKED = 4;

const root = new URL("../../../", location.href);
let ask;
let labels;
let latest = 0;

addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) {
    labels = message.data.config.more;
    ask = await (message.data.config.pagefind ? askPagefind() : askMaterial(message));
    postMessage({ type: READY });
  } else if (message.type === QUERY) {
    latest += 1;
    const mine = latest;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (mine !== latest) return;
    const items = await answered(message.data);
    if (mine === latest) postMessage({ type: RESULT, data: { items } });
  }
});

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const wordsIn = (text) => text.split(/\s+/).filter(Boolean);
const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const unescaped = (html) =>
  html.replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/* Tell whether a part holds the words as they were typed; of a page its title counts, as a summary repeats what was said. */
const isExact = (isPage, title, text, phrase) =>
  ` ${wordsOf(isPage ? title : `${title} ${text}`).join(" ")}`.includes(` ${phrase}`);

const answered = async (query) => {
  const asked = wordsIn(query).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean);
  if (!asked.length) return [];
  const { pages, unseen } = await ask(asked, wordsOf(query).join(" "));
  const ranked = pages.map(ordered).sort(([one], [other]) => compare(one, other));
  /* Where a page holds all words, those that hold few of them are not what is looked for. */
  const close = ranked.filter(([best]) => best.exact || 2 * best.hits > ranked[0][0].hits);
  const listed = close.slice(0, SHOWN).map((sections, place) => listing(sections, SHOWN - place, asked));
  const left = unseen + Math.max(0, close.length - SHOWN);
  return left && labels ? [...listed, others(left)] : listed;
};

const compare = (one, other) => other.exact - one.exact || other.hits - one.hits || other.score - one.score;

/* Of a page first what fits best: a section only if it fits better than the page itself. */
const ordered = ([page, ...sections]) => [page, ...sections.filter(({ hits }) => hits)].sort(compare);

/* What fits best is also what the key Enter opens: it has the highest score. */
const listing = (sections, score, asked) => {
  const long = asked.filter((word) => word.length >= MARKED);
  const terms = Object.fromEntries((long.length ? long : asked).map((word) => [word, true]));
  return sections.map(({ location: where, title, text }, place) => ({
    location: where,
    title,
    text,
    terms,
    score: place ? score - 0.5 : score,
  }));
};

/* Material counts what it is given: so the rest is told of, in words that the index brings. */
const others = (count) => [
  {
    location: "explore/",
    title: escaped((count === 1 ? labels.one : labels.other).replace("{n}", count)),
    text: escaped(labels.hint),
    terms: {},
    score: 0,
  },
];

/* Ask Material's worker, which answers one question after the other. */
const askMaterial = (setup) => {
  const worker = new Worker(location.hash.slice(1));
  const waiting = [];
  worker.addEventListener("message", ({ data }) => waiting.shift()(data));
  const send = (message) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      worker.postMessage(message);
    });
  const known = new Map(setup.data.docs.map((part) => [part.location, part]));
  /* Without accents and capitals: people type names as their keyboard has them. */
  const folded = setup.data.docs.map((part) => ({ ...part, title: plain(part.title), text: plain(part.text) }));
  const found = async (asked, phrase) => {
    const { data } = await send({ type: QUERY, data: plain(asked.join(" ")) });
    return { pages: data.items.map((sections) => rendered(sections, known, phrase)), unseen: 0 };
  };
  return send({ ...setup, data: { ...setup.data, docs: folded } }).then(() => found);
};

/* A page of Material's, which stands last where it holds none of the words itself. */
const rendered = (sections, known, phrase) => {
  const parts = sections.map(({ location: where, terms, score }) => {
    const { title, text } = known.get(where);
    const matched = Object.keys(terms).filter((term) => terms[term]).map(plain);
    const isMarked = (word) => wordsOf(word).some((part) => matched.some((term) => part.startsWith(term)));
    const [head, body] = [unescaped(title), unescaped(text)];
    return {
      location: where,
      title: excerpt(wordsIn(head), isMarked),
      text: excerpt(wordsIn(body), isMarked),
      hits: matched.length,
      exact: isExact(!where.includes("#"), head, body, phrase),
      score,
    };
  });
  const isPage = ({ location: where }) => !where.includes("#");
  return [...parts.filter(isPage), ...parts.filter((part) => !isPage(part))];
};

/* Ask Pagefind, which is not fetched before there is a question. */
const askPagefind = () => {
  let engine;
  return async (asked, phrase) => {
    engine ??= import(new URL("pagefind/pagefind.js", root));
    const results = await matching(await engine, asked);
    const shown = results.slice(0, SHOWN);
    const pages = await Promise.all(shown.map(async (result) => sectionsOf(await result.data(), result.score, phrase)));
    return { pages, unseen: results.length - shown.length };
  };
};

/* Pages that hold all words; of many words the longest few, and fewer still if no page has those. */
const matching = async (engine, asked) => {
  for (const count of [WORDS, FEWER]) {
    const kept = [...new Set(asked)].sort((one, other) => other.length - one.length).slice(0, count);
    const { results } = await engine.search(asked.filter((word) => kept.includes(word)).join(" "));
    if (results.length || asked.length <= FEWER) return results;
  }
  return [];
};

/* A page of Pagefind's is one text; its sections begin at the anchors, and the words that were found are numbered. */
const sectionsOf = (page, score, phrase) => {
  const words = page.content.split(/\s+/);
  const found = new Set(page.locations);
  const path = page.raw_url.replace(/^\//, "");
  const anchors = page.anchors.filter(({ element, id }) => element === "h2" && id);
  const heads = [{ text: page.meta.title ?? "", location: 0 }, ...anchors];
  return heads.map(({ id, text: title, location: start }, place) => {
    const from = start + wordsIn(title).length;
    const end = heads[place + 1]?.location ?? words.length;
    const own = words.slice(from, end);
    return {
      location: id ? `${path}#${encodeURIComponent(id)}` : path,
      title: excerpt(wordsIn(title), (_, index) => found.has(start + index)),
      text: excerpt(own, (_, index) => found.has(from + index)),
      hits: words.slice(start, end).filter((_, index) => found.has(start + index)).length,
      exact: isExact(!id, title, own.join(" "), phrase),
      score,
    };
  });
};

/* The words around the first one that was found, and those found marked, as HTML. */
const excerpt = (words, isMarked) => {
  const first = Math.max(0, words.findIndex(isMarked));
  const start = words.length <= LENGTH ? 0 : Math.max(0, Math.min(first - BEFORE, words.length - LENGTH));
  const shown = words.slice(start, start + LENGTH).map((word, index) => {
    const text = escaped(word);
    return isMarked(word, start + index) ? `<mark>${text}</mark>` : text;
  });
  return `${start ? "… " : ""}${shown.join(" ")}${start + LENGTH < words.length ? " …" : ""}`;
};
