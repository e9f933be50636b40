// Drafts on the server: saving, asking, throwing away; and whose session this is now.
import type { Copy } from "./draft-vault";

const PATIENCE_MS = 15_000;
// Browsers send at most 64 KiB for a page that is going away.
const LARGEST_LAST = 60_000;
/** What the server answers at once. */
const MOST_KEYS = 40;

export type Answer<T> =
  | { readonly kind: "ok"; readonly body: T }
  /** No network, or the server does not answer now. */
  | { readonly kind: "away" }
  /** The session has ended. */
  | { readonly kind: "signed-out" }
  /** The page was opened in an earlier session. */
  | { readonly kind: "outdated" }
  | { readonly kind: "refused"; readonly text: string };

export interface Saved {
  readonly xong: boolean;
  readonly luc?: string;
}

export interface Found {
  /** Whose session this is: the name of the vault. */
  readonly chu: string;
  /** The token of its forms. */
  readonly ma: string;
  /** The drafts there are, by key. */
  readonly nhap: Readonly<Record<string, There>>;
}

/** A draft as the server has it, or (`xong`) the mark that its form was accepted. */
export interface There {
  readonly noi_dung: string;
  readonly co_so: string;
  readonly so: number;
  readonly luc: string;
  readonly xong: boolean;
}

let token = "";

/** The token scripts send; every form of the page gets a new one as soon as there is one. */
export function takeToken(fresh: string): void {
  token = fresh;
  for (const input of document.querySelectorAll<HTMLInputElement>("input[name='_bieu_mau']")) input.value = fresh;
}

function tokenOfPage(): string {
  token ||= document.querySelector<HTMLInputElement>("input[name='_bieu_mau']")?.value ?? "";
  return token;
}

/** Stands for the session in what tabs tell each other. */
export function sessionMark(): string {
  return `${document.body.dataset["chu"] ?? ""} ${tokenOfPage().slice(0, 12)}`;
}

export function find(keys: readonly string[]): Promise<Answer<Found>> {
  const query = new URLSearchParams(keys.slice(0, MOST_KEYS).map((key) => ["khoa", key]));
  return call<Found>(`/ban-nhap?${query.toString()}`, {});
}

/** Saves a draft; `last`: the page is going away. */
export function save(copy: Copy, last: boolean): Promise<Answer<Saved>> {
  const body = new URLSearchParams({
    khoa: copy.key,
    trang: copy.page,
    ten: copy.title,
    co_so: copy.base,
    so: String(copy.stamp),
    noi_dung: JSON.stringify(copy.values),
  });
  const keepalive = last && body.toString().length < LARGEST_LAST;
  return call<Saved>("/ban-nhap", { method: "POST", body, keepalive });
}

export function discard(key: string): Promise<Answer<object>> {
  return call("/ban-nhap/bo", { method: "POST", body: new URLSearchParams({ khoa: key }) });
}

async function call<T>(address: string, init: RequestInit): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (init.method === "POST") headers["x-form-token"] = tokenOfPage();
  let response: Response;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    response = await fetch(address, { credentials: "same-origin", cache: "no-store", redirect: "error", ...init, headers, signal });
  } catch {
    return { kind: "away" };
  }
  if (response.status === 401) return { kind: "signed-out" };
  if (response.status >= 500 || response.status === 429) return { kind: "away" };
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body !== null) return { kind: "ok", body: body as T };
  const fault = (body as { error?: { code?: string; message?: string } } | null)?.error;
  if (fault?.code === "form_expired") return { kind: "outdated" };
  return { kind: "refused", text: fault?.message ?? "Hệ thống không nhận bản nháp này." };
}
