// Keeps the work of this tab across a reload, in the browser only (IndexedDB; reports can be large).

const KEY = "factcheck-work";
const TABLE = "works";

function key() {
  let id = sessionStorage.getItem(KEY);
  if (!id) {
    id = crypto.randomUUID ? crypto.randomUUID() : String(Math.random());
    sessionStorage.setItem(KEY, id);
  }
  return id;
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("factcheck", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function ask(mode, command) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(TABLE, mode);
      const request = command(transaction.objectStore(TABLE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

// A browser that keeps nothing (private windows, full disks) loses the reload, not the check.
export async function save(work) {
  try {
    await ask("readwrite", (table) => table.put(work, key()));
  } catch (error) {
    console.warn("The work cannot be kept for a reload:", error);
  }
}

export async function saved() {
  try {
    return (await ask("readonly", (table) => table.get(key()))) ?? null;
  } catch {
    return null;
  }
}

export async function forget() {
  try {
    await ask("readwrite", (table) => table.delete(key()));
  } catch {
    // Nothing was kept.
  }
}
