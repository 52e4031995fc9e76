// The pages, as spreads or one by one, and their thumbnails.
import { make } from "./dom.js";
import { Picture } from "./picture.js";

const MM = 96 / 25.4; // px

export class Book {
  constructor(element, thumbs) {
    this.element = element;
    this.thumbs = thumbs;
    this.pages = [];
    this.leaves = [];
    this.arranged = "spreads";
    this.zoom = null; // null: as large as fits
    this.onSight = () => {};
    this.pictures = new Map(); // of holder
    const seen = (entries) => entries.forEach((one) => this.pictures.get(one.target)?.setNear(one.isIntersecting));
    this.nearPages = new IntersectionObserver(seen, { root: element, rootMargin: "50%" });
    this.nearThumbs = new IntersectionObserver(seen, { root: thumbs, rootMargin: "50%" });
    new ResizeObserver(() => this.setZoom(this.zoom)).observe(element);
    element.addEventListener("scroll", () => this.#scrolled(), { passive: true });
  }

  show(pages) {
    const same = pages.length === this.pages.length && pages.every((page, at) => page.name === this.pages[at].name);
    this.pages = pages;
    if (!same) this.arrange();
    pages.forEach((page, at) => this.leaves[at].forEach((picture) => picture.want(page.key)));
    this.onSight();
  }

  #scrolled() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.markHere();
      this.onSight();
    });
  }

  // Anew, when there are other pages than before or they are to stand otherwise; the page in view stays in view.
  arrange() {
    const here = this.here;
    this.pictures.clear();
    this.nearPages.disconnect();
    this.nearThumbs.disconnect();
    this.leaves = this.pages.map((page, at) => [this.#leaf(page, at), this.#thumb(page, at)]);
    const sheets = this.leaves.map(([picture]) => picture.holder.parentElement);
    const spreads = this.arranged === "spreads" ? inSpreads(sheets) : sheets.map((sheet) => [sheet]);
    this.element.replaceChildren(...spreads.map((pair) => make("div", { class: `spread ${pair.length > 1 ? "open" : ""}` }, ...pair)));
    this.thumbs.replaceChildren(...this.leaves.map(([, picture]) => picture.holder));
    this.setZoom(this.zoom);
    this.goTo(Math.min(here, this.pages.length - 1), { focus: false });
  }

  #leaf(page, at) {
    const paper = make("div", { class: "paper", "data-page": at });
    const sheet = make("figure", { class: `leaf ${page.side}`, id: `page-${at}`, tabindex: "-1" }, paper, make("figcaption", {}, page.name));
    const picture = new Picture(paper, page.name);
    this.pictures.set(paper, picture);
    this.nearPages.observe(paper);
    return picture;
  }

  #thumb(page, at) {
    const button = make("button", { type: "button", class: page.side, title: page.name }, make("span", {}, page.label));
    button.addEventListener("click", () => this.goTo(at));
    const picture = new Picture(button, "");
    this.pictures.set(button, picture);
    this.nearThumbs.observe(button);
    return picture;
  }

  setZoom(zoom) {
    this.zoom = zoom;
    if (!this.pages.length) return;
    const [x, y] = [this.element.scrollLeft / this.element.scrollWidth, this.element.scrollTop / this.element.scrollHeight];
    const widest = Math.max(...this.pages.map((page) => page.width));
    const across = this.arranged === "spreads" ? 2 : 1;
    const fits = (this.element.clientWidth - 48) / (across * widest * MM);
    this.scale = zoom ?? Math.max(fits, 0.1);
    for (const none of this.element.querySelectorAll(".none")) none.style.width = `${this.pages[0].width * MM * this.scale}px`;
    this.pages.forEach((page, at) => {
      const { style } = this.leaves[at][0].holder;
      style.width = `${page.width * MM * this.scale}px`;
      style.aspectRatio = `${page.width} / ${page.height}`;
    });
    if (zoom !== null) this.element.scrollTo(x * this.element.scrollWidth, y * this.element.scrollHeight);
    this.leaves.forEach(([picture]) => picture.near && picture.refresh());
    document.getElementById("zoom").textContent = `${Math.round(this.scale * 100)}%`;
  }

  // 0-based number of the page that is nearest to the middle of the screen.
  get here() {
    const box = this.element.getBoundingClientRect();
    const middle = box.top + box.height / 2;
    const away = (sheet) => {
      const own = sheet.getBoundingClientRect();
      return Math.max(own.top - middle, middle - own.bottom, 0);
    };
    let best = 0;
    this.leaves.forEach(([picture], at) => {
      if (away(picture.holder) < away(this.leaves[best][0].holder)) best = at;
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
    if (focus) sheet.focus({ preventScroll: true });
    sheet.scrollIntoView({ block: "start", inline: "nearest" });
    this.markHere();
  }

  // Puts something over a page, at mm from its top left: a point, or a rectangle.
  frameAt(element, at, [left, top, right, bottom]) {
    const page = this.pages[at];
    element.style.left = `${(100 * left) / page.width}%`;
    element.style.top = `${(100 * top) / page.height}%`;
    if (bottom === undefined) return;
    element.style.width = `${(100 * (right - left)) / page.width}%`;
    element.style.height = `${(100 * (bottom - top)) / page.height}%`;
  }

  turn(step) {
    const sheets = [...this.element.children];
    const here = this.leaves[this.here]?.[0].holder.closest(".spread");
    const next = sheets[Math.min(Math.max(sheets.indexOf(here) + step, 0), sheets.length - 1)];
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

// Verso and recto, as the book lies open; its first page is a recto.
function inSpreads(sheets) {
  const spreads = sheets.length ? [[make("div", { class: "leaf none" }), sheets[0]]] : [];
  for (let at = 1; at < sheets.length; at += 2) spreads.push(sheets.slice(at, at + 2));
  return spreads;
}
