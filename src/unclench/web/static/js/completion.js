// SPDX-License-Identifier: Apache-2.0
// Ingredient lines: the list of the page completes beginnings by itself; here a name a few letters off is offered.

const lines = document.querySelector("[data-completion]");
const names = [...document.querySelectorAll("#ingredient-names option")].map((option) => option.value);
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").trim();
const known = new Map(names.map((name) => [plain(name), name]));

// Letters to add, drop, change or swap; stops counting above what is allowed.
export function apart(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], last = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

export function meant(typed, among = known) {
  const word = plain(typed);
  if (word.length < 3 || among.has(word)) return "";
  const begins = [...among.keys()].filter((name) => name.startsWith(word));
  if (begins.length) return among.get(begins.sort((a, b) => a.length - b.length)[0]);
  const most = word.length < 6 ? 1 : 2;
  let best = "", least = most + 1;
  for (const name of among.keys()) {
    const far = apart(word, name, most);
    if (far < least) [best, least] = [name, far];
  }
  return best && among.get(best);
}

lines?.addEventListener("change", ({ target }) => {
  if (target.name !== "ingredient") return;
  const line = target.closest(".typed-line");
  line.querySelector(".meant")?.remove();
  const name = meant(target.value);
  if (!name) return;
  const offer = document.createElement("button");
  offer.type = "button";
  offer.className = "meant plain";
  offer.textContent = lines.dataset.meant.replace("{name}", name);
  offer.addEventListener("click", () => { target.value = name; offer.remove(); line.querySelector("[name=amount]").focus(); });
  line.append(offer);
});
