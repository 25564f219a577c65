// A proposal in the making reloads itself when it is ready; people on the board can be dragged. Both work without.
const waiting = document.querySelector("[data-allocation='waiting'], [data-allocation='running']");
const look = async () => {
  const answer = await fetch(location.href).catch(() => null);
  const text = answer && answer.ok ? await answer.text() : "";
  const found = new DOMParser().parseFromString(text, "text/html").querySelector("main [data-allocation]");
  if (text && !(found && ["waiting", "running"].includes(found.dataset.allocation))) location.reload();
  else {
    if (found) waiting.replaceChildren(...found.childNodes);
    setTimeout(look, 2000);
  }
};
if (waiting) setTimeout(look, 2000);

const board = document.querySelector("[data-board]");
if (board && board.elements.breakout) {
  for (const person of board.querySelectorAll("[data-person]")) {
    person.draggable = true;
    person.addEventListener("dragstart", (event) => {
      const box = person.querySelector("input");
      if (!box.checked) for (const other of board.querySelectorAll("[name=people]:checked")) other.checked = false;
      box.checked = true;
      event.dataTransfer.effectAllowed = "move";
    });
  }
  for (const column of board.querySelectorAll("[data-column]")) {
    const over = (on) => column.classList.toggle("alloc-column--over", on);
    column.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
    column.addEventListener("dragleave", () => over(false));
    column.addEventListener("drop", (event) => {
      event.preventDefault();
      board.elements.breakout.value = column.dataset.column;
      board.submit();
    });
  }
}
