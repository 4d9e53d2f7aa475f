// All that was decided: to look through, to save, to take in, to lay beside that of others, and to print

const order = new Map([...items.keys()].map((key, index) => [key, index]));

function inOrder(answers) {
  return [...answers].filter(([key]) => items.has(key)).sort((one, other) => order.get(one[0]) - order.get(other[0]));
}

function goTo(key) {
  $("mijn").close();
  const element = firstOf(key);
  if (element) element.scrollIntoView({ block: "center" });
  open(key, element);
}

function lineOf([key, answer]) {
  const button = make("button", { type: "button", onclick: () => goTo(key) }, cut(textOf(items.get(key)), 90));
  const { status, ...rest } = answer;
  const words = saying({ ...rest, status: "" });
  const dispute = isDisputed(key) ? [make("span", { class: "tegen" }, " tegengesteld")] : [];
  return make("li", {}, make("strong", {}, `${status} `), button, ` ${answer.place || ""}${words ? `: ${words}` : ""}`, ...dispute);
}

function list() {
  const lines = inOrder(judged).map(lineOf);
  $("mijn-lijst").replaceChildren(...(lines.length ? lines : [make("li", {}, "Nog niets beoordeeld.")]));
  $("anderen").replaceChildren(...[...others].flatMap(listOther));
  listMine();
}

function listOther([id, one]) {
  const forget = () => {
    others.delete(id);
    for (const key of one.judged.keys()) mark(key);
    keep();
    list();
    filter();
    $("mijn-kop").focus();
  };
  const day = (one.saved || "").slice(0, 10);
  const head = `${one.reviewer}: ${counted(one.judged.size, "oordeel", "oordelen")}${day ? `, opgeslagen op ${day.split("-").reverse().join("-")}` : ""}`;
  const button = make("button", { type: "button", onclick: forget, "aria-label": `Haal de oordelen van ${one.reviewer} weg` }, "Haal weg");
  return [make("h3", {}, head), make("p", {}, button), make("ul", { class: "oordelen" }, ...inOrder(one.judged).map(lineOf))];
}

// What the organisation of the reviewer delivers, and how much of that is still to be judged

function listMine() {
  const mine = listed.filter(isMine);
  const left = mine.filter((item) => statusOf(item.key) === OPEN).length;
  $("eigen").hidden = !mine.length;
  $("eigen-tekst").textContent = `Van uw organisatie: ${counted(mine.length, "cijfer of figuur", "cijfers en figuren")}, waarvan nog ${left} te beoordelen. `;
}

// What became of remarks: those that were made in this browser come first. The page knows nobody, the browser knows what was saved in it.

function earlierAnswers() {
  const said = [...judged.values(), ...[...others.values()].flatMap((one) => [...(one.reviewer === $("naam").value ? one.judged.values() : [])])];
  for (const [, one] of earlierVersions()) said.push(...Object.values(one.judged).filter(valid));
  return said;
}

// A remark is kept with the sentence or the paragraph that it is about, and in the words of the page or in the text as it was proposed.
const isAbout = (remark, text) => Boolean(text) && [remark.about, remark.paragraph].some((one) => flat(one) === flat(text));

function isSame(remark, answer) {
  const said = [answer.remark, answer.proposal].filter(Boolean);
  const isSaid = said.length ? said.some((one) => flat(remark.words).includes(flat(one))) : remark.words === answer.status;
  return isSaid && [answer.text, answer.selection].some((text) => isAbout(remark, text));
}

function mineFirst() {
  const section = $("opmerkingen-rondes");
  if (!section) return;
  const said = earlierAnswers();
  const rows = [...section.querySelectorAll("tbody tr")];
  const mine = rows.filter((row, index) => said.some((answer) => isSame(data.remarks[index], answer)));
  rows[0].parentElement.prepend(...mine);
  for (const row of mine) row.firstElementChild.append(make("br"), make("strong", {}, "van u"));
  if (mine.length) section.querySelector("summary").append(" ", make("span", { class: "van-u" }, `waarvan ${mine.length} van u`));
}

// The file

