// htmx, tightened: no eval, no injected style, own origin only, and no page kept in the browser's storage,
// because pages hold personal data and office machines are shared.
import htmx from "htmx.org";

const FAILED = "Chưa gửi được yêu cầu. Hãy kiểm tra kết nối mạng rồi thử lại.";
const REFUSED = "Máy chủ không thực hiện được yêu cầu. Hãy tải lại trang rồi thử lại.";

export function setUpRequests(): void {
  Object.assign(htmx.config, {
    includeIndicatorStyles: false,
    allowEval: false,
    allowScriptTags: false,
    selfRequestsOnly: true,
    historyCacheSize: 0,
    refreshOnHistoryMiss: true,
    // A form that was refused comes back with its faults as 409 or 422: that answer is shown too.
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "409|422", swap: true },
      { code: "[45]..", swap: false, error: true },
    ],
  });
  document.addEventListener("htmx:sendError", () => say(FAILED));
  document.addEventListener("htmx:timeout", () => say(FAILED));
  document.addEventListener("htmx:responseError", () => say(REFUSED));
}

/** Shows a message in the page's live region `#thong-bao`. */
function say(text: string): void {
  const region = document.getElementById("thong-bao");
  if (!region) return;
  const notice = document.createElement("div");
  notice.className = "notice notice-bad";
  const line = document.createElement("p");
  line.textContent = text;
  notice.append(line);
  region.replaceChildren(notice);
}
