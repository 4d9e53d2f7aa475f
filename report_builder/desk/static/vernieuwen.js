// Puts what is new in the place of what is shown. Who is there with the keyboard stays where she was, and what she
// opened or scrolled stays so.

const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
const PLACE = "bureau:plaats";

// What answers a form stands at the address of that form; it says where it can be asked for again.
const answering = document.getElementById("balk").dataset.adres;

export async function fetchPage() {
  const answer = await fetch(answering ?? location.href, { headers: { accept: "text/html" } });
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

// What tells a place to stop at from others, also in a newer version of the page. A page that knows better says so.
function nameOf(stop) {
  const own = stop.dataset.eigen || stop.getAttribute("href") || stop.id || (stop.name ? `${stop.name}=${stop.type === "text" ? "" : stop.value}` : "");
  return `${stop.localName} ${own || wordsOf(stop)}`;
}

// The words of something that change least: what is counted in it is another tomorrow.
function wordsOf(element) {
  return (element.getAttribute("aria-label") ?? element.textContent).replace(/\d+/g, "").trim();
}

// Where one can stop, each by its name and how many of that name come before it.
function stopsIn(part) {
  const counts = new Map();
  return [...part.querySelectorAll(STOPS)].map((stop) => {
    const name = nameOf(stop);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return { stop, key: `${name} ${counts.get(name)}` };
  });
}

// The place of the keyboard in a part: the key of it, those after it and those before it, the nearest first.
function placeIn(part) {
  const stops = stopsIn(part);
  const at = stops.findIndex(({ stop }) => stop === document.activeElement);
  if (at < 0) return null;
  const keys = stops.map(({ key }) => key);
  return [...keys.slice(at), ...keys.slice(0, at).reverse()];
}

export function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

// Goes back to a place; where it is gone to the nearest that is left, else to the heading.
function goTo(part, place, wasInView = true) {
  const stops = new Map(stopsIn(part).map(({ stop, key }) => [key, stop]));
  const key = place.find((one) => stops.has(one));
  const target = stops.get(key) ?? part.querySelector("h1, h2, h3") ?? part;
  if (!target.matches(STOPS)) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  if (wasInView) target.scrollIntoView({ block: "nearest", behavior: "instant" });
}

// What was opened or closed, and how far each part that scrolls was scrolled.
function standIn(part) {
  const opened = [...part.querySelectorAll("details > summary")].map((one) => [wordsOf(one), one.parentElement.open]);
  const scrolled = [...part.querySelectorAll("[tabindex][aria-label]")].map((one) => [wordsOf(one), [one.scrollLeft, one.scrollTop]]);
  return { opened: new Map(opened), scrolled: new Map(scrolled) };
}

function bringTo(part, { opened, scrolled }) {
  for (const one of part.querySelectorAll("details > summary")) {
    if (opened.has(wordsOf(one))) one.parentElement.open = opened.get(wordsOf(one));
  }
  for (const one of part.querySelectorAll("[tabindex][aria-label]")) {
    if (scrolled.has(wordsOf(one))) [one.scrollLeft, one.scrollTop] = scrolled.get(wordsOf(one));
  }
}

export function replaceContent(part, nodes) {
  const place = placeIn(part);
  const wasInView = isInView(document.activeElement);
  const stand = standIn(part);
  part.replaceChildren(...nodes);
  bringTo(part, stand);
  if (place) goTo(part, place, wasInView);
}

function isChanged(field) {
  if (field.type === "file") return field.files.length > 0;
  if (field.localName !== "select") return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  const first = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(first, 0);
}

// The form that was refused: it stands there as it was filled in.
function isRefused(form) {
  return answering && form.method === "post" && new URL(form.action).pathname === location.pathname;
}

// Whether somebody filled something in that is not kept yet.
export function isFilledIn(part) {
  return [...part.querySelectorAll("input, select, textarea")].some(isChanged) || [...part.querySelectorAll("form")].some(isRefused);
}

function isInUse(part) {
  return isFilledIn(part) || (part.contains(document.activeElement) && document.activeElement.matches("input, textarea"));
}

// Whether somebody is filling in a part of the page.
export function arePartsInUse() {
  return [...document.querySelectorAll("[data-deel]")].some(isInUse);
}

// The parts of the page as they are in a newer one; what somebody is filling in stays.
export function replaceParts(page) {
  for (const part of document.querySelectorAll("[data-deel]")) {
    const fresh = page.querySelector(`[data-deel="${part.dataset.deel}"]`);
    if (!fresh || isInUse(part) || part.innerHTML === fresh.innerHTML) continue;
    replaceContent(part, fresh.childNodes);
  }
}

// Asks for the whole page again; what was sent to come here is not sent once more.
export function reload() {
  const place = placeIn(document.body);
  const path = answering ?? location.pathname;
  if (place) sessionStorage.setItem(PLACE, JSON.stringify({ path, place }));
  if (answering) location.replace(answering);
  else location.reload();
}

const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
sessionStorage.removeItem(PLACE);
if (kept && kept.path === location.pathname) goTo(document.body, kept.place);
