// What is wrong: beside the pages, and what stops them on top.
import { make } from "./dom.js";
import { word } from "./words.js";

export function told(finding, jump = null) {
  const text = make("p", {}, make("strong", {}, finding.severityName), " ", finding.message);
  const hint = finding.hint ? make("p", { class: "hint" }, finding.hint) : null;
  const place = make("p", { class: "place" }, finding.place ? make("code", {}, finding.place) : null, " ", make("code", { class: "rule" }, finding.rule));
  const body = jump ? make("button", { type: "button", class: "jump" }, text) : text;
  if (jump) body.addEventListener("click", jump);
  return make("li", { class: finding.severity }, body, hint, place);
}

export function showStopped(findings) {
  const section = document.getElementById("stopped");
  section.hidden = !findings.length;
  section.querySelector("ol").replaceChildren(...findings.map((finding) => told(finding)));
}

export function showFindings(state, book) {
  const byArea = Map.groupBy(state.findings, (finding) => finding.area);
  document.getElementById("counted").textContent = state.findings.length || "";
  const groups = [...byArea].map(([area, findings]) => {
    const items = findings.map((finding) => {
      const at = finding.page ? state.pages.findIndex((page) => page.label === finding.page) : -1;
      return told(finding, at < 0 ? null : () => book.goTo(at));
    });
    const open = findings.some((finding) => finding.severity !== "note");
    return make("details", { open }, make("summary", {}, word(`area_${area}`), " ", make("span", {}, findings.length)), make("ol", { class: "findings" }, ...items));
  });
  const panel = document.getElementById("findings");
  const closed = new Set([...panel.querySelectorAll("details:not([open]) summary")].map((one) => one.firstChild.data));
  panel.replaceChildren(...(groups.length ? groups : [make("p", {}, word("no_findings"))]));
  for (const one of panel.querySelectorAll("details")) if (closed.has(one.querySelector("summary").firstChild.data)) one.open = false;
}
