// Shows how far the work is, and asks for the parts of the page again that are others by then.
// What somebody is filling in stays.

import { arePartsInUse, fetchPage, reload, replaceParts } from "./vernieuwen.js";

const bar = document.getElementById("balk");
let isAsking = false;
let isWanted = false;

async function renew() {
  isWanted = true;
  if (isAsking) return;
  isAsking = true;
  try {
    while (isWanted) {
      isWanted = false;
      const page = await fetchPage();
      if (page) showPage(page);
    }
  } catch { /* without a connection the bar says so, and the next state asks again */
  } finally {
    isAsking = false;
  }
}

// Of another edition all is another; what somebody filled in for this one is not thrown away.
function showPage(page) {
  const isOther = page.getElementById("balk").dataset.editie !== bar.dataset.editie;
  if (!isOther) replaceParts(page);
  else if (!arePartsInUse()) reload();
}

const followed = document.querySelector("[data-volgt]")?.dataset.volgt;

document.addEventListener("bureau:taak", ({ detail }) => {
  if (followed !== "alle" && followed !== String(detail.nummer)) return;
  const shown = document.querySelector(`[data-taak="${detail.nummer}"]`);
  if (detail.status !== null ? shown : !shown) renew();
  if (!shown || detail.status !== null) return;
  if (detail.regel) shown.querySelector("[data-taak-regel]").textContent = detail.regel;
  const bar = shown.querySelector("[data-taak-balk]");
  if (detail.van) {
    bar.max = detail.van;
    bar.value = detail.gedaan;
  }
});

document.addEventListener("bureau:stand", ({ detail }) => {
  if (detail.leest || String(detail.nummer) === bar.dataset.nummer) return;
  bar.dataset.nummer = String(detail.nummer);
  renew();
});
