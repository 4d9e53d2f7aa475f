"use strict";
// The review page: shows what a value is made of, and keeps what a reviewer decides in the browser and in a file.
// Texts come from the data of the page and are only ever set as text, never as HTML.
(() => {
const $ = (id) => document.getElementById(id);
const data = JSON.parse($("gegevens").textContent);
const [OPEN, AGREED, REFUSED] = ["te beoordelen", "akkoord", "niet akkoord"];
const KINDS = { number: "Cijfer", figure: "Figuur", table: "Tabel", paragraph: "Alinea" };
const MOST = 4000;

// Elements and texts

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const counted = (number, one, more) => `${number} ${number === 1 ? one : more}`;

// Items: what the data tells, and the paragraphs that stand in the text

const items = new Map();
const shown = new Map(); // key -> the elements that show it
const stops = []; // [element, key] in reading order
data.items.forEach((item, row) => {
  item.row = row;
  for (const name of ["inputs", "spots", "owners"]) item[name] = item[name] || [];
  items.set(item.key, item);
});
for (const element of document.querySelectorAll("main :is([data-key], [data-figuur], [data-alinea])")) {
  const key = element.dataset.key || element.dataset.figuur || element.dataset.alinea;
  if (element.dataset.alinea) {
    const part = element.closest("[data-document]").dataset.document;
    const spots = [[part, element.dataset.plaats, element.id]];
    items.set(key, { key, kind: "paragraph", text: "", name: "", inputs: [], owners: [], spots, uncounted: true });
  }
  if (!items.has(key)) continue;
  if (!shown.has(key)) shown.set(key, []);
  shown.get(key).push(element);
  stops.push([element, key]);
}

function textOf(item) {
  if (item.kind !== "paragraph") return item.kind === "number" ? item.text : `${item.text} ${item.name}`;
  const copy = shown.get(item.key)[0].cloneNode(true);
  copy.querySelectorAll("button, .terug").forEach((element) => element.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

const title = (part) => data.titles[part] || part;
const placeText = (spot) => `${title(spot[0])}: ${spot[1]}`;

// What is kept: { status, remark, place } by key

const SHELF = `report-builder-review/1/${data.edition}/`;
const judged = new Map();
let keeps = true;
let unsaved = false;

function stored(name) {
  try {
    const found = JSON.parse(localStorage.getItem(name) || "null");
    return found && typeof found === "object" ? found : null;
  } catch (error) {
    return null;
  }
}

function keep() {
  try {
    const own = { reviewer: $("naam").value, saved: new Date().toISOString(), judged: Object.fromEntries(judged) };
    localStorage.setItem(SHELF + data.version, JSON.stringify(own));
    keeps = true;
  } catch (error) {
    keeps = false;
  }
  tellKept();
}

function tellKept() {
  const lost = "Deze browser bewaart niets op deze pagina. Sla uw beoordeling als bestand op voordat u haar sluit; daarmee kunt u later verder.";
  $("bewaard").textContent = keeps ? `Bewaard in deze browser, bij versie ${data.version}. Er is niets verzonden.` : lost;
  $("melding").textContent = keeps ? "" : lost;
}

function valid(found) {
  return Boolean(found) && typeof found === "object" && [OPEN, AGREED, REFUSED].includes(found.status)
    && (found.remark === undefined || typeof found.remark === "string");
}

function load(own) {
  judged.clear();
  for (const [key, found] of Object.entries((own && own.judged) || {})) {
    if (items.has(key) && valid(found)) judged.set(key, found);
  }
  if (own && typeof own.reviewer === "string") $("naam").value = own.reviewer.slice(0, 200);
}

const statusOf = (key) => (judged.has(key) ? judged.get(key).status : OPEN);
const remarkOf = (key) => (judged.has(key) && judged.get(key).remark) || "";

function judge(key, status, remark, place) {
  const item = items.get(key);
  if (status === OPEN && !remark) judged.delete(key);
  else judged.set(key, { status, remark, place: place || `${item.spots[0][0]}: ${item.spots[0][1]}`, text: textOf(item) });
  unsaved = true;
}

function mark(key) {
  const status = statusOf(key);
  const rows = items.get(key).row === undefined ? [] : [$(`r${items.get(key).row}`)];
  for (const element of [...(shown.get(key) || []), ...rows]) {
    if (status === OPEN) delete element.dataset.status;
    else element.dataset.status = status;
    element.toggleAttribute("data-opmerking", Boolean(remarkOf(key)));
  }
}

const judgeable = [...items.values()].filter((item) => !item.uncounted);

function count() {
  const done = judgeable.filter((item) => statusOf(item.key) !== OPEN).length;
  $("voortgang").max = judgeable.length || 1;
  $("voortgang").value = done;
  $("geteld").textContent = `${done} van ${judgeable.length}`;
}

// Filter and search

const words = new Map();
function wordsOf(item) {
  if (!words.has(item.key)) {
    const spots = item.spots.map(placeText);
    const own = [textOf(item), item.name, item.key, item.source, item.how, ...item.owners, ...spots];
    words.set(item.key, own.join(" ").toLowerCase());
  }
  return words.get(item.key);
}

const FILTERS = {
  geel: (item) => item.state === "stale",
  sinds: (item) => Boolean(item.was),
  herzien: (item) => Boolean(item.revised),
  figuren: (item) => item.kind === "figure" || item.kind === "table",
  opmerking: (item) => Boolean(remarkOf(item.key)),
};

let found = new Set();

function filter() {
  const text = $("zoek").value.trim().toLowerCase();
  const [part, owner, state] = ["kies-document", "kies-leverancier", "kies-stand"].map((id) => $(id).value);
  const isActive = Boolean(text || part || owner || state);
  const wantsText = Boolean(text) || [AGREED, REFUSED, "opmerking"].includes(state);
  const fits = FILTERS[state] || ((item) => !state || statusOf(item.key) === state);
  found = new Set();
  for (const item of items.values()) {
    if (item.uncounted && !(wantsText && (item.kind === "paragraph" || judged.has(item.key)))) continue;
    if (part && !item.spots.some((spot) => spot[0] === part)) continue;
    if (owner && !item.owners.includes(owner)) continue;
    if (fits(item) && (!text || wordsOf(item).includes(text))) found.add(item.key);
  }
  for (const item of data.items) $(`r${item.row}`).hidden = !found.has(item.key);
  for (const [key, elements] of shown) {
    for (const element of elements) element.classList.toggle("treffer", isActive && found.has(key));
  }
  $("gevonden").textContent = isActive ? `${found.size} gevonden` : "";
  $("groep").hidden = !isActive;
  $("wis").disabled = !isActive;
}

// Walking through what was found

let at = -1;

function step(direction) {
  const inside = (index) => found.has(stops[index][1]) && (!items.get(stops[index][1]).uncounted || judged.has(stops[index][1]) || $("zoek").value);
  if (at < 0) at = stops.findIndex(([element]) => element.getBoundingClientRect().top > 0) - (direction > 0 ? 1 : 0);
  let index = at;
  do index += direction; while (index >= 0 && index < stops.length && !inside(index));
  if (index < 0 || index >= stops.length) {
    $("melding").textContent = direction > 0 ? "Dit was de laatste." : "Dit was de eerste.";
    return;
  }
  at = index;
  const [element, key] = stops[index];
  element.scrollIntoView({ block: "center" });
  point(element);
  if ($("blad").open) open(key, element);
  else (element.matches("a") ? element : element.querySelector(".oordeel") || element).focus({ preventScroll: true });
}

// The sheet of one item

let current = null;
let place = "";
let opener = null;
let typing = 0; // waits for the end of a remark that is being typed

function settle() {
  clearTimeout(typing);
  typing = 0;
  decide();
}

function point(element) {
  document.querySelectorAll(".gekozen").forEach((one) => one.classList.remove("gekozen"));
  if (element) element.classList.add("gekozen");
}

function open(key, element) {
  if (typing) settle();
  const item = items.get(key);
  const spot = item.spots.find((one) => element && one[2] === element.id) || item.spots[0];
  current = key;
  place = `${spot[0]}: ${spot[1]}`;
  const index = stops.findIndex((stop) => stop[0] === element);
  if (index >= 0) at = index;
  point(element);
  $("blad-soort").textContent = `${KINDS[item.kind]} · ${placeText(spot)}`;
  $("blad-kop").textContent = item.kind === "paragraph" ? "Tekst" : item.text;
  $("blad-naam").textContent = item.kind === "paragraph" ? textOf(item) : [item.name, item.period].filter(Boolean).join(", ");
  for (const radio of document.getElementsByName("status")) radio.checked = radio.value === statusOf(key);
  $("opmerking").value = remarkOf(key);
  $("blad-inhoud").replaceChildren(...told(item));
  if (!$("blad").open) {
    opener = document.activeElement;
    $("blad").showModal();
  }
  $("blad").scrollTop = 0;
  $("blad-kop").focus();
}

function told(item) {
  if (item.kind === "paragraph") return [];
  const rows = [
    ["Stand", data.states[item.state]],
    ["Gemaakt als", item.how],
    ["Bron", item.source],
    ["Te leveren door", item.owners.join(", ")],
    ["Vorige editie", item.earlier],
    [`Vorige ronde (versie ${data.since})`, item.was],
  ].filter(([, text]) => text);
  const list = make("dl", {}, ...rows.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]));
  if (item.state === "stale") list.querySelector("dd").classList.add("geel");
  const parts = [list];
  if (item.inputs.length) parts.push(make("h3", {}, "Waar het van gemaakt is"), make("ol", { class: "delen" }, ...item.inputs.map(input)));
  parts.push(make("h3", {}, counted(item.spots.length, "plaats", "plaatsen")), make("ul", {}, ...item.spots.map(where)));
  return parts;
}

function input(number) {
  const [series, name, period, value, state, earlier] = data.inputs[number];
  const [, source, delivery, owner, last, expected, about] = data.series[series] || [];
  const lines = [
    `Bron: ${source}`,
    delivery && `Levering: ${delivery}`,
    `Leverancier: ${owner}; cijfers t/m ${last}, verwacht t/m ${expected}`,
    earlier && `In de vorige editie anders. ${earlier}`,
  ].filter(Boolean);
  const meaning = about ? [make("details", {}, make("summary", {}, "Wat het telt"), about)] : [];
  const head = make("p", {}, make("strong", {}, value), ` ${name}, ${period} (${data.states[state]})`);
  return make("li", state === "stale" ? { class: "geel" } : {}, head, ...lines.map((line) => make("p", {}, line)), make("code", {}, series), ...meaning);
}

function where(spot) {
  const text = placeText(spot);
  if (!spot[2]) return make("li", {}, text);
  const go = () => {
    opener = null;
    $("blad").close();
  };
  return make("li", {}, make("a", { href: `#${spot[2]}`, onclick: go }, text));
}

function decide() {
  if (!current) return;
  const radio = [...document.getElementsByName("status")].find((one) => one.checked);
  const [status, remark] = [radio ? radio.value : OPEN, $("opmerking").value.trim()];
  if (status === statusOf(current) && remark === remarkOf(current)) return;
  judge(current, status, remark, place);
  mark(current);
  count();
  keep();
}

// All that was decided, to save and to take in

function own() {
  const order = new Map([...items.keys()].map((key, index) => [key, index]));
  return [...judged].sort((one, other) => order.get(one[0]) - order.get(other[0]));
}

function list() {
  const lines = own().map(([key, made]) => {
    const item = items.get(key);
    const go = () => {
      $("mijn").close();
      const element = (shown.get(key) || [])[0];
      if (element) element.scrollIntoView({ block: "center" });
      open(key, element);
    };
    const text = textOf(item);
    const button = make("button", { type: "button", onclick: go }, text.length > 90 ? `${text.slice(0, 90)}…` : text);
    const remark = made.remark ? `: ${made.remark}` : "";
    return make("li", {}, make("strong", {}, `${made.status} `), button, ` ${made.place}${remark}`);
  });
  $("mijn-lijst").replaceChildren(...(lines.length ? lines : [make("li", {}, "Nog niets beoordeeld.")]));
}

function save() {
  const name = $("naam").value.trim();
  if (!name) {
    $("mijn-melding").textContent = "Vul eerst in namens wie u beoordeelt.";
    $("naam").focus();
    return;
  }
  const saved = new Date().toISOString();
  const made = own().map(([key, one]) => ({
    key, kind: items.get(key).kind, place: one.place, text: textOf(items.get(key)), status: one.status, remark: one.remark || "",
  }));
  const file = { format: data.format, edition: data.edition, version: data.version, reviewer: name, saved, items: made };
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 1)}\n`], { type: "application/json" }));
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40) || "beoordelaar";
  const link = make("a", { href: url, download: `beoordeling-${data.edition}-${data.version}-${slug}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  unsaved = false;
  keep();
  $("mijn-melding").textContent = `${counted(made.length, "oordeel", "oordelen")} opgeslagen in ${link.download}. Stuur dat bestand terug.`;
}

