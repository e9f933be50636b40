// Which draft the page in view answers, and which of two copies is the newer one. A form that was refused, disputed or only
// checked comes back as a page: what was sent arrived then, and the page says so in `data-tra-loi`.
import type { Values } from "./draft-fields";
import type { There } from "./draft-server";
import type { Copy } from "./draft-vault";

/** The draft whose form this page answers, and the state of it that was sent. */
export interface Reply {
  readonly key: string;
  readonly stamp: number;
}

/** What the page says it answers; a form that was accepted is not told this way. */
export function replyOf(page: HTMLElement): Reply | null {
  const { traLoi, traLoiSo } = page.dataset;
  const stamp = Number(traLoiSo);
  return traLoi && Number.isFinite(stamp) ? { key: traLoi, stamp } : null;
}

/** Whether a form goes on with what was answered: under the same key, or one that took its place (`data-draft-from`). */
export function concerns(reply: Reply, form: HTMLFormElement): boolean {
  return reply.key === form.dataset["draft"] || reply.key === form.dataset["draftFrom"];
}

/** What a draft holds, wherever it is kept. */
export interface Kept {
  readonly values: Values;
  readonly base: string;
  readonly stamp: number;
}

/** The newer of the copy of this machine and the server's. */
export function newest(here: Copy | null, there: There | null): Kept | null {
  if (!there || there.xong || there.so <= (here?.stamp ?? 0)) return here;
  try {
    return { values: JSON.parse(there.noi_dung) as Values, base: there.co_so, stamp: there.so };
  } catch {
    return null;
  }
}
