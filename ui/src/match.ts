// The queue of names: digits choose, Enter stores, the arrows of the radios stay the browser's own. Works without.

/** The question the keyboard is in: the one with the focus, else the first. */
function current(): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>("[data-match]");
  return focused ?? document.querySelector<HTMLElement>("[data-match]");
}

/** Whether the key belongs to a field in which one writes. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=radio]), textarea, select");
}

function choose(question: HTMLElement, digit: number): boolean {
  const radios = [...question.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  const radio =
    digit === 0
      ? radios.find((one) => one.value === "khong-ai")
      : radios.filter((one) => one.value !== "khong-ai" && one.value !== "them")[digit - 1];
  if (!radio) return false;
  radio.checked = true;
  radio.focus();
  return true;
}

export function setUpMatch(): void {
  if (!document.querySelector("[data-match]")) return;
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const question = current();
    if (!question || isTyping(event.target)) return;
    if (/^[0-9]$/.test(event.key) && choose(question, Number(event.key))) {
      event.preventDefault();
    }
  });
}
