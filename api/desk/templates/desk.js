// Every page works without this. It opens cells where they stand, shows what a choice changes at once, and
// follows a solve. Pages are fetched whole and a part of each is shown: there is nothing else to keep in step.
(() => {
  document.documentElement.classList.add("scripted");
  for (const one of document.querySelectorAll("[data-script]")) one.hidden = false;
  const part = async (url, chosen) => {
    const answer = await fetch(url, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector(chosen) || page.querySelector("main > section");
  };

  // The board: one cell can be reached by Tab, arrow keys move between cells, Enter opens.
  const sheet = document.querySelector("#sheet[data-cell]");
  const panel = document.getElementById("panel");
  const open = async (cell) => {
    const person = cell.parentElement.id.slice(1);
    const place = `${sheet.dataset.cell}?person=${person}&day=${cell.cellIndex - 1}`;
    const found = await part(place, "#cell");
    panel.replaceChildren(document.adoptNode(found));
    if (!panel.open) panel.showModal();
    const first = panel.querySelector("input[type=radio], select, button");
    if (first) first.focus();
    panel.addEventListener("close", () => cell.focus(), { once: true });
  };
  const isCell = (one) => one && one.matches("td:not(.num)");
  const step = (cell, across, down) => {
    if (across) return across > 0 ? cell.nextElementSibling : cell.previousElementSibling;
    const rows = [...sheet.querySelectorAll("details[open] tbody tr:not([hidden])")];
    const row = rows[rows.indexOf(cell.parentElement) + down];
    return row && row.cells[cell.cellIndex];
  };
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const go = (cell) => {
    for (const one of cell.closest("table").querySelectorAll("td[tabindex='0']")) one.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  };
  if (sheet && panel) {
    for (const table of sheet.querySelectorAll("table")) {
      table.setAttribute("role", "grid");
      const first = table.querySelector("tbody td");
      if (first) first.tabIndex = 0;
    }
    sheet.addEventListener("click", (event) => {
      const cell = event.target.closest("tbody td");
      if (!isCell(cell)) return;
      go(cell);
      open(cell);
    });
    sheet.addEventListener("keydown", (event) => {
      const cell = event.target.closest("tbody td");
      if (!isCell(cell)) return;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        open(cell);
      } else if (moves[event.key]) {
        event.preventDefault();
        const next = step(cell, ...moves[event.key]);
        if (isCell(next)) go(next);
      }
    });
    panel.addEventListener("click", (event) => {
      if (event.target === panel || event.target.closest("a.close")) {
        event.preventDefault();
        panel.close();
      }
    });
  }

  // A choice for a cell: what it changes, as soon as it is chosen.
  let asked = 0;
  document.addEventListener("change", async (event) => {
    const form = event.target.closest("form.choose");
    if (!form) return;
    for (const other of document.querySelectorAll("form.choose")) if (other !== form) other.reset();
    const effect = document.getElementById("effect");
    const number = ++asked;
    effect.setAttribute("aria-busy", "true");
    const found = await part(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`, "#effect");
    if (number !== asked) return;
    effect.replaceChildren(...found.childNodes);
    effect.removeAttribute("aria-busy");
  });
  document.addEventListener("submit", (event) => {
    for (const one of event.target.querySelectorAll("button")) setTimeout(() => { one.disabled = true; });
  });
  addEventListener("pageshow", () => {
    for (const one of document.querySelectorAll("button[disabled]")) one.disabled = false;
  });

  // A solve: each event of its job says that there is news, and the page says what.
  const live = document.getElementById("live");
  if (live && live.dataset.job) {
    const events = new EventSource(`/v1/jobs/${live.dataset.job}/events`);
    let waiting = false;
    const show = async () => {
      waiting = false;
      const found = await part(location.href, "#live");
      if (!found || !found.dataset.job) return location.reload();
      const status = live.querySelector(".status");
      const said = found.querySelector(".status");
      if (status.textContent !== said.textContent) status.textContent = said.textContent;
      said.replaceWith(status);
      live.replaceChildren(...found.childNodes);
    };
    const news = () => {
      if (waiting) return;
      waiting = true;
      setTimeout(show, 400);
    };
    for (const kind of ["state", "incumbent", "bound"]) events.addEventListener(kind, news);
    events.onerror = news;
    setInterval(() => {
      const bar = live.querySelector("progress[data-ticking]");
      if (!bar) return;
      bar.value = Math.min(bar.max, bar.value + 1);
      live.querySelector("[data-elapsed]").textContent = Math.floor(bar.value);
    }, 1000);
  }
})();
