// A share over two axes of a grid as colours. The figure's rows are the grid's cells in row-major
// order. Settings:
//   axes: [{name, label, labels, values}]   values: numbers, if they depend on no other axis
//   lines: [{axis, at, text, dash}]   bounds, drawn where an axis has them
// The reader's choices: outcome; of more than two axes x and y, and at-NAME for each other one.
kinds.heat = (settings, figure, chart) => {
  const { x, y, cells } = slice(settings, figure);
  const grid = { left: narrow() ? 62 : 76, right: 16, top: 58, bottom: 54 };
  const size = [
    (chart.getWidth() - grid.left - grid.right) / x.labels.length,
    (chart.getHeight() - grid.top - grid.bottom) / y.labels.length,
  ];
  const outcome = figure.chosen.outcome;
  const rates = figure.columns.get(outcome + "Rate");
  return {
    grid,
    graphic: scaleBar(grid, chart.getWidth(), outcome),
    tooltip: tooltip({ trigger: "item", formatter: ({ data }) => cellTip(figure, x, y, data) }),
    xAxis: placesAxis(x, size[0], 58, { nameGap: 32 }),
    yAxis: placesAxis(y, size[1], 20, { nameGap: narrow() ? 46 : 58 }),
    series: [
      {
        type: "scatter",
        symbol: "rect",
        // A little more than a cell, so that nothing shines through between two.
        symbolSize: [size[0] + 0.7, size[1] + 0.7],
        clip: true,
        progressive: 0,
        data: cells.map(([i, j, row]) => cellOf(i, j, row, rates[row], size)),
      },
      ...settings.lines.flatMap((line) => boundary(line, x, y)),
    ],
  };
};

/** The two axes drawn, and the cells in their plane: [position on x, on y, row]. */
function slice(settings, figure) {
  const axes = settings.axes;
  const xAt = Math.max(0, axes.findIndex((one) => one.name === figure.chosen.x));
  let yAt = axes.findIndex((one) => one.name === figure.chosen.y);
  if (yAt < 0 || yAt === xAt) yAt = xAt === 0 ? 1 : 0;
  const stride = (axis) => axes.slice(axis + 1).reduce((n, one) => n * one.labels.length, 1);
  let base = 0;
  axes.forEach((one, axis) => {
    const list = figure.place.querySelector(`[data-switch="at-${one.name}"]`);
    const drawn = axis === xAt || axis === yAt;
    if (list) list.closest("label").hidden = drawn;
    if (!drawn) base += Number(figure.chosen["at-" + one.name]) * stride(axis);
  });
  const cells = [];
  axes[xAt].labels.forEach((_, i) =>
    axes[yAt].labels.forEach((__, j) => cells.push([i, j, base + i * stride(xAt) + j * stride(yAt)]))
  );
  return { x: axes[xAt], y: axes[yAt], cells };
}

function placesAxis(places, size, room, more) {
  const n = places.labels.length;
  const every = Math.max(1, Math.ceil(room / size));
  return axis(places.label, {
    min: -0.5,
    max: n - 0.5,
    interval: 0.5,
    splitLine: { show: false },
    axisTick: { show: false },
    axisLabel: ticks(
      (i) => (Number.isInteger(i) && i % every === 0 && i in places.labels ? places.labels[i] : ""),
      { hideOverlap: false }
    ),
    ...more,
  });
}

function cellOf(i, j, row, rate, size) {
  const known = Number.isFinite(rate);
  const parts = known ? shareColour(rate) : null;
  const text = known ? String(Math.round(100 * rate)) : "–";
  return {
    value: [i, j],
    row,
    itemStyle: { color: known ? cssColour(parts) : colour("grid"), opacity: 1 },
    label: {
      show: size[0] > 30 && size[1] > 18,
      position: "inside",
      formatter: () => text,
      color: known ? inkOn(parts) : colour("soft"),
      fontSize: 12,
      fontFamily: FONT,
    },
    emphasis: { scale: false, itemStyle: { borderColor: "#ffffff", borderWidth: 2 } },
  };
}

