// Folds everything below the steps of a course map away, to see the steps alone. Without it all is simply open.
const course = document.querySelector("[data-course]");
const below = course ? course.querySelectorAll(".course .course") : [];
if (below.length) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary button--small";
  const show = (open) => {
    for (const list of below) list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? course.dataset.close : course.dataset.open;
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  show(true);
  course.before(button);
}