function takeIn(version, entries) {
  let taken = 0;
  let kept = 0;
  const gone = [];
  for (const one of entries) {
    const item = typeof one.key === "string" ? items.get(one.key) : undefined;
    if (!valid(one)) continue;
    if (!item || (version !== data.version && one.text !== textOf(item))) gone.push(String(one.text || one.key).slice(0, 60));
    else if (judged.has(one.key)) kept += 1;
    else {
      judge(one.key, one.status, (one.remark || "").slice(0, MOST), typeof one.place === "string" ? one.place : "");
      mark(one.key);
      taken += 1;
    }
  }
  count();
  keep();
  list();
  filter();
  const parts = [`${counted(taken, "oordeel", "oordelen")} overgenomen.`];
  if (kept) parts.push(`${kept} had u hier al beoordeeld; dat is zo gebleven.`);
  if (gone.length) parts.push(`Veranderd of vervallen, dus opnieuw te beoordelen (${gone.length}): ${gone.slice(0, 10).join("; ")}${gone.length > 10 ? " …" : ""}.`);
  $("mijn-melding").textContent = parts.join(" ");
}

async function read(file) {
  let made = null;
  try {
    made = JSON.parse(await file.text());
  } catch (error) {
    made = null;
  }
  if (!made || made.format !== data.format || !Array.isArray(made.items)) {
    $("mijn-melding").textContent = `${file.name} is geen bestand met een beoordeling. Er is niets veranderd.`;
  } else if (made.edition !== data.edition) {
    $("mijn-melding").textContent = `${file.name} hoort bij editie ${String(made.edition).slice(0, 20)}, en dit is editie ${data.edition}. Er is niets veranderd.`;
  } else {
    if (!$("naam").value && typeof made.reviewer === "string") $("naam").value = made.reviewer.slice(0, 200);
    takeIn(made.version, made.items.filter((one) => one && typeof one === "object"));
  }
}

