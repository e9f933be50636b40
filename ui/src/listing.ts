// Lists: filtering as one types (never in the middle of a syllable). Without script the button filters.
import { composedIn } from "./composition";
import { onPick, setUpPicks, settled } from "./picks";

/** Rest after the last letter before the list is asked for. */
const REST_MS = 300;

export function setUpListing(): void {
  document.addEventListener("input", onInput);
  document.addEventListener("compositionend", (event) => schedule(event.target));
  document.addEventListener("change", onChange);
  document.addEventListener("htmx:beforeSwap", beforeSwap);
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
  // What was chosen is kept first: the list that comes shows it.
  void settled().then(() => form.dispatchEvent(new CustomEvent("listing:go", { bubbles: true })));
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
