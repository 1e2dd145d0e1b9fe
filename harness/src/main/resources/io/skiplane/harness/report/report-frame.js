// What all figures share: errors counted, colours of the theme, axes, tools, texts of numbers.
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

const data = JSON.parse(document.getElementById("data").textContent);
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
const colour = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
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

/** A tick where the logarithm to base ten is drawn. */
const powerTick = (exponent) => (Number.isInteger(exponent) ? power(exponent) : "");
const plainTick = (value) => {
  const size = Math.abs(value);
  if (size >= 1e6 || (size > 0 && size < 1e-3)) return numberText(value);
  return (value < 0 ? "−" : "") + size.toLocaleString("en", { maximumFractionDigits: 6 });
};

/** An axis in the theme's colours. */
function axis(name, more) {
  return {
    type: "value",
    name,
    nameLocation: "middle",
    nameTextStyle: { color: colour("soft"), fontSize: 13, fontFamily: FONT },
    axisLine: { show: true, onZero: false, lineStyle: { color: colour("line") } },
    axisTick: { show: true, lineStyle: { color: colour("line") } },
    axisLabel: { color: colour("soft"), fontSize: 12, fontFamily: FONT, hideOverlap: true },
    splitLine: { lineStyle: { color: colour("grid") } },
    minorTick: { show: false },
    ...more,
  };
}

/** A label inside a figure. */
const label = (text, more) => ({
  formatter: text,
  color: colour("soft"),
  fontSize: 12,
  fontFamily: FONT,
  ...more,
});

/** Box zoom, back, and Ctrl with the wheel or two fingers; the page scrolls as ever. */
function zoom(axes) {
  const inside = { type: "inside", filterMode: "none", zoomOnMouseWheel: "ctrl" };
  inside.moveOnMouseMove = "shift";
  inside.moveOnMouseWheel = false;
  return axes.map((name) => ({ ...inside, [name]: 0 }));
}
function tools(file, yToo) {
  return {
    right: 0,
    top: 0,
    itemSize: 14,
    itemGap: 10,
    iconStyle: { borderColor: colour("soft") },
    emphasis: { iconStyle: { borderColor: colour("ink"), textFill: colour("ink") } },
    feature: {
      dataZoom: {
        filterMode: "none",
        yAxisIndex: yToo ? 0 : false,
        title: { zoom: "Zoom: drag a box", back: "Zoom back" },
        brushStyle: { color: colour("band"), borderWidth: 0 },
      },
      saveAsImage: { type: "svg", name: file, title: "Save as SVG", backgroundColor: colour("card") },
    },
  };
}

/** A tooltip in the theme's colours. */
const tooltip = (more) => ({
  confine: true,
  backgroundColor: colour("card"),
  borderColor: colour("line"),
  padding: [8, 12],
  textStyle: { color: colour("ink"), fontFamily: FONT, fontSize: 13 },
  axisPointer: { type: "line", snap: false, lineStyle: { color: colour("soft"), type: "dotted" } },
  ...more,
});
const tip = (title, rows) =>
  `<div class="tip"><b>${escapeHtml(title)}</b><table><tbody>` +
  rows.map((row) => "<tr>" + row.join("") + "</tr>").join("") +
  "</tbody></table></div>";
const tipName = (text, variant) =>
  "<th>" + (variant ? `<i class="swatch ${variant}"></i>` : "") + escapeHtml(text) + "</th>";
const tipValue = (text) => "<td>" + escapeHtml(text) + "</td>";
const dot = (x, y) => [x, y];

/** The charts on the page, by the id of their place. */
const charts = new Map();
function draw(id, option) {
  const place = document.getElementById(id);
  if (!place) return null;
  let chart = charts.get(id);
  if (!chart) {
    chart = echarts.init(place, null, { renderer: "svg" });
    charts.set(id, chart);
  }
  chart.setOption({ animation: false, backgroundColor: "transparent", ...option }, true);
  return chart;
}

/** Makes a row of buttons choose one of several; tells which. */
function choice(id, name, then) {
  const group = document.getElementById(id);
  if (!group) return;
  group.addEventListener("click", (event) => {
    const chosen = event.target.closest("button");
    if (!chosen) return;
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button === chosen));
    }
    then(chosen.dataset[name]);
  });
}
