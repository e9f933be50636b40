// Entering figures: while one types, the server is asked what it makes of the cells, and its answer is put into the
// page without touching what is being typed. Which cells are kept as a draft is shown by what the draft's own line says.
import { composedIn } from "./composition";

const REST_MS = 250;
/** After an answer that did not come: what stands in the panel is older than the cells. */
const AGAIN_MS = 5_000;

interface Verdict {
  readonly state: string;
  readonly says: string;
  readonly why: string;
}

const NONE: Verdict = { state: "", says: "", why: "" };

export function setUpEntry(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-entry]");
  if (form) new Entry(form);
}

class Entry {
  private readonly verdicts = new Map<string, Verdict>();
  private timer = 0;
  private asked = 0;
  private late = false;

  constructor(private readonly form: HTMLFormElement) {
    for (const cell of this.cells()) {
      const box = cell.closest("td");
      const state = box?.dataset["state"] ?? "";
      if (state !== "" && state !== "locked") this.verdicts.set(nameOf(cell), { state, says: saysOf(cell)?.textContent ?? "", why: box?.title ?? "" });
    }
    // Before the listeners of the form: a draft reads the explanations from the field that is filled here.
    document.addEventListener("input", (event) => this.onInput(event), true);
    form.addEventListener("grid:change", () => this.plan());
    form.addEventListener("draft:restored", () => this.plan(0));
    form.addEventListener("compositionend", () => this.plan());
    const line = form.querySelector<HTMLElement>("[data-draft-state]");
    if (line) new MutationObserver(() => this.paint()).observe(line, { attributes: true, attributeFilter: ["data-draft-state"] });
    form.querySelector<HTMLSelectElement>("[name='doi_don_vi']")?.addEventListener("change", (event) => {
      const button = form.querySelector<HTMLButtonElement>("button[value='doi-don-vi']");
      if (button && event.isTrusted) form.requestSubmit(button);
    });
    this.paint();
  }

  private cells(): HTMLInputElement[] {
    return [...this.form.querySelectorAll<HTMLInputElement>("input[data-cell]")];
  }

  private onInput(event: Event): void {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.form !== this.form) return;
    if (field.dataset["reason"] !== undefined) {
      this.keepReasons();
      this.plan();
    } else if (field.dataset["cell"] !== undefined) {
      this.paintCell(field);
      this.plan();
    }
  }

  /** Explanations come and go with the server's answer; one field of the form keeps them for the draft. */
  private keepReasons(): void {
    const kept = this.form.querySelector<HTMLInputElement>("[data-reasons]");
    if (!kept) return;
    const said = reasonsIn(kept.value);
    for (const field of this.form.querySelectorAll<HTMLInputElement>("input[data-reason]")) said[field.dataset["reason"] ?? ""] = field.value;
    kept.value = JSON.stringify(said);
  }

  private plan(rest = REST_MS): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), rest);
  }

  private async ask(): Promise<void> {
    // The end of the syllable asks.
    if (composedIn(this.form)) return;
    this.asked += 1;
    const turn = this.asked;
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string" && !name.startsWith("_nhap")) fields.append(name, value);
    fields.set("viec", "phan");
    let answer: Response;
    try {
      answer = await fetch(this.form.action, { method: "POST", body: fields, credentials: "same-origin" });
    } catch {
      this.late = true;
      this.paint();
      if (turn === this.asked) this.plan(AGAIN_MS);
      return;
    }
    if (turn !== this.asked) return;
    this.late = !answer.ok || answer.redirected;
    if (answer.status >= 500 || answer.status === 429) this.plan(AGAIN_MS);
    if (!this.late) this.take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    this.paint();
  }

  private take(answer: Document): void {
    this.verdicts.clear();
    for (const line of answer.querySelectorAll<HTMLElement>("[data-verdict]")) {
      const { verdict = "", state = "", says = "" } = line.dataset;
      if (state === "locked") this.setLocked(verdict, line.textContent ?? "");
      else if (state !== "") this.verdicts.set(verdict, { state, says, why: line.title });
    }
    for (const line of answer.querySelectorAll<HTMLElement>("[data-set]")) {
      const place = this.form.querySelector(`[data-text="${CSS.escape(line.dataset["set"] ?? "")}"]`);
      if (place) place.textContent = line.textContent;
    }
    const panel = answer.querySelector<HTMLElement>("[data-put='kiem-tra']");
    if (panel) this.putPanel(panel);
  }

  private setLocked(name: string, text: string): void {
    const cell = this.form.querySelector<HTMLInputElement>(`input[data-cell="${CSS.escape(name)}"]`);
    if (cell?.readOnly && text !== "") cell.value = text;
  }

  /** The new panel in place of the old; a field one is writing in stays itself. */
  private putPanel(fresh: HTMLElement): void {
    const panel = this.form.querySelector<HTMLElement>("#kiem-tra");
    if (!panel) return;
    const field = document.activeElement;
    const writing = field instanceof HTMLInputElement && field.dataset["reason"] !== undefined ? field : null;
    const next = document.importNode(fresh, true);
    if (writing) {
      const twin = next.querySelector(`input[data-reason="${CSS.escape(writing.dataset["reason"] ?? "")}"]`);
      // What was asked about is settled: the field stays until it is left.
      if (!twin) return;
      const [from, to] = [writing.selectionStart, writing.selectionEnd];
      twin.replaceWith(writing);
      panel.replaceChildren(...next.childNodes);
      writing.focus({ preventScroll: true });
      writing.setSelectionRange(from, to);
    } else {
      panel.replaceChildren(...next.childNodes);
    }
  }

  private paint(): void {
    for (const cell of this.cells()) this.paintCell(cell);
  }

  private paintCell(cell: HTMLInputElement): void {
    const box = cell.closest("td");
    const says = saysOf(cell);
    if (!box || !says || cell.readOnly) return;
    const verdict = this.verdicts.get(nameOf(cell)) ?? this.kept(cell);
    if (verdict.state === "") delete box.dataset["state"];
    else box.dataset["state"] = verdict.state;
    if (says.textContent !== verdict.says) says.textContent = verdict.says;
    box.title = verdict.why;
    if (verdict.state === "invalid") cell.setAttribute("aria-invalid", "true");
    else cell.removeAttribute("aria-invalid");
  }

  /** What is known of a cell that differs from what is stored: whether the draft has it. */
  private kept(cell: HTMLInputElement): Verdict {
    if (cell.value.trim() === (cell.dataset["stored"] ?? "")) return NONE;
    const line = this.form.querySelector<HTMLElement>("[data-draft-state]");
    switch (line?.dataset["draftState"]) {
      case "saved":
        return this.late ? AWAY : { state: "saved", says: "Nháp", why: "Đã lưu nháp, chưa ghi." };
      case "away":
        return AWAY;
      default:
        return { state: "saving", says: "Đang lưu", why: "Đang lưu nháp." };
    }
  }
}

const AWAY: Verdict = { state: "pending", says: "Chưa gửi được", why: "Chưa gửi được lên máy chủ: đang giữ trên máy này." };

function nameOf(cell: HTMLInputElement): string {
  return cell.dataset["cell"] ?? "";
}

function saysOf(cell: HTMLInputElement): HTMLElement | null {
  return cell.parentElement?.querySelector<HTMLElement>(".cell-says") ?? null;
}

function reasonsIn(text: string): Record<string, string> {
  try {
    return JSON.parse(text === "" ? "{}" : text) as Record<string, string>;
  } catch {
    return {};
  }
}
