// The dialog to add a trusted report.

import { postFile, postJson } from "./api.js";
import { byId, plural, show } from "./dom.js";

export function offerAdding(added) {
  const [dialog, trouble] = [byId("add"), byId("add-trouble")];
  show(byId("add-open"), true);
  byId("add-open").addEventListener("click", () => dialog.showModal());
  byId("add-close").addEventListener("click", () => dialog.close());
  byId("add-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    show(trouble, false);
    try {
      added(said(await send()));
      byId("add-form").reset();
      dialog.close();
    } catch (error) {
      trouble.textContent = error.message;
      show(trouble, true);
    }
  });
}

function send() {
  const [file] = byId("add-file").files;
  if (file) return postFile("/v1/references/file", file);
  const value = (name) => byId(`add-${name}`).value.trim() || null;
  const body = Object.fromEntries(["text", "url", "title", "publisher", "published"].map((name) => [name, value(name)]));
  return postJson("/v1/references", body);
}

function said({ added, replaced, unchanged }) {
  const parts = [];
  if (added.length) parts.push(`${plural(added.length, "report")} added`);
  if (replaced.length) parts.push(`${plural(replaced.length, "older version")} replaced`);
  if (unchanged.length) parts.push(`${plural(unchanged.length, "report")} known already`);
  return `${parts.join(", ")}. Check again to use it.`;
}
