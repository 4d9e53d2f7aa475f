// An answer is kept without losing what is being typed at other remarks; what others answered comes
// in where nobody is typing.

import { fetchPage, isFilledIn, reload, replaceContent } from "./vernieuwen.js";

const parser = new DOMParser();
let isLeaving = false;

// Whether something was typed that is not kept: also what was sent and refused.
function isTouched(card) {
  return card.classList.contains("niet-bewaard") || isFilledIn(card);
}

function replaceCard(card, fresh) {
  const focused = card.contains(document.activeElement);
  card.replaceWith(fresh);
  if (!focused) return;
  const target = fresh.querySelector("[role=status], [role=alert]") ?? fresh;
  target.tabIndex = -1;
  target.focus();
}

// The counts and what does not agree, around the remarks themselves.
function replaceAround(page) {
  for (const id of ["aantal", "tellingen", "conflicten"]) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh && old.innerHTML !== fresh.innerHTML) replaceContent(old, fresh.childNodes);
  }
}

async function keep(form) {
  const card = form.closest(".reactie");
  // A button that is disabled would let the keyboard go.
  const button = form.querySelector("button");
  if (button.ariaDisabled) return;
  button.ariaDisabled = "true";
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const page = parser.parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(card.id);
    if (!fresh) throw new Error("the answer is another page");
    const item = document.createElement(card.tagName);
    for (const { name, value } of fresh.attributes) item.setAttribute(name, value);
    item.append(...fresh.childNodes);
    replaceAround(page);
    replaceCard(card, item);
  } catch {
    button.ariaDisabled = null;
    isLeaving = true;
    form.submit();
  }
}

document.addEventListener("submit", (event) => {
  if (event.target.matches(".antwoord")) {
    event.preventDefault();
    keep(event.target);
  } else if (event.target.matches(".sleepvak")) {
    const button = event.target.querySelector("button");
    button.textContent = "Wordt ingelezen …";
    button.setAttribute("aria-live", "polite");
  }
});

// Who lets the answer of the other stand gives up the own one.
document.addEventListener("click", (event) => {
  const card = event.target.closest("[data-laat]")?.closest(".niet-bewaard");
  if (card) card.classList.remove("niet-bewaard");
});

// Once the files were read the page comes anew; not while somebody is writing an answer, or has chosen files.
document.addEventListener("bureau:taak", async ({ detail }) => {
  const waiting = document.querySelector("p#ingelezen");
  if (detail.naam !== "reacties" || detail.status === null || !waiting) return;
  if (!isFilledIn(document.querySelector("main")) && !document.querySelector(".niet-bewaard")) {
    reload();
    return;
  }
  waiting.textContent = "De bestanden zijn gelezen. Bewaar eerst wat u hier invulde; laad de pagina daarna opnieuw.";
});

document.addEventListener("bureau:stand", async ({ detail }) => {
  if (detail.leest || !document.querySelector(".reacties")) return;
  const page = await fetchPage();
  if (!page) return;
  replaceAround(page);
  for (const card of document.querySelectorAll(".reactie")) {
    const fresh = page.getElementById(card.id);
    if (fresh && fresh.innerHTML !== card.innerHTML && !isTouched(card) && !card.contains(document.activeElement)) {
      replaceCard(card, fresh);
    }
  }
});

// Whoever leaves with an answer that was typed and not kept is asked.
window.addEventListener("beforeunload", (event) => {
  if (!isLeaving && Array.from(document.querySelectorAll(".reactie")).some(isTouched)) event.preventDefault();
});
