// One form and its draft: what is typed is kept on this machine at once and on the server after a short rest, and is given
// back when the page is opened again. During composition nothing is kept: half a syllable is not what was typed.
import { composedIn } from "./composition";
import { fill, nameOf, placeless, read, same, typedBefore, unfold, type Values } from "./draft-fields";
import { newest, type Reply } from "./draft-reply";
import { discard, find, save, takeToken, type Answer, type Found, type There } from "./draft-server";
import type { Copy, Vault } from "./draft-vault";
import { clock, Notice, signInLink, StateLine, titleOf } from "./draft-words";

const REST_MS = 800;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
const SIGNED_OUT_PAUSE_MS = 20_000;

type Copyable = Omit<Copy, "acked" | "sent">;

export class FormDraft {
  private readonly asSent: Values;
  private readonly line: StateLine;
  private readonly notice: Notice;
  private readonly touched = new Set<string>();
  /** What the draft holds beyond the fields of this page. */
  private left: Values = {};
  private base: string;
  private now: Copyable | null = null;
  private acked = 0;
  private keptHere = 0;
  private had = false;
  private sent = false;
  private stopped = false;
  private foreign = false;
  private discarding = false;
  private waiting: "no" | "away" | "signed-out" = "no";
  /** The stamp the server would not take. */
  private refused = 0;
  /** The draft this one took the place of: it goes once this one is on the server. */
  private before: string | null = null;
  private pause = FIRST_PAUSE_MS;
  private timer = 0;
  private saving: Promise<void> | null = null;
  private keeping: Promise<void> = Promise.resolve();

  /** `reply`: the page answers what was sent from this form; `early`: fields typed in before this was made. */
  constructor(
    private readonly form: HTMLFormElement,
    readonly key: string,
    private readonly vault: Vault | null,
    private readonly reply: Reply | null,
    early: Iterable<string>,
  ) {
    this.asSent = read(form, true);
    for (const name of [...early, ...typedBefore(form, this.asSent)]) this.touched.add(name);
    this.touch(composedIn(form));
    this.base = form.dataset["draftBase"] ?? "";
    this.line = new StateLine(form);
    this.notice = new Notice(form);
    this.mark("_nhap", this.key);
    this.mark("_nhap_trang", document.body.dataset["trang"] ?? "/");
    this.listen();
  }

  private listen(): void {
    const { form } = this;
    form.addEventListener("compositionstart", (event) => this.touch(event.target));
    for (const kind of ["input", "change", "grid:change", "compositionend"]) {
      form.addEventListener(kind, (event) => this.typed(event.target));
    }
    form.addEventListener("focusout", () => this.flush(false));
    form.addEventListener("draft:accepted", () => this.accepted());
  }

  private touch(target: EventTarget | null): void {
    const name = nameOf(target);
    if (name) this.touched.add(name);
  }

  /** What the server is asked for. */
  keys(): string[] {
    return this.reply && this.reply.key !== this.key ? [this.key, this.reply.key] : [this.key];
  }

  /** Gives back what this machine or the server (`answer`) has. */
  async begin(answer: Answer<Found>): Promise<void> {
    const here = (await this.vault?.get(this.key)) ?? null;
    const sent = this.reply && this.reply.key !== this.key ? ((await this.vault?.get(this.reply.key)) ?? null) : here;
    if (this.stopped) return;
    if (answer.kind === "signed-out") this.signedOut();
    const ours = answer.kind === "ok" && this.isOurs(answer.body);
    const there = (key: string): There | null => (ours && answer.body.nhap[key]) || null;
    if (!this.reply || !this.goOn(this.reply, sent, there(this.reply.key))) await this.choose(here, there(this.key), ours);
    // A browser that fills a reloaded page by itself has typed into it, too.
    if (!this.now && !this.had && !same(read(this.form), this.asSent)) this.typed(null);
  }

  /**
   * The page answers what was sent from this form and holds it: that is the draft now, nothing is filled in and nothing
   * announced, so that what is wrong stays in view. Answers false where something newer, or nothing, is to be given back.
   */
  private goOn(reply: Reply, here: Copy | null, there: There | null): boolean {
    const kept = newest(here, there);
    if ((there?.xong && there.so >= reply.stamp) || (kept && kept.stamp > reply.stamp)) return false;
    this.had = true;
    this.left = kept ? placeless(this.form, kept.values) : {};
    const shown = { ...this.left, ...this.asSent };
    const onServer = there !== null && !there.xong && there.so === reply.stamp;
    const known = kept?.stamp === reply.stamp && kept.base === this.base && same(kept.values, shown);
    if (reply.key !== this.key) this.before = reply.key;
    else if (onServer || here?.acked === reply.stamp) this.line.show({ kind: "saved", at: onServer ? there.luc : clock(reply.stamp) });
    if (this.now) this.now = { ...this.now, values: { ...this.left, ...this.now.values } };
    else this.now = { ...this.copy(known ? reply.stamp : Math.max(Date.now(), reply.stamp + 1)), values: shown };
    this.acked = known ? Math.max(here?.acked ?? 0, onServer ? reply.stamp : 0) : 0;
    this.mark("_nhap_so", String(this.now.stamp));
    this.keep();
    this.typed(null);
    if (this.acked < this.now.stamp) this.plan(0);
    return true;
  }

