/* Copies: of a citation, and of the address of a quotation. */

let status = null;

/** Says what was done, to those who see and to those who hear. */
const tell = (part) => {
  if (!status) {
    status = document.createElement("output");
    status.className = "unseen";
    document.body.append(status);
  }
  status.textContent = part.dataset.copied;
  part.classList.add("is-copied");
  setTimeout(() => {
    part.classList.remove("is-copied");
    status.textContent = "";
  }, 2000);
};

/** Without a clipboard (an address that is not secure has none) a link stays a link. */
const copy = (text, part) => navigator.clipboard?.writeText(text).then(() => tell(part), () => {});

/** The buttons that copy, and links to quotations that are copied as they are followed. */
export const offerCopies = (brief, signal) => {
  if (navigator.clipboard) brief.querySelectorAll("[data-copies]").forEach((button) => (button.hidden = false));
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("[data-copies]");
      if (button) copy(document.getElementById(button.dataset.copies).textContent, button);
      const link = event.target.closest(".permalink");
      if (link) copy(link.href, link);
    },
    { signal, capture: true },
  );
};
