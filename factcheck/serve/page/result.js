// What stands around article and cards: headline, counts, filters, downloads, what it was made with.

import { postForBlob } from "./api.js";
import { KIND_NAMES } from "./article.js";
import { unfold } from "./cards.js";
import { byId, clean, icon, link, make, plural, show } from "./dom.js";
import { counts, work } from "./work.js";

const ENDINGS = { markdown: "md", junit: "xml", annotations: "annotations.jsonld", claimreview: "claimreview.jsonld" };
const MOST_PRINTED = 500; // cards up to which all evidence is printed

export function drawHead(found) {
  const { article } = found;
  const headline = found.skipped.find((skipped) => skipped.kind === "headline");
  byId("article-title").textContent = clean(article.title || headline?.text || "Article without a title");
  const source = byId("article-source");
  const known = [article.publisher, article.published].filter(Boolean).map((part) => make("bdi", {}, clean(part)));
  if (article.url) known.push(link(article.url, clean(article.url)));
  source.replaceChildren(...known.flatMap((part, at) => (at ? [" · ", part] : [part])));
  byId("skipped-list").replaceChildren(
    ...found.skipped.map((skipped) =>
      make("li", {}, make("q", { dir: "auto" }, clean(skipped.text)), " ", make("span", { class: "detail" }, `${skipped.kind}: ${skipped.why}`)),
    ),
  );
  show(byId("skipped"), found.skipped.length > 0);
  show(byId("no-claims"), found.claims.length === 0);
  drawFilters();
}

function drawFilters() {
  const boxes = Object.keys(KIND_NAMES)
    .filter((kind) => kind !== "waiting")
    .map((kind) =>
      make(
        "label",
        { class: kind },
        make("input", { type: "checkbox", id: `show-${kind}`, checked: true, autocomplete: "off" }),
        icon(kind),
        make("b", { id: `count-${kind}` }, "0"),
        KIND_NAMES[kind].toLowerCase(),
      ),
    );
  byId("filters").replaceChildren(make("legend", {}, "Show"), ...boxes);
}

export function drawCounts() {
  const counted = counts();
  for (const [kind, n] of Object.entries(counted)) {
    const count = byId(`count-${kind}`);
    count.textContent = n.toLocaleString("en");
    show(count.parentElement, n > 0 || !["failed", "not-reached"].includes(kind));
  }
  const listed = Object.entries(counted).filter(([, n]) => n > 0).map(([kind, n]) => `${n.toLocaleString("en")} ${KIND_NAMES[kind].toLowerCase()}`);
  const text = `${plural(work.found.claims.length, "claim")}${listed.length ? `: ${listed.join(", ")}` : ""}`;
  byId("summary").textContent = `${text}.`;
  return text;
}

export function drawMade(report) {
  const { run } = report;
  const rows = [
    ["factcheck", `${run.factcheck_version}, report schema ${report.schema_version}, checked ${run.checked_at}`],
    ["Article", `${plural(report.article.n_characters, "character")}, SHA-256 ${report.article.sha256}`],
    ["Index", `${plural(run.n_references, "reference")}, ${plural(run.n_passages, "passage")}, ${run.index_fingerprint}`],
    ["Encoder", `${run.encoder_id}, ${run.encoder_fingerprint}`],
    ["NLI model", `${run.nli_id}, ${run.nli_fingerprint}`],
    ["Settings", run.settings_fingerprint],
  ];
  byId("made-list").replaceChildren(...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
  show(byId("made"), true);
  show(byId("downloads"), true);
}

export function offerFormats(formats) {
  byId("format").replaceChildren(...formats.map((format) => make("option", { value: format }, format)));
  byId("format").value = "html";
  byId("format").addEventListener("change", () => show(byId("claimreview"), byId("format").value === "claimreview"));
}

export async function download() {
  const format = byId("format").value;
  const told = new URLSearchParams();
  if (format === "claimreview") {
    told.set("author", byId("author").value);
    told.set("url", byId("review-url").value);
  }
  const blob = await postForBlob(`/v1/report/${format}?${told}`, work.report);
  const address = URL.createObjectURL(blob);
  const anchor = make("a", { href: address, download: `${fileName()}.${ENDINGS[format] ?? format}` });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function fileName() {
  const title = (work.report.article.title ?? "").normalize("NFKD").replace(/[^\w -]/g, "").trim().slice(0, 60);
  return title ? `factcheck ${title}` : "factcheck report";
}

// Paper shows what is folded too, unless that would be a book.
window.addEventListener("beforeprint", () => {
  const boxes = document.querySelectorAll(".card .evidence:not([open])");
  if (boxes.length <= MOST_PRINTED) boxes.forEach(unfold);
});
