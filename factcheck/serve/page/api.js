// Talks to the service: JSON, problem documents, server-sent events.

const TOKEN = "factcheck-token";

export class Trouble extends Error {
  constructor(problem) {
    super(problem.detail || problem.title || "The service gave no reason.");
    this.status = problem.status;
  }
}

export function setToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

async function ask(method, path, { json, body, signal } = {}) {
  const headers = {};
  const token = sessionStorage.getItem(TOKEN);
  if (token) headers.Authorization = `Bearer ${token}`;
  if (json !== undefined) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, { method, headers, signal, body: json === undefined ? body : JSON.stringify(json) });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Trouble({ detail: "The service does not answer; is `factcheck serve` still running? Then try again." });
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({ title: answer.statusText }));
    throw new Trouble({ ...problem, status: answer.status });
  }
  return answer;
}

export async function getJson(path) {
  return (await ask("GET", path)).json();
}

export async function postJson(path, json) {
  return (await ask("POST", path, { json })).json();
}

export async function postFile(path, file) {
  return (await ask("POST", `${path}?name=${encodeURIComponent(file.name.slice(-300))}`, { body: file })).json();
}

export async function postForBlob(path, json) {
  return (await ask("POST", path, { json })).blob();
}

// Posts JSON and calls `handle(name, value)` for each server-sent event of the answer.
export async function postForEvents(path, json, handle, signal) {
  const answer = await ask("POST", path, { json, signal });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (waiting + value).split("\n\n");
    waiting = blocks.pop();
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (name && data !== undefined) handle(name, JSON.parse(data));
    }
  }
}
