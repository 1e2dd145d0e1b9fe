// Draws everything; again when the theme or the width changes, and in light colours for paper.
const drawAll = () => {
  figures.forEach(drawFigure);
  document.body.dataset.charts = String(charts.size);
};
document.documentElement.classList.add("scripted");
drawAll();

/** Makes a row of buttons or a list choose one of several. */
function choose(figure, group, value) {
  figure.chosen[group.dataset.switch] = value;
  for (const button of group.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.value === value));
  }
  drawFigure(figure);
}

/** Takes a line out, or back in. */
function toggle(figure, button) {
  const name = button.dataset.series;
  const shown = figure.hidden.delete(name) || !figure.hidden.add(name);
  button.setAttribute("aria-pressed", String(shown));
  drawFigure(figure);
}

for (const figure of figures.values()) {
  figure.place.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.download) download(figure, button.dataset.download);
    if (button.dataset.series) toggle(figure, button);
    const group = button.closest("[data-switch]");
    if (group) choose(figure, group, button.dataset.value);
  });
  figure.place.addEventListener("change", (event) => {
    const list = event.target.closest("select[data-switch]");
    if (list) choose(figure, list, list.value);
  });
  const details = figure.place.querySelector("details");
  details.addEventListener("toggle", () => details.open && fillTable(figure, details));
}

window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
let resizing = 0;
window.addEventListener("resize", () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => {
    charts.forEach((chart) => chart.resize());
    drawAll();
  });
});
const onPaper = (printing) => () => {
  document.documentElement.classList.toggle("printing", printing);
  charts.forEach((chart) => chart.resize());
  drawAll();
};
window.addEventListener("beforeprint", onPaper(true));
window.addEventListener("afterprint", onPaper(false));
