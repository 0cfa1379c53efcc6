"use strict";
// Everything is readable without this: it finds people, names the cell under the pointer, and unfolds for print.
(() => {
  const rows = [...document.querySelectorAll("#roster tbody tr")];
  const field = document.getElementById("find");
  if (field && rows.length > 10) {
    field.parentElement.hidden = false;
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      for (const row of rows) row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
      for (const group of document.querySelectorAll("#roster details")) {
        const found = group.querySelector("tbody tr:not([hidden])");
        group.hidden = !found;
        if (wanted && found) group.open = true;
      }
    });
  }
  document.addEventListener("mouseover", (event) => {
    const cell = event.target.closest(".grid td:not([title])");
    if (!cell) return;
    const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
    const row = cell.parentElement.cells[0].textContent;
    cell.title = [row, head.innerText.replace(/\s+/g, " "), cell.textContent].filter(Boolean).join(" · ");
  });
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("#roster details, #coverage details, #urgent details")) one.open = true;
  });
})();
