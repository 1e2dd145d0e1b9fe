// What all figures share: errors counted, the page's data, colours of the theme, texts of numbers.
document.body.dataset.errors = "0";
const countError = () => {
  document.body.dataset.errors = String(Number(document.body.dataset.errors) + 1);
};
window.addEventListener("error", countError);
window.addEventListener("unhandledrejection", countError);
document.addEventListener("securitypolicyviolation", countError);
for (const level of ["error", "warn"]) {
  const report = console[level];
  console[level] = (...what) => {
    countError();
    report.apply(console, what);
  };
}

const page = JSON.parse(document.getElementById("data").textContent);
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
const colour = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const hueOf = (hue) => colour("hue-" + hue);
const narrow = () => window.matchMedia("(max-width: 640px)").matches;

const escapeHtml = (text) =>
  String(text).replace(/[&<>"']/g, (c) => "&#" + c.charCodeAt(0) + ";");
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const superscript = (n) =>
  (n < 0 ? "⁻" : "") + [...String(Math.abs(n))].map((d) => SUPERSCRIPTS[d]).join("");
const power = (n) => (n === 0 ? "1" : n === 1 ? "10" : "10" + superscript(n));

/** Three significant digits, with a power of ten for the very small and very large. */
function numberText(x) {
  if (!Number.isFinite(x)) return "–";
  const size = Math.abs(x);
  const sign = x < 0 ? "−" : "";
  if (size === 0) return "0";
  if (size < 0.001 || size >= 1e7) {
    const [mantissa, exponent] = size.toExponential(2).split("e");
    return sign + mantissa + " × 10" + superscript(Number(exponent));
  }
  return sign + size.toLocaleString("en", { maximumSignificantDigits: Math.max(3, digits(size)) });
}
const digits = (size) => Math.floor(Math.log10(size)) + 1;
const stepText = (step) => Math.round(step).toLocaleString("en");
const percent = (rate) => (100 * rate).toFixed(2);

/** The figures of the page, by their name, each with what the reader has chosen. */
const figures = new Map();
for (const figure of page.figures) {
  const place = document.getElementById("figure-" + figure.id);
  const chosen = {};
  for (const choice of place.querySelectorAll("[data-switch]")) {
    const first = choice.querySelector("[data-value]");
    chosen[choice.dataset.switch] = first ? first.dataset.value : choice.value;
  }
  const columns = new Map(figure.columns.map((column) => [column.name, column.values]));
  figures.set(figure.id, { ...figure, place, chosen, columns, hidden: new Set() });
}

const rowCount = (figure) => (figure.columns.values().next().value || []).length;

/** Numbers of the rows in which columns have the given values. */
function rowsWhere(figure, where) {
  const rows = [];
  const tests = Object.entries(where || {}).map(([name, value]) => [figure.columns.get(name), value]);
  for (let row = 0; row < rowCount(figure); row++) {
    if (tests.every(([values, value]) => values[row] === value)) rows.push(row);
  }
  return rows;
}

/** Ways to draw, by their name: each makes ECharts' option of a chart's settings and its figure. */
const kinds = {};

/** The charts on the page, by the id of their place. */
const charts = new Map();
function drawFigure(figure) {
  for (const chart of figure.charts) {
    const place = document.getElementById("chart-" + chart.id);
    let drawn = charts.get(chart.id);
    if (!drawn) {
      drawn = echarts.init(place, null, { renderer: "svg" });
      charts.set(chart.id, drawn);
      if (figure.charts.length > 1) drawn.group = figure.id;
    }
    const option = kinds[chart.kind](chart.settings, figure, drawn, place);
    drawn.setOption({ animation: false, backgroundColor: "transparent", ...option }, true);
  }
  if (figure.charts.length > 1) echarts.connect(figure.id);
}
