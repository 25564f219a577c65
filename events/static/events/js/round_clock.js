// Counts the seconds down between two refreshes; the page itself says the minutes without this.
const clock = document.querySelector("[data-clock]");
if (clock) {
  const ahead = Number(clock.dataset.now) * 1000 - Date.now();
  const end = Number(clock.dataset.end) * 1000;
  const tick = () => {
    const left = Math.max(0, Math.round((end - Date.now() - ahead) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    clock.classList.toggle("is-late", left <= 120);
  };
  tick();
  setInterval(tick, 1000);
}
