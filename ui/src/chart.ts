// A chart drawn from the table inside its block: the table is the source, the chart a picture of it.
// SVG, and tooltips as rich text, because HTML tooltips would need inline style, which the CSP forbids.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsCoreOption, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { readTable, type ChartData, type Series } from "./chart-data";

use([LineChart, BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

const COLOURS = ["#8e1b1f", "#1d4a7a", "#8a6a14", "#1c6b3a", "#6b3f7d", "#5c564e"];
const SIGNS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin"];
const FONT = '"Be Vietnam Pro", system-ui, sans-serif';
const axisNumber = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2, notation: "compact" });

/** Width and height of a chart on A4 portrait, in CSS pixels, inside the margins of print.css. */
const PAPER = { width: 580, height: 290 };
const drawnCharts = new Set<EChartsType>();
let printing = false;
window.addEventListener("beforeprint", () => {
  printing = true;
  for (const chart of drawnCharts) {
    chart.resize(PAPER);
    // The page is printed at once: do not wait for the next frame to draw.
    chart.getZr().flush();
  }
});
window.addEventListener("afterprint", () => {
  printing = false;
  for (const chart of drawnCharts) chart.resize({ width: "auto", height: "auto" });
});

/** Draws `block` (`data-chart="line|bar"`, optional `data-chart-unit`) above the first table inside it. */
export function draw(block: HTMLElement): void {
  const table = block.querySelector("table");
  if (!table) return;
  const data = readTable(table);
  if (data.categories.length === 0 || data.series.length === 0) return;
  const canvas = document.createElement("div");
  canvas.className = "chart-canvas";
  // The table says the same to those who do not see the picture.
  canvas.setAttribute("aria-hidden", "true");
  const before = block.querySelector(".table-scroll, details, table") ?? table;
  before.before(canvas);
  const chart: EChartsType = init(canvas, null, { renderer: "svg" });
  chart.setOption(option(data, block.dataset["chart"] === "bar" ? "bar" : "line", block.dataset["chartUnit"] ?? ""));
  drawnCharts.add(chart);
  new ResizeObserver(() => {
    if (!canvas.isConnected) drawnCharts.delete(chart);
    else if (!printing) chart.resize();
  }).observe(canvas);
}

function option(data: ChartData, kind: "line" | "bar", unit: string): EChartsCoreOption {
  return {
    animation: false,
    color: COLOURS,
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: 16, top: unit ? 56 : 40, bottom: 4, outerBoundsMode: "same" },
    legend: { top: 0, left: 0, icon: kind === "bar" ? "rect" : undefined, itemWidth: 18, textStyle: { fontFamily: FONT } },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      textStyle: { fontFamily: FONT, fontSize: 13, color: "#23211f" },
      axisPointer: { type: kind === "bar" ? "shadow" : "line" },
      formatter: (points: unknown) => tooltip(data, points),
    },
    xAxis: { type: "category", data: data.categories, axisTick: { alignWithLabel: true }, axisLabel: { color: "#5c564e" } },
    yAxis: {
      type: "value",
      name: unit,
      nameTextStyle: { align: "left", padding: [0, 0, 0, -28] },
      axisLabel: { color: "#5c564e", formatter: (value: number) => axisNumber.format(value) },
      splitLine: { lineStyle: { color: "#e2d9c6" } },
    },
    series: data.series.map((one, index) => drawn(one, kind, index)),
  };
}

function drawn(one: Series, kind: "line" | "bar", index: number): object {
  if (kind === "bar" && !one.dashed) return { type: "bar", name: one.name, data: one.values, barMaxWidth: 36 };
  return {
    type: "line",
    name: one.name,
    data: one.values,
    symbol: SIGNS[index % SIGNS.length],
    symbolSize: 7,
    lineStyle: { width: 2, type: one.dashed ? "dashed" : "solid" },
  };
}

/** The words of the table's own cells: the server has formatted them, nothing is computed here. */
function tooltip(data: ChartData, points: unknown): string {
  const first: unknown = Array.isArray(points) ? points[0] : points;
  const at = typeof first === "object" && first !== null && "dataIndex" in first ? Number(first.dataIndex) : -1;
  const lines = data.series.map((one) => `${one.name}: ${one.texts[at] || "không có số liệu"}`);
  return [data.categories[at] ?? "", ...lines].join("\n");
}
