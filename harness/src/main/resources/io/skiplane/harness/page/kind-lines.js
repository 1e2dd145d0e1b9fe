// Curves over one axis. Settings:
//   x: {column, label, log, from}   log: true, false, or "switch" for the reader's choice "scale"
//   y: {label, log, format, from, to}
//   series: [{name, hue, column, where}]   where: values that choose its rows
//   marks: [{axis, at, text}]   areas: [{from, to, text}], in x
/** Rounding rules below this; a logarithmic axis would show little else. */
const LEAST = 1e-24;
/** Points that can be shown one by one. */
const FEW = 12;

kinds.lines = (settings, figure) => {
  const log = settings.x.log === "switch" ? figure.chosen.scale === "log" : settings.x.log;
  const lines = settings.series.filter((line) => !figure.hidden.has(line.name));
  const curves = lines.map((line) => curve(figure, settings.x.column, line, log));
  const values = curves.flatMap((points) => points.map((point) => point[1]));
  const drawable = values.filter((value) => value > LEAST);
  const onLog = settings.y.log && drawable.length > 0 && most(drawable) > 20 * least(drawable);
  const height = (value) => (onLog ? (value > LEAST ? Math.log10(value) : NaN) : value);
  const xs = curves.flatMap((points) => points.map((point) => point[0]));
  const first = xs.length ? least(xs) : 0, last = xs.length ? most(xs) : 1;
  return {
    grid: { left: settings.y.label ? 72 : 58, right: 16, top: 42, bottom: 46 },
    toolbox: tools(false),
    tooltip: tooltip({ trigger: "axis", formatter: (points) => lineTip(points, settings, lines) }),
    dataZoom: zoom(["xAxisIndex"]),
    xAxis: axis(settings.x.label, {
      type: log ? "log" : "value",
      min: log ? first : settings.x.from ?? first,
      max: last,
      nameGap: 28,
      splitLine: { show: false },
      axisLabel: ticks(log ? logTick : plainTick, { showMaxLabel: false }),
    }),
    yAxis: axis(settings.y.label || "", {
      scale: onLog || settings.y.from === undefined,
      min: onLog ? undefined : settings.y.from,
      max: onLog ? undefined : settings.y.to,
      minInterval: onLog ? 1 : undefined,
      nameGap: 54,
      axisLabel: ticks(onLog ? powerTick : plainTick),
    }),
    series: lines.map((line, i) => ({
      name: line.name,
      type: "line",
      data: curves[i].map(([x, y]) => [x, height(y), y]),
      // ECharts 5.3 forgets this one when it lights up a point.
      zlevel: 0,
      showSymbol: curves[i].length <= FEW,
      symbol: "circle",
      symbolSize: 7,
      lineStyle: { color: hueOf(line.hue), width: 2 },
      itemStyle: { color: hueOf(line.hue) },
      emphasis: { lineStyle: { width: 2 } },
      markLine: i === 0 ? markLines(marksOf(settings, height, values, first)) : undefined,
      markArea: i === 0 ? markAreas(areasOf(settings, first, log)) : undefined,
    })),
  };
};

const least = (values) => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);

/** The points of a curve; a logarithmic axis has no place for step 0. */
function curve(figure, column, line, log) {
  const xs = figure.columns.get(column), ys = figure.columns.get(line.column);
  return rowsWhere(figure, line.where)
    .filter((row) => Number.isFinite(xs[row]) && (!log || xs[row] > 0))
    .map((row) => [xs[row], ys[row] === null ? NaN : ys[row]]);
}

/** Marks that lie where the curves are; others would be a frame for nothing. */
function marksOf(settings, height, values, first) {
  const near = (at) => values.some((value) => value < 3 * at || !settings.y.log);
  return (settings.marks || [])
    .filter((mark) => (mark.axis === "x" ? mark.at > first : near(mark.at)))
    .map((mark) =>
      mark.axis === "x"
        ? { xAxis: mark.at, text: mark.text, solid: true, position: "insideEndTop" }
        : { yAxis: height(mark.at), text: mark.text, position: mark.position || "insideStartTop" }
    );
}

const areasOf = (settings, first, log) =>
  (settings.areas || [])
    .filter((area) => area.to > first)
    .map(({ from, to, text }) => ({
      text,
      from: { xAxis: log ? Math.max(from, first) : from },
      to: { xAxis: to },
    }));

function lineTip(points, settings, lines) {
  if (points.length === 0) return "";
  const title = settings.x.label + " " + numberText(points[0].value[0]);
  const rows = points.map((point) => {
    const line = lines.find((one) => one.name === point.seriesName);
    return [tipName(point.seriesName, line && line.hue), tipValue(numberText(point.value[2]))];
  });
  return tip(title, rows);
}
