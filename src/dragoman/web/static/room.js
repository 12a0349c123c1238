// Keys: "/" goes to the search; in lists j and k go to the next and the one before. Nothing here is needed to read.
"use strict";
(() => {
  const typing = (target) => target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]");
  const step = (by) => {
    const links = [...document.querySelectorAll("[data-keys=rows] blockquote a")];
    if (!links.length) return;
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))];
    next.focus();
    next.scrollIntoView({ block: "center" });
  };
  const click = (name) => {
    const found = document.querySelector(`[data-key="${name}"]`);
    if (found === null) return false;
    if (found instanceof HTMLDetailsElement) {
      found.open = true;
      found.querySelector("input:not([type=hidden]), select")?.focus();
    } else found.click();
    return true;
  };
  // Where there is little room, filters are folded away until they are asked for, and the page that is shown stands among its neighbours.
  if (matchMedia("(max-width: 34rem)").matches) {
    for (const one of document.querySelectorAll("details.asking")) one.open = false;
    const here = document.querySelector("header [aria-current]");
    const row = here?.closest("ul");
    if (row) row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.clientWidth) / 2;
  }
  // Drawings that are wider than the page are shown from their middle.
  for (const one of document.querySelectorAll(".pan")) one.scrollLeft = (one.scrollWidth - one.clientWidth) / 2;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (event.key === "/") document.getElementById("find")?.focus();
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (!/^[a-z]$/.test(event.key) || !click(event.key)) return;
    event.preventDefault();
  });
})();
