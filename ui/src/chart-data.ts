// Reads a chart's numbers out of its table: the first column names the categories, every other column is a series.
// A cell says its number in `data-value` (plain decimal); a cell without it is a gap.

export interface Series {
  readonly name: string;
  /** A target or a norm: drawn as a dashed line (`th[data-series="target"]`). */
  readonly dashed: boolean;
  readonly values: readonly (number | null)[];
  /** What the cells show. */
  readonly texts: readonly string[];
}

export interface ChartData {
  readonly categories: readonly string[];
  readonly series: readonly Series[];
}

export function readTable(table: HTMLTableElement): ChartData {
  const heads = [...(table.tHead?.rows[table.tHead.rows.length - 1]?.cells ?? [])];
  const rows = [...(table.tBodies[0]?.rows ?? [])].filter((row) => !row.classList.contains("total"));
  const series = heads.flatMap((head, column): Series[] => {
    const role = head.dataset["series"];
    if (column === 0 || role === "none") return [];
    const cells = rows.map((row) => row.cells[column]);
    return [
      {
        name: words(head),
        dashed: role === "target",
        values: cells.map(number),
        texts: cells.map((cell) => (cell ? words(cell) : "")),
      },
    ];
  });
  return { categories: rows.map((row) => (row.cells[0] ? words(row.cells[0]) : "")), series };
}

function number(cell: HTMLTableCellElement | undefined): number | null {
  const text = cell?.dataset["value"];
  if (text === undefined || text === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

function words(element: HTMLElement): string {
  return (element.textContent ?? "").replace(/\s+/g, " ").trim();
}
