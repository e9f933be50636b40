// Comforts of forms: no double sending, a question before typed work is lost (where no draft keeps it), printing.

export function setUpForms(): void {
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