function itemOf([key, one]) {
  const item = { key, kind: items.get(key).kind, place: one.place, text: textOf(items.get(key)), status: one.status, remark: one.remark || "" };
  if (one.selection) item.selection = one.selection;
  if (one.proposal) item.proposal = one.proposal;
  if (one.proposal && !item.remark) item.remark = "Zie het voorstel.";
  return item;
}

function give(text, type, name) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

function fileName(suffix) {
  const slug = $("naam").value.trim().toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40) || "beoordelaar";
  return `beoordeling-${data.edition}-${data.version}-${slug}.${suffix}`;
}

function hasName() {
  const name = $("naam").value.trim();
  if (name) return true;
  $("mijn-melding").textContent = "Vul eerst in namens wie u beoordeelt.";
  $("naam").focus();
  return false;
}

function save() {
  if (!hasName()) return;
  const made = inOrder(judged).map(itemOf);
  const file = { format: data.format, edition: data.edition, version: data.version, browser, reviewer: $("naam").value.trim(), saved: new Date().toISOString(), items: made };
  give(`${JSON.stringify(file, null, 1)}\n`, "application/json", fileName("json"));
  unsaved = false;
  keep();
  const also = others.size ? " De oordelen van anderen staan er niet in: stuur hun bestanden mee." : "";
  $("mijn-melding").textContent = `${counted(made.length, "oordeel", "oordelen")} opgeslagen in ${fileName("json")}. Stuur dat bestand terug.${also}`;
}

// What fits this version of what was saved, and the texts of what changed since

function fitting(version, made) {
  const [fits, gone] = [new Map(), []];
  for (const one of made.filter(valid)) {
    const item = typeof one.key === "string" ? items.get(one.key) : undefined;
    if (!item || (version !== data.version && one.text !== textOf(item))) gone.push(String(one.text || one.key).slice(0, 60));
    else fits.set(one.key, bounded(one));
  }
  return [fits, gone];
}

function bounded(one) {
  const [remark, selection, proposal, place, text] = ["remark", "selection", "proposal", "place", "text"].map((name) => (one[name] || "").slice(0, MOST));
  return { status: one.status, remark, selection, proposal, place, text };
}

const tellGone = (gone) => `Veranderd of vervallen, dus opnieuw te beoordelen (${gone.length}): ${gone.slice(0, 10).join("; ")}${gone.length > 10 ? " …" : ""}.`;

function takeIn(version, made) {
  const [fits, gone] = fitting(version, made);
  const fresh = [...fits].filter(([key]) => !judged.has(key));
  for (const [key, one] of fresh) {
    judge(key, one, one.place);
    mark(key);
  }
  renew();
  const parts = [`${counted(fresh.length, "oordeel", "oordelen")} overgenomen.`];
  if (fits.size > fresh.length) parts.push(`${fits.size - fresh.length} had u hier al beoordeeld; dat is zo gebleven.`);
  if (gone.length) parts.push(tellGone(gone));
  $("mijn-melding").textContent = parts.join(" ");
}

function renew() {
  count();
  keep();
  list();
  filter();
}

// A file of another one is laid beside the own answers, under the browser that it was made in. A newer file takes the place of an older.
function join(file) {
  const who = typeof file.reviewer === "string" && file.reviewer ? file.reviewer.slice(0, 200) : "onbekend";
  const id = typeof file.browser === "string" && file.browser ? file.browser.slice(0, 100) : `zonder/${who}`;
  if (id === browser) return "Dit is uw eigen bestand: het is in deze browser gemaakt. Kies ‘Lees uw eigen bestand in’.";
  const [fits, gone] = fitting(file.version, file.items.filter((one) => one && typeof one === "object"));
  const before = others.has(id) ? [...others.get(id).judged.keys()] : [];
  others.set(id, { reviewer: who, saved: typeof file.saved === "string" ? file.saved.slice(0, 30) : "", judged: fits });
  for (const key of new Set([...before, ...fits.keys()])) mark(key);
  renew();
  const disputed = [...fits.keys()].filter(isDisputed).length;
  const parts = [`${counted(fits.size, "oordeel", "oordelen")} van ${who} toegevoegd.`];
  if (disputed) parts.push(`${disputed} tegengesteld; kies bij ‘Toon’ ‘tegengestelde oordelen’.`);
  if (gone.length) parts.push(`Van wat veranderde of verviel, telt het oordeel niet (${gone.length}).`);
  return parts.join(" ");
}

