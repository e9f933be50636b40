// The icons of the kit that pages may use, by their names in @tabler/icons (outline).
export const ICONS = [
  "alert-triangle", "arrow-left", "arrows-exchange", "award", "bell", "building-bank", "bulb", "calendar-event", "category", "certificate",
  "chart-bar", "checklist", "chevron-down", "chevron-right", "circle-check", "circle-x", "clipboard-list", "clock", "coins",
  "download", "external-link", "eye", "file-spreadsheet", "file-text", "file-type-doc", "file-type-pdf", "filter", "flag",
  "gavel", "heart-handshake", "help-circle", "history", "home", "info-circle", "link", "list-search", "lock", "logout",
  "map-pin", "medal", "menu-2", "paperclip", "pencil", "plus", "printer", "refresh", "report-analytics", "scale", "search", "settings",
  "sitemap", "star", "table", "target-arrow", "trash", "trophy", "upload", "user-circle", "users-group", "x",
];
