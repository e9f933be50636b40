// The rows of an import: every mended cell goes to the server at once, and the server says what it makes of it. A
// block of several rows pasted into a typed list is the server's to read: it knows headings, and adds rows.
const RETRY_MS = 5_000;
const AGAIN_MS = 1_000;
const SHORTLY_MS = 50;

interface CellAnswer {
  readonly to: string;
  readonly at: string;
  readonly state: string;
  readonly reason: string;
  readonly cure: string;
  readonly reads: string;
}

interface Answer {
  readonly checking: boolean;
  readonly rows: readonly { readonly number: number; readonly cells: readonly CellAnswer[] }[];
  readonly clean: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly total: number;
  readonly version: number;
  readonly moved: boolean;
  readonly seen: string;
  readonly saved: string;
}

export function setUpImport(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-import]");
  if (form) new Rows(form);
  document.addEventListener("htmx:afterSettle", () => {
    const late = document.querySelector<HTMLFormElement>("form[data-import]:not([data-at-work])");
    if (late) new Rows(late);
  });
}

class Rows {
  /** Cells that are not on the server yet. */
  private readonly waiting = new Map<string, HTMLInputElement>();
  private readonly asked = new Set<string>();
  private busy = false;
  /** Whether the session was changed in another window: this page may not go on as if it showed it. */
  private moved = false;
  /** The button that was pressed while cells were on their way. */
  private pressed: HTMLElement | null = null;

  constructor(private readonly form: HTMLFormElement) {
    form.dataset["atWork"] = "";
    form.addEventListener("grid:change", (event) => {
      const { cells } = (event as CustomEvent<{ cells: HTMLInputElement[] }>).detail;
      for (const cell of cells) {
        this.waiting.set(cell.name, cell);
        show(cell, "saving", "Đang giữ…", "");
      }
      void this.send();
    });
    document.addEventListener("paste", (event) => this.onPaste(event), true);
    window.addEventListener("beforeunload", (event) => {
      if (this.waiting.size > 0) event.preventDefault();
    });
    form.addEventListener("submit", (event) => {
      // What is on its way makes a new version of the session: the form goes after it, with that version.
      if (this.busy) {
        event.preventDefault();
        event.stopPropagation();
        this.pressed = event.submitter ?? form;
        return;
      }
      // A button of the form sends every cell with it: nothing waits any more.
      this.waiting.clear();
    }, true);
  }

  private fields(): URLSearchParams {
    const fields = new URLSearchParams();
    for (const name of ["_bieu_mau", "trang", "loc", "so", "phien_ban"]) {
      const field = this.form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
      if (field) fields.set(name, field.value);
    }
    return fields;
  }

  private async send(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const sent = new Map<string, string>();
    const fields = this.fields();
    for (const [name, cell] of this.waiting) {
      sent.set(name, cell.value);
      fields.set(name, cell.value);
    }
    for (const row of this.asked) fields.append("xem", row);
    let answer: Answer | null = null;
    try {
      const reply = await fetch(this.form.action, { method: "POST", body: fields, credentials: "same-origin", headers: { Accept: "application/json" } });
      if (reply.ok && !reply.redirected) answer = (await reply.json()) as Answer;
      else await this.renew();
    } catch {
      // No network: told below, and tried again.
    }
    this.busy = false;
    const pressed = this.pressed;
    this.pressed = null;
    if (answer !== null && pressed) {
      this.keepVersion(answer);
      this.form.requestSubmit(pressed === this.form ? null : pressed);
      return;
    }
    if (answer === null) {
      if (pressed) this.note("Chưa gửi được lên máy chủ. Hãy thử lại.");
      for (const cell of this.waiting.values()) show(cell, "pending", "Chưa giữ được, đang thử lại", "Chưa gửi được lên máy chủ.");
      window.setTimeout(() => void this.send(), RETRY_MS);
      return;
    }
    for (const [name, value] of sent) {
      const cell = this.waiting.get(name);
      this.asked.add(cell?.closest("tr")?.dataset["row"] ?? "0");
      if (cell?.value === value) this.waiting.delete(name);
    }
    this.take(answer, sent);
    if (this.waiting.size > 0) void this.send();
    else if (answer.checking) window.setTimeout(() => void this.send(), AGAIN_MS);
    else this.asked.clear();
  }

  /** After signing in again in another tab the forms of this page carry the key of the old session. */
  private async renew(): Promise<void> {
    const reply = await fetch(window.location.href, { credentials: "same-origin" });
    if (!reply.ok || reply.redirected) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const key = page.querySelector<HTMLInputElement>("form[data-import] input[name='_bieu_mau']")?.value;
    if (key === undefined) return;
    for (const field of document.querySelectorAll<HTMLInputElement>("input[name='_bieu_mau']")) field.value = key;
  }

