// Texts of a case: looked through while they are written, and kept in this tab until the server has them.
// The check asks the server, which stores and logs nothing; what is kept goes with the tab.
const WAIT = 900;
const LONGEST = 6000;

function show(field, findings, sentence) {
  let box = field.parentElement.querySelector("[data-case-hints]");
  if (!box) {
    box = document.createElement("div");
    box.dataset.caseHints = "";
    box.setAttribute("aria-live", "polite");
    field.after(box);
  }
  box.className = findings.length ? "case-questions" : "";
  box.replaceChildren();
  if (!findings.length) return;
  const list = document.createElement("ul");
  for (const { start, end, advice, level } of findings.slice(0, 8)) {
    const item = document.createElement("li");
    const piece = document.createElement("q");
    piece.textContent = field.value.slice(start, end);
    const words = document.createElement("span");
    words.textContent = advice;
    if (level === "stop") words.className = "field__error";
    item.append(piece, words);
    list.append(item);
  }
  box.append(list);
  const note = document.querySelector("[data-case-sentence]");
  if (note && sentence) note.textContent = sentence;
}

async function look(form, field) {
  const text = field.value.slice(0, LONGEST);
  if (!text.trim()) return show(field, [], "");
  const body = new FormData();
  body.append("text", text);
  body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  try {
    const answer = await fetch(form.dataset.check, { method: "POST", body, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const { findings, sentence } = await answer.json();
    if (field.value.slice(0, LONGEST) === text) show(field, findings, sentence);
  } catch {
    // Without a network nothing is looked for; the server looks again when it is posted.
  }
}

const place = (form, field) => `${form.dataset.caseForm} ${location.pathname} ${form.getAttribute("action") || ""} ${form.elements.phase?.value || ""} ${field.name}`;

// What was sent is stored once the page says so without an error.
if (document.querySelector(".messages .notice--success, .messages .notice--warning") && !document.querySelector(".error-summary")) {
  for (const key of JSON.parse(sessionStorage.getItem("sent") || "[]")) sessionStorage.removeItem(key);
  sessionStorage.removeItem("sent");
}

for (const form of document.querySelectorAll("[data-case-form]")) {
  const fields = form.querySelectorAll("[data-case-text]");
  for (const field of fields) {
    const kept = sessionStorage.getItem(place(form, field));
    if (kept && !field.value) field.value = kept;
    let later;
    field.addEventListener("input", () => {
      sessionStorage.setItem(place(form, field), field.value);
      clearTimeout(later);
      later = setTimeout(() => look(form, field), WAIT);
    });
  }
  form.addEventListener("submit", () => {
    sessionStorage.setItem("sent", JSON.stringify([...fields].map((field) => place(form, field))));
  });
}