/** The key to the colours, above the map. */
function scaleBar(grid, width, outcome) {
  const stops = CIVIDIS.map((parts, i) => ({
    offset: i / (CIVIDIS.length - 1),
    color: cssColour(parts),
  }));
  const bar = Math.min(260, width - grid.left - grid.right);
  const text = (x, words, align) => ({
    type: "text",
    silent: true,
    style: { x, y: 36, text: words, textAlign: align, fill: colour("soft"), font: "12px " + FONT },
  });
  return [
    {
      type: "rect",
      silent: true,
      shape: { x: grid.left, y: 20, width: bar, height: 12 },
      style: { fill: { type: "linear", x: 0, y: 0, x2: 1, y2: 0, colorStops: stops } },
    },
    { ...text(grid.left, outcome + ", % of students", "left"), style: { ...text(grid.left, outcome + ", % of students", "left").style, y: 3 } },
    text(grid.left, "0", "left"),
    text(grid.left + bar / 2, "50", "center"),
    text(grid.left + bar, "100", "right"),
  ];
}

/** Where a number lies between the places of an axis. */
function between(values, at) {
  const i = values.findIndex((value, k) => value <= at && at <= values[k + 1]);
  if (i < 0) return NaN;
  const ratios = values[0] > 0 && Math.abs(values[2] / values[1] - values[1] / values[0]) < 1e-6;
  const of = ratios ? Math.log : (value) => value;
  return i + (of(at) - of(values[i])) / (of(values[i + 1]) - of(values[i]) || 1);
}

/** A bound, dark on a light seam, so that it shows on every colour. */
function boundary(line, x, y) {
  const onX = x.name === line.axis;
  const places = onX ? x : y;
  if (places.name !== line.axis) return [];
  const at = between(places.values, line.at);
  if (!Number.isFinite(at)) return [];
  const ends = onX
    ? [[at, -0.5], [at, y.labels.length - 0.5]]
    : [[-0.5, at], [x.labels.length - 0.5, at]];
  const drawn = (width, hue, dash, words) => ({
    type: "line",
    data: ends,
    silent: true,
    showSymbol: false,
    z: 5,
    lineStyle: { color: hue, width, type: dash ? [7, 5] : "solid" },
    markPoint: words
      ? {
          silent: true,
          symbol: "rect",
          symbolSize: 0.1,
          data: [{ coord: onX ? [at, y.labels.length - 0.5] : [x.labels.length - 0.5, at] }],
          label: {
            show: true,
            position: onX ? (at > x.labels.length / 2 ? "left" : "right") : "left",
            offset: onX ? [0, 14] : [-2, -12],
            formatter: () => words,
            color: "#000000",
            backgroundColor: "rgba(255, 255, 255, 0.92)",
            padding: [3, 5],
            borderRadius: 3,
            fontSize: 12,
            fontFamily: FONT,
          },
        }
      : undefined,
  });
  return [drawn(5, "#ffffff", false, ""), drawn(2, "#000000", line.dash, line.text)];
}

function cellTip(figure, x, y, cell) {
  if (!cell || cell.row === undefined) return "";
  const value = (column) => figure.columns.get(column)[cell.row];
  const share = (outcome) => [
    tipName(outcome),
    tipValue(percent(value(outcome + "Rate")) + " %"),
    tipValue(`[${percent(value(outcome + "Low"))}, ${percent(value(outcome + "High"))}]`),
  ];
  const steps = value("stepsMedian");
  return tip(`${x.labels[cell.value[0]]}, ${y.labels[cell.value[1]]}`, [
    share("success"),
    share("trapped"),
    share("undecided"),
    [tipName("diverged"), tipValue(percent(value("divergedRate")) + " %")],
    [tipName("median steps"), tipValue(steps === null ? "–" : stepText(steps))],
    [tipName("‖w*‖"), tipValue(numberText(value("shortcutDistance")))],
  ]);
}
