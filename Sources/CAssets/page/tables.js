// Tables sorted by a column, and copied for other programs.
const digits = { "⁰": 0, "¹": 1, "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9, "⁻": "-" };

// The number that a cell begins with, NaN where it begins with words.
function number(text) {
  const plain = text.replace(/[−–]/g, "-").replace(/\u202f/g, "").replace(/[<>≈~]/g, "").replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/g, (sign) => digits[sign]);
  const match = plain.trim().match(/^\(?([-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?:[^×]*×\s?10([-+]?\d+))?/i);
  return match ? Number(match[1]) * 10 ** Number(match[2] ?? 0) : NaN;
}

function sort(table, column) {
  const head = table.tHead.rows[0].cells[column];
  const isDescending = head.getAttribute("aria-sort") === "ascending";
  all("th[aria-sort]", table).forEach((cell) => cell.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
  // Rows of a group stay in it.
  const bodies = [...table.tBodies].map((body) => [body, [...body.rows].filter((row) => !row.matches(".group")).map((row) => {
    const text = row.cells[column] ? words(row.cells[column]) : "";
    return { row, text, value: number(text) };
  })]);
  const isNumbers = bodies.some(([, keyed]) => keyed.some(({ value }) => !Number.isNaN(value)));
  for (const [body, keyed] of bodies) {
    keyed.sort((a, b) => isNumbers
      ? (Number.isNaN(a.value) - Number.isNaN(b.value)) || (isDescending ? b.value - a.value : a.value - b.value)
      : a.text.localeCompare(b.text) * (isDescending ? -1 : 1));
    body.append(...keyed.map(({ row }) => row));
  }
}

// The rows of a table; the title of a group is the first cell of each of its rows, and columns of pictures are left out.
function grid(table) {
  const isGrouped = one(".group", table) !== null;
  const isPicture = [...table.tHead.rows[0].cells].map((cell) => one("svg.sketch", cell) !== null);
  return [...table.rows].filter((row) => !row.matches(".group")).map((row) => {
    const cells = [...row.cells].filter((_, column) => !isPicture[column]);
    const title = one(".group>th", row.parentElement) ?? make("th");
    return isGrouped ? [title, ...cells] : cells;
  });
}
const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (table) => grid(table).map((row) => row.map((cell) => quoted(words(cell))).join(",")).join("\n") + "\n";

// TeX of a cell: a formula as its author wrote it, all else as text.
const signs = { "\\": "\\textbackslash{}", "±": "$\\pm$", "×": "$\\times$", "−": "$-$", "–": "--", "—": "---", "\u202f": "\\,", "≤": "$\\le$", "≥": "$\\ge$" };
function tex(cell) {
  const copy = cell.cloneNode(true);
  all("svg,.pad,details>:not(summary)", copy).forEach((part) => part.remove());
  const formulas = all(".katex", copy).map((formula, index) => {
    const source = one("math", formula)?.getAttribute("alttext") ?? formula.textContent;
    formula.replaceWith(`\u0001${index}\u0001`);
    return `$${source}$`;
  });
  return copy.textContent.replace(/\s+/g, " ").trim()
    .replace(/[\\±×−–—\u202f≤≥]|[&%$#_{}]|\^|~/g, (sign) => signs[sign] ?? ({ "^": "\\^{}", "~": "\\textasciitilde{}" }[sign] ?? `\\${sign}`))
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g, (power) => `$^{${[...power].map((sign) => digits[sign]).join("")}}$`)
    .replace(/\u0001(\d+)\u0001/g, (_, index) => formulas[index]);
}

function latex(table) {
  const rows = grid(table);
  const columns = rows[0].map((_, column) => {
    const cell = rows[1]?.[column] ?? rows[0][column];
    return { right: "r", center: "c" }[getComputedStyle(cell).textAlign] ?? "l";
  });
  const line = (row) => `  ${row.map(tex).join(" & ")} \\\\`;
  return [`\\begin{tabular}{${columns.join("")}}`, "  \\toprule", line(rows[0]), "  \\midrule", ...rows.slice(1).map(line),
    "  \\bottomrule", "\\end{tabular}", ""].join("\n");
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { "aria-hidden": "true", class: "live" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(t("copied as {1}", what));
}

for (const table of all("#content .table>table")) {
  if (!table.tHead || table.rows.length < 3) continue;
  [...table.tHead.rows[0].cells].forEach((cell, column) => {
    if (!cell.textContent.trim() || one("svg", cell)) return;
    const sorter = button("", () => sort(table, column), { class: "sort", "aria-label": t("sort by {1}", words(cell)) });
    sorter.append(...cell.childNodes);
    cell.append(sorter);
  });
  const tool = (what, text) => button(what, (event) => {
    copy(text(table), what);
    event.target.textContent = t("copied");
    setTimeout(() => { event.target.textContent = what; }, 1500);
  }, { "aria-label": t("Copy the table as {1}", what) });
  table.parentElement.after(make("p", { class: "tools" }, tool("CSV", csv), tool("LaTeX", latex)));
  rove(table.parentElement.nextElementSibling, "button");
  rove(table, "thead .sort,tbody :is(a[href],summary)");
}
