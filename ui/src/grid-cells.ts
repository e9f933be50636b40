// The cells of a grid, read anew from the page whenever they are needed: pages swap rows and whole tables.

export type Cell = HTMLInputElement;

const CELL = "table[data-grid] input[data-cell]";

/** The cell an event happened in, if it is one of a grid. */
export function cellOf(target: EventTarget | null): Cell | null {
  return target instanceof HTMLInputElement && target.matches(CELL) ? target : null;
}

export function gridOf(cell: Cell): HTMLTableElement | null {
  return cell.closest<HTMLTableElement>("table[data-grid]");
}

/** Whether nothing may be written into the cell; why stands in the title of its `td`. */
export function isLocked(cell: Cell): boolean {
  return cell.readOnly || cell.disabled;
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells, both corners in it. */
export interface Block {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export function blockOf(one: Place, other: Place): Block {
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row),
    left: Math.min(one.column, other.column),
    right: Math.max(one.column, other.column),
  };
}

/** Rows and columns that hold cells; headings, read-only columns and rows without a cell do not count. */
export class Matrix {
  readonly height: number;
  readonly width: number;

  private constructor(private readonly rows: readonly (ReadonlyMap<number, Cell>)[], private readonly columns: readonly number[]) {
    this.height = rows.length;
    this.width = columns.length;
  }

  static of(table: HTMLTableElement): Matrix {
    const rows: Map<number, Cell>[] = [];
    const columns = new Set<number>();
    for (const row of table.rows) {
      if (row.hidden) continue;
      const cells = new Map<number, Cell>();
      let column = 0;
      for (const box of row.cells) {
        const cell = box.querySelector<Cell>("input[data-cell]");
        if (cell) {
          cells.set(column, cell);
          columns.add(column);
        }
        column += box.colSpan;
      }
      if (cells.size > 0) rows.push(cells);
    }
    return new Matrix(rows, [...columns].sort((a, b) => a - b));
  }

  at(row: number, column: number): Cell | undefined {
    const physical = this.columns[column];
    return physical === undefined ? undefined : this.rows[row]?.get(physical);
  }

  find(cell: Cell): Place | null {
    for (const [row, cells] of this.rows.entries()) {
      for (const [physical, other] of cells) {
        if (other === cell) return { row, column: this.columns.indexOf(physical) };
      }
    }
    return null;
  }

  named(name: string): Cell | undefined {
    for (const cells of this.rows) {
      for (const cell of cells.values()) if (cell.dataset["cell"] === name) return cell;
    }
    return undefined;
  }

  /** The next cell from a place in a direction, over gaps; to the last one with `far`. */
  from(place: Place, down: number, right: number, far: boolean): Cell | undefined {
    let found: Cell | undefined;
    let row = place.row + down;
    let column = place.column + right;
    while (row >= 0 && row < this.height && column >= 0 && column < this.width) {
      const cell = this.at(row, column);
      if (cell) found = cell;
      if (found && !far) break;
      row += down;
      column += right;
    }
    return found;
  }

  cellsIn(block: Block): Cell[] {
    const cells: Cell[] = [];
    for (let row = block.top; row <= block.bottom; row += 1) {
      for (let column = block.left; column <= block.right; column += 1) {
        const cell = this.at(row, column);
        if (cell) cells.push(cell);
      }
    }
    return cells;
  }

  /** The cells of a block as shown, gaps empty. */
  texts(block: Block): string[][] {
    const rows: string[][] = [];
    for (let row = block.top; row <= block.bottom; row += 1) {
      const texts: string[] = [];
      for (let column = block.left; column <= block.right; column += 1) texts.push(this.at(row, column)?.value ?? "");
      rows.push(texts);
    }
    return rows;
  }
}

/** Tab-separated text as spreadsheets write it: a cell with a tab, a line break or a quote stands in quotes. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  const quoted = (text: string): string => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(quoted).join("\t")).join("\r\n");
}

export function fromTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const [cell, next] = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at);
    rows[rows.length - 1]?.push(cell);
    const sign = text[next];
    if (sign === undefined) break;
    at = next + 1;
    if (sign === "\t") continue;
    if (sign === "\r" && text[at] === "\n") at += 1;
    // The line break that ends the block begins no row.
    if (at >= text.length) break;
    rows.push([]);
  }
  return rows;
}

function readPlain(text: string, at: number): [string, number] {
  let end = at;
  while (end < text.length && !"\t\r\n".includes(text[end] ?? "")) end += 1;
  return [clean(text.slice(at, end)), end];
}

function readQuoted(text: string, at: number): [string, number] {
  let cell = "";
  let end = at + 1;
  while (end < text.length) {
    if (text[end] === '"' && text[end + 1] === '"') {
      cell += '"';
      end += 2;
    } else if (text[end] === '"') {
      break;
    } else {
      cell += text[end];
      end += 1;
    }
  }
  end += 1;
  // A quote that is not closed before the next cell was part of the text.
  if (end > text.length || !["\t", "\r", "\n", undefined].includes(text[end])) return readPlain(text, at);
  return [clean(cell), end];
}

/** A cell of one line: what spreadsheets put around numbers (blanks, no-break spaces) says nothing. */
function clean(text: string): string {
  return text.replace(/[\r\n]+/g, " ").replace(/^[\s\u00a0\u202f]+|[\s\u00a0\u202f]+$/g, "");
}

/** One cell's change, by name: the cell itself may be swapped meanwhile. */
export interface Change {
  readonly cell: string;
  readonly before: string;
  readonly after: string;
}

/** What was done and undone in one grid, newest last. */
export class Past {
  private done: Change[][] = [];
  private undone: Change[][] = [];

  add(changes: Change[]): void {
    if (changes.length === 0) return;
    this.done.push(changes);
    if (this.done.length > 200) this.done.shift();
    this.undone = [];
  }

  back(): Change[] {
    const changes = this.done.pop();
    if (!changes) return [];
    this.undone.push(changes);
    return changes.map(({ cell, before, after }) => ({ cell, before: after, after: before }));
  }

  forth(): Change[] {
    const changes = this.undone.pop();
    if (!changes) return [];
    this.done.push(changes);
    return changes;
  }
}
