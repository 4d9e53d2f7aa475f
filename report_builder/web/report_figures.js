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
