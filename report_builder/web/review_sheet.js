// The sheet of one item: it stands beside the text, and on a narrow screen below the sentence that it is about

let current = null;
let place = "";
let opener = null;
let typing = 0; // waits for the end of a remark that is being typed
const slim = window.matchMedia("(max-width: 46rem)");
const sheet = $("blad");
const isOpen = () => !sheet.hidden;

function settle() {
  clearTimeout(typing);
  typing = 0;
  decide();
}

// On a narrow screen the sheet comes behind the block that the element stands in, else behind the text.
function seat(element) {
  const block = slim.matches && element && (element.closest("figure, .tabelvak, table") || element.closest("p, li, h1, h2, h3, h4"));
  if (!block) $("mijn").before(sheet);
  else if (block.matches("li")) block.append(sheet);
  else block.after(sheet);
}

// The text makes room for the sheet; what was clicked stays where it was.
function show(element) {
  const before = element ? element.getBoundingClientRect().top : 0;
  seat(element);
  sheet.hidden = false;
  document.body.classList.add("met-blad");
  if (!element) return;
  if (slim.matches) element.scrollIntoView({ block: "start" });
  else window.scrollBy({ top: element.getBoundingClientRect().top - before, behavior: "instant" });
}

function close() {
  if (!isOpen()) return;
  settle();
  const back = opener && opener.isConnected ? opener : null;
  const before = back ? back.getBoundingClientRect().top : 0;
  sheet.hidden = true;
  document.body.classList.remove("met-blad");
  seat(null);
  current = null;
  filter();
  if (!back) return;
  window.scrollBy({ top: back.getBoundingClientRect().top - before, behavior: "instant" });
  back.focus({ preventScroll: true });
}

function open(key, element, chosen = "") {
  if (typing) settle();
  const item = items.get(key);
  const spot = item.spots.find((one) => element && one[2] === element.id) || item.spots[0];
  const active = document.activeElement;
  if (!sheet.contains(active)) opener = active === document.body && element ? focusable(element) : active;
  else if (element) opener = focusable(element);
  current = key;
  place = `${spot[0]}: ${spot[1]}`;
  if (stopOf.has(element)) at = stopOf.get(element);
  point(element);
  $("blad-soort").textContent = `${KINDS[item.kind]} · ${placeText(spot)}`;
  $("blad-kop").textContent = item.kind === "paragraph" ? "Tekst" : item.text;
  $("blad-naam").textContent = item.kind === "paragraph" ? textOf(item) : [item.name, item.period].filter(Boolean).join(", ");
  fillForm(item, chosen);
  $("blad-inhoud").replaceChildren(...told(item));
  show(element);
  sheet.scrollTop = 0;
  if (chosen) $("opmerking").focus({ preventScroll: true });
  else $("blad-kop").focus({ preventScroll: true });
}

// The form: a verdict, a remark, and of a text also the sentence that it is about and how it should read

const segments = window.Intl && Intl.Segmenter ? new Intl.Segmenter("nl", { granularity: "sentence" }) : null;

function sentencesOf(text) {
  const parts = segments ? [...segments.segment(text)].map((one) => one.segment) : text.split(/(?<=[.!?])\s+(?=[\p{Lu}\d])/u);
  return parts.map(flat).filter(Boolean);
}

function fillForm(item, chosen) {
  const answer = answerOf(item.key);
  for (const radio of document.getElementsByName("status")) radio.checked = radio.value === answer.status;
  $("opmerking").value = answer.remark;
  $("bij-tekst").hidden = item.kind !== "paragraph";
  if (item.kind !== "paragraph") return;
  const isFree = Boolean(chosen) && isEmpty({ ...answer, status: OPEN });
  const selection = isFree ? chosen : answer.selection;
  if (chosen && !isFree && chosen !== selection) $("gedaan").textContent = "Bij deze alinea schreef u al iets. Vul dat aan: per alinea is er plaats voor één voorstel.";
  const texts = new Set([...sentencesOf(textOf(item)), selection].filter(Boolean));
  $("zin").replaceChildren(make("option", { value: "" }, "de hele alinea"), ...[...texts].map((text) => make("option", { value: text }, cut(text, 90))));
  $("zin").value = selection;
  $("voorstel").value = isFree ? chosen : answer.proposal || answer.selection;
}

// A proposal that says what stands there proposes nothing.
function given() {
  const radio = [...document.getElementsByName("status")].find((one) => one.checked);
  const own = { status: radio ? radio.value : OPEN, remark: $("opmerking").value.trim(), selection: "", proposal: "" };
  if (items.get(current).kind !== "paragraph") return own;
  own.proposal = flat($("voorstel").value);
  own.selection = $("zin").value;
  if (own.proposal === own.selection) own.proposal = "";
  if (own.status === OPEN && !own.remark && !own.proposal) own.selection = "";
  return own;
}

function decide() {
  if (!current) return;
  const [before, now] = [answerOf(current), given()];
  if (Object.keys(now).every((name) => now[name] === before[name])) return;
  judge(current, now, place);
  mark(current);
  count();
  keep();
}

// A sentence that is chosen is the beginning of what it should become.
function chooseSentence() {
  const [options, text] = [[...$("zin").options].map((one) => one.value), $("voorstel").value];
  if (!flat(text) || options.includes(flat(text))) $("voorstel").value = $("zin").value;
  settle();
}

