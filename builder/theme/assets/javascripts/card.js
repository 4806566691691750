/*
 * The one card that lies over a page: beside a link as its description, or at the foot of a small screen as a dialog
 * that leaves the text in sight. It lies in the browser's top layer, so nothing on the page moves.
 */
import { texts } from "./texts.js";

const GAP = 8;

let card = null;
let opener = null;
let onClose = null;

const element = () => {
  if (card) return card;
  card = document.createElement("div");
  card.id = "card";
  card.className = "card md-typeset";
  card.popover = "manual";
  document.body.append(card);
  return card;
};

/** Whether this browser can lay a card over a page. */
export const hasCards = "popover" in HTMLElement.prototype;

/** Whether the card is shown, for this element where one is given. */
export const isShown = (asked = opener) => Boolean(opener) && opener === asked;

/** Whether the card holds this element. */
export const cardHolds = (part) => Boolean(card && part instanceof Node && card.contains(part));

/** Where the card at the foot begins, in pixels from the top of the window. */
export const cardTop = () => card.getBoundingClientRect().top;

export const dismissCard = ({ restore = false } = {}) => {
  if (!opener) return;
  const before = opener;
  opener.removeAttribute("aria-describedby");
  opener = null;
  if (card.matches(":popover-open")) card.hidePopover();
  card.replaceChildren();
  onClose?.();
  onClose = null;
  if (restore) before.focus({ preventScroll: true });
};

/** Puts other content into the card that is shown. */
export const fillCard = (...content) => card.replaceChildren(...content);

const present = (from, closing, content) => {
  dismissCard();
  const shown = element();
  opener = from;
  onClose = closing;
  shown.replaceChildren(...content);
  return shown;
};

/** Shows content beside a link, above or below it, where the pointer or the focus is. */
export const describe = (link, content, closing) => {
  const shown = present(link, closing, content);
  shown.classList.remove("card--foot");
  shown.setAttribute("role", "tooltip");
  shown.removeAttribute("aria-label");
  shown.removeAttribute("tabindex");
  link.setAttribute("aria-describedby", shown.id);
  shown.showPopover();
  place(shown, link.getClientRects()[0] ?? link.getBoundingClientRect());
};

const place = (shown, near) => {
  const { width, height } = shown.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = near.bottom + GAP + height <= clientHeight || near.top < height + GAP;
  const top = below ? near.bottom + GAP : near.top - GAP - height;
  shown.style.setProperty("--card-top", `${Math.max(GAP, top)}px`);
  shown.style.setProperty("--card-left", `${Math.max(GAP, Math.min(near.left, clientWidth - width - GAP))}px`);
};

/** Shows content at the foot of the window, with the focus in it; `label` names the dialog. */
export const unfold = (from, label, content, closing) => {
  const shown = present(from, closing, content);
  shown.classList.add("card--foot");
  shown.setAttribute("role", "dialog");
  shown.setAttribute("aria-label", label);
  shown.tabIndex = -1;
  shown.showPopover();
  shown.focus({ preventScroll: true });
};

/** A button that closes the card. */
export const closer = () => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "card__close";
  button.setAttribute("aria-label", texts.close);
  button.addEventListener("click", () => dismissCard({ restore: true }));
  return button;
};

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !opener) return;
  event.preventDefault();
  dismissCard({ restore: cardHolds(document.activeElement) });
});

document.addEventListener("pointerdown", (event) => {
  if (opener && !cardHolds(event.target) && !opener.contains(event.target)) dismissCard();
});
