// Keys for those who want them; every page works without, and Tab reaches everything.
"use strict";

const help = document.getElementById("keys");
const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-row]")];
const here = () => rows().find((row) => row.contains(document.activeElement));

const step = (by) => {
  const all = rows();
  if (all.length === 0) return;
  const at = all.indexOf(here());
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
  const row = all[Math.min(Math.max(next, 0), all.length - 1)];
  (row.querySelector("h2 a, th a") ?? row.querySelector("a")).focus();
  row.scrollIntoView({ block: "nearest" });
};

const unfold = () => {
  const fold = here()?.querySelector("details");
  if (fold) fold.open = !fold.open;
};

const ACTS = {
  "/": () => document.getElementById("find").focus(),
  "?": () => help.showModal(),
  j: () => step(1),
  k: () => step(-1),
  o: unfold,
};
// Arrows scroll the page, until a key or Tab has led into a list.
const IN_A_LIST = { ArrowDown: ACTS.j, ArrowUp: ACTS.k };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  if (typing(event.target)) return;
  const act = ACTS[event.key] ?? (here() && IN_A_LIST[event.key]);
  if (act) {
    event.preventDefault();
    act();
  }
});

for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
}
