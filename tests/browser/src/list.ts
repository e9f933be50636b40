// The pages to walk and the demo accounts to walk them with: pages.json, the one file to extend.
import { readFileSync } from "node:fs";

export interface Account {
  readonly user: string;
  readonly password: string;
}

export interface PageToWalk {
  readonly path: string;
  /** A key of `accounts`, or null: not signed in. */
  readonly as: string | null;
  /** The status the page answers with; 200 unless told. */
  readonly status?: number;
  /** Words that must be seen on the page. */
  readonly shows?: readonly string[];
}

interface List {
  readonly accounts: Readonly<Record<string, Account>>;
  readonly pages: readonly PageToWalk[];
}

export const list = JSON.parse(readFileSync(new URL("../pages.json", import.meta.url), "utf8")) as List;

for (const page of list.pages) {
  if (page.as !== null && !(page.as in list.accounts)) {
    throw new Error(`pages.json: ${page.path} is walked as "${page.as}", which is not among the accounts`);
  }
}
