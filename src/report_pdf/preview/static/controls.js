// The bar, and the single keys that do the same.
import { make } from "./dom.js";

const ZOOM_STEP = 1.25;

export function listen(book) {
  const form = document.querySelector(".bar form");
  form.addEventListener("submit", (event) => event.preventDefault());
  const on = (id, act) => document.getElementById(id).addEventListener("click", act);
  on("smaller", () => book.setZoom(book.scale / ZOOM_STEP));
  on("larger", () => book.setZoom(book.scale * ZOOM_STEP));
  on("fit", () => book.setZoom(null));
  form.addEventListener("change", ({ target }) => {
    if (target.name === "arranged") {
      book.arranged = target.value;
      book.arrange();
      book.show(book.pages);
    }
    if (target.name === "over") {
      document.body.classList.toggle(`over-${target.value}`, target.checked);
      book.onSight();
    }
    if (target.id === "sight") document.body.dataset.sight = target.value;
    if (target.id === "go-to") goTo(book, target);
  });
  for (const box of form.querySelectorAll("[name=over]")) document.body.classList.toggle(`over-${box.value}`, box.checked);
  document.addEventListener("keydown", (event) => hear(event, book));
}

// The headings that can be gone to.
export function showPlaces(places) {
  const options = places.map(({ name, page }) => make("option", { value: name, "data-page": page }));
  document.getElementById("places").replaceChildren(...options);
}

function goTo(book, field) {
  const asked = field.value.trim().toLocaleLowerCase();
  const named = [...field.list.options].find((option) => option.value.toLocaleLowerCase() === asked);
  const at = named?.dataset.page ?? book.pages.findIndex((page) => page.label.toLocaleLowerCase() === asked);
  if (Number(at) >= 0) book.goTo(Number(at));
}

function hear(event, book) {
  if (event.ctrlKey || event.altKey || event.metaKey || !document.getElementById("single-keys").checked) return;
  const writing = event.target.matches("input:not([type=checkbox]):not([type=radio]), select, textarea");
  if (event.key === "Escape") event.target.blur();
  if (writing) return;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step && !event.target.matches("input")) {
    event.preventDefault();
    book.turn(step);
    return;
  }
  const control = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!control) return;
  event.preventDefault();
  if (control.id === "go-to") control.focus();
  else control.click();
}
