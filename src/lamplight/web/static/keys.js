// Keys for those who want them: "/" to search, "j" and "k" through a list. Pages work without.
"use strict";

const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

const step = (by) => {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (rows.length === 0) return;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
  const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
  row.querySelector("a").focus();
  row.scrollIntoView({ block: "nearest" });
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  if (typing(event.target)) return;
  const act = {
    "/": () => document.getElementById("find").focus(),
    j: () => step(1),
    k: () => step(-1),
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
