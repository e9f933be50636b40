// What a grid remembers while one works in it: the way of its focused cell, the chosen block, what can be undone;
// and the few ways to write into it.
import { blockOf, cellOf, gridOf, isLocked, Matrix, Past, type Block, type Cell, type Change } from "./grid-cells";

export type Way = "move" | "type" | "edit";

export interface Grid {
  readonly past: Past;
  way: Way;
  /** The focused cell and what it held when it got the focus. */
  cell: Cell | null;
  before: string;
  /** The corner of the block that stays. */
  anchor: Cell | null;
  /** The corner that moves with Shift and the arrows. */
  head: Cell | null;
  /** The column in which Tab began: Enter goes back to it. */
  tabbed: number | null;
}

const grids = new WeakMap<HTMLTableElement, Grid>();

export function stateOf(cell: Cell): [HTMLTableElement, Grid] | null {
  const table = gridOf(cell);
  if (!table) return null;
  let grid = grids.get(table);
  if (!grid) {
    grid = { past: new Past(), way: "move", cell: null, before: "", anchor: null, head: null, tabbed: null };
    grids.set(table, grid);
  }
  return [table, grid];
}

/** Where an event of the keyboard or clipboard goes: the focused cell with its grid. */
export function focused(event: Event): { cell: Cell; table: HTMLTableElement; grid: Grid } | null {
  const cell = cellOf(event.target);
  const found = cell && stateOf(cell);
  return cell && found ? { cell, table: found[0], grid: found[1] } : null;
}

export function begin(cell: Cell): void {
  const found = stateOf(cell);
  if (!found) return;
  const [, grid] = found;
  grid.cell = cell;
  grid.before = cell.value;
  grid.way = "move";
  grid.anchor = grid.head = cell;
}

/** What was typed in the focused cell becomes a change. */
export function commit(table: HTMLTableElement, grid: Grid): void {
  const { cell, before } = grid;
  if (!cell || cell.value === before) return;
  grid.before = cell.value;
  grid.past.add([{ cell: cell.dataset["cell"] ?? "", before, after: cell.value }]);
  tell(table, [cell]);
}

function tell(table: HTMLTableElement, cells: Cell[]): void {
  if (cells.length > 0) table.dispatchEvent(new CustomEvent("grid:change", { bubbles: true, detail: { cells } }));
}

export function collapse(table: HTMLTableElement, grid: Grid, cell: Cell): void {
  if (grid.anchor === cell && grid.head === cell) return;
  grid.anchor = grid.head = cell;
  paint(table);
}

export function blockNow(matrix: Matrix, grid: Grid, cell: Cell): Block | null {
  const anchor = matrix.find(grid.anchor ?? cell);
  const head = matrix.find(grid.head ?? cell);
  return anchor && head ? blockOf(anchor, head) : null;
}

export function cellsOf(table: HTMLTableElement, grid: Grid, cell: Cell): Cell[] {
  const matrix = Matrix.of(table);
  const block = blockNow(matrix, grid, cell);
  return block ? matrix.cellsIn(block) : [cell];
}

/** Marks the chosen block; one cell alone has the focus ring and needs no mark. */
export function paint(table: HTMLTableElement): void {
  for (const box of table.querySelectorAll("[data-picked]")) box.removeAttribute("data-picked");
  const grid = grids.get(table);
  if (!grid?.anchor || !grid.head || grid.anchor === grid.head) return;
  const matrix = Matrix.of(table);
  const block = blockNow(matrix, grid, grid.anchor);
  if (!block) return;
  for (const cell of matrix.cellsIn(block)) cell.closest("td,th")?.setAttribute("data-picked", "");
  say(table, `Đang chọn ${block.bottom - block.top + 1} dòng, ${block.right - block.left + 1} cột.`);
}

/** Writes texts into cells as one change that can be undone. Answers how many were locked. */
export function write(table: HTMLTableElement, grid: Grid, texts: readonly (readonly [Cell, string])[]): number {
  commit(table, grid);
  const changes: Change[] = [];
  const cells: Cell[] = [];
  let locked = 0;
  for (const [cell, text] of texts) {
    if (isLocked(cell)) {
      if (cell.value !== text) locked += 1;
    } else if (cell.value !== text) {
      changes.push({ cell: cell.dataset["cell"] ?? "", before: cell.value, after: text });
      put(grid, cell, text);
      cells.push(cell);
    }
  }
  grid.past.add(changes);
  tell(table, cells);
  return locked;
}

function put(grid: Grid, cell: Cell, text: string): void {
  cell.value = text;
  if (grid.cell === cell) grid.before = text;
  cell.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Does changes again or backwards; answers the first cell they touched. */
export function replay(table: HTMLTableElement, grid: Grid, changes: readonly Change[]): Cell | undefined {
  const matrix = Matrix.of(table);
  const cells: Cell[] = [];
  for (const change of changes) {
    const changed = matrix.named(change.cell);
    if (!changed || isLocked(changed)) continue;
    put(grid, changed, change.after);
    cells.push(changed);
  }
  if (cells.length === 0) say(table, "Không còn gì để hoàn tác hoặc làm lại.");
  tell(table, cells);
  return cells[0];
}

export function sayLocked(table: HTMLTableElement, cell: Cell): void {
  const why = cell.closest("td")?.title ?? "";
  say(table, why === "" ? "Ô này đã khóa." : `Ô này đã khóa. ${why}`, true);
}

/** Tells what happened in `[data-grid-says]` of the grid's form or section; `loud` where something was left out. */
export function say(table: HTMLTableElement, text: string, loud = false): void {
  const frame = table.closest("form, section, main");
  const place = frame?.querySelector<HTMLElement>("[data-grid-says]");
  if (!place) return;
  place.textContent = text;
  place.toggleAttribute("data-loud", loud);
}
