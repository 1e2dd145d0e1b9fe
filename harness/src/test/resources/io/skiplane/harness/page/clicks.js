// What a reader does with the report; it throws if something does not answer.
const press = (selector) => document.querySelector(selector).click();
const must = (holds, what) => {
  if (!holds) throw new Error(what);
};
const shown = (id, fraction) => {
  const chart = charts.get(id);
  const points = chart.getOption().series[0].data;
  return chart.dispatchAction({
    type: "showTip",
    seriesIndex: 0,
    dataIndex: Math.floor(fraction * (points.length - 1)),
  });
};
press('[data-value="undecided"]');
press('[data-value="trapped"]');
press('[data-series="ResNet, no warm-up"]');
must(charts.get("success").getOption().series.length === 6, "a variant is taken out");
must(
  document.querySelector('[data-series="ResNet, no warm-up"]').ariaPressed === "false",
  "the button says so"
);
shown("success", 0);
press('[data-value="value"]');
must(charts.get("loss").getOption().xAxis[0].type === "value", "steps are linear");
press('[data-value="log"]');
charts.get("phi").dispatchAction({ type: "dataZoom", startValue: 5, endValue: 50 });
shown("loss", 0.1);
const plane = charts.get("plane");
plane.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, start: 40, end: 50 });
must(plane.getOption().xAxis[0].interval === null, "zoomed, the ticks of the plane move closer");
plane.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, start: 0, end: 100 });
must(plane.getOption().xAxis[0].interval === 0.25, "and back");
plane.dispatchAction({ type: "showTip", seriesIndex: 1, dataIndex: 0 });
setTimeout(() => {
  const zoom = charts.get("loss").getOption().dataZoom[0];
  must(zoom.start > 0 && zoom.end < 100, "the panels zoom together");
  document.body.dataset.clicks = "done";
}, 500);