function offerEarlier() {
  let best = null;
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(SHELF) || name === SHELF + data.version) continue;
      const one = stored(name);
      if (one && one.judged && Object.keys(one.judged).length && (!best || String(one.saved) > String(best.one.saved))) best = { one, version: name.slice(SHELF.length) };
    }
  } catch (error) {
    return;
  }
  const button = $("overnemen");
  if (!best) return;
  button.hidden = false;
  button.textContent = `Neem over uit versie ${best.version}`;
  button.addEventListener("click", () => {
    if (!$("naam").value && typeof best.one.reviewer === "string") $("naam").value = best.one.reviewer;
    takeIn(best.version, Object.entries(best.one.judged).map(([key, made]) => ({ ...made, key })));
    button.hidden = true;
  });
}

// Buttons that judge paragraphs and figures

for (const [element, key] of stops) {
  const item = items.get(key);
  if (item.kind === "number") {
    if (element.matches("a")) element.setAttribute("aria-haspopup", "dialog");
    continue;
  }
  const isText = item.kind === "paragraph";
  const button = make("button", { type: "button", class: isText ? "oordeel tekstoordeel" : "oordeel", onclick: () => open(key, element) }, isText ? "Opmerking" : "Beoordeel");
  (isText ? element : element.querySelector("figcaption")).append(" ", button);
}
document.querySelector("main").addEventListener("click", (event) => {
  const value = event.target.closest("[data-key]");
  if (!value || event.ctrlKey || event.metaKey || !items.has(value.dataset.key)) return;
  event.preventDefault();
  open(value.dataset.key, value);
});
$("register").addEventListener("toggle", () => {
  for (const item of data.items) {
    const head = $(`r${item.row}`).firstElementChild;
    const go = () => open(item.key, (shown.get(item.key) || [])[0]);
    head.replaceChildren(make("button", { type: "button", onclick: go }, head.textContent));
  }
}, { once: true });
$("alles-akkoord").addEventListener("click", () => {
  const left = [...found].filter((key) => !items.get(key).uncounted && statusOf(key) === OPEN);
  if (!left.length || !window.confirm(`${counted(left.length, "cijfer of figuur", "cijfers en figuren")} op akkoord zetten?`)) return;
  for (const key of left) {
    judge(key, AGREED, remarkOf(key));
    mark(key);
  }
  count();
  keep();
  filter();
});