  /** Takes the newer of the two, unless its form was accepted meanwhile. */
  private async choose(here: Copy | null, there: There | null, asked: boolean): Promise<void> {
    const gone = there?.xong ? there.so >= (here?.stamp ?? 0) : asked && !there && here && here.acked >= here.stamp;
    if (gone) {
      if (here) await this.vault?.remove(this.key);
      return;
    }
    const kept = newest(here, there);
    if (!kept) return;
    const onServer = there !== null && !there.xong && there.so === kept.stamp;
    this.acked = onServer ? kept.stamp : (here?.acked ?? 0);
    if (kept === here) this.keptHere = here.stamp;
    this.restore(kept.values, kept.base, kept.stamp, onServer ? there.luc : clock(kept.stamp), kept === here && here.sent);
    if (this.acked < kept.stamp) this.plan(0);
    else if (kept === here && here.acked < kept.stamp) this.keep();
  }

  private restore(values: Values, base: string, stamp: number, at: string, sent: boolean): void {
    this.had = true;
    const moved = base !== this.base;
    const before = read(this.form);
    this.left = fill(this.form, values, this.touched);
    this.base = base;
    this.now = { ...this.copy(stamp), values };
    this.mark("_nhap_so", String(stamp));
    if (this.acked >= stamp) this.line.show({ kind: "saved", at });
    if (sent) this.keep();
    if (this.touched.size > 0) this.typed(null);
    if (same(before, read(this.form)) && Object.keys(this.left).length === 0) return;
    unfold(this.form, this.asSent);
    const lines: string[] = [];
    if (sent) lines.push("Lần gửi trước chưa được nhận (hết phiên làm việc hoặc mất kết nối). Nội dung vẫn còn đủ, hãy xem lại rồi gửi.");
    if (moved) lines.push("Nội dung trên hệ thống đã được sửa sau khi bản nháp này được nhập. Hãy đối chiếu trước khi gửi.");
    const lost = Object.keys(this.left).length;
    if (lost > 0) lines.push(`${lost} ô của bản nháp không có trên trang này, vẫn được giữ lại.`);
    this.notice.show(`Đã khôi phục bản nháp lưu lúc ${at}`, lines, [{ words: "Bỏ bản nháp", act: () => this.drop() }]);
    this.tellPage();
  }

  private tellPage(): void {
    this.form.dispatchEvent(new CustomEvent("draft:restored", { bubbles: true }));
  }

  private copy(stamp: number): Copyable {
    const values = { ...this.left, ...read(this.form) };
    return { key: this.key, page: document.body.dataset["trang"] ?? "/", title: titleOf(this.form), base: this.base, values, stamp };
  }

  private typed(target: EventTarget | null): void {
    if (this.stopped) return;
    this.touch(target);
    if (composedIn(this.form)) return;
    this.sent = false;
    const next = this.copy(Math.max(Date.now(), (this.now?.stamp ?? 0) + 1));
    if (this.now && same(this.now.values, next.values)) return;
    if (!this.had && same(this.asSent, next.values)) {
      // Typed and taken back: there is nothing to keep.
      if (this.now) this.throwAway();
      return;
    }
    this.now = next;
    this.mark("_nhap_so", String(next.stamp));
    this.keep();
    if (this.waiting === "no") this.plan(REST_MS);
  }

  /** Keeps the newest state on this machine; copies are written one after the other. */
  private keep(): void {
    this.keeping = this.keeping.then(async () => {
      const { now, acked, sent, vault } = this;
      if (!now || this.stopped || !vault) return;
      if (await vault.put({ ...now, acked, sent })) this.keptHere = now.stamp;
    });
  }

