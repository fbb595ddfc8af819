// The evidence cards on the right. What a card folds away is made when it is first opened, so that 10,000 are light.

import { KIND_NAMES } from "./article.js";
import { byId, icon, link, make, words } from "./dom.js";

export const MANY = 200; // claims from which nothing is opened by itself

export function waitingCard(claim) {
  const card = { number: claim.number, kind: "waiting", claim: [{ text: claim.text, differs: false }], why: "" };
  return cardElement(card, {});
}

// Draws the card of a claim; `extras(card)` gives more elements for its end, `open` unfolds its evidence.
export function cardElement(card, { open = false, extras = null }) {
  const element = make("article", {
    class: `card ${card.kind}`,
    id: `claim-${card.number}`,
    "aria-labelledby": `head-${card.number}`,
    "data-number": card.number,
    tabindex: "-1",
  });
  element.append(
    heading(card),
    make("blockquote", { class: "claimed", dir: "auto" }, ...words(card.claim, "ins")),
  );
  if (card.said_by) element.append(make("p", { class: "detail" }, "Said by: ", make("bdi", {}, card.said_by)));
  if (card.why) element.append(make("p", { class: "why", dir: "auto" }, card.why));
  if (card.conflicting) {
    element.append(make("p", { class: "conflict" }, make("strong", {}, "Reports disagree with each other.")));
  }
  if (card.parts?.length) element.append(...parts(card.parts));
  if (card.main?.length) element.append(evidence(card, open));
  else for (const line of card.missing ?? []) element.append(make("p", { class: "missing" }, line));
  if (extras) element.append(...extras(card));
  return element;
}

function heading(card) {
  return make(
    "h3",
    { id: `head-${card.number}` },
    make("span", { class: "number" }, String(card.number)),
    " ",
    make("span", { class: "verdict" }, icon(card.kind), KIND_NAMES[card.kind]),
    ...(card.confidence ? [" ", make("span", { class: "confidence" }, card.confidence)] : []),
    " ",
    make("a", { class: "up", href: `#text-${card.number}`, "aria-label": `Claim ${card.number} in the article` }, "In the article"),
  );
}

function parts(judged) {
  const items = judged.map((part) =>
    make(
      "li",
      { class: part.kind },
      make("span", { class: "verdict" }, icon(part.kind), KIND_NAMES[part.kind]),
      " ",
      make("span", { class: "confidence" }, part.confidence),
      " ",
      make("q", { dir: "auto" }, part.text),
      " ",
      make("span", { class: "detail" }, part.why),
    ),
  );
  return [make("h4", {}, "Sub-claims"), make("ol", { class: "parts" }, ...items)];
}

// <details> whose content is made when it first opens.
export function folded(attributes, title, content, open = false) {
  const box = make("details", attributes, make("summary", {}, ...title));
  const fill = () => {
    if (box.open && !box.dataset.made) {
      box.dataset.made = "yes";
      box.append(...content());
    }
  };
  box.addEventListener("toggle", fill);
  box.open = open;
  fill();
  return box;
}

// Opens one that was folded, and makes its content at once.
export function unfold(box) {
  if (!box) return;
  box.open = true;
  box.dispatchEvent(new Event("toggle"));
}

function evidence(card, open) {
  const n = card.main.length + card.others.length;
  const title = [`Evidence: ${n === 1 ? "1 passage" : `${n} passages`}`, make("span", { class: "unseen" }, ` on claim ${card.number}`)];
  return folded({ class: "evidence" }, title, () => [
    ...card.main.map(passage),
    ...card.missing.map((line) => make("p", { class: "missing" }, line)),
    ...(card.others.length ? [others(card)] : []),
  ], open);
}

function others(card) {
  return folded({}, [`Other passages found: ${card.others.length}`], () => card.others.map(passage));
}

function passage(found) {
  const { evidence: read } = found;
  const beside = (text) => make("span", { class: "beside" }, text);
  const title = read.title || read.url || "Report without a title";
  return make(
    "figure",
    { class: `passage ${found.stance}` },
    make("h4", {}, found.heading),
    make(
      "blockquote",
      { dir: "auto" },
      ...(read.before ? [beside(read.before), " "] : []),
      make("span", { class: "said" }, ...words(found.pieces, "del")),
      ...(read.after ? [" ", beside(read.after)] : []),
    ),
    make(
      "figcaption",
      {},
      make(
        "p",
        { class: "source" },
        make("bdi", {}, found.link ? link(found.link, title) : title),
        ...(read.publisher ? [", ", make("bdi", {}, read.publisher)] : []),
        ...(read.published ? [", ", make("time", {}, read.published)] : []),
        ...(found.archive ? [make("span", { class: "archive" }, " · ", link(found.archive, "archived copy"))] : []),
      ),
      make(
        "p",
        { class: "detail" },
        "Passage ",
        make("code", {}, `${read.passage.reference_id}:${read.passage.position}`),
        `, characters ${read.passage.start} to ${read.passage.end}${found.copies ? `; ${found.copies}` : ""}. `,
        `Similarity ${read.similarity.toFixed(2)}${found.judged ? `; ${found.judged}` : ""}. Text SHA-256 `,
        make("code", {}, found.sha256),
      ),
    ),
  );
}

export function drawCards(elements) {
  byId("cards").replaceChildren(...elements);
  byId("verdicts").classList.toggle("many", elements.length > MANY);
}

export function putCard(element) {
  const old = byId(element.id);
  if (!old) return;
  const focused = document.activeElement === old;
  old.replaceWith(element);
  if (focused) element.focus({ preventScroll: true });
}
