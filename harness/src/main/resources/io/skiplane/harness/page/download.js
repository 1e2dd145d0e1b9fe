// Downloads of a figure: its data as CSV, and its picture, all charts as they stand, as SVG or PNG.
const SVG = "http://www.w3.org/2000/svg";
const PNG_SCALE = 2;

function csvText(figure) {
  const quoted = (value) => {
    const text = value === null ? "" : String(value);
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  const columns = [...figure.columns.values()];
  const lines = [[...figure.columns.keys()].map(quoted).join(",")];
  for (let row = 0; row < rowCount(figure); row++) {
    lines.push(columns.map((values) => quoted(values[row])).join(","));
  }
  return lines.join("\n") + "\n";
}

function svgNode(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

/** One drawing of all charts of a figure where they stand, their titles, and the key. */
function picture(figure) {
  const drawings = figure.charts.map((chart) => document.getElementById("chart-" + chart.id));
  const boxes = drawings.map((drawing) => drawing.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const margin = 16, head = 46 + (figure.key.length ? 24 : 0);
  const width = Math.ceil(Math.max(...boxes.map((box) => box.right)) - left) + 2 * margin;
  const height = Math.ceil(Math.max(...boxes.map((box) => box.bottom)) - top) + head + margin;
  const root = svgNode("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  root.append(svgNode("rect", { width, height, fill: colour("card") }));
  const text = (x, y, size, words, weight) =>
    svgNode(
      "text",
      { x, y, "font-family": FONT, "font-size": size, "font-weight": weight, fill: colour("ink") },
      words
    );
  root.append(text(margin, 26, 15, "Skiplane " + page.command + ": " + page.title, 600));
  let x = margin;
  for (const { name, hue } of figure.key) {
    root.append(svgNode("rect", { x, y: 41, width: 11, height: 11, rx: 3, fill: hueOf(hue) }));
    root.append(text(x + 18, 51, 13, name, 400));
    x += 40 + 7.2 * name.length;
  }
  figure.charts.forEach((chart, i) => {
    const drawing = drawings[i].querySelector("svg").cloneNode(true);
    const at = { x: boxes[i].left - left + margin, y: boxes[i].top - top + head };
    drawing.setAttribute("x", String(at.x));
    drawing.setAttribute("y", String(at.y));
    drawing.removeAttribute("style");
    root.append(drawing);
    if (chart.title && figure.charts.length > 1) root.append(text(at.x, at.y + 14, 14, chart.title, 600));
  });
  return { width, height, svg: new XMLSerializer().serializeToString(root) };
}

/** The picture painted, twice as fine as on the page. */
async function png(drawn) {
  const url = URL.createObjectURL(new Blob([drawn.svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = PNG_SCALE * drawn.width;
    canvas.height = PNG_SCALE * drawn.height;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}

function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function download(figure, format) {
  const name = "skiplane-" + page.command + "-" + figure.id + "." + format;
  if (format === "csv") return save(name, new Blob([csvText(figure)], { type: "text/csv" }));
  const drawn = picture(figure);
  if (format === "svg") return save(name, new Blob([drawn.svg], { type: "image/svg+xml" }));
  return save(name, await png(drawn));
}
