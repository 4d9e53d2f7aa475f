// The chapter comes once the project was read.
document.addEventListener("bureau:stand", ({ detail }) => {
  if (!detail.leest && !detail.hinder) location.reload();
});
