// Lists: filtering as one types (never in the middle of a syllable), choosing many rows. Without script the
// button filters and the marks are sent as they are.
import { composedIn } from "./composition";

/** Rest after the last letter before the list is asked for. */
const REST_MS = 300;

export function setUpListing(): void {
  document.addEventListener("input", onInput);
  document.addEventListener("compositionend", (event) => schedule(event.target));
  document.addEventListener("change", onChange);
  document.addEventListener("click", onClick);
  document.addEventListener("htmx:beforeSwap", beforeSwap);
  document.addEventListener("htmx:afterSwap", () => setUpPicks());
  // Marks kept by the browser when one comes back to the page.
  window.addEventListener("pageshow", () => setUpPicks());
  setUpPicks();
}

let waiting: number | undefined;

function formOf(target: EventTarget | null): HTMLFormElement | null {
  return target instanceof Element ? target.closest<HTMLFormElement>("form[data-listing]") : null;
}

function onInput(event: Event): void {
  // Telex and Unikey send half a syllable while they compose: compositionend tells when it is whole.
  if (event instanceof InputEvent && event.isComposing) return;
  if (event.target instanceof HTMLInputElement && event.target.type !== "checkbox") schedule(event.target);
}

function schedule(target: EventTarget | null): void {
  const form = formOf(target);
  if (!form) return;
  window.clearTimeout(waiting);
  // A syllable begun meanwhile asks at its end.
  waiting = window.setTimeout(() => {
    if (!composedIn(form)) go(form);
  }, REST_MS);
}

function go(form: HTMLFormElement): void {
  window.clearTimeout(waiting);
  form.dispatchEvent(new CustomEvent("listing:go", { bubbles: true }));
}

function onChange(event: Event): void {
  const target = event.target;
  if (target instanceof HTMLInputElement && target.closest("form[data-picks]")) {
    onPick(target);
    return;
  }
  const form = formOf(target);
  if (form && (target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === "checkbox"))) go(form);
}

/** What came is not this list (the session has ended, say): open the page, which says what to do. */
function beforeSwap(event: Event): void {
  const detail = (event as CustomEvent<{ target?: Element; serverResponse?: string; shouldSwap: boolean }>).detail;
  if (detail.target?.id !== "danh-sach") return;
  if (!(detail.serverResponse ?? "").includes('id="danh-sach"')) {
    detail.shouldSwap = false;
    window.location.reload();
  }
}

function picksOf(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>("input.pick")];
}

/** Shows what only works with script, and hides the bar of chosen rows until there are some. */
function setUpPicks(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-picks]")) {
    const all = form.querySelector<HTMLInputElement>("[data-pick-all]");
    if (all) all.hidden = false;
    show(form);
  }
}

let lastPicked: HTMLInputElement | undefined;
let withShift = false;

function onClick(event: MouseEvent): void {
  withShift = event.shiftKey;
}

function onPick(target: HTMLInputElement): void {
  const form = target.closest<HTMLFormElement>("form[data-picks]");
  if (!form) return;
  const picks = picksOf(form);
  if (target.hasAttribute("data-pick-all")) {
    for (const pick of picks) pick.checked = target.checked;
  } else if (target.classList.contains("pick")) {
    // Shift: everything between the last mark and this one.
    const [from, to] = [lastPicked ? picks.indexOf(lastPicked) : -1, picks.indexOf(target)];
    if (withShift && from >= 0 && to >= 0) {
      for (const pick of picks.slice(Math.min(from, to), Math.max(from, to) + 1)) pick.checked = target.checked;
    }
    lastPicked = target;
  }
  show(form);
}

function show(form: HTMLFormElement): void {
  const picks = picksOf(form);
  const chosen = picks.filter((pick) => pick.checked);
  for (const pick of picks) {
    const row = pick.closest("tr");
    if (pick.checked) row?.setAttribute("aria-selected", "true");
    else row?.removeAttribute("aria-selected");
  }
  const all = form.querySelector<HTMLInputElement>("[data-pick-all]");
  if (all) {
    all.checked = picks.length > 0 && chosen.length === picks.length;
    all.indeterminate = chosen.length > 0 && chosen.length < picks.length;
  }
  const everything = form.querySelector<HTMLInputElement>("[data-pick-everything]")?.checked ?? false;
  const count = form.querySelector<HTMLElement>("[data-pick-count]");
  if (count) count.textContent = everything ? "Đã chọn mọi dòng đang lọc." : `Đã chọn ${chosen.length} dòng.`;
  const bar = form.querySelector<HTMLElement>("[data-pick-bar]");
  if (bar) bar.hidden = chosen.length === 0 && !everything;
}
