// The plane (φ, aᵀa*) with paths and the two stationary ends. The figure's columns are step, phi,
// alignment, squaredDistanceA, loss. Settings: series: [{name, hue, where}], ends: {optimum, spurious}.
// Angles are drawn in units of π, so that the ticks are.
const FRACTIONS = { 0: "0", 0.25: "π/4", 0.5: "π/2", 0.75: "3π/4", 1: "π" };

kinds.plane = (settings, figure, chart) => {
  const paths = settings.series.map((line) => pathOf(figure, line));
  chart.off("datazoom");
  chart.on("datazoom", () => {
    const { start, end } = chart.getOption().dataZoom[0];
    chart.setOption({ xAxis: { interval: end - start > 99 ? 0.25 : null } });
  });
  return {
    grid: { left: narrow() ? 58 : 66, right: 20, top: 30, bottom: 50 },
    toolbox: tools(true),
    tooltip: tooltip({ trigger: "item" }),
    dataZoom: zoom(["xAxisIndex", "yAxisIndex"]),
    xAxis: axis("φ, angle between v and v*", {
      nameGap: 30,
      min: 0,
      max: 1,
      interval: 0.25,
      splitLine: { show: false },
      axisLabel: ticks(angleTick),
    }),
    yAxis: axis("aᵀa*", {
      nameGap: narrow() ? 42 : 50,
      ...span(paths, settings.ends),
      axisLabel: ticks(plainTick),
    }),
    series: [...settings.series.flatMap((line, i) => pathSeries(line, paths[i])), endSeries(settings.ends)]
      .filter(Boolean)
      .map((series, i) => (i === 0 ? { ...series, markLine: turningLine() } : series)),
  };
};

/** Quarters of π by their name, all else as a decimal. */
const angleTick = (value) => FRACTIONS[value] || Number(value.toPrecision(4)) + "π";

function pathOf(figure, line) {
  const column = (name) => figure.columns.get(name);
  return rowsWhere(figure, line.where)
    .map((row) => ({
      turns: column("phi")[row] / Math.PI,
      phi: column("phi")[row],
      step: column("step")[row],
      alignment: column("alignment")[row],
      distance: column("squaredDistanceA")[row],
      loss: column("loss")[row],
    }))
    .filter((point) => Number.isFinite(point.turns) && Number.isFinite(point.alignment));
}

/** All of the paths and both ends, with room around. */
function span(paths, ends) {
  const more = [ends?.optimum, ends?.spurious].filter(Number.isFinite);
  const values = [0, ...more, ...paths.flat().map((point) => point.alignment)];
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
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

function pathSeries(line, path) {
  if (path.length === 0) return [];
  const hue = hueOf(line.hue);
  const tooltipOf = {
    formatter: (point) =>
      tip(line.name, [
        [tipName("step"), tipValue(stepText(point.data.at.step))],
        [tipName("φ"), tipValue(numberText(point.data.at.phi))],
        [tipName("aᵀa*"), tipValue(numberText(point.data.at.alignment))],
        [tipName("‖a − a*‖²"), tipValue(numberText(point.data.at.distance))],
        [tipName("loss"), tipValue(numberText(point.data.at.loss))],
      ]),
  };
  const at = (point) => ({ value: [point.turns, point.alignment], at: point });
  return [
    {
      type: "line",
      data: path.map((point) => [point.turns, point.alignment]),
      showSymbol: false,
      silent: true,
      tooltip: { show: false },
      lineStyle: { color: hue, width: 2.5 },
    },
    {
      type: "scatter",
      data: spread(path).map(at),
      symbolSize: 5,
      itemStyle: { color: hue },
      emphasis: { scale: 2 },
      tooltip: tooltipOf,
    },
    {
      type: "scatter",
      data: [at(path[0])],
      symbolSize: 12,
      itemStyle: { color: colour("card"), borderColor: hue, borderWidth: 2.5, opacity: 1 },
      z: 4,
      tooltip: tooltipOf,
    },
  ];
}

/** Points to touch: no nearer than a fortieth of the figure. */
function spread(path) {
  const values = path.map((point) => point.alignment);
  const height =
    values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b)) || 1;
  const kept = [];
  for (const point of path) {
    const before = kept[kept.length - 1];
    const far =
      !before ||
      Math.hypot(point.turns - before.turns, (point.alignment - before.alignment) / height) > 0.025;
    if (far) kept.push(point);
  }
  return kept;
}

/** The two stationary ends. */
function endSeries(ends) {
  if (!ends) return null;
  const end = (name, x, y, symbol, position, align) => ({
    name,
    value: [x, y],
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
      end("global optimum", 0, ends.optimum, "circle", [14, -18], "left"),
      end("spurious optimum", 1, ends.spurious, "diamond", [2, 20], "right"),
    ],
  };
}

/** Where v turns neither way. */
const turningLine = () =>
  markLines([{ yAxis: 0, text: narrow() ? "" : "φ falls above, grows below" }]);
