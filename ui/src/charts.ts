// Finds `[data-chart]` blocks, now and after htmx swapped a fragment in, and only then loads the chart code.

export function setUpCharts(): void {
  void drawAll();
  document.addEventListener("htmx:afterSettle", () => void drawAll());
}

async function drawAll(): Promise<void> {
  const waiting = [...document.querySelectorAll<HTMLElement>("[data-chart]:not([data-drawn])")];
  if (waiting.length === 0) return;
  const { draw } = await import("./chart");
  for (const block of waiting) {
    block.dataset["drawn"] = "yes";
    draw(block);
  }
}
