// Accepts or overrides a verdict.

import { postJson } from "./api.js";
import { KIND_NAMES } from "./article.js";
import { folded } from "./cards.js";
import { make, show } from "./dom.js";

const NAME = "factcheck-editor";
const LABELS = ["supported", "contradicted", "unverifiable"];

// What a report says of a decision on a claim, as a line; null for none.
export function decisionLine(noted) {
  if (!noted) return null;
  const { decision } = noted;
  const accepted = decision.label === decision.verdict_label;
  const what = accepted ? "Accepted" : `Decided: ${KIND_NAMES[decision.label].toLowerCase()}`;
  const why = decision.because ? `: ${decision.because}` : "";
  const when = noted.same_evidence ? "" : " (on other evidence than that found now)";
  return make(
    "p",
    { class: `decision ${decision.label}` },
    make("strong", {}, what),
    ` by `,
    make("bdi", {}, decision.by),
    `, `,
    make("time", {}, decision.at.slice(0, 10)),
    make("bdi", {}, why),
    when,
  );
}

// The form to decide on a verdict; `decided(decision)` is told of it.
export function decisionForm(number, verdict, sha256, decided) {
  return folded({ class: "decide" }, ["Decide", make("span", { class: "unseen" }, ` on claim ${number}`)], () => {
    const label = make(
      "select",
      {},
      make("option", { value: "" }, `Accept: ${verdict.label}`),
      ...LABELS.filter((other) => other !== verdict.label).map((other) =>
        make("option", { value: other }, `Override: ${other}`),
      ),
    );
    const because = make("textarea", { rows: 2, maxlength: 5000 });
    const by = make("input", { required: true, maxlength: 200, autocomplete: "name" });
    by.value = localStorage.getItem(NAME) ?? "";
    const trouble = make("p", { class: "trouble", role: "alert", hidden: true });
    label.addEventListener("change", () => because.toggleAttribute("required", label.value !== ""));
    const form = make(
      "form",
      { class: "panel" },
      make("label", {}, "Decision ", label),
      make("label", {}, "Reason (an override needs one) ", because),
      make("label", {}, "Your name ", by),
      make("div", { class: "actions" }, make("button", { type: "submit" }, "Save decision")),
      trouble,
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      localStorage.setItem(NAME, by.value);
      try {
        const body = { verdict, label: label.value || null, by: by.value, because: because.value, article_sha256: sha256 };
        await decided(await postJson("/v1/decisions", body));
      } catch (error) {
        trouble.textContent = error.message;
        show(trouble, true);
      }
    });
    return [form];
  });
}
