// The page: asks for an article, shows verdicts as they come, keeps the work.

import { getJson, postFile, postForEvents, setToken, Trouble } from "./api.js";
import { offerAdding } from "./add.js";
import { drawArticle, markCurrent, markVerdict } from "./article.js";
import { cardElement, drawCards, MANY, putCard, unfold, waitingCard } from "./cards.js";
import { decisionForm, decisionLine } from "./decide.js";
import { byId, plural, show } from "./dom.js";
import { download, drawCounts, drawHead, drawMade, offerFormats } from "./result.js";
import { forget, saved } from "./store.js";
import { begin, counts, keep, noteDecision, restore, work } from "./work.js";

const FIELDS = ["text", "title", "published", "url"];
let service = null;
let running = null; // the AbortController of a check

function say(text) {
  byId("status").textContent = text;
}

function complain(error) {
  byId("trouble").textContent = error?.message ?? "";
  show(byId("trouble"), Boolean(error));
  if (error instanceof Trouble && error.status === 401) {
    show(byId("token-form"), true);
    byId("token").focus();
  } else if (error && !(error instanceof Trouble)) {
    console.error(error);
  }
}

function extras(card) {
  const noted = work.decisions[card.number];
  const verdict = work.verdicts[card.number];
  const line = decisionLine(noted);
  const form =
    service?.keeps_decisions && verdict
      ? decisionForm(card.number, verdict, work.found.article.sha256, async (decision) => {
          await noteDecision(card.number, decision);
          putCard(drawn(card, true));
          byId(`claim-${card.number}`).focus();
          say(`Decision on claim ${card.number} saved.`);
        })
      : null;
  return [line, form].filter(Boolean);
}

function drawn(card, open = null) {
  const opens = open ?? (card.kind === "contradicted" && work.found.claims.length <= MANY);
  return cardElement(card, { open: opens, extras });
}

function putOutcome(card) {
  work.cards[card.number] = card;
  putCard(drawn(card));
  markVerdict(card);
}

const handlers = {
  waiting: ({ ahead }) => say(ahead ? `Waiting for ${ahead} other checks …` : "Reading …"),
  claims(found) {
    work.found = found;
    drawFound();
    say(`${found.claims.length} claims found; looking for evidence …`);
  },
  verdict({ card, ...verdict }) {
    work.verdicts[card.number] = verdict;
    putOutcome(card);
  },
  failure: ({ card }) => putOutcome(card),
  progress({ done, total }) {
    byId("progress").max = total;
    byId("progress").value = done;
    drawCounts();
    say(`${done} of ${total} claims checked, ${counts().contradicted} contradicted.`);
    keep();
  },
  report({ report, cards }) {
    work.report = report;
    cards.forEach(putOutcome);
    for (const noted of report.decisions ?? []) {
      work.decisions[noted.number] = noted;
      putCard(drawn(work.cards[noted.number]));
    }
    drawMade(report);
    say(`Done. ${drawCounts()}.`);
    keep({ now: true });
  },
  problem: (problem) => complain(new Trouble(problem)),
};

function drawFound() {
  drawHead(work.found);
  drawArticle(work.found);
  drawCards(work.found.claims.map((claim) => (work.cards[claim.number] ? drawn(work.cards[claim.number]) : waitingCard(claim))));
  drawCounts();
  show(byId("made"), false);
  show(byId("downloads"), false);
  show(byId("result"), true);
  document.body.classList.add("answered");
  show(byId("clear"), true);
}

async function check() {
  const asked = Object.fromEntries(FIELDS.map((name) => [name, byId(name).value.trim() ? byId(name).value : ""]));
  complain(null);
  if (!asked.text && !asked.url) {
    complain(new Trouble({ detail: "There is nothing to check yet: paste an article, open a file or give an address." }));
    byId("text").focus();
    return;
  }
  begin(asked);
  running = new AbortController();
  show(byId("stop"), true);
  byId("check").disabled = true;
  byId("progress").removeAttribute("value");
  show(byId("progress"), true);
  say("Sending …");
  const body = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value || null]));
  try {
    await postForEvents("/v1/check/stream", { ...body, cards: true }, (name, value) => handlers[name]?.(value), running.signal);
    if (!work.report && byId("trouble").hidden) throw new Trouble({ detail: "The service stopped before the end; check again." });
  } catch (error) {
    if (error.name === "AbortError") say("Stopped. What was reached stays; check again for the rest.");
    else complain(error);
    keep({ now: true });
  } finally {
    running = null;
    show(byId("stop"), false);
    show(byId("progress"), false);
    byId("check").disabled = false;
  }
}

async function openFile(file) {
  complain(null);
  say(`Reading ${file.name} …`);
  try {
    const read = await postFile("/v1/read", file);
    for (const name of FIELDS) byId(name).value = read[name] ?? "";
    say(`${file.name} was read; check it when ready.`);
    byId("check").focus();
  } catch (error) {
    say("");
    complain(error);
  }
}

function current() {
  return Number(document.querySelector(".card.current")?.dataset.number ?? 0);
}

function goTo(number, { open = false } = {}) {
  const card = byId(`claim-${number}`);
  if (!card) return;
  document.querySelector(".card.current")?.classList.remove("current");
  card.classList.add("current");
  if (open) unfold(card.querySelector(".evidence"));
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
  markCurrent(number);
}

function step(by) {
  const shown = [...document.querySelectorAll(".card")].filter((card) => card.checkVisibility());
  const at = shown.findIndex((card) => Number(card.dataset.number) === current());
  const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
  if (next) goTo(Number(next.dataset.number));
}

function listen() {
  byId("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  byId("stop").addEventListener("click", () => running?.abort());
  byId("clear").addEventListener("click", async () => {
    running?.abort();
    await forget();
    location.assign("/");
  });
  byId("file").addEventListener("change", (event) => {
    if (event.target.files[0]) openFile(event.target.files[0]);
    event.target.value = "";
  });
  byId("download").addEventListener("click", () => download().catch(complain));
  byId("print").addEventListener("click", () => window.print());
  byId("token-form").addEventListener("submit", (event) => {
    event.preventDefault();
    setToken(byId("token").value);
    show(byId("token-form"), false);
    complain(null);
    start();
  });
  byId("article").addEventListener("click", (event) => {
    const mark = event.target.closest("a.claim");
    if (!mark) return;
    event.preventDefault();
    goTo(Number(mark.dataset.number), { open: true });
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) openFile(file);
    else byId("text").value = event.dataTransfer.getData("text/plain") || byId("text").value;
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("add").open) return;
    if (event.target.closest("input, textarea, select, button, summary, a")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Enter" && current()) goTo(current(), { open: true });
  });
}

async function resume() {
  const kept = await saved();
  if (!kept) return;
  restore(kept);
  for (const name of FIELDS) byId(name).value = work.asked[name] ?? "";
  if (!work.found) return;
  drawFound();
  Object.values(work.cards).forEach(markVerdict);
  if (work.report) drawMade(work.report);
  say(work.report ? `Kept from before the reload. ${drawCounts()}.` : "The check was interrupted; check again for the rest.");
}

async function start() {
  try {
    service = await getJson("/v1/service");
  } catch (error) {
    complain(error);
    return;
  }
  byId("service").textContent = `${plural(service.n_references, "trusted report")}, factcheck ${service.factcheck_version}`;
  offerFormats(service.formats);
  if (service.allow_changes) offerAdding(say);
  await resume();
}

listen();
start();
