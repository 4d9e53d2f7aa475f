// The pages of a chapter, made while somebody looks at them and again when the project is another.

import { replaceContent } from "./vernieuwen.js";

const said = document.getElementById("bladen-stand");
const holder = document.getElementById("bladen");
let isMaking = false;
let isOld = false;

function pagesOf(text) {
  return new DOMParser().parseFromString(text, "text/html").getElementById("bladen");
}

async function make() {
  isOld = true;
  if (isMaking) return;
  isMaking = true;
  said.textContent = "De pagina’s worden gemaakt …";
  try {
    while (isOld) {
      isOld = false;
      const answer = await fetch("?maak=1", { headers: { accept: "text/html" } });
      const fresh = pagesOf(await answer.text());
      if (!answer.ok || !fresh) throw new Error();
      if (fresh.dataset.naam !== holder.dataset.naam || fresh.querySelector(".melding") || holder.querySelector(".melding")) {
        replaceContent(holder, fresh.childNodes);
        holder.dataset.naam = fresh.dataset.naam ?? "";
      }
    }
    said.textContent = "De pagina’s zijn bij.";
  } catch {
    said.textContent = "De pagina’s konden niet gemaakt worden. Bewaar het sjabloon opnieuw, of laad deze pagina opnieuw.";
  } finally {
    isMaking = false;
  }
}

document.addEventListener("bureau:stand", ({ detail }) => { if (!detail.leest) make(); });
if (!("zijnEr" in holder.dataset)) make();
