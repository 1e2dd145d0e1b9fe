// Looks at a page in two frames and sends what it found, as JSON.
const found = { downloads: [] };

/** Waits until it holds, two minutes at most: what is then missing is told by what was found. */
async function until(holds) {
  const end = performance.now() + 120000;
  while (!holds() && performance.now() < end) {
    await new Promise((done) => setTimeout(done, 5));
  }
}
const frame = (id) => document.getElementById(id);
const body = (id) => frame(id).contentDocument && frame(id).contentDocument.body;
const drawn = (id) => body(id) && body(id).dataset.charts !== undefined;

function state(id) {
  const root = frame(id).contentDocument.documentElement;
  return {
    errors: body(id).dataset.errors,
    charts: body(id).dataset.charts,
    svgs: body(id).querySelectorAll(".chart svg").length,
    width: frame(id).contentWindow.innerWidth,
    scrolls: root.scrollWidth,
    unnamed: [...body(id).querySelectorAll("button, select, [role=img], [role=region]")].filter(
      (one) => !(one.textContent.trim() || one.getAttribute("aria-label") || one.closest("label"))
    ).length,
    fetched: frame(id)
      .contentWindow.performance.getEntriesByType("resource")
      .filter((entry) => !entry.name.startsWith("blob:")).length,
  };
}

async function describe(link, blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const text = link.download.endsWith(".png") ? "" : new TextDecoder().decode(bytes);
  const png = bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;
  let root = "";
  if (link.download.endsWith(".svg")) {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    root = parsed.querySelector("parsererror") ? "error" : parsed.documentElement.tagName;
  }
  const paths = (text.match(/<path/g) || []).length;
  return { name: link.download, bytes: bytes.length, png, root, paths, text: text.slice(0, 2000) };
}

async function download(view, button) {
  const before = found.downloads.length;
  button.click();
  await until(() => found.downloads.length > before);
}

async function look() {
  await until(() => drawn("desk") && drawn("phone"));
  const view = frame("desk").contentWindow;
  const blobs = new Map();
  const make = view.URL.createObjectURL.bind(view.URL);
  view.URL.createObjectURL = (blob) => {
    const url = make(blob);
    blobs.set(url, blob);
    return url;
  };
  view.HTMLAnchorElement.prototype.click = function () {
    describe(this, blobs.get(this.href)).then((one) => found.downloads.push(one));
  };
  for (const button of body("desk").querySelectorAll("[data-download]")) {
    await download(view, button);
  }
  for (const button of body("desk").querySelectorAll("[data-switch] button, [data-series]")) {
    button.click();
  }
  for (const list of body("desk").querySelectorAll("select")) {
    list.selectedIndex = list.options.length - 1;
    list.dispatchEvent(new view.Event("change", { bubbles: true }));
  }
  const details = body("desk").querySelector("details");
  if (details) {
    details.open = true;
    await until(() => details.querySelector("table"));
    found.rows = details.querySelectorAll("tbody tr").length;
  }
  found.desk = state("desk");
  found.phone = state("phone");
  found.background = view.getComputedStyle(body("desk")).backgroundColor;
}

look()
  .catch((error) => {
    found.failure = String(error && error.stack);
  })
  .then(() => fetch("/found", { method: "POST", body: JSON.stringify(found) }));
