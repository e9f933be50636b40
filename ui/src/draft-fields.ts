// What a form holds, as names and texts: reading it for a draft, filling it from one.

export type Values = Record<string, string | string[]>;

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const NEVER = new Set(["password", "file", "submit", "button", "reset", "image"]);
const SECRET = /current-password|new-password|one-time-code/;

/** The controls a draft keeps, by name: never passwords, files, the form's token or what is marked `data-no-draft`. */
function controls(form: HTMLFormElement): Map<string, Control[]> {
  const found = new Map<string, Control[]>();
  for (const control of form.elements) {
    if (!isControl(control) || control.disabled || NEVER.has(control.type)) continue;
    if (control.type === "hidden" && !control.hasAttribute("data-draft-keep")) continue;
    if (SECRET.test(control.autocomplete) || control.closest("[data-no-draft]")) continue;
    const name = control.name || (control.dataset["cell"] ? `cell:${control.dataset["cell"]}` : "");
    if (name === "" || name.startsWith("_")) continue;
    const group = found.get(name);
    if (group) group.push(control);
    else found.set(name, [control]);
  }
  return found;
}

function isControl(element: Element): element is Control {
  return element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
}

/** What the form holds now, or (`asSent`) what the server had put into it. */
export function read(form: HTMLFormElement, asSent = false): Values {
  const values: Values = {};
  for (const [name, group] of controls(form)) values[name] = valueOf(group, asSent);
  return values;
}

function valueOf(group: Control[], asSent: boolean): string | string[] {
  const [first] = group;
  if (!first) return "";
  if (first instanceof HTMLInputElement && (first.type === "checkbox" || first.type === "radio")) {
    const boxes = group.filter((one): one is HTMLInputElement => one instanceof HTMLInputElement);
    const checked = boxes.filter((box) => (asSent ? box.defaultChecked : box.checked)).map((box) => box.value);
    return first.type === "radio" ? (checked[0] ?? "") : checked;
  }
  if (first instanceof HTMLSelectElement && first.multiple) return chosen(first, asSent);
  const texts = group.map((one) => textOf(one, asSent));
  return texts.length === 1 ? (texts[0] ?? "") : texts;
}

function textOf(control: Control, asSent: boolean): string {
  if (!asSent) return control.value;
  if (!(control instanceof HTMLSelectElement)) return control.defaultValue;
  // Where nothing is marked as chosen a browser shows the first that can be.
  return chosen(control, true)[0] ?? [...control.options].find((one) => !one.disabled)?.value ?? "";
}

function chosen(select: HTMLSelectElement, asSent: boolean): string[] {
  return [...select.options].filter((one) => (asSent ? one.defaultSelected : one.selected)).map((one) => one.value);
}

/** Fills the form, but for the names in `spared`. Answers what found no place: it stays in the draft. */
export function fill(form: HTMLFormElement, values: Values, spared: ReadonlySet<string> = new Set()): Values {
  const left: Values = {};
  const groups = controls(form);
  for (const [name, value] of Object.entries(values)) {
    if (spared.has(name)) continue;
    const group = groups.get(name);
    if (!group || !put(group, value)) left[name] = value;
  }
  return left;
}

/** Those of the values that have no field in the form. */
export function placeless(form: HTMLFormElement, values: Values): Values {
  const groups = controls(form);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !groups.has(name)));
}

function put(group: Control[], value: string | string[]): boolean {
  const texts = typeof value === "string" ? [value] : value;
  const [first] = group;
  if (first instanceof HTMLInputElement && (first.type === "checkbox" || first.type === "radio")) {
    for (const box of group) {
      if (box instanceof HTMLInputElement) box.checked = texts.includes(box.value);
    }
    return texts.every((text) => text === "" || group.some((box) => box.value === text));
  }
  if (first instanceof HTMLSelectElement) {
    const known = texts.every((text) => [...first.options].some((one) => one.value === text));
    if (known) for (const one of first.options) one.selected = texts.includes(one.value);
    return known;
  }
  group.forEach((control, at) => {
    const text = texts[at];
    if (text !== undefined) control.value = text;
  });
  return texts.length <= group.length;
}

/**
 * The names of fields typed in before any script ran. A page that was reloaded or gone back to is filled by the browser with
 * what it remembers, which may be older than the draft: that is not told from typing, and counts for none.
 */
export function typedBefore(form: HTMLFormElement, asSent: Values): string[] {
  const [came] = performance.getEntriesByType("navigation");
  if (!(came instanceof PerformanceNavigationTiming) || came.type !== "navigate") return [];
  return Object.entries(read(form)).flatMap(([name, value]) => (JSON.stringify(value) === JSON.stringify(asSent[name]) ? [] : [name]));
}

/** Whether two states of a form are the same, to the letter. */
export function same(one: Values, other: Values): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
}

/** The names of the fields an element belongs to. */
export function nameOf(target: EventTarget | null): string | null {
  if (!(target instanceof Element) || !isControl(target)) return null;
  return target.name || (target.dataset["cell"] ? `cell:${target.dataset["cell"]}` : null);
}

/** Opens the folds in and around the form that hide a field the server had not filled in this way. */
export function unfold(form: HTMLFormElement, asSent: Values): void {
  form.closest("details")?.setAttribute("open", "");
  const now = read(form);
  for (const [name, group] of controls(form)) {
    if (JSON.stringify(now[name]) === JSON.stringify(asSent[name])) continue;
    for (const control of group) control.closest("details:not(.drop)")?.setAttribute("open", "");
  }
}
