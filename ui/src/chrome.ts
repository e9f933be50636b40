// The frame of the page: the side menu as a drawer on narrow screens, the drop-down lists of the top bar.

/** Turns the link to `#menu` into a button that opens the drawer; without script `:target` does the same. */
export function setUpMenu(): void {
  const opener = document.querySelector<HTMLAnchorElement>("a.topbar-menu");
  const menu = document.getElementById("menu");
  if (!opener || !menu) return;
  const set = (open: boolean): void => {
    menu.classList.toggle("is-open", open);
    menu.classList.toggle("is-closed", !open);
    opener.setAttribute("aria-expanded", String(open));
  };
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-controls", menu.id);
  opener.setAttribute("aria-expanded", "false");
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    const open = !menu.classList.contains("is-open");
    set(open);
    if (open) menu.querySelector<HTMLElement>("a")?.focus();
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      opener.click();
    }
  });
  menu.querySelector("a.sidebar-close")?.addEventListener("click", (event) => {
    event.preventDefault();
    set(false);
    opener.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing && menu.classList.contains("is-open")) {
      set(false);
      opener.focus();
    }
  });
  // A click on the shade beside the drawer closes it.
  document.addEventListener("pointerdown", (event) => {
    if (!menu.classList.contains("is-open")) return;
    if (event.target instanceof Node && !menu.contains(event.target) && !opener.contains(event.target)) set(false);
  });
}

/** Closes an open `details.drop` on Escape, on a click elsewhere and when another one opens. */
export function setUpDrops(): void {
  const open = (): HTMLDetailsElement[] => [...document.querySelectorAll<HTMLDetailsElement>("details.drop[open]")];
  document.addEventListener("pointerdown", (event) => {
    for (const drop of open()) {
      if (!(event.target instanceof Node) || !drop.contains(event.target)) drop.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    // Escape in the middle of a composition takes the composition back, nothing else.
    if (event.key !== "Escape" || event.isComposing) return;
    for (const drop of open()) {
      drop.open = false;
      drop.querySelector<HTMLElement>("summary")?.focus();
    }
  });
}
