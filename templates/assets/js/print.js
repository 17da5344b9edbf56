// The button that prints. It is hidden until this has run: without scripts the browser's own menu prints the page.

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print());
  button.hidden = false;
}
