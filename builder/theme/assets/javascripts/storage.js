/*
 * What Material's scripts use to keep things in the browser, under the names that they expect. Material writes it into each
 * page; here it is a file, so that the policy of the site can forbid scripts within pages.
 */
(() => {
  "use strict";

  /* Another site on the same host keeps its own things below its own address. */
  const site = new URL("../../", document.currentScript.src);

  /* A browser may forbid to keep anything: then nothing is kept, and all else works. */
  const attempt = (action) => {
    try {
      return action();
    } catch {
      return null;
    }
  };

  window.__md_scope = site;
  window.__md_hash = (text) => [...text].reduce((hash, character) => (hash * 31 + character.codePointAt(0)) | 0, 0);
  window.__md_get = (key, storage, scope = site) =>
    attempt(() => JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`)));
  window.__md_set = (key, value, storage, scope = site) =>
    attempt(() => (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value)));
})();
