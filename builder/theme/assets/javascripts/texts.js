/* The words of the scripts in the language of the site; the frame of every page has them. */
export const texts = JSON.parse(document.querySelector("script[data-texts]").dataset.texts);
