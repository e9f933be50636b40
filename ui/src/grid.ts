// Keyboard and clipboard of a grid: `<table data-grid>` whose cells hold `<input data-cell="name">`.
//
// Without script the same table is a form. With it: arrows, Enter, F2, Esc, blocks, copy and paste with Excel, undo.
// Fires `grid:change` on the table with the changed cells whenever something was committed, and `input` on every cell
// it writes itself. Nothing is computed, read or reformatted here. A cell has three ways: one *moves* over cells (its
// text is selected, so that typing replaces it, also through an input method), *types* (arrows commit and move on) or
// *edits* (F2, a second click: arrows belong to the text).
import { cellOf, fromTsv, gridOf, isLocked, Matrix, toTsv, type Cell, type Place } from "./grid-cells";
import { begin, blockNow, cellsOf, collapse, commit, focused, paint, replay, say, sayLocked, stateOf, write, type Grid } from "./grid-state";

/** Set while a press of the mouse brings the focus: the click that follows belongs to it. */
let pressed: Cell | null = null;
let dragging = false;

export function setUpGrids(): void {
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", onBlur);
  document.addEventListener("keydown", onKey);
  document.addEventListener("input", onInput);
  document.addEventListener("compositionstart", onComposition);
  document.addEventListener("mousedown", onPress);
  document.addEventListener("mouseover", onDrag);
  document.addEventListener("mouseup", () => (dragging = false));
  document.addEventListener("click", onClick);
  document.addEventListener("copy", (event) => onCopy(event, false));
  document.addEventListener("cut", (event) => onCopy(event, true));
  document.addEventListener("paste", onPaste);
  document.addEventListener("draft:restored", (event) => {
    const cell = cellOf(document.activeElement);
    if (cell && event.target instanceof Node && event.target.contains(cell)) begin(cell);
  });
}

function onFocus(event: FocusEvent): void {
  const cell = cellOf(event.target);
  if (!cell) return;
  begin(cell);
  cell.select();
  const table = gridOf(cell);
  if (table) paint(table);
}

function onBlur(event: FocusEvent): void {
  const at = focused(event);
  if (!at) return;
  commit(at.table, at.grid);
  const next = cellOf(event.relatedTarget);
  if (!next || gridOf(next) !== at.table) {
    at.grid.anchor = at.grid.head = null;
    at.grid.tabbed = null;
    paint(at.table);
  }
}

function onInput(event: Event): void {
  const at = event.isTrusted ? focused(event) : null;
  if (!at) return;
  if (at.grid.way === "move") at.grid.way = "type";
  collapse(at.table, at.grid, at.cell);
}

function onComposition(event: CompositionEvent): void {
  const at = focused(event);
  if (at && at.grid.way === "move") at.grid.way = "type";
}

// The mouse

function onPress(event: MouseEvent): void {
  const cell = cellOf(event.target);
  pressed = null;
  const found = cell && event.button === 0 ? stateOf(cell) : null;
  if (!cell || !found) return;
  const [table, grid] = found;
  if (event.shiftKey && grid.anchor) {
    // The focus stays where the block began.
    event.preventDefault();
    commit(table, grid);
    grid.head = cell;
    paint(table);
    return;
  }
  grid.tabbed = null;
  dragging = true;
  if (document.activeElement === cell) collapse(table, grid, cell);
  else pressed = cell;
}

function onDrag(event: MouseEvent): void {
  const cell = cellOf(event.target);
  const found = cell && dragging && event.buttons === 1 ? stateOf(cell) : null;
  if (!cell || !found) return;
  const [table, grid] = found;
  if (!grid.anchor || grid.head === cell || gridOf(grid.anchor) !== table) return;
  grid.head = cell;
  window.getSelection()?.removeAllRanges();
  paint(table);
}

function onClick(event: MouseEvent): void {
  const at = focused(event);
  if (!at || event.shiftKey) return;
  if (pressed === at.cell) at.cell.select();
  else if (event.detail > 0 && !isLocked(at.cell)) at.grid.way = "edit";
  pressed = null;
}

// The keyboard

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function onKey(event: KeyboardEvent): void {
  // While an input method composes a syllable every key is its own; 229 is what it sends in older browsers.
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  const at = focused(event);
  if (!at) return;
  const { cell, table, grid } = at;
  const command = event.ctrlKey || event.metaKey;
  const step = STEPS[event.key];
  if (step && !event.altKey) {
    if (grid.way === "edit") return;
    event.preventDefault();
    if (event.shiftKey) stretch(table, grid, step, command);
    else go(table, grid, cell, step, command);
    return;
  }
  if (command) {
    onCommand(event, table, grid, cell);
    return;
  }
  switch (event.key) {
    case "Enter":
      event.preventDefault();
      enter(table, grid, cell, event.shiftKey ? -1 : 1);
      return;
    case "Tab":
      if (!event.shiftKey && grid.tabbed === null) grid.tabbed = Matrix.of(table).find(cell)?.column ?? null;
      return;
    case "F2":
      event.preventDefault();
      if (isLocked(cell)) return sayLocked(table, cell);
      grid.way = "edit";
      cell.setSelectionRange(cell.value.length, cell.value.length);
      return;
    case "Escape":
      restore(event, table, grid, cell);
      return;
    case "Delete":
      if (grid.way !== "move") return;
      event.preventDefault();
      write(table, grid, cellsOf(table, grid, cell).map((one) => [one, ""]));
      cell.select();
      return;
    case "Home":
    case "End":
      if (grid.way === "edit" || event.shiftKey) return;
      event.preventDefault();
      go(table, grid, cell, [0, event.key === "Home" ? -1 : 1], true);
      return;
  }
  if (event.key.length === 1 && !event.altKey && isLocked(cell)) sayLocked(table, cell);
}

