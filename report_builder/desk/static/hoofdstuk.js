// A chapter that is read while it is written: after a save its text changes where it stands, and
// nothing else moves. Problems and paragraphs lead to each other.

import { isInView, replaceContent } from "./vernieuwen.js";

const reader = document.getElementById("lezer");
const root = reader.shadowRoot;
const holder = root.getElementById("blokken");
const listing = document.getElementById("meldingen-lijst");
const told = document.getElementById("wijzigingen");
const MOST_LINKS = 12;

const paragraph = (number) => holder.querySelector(`[data-alinea="${CSS.escape(number)}"]`);

function choose(element, { isSeen = false } = {}) {
  for (const one of [...holder.querySelectorAll(".gekozen"), ...listing.querySelectorAll(".gekozen")]) {
    one.classList.remove("gekozen");
  }
  if (!element) return;
  element.classList.add("gekozen");
  if (!element.matches("button, a, [tabindex]")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  if (!isSeen) element.scrollIntoView({ block: "center" });
}

// The marks at the paragraphs that something is said of.
function placeMarks() {
  for (const mark of holder.querySelectorAll(".bureau-teken")) mark.remove();
  for (const element of holder.querySelectorAll(".heeft-fout, .heeft-melding")) {
    element.classList.remove("heeft-fout", "heeft-melding");
  }
  const byNumber = Map.groupBy
    ? Map.groupBy(listing.querySelectorAll("[data-bij]"), (item) => item.dataset.bij)
    : group(listing.querySelectorAll("[data-bij]"));
  for (const [number, items] of byNumber) {
    const element = paragraph(number);
    if (!element) continue;
    const hasError = items.some((item) => item.classList.contains("fout"));
    element.classList.add(hasError ? "heeft-fout" : "heeft-melding");
    element.append(markFor(number, items.length, hasError));
  }
}

function group(items) {
  const found = new Map();
  for (const item of items) {
    if (!found.has(item.dataset.bij)) found.set(item.dataset.bij, []);
    found.get(item.dataset.bij).push(item);
  }
  return found;
}

function markFor(number, count, hasError) {
  const mark = document.createElement("button");
  mark.type = "button";
  mark.className = hasError ? "bureau-teken fout" : "bureau-teken";
  mark.dataset.bij = number;
  mark.textContent = String(count);
  mark.setAttribute("aria-label", count === 1 ? "1 melding bij deze alinea" : `${count} meldingen bij deze alinea`);
  return mark;
}

holder.addEventListener("click", (event) => {
  const mark = event.target.closest(".bureau-teken");
  if (mark) choose(listing.querySelector(`[data-bij="${mark.dataset.bij}"]`));
  const link = event.target.closest("a[href^='#']");
  if (link) {
    event.preventDefault();
    const target = root.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    choose(target?.closest("[data-alinea]") ?? target?.querySelector("[data-alinea]") ?? target);
  }
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-naar]");
  if (button) choose(paragraph(button.dataset.naar));
});

// The new text, made of the blocks that are there and those that are new.
function made(html, key) {
  const block = document.createElement("div");
  block.dataset.blok = key;
  block.innerHTML = html;
  return block;
}

function put(text) {
  for (const mark of holder.querySelectorAll(".bureau-teken")) mark.remove();
  const present = new Map();
  for (const block of holder.children) {
    if (!present.has(block.dataset.blok)) present.set(block.dataset.blok, []);
    present.get(block.dataset.blok).push(block);
  }
  const blocks = text.blokken.map(({ sleutel, alineas }) => {
    const block = present.get(sleutel)?.shift() ?? copyOf(sleutel, text.inhoud);
    const numbered = block.querySelectorAll("[data-alinea]");
    alineas.forEach((number, index) => { numbered[index].dataset.alinea = String(number); });
    return block;
  });
  const wanted = new Set(blocks);
  for (const block of [...holder.children]) if (!wanted.has(block)) block.remove();
  let next = holder.firstElementChild;
  for (const block of blocks) {
    if (block === next) next = next.nextElementSibling;
    else holder.insertBefore(block, next);
  }
}

// A text that stands twice comes once: its second place is a copy of the first.
function copyOf(key, contents) {
  if (key in contents) return made(contents[key], key);
  return holder.querySelector(`[data-blok="${CSS.escape(key)}"]`).cloneNode(true);
}

function markChanges(text) {
  for (const element of holder.querySelectorAll(".gewijzigd")) element.classList.remove("gewijzigd");
  for (const number of text.gewijzigd) paragraph(number)?.classList.add("gewijzigd");
}

