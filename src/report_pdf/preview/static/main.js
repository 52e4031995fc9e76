// The preview: what the server tells is drawn, what the designer does is heard.
import { follow } from "./live.js";
import { Book } from "./book.js";
import { listen, showPlaces, showPlates } from "./controls.js";
import { inspect } from "./inspector.js";
import { Overlays } from "./overlays.js";
import { Views } from "./views.js";
import { showChanges, stepChange } from "./changes.js";
import { showFindings, showStopped, stepFinding, tellNews } from "./findings.js";
import { word } from "./words.js";

const book = new Book(document.getElementById("book"), document.getElementById("thumbs"));
const overlays = new Overlays(book);
const views = new Views(book, draw);
const doing = document.getElementById("doing");
let design = null;

async function refreshDefinitions() {
  const answer = await fetch("definitions.svg");
  if (!answer.ok) return;
  const svg = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("svg");
  document.getElementById("definitions").replaceChildren(document.importNode(svg, true));
}

async function show(state) {
  await views.take(state);
  if (state !== views.state) return; // a newer one has come meanwhile
  document.getElementById("title").textContent = state.title || word("preview");
  if (state.title) document.title = `${state.title} · ${word("preview")}`;
  draw();
  showPlaces(state.places);
  showStopped(state.stopped);
  const resting = state.stopped.length || !state.pages.length ? "" : word("whole");
  doing.textContent = state.doing || (state.took ? word("redrawn", { ms: state.took }) : resting);
  doing.classList.toggle("busy", Boolean(state.doing));
  if (state.pages.length && state.design !== design) {
    design = state.design;
    refreshDefinitions();
  }
  tellNews(views.findings, state.settled);
  document.body.dataset.revision = state.revision;
  document.body.dataset.settled = state.settled;
}

function draw() {
  const { state, shown } = views;
  if (!state) return;
  document.body.dataset.shown = shown;
  document.querySelector(`[name=shown][value=${shown}]`).checked = true;
  views.showStrip();
  if (state.pages.length) book.show(views.sheets, views.rows);
  const findings = views.findings;
  overlays.show(findings);
  showFindings(findings, { jump: (finding) => views.jump(finding), isExamined: state.examined, prove: () => views.prove() });
  showChanges(shown === "compare" ? views.comparison : null, book);
  showPlates(book, shown === "print" ? (views.proof?.plates ?? []) : []);
}

let told = "";

async function tellSight() {
  const seen = book.seen.filter((at) => book.sheets[at].of === "book");
  const pages = seen.map((at) => book.sheets[at].index);
  const sight = JSON.stringify({ pages, width: seen.length ? book.leaves[seen[0]][0].width : 0 });
  if (sight === told) return;
  told = sight;
  await fetch("sight", { method: "POST", body: sight });
}

book.onSight = () => {
  tellSight();
  overlays.refresh();
};
inspect(book);
listen(book, {
  turnTo: (shown) => views.turnTo(shown),
  arrange: (arranged) => {
    views.arranged = arranged;
    draw();
  },
  step: (step) => (views.shown === "compare" ? stepChange(book, step) : stepFinding(step)),
});
follow(show, () => {
  doing.textContent = word("lost");
});
