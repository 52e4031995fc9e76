// What is wrong: beside the pages by whose eyes it is for, and what stops them on top.
import { make } from "./dom.js";
import { word } from "./words.js";

const GROUPS = ["data", "layout", "accessibility", "print"];
const panel = document.getElementById("findings");
const chosen = new Map(); // whether the designer wants a group open
let stepped = -1; // to which finding that is about a page
let known = null; // what was told when all was built last

export function told(finding, jump = null) {
  const text = make("p", {}, make("strong", {}, finding.severityName), " ", finding.message);
  const hint = finding.hint ? make("p", { class: "hint" }, finding.hint) : null;
  const page = finding.page ? make("span", {}, finding.pageName) : null;
  const place = make("p", { class: "place" }, page, finding.place ? make("code", {}, finding.place) : null, make("code", { class: "rule" }, finding.rule));
  const body = jump ? make("button", { type: "button", class: "jump" }, text) : text;
  if (jump) body.addEventListener("click", jump);
  return make("li", { class: finding.severity }, body, hint, place);
}

// Of what was told when work stopped, that which stopped it.
export function blocking(findings) {
  const own = findings.filter((finding) => finding.severity === "block");
  return own.length ? own : findings;
}

export function showStopped(stopped) {
  const findings = blocking(stopped);
  const section = document.getElementById("stopped");
  section.hidden = !findings.length;
  const list = findings.map((finding) => told(finding));
  const before = section.querySelector("ol");
  // What is already told is not told again to those who listen.
  if (before.textContent !== list.map((item) => item.textContent).join("")) before.replaceChildren(...list);
}

// `jump` gives what brings a finding on screen, null if it is about no page; `isExamined` is said of the proof.
export function showFindings(findings, { jump, isExamined, prove }) {
  document.getElementById("counted").textContent = findings.length || "";
  const others = findings.some((finding) => !GROUPS.includes(finding.group)) ? ["machine"] : [];
  const groups = [...GROUPS, ...others].map((group) => {
    const own = findings.filter((finding) => (GROUPS.includes(finding.group) ? finding.group : "machine") === group);
    const items = own.map((finding) => told(finding, jump(finding)));
    const ask = make("button", { type: "button", class: "ask" }, word("prove"));
    ask.addEventListener("click", prove);
    const unknown = group === "print" && !isExamined;
    const none = unknown ? make("p", { class: "hint" }, word("not_examined"), " ", ask) : items.length ? null : make("p", { class: "hint" }, word("no_findings"));
    const summary = make("summary", {}, word(`group_${group}`), " ", make("span", {}, unknown && !own.length ? "–" : own.length));
    const details = make("details", { open: chosen.get(group) ?? own.some((finding) => finding.severity !== "note"), "data-group": group }, summary, none, make("ol", { class: "findings" }, ...items));
    summary.addEventListener("click", () => chosen.set(group, !details.open));
    return details;
  });
  const focused = [...panel.querySelectorAll("summary, button")].indexOf(document.activeElement);
  panel.replaceChildren(...groups);
  if (focused >= 0) panel.querySelectorAll("summary, button")[focused]?.focus();
}

// The next finding that is about a page, or the one before: on screen, in the list and in the ear.
export function stepFinding(step) {
  const jumps = [...panel.querySelectorAll(".jump")];
  if (!jumps.length) return;
  stepped = (stepped < 0 && step < 0 ? jumps.length : stepped) + step;
  stepped = (stepped + jumps.length) % jumps.length;
  jumps.forEach((jump, at) => jump.closest("li").classList.toggle("current", at === stepped));
  const group = jumps[stepped].closest("details");
  group.open = true;
  chosen.set(group.dataset.group, true);
  jumps[stepped].scrollIntoView({ block: "nearest" });
  say(jumps[stepped].textContent);
  jumps[stepped].click();
}

// Said to those who listen.
export function say(words) {
  document.getElementById("news").textContent = words;
}

// Said to those who listen once all is built, and only of what has changed.
export function tellNews(findings, isSettled) {
  if (!isSettled) return;
  const now = new Set(findings.map((finding) => JSON.stringify([finding.rule, finding.message, finding.place, finding.page])));
  if (known) {
    const [come, gone] = [[...now].filter((one) => !known.has(one)).length, [...known].filter((one) => !now.has(one)).length];
    if (come || gone) say(word("news", { come, gone }));
  }
  known = now;
}
