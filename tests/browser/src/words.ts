// Words that must not reach a reader's eyes: English, codes of enums, what a template or Rust leaves when it slips.
// A code that is meant to be seen (Mã) stands in <code>, whose text is not read here.

const ENGLISH = [
  "about", "access", "account", "and", "approved", "back", "bad request", "cancel", "click", "close", "closed", "create",
  "created", "default", "delete", "deleted", "denied", "details", "download", "draft", "edit", "email", "empty", "error",
  "errors", "export", "failed", "false", "field", "filter", "forbidden", "from", "home", "import", "internal", "invalid",
  "loading", "login", "logout", "missing", "name", "next", "none", "not found", "null", "open", "optional", "page", "password",
  "pending", "please", "previous", "required", "reset", "save", "search", "select", "server", "settings", "sign in", "sort",
  "status", "submit", "submitted", "success", "table", "timeout", "todo", "true", "unauthorized", "undefined", "unknown",
  "update", "updated", "upload", "user", "username", "value", "version", "view", "warning", "welcome", "with", "yes",
];

const PATTERNS: readonly (readonly [string, RegExp])[] = [
  ["a template's own signs", /\{\{|\}\}|\{%|%\}|\{#/u],
  ["a Rust value printed raw", /\b(?:Some|None|Ok|Err)\(|\bNone\b/u],
  ["a script value printed raw", /\[object \w+\]|\bNaN\b/u],
  ["a code with underscores", /(?<![\p{L}\p{M}\d_.@/-])[a-z]{2,}(?:_[a-z0-9]+)+(?![\p{L}\p{M}\d_@])/u],
  ["a figure code", /(?<![\p{L}\p{M}\d.])(?:viec|tien|qd|kntc|thahc|ban_an|tiep_dan)\.[a-z_]+/u],
  ["a date as machines write it", /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/u],
  ["a document's code", /(?<![\p{L}\p{M}\d_./-])(?:bai|kh|qd|nd|nq|ct|cv|tt|vb|hd|bc)-[a-z0-9]+(?:-[a-z0-9]+)+(?![\p{L}\p{M}\d_@])/u],
  ["a rating code", /(?<![\p{L}\p{M}\d])(?:htxsnv|httnv|htnv|khtnv|cstdcs|ldtt)(?![\p{L}\p{M}\d])/u],
];

const english = new RegExp(`(?<![\\p{L}\\p{M}\\d_])(?:${ENGLISH.join("|")})(?![\\p{L}\\p{M}\\d_])`, "giu");

/** What is wrong in `text`, each with a few words around it. */
export function suspicious(text: string): string[] {
  const read = text.normalize("NFC").replace(/https?:\/\/\S+|\S+@\S+\.\S+/gu, " ");
  const found: string[] = [];
  for (const hit of read.matchAll(english)) found.push(`English "${hit[0]}": …${around(read, hit.index)}…`);
  for (const [what, pattern] of PATTERNS) {
    const hit = pattern.exec(read);
    if (hit) found.push(`${what}: …${around(read, hit.index)}…`);
  }
  return found;
}

function around(text: string, at: number): string {
  return text.slice(Math.max(0, at - 30), at + 40).replace(/\s+/gu, " ");
}
