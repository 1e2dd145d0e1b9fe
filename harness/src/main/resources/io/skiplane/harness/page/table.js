// The data of a figure as a table, made when the reader opens it.
const MOST_ROWS = 500;

function fillTable(figure, details) {
  if (details.querySelector("table")) return;
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  const names = [...figure.columns.keys()];
  for (const name of names) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    head.append(cell);
  }
  const body = table.createTBody();
  const rows = Math.min(rowCount(figure), MOST_ROWS);
  for (let row = 0; row < rows; row++) {
    const line = body.insertRow();
    for (const name of names) {
      const value = figure.columns.get(name)[row];
      line.insertCell().textContent = value === null ? "" : String(value);
    }
  }
  const scroll = document.createElement("div");
  scroll.className = "scroll raw";
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "Data of the figure");
  scroll.append(table);
  details.append(scroll);
  if (rows < rowCount(figure)) {
    const rest = document.createElement("p");
    const left = rowCount(figure) - rows;
    rest.textContent = "… and " + stepText(left) + " rows more, which the CSV holds.";
    details.append(rest);
  }
}
