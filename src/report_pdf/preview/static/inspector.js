// What stands where the designer clicks: layout line, style rules, indicators, rows of the data.
import { make } from "./dom.js";
import { word } from "./words.js";

const panel = document.getElementById("inspector");

export function inspect(book) {
  book.element.addEventListener("click", (event) => {
    const paper = event.target.closest(".paper");
    if (!paper || event.target.closest("a, button")) return;
    const box = paper.getBoundingClientRect();
    ask(book, Number(paper.dataset.page), (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  });
  document.addEventListener("keydown", (event) => {
    const free = !event.target.matches("input, select") && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key === "i" && free && document.getElementById("single-keys").checked) ask(book, book.here, 0.5, 0.5);
  });
}

async function ask(book, at, across, down) {
  const sheet = book.sheets[at];
  if (!sheet || sheet.index === null) return;
  const [x, y] = [across * sheet.width - sheet.trim[0], down * sheet.height - sheet.trim[1]];
  const answer = await fetch(`pages/${sheet.source}/spot?x=${x}&y=${y}`);
  if (answer.ok) show(book, at, await answer.json());
}

function show(book, at, spot) {
  document.querySelector(".spot")?.remove();
  if (!spot) {
    panel.replaceChildren(make("p", { class: "hint" }, word("nothing_here")));
    return;
  }
  const frame = make("div", { class: "spot" });
  book.leaves[at][0].holder.append(frame);
  book.frameAt(frame, at, spot.rect);
  const rows = [
    row("element", make("code", {}, spot.what)),
    spot.role && row("role", spot.role),
    row("layout", place(spot.layout)),
    spot.section.place && row("section", place(spot.section)),
    spot.rules.length && row("rules", ...spot.rules.map(place)),
    ...spot.figures.flatMap((figure) => [
      row("figure", make("code", {}, figure.id)),
      row("values", figure.values.join(" · ")),
      row("source", figure.source),
      row("data", place(figure.data)),
    ]),
  ];
  panel.replaceChildren(make("dl", {}, ...rows.filter(Boolean).flat()));
}

function row(name, ...values) {
  return [make("dt", {}, word(name)), make("dd", {}, ...values)];
}

function place({ place: told, opens }) {
  const shown = opens ? make("a", { href: opens }, make("code", {}, told)) : make("code", {}, told);
  const copy = make("button", { type: "button", class: "copy", "aria-label": `${word("copy")} ${told}` }, word("copy"));
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(told);
    copy.textContent = word("copied");
  });
  return make("div", { class: "file" }, shown, " ", copy);
}
