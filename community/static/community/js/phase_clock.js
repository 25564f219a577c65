// The clock of a phase. Asks the server now and then where the discussion is; never reloads under somebody who types.
const EVERY = 5000;
const clock = document.querySelector("[data-clock]");
const time = clock?.querySelector("[data-time]");
const voice = clock?.querySelector("[data-say]");
let end = clock?.dataset.left === undefined ? null : Date.now() + Number(clock.dataset.left) * 1000;
let told = "";

function say(words) {
  if (words === told) return;
  told = words;
  voice.hidden = false;
  voice.textContent = words;
}

function draw() {
  if (end === null || !time) return;
  const left = Math.round((end - Date.now()) / 1000);
  const seconds = Math.abs(left);
  const shown = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  time.textContent = left < 0 ? `+${shown}` : shown;
  time.parentElement.classList.toggle("is-over", left < 0);
  if (left < 0) say(clock.dataset.over);
  else if (left <= 60 && left > 50) say(clock.dataset.minute);
}

async function ask() {
  try {
    const answer = await fetch(clock.dataset.clock, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const { version, name, left } = await answer.json();
    if (String(version) === clock.dataset.version) {
      if (left !== null && time) end = Date.now() + left * 1000;
    } else if (time) {
      sessionStorage.setItem("phase", `${clock.dataset.moved} ${name}.`);
      location.reload();
    } else {
      say(`${clock.dataset.moved} ${name}.`);
    }
  } catch {
    // Away for a moment: the clock goes on by itself.
  }
}

if (clock && voice) {
  const plain = clock.querySelector("[data-plain]");
  if (plain) plain.hidden = true;
  const begun = sessionStorage.getItem("phase");
  sessionStorage.removeItem("phase");
  if (begun) setTimeout(() => say(begun), 500); // a screen reader first has to know the place where words appear
  draw();
  setInterval(draw, 1000);
  setInterval(ask, EVERY);
}
