// The chapter comes once the project was read.

import { reload } from "./vernieuwen.js";

document.addEventListener("bureau:stand", ({ detail }) => {
  if (!detail.leest && !detail.hinder) reload();
});
