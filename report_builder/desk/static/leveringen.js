// What the pages of deliveries do: ask again while something is being done, and send a form once.

import { fetchPage, reload, replaceParts } from "./vernieuwen.js";

const PAUSE = 1000;

// A file is being looked at: the page comes anew when that is done.
if (document.querySelector("[data-bezig]")) {
  const ask = async () => {
    try {
      if (!(await fetchPage())?.querySelector("[data-bezig]")) {
        reload();
        return;
      }
    } catch {
      // The desk is away for a moment; the bar says so.
    }
    setTimeout(ask, PAUSE);
  };
  setTimeout(ask, PAUSE);
}

// Services are being asked: what they said is put in place as it comes, and what is filled in stays.
const chore = document.querySelector("[data-taak]");
if (chore && chore.hasAttribute("data-loopt")) {
  let isAsking = false;
  let isAskedAgain = false;
  const show = async () => {
    if (isAsking) {
      isAskedAgain = true;
      return;
    }
    isAsking = true;
    isAskedAgain = false;
    try {
      const page = await fetchPage();
      if (page) {
        replaceParts(page);
        if (!page.querySelector("[data-taak][data-loopt]")) return;
      }
    } catch {
      // The next line asks again.
    }
    isAsking = false;
    if (isAskedAgain) setTimeout(show, PAUSE / 4);
  };
  document.addEventListener("bureau:taak", ({ detail }) => {
    if (detail.naam === chore.dataset.taak) show();
  });
}

// A second press of the same button would ask the same again.
document.addEventListener("submit", ({ target }) => {
  if (!target.matches("form[data-eenmaal]")) return;
  for (const button of target.querySelectorAll("button")) {
    setTimeout(() => { button.disabled = true; });
  }
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const button of document.querySelectorAll("form[data-eenmaal] button")) button.disabled = false;
});
