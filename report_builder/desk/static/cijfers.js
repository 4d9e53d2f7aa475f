// Cijfers: searching while one types, tags that follow the form, and what is shown kept up to date.

import { fetchPage, reload, replaceContent } from "./vernieuwen.js";

const bar = document.getElementById("balk");
const list = document.querySelector("form#zoeken[data-levend]");
const maker = document.getElementById("kiezen");

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

// The rows that a search on the server would give.
function filter() {
  const form = new FormData(list);
  const words = folded(form.get("zoek")).split(/\s+/).filter(Boolean);
  const chosen = ["thema", "eigenaar", "gedrukt"].filter((name) => form.get(name));
  let count = 0;
  for (const row of document.querySelectorAll("#rijen tr")) {
    const { dataset } = row;
    const holds = words.every((word) => dataset.zoek.includes(word))
      && chosen.every((name) => dataset[name] === form.get(name))
      && (!form.get("stand") || dataset.stand.split(" ").includes(form.get("stand")));
    row.hidden = !holds;
    count += holds ? 1 : 0;
  }
  document.getElementById("geteld").textContent = String(count);
  document.getElementById("niets").hidden = count > 0;
  keepAddress(list);
}

function queryOf(form) {
  return new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
}

// The address says what is shown, so that it can be kept and sent on.
function keepAddress(form) {
  const query = queryOf(form);
  const path = new URL(form.action).pathname;
  history.replaceState(null, "", query ? `${path}?${query}` : path);
}

if (list) {
  list.addEventListener("input", filter);
  list.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
}

let asked = 0;

async function showTags() {
  const number = ++asked;
  const answer = await fetch(`${new URL(maker.action).pathname}/tags?${queryOf(maker)}`);
  if (!answer.ok || number !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  replaceContent(document.getElementById("uitkomst"), page.body.childNodes);
  document.getElementById("bijgewerkt").textContent = "De tags en zinnen zijn bijgewerkt.";
}

if (maker) {
  maker.addEventListener("change", async () => {
    keepAddress(maker);
    await showTags();
    // What there is to choose may be another now: the periods of another slice.
    await bringUpToDate(["kiezen"], asked);
  });
  maker.addEventListener("submit", (event) => { event.preventDefault(); showTags(); });
}

// The parts of the page with these ids, as they are now; not once somebody chose something else.
async function bringUpToDate(ids, number = asked) {
  const page = await fetchPage();
  if (!page || number !== asked) return;
  for (const id of ids) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh) replaceContent(old, fresh.childNodes);
  }
}

document.addEventListener("bureau:stand", async ({ detail }) => {
  if (detail.leest || String(detail.nummer) === bar.dataset.nummer) return;
  bar.dataset.nummer = String(detail.nummer);
  if (document.getElementById("wacht")) {
    reload();
    return;
  }
  await bringUpToDate([...document.querySelectorAll("[data-bijwerken]")].map((part) => part.id));
  if (list) filter();
  if (maker) await showTags();
});
