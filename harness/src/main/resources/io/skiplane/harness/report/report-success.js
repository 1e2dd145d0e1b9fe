// Figure 1: the rate of an outcome against k, a line for each variant, intervals as bars.
const MARKS = { "resnet-warmup": "circle", "resnet-warmup-theory": "triangle" };
MARKS["resnet-constant"] = "rect";
MARKS["cnn-constant"] = "diamond";
const ks = [...new Set(data.cells.map((cell) => cell.k))].sort((a, b) => a - b);
const variants = [...new Set(data.cells.map((cell) => cell.variant))];
const hiddenVariants = new Set();
let outcome = "success";
const percent = (rate) => (100 * rate).toFixed(2);

function drawSuccess() {
  if (data.cells.length === 0) return;
  const name = outcome[0].toUpperCase() + outcome.slice(1);
  draw("chart-success", {
    grid: { left: 62, right: 14, top: 30, bottom: 52 },
    toolbox: tools("skiplane-" + outcome, true),
    tooltip: tooltip({ trigger: "axis", formatter: successTip }),
    dataZoom: zoom(["xAxisIndex", "yAxisIndex"]),
    xAxis: axis("k, number of patches", {
      nameGap: 32,
      min: -0.5,
      max: ks.length - 0.5,
      minInterval: 1,
      splitNumber: ks.length,
      splitLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        ...axis("").axisLabel,
        formatter: (i) => (Number.isInteger(i) && i in ks ? String(ks[i]) : ""),
      },
      axisPointer: { label: { show: false } },
    }),
    yAxis: axis(name + ", % of students", {
      nameGap: 44,
      min: 0,
      max: 100,
      axisLabel: { ...axis("").axisLabel, formatter: plainTick },
    }),
    series: variants.filter((v) => !hiddenVariants.has(v)).flatMap(successSeries),
  });
}

function successSeries(variant) {
  const shift = 0.085 * (variants.indexOf(variant) - (variants.length - 1) / 2);
  const middles = [];
  const bars = [];
  ks.forEach((k, i) => {
    const cell = data.cells.find((c) => c.k === k && c.variant === variant);
    const rate = cell && cell[outcome];
    const known = rate && Number.isFinite(rate.rate);
    middles.push(dot(i + shift, known ? 100 * rate.rate : NaN));
    if (!known) return;
    bars.push(dot(i + shift, 100 * rate.low), dot(i + shift, 100 * rate.high), dot(i + shift, NaN));
  });
  const hue = colour(variant);
  const band = outcome === "trapped" && variant === "cnn-constant";
  return [
    {
      id: variant,
      type: "line",
      data: middles,
      symbol: MARKS[variant] || "circle",
      symbolSize: MARKS[variant] === "diamond" ? 12 : MARKS[variant] === "rect" ? 8 : 10,
      lineStyle: { color: hue, width: 2, opacity: 0.75 },
      itemStyle: { color: hue },
      emphasis: { lineStyle: { width: 2 } },
      z: 3,
      markArea: band ? claimBand() : undefined,
    },
    {
      id: variant + "-interval",
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

/** Where the claim about the plain CNN start has its trapped rate. */
const claimBand = () => ({
  silent: true,
  itemStyle: { color: colour("band") },
  label: label("claimed for the plain CNN: between 25 and 75", { position: "insideTopLeft" }),
  data: [[{ yAxis: 25 }, { yAxis: 75 }]],
});

function successTip(points) {
  const k = ks[Math.round(points[0].axisValue)];
  const rows = data.cells.filter((cell) => cell.k === k && !hiddenVariants.has(cell.variant));
  if (rows.length === 0) return "";
  return tip(
    `k = ${k}: ${outcome}, % [95 % interval]`,
    rows.map((cell) => {
      const rate = cell[outcome];
      return [
        tipName(cell.title, cell.variant),
        tipValue(percent(rate.rate)),
        tipValue(`[${percent(rate.low)}, ${percent(rate.high)}]`),
      ];
    })
  );
}
