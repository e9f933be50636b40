// Rows chosen in a list. The server keeps them for this visit to the list, so that they stay while one turns its
// pages and changes its filters; nothing is left in the browser, because keys of people are personal. Without script
// a button keeps them, and the marks of one page are sent as they are.

const FAILED = "Chưa giữ được lựa chọn (mất kết nối). Hãy đánh dấu lại.";

let lastPicked: HTMLInputElement | undefined;
let withShift = false;
/** The form whose marks are to be kept, and whether they are being kept now. */
let changed: HTMLFormElement | undefined;
let keeping: Promise<void> | undefined;
let set = false;

/** Shows what only works with script, and hides the bar of chosen rows until there are some. */
export function setUpPicks(): void {
  if (!set) {
    set = true;
    document.addEventListener("click", onClick);
    document.addEventListener("htmx:afterSwap", () => setUpPicks());
    // Marks kept by the browser when one comes back to the page.
    window.addEventListener("pageshow", () => setUpPicks());
  }
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-picks]")) {
    const all = form.querySelector<HTMLInputElement>("[data-pick-all]");
    if (all) all.hidden = false;
    const keep = form.querySelector<HTMLElement>("[data-pick-keep]");
    if (keep) keep.hidden = true;
    show(form);
  }
}

/** Done once what is marked is kept. */
export async function settled(): Promise<void> {
  while (keeping) await keeping;
}

function picksOf(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>("input.pick")];
}

function onClick(event: MouseEvent): void {
  withShift = event.shiftKey;
  const target = event.target instanceof Element ? event.target : null;
  const none = target?.closest<HTMLButtonElement>("[data-pick-none]");
  if (none?.form) {
    event.preventDefault();
    unchoose(none.form);
    return;
  }
  // Another page of the list while the marks of this one are on their way: they arrive first.
  const link = target?.closest<HTMLAnchorElement>("#danh-sach a[href]");
  if (!keeping || !link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  void settled().then(() => location.assign(link.href));
}

export function onPick(target: HTMLInputElement): void {
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
  } else {
    show(form);
    return;
  }
  show(form);
  keep(form);
}

function unchoose(form: HTMLFormElement): void {
  for (const pick of picksOf(form)) pick.checked = false;
  const everything = form.querySelector<HTMLInputElement>("[data-pick-everything]");
  if (everything) everything.checked = false;
  form.dataset["elsewhere"] = "0";
  lastPicked = undefined;
  show(form);
  keep(form, "bo");
}

/** Sends the marks as they stand now; those made meanwhile are sent after. */
function keep(form: HTMLFormElement, what = "nho"): void {
  changed = form;
  form.dataset["keep"] = what;
  keeping ??= run().finally(() => (keeping = undefined));
}

async function run(): Promise<void> {
  while (changed) {
    const form = changed;
    changed = undefined;
    if (!(await send(form, form.dataset["keep"] ?? "nho"))) said(form, FAILED);
  }
}

async function send(form: HTMLFormElement, what: string): Promise<boolean> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && name !== "tat-ca") body.append(name, value);
  body.set("viec", what);
  try {
    const answer = await fetch("/danh-sach/chon", {
      method: "POST",
      body,
      credentials: "same-origin",
      cache: "no-store",
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) return false;
    const told = (await answer.json()) as { luot: string | null };
    follow(form, told.luot);
    return true;
  } catch {
    return false;
  }
}

/** The address, the links of the list and its filters name what was chosen. */
function follow(form: HTMLFormElement, choice: string | null): void {
  const list = form.closest("#danh-sach") ?? form;
  const here = new URL(location.href);
  name(here, choice);
  history.replaceState(history.state, "", here);
  for (const link of list.querySelectorAll<HTMLAnchorElement>("a[href]")) {
    const there = new URL(link.href);
    if (there.origin !== here.origin || there.pathname !== here.pathname) continue;
    name(there, choice);
    link.setAttribute("href", there.pathname + there.search);
  }
  for (const other of document.querySelectorAll<HTMLFormElement>("form[data-listing], form.column-form")) {
    other.querySelector("input[name='luot']")?.remove();
    if (choice === null) continue;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "luot";
    field.value = choice;
    other.append(field);
  }
}

function name(address: URL, choice: string | null): void {
  if (choice === null) address.searchParams.delete("luot");
  else address.searchParams.set("luot", choice);
}

function said(form: HTMLFormElement, text: string): void {
  const count = form.querySelector<HTMLElement>("[data-pick-count]");
  if (count) count.textContent = text;
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
  const elsewhere = Number(form.dataset["elsewhere"] ?? "0") || 0;
  const more = elsewhere > 0 ? `, ${elsewhere} dòng ở trang hoặc bộ lọc khác` : "";
  said(form, everything ? "Đã chọn mọi dòng đang lọc." : `Đã chọn ${chosen.length + elsewhere} dòng${more}.`);
  const bar = form.querySelector<HTMLElement>("[data-pick-bar]");
  if (bar) bar.hidden = chosen.length + elsewhere === 0 && !everything;
}
