// Figure 3: the plane (φ, aᵀa*) with the paths and the two stationary ends.
// Angles are drawn in units of π, so that the ticks are.
const FRACTIONS = { 0: "0", 0.25: "π/4", 0.5: "π/2", 0.75: "3π/4", 1: "π" };
const turns = (point) => point[PHI] / Math.PI;

function drawPlane() {
  const paths = data.paths.filter((path) => path.points.length > 0);
  if (paths.length === 0) return;
  const chart = draw("chart-plane", {
    grid: { left: narrow() ? 58 : 66, right: 20, top: 30, bottom: 50 },
    toolbox: tools("skiplane-plane", true),
    tooltip: tooltip({ trigger: "item" }),
    dataZoom: zoom(["xAxisIndex", "yAxisIndex"]),
    xAxis: axis("φ, angle between v and v*", {
      nameGap: 30,
      min: 0,
      max: 1,
      interval: 0.25,
      splitLine: { show: false },
      axisLabel: { ...axis("").axisLabel, formatter: angleTick },
    }),
    yAxis: axis("aᵀa*", {
      nameGap: narrow() ? 42 : 50,
      ...span(paths),
      axisLabel: { ...axis("").axisLabel, formatter: plainTick },
    }),
    series: [...paths.flatMap(pathSeries), endSeries(paths.find((p) => Number.isFinite(p.optimum)))]
      .filter(Boolean)
      .map((series, i) => (i === 0 ? { ...series, markLine: turningLine() } : series)),
  });
  chart.off("datazoom");
  chart.on("datazoom", () => {
    const { start, end } = chart.getOption().dataZoom[0];
    chart.setOption({ xAxis: { interval: end - start > 99 ? 0.25 : null } });
  });
}

/** Quarters of π by their name, all else as a decimal. */
const angleTick = (value) => FRACTIONS[value] || Number(value.toPrecision(4)) + "π";

/** All of the paths and both ends, with room around. */
function span(paths) {
  let low = 0, high = 0;
  for (const path of paths) {
    const more = [path.optimum, path.spurious].filter(Number.isFinite);
    for (const value of [...path.points.map((point) => point[ALIGNMENT]), ...more]) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const step = niceStep((high - low) / 5);
  const margin = 0.06 * (high - low);
  return {
    min: Math.floor((low - margin) / step) * step,
    max: Math.ceil((high + margin) / step) * step,
  };
}
function niceStep(rough) {
  const unit = 10 ** Math.floor(Math.log10(rough || 1));
  return unit * ([1, 2, 5, 10].find((n) => n * unit >= rough) || 10);
}

function pathSeries(path) {
  const hue = colour(path.variant);
  const first = path.points[0];
  const tooltipOf = {
    formatter: (point) =>
      tip(path.name, [
        [tipName("step"), tipValue(stepText(point.data.at[STEP]))],
        [tipName("φ"), tipValue(numberText(point.data.at[PHI]))],
        [tipName("aᵀa*"), tipValue(numberText(point.data.at[ALIGNMENT]))],
        [tipName("‖a − a*‖²"), tipValue(numberText(point.data.at[DISTANCE_A]))],
        [tipName("loss"), tipValue(numberText(point.data.at[LOSS]))],
      ]),
  };
  const at = (point) => ({ value: dot(turns(point), point[ALIGNMENT]), at: point });
  return [
    {
      type: "line",
      data: path.points.map((point) => dot(turns(point), point[ALIGNMENT])),
      showSymbol: false,
      silent: true,
      tooltip: { show: false },
      lineStyle: { color: hue, width: 2.5 },
    },
    {
      type: "scatter",
      data: spread(path.points).map(at),
      symbolSize: 5,
      itemStyle: { color: hue },
      emphasis: { scale: 2 },
      tooltip: tooltipOf,
    },
    {
      type: "scatter",
      data: [at(first)],
      symbolSize: 12,
      itemStyle: { color: colour("card"), borderColor: hue, borderWidth: 2.5, opacity: 1 },
      z: 4,
      tooltip: tooltipOf,
    },
  ];
}

/** Points to touch: no nearer than a fortieth of the figure. */
function spread(points) {
  const values = points.map((point) => point[ALIGNMENT]);
  const height = Math.max(...values) - Math.min(...values) || 1;
  const kept = [];
  for (const point of points) {
    const before = kept[kept.length - 1];
    const far =
      !before ||
      Math.hypot(
        turns(point) - turns(before),
        (point[ALIGNMENT] - before[ALIGNMENT]) / height
      ) > 0.025;
    if (far) kept.push(point);
  }
  return kept;
}

/** The two stationary ends. */
function endSeries(path) {
  if (!path) return null;
  const end = (name, x, y, symbol, position, align) => ({
    name,
    value: dot(x, y),
    symbol,
    label: { show: true, position, ...label(name, { align, color: colour("ink"), fontWeight: 600 }) },
  });
  return {
    type: "scatter",
    clip: false,
    symbolSize: 15,
    z: 5,
    itemStyle: { color: colour("ink"), borderColor: colour("card"), borderWidth: 2, opacity: 1 },
    tooltip: {
      formatter: (point) =>
        tip(point.name, [
          [tipName("φ"), tipValue(point.value[0] === 0 ? "0" : "π")],
          [tipName("aᵀa*"), tipValue(numberText(point.value[1]))],
        ]),
    },
    data: [
      end("global optimum", 0, path.optimum, "circle", [14, -18], "left"),
      end("spurious optimum", 1, path.spurious, "diamond", [2, 20], "right"),
    ],
  };
}

/** Where v turns neither way. */
const turningLine = () => ({
  silent: true,
  symbol: "none",
  lineStyle: { color: colour("soft"), type: "dashed", width: 1 },
  data: [
    {
      yAxis: 0,
      label: label("φ falls above, grows below", { show: !narrow(), position: "insideEndTop" }),
    },
  ],
});
