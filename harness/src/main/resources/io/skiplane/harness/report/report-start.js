// Draws everything; again when the theme or the width changes.
function drawAll() {
  drawSuccess();
  drawStages();
  drawPlane();
  document.body.dataset.charts = String(charts.size);
}
document.documentElement.classList.add("scripted");
drawAll();
choice("outcome", "outcome", (chosen) => {
  outcome = chosen;
  drawSuccess();
});
choice("scale", "scale", (chosen) => {
  stepScale = chosen;
  drawStages();
});
document.getElementById("key").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const variant = button.dataset.variant;
  const shown = hiddenVariants.delete(variant) || !hiddenVariants.add(variant);
  button.setAttribute("aria-pressed", String(shown));
  drawSuccess();
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
let resizing = 0;
window.addEventListener("resize", () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => charts.forEach((chart) => chart.resize()));
});
