/* The dossier in hand. Its address is the dossier and the server keeps nothing; this browser remembers the last one,
   so that "Zet in dossier" adds to it. Without this script, or where nothing may be stored, the links begin a new one. */
const NAME = "dossier";
const MOST = 30; // as in cms/dossier.py

/** {keys: [12, 40], title: "Voor de raad"}, or null when there is none. */
function remembered() {
  try {
    const { keys, title } = JSON.parse(localStorage.getItem(NAME));
    const numbers = keys.filter(Number.isInteger);
    return numbers.length ? { keys: numbers, title: String(title) } : null;
  } catch {
    return null;
  }
}

const inHand = remembered();

/** Whether two dossiers each hold what the other has not, so that one does not follow from the other. */
const apart = (one, other) => !one.every((key) => other.includes(key)) && !other.every((key) => one.includes(key));

/** Its pieces as [name, value], for an address or a form. */
const parts = ({ keys, title }, own) => [...keys.map((key) => ["stuk", String(key)]), ...(own ? [["titel", title]] : [])];

function address(base, dossier, more = []) {
  const url = new URL(base, location);
  url.search = new URLSearchParams([...parts(dossier, dossier.title), ...more.map((key) => ["stuk", key])]);
  return url;
}

/** The words of `element.dataset[name]` with the title and size of the dossier in them. */
function say(element, name) {
  const { keys, title } = inHand;
  const words = element.dataset[name].replace("{title}", () => title || element.dataset.untitled).replace("{n}", keys.length);
  element.querySelector("[data-words]").textContent = words;
}

const shown = document.querySelector("[data-dossier]");
if (shown) {
  const keys = shown.dataset.dossier.split(".").filter(Boolean).map(Number);
  try {
    if (keys.length) localStorage.setItem(NAME, JSON.stringify({ keys, title: shown.dataset.title }));
  } catch { /* nothing may be stored here: the address still is the dossier */ }
  const resume = document.querySelector("[data-resume]");
  if (resume && inHand && (!keys.length || apart(keys, inHand.keys))) {
    resume.querySelector("a").href = address(location.pathname, inHand);
    say(resume, "resume");
    resume.hidden = false;
  }
  const kept = document.querySelector("[data-kept]");
  if (kept && remembered()) {
    kept.hidden = false;
    kept.querySelector("button").addEventListener("click", () => {
      localStorage.removeItem(NAME);
      kept.hidden = true;
    });
  }
}

if (inHand && inHand.keys.length < MOST && !new URLSearchParams(location.search).has("dossier")) {
  for (const line of document.querySelectorAll("[data-piece]")) {
    const link = line.querySelector("a");
    const there = inHand.keys.includes(Number(line.dataset.piece));
    const begin = line.nextElementSibling;
    begin.querySelector("a").href = link.href;
    begin.hidden = false;
    link.href = address(link.href, inHand, there ? [] : [line.dataset.piece]);
    say(line, there ? "there" : "add");
  }
  for (const button of document.querySelectorAll("[data-add-picked]")) {
    say(button, "addPicked");
    button.hidden = false;
    button.addEventListener("click", () => {
      const fields = parts(inHand, inHand.title).map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      button.form.prepend(...fields);
    });
  }
}
