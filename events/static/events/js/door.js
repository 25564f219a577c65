// The door without a connection: what is scanned is kept on this phone and sent later. A camera is a help, never needed.
const page = document.querySelector("[data-door]");
const { list: listUrl, scans: scansUrl } = page.dataset;
const word = (name) => page.dataset[`word${name}`];
const answer = page.querySelector("[data-answer]");
const waiting = page.querySelector("[data-waiting]");
const QUEUE = `door:${scansUrl}`;
const LIST = `door:${listUrl}`;
const WALKED_IN = `${LIST}:inloop`;
const keep = {
  read: (name) => { try { return JSON.parse(localStorage.getItem(name)) ?? []; } catch { return []; } },
  write: (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* full or blocked */ } },
};

function say(text, good) {
  const box = document.createElement("div");
  box.className = `notice notice--${good ? "success" : "danger"}`;
  const line = document.createElement("p");
  line.append(Object.assign(document.createElement("strong"), { textContent: text }));
  box.append(line);
  answer.replaceChildren(box);
}

function showWaiting() {
  const rows = keep.read(QUEUE);
  waiting.hidden = rows.length === 0;
  waiting.textContent = `${word("Waiting")} ${rows.length}`;
}

const plain = (code) => code.replace(/[\s-]/g, "").toUpperCase().replaceAll("I", "9").replaceAll("O", "8");

/** Who this is according to the list this phone has; undefined for a code that is not on it. */
function known(scan) {
  const people = keep.read(LIST);
  if (scan.person) return people.find((one) => one.person === scan.person);
  const mark = scan.code.replace(/\/$/, "").split(".").at(-1);
  return people.find((one) => one.code === plain(scan.code) || one.ticket === mark);
}

/** What a door can say by itself; the server has the last word later. */
function sayOffline(scan) {
  const people = keep.read(LIST);
  const one = known(scan);
  if (!one) return say(people.length ? word("Unknown") : word("Later"), false);
  const out = scan.direction === "out";
  if (!out && one.inside) say(`${one.name} ${word("Already")}`, false);
  else say(`${word(out ? "Gone" : "Welcome")} ${one.name}. ${word("Later")}`, true);
  mark(scan);
}

/** Remember on this phone who is inside now, until the next list. */
function mark(scan) {
  const one = known(scan);
  const inside = scan.direction === "out" ? null : scan.at;
  keep.write(LIST, keep.read(LIST).map((person) => (person.person === one?.person ? { ...person, inside } : person)));
}

/** How many are inside: who this phone knows of, and who walked in by the last list. */
function showCount() {
  const people = keep.read(LIST);
  const walkedIn = keep.read(WALKED_IN)[0] ?? 0;
  if (people.length) page.querySelector("[data-count]").textContent = people.filter((one) => one.inside).length + walkedIn;
}

async function send() {
  const rows = keep.read(QUEUE);
  if (!rows.length) return [];
  const response = await fetch(scansUrl, { method: "POST", body: JSON.stringify(rows.slice(0, 100)), headers: { "Content-Type": "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  const { answers } = await response.json();
  const done = new Set(answers.map((one) => one.key));
  keep.write(QUEUE, keep.read(QUEUE).filter((row) => !done.has(row.key)));
  return answers;
}

async function take(scan) {
  keep.write(QUEUE, [...keep.read(QUEUE), scan]);
  try {
    const mine = (await send()).find((one) => one.key === scan.key);
    const good = ["welcome", "gone"].includes(mine?.result);
    if (mine) say(mine.text, good);
    if (good) mark(scan);
  } catch {
    sayOffline(scan);
  }
  showWaiting();
  showCount();
}

page.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-scan]")) return;
  const data = new FormData(form, event.submitter);
  const code = (data.get("code") ?? "").trim();
  if (!code && !data.get("person")) return; // the server says what is missing
  event.preventDefault();
  take({ key: crypto.randomUUID(), code, person: data.get("person") ?? "", direction: data.get("direction") ?? "in", at: new Date().toISOString() });
  if (form.elements.person) event.submitter.disabled = true;
  if (form.elements.code) {
    form.elements.code.value = "";
    form.elements.code.focus();
  }
});

async function refresh() {
  try {
    const response = await fetch(listUrl);
    if (response.ok) {
      const list = await response.json();
      keep.write(LIST, list.people);
      keep.write(WALKED_IN, [list.walked_in]);
    }
    const late = await send();
    for (const one of late.filter((row) => !["welcome", "gone"].includes(row.result))) say(one.text, false);
  } catch { /* still offline: the next time */ }
  showWaiting();
  showCount();
}
addEventListener("online", refresh);
setInterval(refresh, 20_000);
refresh();

if ("BarcodeDetector" in window && navigator.mediaDevices) {
  const video = page.querySelector("[data-camera]");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--secondary", textContent: word("Camera") });
  video.before(button);
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let stream = null;
  let last = "";
  const look = async () => {
    if (!stream) return;
    const [found] = await detector.detect(video).catch(() => []);
    if (found && found.rawValue !== last) {
      last = found.rawValue;
      take({ key: crypto.randomUUID(), code: last, person: "", direction: "in", at: new Date().toISOString() });
    }
    setTimeout(look, 300);
  };
  button.addEventListener("click", async () => {
    if (stream) {
      for (const track of stream.getTracks()) track.stop();
      stream = null;
    } else {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).catch(() => null);
      if (stream) {
        video.srcObject = stream;
        await video.play();
        look();
      }
    }
    video.hidden = !stream;
    button.textContent = word(stream ? "Stop" : "Camera");
  });
}
