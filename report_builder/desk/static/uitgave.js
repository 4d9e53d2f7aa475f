// Shows how far the work is, and asks for the parts of the page again that are others by then.
// What somebody is filling in stays.

import { isFilledIn, reload, replaceContent } from "./vernieuwen.js";

const bar = document.getElementById("balk");
const parts = () => document.querySelectorAll("[data-deel]");
let isAsking = false;
let isWanted = false;

async function renew() {
  isWanted = true;
  if (isAsking) return;
  isAsking = true;
  try {
    while (isWanted) {
      isWanted = false;
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      if (answer.ok) showPage(new DOMParser().parseFromString(await answer.text(), "text/html"));
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
  else if (![...parts()].some(isInUse)) reload();
}

function isInUse(part) {
  return isFilledIn(part) || (part.contains(document.activeElement) && document.activeElement.matches("input, textarea"));
}

function replaceParts(page) {
  for (const part of parts()) {
    const fresh = page.querySelector(`[data-deel="${part.dataset.deel}"]`);
    if (!fresh || isInUse(part) || part.innerHTML === fresh.innerHTML) continue;
    replaceContent(part, fresh.childNodes);
  }
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