function button(number, words) {
  const link = document.createElement("button");
  link.type = "button";
  link.className = "naar";
  link.dataset.naar = String(number);
  link.textContent = words;
  return link;
}

function tellChanges(text) {
  const changed = text.gewijzigd.filter((number) => paragraph(number));
  const lines = [];
  if (changed.length) {
    const line = document.createElement("p");
    line.append(changed.length === 1 ? "1 alinea is nieuw of gewijzigd: " : `${changed.length} alinea’s zijn nieuw of gewijzigd: `);
    changed.slice(0, MOST_LINKS).forEach((number, index) => line.append(button(number, `wijziging ${index + 1}`), " "));
    if (changed.length > MOST_LINKS) line.append(`en nog ${changed.length - MOST_LINKS}, groen in de tekst.`);
    lines.push(line);
  }
  for (const { tekst, voor } of text.vervallen) {
    const line = document.createElement("p");
    const gone = document.createElement("del");
    gone.textContent = tekst || "(een afbeelding)";
    line.append("Vervallen: ", gone, " ");
    if (voor !== null) line.append(button(voor, "waar het stond"));
    lines.push(line);
  }
  replaceContent(told, lines);
}

// What is seen first stays where it is seen.
function anchor() {
  const block = [...holder.children].find((one) => one.getBoundingClientRect().bottom > 0);
  if (!block) return () => {};
  const around = [block, ...following(block)].map((one) => [one, one.getBoundingClientRect().top]);
  return () => {
    const kept = around.find(([one]) => one.isConnected);
    if (kept) window.scrollBy({ top: kept[0].getBoundingClientRect().top - kept[1], behavior: "instant" });
  };
}

function following(block) {
  const found = [];
  for (let one = block.nextElementSibling; one && found.length < 20; one = one.nextElementSibling) found.push(one);
  return found;
}

// Who is in the text with the keyboard stays at that paragraph; where it became another, at the one in its place.
function keyboard() {
  const focused = root.activeElement;
  if (!focused) return () => {};
  const own = focused.closest("[data-alinea]");
  const index = [...holder.children].indexOf(focused.closest("[data-blok]"));
  return () => {
    if (focused.isConnected) {
      focused.focus({ preventScroll: true });
      return;
    }
    const now = own?.isConnected ? own : holder.children[Math.min(index, holder.children.length - 1)]?.querySelector("[data-alinea]");
    const mark = focused.matches(".bureau-teken") ? now?.querySelector(".bureau-teken") : null;
    if (mark) mark.focus({ preventScroll: true });
    else if (now) choose(now, { isSeen: true });
  };
}

function show(news) {
  const stay = anchor();
  const back = keyboard();
  const isAtProblem = listing.contains(document.activeElement) && isInView(document.activeElement);
  const isOther = news.tekst && news.tekst.versie !== reader.dataset.versie;
  const chosen = holder.querySelector(".gekozen");
  if (isOther) {
    put(news.tekst);
    markChanges(news.tekst);
    tellChanges(news.tekst);
    reader.dataset.versie = news.tekst.versie;
  }
  if (listing.dataset.tekst !== news.meldingen) {
    const fresh = document.createElement("div");
    fresh.innerHTML = news.meldingen;
    replaceContent(listing, fresh.childNodes);
    listing.dataset.tekst = news.meldingen;
  }
  if (chosen && !chosen.isConnected) choose(null);
  placeMarks();
  back();
  stay();
  if (isAtProblem) document.activeElement.scrollIntoView({ block: "nearest", behavior: "instant" });
}

let isAsking = false;
let isOld = false;

async function refresh() {
  isOld = true;
  if (isAsking) return;
  isAsking = true;
  try {
    while (isOld) {
      isOld = false;
      const answer = await fetch(`/hoofdstukken/${reader.dataset.label}/tekst?van=${reader.dataset.versie}`);
      if (answer.status === 404) {
        told.textContent = "Dit document staat niet meer in de editie.";
        return;
      }
      if (answer.ok) show(await answer.json());
    }
  } catch { /* without a connection the bar says so, and the next state asks again */
  } finally {
    isAsking = false;
  }
}

document.addEventListener("bureau:stand", ({ detail }) => { if (!detail.leest) refresh(); });
placeMarks();
if (reader.dataset.begin !== undefined) choose(paragraph(reader.dataset.begin));
