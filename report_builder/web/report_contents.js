// The contents beside the text: where one is.
const wide = matchMedia("(min-width: 64rem)");
const nav = document.querySelector("nav.boven");
const list = nav.querySelector("details");
const links = [...nav.querySelectorAll("a")].flatMap((link) => {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return target ? [{ link, target }] : [];
});
let current = null;

function follow() {
  let here = links[0];
  for (const each of links) {
    if (each.target.getBoundingClientRect().top > 120) break;
    here = each;
  }
  if (!here || here.link === current) return;
  current?.removeAttribute("aria-current");
  current = here.link;
  current.setAttribute("aria-current", "true");
  if (!wide.matches) return;
  const { top, bottom } = current.getBoundingClientRect();
  const frame = nav.getBoundingClientRect();
  if (top < frame.top + 40 || bottom > frame.bottom - 40) {
    nav.scrollTop += top - frame.top - frame.height / 3;
  }
}

let waiting = false;
function followSoon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    follow();
  });
}

nav.classList.add("volgt");
list.open = wide.matches;
wide.addEventListener("change", () => {
  list.open = wide.matches;
  followSoon();
});
nav.addEventListener("click", (event) => {
  if (!wide.matches && event.target.closest("a")) list.open = false;
});
addEventListener("scroll", followSoon, { passive: true });
addEventListener("resize", followSoon);
follow();
