// The browser's own words about a field left empty come in the browser's language, which need not be Vietnamese.
// Said here in ours; without script the server says the same when the form comes in.

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function setUpValidity(): void {
  document.addEventListener("invalid", (event) => say(event.target), true);
  for (const kind of ["input", "change"]) document.addEventListener(kind, (event) => hush(event.target), true);
}

function say(target: EventTarget | null): void {
  if (isField(target)) target.setCustomValidity(words(target));
}

/** A message set once would keep the field refused for good. */
function hush(target: EventTarget | null): void {
  if (!isField(target) || !target.validity.customError) return;
  const group = target instanceof HTMLInputElement && target.type === "radio" && target.form ? target.form.elements.namedItem(target.name) : null;
  if (group instanceof RadioNodeList) {
    for (const one of group) if (isField(one)) one.setCustomValidity("");
  }
  target.setCustomValidity("");
}

function words(field: Field): string {
  const { validity } = field;
  if (validity.valueMissing) return missing(field);
  if (validity.tooLong && "maxLength" in field) return `Nhiều nhất ${field.maxLength} ký tự.`;
  if (validity.badInput || validity.typeMismatch || validity.patternMismatch) return "Nội dung chưa đúng dạng cần nhập.";
  if (validity.customError) return field.validationMessage;
  return "Giá trị này chưa dùng được.";
}

function missing(field: Field): string {
  if (field instanceof HTMLSelectElement) return "Hãy chọn một mục trong danh sách.";
  if (field instanceof HTMLInputElement) {
    if (field.type === "radio") return "Hãy chọn một trong các mục này.";
    if (field.type === "checkbox") return "Hãy đánh dấu ô này để tiếp tục.";
    if (field.type === "file") return "Hãy chọn tệp.";
  }
  return "Hãy điền mục này.";
}

function isField(target: unknown): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}
