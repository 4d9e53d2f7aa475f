// Figures: the values where one points, and the picture to take away.
const SCALE = 3;

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function drawn(image) {
  const copy = new Image();
  copy.src = image.getAttribute("src");
  await copy.decode();
  const canvas = document.createElement("canvas");
  canvas.width = copy.naturalWidth * SCALE;
  canvas.height = copy.naturalHeight * SCALE;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(copy, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function vector(image) {
  const [, data] = image.getAttribute("src").split(";base64,");
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  return new Blob([bytes], { type: "image/svg+xml" });
}

// A button among the tools of a figure, named after it.
function addTool(tools, label, act) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.append(label, tools.querySelector("[download] .onzichtbaar").cloneNode(true));
  button.addEventListener("click", act);
  item.append(button);
  tools.append(item);
}

for (const figure of document.querySelectorAll("figure.grafiek")) {
  const image = figure.querySelector("img");
  const tools = figure.querySelector(".gereedschap");
  if (!tools || !image.getAttribute("src").startsWith("data:image/svg+xml;base64,")) continue;
  addTool(tools, "SVG", () => save(vector(image), `${tools.dataset.naam}.svg`));
  addTool(tools, "PNG", async () => save(await drawn(image), `${tools.dataset.naam}.png`));
}

// The values of one period, below the picture: by pointing, by tapping, and with the arrow keys.
const narrow = matchMedia("(max-width: 34rem)");

function rowsOf(figure) {
  return [...figure.querySelectorAll("[role=table] [role=row]")].map((row) => [...row.children]);
}

function areasOf(figure) {
  const source = figure.querySelector("source[data-vlakken]");
  const image = figure.querySelector("img");
  const chosen = narrow.matches && source ? source : image;
  return JSON.parse(chosen.dataset.vlakken ?? "[]");
}

// A dot alone says little below a picture, and would be read aloud as such.
const MISSING = /^\.(?= |$)/;
const IN_WORDS = "geen gegeven";

// What a screen reader is told of a period.
function told(heads, row) {
  const values = row.slice(1).map((cell, number) => {
    const text = cell.textContent.trim();
    return `${heads[number + 1].textContent}: ${text.replace(MISSING, IN_WORDS)}`;
  });
  return `${row[0].textContent}; ${values.join("; ")}`;
}

function show(line, heads, row) {
  const period = document.createElement("b");
  period.textContent = row[0].textContent;
  line.replaceChildren(period);
  row.slice(1).forEach((cell, number) => {
    line.append(number ? " · " : "  ", `${heads[number + 1].textContent} `);
    const shown = cell.cloneNode(true);
    const sign = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT).nextNode();
    if (sign) sign.data = sign.data.replace(MISSING, IN_WORDS);
    line.append(...shown.childNodes);
  });
}

function nearest(areas, x, y) {
  const away = ([left, top, right, bottom]) =>
    Math.max(left - x, 0, x - right) + Math.max(top - y, 0, y - bottom);
  const area = areas.reduce((best, each) => (away(each) < away(best) ? each : best));
  const places = area[4];
  return places.reduce((best, place, at) => {
    return Math.abs(place - x) < Math.abs(places[best] - x) ? at : best;
  }, 0);
}

// A line in each panel where the period lies.
function draw(frame, areas, at) {
  frame.querySelectorAll(".streep").forEach((one) => one.remove());
  for (const [, top, , bottom, places] of areas) {
    const mark = document.createElement("span");
    mark.className = "streep";
    mark.style.left = `${places[at] * 100}%`;
    mark.style.top = `${top * 100}%`;
    mark.style.height = `${(bottom - top) * 100}%`;
    frame.append(mark);
  }
}

function addReading(figure) {
  const [heads, ...rows] = rowsOf(figure);
  const frame = figure.querySelector(".beeld");
  const box = document.createElement("div");
  box.className = "aflezen";
  const label = document.createElement("label");
  const slider = document.createElement("input");
  slider.type = "range";
  slider.max = rows.length - 1;
  slider.value = rows.length - 1;
  const name = figure.querySelector(".gereedschap [download] .onzichtbaar")?.cloneNode(true);
  label.append("Waarden", name ?? "", slider);
  const line = document.createElement("p");
  line.setAttribute("aria-hidden", "true");
  box.append(label, line);
  frame.after(box);

  function choose(at) {
    slider.value = at;
    slider.setAttribute("aria-valuetext", told(heads, rows[at]));
    show(line, heads, rows[at]);
  }

  function follow(event) {
    const { left, top, width, height } = frame.getBoundingClientRect();
    const areas = areasOf(figure);
    const at = nearest(areas, (event.clientX - left) / width, (event.clientY - top) / height);
    choose(at);
    draw(frame, areas, at);
  }

  choose(rows.length - 1);
  slider.addEventListener("input", () => {
    choose(Number(slider.value));
    draw(frame, areasOf(figure), Number(slider.value));
  });
  frame.addEventListener("pointermove", follow);
  frame.addEventListener("pointerdown", follow);
}

for (const figure of document.querySelectorAll("figure.grafiek")) {
  const rows = rowsOf(figure);
  if (figure.querySelector(".beeld") && rows.length > 2 && areasOf(figure).length) {
    addReading(figure);
  }
}
