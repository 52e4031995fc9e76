// What a person does on the contact sheet, and what is to be seen of it, as JSON at its end.
const seen = {};
const byId = (id) => document.getElementById(id);
const style = (one) => getComputedStyle(document.querySelector(one));

function press(key) {
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}

seen.filters = [...document.querySelectorAll("[name=view]")].map((one) => {
  one.click();
  return style(".paper img").filter;
});

seen.grid = [style(".grid").display];
press("g");
seen.grid.push(style(".grid").display);
byId("single-keys").click();
press("g");
seen.grid.push(style(".grid").display);
byId("single-keys").click();

seen.findings = [style(".mark").display];
press("s");
seen.findings.push(style(".mark").display);

const opened = [...document.querySelectorAll(".spread")];
seen.spreads = ["ArrowRight", "ArrowRight", "ArrowLeft"].map((key) => {
  press(key);
  return opened.indexOf(document.activeElement);
});

press("t");
const cut = document.querySelector(".cut");
cut.value = 20;
cut.dispatchEvent(new Event("input"));
seen.curtain = [style(".cut").display, style(".both .now img").clipPath];

seen.pictures = [...document.images].map((one) => one.src.slice(0, 22));
const twice = [...document.querySelectorAll("[data-same-as]")];
seen.stored = twice.map((one) => one.src === byId(one.dataset.sameAs).src);
document.body.insertAdjacentHTML("beforeend", `<pre id="seen">${JSON.stringify(seen)}</pre>`);
