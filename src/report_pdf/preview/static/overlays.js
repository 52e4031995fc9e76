// Over the pages: the grid, the safe zone, boxes and their order for those who listen, and findings at their spot.
import { make } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export class Overlays {
  constructor(book) {
    this.book = book;
    this.findings = [];
  }

  show({ findings }) {
    this.findings = findings;
    this.book.leaves.forEach(([picture], at) => {
      const { holder } = picture;
      const side = holder.parentElement.classList.contains("verso") ? "verso" : "recto";
      if (!holder.querySelector(".lines")) holder.append(grid(this.book.pages[at], side));
      holder.querySelectorAll(".mark").forEach((mark) => mark.remove());
      const own = findings.filter((finding) => finding.page === this.book.pages[at].label && finding.at.length);
      own.forEach((finding, number) => this.#mark(holder, at, finding, number + 1));
    });
    this.refresh();
  }

  #mark(holder, at, finding, number) {
    const title = `${finding.severityName}: ${finding.message}${finding.place ? ` (${finding.place})` : ""}`;
    const mark = make("span", { class: `mark ${finding.severity}`, title, role: "img", "aria-label": title }, number);
    this.book.frameAt(mark, at, finding.at);
    holder.append(mark);
  }

  // Boxes are asked for where they are looked at.
  refresh() {
    const wanted = ["boxes", "order"].some((name) => document.body.classList.contains(`over-${name}`));
    if (wanted) this.book.seen.forEach((at) => this.#boxes(at));
  }

  async #boxes(at) {
    const { holder } = this.book.leaves[at][0];
    const { key } = this.book.pages[at];
    if (holder.dataset.boxes === key) return;
    holder.dataset.boxes = key;
    const answer = await fetch(`pages/${key}/items`);
    if (!answer.ok || holder.dataset.boxes !== key) return;
    let order = 0;
    const items = (await answer.json()).map((item) => {
      const name = item.role ? make("span", {}, `${++order} ${item.role}`) : "";
      const box = make("div", { class: item.role ? "box tagged" : "box" }, name);
      this.book.frameAt(box, at, item.rect);
      return box;
    });
    holder.querySelector(".boxes")?.remove();
    holder.append(make("div", { class: "boxes", "aria-hidden": "true" }, ...items));
  }
}

function grid(page, side) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "lines");
  svg.setAttribute("viewBox", `0 0 ${page.width} ${page.height}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#grid-${side}`);
  svg.append(use);
  return svg;
}