async function read(file) {
  let made = null;
  try {
    made = JSON.parse(await file.text());
  } catch (error) {
    made = null;
  }
  const refusal = (text) => [null, `${file.name} ${text}. Er is niets veranderd.`];
  if (!made || made.format !== data.format || !Array.isArray(made.items)) return refusal("is geen bestand met een beoordeling");
  if (made.edition !== data.edition) return refusal(`hoort bij editie ${String(made.edition).slice(0, 20)}, en dit is editie ${data.edition}`);
  return [made, ""];
}

async function readOwn(file) {
  const [made, wrong] = await read(file);
  $("mijn-melding").textContent = wrong;
  if (!made) return;
  if (!$("naam").value && typeof made.reviewer === "string") $("naam").value = made.reviewer.slice(0, 200);
  takeIn(made.version, made.items.filter((one) => one && typeof one === "object"));
}

async function readOthers(files) {
  const said = [];
  for (const file of files) {
    const [made, wrong] = await read(file);
    said.push(made ? join(made) : wrong);
  }
  $("mijn-melding").textContent = said.join(" ");
}

function earlierVersions() {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(SHELF) && name !== SHELF + data.version);
    return names.map((name) => [name.slice(SHELF.length), stored(name)]).filter(([, one]) => one && one.judged && Object.keys(one.judged).length);
  } catch (error) {
    return [];
  }
}

function offerEarlier() {
  const [best] = earlierVersions().sort(([, one], [, other]) => (String(one.saved) < String(other.saved) ? 1 : -1));
  if (!best) return;
  const [version, own] = best;
  const button = $("overnemen");
  button.hidden = false;
  button.textContent = `Neem over uit versie ${version}`;
  button.addEventListener("click", () => {
    if (!$("naam").value && typeof own.reviewer === "string") $("naam").value = own.reviewer;
    takeIn(version, Object.entries(own.judged).map(([key, one]) => ({ ...one, key })));
    button.hidden = true;
  });
}

// The answers as a list on paper or in Word, for who must approve them

const COLUMNS = ["Oordeel", "Waarover", "Plaats", "Opmerking"];
const named = (where) => where.replace(/^[^:]+(?=: )/, title); // the document by its title, as people know it

function answerTable(name, answers) {
  const rows = inOrder(answers).map(([key, one]) => make("tr", {}, ...[one.status, textOf(items.get(key)), named(one.place || ""), saying({ ...one, status: "" })].map((text) => make("td", {}, text))));
  const head = make("thead", {}, make("tr", {}, ...COLUMNS.map((text) => make("th", { scope: "col" }, text))));
  return make("table", { border: "1", cellpadding: "4" }, make("caption", {}, `${name}: ${counted(answers.size, "oordeel", "oordelen")}`), head, make("tbody", {}, ...rows));
}

function answerList() {
  const name = $("naam").value.trim();
  const tables = [answerTable(name, judged), ...[...others.values()].map((one) => answerTable(one.reviewer, one.judged))];
  const signs = ["Naam", "Functie", "Datum", "Handtekening"].map((text) => make("p", {}, `${text}: ${"_".repeat(40)}`));
  const day = new Date().toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });
  return [
    make("h1", {}, document.title.replace("Beoordelen", "Beoordeling")), make("p", {}, `Versie ${data.version}. Namens ${name}, ${day}.`),
    ...tables, make("h2", {}, "Vastgesteld"), ...signs,
  ];
}

function printAnswers() {
  if (!hasName()) return;
  $("mijn").close();
  $("papier").replaceChildren(...answerList());
  document.body.classList.add("alleen-lijst");
  window.addEventListener("afterprint", () => {
    document.body.classList.remove("alleen-lijst");
    $("papier").replaceChildren();
  }, { once: true });
  window.print();
}

function saveForWord() {
  if (!hasName()) return;
  const body = make("body", {}, ...answerList());
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`;
  give(`<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8">${policy}<title>Beoordeling</title></head>${body.outerHTML}</html>\n`, "text/html", fileName("html"));
  $("mijn-melding").textContent = `De lijst staat in ${fileName("html")}. Open dat bestand in Word of in een browser. Terugsturen doet u het .json-bestand.`;
}
