// Figures whose curves follow a slider: the chart takes the place of the small multiples.
const svgSpace = "http://www.w3.org/2000/svg";
function shape(name, attributes, ...children) {
  const element = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const frame = { left: 56, top: 10, width: 430, height: 240 };
const curve = (points) => `M${points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}`;

// Axes with ticks and titles; a place on the chart for data.
function chart(x, y) {
  const place = ([a, b]) => [frame.left + frame.width * (a - x.from) / (x.to - x.from), frame.top + frame.height * (y.to - b) / (y.to - y.from)];
  const [right, bottom] = [frame.left + frame.width, frame.top + frame.height];
  const ink = (name) => `var(--plot-${name})`;
  const letters = { "font-size": 12, style: `fill:${ink("ink")}` };
  const parts = [shape("path", { d: `M${frame.left} ${frame.top}V${bottom}H${right}`, style: `stroke:${ink("ink")}` })];
  for (const tick of x.ticks) {
    const [left] = place([tick, y.from]);
    parts.push(shape("text", { ...letters, x: left, y: bottom + 18, "text-anchor": "middle" }, String(tick)),
      shape("path", { d: `M${left} ${bottom}v4`, style: `stroke:${ink("ink")}` }));
  }
  for (const tick of y.ticks) {
    const [, top] = place([x.from, tick]);
    parts.push(shape("text", { ...letters, x: frame.left - 8, y: top + 4, "text-anchor": "end" }, String(tick)),
      shape("path", { d: `M${frame.left} ${top}h-4`, style: `stroke:${ink("ink")}` }));
  }
  parts.push(shape("text", { ...letters, x: frame.left + frame.width / 2, y: bottom + 38, "text-anchor": "middle" }, x.title),
    shape("text", { ...letters, transform: `translate(14 ${frame.top + frame.height / 2}) rotate(-90)`, "text-anchor": "middle" }, y.title));
  const line = (points, colour, dash) => shape("path", { d: curve(points.map(place)), "stroke-width": 1.8, "stroke-dasharray": dash ?? "", style: `stroke:${ink(colour)}` });
  const dot = (point, colour) => { const [cx, cy] = place(point); return shape("circle", { cx, cy, r: 5, style: `fill:${ink(colour)}` }); };
  return { parts, line, dot };
}

const share = (value) => `${(100 * value).toPrecision(3)} %`;
const explorers = {
  sensitivity(length, power) {
    const found = rescaling(length, power);
    const { parts, line, dot } = chart(
      { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1], title: t("lag s/T") }, { from: 0, to: 1, ticks: [0, 0.5, 1], title: t("sensitivity B(s)/B(0)") });
    const limit = Array.from({ length: 101 }, (_, index) => [index / 100, 1 - (index / 100) ** (power + 1)]);
    return { found, parts: [...parts, line([[0, 0.5], [1, 0.5]], "muted", "1 3"), line(limit, "muted", "5 4"),
      line(found.profile.map((value, lag) => [lag / length, value]), "ink"), dot([found.halfBiasLag, 0.5], "ink")] };
  },
  "trade-off"(length, power) {
    const place = (found) => [1 / found.effectiveSampleShare, 1 - 2 * found.meanLag];
    const path = Array.from({ length: 81 }, (_, index) => place(rescaling(length, index / 10)));
    const found = rescaling(length, power);
    const { parts, line, dot } = chart({ from: 1, to: 5, ticks: [1, 2, 3, 4, 5], title: t("variance: T Σw² / (Σw)²") },
      { from: 0, to: 0.4, ticks: [0, 0.1, 0.2, 0.3, 0.4], title: t("bias: 1 − 2 · mean lag / T") });
    return { found, parts: [...parts, line(path, "muted"), dot(place(found), "ink")] };
  },
};

function slider(name, symbol, attributes, move) {
  const shown = make("output", {}, attributes.value);
  const range = make("input", { type: "range", "aria-label": name, ...attributes, input: () => { shown.textContent = range.value; move(); } });
  return { range, label: make("label", {}, make("span", {}, `${name} ${symbol} = `, shown), range) };
}

for (const figure of all("figure[data-explore]")) {
  const draw = explorers[figure.dataset.explore];
  const drawing = one(".drawing", figure);
  const stills = all("svg", drawing);
  const moving = shape("svg", { class: "plot", viewBox: "0 0 500 300", width: "500", height: "300", style: "max-width:500px", fill: "none", "font-family": "Verdana,'DejaVu Sans',sans-serif", role: "img", "aria-label": drawing.getAttribute("aria-label") });
  const told = make("p", { class: "told" });
  const power = slider(t("power"), "p", { min: 0, max: 8, step: 0.1, value: figure.dataset.power }, update);
  const length = slider(t("length"), "T", { min: 5, max: 400, step: 1, value: figure.dataset.length }, update);
  function update() {
    const { found, parts } = draw(Number(length.range.value), Number(power.range.value));
    moving.replaceChildren(...parts);
    told.textContent = t("Half of the sensitivity is left at {1} of the sequence; the mean lag is {2}; {3} of the samples are in effect.", share(found.halfBiasLag), share(found.meanLag), share(found.effectiveSampleShare));
  }
  function change(isMoving) {
    stills.forEach((still) => still.toggleAttribute("hidden", isMoving));
    moving.toggleAttribute("hidden", !isMoving);
    controls.hidden = !isMoving;
    turn.textContent = t(isMoving ? "show all powers" : "move the power");
  }
  const controls = make("div", { class: "explorer" }, power.label, length.label, told);
  const turn = button("", () => change(moving.hasAttribute("hidden")), { class: "turn" });
  drawing.append(moving);
  drawing.after(controls);
  one(".sources", figure).prepend(turn);
  update();
  change(true);
}
