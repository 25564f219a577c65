/* Kijk eens naar jezelf: everything happens in this tab. Nothing is sent, nothing is stored. */
const article = document.querySelector("[data-sheet]").parentElement;
const sheet = article.querySelector("[data-sheet]");
const template = article.querySelector("template");
template.before(template.content.cloneNode(true));
sheet.hidden = true;

const form = article.querySelector("form");
const overview = article.querySelector("[data-overview]");
const words = overview.querySelector("[data-words]");
const skipped = overview.querySelector("[data-skipped]").dataset.skipped;

/** What was chosen: for each line its slug, name, word ("" when skipped) and which stop (-1 when skipped). */
const lines = () => [...form.querySelectorAll("fieldset")].map((line) => {
  const stops = [...line.querySelectorAll("input")];
  const stop = stops.findIndex((input) => input.checked);
  return {
    slug: line.dataset.line,
    name: line.querySelector("legend strong").textContent,
    word: stop < 0 ? "" : stops[stop].nextElementSibling.textContent,
    stop,
  };
});

/** The open questions that were answered, as [question, answer]. */
const notes = () => [...form.querySelectorAll("[data-open]")]
  .map((field) => [field.labels[0].firstChild.textContent.trim(), field.value.trim()])
  .filter(([, answer]) => answer);

function paragraph(title, text) {
  const element = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = `${title} `;
  element.append(strong, text);
  return element;
}

/** Picture, table and text say what the form says. */
function fill() {
  for (const { slug, word, stop } of lines()) {
    overview.querySelector(`tr[data-line="${slug}"] td`).textContent = word || skipped;
    const stops = overview.querySelectorAll(`[data-picture] [data-line="${slug}"] .rail > *`);
    stops.forEach((element, place) => element.classList.toggle("is-chosen", place === stop));
  }
  const sentence = lines().map(({ name, word }) => `${name}: ${word || skipped}.`).join(" ");
  words.replaceChildren(paragraph(words.dataset.words, sentence), ...notes().map(([question, answer]) => paragraph(question, answer)));
}

function show() {
  fill();
  overview.hidden = false;
  overview.focus();
}

function save(name) {
  const text = [
    document.querySelector("h1").textContent,
    "",
    ...lines().map(({ name: line, word }) => `${line}: ${word || skipped}`),
    ...notes().flatMap(([question, answer]) => ["", question, answer]),
    "",
  ].join("\r\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** As if the page was just opened; also when it is left, so that "back" on a shared computer shows nothing. */
function clear() {
  form.reset();
  overview.hidden = true;
  words.replaceChildren();
  for (const cell of overview.querySelectorAll("tbody td")) cell.textContent = "";
  for (const stop of overview.querySelectorAll(".is-chosen")) stop.classList.remove("is-chosen");
}

form.addEventListener("submit", (event) => event.preventDefault());
form.querySelector("[data-show]").addEventListener("click", show);
form.addEventListener("input", fill);
overview.querySelector("[data-save]").addEventListener("click", (event) => save(event.currentTarget.dataset.save));
overview.querySelector("[data-print]").addEventListener("click", () => window.print());
overview.querySelector("[data-clear]").addEventListener("click", () => {
  clear();
  form.querySelector("input").focus();
});
window.addEventListener("pagehide", clear);
