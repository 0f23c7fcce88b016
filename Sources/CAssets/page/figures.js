// Lines switched on and off from the legend, figures enlarged, and saved as they are seen.
function switchSeries(drawing, key) {
  const isOff = key.getAttribute("aria-pressed") === "true";
  const name = key.dataset.series;
  all(".series-key", drawing).filter((other) => other.dataset.series === name)
    .forEach((other) => other.setAttribute("aria-pressed", String(!isOff)));
  all(".series-key,.series-marks,.hint", drawing).filter((part) => part.dataset.series === name)
    .forEach((part) => part.classList.toggle("off", isOff));
}

// The legend of one of the layouts of a drawing, which switches the lines of all.
function prepareLegend(svg, drawing) {
  const legend = all(".series-key", svg);
  const names = new Set(legend.map((key) => key.dataset.series));
  if (names.size < 2) return;
  for (const key of legend) {
    for (const [name, value] of Object.entries({ role: "button", tabindex: "0", "aria-pressed": "true", "aria-label": t("show {1}", key.dataset.series) })) key.setAttribute(name, value);
    key.addEventListener("click", () => switchSeries(drawing, key));
    key.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      switchSeries(drawing, key);
    });
  }
  rove(svg, ".series-key");
}

// The drawing as a file: the colours of the light theme, nothing to point at, letters in a font of the reader.
function fileOf(svg) {
  const copy = svg.cloneNode(true);
  all(".hint", copy).forEach((part) => part.remove());
  all("[style],[class],[role],[tabindex]", copy).concat(copy).forEach((part) => {
    const style = part.getAttribute("style");
    if (style) part.setAttribute("style", style.replace(/var\(--[\w-]+,\s*(#\w+)\)/g, "$1"));
    if (part.classList.contains("off") && part.classList.contains("series-marks")) part.remove();
    ["class", "role", "tabindex", "aria-pressed", "aria-label"].forEach((name) => part.removeAttribute(name));
  });
  const [, , width, height] = copy.getAttribute("viewBox").split(" ");
  const ground = document.createElementNS(copy.namespaceURI, "rect");
  for (const [name, value] of Object.entries({ width, height, fill: "#fff" })) ground.setAttribute(name, value);
  copy.prepend(ground);
  copy.setAttribute("xmlns", copy.namespaceURI);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  return { text: new XMLSerializer().serializeToString(copy), width: Number(width), height: Number(height) };
}

function save(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// Pixels of the drawing, four for each point of its width.
function pixels(file, done) {
  const picture = new Image();
  picture.onload = () => {
    const canvas = make("canvas", { width: 4 * file.width, height: 4 * file.height });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(done, "image/png");
  };
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(file.text)}`;
}

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-save]");
  const svg = link && one(".drawing svg:not([hidden])", link.closest("figure"));
  if (!svg || !["svg", "png"].includes(link.dataset.save)) return;
  event.preventDefault();
  const file = fileOf(svg);
  if (link.dataset.save === "svg") save(new Blob([file.text], { type: "image/svg+xml" }), link.download);
  else pixels(file, (blob) => save(blob, link.download));
});

// A figure as large as the window, with all that it does.
const zoomed = make("div", { class: "zoomed" });
const zoom = dialog("zoom", t("Figure"), zoomed);
function enlarge(figure) {
  const drawing = one(".drawing", figure);
  const place = make("div", { class: "drawing" });
  place.style.height = `${drawing.offsetHeight}px`;
  drawing.replaceWith(place);
  zoomed.replaceChildren(drawing, make("p", {}, all("figcaption>p", figure).map(words).join(" ")));
  zoom.addEventListener("close", () => { place.replaceWith(drawing); one("button.enlarge", figure).focus(); }, { once: true });
  zoom.showModal();
}

for (const figure of all("figure")) {
  const drawing = one(":scope>.drawing", figure);
  const svg = drawing && one("svg", drawing);
  if (!svg) continue;
  // Within an image nothing can have the focus.
  drawing.setAttribute("role", "group");
  drawing.setAttribute("tabindex", "0");
  for (const svg of all(":scope>svg", drawing)) {
    svg.setAttribute("role", "group");
    svg.removeAttribute("aria-labelledby");
    prepareLegend(svg, drawing);
  }
  one(".sources", figure)?.prepend(button(t("enlarge"), () => enlarge(figure), { class: "enlarge" }));
  const sources = one(".sources", figure);
  if (sources) rove(sources, ":scope>:is(a,button),:scope>details>summary");
}
