// The review page: shows what a value is made of, and keeps what a reviewer decides in the browser and in a file.
// Texts come from the data of the page and are only ever set as text, never as HTML.
// This is what all of it works with; the sheet, the answers and the start stand in files of their own, in one function with this.
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
const flat = (text) => text.replace(/\s+/g, " ").trim();
const cut = (text, most) => (text.length > most ? `${text.slice(0, most)}…` : text);
const isText = (value) => value === undefined || typeof value === "string";

// Items: what the data tells, and the paragraphs that stand in the text

const items = new Map();
const shown = new Map(); // key -> the elements that show it
const stops = []; // [element, key] in reading order
const stopOf = new Map(); // element -> its number among the stops
data.items.forEach((item, row) => {
  item.row = $(`r${row}`);
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
  stopOf.set(element, stops.length);
  stops.push([element, key]);
}
const firstOf = (key) => (shown.get(key) || [])[0];

function textOf(item) {
  if (item.kind !== "paragraph") return item.kind === "number" ? item.text : `${item.text} ${item.name}`;
  const copy = firstOf(item.key).cloneNode(true);
  copy.querySelectorAll("button, .terug, #blad").forEach((element) => element.remove());
  return flat(copy.textContent);
}

const title = (part) => data.titles[part] || part;
const placeText = (spot) => `${title(spot[0])}: ${spot[1]}`;

// What is kept: { status, remark, place, text, selection, proposal } by key, and that of others beside it

const SHELF = `report-builder-review/1/${data.edition}/`;
const judged = new Map();
const others = new Map(); // browser -> { reviewer, saved, judged }
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

function randomId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Two people of one organisation are told apart by their browsers, which have no name.
function browserId() {
  const kept = stored("report-builder-review/browser");
  if (kept && typeof kept.id === "string") return kept.id;
  const id = randomId();
  try {
    localStorage.setItem("report-builder-review/browser", JSON.stringify({ id }));
  } catch (error) {
    keeps = false;
  }
  return id;
}
const browser = browserId();

function keep() {
  const beside = [...others].map(([id, one]) => [id, { ...one, judged: Object.fromEntries(one.judged) }]);
  const own = {
    browser, reviewer: $("naam").value, saved: new Date().toISOString(),
    judged: Object.fromEntries(judged), others: Object.fromEntries(beside),
  };
  try {
    localStorage.setItem(SHELF + data.version, JSON.stringify(own));
    keeps = true;
  } catch (error) {
    keeps = false;
  }
  tellKept();
}

const LOST = "Deze browser bewaart niets op deze pagina. Sla uw beoordeling als bestand op voordat u haar sluit; daarmee kunt u later verder.";
function tell(text) {
  $("melding").textContent = text || (keeps ? "" : LOST);
}

function tellKept() {
  $("bewaard").textContent = keeps ? `Bewaard in deze browser, bij versie ${data.version}. Er is niets verzonden.` : LOST;
  tell("");
}

function valid(found) {
  return Boolean(found) && typeof found === "object" && [OPEN, AGREED, REFUSED].includes(found.status)
    && [found.remark, found.place, found.text, found.selection, found.proposal].every(isText);
}

function entries(found) {
  return Object.entries(found || {}).filter(([key, one]) => items.has(key) && valid(one));
}

function load(own) {
  judged.clear();
  others.clear();
  if (!own) return;
  for (const [key, one] of entries(own.judged)) judged.set(key, one);
  for (const [id, one] of Object.entries(own.others || {})) {
    if (one && isText(one.reviewer)) others.set(id, { ...one, judged: new Map(entries(one.judged)) });
  }
  if (typeof own.reviewer === "string") $("naam").value = own.reviewer.slice(0, 200);
}

const NOTHING = { status: OPEN, remark: "", selection: "", proposal: "" };
const answerOf = (key) => ({ ...NOTHING, ...judged.get(key) });
const statusOf = (key) => (judged.has(key) ? judged.get(key).status : OPEN);
const isEmpty = (answer) => answer.status === OPEN && !answer.remark && !answer.selection && !answer.proposal;
const hasRemark = (answer) => Boolean(answer && (answer.remark || answer.selection || answer.proposal));

function judge(key, answer, place) {
  const item = items.get(key);
  const said = { ...NOTHING, ...answer };
  if (isEmpty(said)) judged.delete(key);
  else judged.set(key, { ...said, place: place || `${item.spots[0][0]}: ${item.spots[0][1]}`, text: textOf(item) });
  unsaved = true;
}

// What others said of an item: [who, answer]
const saidOf = (key) => [...others.values()].filter((one) => one.judged.has(key)).map((one) => [one.reviewer, one.judged.get(key)]);

function isDisputed(key) {
  const given = new Set([statusOf(key), ...saidOf(key).map(([, answer]) => answer.status)]);
  return given.has(AGREED) && given.has(REFUSED);
}

function mark(key) {
  const status = statusOf(key);
  const [remarked, told, disputed] = [hasRemark(judged.get(key)), saidOf(key).length > 0, isDisputed(key)];
  const row = items.get(key).row;
  for (const element of [...(shown.get(key) || []), ...(row ? [row] : [])]) {
    if (status === OPEN) delete element.dataset.status;
    else element.dataset.status = status;
    element.toggleAttribute("data-opmerking", remarked);
    element.toggleAttribute("data-collega", told);
    element.toggleAttribute("data-tegen", disputed);
  }
}

const listed = [...items.values()].filter((item) => !item.uncounted);
const asides = data.items.filter((item) => item.uncounted);

// A printed period asks for nothing, but who judges it sees that counted.
function count() {
  const extra = asides.filter((item) => statusOf(item.key) !== OPEN).length;
  const done = listed.filter((item) => statusOf(item.key) !== OPEN).length + extra;
  const all = listed.length + extra;
  $("voortgang").max = all || 1;
  $("voortgang").value = done;
  $("geteld").textContent = `${done} van ${all}`;
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

// An organisation is known by its name as who delivers or as the source, within what the reviewer filled in or around it.
const plain = (text) => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
function isMine(item) {
  const own = plain($("naam").value);
  if (!own.trim()) return false;
  return [...item.owners, ...(item.source || "").split(/[,;]/)].some((name) => {
    const one = plain(name);
    return Boolean(one.trim()) && (own.includes(one) || one.includes(own));
  });
}

const FILTERS = {
  mijn: (item) => isMine(item) && statusOf(item.key) === OPEN,
  geel: (item) => item.state === "stale",
  sinds: (item) => Boolean(item.was),
  herzien: (item) => Boolean(item.revised),
  figuren: (item) => item.kind === "figure" || item.kind === "table",
  opmerking: (item) => hasRemark(judged.get(item.key)),
  collega: (item) => saidOf(item.key).length > 0,
  tegen: (item) => isDisputed(item.key),
};
const OF_TEXT = [AGREED, REFUSED, "opmerking", "collega", "tegen"]; // these also show judged paragraphs
const CHOICES = ["kies-document", "kies-leverancier", "kies-stand"];

let found = new Set();

function filter() {
  clearTimeout(wait);
  const text = flat($("zoek").value).toLowerCase();
  const [part, owner, state] = CHOICES.map((id) => $(id).value);
  const isActive = Boolean(text || part || owner || state);
  const wantsText = Boolean(text) || OF_TEXT.includes(state);
  const fits = FILTERS[state] || ((item) => !state || statusOf(item.key) === state);
  found = new Set();
  for (const item of items.values()) {
    if (item.uncounted && !(wantsText && (item.kind === "paragraph" || judged.has(item.key) || saidOf(item.key).length))) continue;
    if (part && !item.spots.some((spot) => spot[0] === part)) continue;
    if (owner && !item.owners.includes(owner)) continue;
    if (fits(item) && (!text || wordsOf(item).includes(text))) found.add(item.key);
  }
  for (const item of data.items) item.row.hidden = !found.has(item.key);
  for (const [key, elements] of shown) {
    for (const element of elements) element.classList.toggle("treffer", isActive && found.has(key));
  }
  $("gevonden").textContent = isActive ? `${found.size} gevonden` : "";
  $("groep").hidden = !isActive;
  $("wis").disabled = !isActive;
  if (state === "mijn" && !$("naam").value.trim()) tell("Vul bij ‘Mijn beoordeling’ eerst in namens wie u beoordeelt.");
}
let wait = 0;

function narrow(choice) {
  for (const id of ["zoek", ...CHOICES]) $(id).value = "";
  $("kies-stand").value = choice;
  filter();
}

// Walking through what was found

let at = null; // the number of the stop that was last gone to

function isStop(index) {
  const key = stops[index][1];
  return found.has(key) && (!items.get(key).uncounted || judged.has(key) || saidOf(key).length > 0 || Boolean($("zoek").value));
}

const focusable = (element) => (element.matches("a") ? element : element.querySelector(".oordeel") || element);

// The first stop that is not above the window; the stops stand below each other, so halving finds it.
function firstBelow() {
  let [low, high] = [0, stops.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stops[middle][0].getBoundingClientRect().top > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function step(direction, isWanted = isStop) {
  if (at === null) at = firstBelow() - (direction > 0 ? 1 : 0);
  let index = at;
  do index += direction; while (index >= 0 && index < stops.length && !isWanted(index));
  if (index < 0 || index >= stops.length) {
    tell(direction > 0 ? "Dit was de laatste." : "Dit was de eerste.");
    return false;
  }
  tell("");
  at = index;
  const [element, key] = stops[index];
  element.scrollIntoView({ block: "center" });
  point(element);
  if (isOpen()) open(key, element);
  else focusable(element).focus({ preventScroll: true });
  return true;
}

// Enter in the search goes to the next hit, and after the last to the first; what stands in the list alone is shown there.
function goToHit(direction) {
  filter();
  const isAny = stops.some((stop, index) => isStop(index));
  if (isAny && !step(direction)) {
    at = direction > 0 ? -1 : stops.length;
    step(direction);
  } else if (!isAny && found.size) {
    $("register").open = true;
    const [key] = found;
    items.get(key).row.scrollIntoView({ block: "center" });
  } else if (!isAny) tell("Niets gevonden.");
}

function point(element) {
  document.querySelectorAll(".gekozen").forEach((one) => one.classList.remove("gekozen"));
  if (element) element.classList.add("gekozen");
}
