// Keeps what is being typed on this device until it was saved: a dead battery or a lost connection costs nothing.
const PREFIX = "draft:";
const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
const write = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* no room: then not */ } };
const forget = (name) => { try { localStorage.removeItem(name); } catch { /* blocked: nothing was kept either */ } };

const saved = new URLSearchParams(location.search).get("bewaard");
if (saved) {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX) && read(name)?.key === saved) forget(name);
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const name = PREFIX + form.dataset.draft;
  const key = form.elements.key?.value;
  const fields = [...form.elements].filter((field) => field.name && !["hidden", "submit"].includes(field.type));
  const values = () => Object.fromEntries(fields.map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]));
  const kept = read(name);
  if (kept && !form.querySelector("[aria-invalid]") && fields.every((field) => field.type === "checkbox" || field.value === field.defaultValue)) {
    for (const field of fields) {
      if (!(field.name in kept.values)) continue;
      if (field.type === "checkbox") field.checked = kept.values[field.name];
      else field.value = kept.values[field.name];
    }
    if (form.elements.key && kept.key) form.elements.key.value = kept.key;
  }
  form.addEventListener("input", () => write(name, { key: form.elements.key?.value ?? key, values: values() }));
}