  /** The version the page shows now; one that others made is not shown, and the page says so. */
  private keepVersion(answer: Answer): void {
    if (answer.moved && !this.moved) {
      this.moved = true;
      this.note("Lần nhập này vừa được sửa ở một cửa sổ khác: tải lại trang để xem nội dung mới nhất.");
    }
    const version = this.form.querySelector<HTMLInputElement>("[data-version]");
    if (version && !this.moved) version.value = String(answer.version);
  }

  private take(answer: Answer, sent: ReadonlyMap<string, string>): void {
    this.keepVersion(answer);
    const saved = `Đã giữ lúc ${answer.saved}`;
    for (const name of sent.keys()) {
      const cell = this.cell(name);
      if (cell && !this.waiting.has(name)) show(cell, "saved", saved, "");
    }
    if (answer.checking) {
      this.note("Đang kiểm tra lại…");
      return;
    }
    for (const row of answer.rows) {
      for (const told of row.cells) {
        const name = `o:${row.number}:${told.to}`;
        const cell = this.cell(name);
        if (!cell || this.waiting.has(name)) continue;
        const at = told.at === "" ? "" : `${told.at}: `;
        if (told.state !== "") show(cell, told.state, `${at}${told.reason}`, `${at}${told.reason} ${told.cure}`);
        else if (sent.has(name)) show(cell, "saved", saved, told.reads === "" ? "" : `Hiểu là ${told.reads}`);
        else if (cell.closest("td")?.dataset["state"] !== "saved") show(cell, "", "", told.reads === "" ? "" : `Hiểu là ${told.reads}`);
      }
    }
    const seen = this.form.querySelector<HTMLInputElement>("[data-seen]");
    if (seen) seen.value = answer.seen;
    const { counts } = answer;
    for (const place of document.querySelectorAll<HTMLElement>("[data-count]")) {
      const count = counts[place.dataset["count"] ?? ""];
      if (count === undefined) continue;
      place.textContent = number(count);
      const seldom = place.dataset["count"] === "changed" || place.dataset["count"] === "undecided";
      if (seldom && place.parentElement) place.parentElement.hidden = count === 0;
    }
    for (const place of document.querySelectorAll("[data-total], [data-sum]")) place.textContent = number(answer.total);
    if (this.moved) return;
    if (answer.clean) this.note("Không còn lỗi.");
    else if (counts["wrong"]) this.note(`Còn ${number(counts["wrong"])} dòng cần sửa hoặc bỏ ra.`);
    else if (counts["undecided"]) this.note(`Còn ${number(counts["undecided"])} dòng phải chọn.`);
  }

  private note(text: string): void {
    const place = this.form.querySelector("[data-save-note]");
    if (place) place.textContent = text;
  }

  private cell(name: string): HTMLInputElement | null {
    return this.form.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`);
  }

  private onPaste(event: ClipboardEvent): void {
    const cell = event.target instanceof HTMLInputElement ? event.target : null;
    const grow = cell?.closest<HTMLTableElement>("table[data-grow]")?.dataset["grow"];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell || grow === undefined || cell.form !== this.form || !/[^\r\n][\r\n]+[^\r\n]/.test(text)) return;
    event.preventDefault();
    event.stopPropagation();
    void this.paste(grow, cell.dataset["cell"] ?? "", text);
  }

  private async paste(path: string, at: string, text: string): Promise<void> {
    while (this.busy) await new Promise((resolve) => window.setTimeout(resolve, SHORTLY_MS));
    const fields = this.fields();
    fields.set("bang", text);
    fields.set("tai", at);
    for (const [name, cell] of this.waiting) fields.set(name, cell.value);
    const says = this.form.querySelector<HTMLElement>("[data-grid-says]");
    if (says) says.textContent = "Đang dán…";
    try {
      const reply = await fetch(path, { method: "POST", body: fields, credentials: "same-origin" });
      if (reply.ok && reply.redirected) {
        this.waiting.clear();
        window.location.assign(reply.url);
        return;
      }
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const why = page.querySelector(".notice-bad p:not(.notice-title)")?.textContent;
      if (says) says.textContent = why ?? "Chưa dán được. Hãy thử lại.";
    } catch {
      if (says) says.textContent = "Chưa dán được: mất kết nối mạng. Hãy thử lại.";
    }
  }
}

function show(cell: HTMLInputElement, state: string, says: string, why: string): void {
  const box = cell.closest("td");
  const place = box?.querySelector(".cell-says");
  if (!box || !place) return;
  if (state === "") delete box.dataset["state"];
  else box.dataset["state"] = state;
  box.title = why;
  place.textContent = says;
  cell.setAttribute("aria-describedby", place.id);
  if (state === "invalid") cell.setAttribute("aria-invalid", "true");
  else cell.removeAttribute("aria-invalid");
}

function number(count: number): string {
  return count.toLocaleString("vi-VN");
}
