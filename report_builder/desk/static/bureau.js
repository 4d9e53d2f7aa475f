// What every page of the desk does: says how the project stands, and lets files be dropped.
// Pages that want more listen for "bureau:stand" and "bureau:taak" on the document.

import { fetchPage, reload, replaceContent } from "./vernieuwen.js";

const bar = document.getElementById("balk");
const barText = document.getElementById("balk-tekst");
const choreText = document.getElementById("balk-taak");

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// A page of before another edition began; what is filled in there stays until somebody refreshes it.
function isOfOther(state) {
  return Boolean(bar.dataset.editie && state.editie) && state.editie !== bar.dataset.editie;
}

function showState(state) {
  bar.classList.toggle("hinder", Boolean(state.hinder));
  if (state.leest) say(barText, "Het project wordt gelezen …");
  else if (state.hinder) say(barText, state.hinder);
  else if (isOfOther(state)) {
    const other = `Het bureau toont nu editie ${state.editie}. Deze pagina is nog van editie ${bar.dataset.editie}: ververs haar.`;
    say(barText, other);
  }
  else {
    const files = state.bestanden.length ? `Bewaard: ${state.bestanden.slice(0, 3).join(", ")}. ` : "";
    const errors = `${state.fouten} ${state.fouten === 1 ? "fout" : "fouten"}`;
    const warnings = `${state.waarschuwingen} ${state.waarschuwingen === 1 ? "waarschuwing" : "waarschuwingen"}`;
    say(barText, `${files}${errors}, ${warnings}.`);
  }
  document.dispatchEvent(new CustomEvent("bureau:stand", { detail: state }));
}

function showChore(chore) {
  const line = chore.status === null && chore.regel ? `: ${chore.regel}` : "";
  say(choreText, `${chore.titel} ${chore.afloop}${line}`);
  document.dispatchEvent(new CustomEvent("bureau:taak", { detail: chore }));
}

const events = new EventSource("/gebeurtenissen");
events.addEventListener("stand", (event) => showState(JSON.parse(event.data)));
events.addEventListener("taak", (event) => showChore(JSON.parse(event.data)));
events.addEventListener("error", () => {
  bar.classList.add("hinder");
  say(barText, "Geen verbinding met het bureau. De pagina probeert het opnieuw; draait 'report-builder serve' nog?");
});
window.addEventListener("pagehide", () => events.close());

for (const button of document.querySelectorAll("[data-terug]")) {
  button.addEventListener("click", () => history.back());
}

// A form with class "sleepvak" takes files that are dropped on it for those of its own field.
for (const zone of document.querySelectorAll("form.sleepvak")) {
  const field = zone.querySelector("input[type=file]");
  const isOver = (over) => (event) => {
    event.preventDefault();
    zone.classList.toggle("boven", over);
  };
  zone.addEventListener("dragover", isOver(true));
  zone.addEventListener("dragleave", isOver(false));
  zone.addEventListener("drop", (event) => {
    isOver(false)(event);
    if (event.dataTransfer.files.length) {
      field.files = event.dataTransfer.files;
      zone.requestSubmit();
    }
  });
}

// A file dropped beside such a form would otherwise take the place of the page.
for (const kind of ["dragover", "drop"]) {
  window.addEventListener(kind, (event) => event.preventDefault());
}

// What is to be copied stands in the page; the button says that it was done, also to who hears it.
const heard = document.createElement("p");
heard.className = "alleen-gehoord";
heard.setAttribute("role", "status");
document.querySelector("main").append(heard);

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-kopie]");
  if (!button || button.dataset.was !== undefined) return;
  const source = document.getElementById(button.dataset.kopie);
  const isDone = await copied(source.value ?? source.textContent);
  // Where the browser does not let it be copied, it is chosen for who does it by hand.
  if (!isDone) getSelection().selectAllChildren(source);
  const said = isDone ? "Gekopieerd" : "Gekozen: druk Ctrl+C";
  button.dataset.was = "";
  const before = [...button.childNodes];
  button.replaceChildren(said);
  heard.textContent = said;
  setTimeout(() => {
    button.replaceChildren(...before);
    delete button.dataset.was;
    heard.textContent = "";
  }, 2000);
});

// A page that shows the whole state asks for itself again when that is another.
const main = document.querySelector("[data-vernieuwt]");
if (main) {
  document.addEventListener("bureau:stand", async ({ detail }) => {
    if (detail.leest || String(detail.nummer) === bar.dataset.nummer) return;
    const page = await fetchPage();
    if (!page) return;
    const fresh = page.querySelector("[data-vernieuwt]");
    // What waited for the project to be read is another page once it was, and so is another edition.
    if (!fresh || isOfOther(detail)) {
      reload();
      return;
    }
    bar.dataset.nummer = String(detail.nummer);
    replaceContent(main, fresh.childNodes);
  });
}
