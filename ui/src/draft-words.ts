// What the page says about a draft: the line of its state, and the notice above the form.

const AWAY = "Chưa gửi được, đang giữ trên máy này";
const NOWHERE = "Chưa lưu được bản nháp: hãy giữ trang này mở";

export type State =
  | { readonly kind: "saved"; readonly at: string }
  | { readonly kind: "away"; readonly kept: boolean }
  | { readonly kind: "kept"; readonly why: string }
  | { readonly kind: "nothing" };

/** The line inside the form; made at the end of its buttons where the page has none. */
export class StateLine {
  private readonly line: HTMLElement;

  constructor(form: HTMLFormElement) {
    const given = form.querySelector<HTMLElement>("[data-draft-state]");
    if (given) {
      this.line = given;
      return;
    }
    this.line = document.createElement("span");
    this.line.dataset["draftState"] = "";
    this.line.className = "draft-state";
    (form.querySelector(".form-actions") ?? form).append(this.line);
  }

  show(state: State): void {
    const [mark, text] = wordsOf(state);
    this.line.dataset["draftState"] = mark;
    this.line.textContent = text;
  }
}

function wordsOf(state: State): [string, string] {
  switch (state.kind) {
    case "saved":
      return ["saved", `Đã lưu nháp lúc ${state.at}`];
    case "away":
      return ["away", state.kept ? AWAY : NOWHERE];
    case "kept":
      return ["away", state.why];
    case "nothing":
      return ["", ""];
  }
}

export interface Button {
  readonly words: string;
  readonly act: () => void;
}

/** The one notice a form has about its draft; a new one takes the place of the old. */
export class Notice {
  private shown: HTMLElement | null = null;

  constructor(private readonly form: HTMLFormElement) {}

  show(title: string, lines: readonly (string | Node)[], buttons: readonly Button[] = []): void {
    const box = document.createElement("div");
    box.className = `notice ${lines.length > 0 ? "notice-wait " : ""}draft-notice`;
    box.setAttribute("role", "status");
    box.append(paragraph(title, "notice-title"));
    for (const line of lines) box.append(paragraph(line));
    if (buttons.length > 0) {
      const row = document.createElement("p");
      row.className = "draft-notice-actions";
      for (const { words, act } of buttons) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-plain";
        button.textContent = words;
        button.addEventListener("click", act);
        row.append(button);
      }
      box.append(row);
    }
    if (this.shown) this.shown.replaceWith(box);
    else this.form.prepend(box);
    this.shown = box;
  }

  hide(): void {
    this.shown?.remove();
    this.shown = null;
  }
}

function paragraph(content: string | Node, kind = ""): HTMLElement {
  const line = document.createElement("p");
  if (kind) line.className = kind;
  line.append(content);
  return line;
}

/** The way to sign in without leaving the page. */
export function signInLink(): Node {
  const line = document.createDocumentFragment();
  const link = document.createElement("a");
  link.href = "/dang-nhap";
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = "Đăng nhập lại (mở thẻ mới)";
  line.append(link, ", những gì đã nhập vẫn còn và trang này tự làm tiếp.");
  return line;
}

/** `16:41` of this machine. */
export function clock(at: number): string {
  const time = new Date(at);
  return `${String(time.getHours()).padStart(2, "0")}:${String(time.getMinutes()).padStart(2, "0")}`;
}

/** What the list of drafts calls a form: the page's heading, and the form's own where it has another. */
export function titleOf(form: HTMLFormElement): string {
  const told = form.dataset["draftTitle"];
  if (told) return told;
  const page = words(document.querySelector("h1"));
  const near = form.querySelector("h2, h3, legend") ?? form.closest(".panel, section, details")?.querySelector("h2, h3, summary") ?? null;
  const own = words(near);
  return own && own !== page ? `${page}: ${own}` : page;
}

function words(element: Element | null): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}
