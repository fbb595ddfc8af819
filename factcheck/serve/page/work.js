// The work of this tab: what was asked, what was found so far, the report once it is there.

import { save } from "./store.js";

const OFTEN = 1000; // claims up to which unfinished work is kept too
const PAUSE = 1500; // milliseconds between two savings

export const work = {
  asked: { text: "", title: "", published: "", url: "" },
  found: null, // the article, its claims and its skipped sentences
  cards: {}, // by number of the claim
  verdicts: {}, // likewise
  decisions: {}, // noted decisions, likewise
  report: null,
};

export function begin(asked) {
  Object.assign(work, { asked, found: null, cards: {}, verdicts: {}, decisions: {}, report: null });
}

export function restore(kept) {
  Object.assign(work, kept);
}

export function counts() {
  const counted = { supported: 0, contradicted: 0, unverifiable: 0, failed: 0, "not-reached": 0 };
  for (const card of Object.values(work.cards)) counted[card.kind] += 1;
  return counted;
}

let last = 0;

export async function keep({ now = false } = {}) {
  const large = (work.found?.claims.length ?? 0) > OFTEN;
  if (!now && (large || Date.now() - last < PAUSE)) return;
  last = Date.now();
  await save({ ...work }); // the browser copies what is below
}

// Notes a decision in the work and in the report that is handed on; returns once a reload would show it.
export async function noteDecision(number, decision) {
  const noted = { number, same_evidence: true, decision };
  work.decisions[number] = noted;
  if (work.report) {
    const others = (work.report.decisions ?? []).filter((each) => each.number !== number);
    work.report.decisions = [...others, noted].sort((a, b) => a.number - b.number);
  }
  await keep({ now: true });
}
