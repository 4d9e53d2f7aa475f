// Search in the page: what is found, under the heading that it stands below.
const LEAVES = "p, li, h1, h2, h3, h4, figcaption, th, td, summary, [role=cell], [role=columnheader], [role=rowheader]";
const MOST = 40;
const AROUND = 45;
const box = document.createElement("div");
box.className = "zoeken";
box.setAttribute("role", "search");
box.innerHTML =
  '<label for="zoek">Zoeken in deze pagina</label>' +
  '<input type="search" id="zoek" autocomplete="off"><p role="status"></p><ol></ol>';
nav.prepend(box);
const field = box.querySelector("input");
const count = box.querySelector("p");
const results = box.querySelector("ol");
let texts = null;

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

// Each block of text with the heading above it. What others hold is read with them.
function indexed() {
  let heading = null;
  const found = [];
  for (const element of document.querySelectorAll(`main :is(${LEAVES})`)) {
    if (/^H[1-4]$/.test(element.tagName)) heading = element;
    if (element.querySelector(LEAVES) || element.closest(".gereedschap")) continue;
    const text = element.textContent.replace(/\s+/g, " ").trim();
    if (text) found.push({ element, heading, text, plain: plain(text) });
  }
  return found;
}

// The plain text may be shorter where a sign and its accent stood apart; then the whole is shown.
function excerpt(item, word) {
  const place = item.plain.length === item.text.length ? item.plain.indexOf(word) : -1;
  if (place < 0) return [item.text.slice(0, 2 * AROUND), "", ""];
  const start = Math.max(0, place - AROUND);
  const end = place + word.length;
  return [
    (start ? "…" : "") + item.text.slice(start, place),
    item.text.slice(place, end),
    item.text.slice(end, end + AROUND) + (end + AROUND < item.text.length ? "…" : ""),
  ];
}

function shown(item, word) {
  const entry = document.createElement("li");
  const link = document.createElement("a");
  const [before, match, after] = excerpt(item, word);
  const strong = document.createElement("b");
  strong.textContent = match;
  const where = document.createElement("small");
  where.textContent = item.heading ? item.heading.textContent.trim() : "";
  link.href = `#${item.element.closest("[id]")?.id ?? "inhoud"}`;
  link.append(where, before, strong, after);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go(item.element);
  });
  entry.append(link);
  return entry;
}

function go(element) {
  for (let parent = element; parent; parent = parent.parentElement) {
    if (parent.tagName === "DETAILS") parent.open = true;
  }
  document.querySelector(".gevonden")?.classList.remove("gevonden");
  element.classList.add("gevonden");
  element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
}

function highlight(found, word) {
  if (!("highlights" in CSS)) return;
  const ranges = [];
  for (const item of found) {
    const walker = document.createTreeWalker(item.element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.data;
      const other = plain(text);
      if (other.length !== text.length) continue;
      for (let at = other.indexOf(word); at >= 0; at = other.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + word.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("gezocht", new Highlight(...ranges));
}

function search() {
  texts ??= indexed();
  const word = plain(field.value.trim().replace(/\s+/g, " "));
  const found = word.length > 1 ? texts.filter((item) => item.plain.includes(word)) : [];
  results.replaceChildren(...found.slice(0, MOST).map((item) => shown(item, word)));
  const more = found.length > MOST ? `; de eerste ${MOST} staan hieronder` : "";
  const places = found.length === 1 ? "1 plaats" : `${found.length} plaatsen`;
  const told = found.length ? `Gevonden op ${places}${more}.` : "Niets gevonden.";
  count.textContent = word.length > 1 ? told : "";
  highlight(found, word);
}

let pause = 0;
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, 150);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape") field.value = "";
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  clearTimeout(pause);
  search();
  if (event.key === "Enter") results.querySelector("a")?.focus();
});
