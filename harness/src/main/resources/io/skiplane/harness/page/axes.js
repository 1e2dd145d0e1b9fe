// Axes, labels, zoom and tooltips in the colours of the theme.

/** A tick where the logarithm to base ten is drawn. */
const powerTick = (exponent) => (Number.isInteger(exponent) ? power(exponent) : "");
const plainTick = (value) => {
  const size = Math.abs(value);
  if (size >= 1e6 || (size > 0 && size < 1e-3)) return numberText(value);
  return (value < 0 ? "−" : "") + size.toLocaleString("en", { maximumFractionDigits: 6 });
};
const logTick = (value) =>
  Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-6
    ? value < 1e6 && value >= 1 ? stepText(value) : power(Math.round(Math.log10(value)))
    : "";

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
const ticks = (formatter, more) => ({ ...axis("").axisLabel, formatter, ...more });

/** A label inside a figure. */
const label = (text, more) => ({
  formatter: () => text,
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
function tools(yToo) {
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
const tipName = (text, hue) =>
  "<th>" + (hue ? `<i class="swatch hue-${Number(hue)}"></i>` : "") + escapeHtml(text) + "</th>";
const tipValue = (text) => "<td>" + escapeHtml(text) + "</td>";

/** Lines across a chart and areas of it that say what is there. */
function markLines(lines) {
  return {
    silent: true,
    symbol: "none",
    animation: false,
    data: lines.map(({ text, solid, position, ...place }) => ({
      ...place,
      label: text ? label(text, { position: position || "insideEndTop" }) : { show: false },
      lineStyle: { color: colour("soft"), type: solid ? "solid" : "dashed", width: 1 },
    })),
  };
}
function markAreas(areas) {
  return {
    silent: true,
    itemStyle: { color: colour("band") },
    data: areas.map(({ text, from, to, position }) => [
      { ...from, label: label(text || "", { position: position || "top" }) },
      to,
    ]),
  };
}
