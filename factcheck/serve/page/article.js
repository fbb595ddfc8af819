// The article on the left: paragraphs with a mark on each claim.

import { byId, clean, icon, make, words } from "./dom.js";

export const KIND_NAMES = {
  supported: "Supported",
  contradicted: "Contradicted",
  unverifiable: "Unverifiable",
  failed: "Could not be checked",
  "not-reached": "Not reached",
  waiting: "Waiting",
};

// Draws an article: `found` has the article, its claims and its skipped sentences, all in characters (code points).
export function drawArticle(found) {
  const characters = Array.from(found.article.text);
  const slice = (start, end) => characters.slice(start, end).join("");
  const places = [
    ...found.claims.map((claim) => ({ start: claim.start, end: claim.end, claim })),
    ...found.skipped.map((skipped) => ({ start: skipped.start, end: skipped.end })),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
  const paragraphs = [[]];
  const plain = (text) =>
    text.split("\n").forEach((line, at) => {
      if (at) paragraphs.push([]);
      if (line.trim()) paragraphs.at(-1).push(document.createTextNode(clean(line)));
      else if (line) paragraphs.at(-1).push(document.createTextNode(" "));
    });
  let done = 0;
  for (const { start, end, claim } of places) {
    if (start > done) plain(slice(done, start));
    const text = clean(slice(Math.max(done, start), end));
    paragraphs.at(-1).push(claim ? markOf(claim.number, text) : make("span", { class: "unclaimed" }, text));
    done = Math.max(done, end);
  }
  plain(slice(done));
  const drawn = paragraphs
    .filter((nodes) => nodes.some((node) => node.nodeType === Node.ELEMENT_NODE || node.data.trim()))
    .map((nodes) => make("p", { dir: "auto" }, ...nodes));
  byId("paragraphs").replaceChildren(...drawn);
}

function markOf(number, text) {
  const mark = make("a", { id: `text-${number}`, href: `#claim-${number}`, "data-number": number });
  fillMark(mark, number, "waiting", [{ text, differs: false }]);
  return mark;
}

function fillMark(mark, number, kind, pieces) {
  mark.className = `claim ${kind}`;
  mark.replaceChildren(
    make("span", { class: "unseen" }, `Claim ${number}, ${KIND_NAMES[kind].toLowerCase()}: `),
    ...words(pieces, "ins"),
    "\u2060",
    make("span", { class: "number", "aria-hidden": "true" }, String(number), icon(kind)),
  );
}

// Colours the mark of a claim once its card is there.
export function markVerdict(card) {
  const mark = byId(`text-${card.number}`);
  if (mark) fillMark(mark, card.number, card.kind, card.claim);
}

export function markCurrent(number) {
  document.querySelector(".claim.current")?.classList.remove("current");
  const mark = byId(`text-${number}`);
  if (!mark) return;
  mark.classList.add("current");
  const pane = byId("article");
  if (pane.scrollHeight > pane.clientHeight) {
    const [seen, own] = [pane.getBoundingClientRect(), mark.getBoundingClientRect()];
    if (own.top < seen.top || own.bottom > seen.bottom) pane.scrollTop += own.top - seen.top - seen.height / 3;
  }
}
