// The preview: what the server tells is drawn, what the designer does is heard.
import { follow } from "./live.js";
import { Book } from "./book.js";
import { listen, showPlaces } from "./controls.js";
import { inspect } from "./inspector.js";
import { Overlays } from "./overlays.js";
import { showFindings, showStopped } from "./findings.js";
import { word } from "./words.js";

const book = new Book(document.getElementById("book"), document.getElementById("thumbs"));
const doing = document.getElementById("doing");

async function refreshDefinitions() {
  const answer = await fetch("definitions.svg");
  if (!answer.ok) return;
  const svg = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("svg");
  document.getElementById("definitions").replaceChildren(document.importNode(svg, true));
}

let design = null;

function show(state) {
  document.getElementById("title").textContent = state.title || word("preview");
  if (state.title) document.title = `${state.title} · ${word("preview")}`;
  book.show(state.pages);
  overlays.show(state);
  showFindings(state, book);
  showPlaces(state.places);
  showStopped(state.stopped);
  const resting = state.stopped.length || !state.pages.length ? "" : word("whole");
  doing.textContent = state.doing || (state.took ? word("redrawn", { ms: state.took }) : resting);
  doing.classList.toggle("busy", Boolean(state.doing));
  if (state.pages.length && state.design !== design) {
    design = state.design;
    refreshDefinitions();
  }
  document.body.dataset.revision = state.revision;
  document.body.dataset.settled = state.settled;
}

const overlays = new Overlays(book);
inspect(book);

let told = "";

async function tellSight() {
  const pages = book.seen;
  const sight = JSON.stringify({ pages, width: pages.length ? book.leaves[pages[0]][0].width : 0 });
  if (sight === told) return;
  told = sight;
  await fetch("sight", { method: "POST", body: sight });
}

book.onSight = () => {
  tellSight();
  overlays.refresh();
};
listen(book);
follow(show, () => {
  doing.textContent = word("lost");
});
