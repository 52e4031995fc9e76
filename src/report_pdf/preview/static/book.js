// The pages, in rows as they lie open, and their thumbnails.
import { make } from "./dom.js";
import { Picture } from "./picture.js";

const MM = 96 / 25.4; // px
const AROUND = 48; // px that the desk keeps free beside a row, and above and below a page
const CAPTION = 28; // px
const HEAD = 16; // px: the desk above a page that was gone to, as in the style sheet

export class Book {
  constructor(element, thumbs) {
    this.element = element;
    this.thumbs = thumbs;
    this.sheets = [];
    this.rows = [];
    this.leaves = [];
    this.zoom = null; // null: as large as fits
    this.plate = "";
    this.gone = 0;
    this.onSight = () => {};
    this.pictures = new Map(); // of holder
    const seen = (entries) => entries.forEach((one) => this.pictures.get(one.target)?.setNear(one.isIntersecting));
    this.nearPages = new IntersectionObserver(seen, { root: element, rootMargin: "50%" });
    this.nearThumbs = new IntersectionObserver(seen, { root: thumbs, rootMargin: "50%" });
    new ResizeObserver(() => this.setZoom(this.zoom)).observe(element);
    element.addEventListener("scroll", () => this.#scrolled(), { passive: true });
  }

  // Sheets are pages with all that is known of them; rows hold their numbers, or null for an empty place.
  show(sheets, rows) {
    const form = JSON.stringify([rows, sheets.map((sheet) => [sheet.name, sheet.side, sheet.width, sheet.height, sheet.tag])]);
    const here = this.sheets[this.here];
    this.sheets = sheets;
    this.rows = rows;
    if (form !== this.form) this.#arrange(here);
    this.form = form;
    this.#want();
    this.onSight();
  }

  showPlate(plate) {
    this.plate = plate;
    this.#want();
  }

  // What is on screen is asked for first.
  #want() {
    const seen = this.seen;
    for (const at of [...seen, ...this.sheets.keys()]) this.leaves[at][0].want(this.sheets[at], this.plate);
    // To find one's way, the page of the book will do for a sheet that takes long to draw.
    this.sheets.forEach((sheet, at) => this.leaves[at][1].want(sheet.standIn ?? sheet));
  }