// Text that is selected in a paragraph gets a button to say something of it

function selected() {
  const made = document.getSelection();
  const text = made && !made.isCollapsed ? flat(made.toString()) : "";
  if (!text) return null;
  const first = made.getRangeAt(0).startContainer;
  const own = (first.nodeType === Node.ELEMENT_NODE ? first : first.parentElement).closest("[data-alinea]");
  const isWithin = own && !sheet.contains(first) && textOf(items.get(own.dataset.alinea)).includes(text);
  return isWithin ? { element: own, text: text.slice(0, MOST), box: made.getRangeAt(0).getBoundingClientRect() } : null;
}

function offerSelection() {
  const one = selected();
  const button = $("bij-zin");
  button.hidden = !one;
  if (!one) return;
  button.style.top = `${window.scrollY + one.box.bottom + 6}px`;
  button.style.left = `${Math.max(8, Math.min(window.scrollX + one.box.left, window.innerWidth - 230))}px`;
}

function openSelection() {
  const one = selected();
  $("bij-zin").hidden = true;
  if (one) open(one.element.dataset.alinea, one.element, one.text);
}

// Agreeing goes on to what is still to be judged; it can be undone

const agreements = []; // { before, now: answers by key, element }, the newest last

function agree(keys, element) {
  const before = new Map(keys.map((key) => [key, judged.get(key)]));
  for (const key of keys) {
    judge(key, { ...answerOf(key), status: AGREED }, (judged.get(key) || {}).place || (key === current ? place : ""));
    mark(key);
  }
  agreements.push({ before, now: new Map(keys.map((key) => [key, judged.get(key)])), element });
  count();
  keep();
  tellMade(keys.length === 1 ? `${cut(textOf(items.get(keys[0])), 60)}: akkoord.` : `${counted(keys.length, "oordeel", "oordelen")}: akkoord.`);
}

function tellMade(text) {
  $("gedaan").textContent = text;
  for (const id of ["ongedaan", "blad-ongedaan"]) $(id).disabled = !agreements.length;
}

function agreeAndGoOn() {
  settle();
  const element = (stops[at] || [])[1] === current ? stops[at][0] : firstOf(current);
  agree([current], element);
  const isLeft = (index) => stops[index][1] !== current && isStop(index) && statusOf(stops[index][1]) === OPEN && !items.get(stops[index][1]).uncounted;
  const key = current;
  if (!step(1, isLeft)) {
    open(key, element);
    $("gedaan").textContent += " Hierna staat niets meer dat te beoordelen is.";
  }
}

function undo() {
  const last = agreements.pop();
  if (!last) return;
  for (const [key, answer] of last.before) {
    if (judged.get(key) !== last.now.get(key)) continue; // it was judged again since
    if (answer) judged.set(key, answer);
    else judged.delete(key);
    mark(key);
  }
  unsaved = true;
  count();
  keep();
  filter();
  tellMade("Ongedaan gemaakt.");
  const [key] = last.before.keys();
  if (!isOpen()) return;
  if (last.element) last.element.scrollIntoView({ block: "center" });
  open(key, last.element);
}

// What the sheet tells of an item

function told(item) {
  const parts = [...toldByOthers(item), ...toldBefore(item)];
  if (item.kind === "paragraph") return parts;
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
  parts.push(list);
  if (item.inputs.length) parts.push(make("h3", {}, "Waar het van gemaakt is"), make("ol", { class: "delen" }, ...item.inputs.map(input)));
  const all = item.spots.length > 1 ? [make("p", {}, "Uw oordeel geldt voor al deze plaatsen.")] : [];
  parts.push(make("h3", {}, counted(item.spots.length, "plaats", "plaatsen")), ...all, make("ul", {}, ...item.spots.map(where)));
  return parts;
}

function toldByOthers(item) {
  const said = saidOf(item.key);
  if (!said.length) return [];
  const dispute = isDisputed(item.key) ? [make("p", { class: "tegen" }, "De oordelen zijn tegengesteld.")] : [];
  return [make("h3", {}, "Wat anderen vinden"), ...dispute, make("ul", {}, ...said.map(([who, answer]) => make("li", {}, make("strong", {}, who), `: ${saying(answer)}`)))];
}

function saying(answer) {
  const parts = [answer.status, answer.remark];
  if (answer.selection) parts.push(`bij ‘${answer.selection}’`);
  if (answer.proposal) parts.push(`voorstel: ‘${answer.proposal}’`);
  return parts.filter(Boolean).join("; ");
}

function toldBefore(item) {
  const text = textOf(item);
  const earlier = data.remarks.filter((one) => isAbout(one, text) && (item.kind !== "number" || item.spots.some((spot) => spot[1] === one.place)));
  if (!earlier.length) return [];
  const lines = earlier.map((one) => make("li", {}, one.words, make("br"), make("strong", {}, one.stand), one.answer ? `: ${one.answer}` : ""));
  return [make("h3", {}, "Eerdere opmerkingen hierbij"), make("ul", {}, ...lines)];
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
  const go = (event) => {
    event.preventDefault();
    window.location.hash = spot[2];
    open(current, $(spot[2]));
  };
  return make("li", {}, make("a", { href: `#${spot[2]}`, onclick: go }, text));
}
