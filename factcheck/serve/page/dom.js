// Makes elements; text enters as text only, so that nothing an article says becomes markup.

const SVG = "http://www.w3.org/2000/svg";

// Controls, marks that reorder a line (Unicode 9, "bidirectional") and code points that are no characters:
// the same that factcheck/report/plain.py drops.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

export const byId = (id) => document.getElementById(id);

export function clean(text) {
  return text.replace(UNSEEN, "");
}

// An element with attributes and children; `true` sets an attribute, null and false leave it out.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function icon(kind) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("focusable", "false");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${kind}`);
  picture.append(use);
  return picture;
}

// Pieces as the server cuts them: those that differ stand in <ins> or <del>.
export function words(pieces, mark) {
  return pieces.map((piece) => (piece.differs ? make(mark, {}, piece.text) : document.createTextNode(piece.text)));
}

export function plural(n, noun) {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}

// Only addresses of the web become links.
export function link(address, text) {
  if (!/^https?:\/\//.test(address ?? "")) return document.createTextNode(text);
  return make("a", { href: address, rel: "external noopener noreferrer nofollow", target: "_blank" }, text);
}

export function show(element, shown) {
  element.hidden = !shown;
}
