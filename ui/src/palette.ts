// The command palette: Ctrl+K (or "/" outside a field) opens a box that finds pages, agencies, people, documents
// while one types; "?" shows the keys. The server finds and says who may see what; nothing is kept here, because
// office machines are shared. Without script the search form in the top bar does the same.
import { composedIn } from "./composition";

/** Rest after the last letter before the server is asked, ms. */
const REST = 120;
const EXPIRED = "Phiên làm việc đã hết. Hãy đăng nhập lại.";
const FAILED = "Chưa tìm được. Hãy kiểm tra kết nối mạng rồi gõ lại.";
const NOTHING = "Không tìm thấy gì. Hãy thử ít từ hơn.";

interface Parts {
  readonly dialog: HTMLDialogElement;
  readonly box: HTMLInputElement;
  readonly list: HTMLElement;
  readonly state: HTMLElement;
}

export function setUpPalette(): void {
  const parts = find();
  const keys = document.getElementById("phim-tat");
  if (parts) listen(parts);
  document.addEventListener("keydown", (event) => {
    // While a syllable is being composed every key belongs to the input method.
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const palette = parts && ((isK(event) && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) || (plain && event.key === "/" && !inField(event.target)));
    if (palette) {
      event.preventDefault();
      open(parts);
    } else if (plain && event.key === "?" && !inField(event.target) && keys instanceof HTMLDialogElement && !anyOpen()) {
      event.preventDefault();
      keys.showModal();
    }
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (parts && event.target.closest("[data-palette]")) {
      event.preventDefault();
      open(parts);
    }
    // A click on the shade around a dialog closes it.
    if (event.target instanceof HTMLDialogElement && event.target.matches(".palette, .keys")) event.target.close();
  });
}

function find(): Parts | null {
  const dialog = document.getElementById("tim-nhanh");
  const box = document.getElementById("tim-nhanh-o");
  const list = document.getElementById("tim-nhanh-ket-qua");
  const state = document.getElementById("tim-nhanh-bao");
  if (!(dialog instanceof HTMLDialogElement) || !(box instanceof HTMLInputElement) || !list || !state) return null;
  return { dialog, box, list, state };
}

/** By the letter, else by its place: on some layouts of Vietnamese the letter differs. */
function isK(event: KeyboardEvent): boolean {
  return event.key.toLowerCase() === "k" || event.code === "KeyK";
}

function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select") !== null);
}

function anyOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}

function open({ dialog, box }: Parts): void {
  if (!dialog.open && anyOpen()) return;
  if (!dialog.open) {
    dialog.showModal();
    box.value = "";
    box.dispatchEvent(new Event("input"));
  }
  box.focus();
  box.select();
}

function listen(parts: Parts): void {
  const { dialog, box, list } = parts;
  let wait = 0;
  let asked: AbortController | null = null;
  const ask = (rest: number): void => {
    window.clearTimeout(wait);
    asked?.abort();
    if (composedIn(dialog) || !dialog.open) return;
    const own = new AbortController();
    asked = own;
    wait = window.setTimeout(() => void fill(parts, own), rest);
  };
  box.addEventListener("compositionstart", () => window.clearTimeout(wait));
  box.addEventListener("compositionend", () => ask(REST));
  box.addEventListener("input", (event) => {
    if (event instanceof InputEvent && event.isComposing) return;
    ask(box.value === "" ? 0 : REST);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || composedIn(dialog) || event.keyCode === 229) return;
    onKey(event, parts);
  });
  list.addEventListener("click", (event) => {
    const hit = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("[role='option']") : null;
    if (!hit || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(parts, hit);
  });
  list.addEventListener("pointermove", (event) => {
    const hit = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("[role='option']") : null;
    if (hit && hit.getAttribute("aria-selected") !== "true") mark(parts, hit, false);
  });
  dialog.addEventListener("close", () => {
    window.clearTimeout(wait);
    asked?.abort();
    show(parts, "", "");
  });
}

function onKey(event: KeyboardEvent, parts: Parts): void {
  const hits = options(parts);
  const now = hits.findIndex((hit) => hit.getAttribute("aria-selected") === "true");
  const to = (at: number): void => {
    event.preventDefault();
    const hit = hits[(at + hits.length) % hits.length];
    if (hit) mark(parts, hit, true);
  };
  switch (event.key) {
    case "ArrowDown":
      return to(now + 1);
    case "ArrowUp":
      return to(now < 0 ? -1 : now - 1);
    case "PageDown":
      return to(Math.min(now + 8, hits.length - 1));
    case "PageUp":
      return to(Math.max(now - 8, 0));
    case "Enter": {
      event.preventDefault();
      const hit = hits[now];
      if (hit) choose(parts, hit);
      else if (parts.box.value.trim() !== "") location.assign(`/tim-kiem?q=${encodeURIComponent(parts.box.value.trim())}`);
    }
  }
}

function options({ list }: Parts): HTMLAnchorElement[] {
  return [...list.querySelectorAll<HTMLAnchorElement>("[role='option']")];
}

/** Makes one hit the active one: the focus stays in the box, as a combobox wants it. */
function mark(parts: Parts, hit: HTMLAnchorElement, scroll: boolean): void {
  for (const other of options(parts)) other.setAttribute("aria-selected", String(other === hit));
  parts.box.setAttribute("aria-activedescendant", hit.id);
  if (scroll) hit.scrollIntoView({ block: "nearest" });
}

function choose({ dialog }: Parts, hit: HTMLAnchorElement): void {
  const form = hit.dataset["form"];
  if (form !== undefined) {
    dialog.close();
    document.querySelector<HTMLFormElement>(`form[action="${form}"]`)?.requestSubmit();
    return;
  }
  const here = location.pathname + location.search;
  const there = hit.pathname + hit.search;
  if (there === here) dialog.close();
  location.assign(hit.href);
}

async function fill(parts: Parts, own: AbortController): Promise<void> {
  const typed = parts.box.value;
  try {
    const answer = await fetch(`/tim-kiem/goi-y?q=${encodeURIComponent(typed)}`, {
      signal: own.signal,
      credentials: "same-origin",
      cache: "no-store",
      headers: { Accept: "text/html" },
    });
    if (answer.redirected || answer.status === 401) return show(parts, "", EXPIRED);
    if (!answer.ok) return show(parts, "", FAILED);
    const text = await answer.text();
    if (own.signal.aborted) return;
    show(parts, text, "");
    const hits = options(parts);
    const first = hits[0];
    const found = hits.filter((hit) => hit.id !== "tn-tat-ca").length;
    if (first) mark(parts, first, false);
    parts.state.textContent = found === 0 ? NOTHING : `${found} kết quả`;
    parts.list.scrollTop = 0;
  } catch {
    if (!own.signal.aborted) show(parts, "", FAILED);
  }
}

function show({ box, list, state }: Parts, html: string, said: string): void {
  list.innerHTML = html;
  box.removeAttribute("aria-activedescendant");
  box.setAttribute("aria-expanded", String(html !== ""));
  state.textContent = said;
}