  #scrolled() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.markHere();
      this.onSight();
    });
  }

  // Anew, when there are other pages than before or they are to stand otherwise; the page in view stays in view.
  #arrange(before) {
    this.pictures.clear();
    this.nearPages.disconnect();
    this.nearThumbs.disconnect();
    this.leaves = this.sheets.map((sheet, at) => [this.#leaf(sheet, at), this.#thumb(sheet, at)]);
    const empty = () => make("div", { class: "leaf none" });
    const row = (numbers, part) => numbers.map((at) => (at === null ? empty() : part(this.leaves[at])));
    this.element.replaceChildren(
      ...this.rows.map((numbers) => make("div", { class: `spread ${numbers.length > 1 ? "open" : ""}` }, ...row(numbers, ([page]) => page.holder.parentElement))),
    );
    this.thumbs.replaceChildren(...this.rows.map((numbers) => make("div", { class: "spread" }, ...row(numbers, ([, thumb]) => thumb.holder))));
    this.thumbs.classList.toggle("single", this.rows.every((numbers) => numbers.length === 1));
    this.setZoom(this.zoom);
    this.goTo(before ? Math.max(this.#again(before), 0) : 0, { focus: false });
  }

  // Where the page stands now that stood there before.
  #again(before) {
    const same = this.sheets.findIndex((sheet) => sheet.label === before.label && sheet.of !== "other");
    return same >= 0 ? same : Math.min(this.positionOf(before.index ?? 0), this.sheets.length - 1);
  }

  // Of a page of the book on screen, by its 0-based number.
  positionOf(index) {
    return this.sheets.findIndex((sheet) => sheet.index === index);
  }

  #leaf(sheet, at) {
    const paper = make("div", { class: "paper", "data-page": at });
    const caption = make("figcaption", {}, sheet.name, sheet.note ? make("span", {}, ` · ${sheet.note}`) : null, sheet.tag ? make("strong", {}, sheet.tag) : null);
    make("figure", { class: `leaf ${sheet.side} ${sheet.tag ? "tagged" : ""}`, id: `page-${at}`, tabindex: "-1" }, paper, caption);
    const picture = new Picture(paper, `${sheet.name}${sheet.note ? `, ${sheet.note}` : ""}`);
    this.pictures.set(paper, picture);
    this.nearPages.observe(paper);
    return picture;
  }

  #thumb(sheet, at) {
    const button = make("button", { type: "button", class: `${sheet.side} ${sheet.tag ? "tagged" : ""}`, title: sheet.tag ? `${sheet.name}: ${sheet.tag}` : sheet.name }, make("span", {}, sheet.label));
    button.addEventListener("click", () => this.goTo(at));
    const picture = new Picture(button, "");
    picture.image.style.aspectRatio = `${sheet.width} / ${sheet.height}`;
    this.pictures.set(button, picture);
    this.nearThumbs.observe(button);
    return picture;
  }

  setZoom(zoom) {
    this.zoom = zoom;
    if (!this.sheets.length) return;
    const { element } = this;
    const held = this.#held();
    const room = Math.max(element.clientWidth - AROUND, 1);
    const single = this.sheets.filter((sheet) => sheet.side !== "cover");
    const pages = single.length ? single : this.sheets;
    const widest = Math.max(...pages.map((sheet) => sheet.width)) * Math.max(...this.rows.map((row) => row.length));
    const tallest = Math.max(...pages.map((sheet) => sheet.height));
    const fits = Math.min(room / widest, Math.max(element.clientHeight - AROUND - CAPTION, 1) / tallest) / MM;
    this.scale = zoom ?? Math.max(fits, 0.1);
    for (const none of element.querySelectorAll(".none")) none.style.width = `${pages[0].width * MM * this.scale}px`;
    this.sheets.forEach((sheet, at) => {
      const { style } = this.leaves[at][0].holder;
      // A cover that lies open fits alone.
      const width = sheet.width * MM * this.scale;
      style.width = `${zoom === null ? Math.min(width, room) : width}px`;
      style.aspectRatio = `${sheet.width} / ${sheet.height}`;
    });
    held();
    this.leaves.forEach(([picture]) => picture.near && picture.refresh());
    document.getElementById("zoom").textContent = `${Math.round(this.scale * 100)}%`;
  }

  // The spot of a page that is in the middle of the screen now, or at its head where pages are to be seen whole; called
  // later, it is brought there again.
  #held() {
    const { holder } = this.leaves[this.here][0];
    const box = this.element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + (this.zoom === null ? HEAD : box.height / 2)];
    const before = holder.getBoundingClientRect();
    if (!before.height) return () => {}; // it has no place yet
    const [across, down] = [(x - before.left) / before.width, (y - before.top) / before.height];
    return () => {
      const now = holder.getBoundingClientRect();
      this.element.scrollBy(now.left + across * now.width - x, now.top + down * now.height - y);
    };
  }

  // Number of the sheet that is nearest to the middle of the screen; in a comparison the newer one.
  get here() {
    const box = this.element.getBoundingClientRect();
    const middle = box.top + box.height / 2;
    const away = (at) => {
      const own = this.leaves[at][0].holder.getBoundingClientRect();
      return Math.max(own.top - middle, middle - own.bottom, 0) + (this.sheets[at].of === "other" ? 1 : 0);
    };
    // Of pages that are as near, the one that was gone to.
    let best = this.gone < this.leaves.length ? this.gone : 0;
    this.leaves.forEach((_leaf, at) => {
      if (away(at) < away(best)) best = at;
    });
    return best;
  }

  get seen() {
    const box = this.element.getBoundingClientRect();
    return this.leaves.flatMap(([picture], at) => {
      const own = picture.holder.getBoundingClientRect();
      return own.bottom > box.top && own.top < box.bottom ? [at] : [];
    });
  }

  goTo(at, { focus = true } = {}) {
    const sheet = this.leaves[at]?.[0].holder.parentElement;
    if (!sheet) return;
    this.gone = at;
    if (focus) sheet.focus({ preventScroll: true });
    sheet.scrollIntoView({ block: "start", inline: "nearest" });
    this.markHere();
  }

  // Puts something over a page, at mm from the top left of its trim: a point, or a rectangle.
  frameAt(element, at, [left, top, right, bottom]) {
    const { width, height, trim } = this.sheets[at];
    element.style.left = `${(100 * (left + trim[0])) / width}%`;
    element.style.top = `${(100 * (top + trim[1])) / height}%`;
    if (bottom === undefined) return;
    element.style.width = `${(100 * (right - left)) / width}%`;
    element.style.height = `${(100 * (bottom - top)) / height}%`;
  }

  turn(step) {
    const rows = [...this.element.children];
    const here = this.leaves[this.here]?.[0].holder.closest(".spread");
    const next = rows[Math.min(Math.max(rows.indexOf(here) + step, 0), rows.length - 1)];
    const first = next?.querySelector(".paper");
    if (first) this.goTo(Number(first.dataset.page));
  }

  markHere() {
    const here = this.here;
    this.leaves.forEach(([, thumb], at) => {
      if (at === here) thumb.holder.setAttribute("aria-current", "page");
      else thumb.holder.removeAttribute("aria-current");
    });
    this.leaves[here]?.[1].holder.scrollIntoView({ block: "nearest" });
  }
}
