// Figure 2: one run over its steps, in four panels that zoom together.
const STEP = 0, LOSS = 1, PHI = 2, ALIGNMENT = 3, DISTANCE_A = 4;
/** Rounding rules below this; a logarithmic axis would show little else. */
const LEAST = 1e-24;
let stepScale = "log";
const PANELS = [
  { id: "chart-phi", column: PHI, log: false },
  { id: "chart-alignment", column: ALIGNMENT, log: false },
  { id: "chart-distance", column: DISTANCE_A, log: true },
  { id: "chart-loss", column: LOSS, log: true },
];

function drawStages() {
  const path = data.paths[0];
  if (!path || path.points.length === 0) return;
  for (const panel of PANELS) drawPanel(path, panel);
  PANELS.forEach((panel) => charts.get(panel.id) && (charts.get(panel.id).group = "stages"));
  echarts.connect("stages");
}

function drawPanel(path, panel) {
  const onLog = stepScale === "log";
  const points = path.points.filter((point) => !onLog || point[STEP] > 0);
  const largest = Math.max(...points.map((point) => point[panel.column]));
  const drawable = (value) => value > LEAST;
  const values = points.map((point) => point[panel.column]).filter(drawable);
  const logarithmic = panel.log && largest > 20 * Math.min(...values);
  const height = (value) => (logarithmic ? (drawable(value) ? Math.log10(value) : NaN) : value);
  const steps = points.map((point) => point[STEP]);
  const first = steps[0], last = steps[steps.length - 1];
  const hue = colour(path.variant);
  draw(panel.id, {
    grid: { left: 56, right: 14, top: 42, bottom: 44 },
    toolbox: tools("skiplane-" + panel.id, false),
    tooltip: tooltip({
      trigger: "axis",
      formatter: ([point]) => point && tip("step " + stepText(point.value[0]), [
        [tipName(valueName(panel.column), path.variant), tipValue(numberText(point.value[2]))],
      ]),
    }),
    dataZoom: zoom(["xAxisIndex"]),
    xAxis: axis("steps", {
      type: onLog ? "log" : "value",
      min: onLog ? first : 0,
      max: last,
      nameGap: 26,
      splitLine: { show: false },
      axisLabel: {
        ...axis("").axisLabel,
        formatter: onLog ? logStepTick : plainTick,
        showMaxLabel: false,
      },
    }),
    yAxis: axis("", {
      scale: logarithmic,
      minInterval: logarithmic ? 1 : undefined,
      axisLabel: { ...axis("").axisLabel, formatter: logarithmic ? powerTick : plainTick },
    }),
    series: [
      {
        type: "line",
        data: points.map((point) =>
          [point[STEP], height(point[panel.column]), point[panel.column]]
        ),
        // ECharts 5.3 forgets this one when it lights up a point.
        zlevel: 0,
        showSymbol: false,
        symbol: "circle",
        symbolSize: 7,
        lineStyle: { color: hue, width: 2 },
        itemStyle: { color: hue },
        emphasis: { lineStyle: { width: 2 } },
        markLine: marks(path, panel, height),
        markArea: warmUpArea(path, first, onLog),
      },
    ],
  });
}

const valueName = (column) => ({ 1: "loss", 2: "φ", 3: "aᵀa*", 4: "‖a − a*‖²" })[column];
const logStepTick = (value) =>
  Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-6
    ? value < 1e6 ? stepText(value) : power(Math.round(Math.log10(value)))
    : "";

/** The end of the warm-up, and where the panel's value is headed. */
function marks(path, panel, height) {
  const onLog = stepScale === "log";
  const nearest = Math.min(...path.points.map((point) => point[DISTANCE_A]));
  const lines = [];
  if (path.warmUpEnd > 0) {
    lines.push({
      xAxis: path.warmUpEnd,
      label: { show: false },
      lineStyle: { color: colour("soft"), type: "solid", width: 1 },
    });
  }
  const dashed = { color: colour("soft"), type: "dashed", width: 1 };
  if (panel.column === ALIGNMENT && Number.isFinite(path.optimum)) {
    const text = label("‖a*‖² = " + numberText(path.optimum), { position: onLog ? "insideStartBottom" : "insideEndBottom" });
    lines.push({ yAxis: path.optimum, label: text, lineStyle: dashed });
  }
  if (panel.column === DISTANCE_A && nearest < 3 * data.tolerance) {
    const text = label("tolerance", { position: onLog ? "insideStartTop" : "insideMiddleTop" });
    lines.push({ yAxis: height(data.tolerance), label: text, lineStyle: dashed });
  }
  return { silent: true, symbol: "none", animation: false, data: lines };
}

function warmUpArea(path, first, onLog) {
  if (!(path.warmUpEnd > first)) return undefined;
  return {
    silent: true,
    itemStyle: { color: colour("band") },
    label: label("warm-up", { position: "top" }),
    data: [[{ xAxis: onLog ? first : 0 }, { xAxis: path.warmUpEnd }]],
  };
}