let wait = 0;
$("zoek").addEventListener("input", () => {
  clearTimeout(wait);
  wait = setTimeout(filter, 120);
});
for (const id of ["kies-document", "kies-leverancier", "kies-stand"]) $(id).addEventListener("change", filter);
$("wis").addEventListener("click", () => {
  for (const id of ["zoek", "kies-document", "kies-leverancier", "kies-stand"]) $(id).value = "";
  filter();
});
$("naar-register").addEventListener("click", () => { $("register").open = true; });
for (const [id, direction] of [["vorige", -1], ["blad-vorige", -1], ["volgende", 1], ["blad-volgende", 1]]) $(id).addEventListener("click", () => step(direction));
$("oordeel").addEventListener("submit", (event) => event.preventDefault());
$("oordeel").addEventListener("change", decide);
$("opmerking").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(settle, 300);
});
$("blad").addEventListener("close", () => {
  settle();
  current = null;
  filter();
  if (opener) opener.focus({ preventScroll: true });
});
$("open-mijn").addEventListener("click", showOwn);
$("help").addEventListener("click", () => $("hulp").showModal());
function showOwn() {
  $("mijn-melding").textContent = "";
  list();
  $("mijn").showModal();
  $("mijn-kop").focus();
}
for (const button of document.querySelectorAll("dialog .sluit")) button.addEventListener("click", () => button.closest("dialog").close());
for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
$("naam").addEventListener("change", keep);
$("opslaan").addEventListener("click", save);
$("inlezen").addEventListener("click", () => $("bestand").click());
$("bestand").addEventListener("change", async () => {
  if ($("bestand").files.length) await read($("bestand").files[0]);
  $("bestand").value = "";
});
$("leegmaken").addEventListener("click", () => {
  if (!judged.size || !window.confirm("Al uw oordelen over deze versie weggooien?")) return;
  const keys = [...judged.keys()];
  judged.clear();
  keys.forEach(mark);
  count();
  keep();
  list();
  filter();
});