function onCommand(event: KeyboardEvent, table: HTMLTableElement, grid: Grid, cell: Cell): void {
  const key = event.key.toLowerCase();
  const typing = cell.value !== grid.before;
  if (key === "a" && grid.way === "move") {
    event.preventDefault();
    const matrix = Matrix.of(table);
    const all = matrix.cellsIn({ top: 0, left: 0, bottom: matrix.height - 1, right: matrix.width - 1 });
    grid.anchor = all[0] ?? cell;
    grid.head = all[all.length - 1] ?? cell;
    paint(table);
  } else if (key === "z" && !typing) {
    event.preventDefault();
    focus(table, grid, replay(table, grid, event.shiftKey ? grid.past.forth() : grid.past.back()));
  } else if (key === "y" && !typing) {
    event.preventDefault();
    focus(table, grid, replay(table, grid, grid.past.forth()));
  } else if ((event.key === "Home" || event.key === "End") && grid.way !== "edit") {
    event.preventDefault();
    const matrix = Matrix.of(table);
    const all = matrix.cellsIn({ top: 0, left: 0, bottom: matrix.height - 1, right: matrix.width - 1 });
    focus(table, grid, event.key === "Home" ? all[0] : all[all.length - 1]);
  }
}

function restore(event: KeyboardEvent, table: HTMLTableElement, grid: Grid, cell: Cell): void {
  const alone = grid.anchor === cell && grid.head === cell;
  if (cell.value === grid.before && grid.way === "move" && alone) return;
  // Escape closes menus too; here it only takes back.
  event.preventDefault();
  event.stopPropagation();
  if (cell.value !== grid.before) {
    cell.value = grid.before;
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  }
  grid.way = "move";
  collapse(table, grid, cell);
  cell.select();
}

function go(table: HTMLTableElement, grid: Grid, cell: Cell, [down, right]: readonly [number, number], far: boolean): void {
  grid.tabbed = null;
  const matrix = Matrix.of(table);
  const place = matrix.find(cell);
  const next = place ? matrix.from(place, down, right, far) : undefined;
  if (next) focus(table, grid, next);
  else stay(table, grid, cell);
}

function enter(table: HTMLTableElement, grid: Grid, cell: Cell, down: number): void {
  const matrix = Matrix.of(table);
  const place = matrix.find(cell);
  if (!place) return;
  const column = down > 0 && grid.tabbed !== null ? grid.tabbed : place.column;
  grid.tabbed = null;
  const next = matrix.from({ row: place.row, column }, down, 0, false);
  if (next) focus(table, grid, next);
  else stay(table, grid, cell);
}

/** There is nothing further: what was typed is committed where it stands. */
function stay(table: HTMLTableElement, grid: Grid, cell: Cell): void {
  commit(table, grid);
  grid.way = "move";
  collapse(table, grid, cell);
  cell.select();
}

function focus(table: HTMLTableElement, grid: Grid, cell: Cell | undefined): void {
  if (!cell) return;
  grid.anchor = grid.head = cell;
  if (document.activeElement === cell) stay(table, grid, cell);
  else cell.focus();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function stretch(table: HTMLTableElement, grid: Grid, [down, right]: readonly [number, number], far: boolean): void {
  if (!grid.head || !grid.anchor) return;
  commit(table, grid);
  grid.way = "move";
  const matrix = Matrix.of(table);
  const place = matrix.find(grid.head);
  const next = place ? matrix.from(place, down, right, far) : undefined;
  if (!next) return;
  grid.head = next;
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
  paint(table);
}

// The clipboard

function onCopy(event: ClipboardEvent, cut: boolean): void {
  const at = focused(event);
  if (!at || at.grid.way === "edit" || !event.clipboardData) return;
  const { cell, table, grid } = at;
  const matrix = Matrix.of(table);
  const block = blockNow(matrix, grid, cell);
  if (!block) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", toTsv(matrix.texts(block)));
  if (cut) {
    const locked = write(table, grid, matrix.cellsIn(block).map((one) => [one, ""]));
    if (locked > 0) say(table, `${locked} ô đã khóa được giữ nguyên.`, true);
    cell.select();
  }
}

function onPaste(event: ClipboardEvent): void {
  const at = focused(event);
  const text = event.clipboardData?.getData("text/plain");
  if (!at || !text) return;
  const rows = fromTsv(text);
  const single = rows.length === 1 && rows[0]?.length === 1;
  if (single && at.grid.way !== "move") return;
  event.preventDefault();
  const { cell, table, grid } = at;
  const matrix = Matrix.of(table);
  const block = blockNow(matrix, grid, cell);
  if (!block) return;
  const texts: [Cell, string][] = [];
  let outside = 0;
  if (single) {
    for (const one of matrix.cellsIn(block)) texts.push([one, rows[0]?.[0] ?? ""]);
  } else {
    const corner: Place = { row: block.top, column: block.left };
    for (const [down, row] of rows.entries()) {
      for (const [right, value] of row.entries()) {
        const one = matrix.at(corner.row + down, corner.column + right);
        if (one) texts.push([one, value]);
        else if (value !== "") outside += 1;
      }
    }
  }
  const locked = write(table, grid, texts);
  grid.way = "move";
  cell.select();
  report(table, texts.length - locked, locked, outside);
}

function report(table: HTMLTableElement, taken: number, locked: number, outside: number): void {
  const parts = [`Đã dán ${taken} ô.`];
  if (locked > 0) parts.push(`${locked} ô đã khóa được giữ nguyên.`);
  if (outside > 0) parts.push(`${outside} ô không vừa bảng nên chưa được dán: hãy chọn lại ô bắt đầu, hoặc chọn thêm cột.`);
  say(table, parts.join(" "), locked > 0 || outside > 0);
}

