// What is set going when the page is opened: buttons, fields and keys

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
    const head = item.row.firstElementChild;
    const go = () => open(item.key, firstOf(item.key));
    head.replaceChildren(make("button", { type: "button", onclick: go }, head.textContent));
  }
}, { once: true });
$("alles-akkoord").addEventListener("click", () => {
  const left = [...found].filter((key) => !items.get(key).uncounted && statusOf(key) === OPEN);
  if (!left.length || !window.confirm(`${counted(left.length, "cijfer of figuur", "cijfers en figuren")} op akkoord zetten?`)) return;
  agree(left, null);
  filter();
});

// Search, filter and walk

$("zoek").addEventListener("input", () => {
  at = null;
  clearTimeout(wait);
  wait = setTimeout(filter, 120);
});
$("zoek").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !$("zoek").value.trim()) return;
  event.preventDefault();
  goToHit(event.shiftKey ? -1 : 1);
});
for (const id of CHOICES) $(id).addEventListener("change", filter);
$("wis").addEventListener("click", () => narrow(""));
$("naar-register").addEventListener("click", () => { $("register").open = true; });
for (const [id, direction] of [["vorige", -1], ["blad-vorige", -1], ["volgende", 1], ["blad-volgende", 1]]) $(id).addEventListener("click", () => step(direction));

// The sheet

$("oordeel").addEventListener("submit", (event) => event.preventDefault());
for (const radio of document.getElementsByName("status")) radio.addEventListener("change", decide);
$("zin").addEventListener("change", chooseSentence);
for (const id of ["opmerking", "voorstel"]) {
  $(id).addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(settle, 300);
  });
}
$("blad-sluit").addEventListener("click", close);
$("verder").addEventListener("click", agreeAndGoOn);
for (const id of ["ongedaan", "blad-ongedaan"]) $(id).addEventListener("click", undo);
slim.addEventListener("change", () => {
  const focused = document.activeElement;
  if (!isOpen()) return;
  seat((stops[at] || [])[0]);
  if (sheet.contains(focused)) focused.focus({ preventScroll: true });
});
let selecting = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(selecting);
  selecting = setTimeout(offerSelection, 150);
});
$("bij-zin").addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the text selected
$("bij-zin").addEventListener("click", openSelection);

// My answers, and those of others

function showOwn() {
  settle();
  $("mijn-melding").textContent = "";
  list();
  $("mijn").showModal();
  $("mijn-kop").focus();
}
$("open-mijn").addEventListener("click", showOwn);
$("help").addEventListener("click", () => $("hulp").showModal());
for (const button of document.querySelectorAll("dialog .sluit")) button.addEventListener("click", () => button.closest("dialog").close());
for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
$("naam").addEventListener("change", () => {
  keep();
  listMine();
});
$("eigen-tonen").addEventListener("click", () => {
  $("mijn").close();
  narrow("mijn");
  at = -1;
  step(1);
});
$("opslaan").addEventListener("click", save);
$("afdrukken").addEventListener("click", printAnswers);
$("voor-word").addEventListener("click", saveForWord);
for (const [button, field, use] of [["inlezen", "bestand", (files) => readOwn(files[0])], ["toevoegen", "bestanden", readOthers]]) {
  $(button).addEventListener("click", () => $(field).click());
  $(field).addEventListener("change", async () => {
    if ($(field).files.length) await use([...$(field).files]);
    $(field).value = "";
  });
}
$("leegmaken").addEventListener("click", () => {
  if (!judged.size || !window.confirm("Al uw oordelen over deze versie weggooien?")) return;
  const keys = [...judged.keys()];
  judged.clear();
  keys.forEach(mark);
  renew();
});

// Keys: letters only where nothing is being typed, and not when they were turned off

const choose = (status) => () => {
  for (const radio of document.getElementsByName("status")) radio.checked = radio.value === status;
  decide();
};
const everywhere = { n: () => step(1), p: () => step(-1), u: undo, o: openSelection, "/": () => $("zoek").focus(), m: showOwn };
const inSheet = { ...everywhere, a: agreeAndGoOn, x: choose(REFUSED), t: choose(OPEN) };
document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && event.target !== $("zoek")) close();
  if (!$("toetsen").checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("textarea, select, input:not([type=radio]):not([type=checkbox])")) return;
  const use = (isOpen() ? inSheet : everywhere)[event.key];
  if (!use) return;
  event.preventDefault();
  use();
});
$("toetsen").addEventListener("change", () => {
  try {
    localStorage.setItem("report-builder-review/toetsen", JSON.stringify({ on: $("toetsen").checked }));
  } catch (error) {
    tellKept();
  }
});

// Two windows with the same page tell each other; a page that can keep nothing warns before it is closed

const allJudged = () => [judged, ...[...others.values()].map((one) => one.judged)].flatMap((one) => [...one.keys()]);
window.addEventListener("storage", (event) => {
  if (event.key !== SHELF + data.version) return;
  const before = allJudged();
  load(stored(event.key));
  for (const key of new Set([...before, ...allJudged()])) mark(key);
  count();
});
window.addEventListener("beforeunload", (event) => {
  if (!keeps && unsaved && judged.size) event.preventDefault();
});

$("zonder").hidden = true;
$("balk").hidden = false;
const lettersKept = stored("report-builder-review/toetsen");
if (lettersKept && lettersKept.on === false) $("toetsen").checked = false;
load(stored(SHELF + data.version));
for (const key of new Set(allJudged())) mark(key);
try {
  localStorage.setItem("report-builder-review/proef", "1");
  localStorage.removeItem("report-builder-review/proef");
} catch (error) {
  keeps = false;
}
tellKept();
offerEarlier();
mineFirst();
count();
filter();
