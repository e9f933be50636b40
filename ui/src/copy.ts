// «Sao chép»: a button with `data-copy="id"` copies the text of that field. Hidden without script: the field can be selected by hand.

export function setUpCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    const field = document.getElementById(button.dataset["copy"] ?? "");
    if (!(field instanceof HTMLTextAreaElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => void copy(field));
    field.addEventListener("focus", () => field.select());
  }
}

async function copy(field: HTMLTextAreaElement): Promise<void> {
  const says = field.parentElement?.querySelector("[data-copy-says]");
  const done = (await toClipboard(field)) ? "Đã sao chép." : "Trình duyệt không cho sao chép: chọn hết dòng chữ rồi bấm Ctrl + C.";
  if (says) says.textContent = done;
}

/** The clipboard of a page served without TLS is only reached by the older way, over the selection. */
async function toClipboard(field: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}
