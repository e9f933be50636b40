// Comforts of forms: no double sending, a question before typed work is lost (where no draft keeps it), printing.

/** The browser's own file button speaks the browser's language: ours stands for it, the field stays where keys reach it. */
function setUpFiles(): void {
  for (const shown of document.querySelectorAll<HTMLElement>("[data-file-pick]")) {
    const input = shown.previousElementSibling;
    const name = shown.querySelector("[data-file-name]");
    if (!(input instanceof HTMLInputElement) || !name) continue;
    const none = name.textContent;
    const tell = (): void => {
      name.textContent = [...(input.files ?? [])].map((file) => file.name).join(", ") || none;
    };
    input.className = "visually-hidden";
    shown.hidden = false;
    input.addEventListener("change", tell);
    window.addEventListener("pageshow", tell);
    shown.addEventListener("dragover", (event) => event.preventDefault());
    shown.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer?.files.length) return;
      input.files = event.dataTransfer.files;
      tell();
    });
  }
}

export function setUpForms(): void {
  setUpFiles();
  document.addEventListener("submit", onSubmit);
  document.addEventListener("input", (event) => {
    if (event.target instanceof Element) {
      const form = event.target.closest<HTMLFormElement>("form[data-guard]:not([data-draft])");
      if (form) form.dataset["changed"] = "yes";
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-guard][data-changed]")) event.preventDefault();
  });
  // A page taken from the back-forward cache would still show its buttons as busy.
  window.addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll("[aria-busy='true']")) button.removeAttribute("aria-busy");
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) window.print();
  });
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  delete form.dataset["changed"];
  const button = event.submitter;
  // htmx swaps the form itself; a download (data-stay) leaves the page as it is.
  if (!button || form.hasAttribute("data-stay") || form.matches("[hx-get],[hx-post],[method='dialog']")) return;
  if (button.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    return;
  }
  button.setAttribute("aria-busy", "true");
}
