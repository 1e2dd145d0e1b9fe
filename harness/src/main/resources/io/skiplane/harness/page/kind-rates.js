// Rates with intervals over a few places, a line for each kind. Settings:
//   x: {column, label}   places are the column's values, in their order
//   series: [{name, hue, symbol, where}]
//   chosen: columns whose value the reader chooses, by switches of their names
//   choices: {value of the switch "outcome": {label, rate, low, high: columns, band: [from, to, text]}}
kinds.rates = (settings, figure) => {
  const measure = settings.choices[figure.chosen.outcome];
  const places = placesOf(figure, settings);
  const lines = settings.series.filter((line) => !figure.hidden.has(line.name));
  return {
    grid: { left: 62, right: 14, top: 30, bottom: 52 },
    toolbox: tools(true),
    tooltip: tooltip({
      trigger: "axis",
      formatter: (points) => rateTip(figure, settings, measure, lines, places, points),
    }),
    dataZoom: zoom(["xAxisIndex", "yAxisIndex"]),
    xAxis: axis(settings.x.label, {
      nameGap: 32,
      min: -0.5,
      max: places.length - 0.5,
      minInterval: 1,
      splitNumber: places.length,
      splitLine: { show: false },
      axisTick: { show: false },
      axisLabel: ticks((i) =>
        Number.isInteger(i) && i in places ? String(settings.x.labels?.[i] ?? places[i]) : ""
      ),
      axisPointer: { label: { show: false } },
    }),
    yAxis: axis(measure.label + ", % of students", {
      nameGap: 44,
      min: 0,
      max: 100,
      axisLabel: ticks(plainTick),
    }),
    series: lines.flatMap((line) => rateSeries(figure, settings, measure, places, line)),
  };
};

const placesOf = (figure, settings) => [...new Set(figure.columns.get(settings.x.column))];

function rateRow(figure, settings, line, place) {
  const others = (settings.chosen || []).map((name) => [name, figure.chosen[name]]);
  const where = { ...line.where, ...Object.fromEntries(others), [settings.x.column]: place };
  return rowsWhere(figure, where)[0];
}

function rateSeries(figure, settings, measure, places, line) {
  const i = settings.series.indexOf(line);
  const shift = 0.085 * (i - (settings.series.length - 1) / 2);
  const middles = [];
  const bars = [];
  places.forEach((place, at) => {
    const row = rateRow(figure, settings, line, place);
    const value = (column) => 100 * (figure.columns.get(column)[row] ?? NaN);
    middles.push([at + shift, value(measure.rate)]);
    if (!Number.isFinite(value(measure.low))) return;
    bars.push([at + shift, value(measure.low)], [at + shift, value(measure.high)], [at + shift, NaN]);
  });
  const hue = hueOf(line.hue);
  const band = measure.band && line.name === measure.band.series ? [measure.band] : [];
  return [
    {
      id: line.name,
      type: "line",
      data: middles,
      symbol: line.symbol || "circle",
      symbolSize: { diamond: 12, rect: 8 }[line.symbol] || 10,
      lineStyle: { color: hue, width: 2, opacity: 0.75 },
      itemStyle: { color: hue },
      emphasis: { lineStyle: { width: 2 } },
      z: 3,
      markArea: markAreas(
        band.map(({ from, to, text }) => ({
          text,
          position: "insideTopLeft",
          from: { yAxis: from },
          to: { yAxis: to },
        }))
      ),
    },
    {
      id: line.name + " interval",
      type: "line",
      data: bars,
      silent: true,
      symbol: "rect",
      symbolSize: [9, 1.5],
      emphasis: { scale: false },
      lineStyle: { color: hue, width: 1.5 },
      itemStyle: { color: hue },
      z: 2,
    },
  ];
}

function rateTip(figure, settings, measure, lines, places, points) {
  const place = places[Math.round(points[0].axisValue)];
  const rows = [];
  for (const line of lines) {
    const row = rateRow(figure, settings, line, place);
    if (row === undefined) continue;
    const value = (column) => percent(figure.columns.get(column)[row]);
    rows.push([
      tipName(line.name, line.hue),
      tipValue(value(measure.rate)),
      tipValue(`[${value(measure.low)}, ${value(measure.high)}]`),
    ]);
  }
  const title = `${settings.x.short || settings.x.label} = ${place}: ${measure.label.toLowerCase()}`;
  return rows.length ? tip(title + ", % [95 % interval]", rows) : "";
}
