// What is shown: the book, the same as a draft, the proof for the press, or a comparison with another version.
import { make } from "./dom.js";
import { inSpreads, single } from "./rows.js";
import { blocking, say, told } from "./findings.js";
import { word } from "./words.js";

const MARKED = ["changed", "added", "removed"];
const EMPTY = { pages: [], findings: [] };
const at = (id) => document.getElementById(id);

export class Views {
  constructor(book, refresh) {
    this.book = book;
    this.refresh = refresh;
    this.shown = null;
    this.arranged = "spreads";
    this.state = null;
    this.proof = null;
    this.comparison = null;
    at("again").addEventListener("click", () => (this.shown === "print" ? this.prove() : this.compare()));
    at("with").addEventListener("change", () => this.compare());
  }

  async take(state) {
    this.state = state;
    this.shown ??= state.draft ? "draft" : "digital";
    this.proof = await this.#fetched("proof", `${state.proof.made} ${state.examined}`, state.proof.made, this.proof);
    this.comparison = await this.#fetched("comparison", state.comparison.made, state.comparison.made, this.comparison);
  }

  // What the server has made, once for each that it makes.
  async #fetched(name, mark, isMade, before) {
    if (!isMade || before?.mark === mark) return before;
    const answer = await fetch(name);
    return answer.ok ? { ...(await answer.json()), mark } : before;
  }

  turnTo(shown) {
    this.shown = shown;
    post("mark", { draft: shown === "draft" });
    const { proof } = this.state ?? {};
    if (shown === "print" && proof && !proof.doing && (!proof.made || proof.stale)) this.prove();
    if (shown === "compare") this.#offer();
    this.refresh();
  }

  prove() {
    post("prove");
  }

  compare() {
    if (at("with").value) post("compare", { key: at("with").value });
  }

  // The versions that there are now.
  async #offer() {
    const answer = await fetch("versions");
    if (!answer.ok) return;
    const versions = await answer.json();
    const asked = at("with").value || this.comparison?.with;
    at("with").replaceChildren(...versions.map(({ key, name }) => make("option", { value: key, selected: key === asked }, name)));
    at("told").textContent = versions.length ? "" : word("no_versions");
    const { made, doing, stale } = this.state.comparison;
    if (!doing && (!made || stale)) this.compare();
  }

  get sheets() {
    const pages = this.state.pages.map((page, index) => ({ ...page, of: "book", index, source: page.key }));
    if (this.shown === "print" && this.proof) return this.proof.pages.map((page) => ({ ...page, of: "proof", ...sameIn(pages, page) }));
    return this.#compares ? this.#compared(pages).sheets : pages;
  }

  get rows() {
    if (this.#compares) return this.#compared(this.state.pages).rows;
    return this.arranged === "spreads" ? inSpreads(this.sheets) : single(this.sheets);
  }

  get #compares() {
    return this.shown === "compare" && this.comparison;
  }

  // Every page of the other version beside what it is now.
  #compared(pages) {
    const [sheets, rows] = [[], []];
    const put = (sheet) => sheets.push(sheet) - 1;
    const { pairs, name, pages: others } = this.comparison;
    for (const { before, now, kind, kindName, areas } of pairs) {
      const tag = MARKED.includes(kind) ? kindName : "";
      const old = before === null ? null : { ...others[before], of: "other", index: null, source: "", note: name, tag, areas };
      const own = now === null || !pages[now] ? null : { ...pages[now], note: word("now"), tag, areas };
      if (old || own) rows.push([old && put(old), own && put(own)]);
    }
    const known = Math.max(-1, ...pairs.map(({ now }) => now ?? -1));
    pages.slice(known + 1).forEach((page) => rows.push([null, put({ ...page, note: word("now") })]));
    return { sheets, rows };
  }

  get findings() {
    const named = (findings, of, pages) =>
      findings.map((finding) => ({ ...finding, of, pageName: pages.find((page) => page.label === finding.page)?.name ?? finding.page }));
    const proof = this.proof ?? EMPTY;
    const ofProof = named(proof.findings, "proof", proof.pages).map((finding) => ({ ...finding, group: "print" }));
    const ofOther = this.#compares ? named(this.comparison.findings, "other", this.comparison.pages) : [];
    return [...named(this.state.findings, "book", this.state.pages), ...ofProof, ...ofOther];
  }

  // What brings a finding on screen; null if it is about no page.
  jump(finding) {
    const pages = finding.of === "proof" ? this.proof.pages : this.state.pages;
    const index = finding.page ? pages.findIndex((page) => page.label === finding.page) : -1;
    if (index < 0 || finding.of === "other") return null;
    return () => {
      if (finding.of === "proof" && this.shown !== "print") this.#switchTo("print");
      const here = () => this.book.sheets.findIndex((sheet) => (finding.of === "proof" ? sheet.of === "proof" && sheet.label === finding.page : sheet.index === index));
      if (here() < 0) this.#switchTo("digital");
      this.book.goTo(here());
    };
  }

  #switchTo(shown) {
    document.querySelector(`[name=shown][value=${shown}]`).checked = true;
    this.turnTo(shown);
  }

  // What is to be known of the view: how far it is, whether it is as the files are.
  showStrip() {
    const strip = at("strip");
    const errand = { print: this.state.proof, compare: this.state.comparison }[this.shown];
    strip.hidden = !errand;
    document.querySelector(".arranged").disabled = Boolean(this.#compares);
    if (!errand) return;
    at("versions").hidden = this.shown !== "compare";
    at("changes").hidden = !this.#compares;
    at("again").hidden = Boolean(errand.doing) || !(errand.stale || errand.stopped.length);
    const wasBusy = strip.classList.contains("busy");
    strip.classList.toggle("busy", Boolean(errand.doing));
    strip.classList.toggle("stale", errand.stale && !errand.doing);
    at("told").textContent = errand.doing || (errand.stale ? word(`${this.shown}_stale`) : this.#made(errand));
    at("kept").replaceChildren(...blocking(errand.stopped).map((finding) => told(finding)));
    if (wasBusy && !errand.doing) say(`${at("told").textContent} ${at("kept").textContent}`);
  }

  #made({ made }) {
    if (!made) return "";
    if (this.shown === "compare") return this.comparison ? this.comparison.summary.join(", ") : "";
    return this.state.examined ? word("print_made") : "";
  }
}

// The page of the book that a sheet shows: it stands in the same place and is clicked on in the same way.
function sameIn(pages, { label, side }) {
  const index = side === "cover" ? -1 : pages.findIndex((page) => page.label === label);
  return index < 0 ? { index: null, source: "" } : { index, source: pages[index].key, standIn: pages[index] };
}

function post(where, said = {}) {
  return fetch(where, { method: "POST", body: JSON.stringify(said) });
}
