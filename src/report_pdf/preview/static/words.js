// What the page says, in the language that the server speaks.
const words = JSON.parse(document.getElementById("words").textContent);

export function word(name, values = {}) {
  return words[name].replace(/{(\w+)}/g, (_all, key) => values[key]);
}
