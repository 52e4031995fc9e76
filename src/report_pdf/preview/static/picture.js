// A page's picture: fetched when the page comes near the screen, swapped when it is ready, so that nothing flickers.
import { make } from "./dom.js";

const STEP = 50; // px: pictures of nearly the same width are one

export class Picture {
  constructor(holder, alt) {
    this.holder = holder;
    this.image = make("img", { alt, decoding: "async" });
    this.alt = alt;
    this.near = false;
    this.wanted = "";
    holder.prepend(this.image);
  }

  // What is to be seen; it is fetched at once if the page is near the screen.
  want(sheet, plate = "") {
    this.sheet = sheet;
    this.plate = plate && sheet.of === "proof" ? `&plate=${encodeURIComponent(plate)}` : "";
    if (this.near) this.refresh();
  }

  setNear(near) {
    this.near = near;
    if (near) this.refresh();
  }

  get width() {
    return Math.ceil((this.holder.clientWidth * devicePixelRatio) / STEP) * STEP;
  }

  async refresh() {
    if (!this.sheet || !this.width) return;
    const { picture, key } = this.sheet;
    const wanted = `${picture}?width=${this.width}${this.plate}`;
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    const next = make("img", { alt: this.alt, src: wanted, decoding: "sync" });
    next.style.aspectRatio = this.image.style.aspectRatio;
    try {
      await next.decode();
    } catch {
      if (this.wanted === wanted) this.wanted = ""; // a newer state is on its way
      return;
    }
    if (this.wanted !== wanted) return;
    this.image.replaceWith(next);
    this.image = next;
    this.holder.dataset.shown = key;
    this.holder.querySelector(".stand-in")?.remove();
  }
}
