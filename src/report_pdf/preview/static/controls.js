// The bar, and the single keys that do the same.
import { make } from "./dom.js";

const ZOOM_STEP = 1.25;
const form = document.querySelector(".bar form");

// `act` says what else is done: `turnTo` a view, `arrange` pages, `step` to the next finding or change.
export function listen(book, act) {
  form.addEventListener("submit", (event) => event.preventDefault());
  const on = (id, done) => document.getElementById(id).addEventListener("click", done);
  on("smaller", () => book.setZoom(book.scale / ZOOM_STEP));
  on("larger", () => book.setZoom(book.scale * ZOOM_STEP));
  on("fit", () => book.setZoom(null));
  for (const [id, step] of [["next", 1], ["previous", -1], ["next-change", 1], ["previous-change", -1]]) on(id, () => act.step(step));
  form.addEventListener("change", ({ target }) => {
    if (target.name === "shown") act.turnTo(target.value);
    if (target.name === "arranged") act.arrange(target.value);
    if (target.name === "over") {
      document.body.classList.toggle(`over-${target.value}`, target.checked);
      countOver();
      book.onSight();
    }
    if (target.id === "sight") see(book, target.selectedOptions[0]);
    if (target.id === "go-to") goTo(book, target);
  });
  for (const box of form.querySelectorAll("[name=over]")) document.body.classList.toggle(`over-${box.value}`, box.checked);
  countOver();
  for (const button of form.querySelectorAll("[popovertarget]")) placeBelow(button);
  document.addEventListener("keydown", (event) => hear(event, book, act));
}

function countOver() {
  document.getElementById("over-count").textContent = form.querySelectorAll("[name=over]:checked").length || "";
}

// A menu opens below its button and stays on screen.
function placeBelow(button) {
  const menu = document.getElementById(button.getAttribute("popovertarget"));
  menu.addEventListener("beforetoggle", ({ newState }) => {
    const box = button.getBoundingClientRect();
    button.setAttribute("aria-expanded", newState === "open");
    menu.style.top = `${box.bottom + 4}px`;
    menu.style.right = `${Math.max(innerWidth - Math.max(box.right, 320), 8)}px`;
  });
}

// In other eyes, or a plate of the press alone.
function see(book, option) {
  document.body.dataset.sight = option.dataset.plate === undefined ? option.value : "plain";
  book.showPlate(option.dataset.plate ?? "");
}

// The plates, where there are some to be seen.
export function showPlates(book, plates) {
  const group = document.getElementById("plates");
  if (JSON.stringify(plates) === group.dataset.plates) return;
  const select = document.getElementById("sight");
  const asked = select.selectedOptions[0]?.dataset.plate;
  group.dataset.plates = JSON.stringify(plates);
  group.hidden = !plates.length;
  group.replaceChildren(...plates.map(([plate, name]) => make("option", { value: `plate ${plate}`, "data-plate": plate }, name)));
  if (asked === undefined) return;
  select.value = plates.some(([plate]) => plate === asked) ? `plate ${asked}` : "plain";
  see(book, select.selectedOptions[0]);
}

// The headings that can be gone to.
export function showPlaces(places) {
  const options = places.map(({ name, page }) => make("option", { value: name, "data-page": page }));
  document.getElementById("places").replaceChildren(...options);
}

function goTo(book, field) {
  const asked = plain(field.value);
  const named = [...field.list.options].find((option) => plain(option.value) === asked);
  const found = named ? book.positionOf(Number(named.dataset.page)) : book.sheets.findIndex((sheet) => sheet.of !== "other" && plain(sheet.label) === asked);
  if (found >= 0) book.goTo(found);
}

// Large titles are broken within words.
function plain(name) {
  return name.replace(/\s/g, "").toLocaleLowerCase();
}

function hear(event, book, act) {
  if (event.ctrlKey || event.altKey || event.metaKey || !document.getElementById("single-keys").checked) return;
  const writing = event.target.matches("input:not([type=checkbox]):not([type=radio]), select, textarea");
  if (event.key === "Escape") event.target.blur();
  if (writing) return;
  const turn = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const step = { n: 1, N: -1 }[event.key];
  const control = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const isThere = control && !control.closest("[hidden]");
  if (turn ? event.target.matches("input") : !step && !isThere) return;
  event.preventDefault();
  if (turn) book.turn(turn);
  else if (step) act.step(step);
  else if (control.id === "go-to") control.focus();
  else control.click();
}
