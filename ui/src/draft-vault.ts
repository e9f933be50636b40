// Copies of drafts on this machine. Office machines are shared: a copy is encrypted with a key that the server gives
// only to the account that typed it, and its name tells nothing. It goes when its form was accepted, at sign-out, and
// after thirty days.
import type { Values } from "./draft-fields";

const PREFIX = "td-nhap.";
const DAYS = 30;
const BATCH = 8192;

/** A draft as this machine keeps it. */
export interface Copy {
  readonly key: string;
  readonly page: string;
  readonly title: string;
  readonly base: string;
  readonly values: Values;
  /** When it was typed (ms); later typing has a higher one. */
  readonly stamp: number;
  /** The stamp the server has acknowledged; 0: none. */
  readonly acked: number;
  /** Whether its form was sent and no answer has said that it was accepted. */
  readonly sent: boolean;
}

export class Vault {
  /** Names by key, so that a copy is written with as little delay as can be. */
  private readonly known = new Map<string, string>();

  private constructor(
    private readonly owner: string,
    private readonly secret: CryptoKey,
  ) {}

  /** Opens the vault of whoever is signed in on this page; null where the browser can keep nothing safely. */
  static async open(): Promise<Vault | null> {
    const { chu, khoa } = document.body.dataset;
    if (!chu || !khoa || !window.isSecureContext) return null;
    try {
      const bytes = Uint8Array.from(khoa.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
      const secret = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
      localStorage.setItem(`${PREFIX}thu`, "1");
      localStorage.removeItem(`${PREFIX}thu`);
      return new Vault(chu, secret);
    } catch {
      return null;
    }
  }

  async get(key: string): Promise<Copy | null> {
    return this.unseal(await this.name(key));
  }

  /** Every copy of this account that can be read. */
  async all(): Promise<Copy[]> {
    const copies = await Promise.all(this.names().map((name) => this.unseal(name)));
    return copies.filter((copy): copy is Copy => copy !== null);
  }

  /** Answers whether the copy is kept now. */
  async put(copy: Copy): Promise<boolean> {
    try {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(copy));
      const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.secret, plain);
      localStorage.setItem(await this.name(copy.key), `${Date.now()}.${toText(iv)}.${toText(new Uint8Array(data))}`);
      return true;
    } catch {
      return false;
    }
  }

  async remove(key: string): Promise<void> {
    localStorage.removeItem(await this.name(key));
  }

  /** Removes everything of this account. */
  clear(): void {
    for (const name of this.names()) localStorage.removeItem(name);
  }

  private names(): string[] {
    return Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}${this.owner}.`));
  }

  private async name(key: string): Promise<string> {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${this.owner}\n${key}`));
    const hex = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const name = `${PREFIX}${this.owner}.${hex.slice(0, 32)}`;
    this.known.set(key, name);
    return name;
  }

  private async unseal(name: string): Promise<Copy | null> {
    const [, iv, data] = (localStorage.getItem(name) ?? "").split(".");
    if (!iv || !data) return null;
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromText(iv) }, this.secret, fromText(data));
      return JSON.parse(new TextDecoder().decode(plain)) as Copy;
    } catch {
      return null;
    }
  }
}

/** Removes copies nobody has touched for thirty days, whosever they are. */
export function removeOld(): void {
  try {
    const oldest = Date.now() - DAYS * 24 * 3_600_000;
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX) && !(Number.parseInt(localStorage.getItem(name) ?? "", 10) >= oldest)) localStorage.removeItem(name);
    }
  } catch {
    // No storage: nothing is kept there either.
  }
}

function toText(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += BATCH) text += String.fromCharCode(...bytes.subarray(at, at + BATCH));
  return btoa(text);
}

function fromText(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