// Keys: letters only where nothing is being typed, and not when they were turned off

const letters = { n: () => step(1), p: () => step(-1) };
const outside = { ...letters, "/": () => $("zoek").focus(), m: showOwn };
const choose = (status) => () => {
  for (const radio of document.getElementsByName("status")) radio.checked = radio.value === status;
  decide();
};
const inside = { ...letters, a: choose(AGREED), x: choose(REFUSED), t: choose(OPEN) };
document.addEventListener("keydown", (event) => {
  if (!$("toetsen").checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("textarea, select, input:not([type=radio]):not([type=checkbox])")) return;
  const sheet = document.querySelector("dialog[open]");
  const made = (sheet === $("blad") ? inside : sheet ? {} : outside)[event.key];
  if (!made) return;
  event.preventDefault();
  made();
});
$("toetsen").addEventListener("change", () => {
  try {
    localStorage.setItem("report-builder-review/toetsen", JSON.stringify({ on: $("toetsen").checked }));
  } catch (error) {
    tellKept();
  }
});

// Two windows with the same page tell each other; a page that can keep nothing warns before it is closed

window.addEventListener("storage", (event) => {
  if (event.key !== SHELF + data.version) return;
  const before = [...judged.keys()];
  load(stored(event.key));
  for (const key of new Set([...before, ...judged.keys()])) mark(key);
  count();
});
window.addEventListener("beforeunload", (event) => {
  if (!keeps && unsaved && judged.size) event.preventDefault();
});

$("zonder").hidden = true;
$("balk").hidden = false;
const keys = stored("report-builder-review/toetsen");
if (keys && keys.on === false) $("toetsen").checked = false;
load(stored(SHELF + data.version));
for (const key of judged.keys()) mark(key);
try {
  localStorage.setItem("report-builder-review/proef", "1");
  localStorage.removeItem("report-builder-review/proef");
} catch (error) {
  keeps = false;
}
tellKept();
offerEarlier();
count();
filter();
})();
