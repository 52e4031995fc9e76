"use strict";
// A page that stands on the sheet twice is stored once.
for (const picture of document.querySelectorAll("img[data-same-as]")) {
  picture.src = document.getElementById(picture.dataset.sameAs).src;
}

for (const cut of document.querySelectorAll(".cut")) {
  cut.addEventListener("input", () => cut.parentElement.style.setProperty("--cut", cut.value + "%"));
}

const spreads = [...document.querySelectorAll(".spread")];

function turn(step) {
  const middle = innerHeight / 2;
  const distance = (spread) => {
    const box = spread.getBoundingClientRect();
    return Math.max(box.top - middle, middle - box.bottom, 0);
  };
  const here = spreads.reduce((best, spread, at) => (distance(spread) < distance(spreads[best]) ? at : best), 0);
  const above = distance(spreads[here]) > 0;
  const next = spreads[Math.min(Math.max(above ? here : here + step, 0), spreads.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (!document.getElementById("single-keys").checked) return;
  const arrow = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const own = event.target.matches("input");
  if (arrow && !own) {
    event.preventDefault();
    turn(arrow);
    return;
  }
  const switched = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
  if (switched) switched.click();
});
