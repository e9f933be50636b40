// Nothing typed is lost: every `form[data-draft]` has a draft. This part watches the page as a whole; no rule lives here:
// the server says what was accepted.
import { nameOf } from "./draft-fields";
import { FormDraft } from "./draft-form";
import { concerns, replyOf, type Reply } from "./draft-reply";
import { find, save, sessionMark, type Answer, type Found } from "./draft-server";
import { removeOld, Vault } from "./draft-vault";

const SIGN_OUT_PATIENCE_MS = 4_000;
const TABS = "td-phien";

const watched = new Map<HTMLFormElement, FormDraft>();
/** Fields typed in before their form was watched: the vault opens a moment after the page. */
const early = new WeakMap<HTMLFormElement, Set<string>>();
let vault: Vault | null = null;
/** What this page answers, until it is taken note of. */
let reply: Reply | null = null;

/** Starts with the page. */
export function setUpDrafts(): void {
  if (!document.body.dataset["chu"]) return;
  removeOld();
  reply = replyOf(document.body);
  document.addEventListener("input", onEarly, true);
  document.addEventListener("submit", onSignOut, true);
  document.addEventListener("submit", keepForeign, true);
  document.addEventListener("submit", (event) => {
    if (event.target instanceof HTMLFormElement && !event.defaultPrevented) onSubmit(event.target);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flushAll(true);
    else wakeAll();
  });
  window.addEventListener("pagehide", () => flushAll(true));
  window.addEventListener("focus", () => wakeAll());
  window.addEventListener("online", () => wakeAll());
  window.addEventListener("storage", (event) => {
    if (event.key === TABS) wakeAll(true);
  });
  // No question where everything typed is safe: only what neither this machine nor the server has would be lost.
  window.addEventListener("beforeunload", (event) => {
    if ([...watched.values()].some((draft) => draft.isUnsafe())) event.preventDefault();
  });
  tellTabs();
  const opening = Vault.open().then(async (opened) => {
    vault = opened;
    if (reply) await setSent(reply.key, reply.stamp, false);
    await watchAll();
    reply = null;
    await tidy();
  });
  document.addEventListener("htmx:afterSettle", () => void opening.then(watchAll));
}

function onEarly(event: Event): void {
  const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>("form[data-draft]") : null;
  const name = nameOf(event.target);
  if (!form || !name || watched.has(form)) return;
  const names = early.get(form) ?? new Set();
  early.set(form, names.add(name));
}

/** A form that is on its way; one that settles a conflict carries the draft of the form that was disputed. */
function onSubmit(form: HTMLFormElement): void {
  const draft = watched.get(form);
  const carried = form.querySelector<HTMLInputElement>("input[name='_nhap']")?.value;
  if (draft) draft.sending();
  else if (carried) void setSent(carried, Number.POSITIVE_INFINITY, true);
}

/** Notes on the copy of this machine, where it is not newer, whether its form is on its way or was answered. */
async function setSent(key: string, stamp: number, sent: boolean): Promise<void> {
  const copy = await vault?.get(key);
  if (copy && copy.stamp <= stamp && copy.sent !== sent) await vault?.put({ ...copy, sent });
}

async function watchAll(): Promise<void> {
  for (const form of watched.keys()) if (!form.isConnected) watched.delete(form);
  const fresh: FormDraft[] = [];
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    const key = form.dataset["draft"];
    if (!key || watched.has(form)) continue;
    const draft = new FormDraft(form, key, vault, reply && concerns(reply, form) ? reply : null, early.get(form) ?? []);
    watched.set(form, draft);
    fresh.push(draft);
  }
  if (fresh.length === 0) return;
  const answer = await find(fresh.flatMap((draft) => draft.keys()));
  await Promise.all(fresh.map((draft) => draft.begin(answer)));
}

function flushAll(last: boolean): void {
  for (const draft of watched.values()) draft.flush(last);
}

function wakeAll(always = false): void {
  for (const draft of watched.values()) draft.wake(always);
}

/** Lets other tabs know whose session this is. */
function tellTabs(): void {
  try {
    if (localStorage.getItem(TABS) !== sessionMark()) localStorage.setItem(TABS, sessionMark());
  } catch {
    // Without storage tabs find out by themselves.
  }
}

/**
 * Copies left behind by pages that are closed: accepted ones go, unsaved ones are brought to the server. Answers what the
 * server said last; null where there was nothing to ask.
 */
async function tidy(): Promise<Answer<Found> | null> {
  if (!vault) return null;
  const open = new Set([...watched.values()].map((draft) => draft.key));
  const copies = (await vault.all()).filter((copy) => !open.has(copy.key) && (copy.sent || copy.acked < copy.stamp));
  if (copies.length === 0) return null;
  const answer = await find(copies.map((copy) => copy.key));
  if (answer.kind !== "ok" || answer.body.chu !== document.body.dataset["chu"]) return answer;
  for (const copy of copies) {
    const there = answer.body.nhap[copy.key];
    if (there?.xong && there.so >= copy.stamp) {
      await vault.remove(copy.key);
    } else if (!there || there.so < copy.stamp) {
      const saved = await save(copy, false);
      if (saved.kind === "ok") await vault.put({ ...copy, acked: copy.stamp });
    }
  }
  return answer;
}

/** A form that was filled in by one account is not sent by another. */
function keepForeign(event: SubmitEvent): void {
  if (!(event.target instanceof HTMLFormElement) || !watched.get(event.target)?.isForeign()) return;
  event.preventDefault();
  event.stopPropagation();
  event.target.querySelector(".draft-notice")?.scrollIntoView({ block: "center" });
}

/** Signing out takes the copies from this machine, after what they hold has reached the server. */
function onSignOut(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.getAttribute("action") !== "/dang-xuat" || !vault) return;
  event.preventDefault();
  event.stopPropagation();
  void leave(form, vault);
}

async function leave(form: HTMLFormElement, kept: Vault): Promise<void> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), SIGN_OUT_PATIENCE_MS));
  await Promise.race([Promise.all([...watched.values()].map((draft) => draft.settle())), late]);
  const asked = await Promise.race([tidy(), late]);
  const copies = await kept.all();
  const only = copies.filter((copy) => copy.acked < copy.stamp && !copy.sent);
  const ask = `Còn ${only.length} bản nháp chưa gửi được lên máy chủ. Đăng xuất sẽ xóa khỏi máy này. Vẫn đăng xuất?`;
  const reached = asked === null || asked.kind === "ok";
  if (reached && only.length > 0 && !window.confirm(ask)) return;
  for (const draft of watched.values()) draft.stop();
  // Where the server was not reached nobody is signed out either, and what only this machine has stays.
  if (reached) kept.clear();
  else for (const copy of copies) if (!only.includes(copy)) await kept.remove(copy.key);
  form.submit();
}
