// Ticks all figures of one organisation at once; without script they are ticked one by one.

for (const button of document.querySelectorAll("[data-alles]")) {
  const boxes = button.closest("section").querySelectorAll('input[name="kies"]');
  button.hidden = false;
  button.addEventListener("click", () => {
    const isOn = ![...boxes].every((box) => box.checked);
    for (const box of boxes) box.checked = isOn;
  });
}