  private plan(pause: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(false), pause);
  }

  /** Sends what the server does not have yet. */
  flush(last: boolean): void {
    clearTimeout(this.timer);
    if (!this.now || this.stopped || this.sent || this.foreign || this.acked >= this.now.stamp || ((this.saving || this.discarding) && !last)) return;
    if (this.waiting === "signed-out" && !last) {
      this.wake(true);
      return;
    }
    this.saving = this.send(this.now, last).finally(() => {
      this.saving = null;
      if (this.now && this.waiting === "no" && this.acked < this.now.stamp && !this.stopped && this.refused !== this.now.stamp) this.plan(REST_MS);
    });
  }

  private async send(now: Copyable, last: boolean, again = true): Promise<void> {
    const answer = await save({ ...now, acked: this.acked, sent: false }, last);
    if (this.stopped) return;
    switch (answer.kind) {
      case "ok":
        this.acked = now.stamp;
        this.waiting = "no";
        this.pause = FIRST_PAUSE_MS;
        if (this.now && !answer.body.xong) this.line.show({ kind: "saved", at: answer.body.luc ?? clock(Date.now()) });
        this.keep();
        this.forgetBefore();
        return;
      case "away":
        await this.keeping;
        this.waiting = "away";
        this.line.show({ kind: "away", kept: this.keptHere >= now.stamp });
        this.plan(this.pause);
        this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
        return;
      case "signed-out":
        this.signedOut();
        return;
      case "outdated":
        if (again && (await this.renew())) await this.send(now, last, false);
        return;
      case "refused":
        this.refused = now.stamp;
        this.line.show({ kind: "kept", why: answer.text });
        return;
    }
  }

  private forgetBefore(): void {
    const { before, vault } = this;
    this.before = null;
    if (before !== null) void discard(before).then((answer) => (answer.kind === "ok" ? vault?.remove(before) : undefined));
  }

  private signedOut(): void {
    if (this.waiting !== "signed-out") {
      this.waiting = "signed-out";
      this.notice.show("Phiên làm việc đã hết", [signInLink()]);
      if (this.now && this.acked < this.now.stamp) this.line.show({ kind: "away", kept: this.keptHere > 0 });
    }
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.wake(true), SIGNED_OUT_PAUSE_MS);
  }

  /** Tries again where something was missing, or (`always`) asks whose session this is now. */
  wake(always = false): void {
    if (this.stopped || (this.waiting === "no" && !always)) return;
    if (this.waiting === "away") {
      this.pause = FIRST_PAUSE_MS;
      this.flush(false);
      return;
    }
    void this.renew().then((ours) => {
      if (ours) this.flush(false);
    });
  }

  /** Takes the token of the session there is now, if it is this account's. */
  private async renew(): Promise<boolean> {
    const answer = await find([this.key]);
    if (this.stopped) return false;
    if (answer.kind === "signed-out") this.signedOut();
    if (answer.kind !== "ok" || !this.isOurs(answer.body)) return false;
    takeToken(answer.body.ma);
    if (this.waiting === "signed-out") this.notice.hide();
    this.waiting = "no";
    return true;
  }

  private isOurs(found: Found): boolean {
    this.foreign = found.chu !== document.body.dataset["chu"];
    if (this.foreign) {
      this.notice.show("Trên máy này đang đăng nhập bằng tài khoản khác", [
        "Nội dung đã nhập ở trang này được giữ riêng cho tài khoản trước. Hãy đăng nhập lại tài khoản ấy để làm tiếp.",
      ]);
    }
    return !this.foreign;
  }

  /** The form is on its way: nothing more is saved until the server has answered. */
  sending(): void {
    if (composedIn(this.form) || !this.now) return;
    clearTimeout(this.timer);
    this.sent = true;
    this.keep();
  }

  /** Whether another account is signed in now: then this form must not be sent. */
  isForeign(): boolean {
    return this.foreign;
  }

  accepted(): void {
    clearTimeout(this.timer);
    this.now = null;
    this.had = false;
    this.sent = false;
    this.left = {};
    this.touched.clear();
    this.notice.hide();
    this.line.show({ kind: "nothing" });
    this.keeping = this.keeping.then(async () => this.vault?.remove(this.key));
  }

  /** «Bỏ bản nháp»: the form stands as the server sent it, and what was thrown away can be had back at once. */
  private drop(): void {
    const kept = { ...this.left, ...read(this.form) };
    const base = this.base;
    fill(this.form, this.asSent);
    this.base = this.form.dataset["draftBase"] ?? "";
    this.throwAway();
    this.tellPage();
    const back = (): void => {
      this.left = fill(this.form, kept);
      this.base = base;
      this.notice.hide();
      this.typed(null);
      this.tellPage();
    };
    this.notice.show("Đã bỏ bản nháp", [], [{ words: "Lấy lại", act: back }]);
  }

  /** The draft goes, here and on the server; what is typed afterwards is saved only when it has gone. */
  private throwAway(): void {
    this.accepted();
    this.mark("_nhap_so", "");
    this.discarding = true;
    void (this.saving ?? Promise.resolve())
      .then(() => discard(this.key))
      .finally(() => {
        this.discarding = false;
        if (this.now) this.plan(REST_MS);
      });
  }

  /** Whether leaving the page now would lose something. */
  isUnsafe(): boolean {
    return this.now !== null && !this.sent && !this.stopped && this.acked < this.now.stamp && this.keptHere < this.now.stamp;
  }

  /** Waits until what is typed is kept here and, where it can be reached, on the server. */
  async settle(): Promise<void> {
    this.flush(false);
    await this.saving;
    await this.keeping;
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private mark(name: string, value: string): void {
    let input = this.form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    if (!input) {
      input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      this.form.append(input);
    }
    input.value = value;
  }
}
