// Over the pages: grid, safe zone, trim, boxes and their order for those who listen, findings and changes at their spot.
import { make } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export class Overlays {
  constructor(book) {
    this.book = book;
  }

  show(findings) {
    this.book.leaves.forEach(([{ holder }], at) => {
      const sheet = this.book.sheets[at];
      if (!holder.querySelector(".lines")) this.#lines(holder, at, sheet);
      if (sheet.standIn && !holder.dataset.shown) this.#standIn(holder, at, sheet);
      holder.querySelectorAll(".mark, .change").forEach((mark) => mark.remove());
      const own = findings.filter((finding) => finding.of === sheet.of && finding.page === sheet.label && finding.at.length);
      own.forEach((finding, number) => this.#mark(holder, at, finding, number + 1));
      for (const area of sheet.areas ?? []) {
        const change = make("div", { class: "change" });
        this.book.frameAt(change, at, area);
        holder.append(change);
      }
    });
    this.refresh();
  }

  #lines(holder, at, sheet) {
    const [left, top, right, bottom] = sheet.trim;
    const over = sheet.side === "cover" ? make("div", { class: "lines" }) : grid(right - left, bottom - top, sheet.side);
    this.book.frameAt(over, at, [0, 0, right - left, bottom - top]);
    holder.append(over);
    if (!sheet.bleed.length) return;
    for (const [name, box] of [["bleed", sheet.bleed], ["trim", sheet.trim]]) {
      const line = make("div", { class: `cut ${name}`, "aria-hidden": "true" });
      this.book.frameAt(line, at, [box[0] - left, box[1] - top, box[2] - left, box[3] - top]);
      holder.append(line);
    }
  }

  // The page of the book, faintly, until its sheet is drawn.
  #standIn(holder, at, { standIn, trim }) {
    const src = `${standIn.picture}?width=${Math.max(holder.clientWidth, 1)}`;
    const image = holder.querySelector(".stand-in") ?? make("img", { class: "stand-in", alt: "", loading: "lazy" });
    if (image.getAttribute("src") !== src) image.src = src;
    this.book.frameAt(image, at, [0, 0, trim[2] - trim[0], trim[3] - trim[1]]);
    holder.append(image);
  }

  #mark(holder, at, finding, number) {
    const title = `${finding.severityName}: ${finding.message}${finding.place ? ` (${finding.place})` : ""}`;
    const mark = make("span", { class: `mark ${finding.severity}`, title, role: "img", "aria-label": title }, make("b", {}, number));
    this.book.frameAt(mark, at, finding.at);
    holder.append(mark);
  }

  // Boxes are asked for where they are looked at.
  refresh() {
    const wanted = ["boxes", "order"].some((name) => document.body.classList.contains(`over-${name}`));
    if (wanted) this.book.seen.forEach((at) => this.#boxes(at));
  }

  async #boxes(at) {
    const { source: key } = this.book.sheets[at];
    const { holder } = this.book.leaves[at][0];
    if (!key || holder.dataset.boxes === key) return;
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

function grid(width, height, side) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "lines");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#grid-${side}`);
  svg.append(use);
  return svg;
}
