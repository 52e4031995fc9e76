// What differs from the other version: pages, figures, texts; a click brings it on screen.
import { make } from "./dom.js";
import { word } from "./words.js";

const MARK = { added: "ins", removed: "del" };

export function showChanges(comparison, book) {
  const section = document.getElementById("differences");
  section.hidden = !comparison;
  if (!comparison) return;
  const pages = book.rows.flatMap((row, number) => {
    const sheets = row.filter((at) => at !== null).map((at) => [at, book.sheets[at]]);
    const tagged = sheets.filter(([, sheet]) => sheet.tag);
    if (!tagged.length) return [];
    const [at, sheet] = tagged.at(-1);
    return [item(() => book.goTo(at), make("strong", {}, [...new Set(tagged.map(([, one]) => one.name))].join(" → ")), ` ${sheet.tag}`)];
  });
  const figures = comparison.figures.map((one) =>
    item(toPage(book, one.page), make("code", {}, one.name), ` ${one.column}: `, make("del", {}, one.before), " → ", make("ins", {}, one.now), one.kindName ? ` (${one.kindName})` : ""),
  );
  const texts = comparison.texts.map((one) =>
    item(toPage(book, one.page), make("strong", {}, one.pages), ` ${one.role}: `, ...one.pieces.map(([kind, text]) => (kind ? make(MARK[kind], {}, text) : text))),
  );
  const hint = comparison.knowsFigures ? null : make("p", { class: "hint" }, word("figures_unknown"));
  section.querySelector("div").replaceChildren(group("changed_pages", pages), group("changed_figures", figures, hint), group("changed_texts", texts));
}

function group(name, items, hint = null) {
  const summary = make("summary", {}, word(name), " ", make("span", {}, items.length));
  return make("details", { open: Boolean(items.length), "data-group": name }, summary, hint, make("ol", { class: "changes" }, ...items));
}

function item(jump, ...children) {
  if (!jump) return make("li", {}, ...children);
  const button = make("button", { type: "button", class: "jump" }, ...children);
  button.addEventListener("click", jump);
  return make("li", {}, button);
}

function toPage(book, index) {
  return index === null ? null : () => book.goTo(book.positionOf(index));
}

// The next row that differs, or the one before.
export function stepChange(book, step) {
  const tagged = book.rows.flatMap((row, number) => (row.some((at) => at !== null && book.sheets[at].tag) ? [number] : []));
  const here = book.rows.findIndex((row) => row.includes(book.here));
  const next = step > 0 ? tagged.find((number) => number > here) : tagged.findLast((number) => number < here);
  if (next !== undefined) book.goTo(book.rows[next].findLast((at) => at !== null));
}
