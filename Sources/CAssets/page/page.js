// What all parts share, the words in the language of the page, the place in the contents, the toolbar, themes and keys.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);

// A phrase in the language of the page, whose table stands before this script, with its parts at {1}, {2} and so on.
const t = (phrase, ...parts) => (phrases[phrase] ?? phrase).replace(/\{(\d)\}/g, (_, place) => parts[place - 1]);

// An element with attributes and children; an attribute that is a function listens to the event of its name.
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

const button = (words, action, attributes = {}) => make("button", { type: "button", click: action, ...attributes }, words);

// The words of an element, a formula once and as it is read.
function words(element) {
  let text = "";
  (function read(node) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("svg,.pad,.permalink,td>details>:not(summary)")) return;
    if (!node.classList.contains("katex")) return node.childNodes.forEach(read);
    // Punctuation behind a formula stands within its last part.
    text += one("math", node).textContent + (one(".unbroken", node)?.nextSibling?.data ?? "");
  })(element);
  return text.replace(/\s+/g, " ").trim();
}

const live = make("div", { class: "live", role: "status" });
const say = (text) => { live.textContent = text; };

// Shows an element, also within what is folded away.
function show(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  element.scrollIntoView({ block: "center", behavior: "instant" });
  element.classList.add("found");
  setTimeout(() => element.classList.remove("found"), 2500);
}

// A dialog that opens and closes, and gives the focus back.
function dialog(name, label, ...children) {
  const close = button(t("Close"), () => box.close(), { class: "close" });
  const box = make("dialog", { class: name, "aria-label": label }, close, ...children);
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    box.close();
  });
  document.body.append(box);
  return box;
}

// The line of the contents that is read.
const lines = all("nav.contents:not(.paper) a[href^='#']").filter((line) => line.hash.length > 1 && line.hash !== "#top");
const places = lines.map((line) => document.getElementById(decodeURIComponent(line.hash.slice(1))));
const chapters = all("#content>.chapter");
let current = -1;
function markPlace() {
  // Only within the chapter at hand, since the browser need not lay out those far away.
  const isPassed = (place) => place && place.getBoundingClientRect().top < innerHeight / 4;
  const chapter = chapters.findLast(isPassed);
  const found = places.findLastIndex((place) => chapter?.contains(place) && isPassed(place));
  if (found === current) return;
  lines[current]?.removeAttribute("aria-current");
  lines[current = found]?.setAttribute("aria-current", "location");
  const list = one("nav.contents");
  const line = lines[found];
  if (line && list.scrollHeight > list.clientHeight) list.scrollTop = line.offsetTop - list.clientHeight / 3;
}
let isWaiting = false;
addEventListener("scroll", () => {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => { isWaiting = false; markPlace(); });
}, { passive: true });

// Light and dark, remembered where the browser lets a file remember.
const root = document.documentElement;
const remembered = (write) => { try { return write ? localStorage.setItem("theme", write) : localStorage.getItem("theme"); } catch { return null; } };
if (["light", "dark"].includes(remembered())) root.dataset.theme = remembered();
function turnTheme() {
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  remembered(root.dataset.theme);
  say(t(isDark ? "light colours" : "dark colours"));
}

// Sections, one after the other.
function step(direction) {
  const headings = all("#content :is(h1,h2,h3,h4)[id],#content>header>h1");
  const edge = 40;
  const tops = headings.map((heading) => heading.getBoundingClientRect().top);
  const index = direction > 0 ? tops.findIndex((top) => top > edge) : tops.findLastIndex((top) => top < 0);
  const heading = headings[index];
  if (!heading) return;
  heading.scrollIntoView();
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
}

const keys = [
  ["/", t("search in the report"), () => openSearch()], ["j", t("next section"), () => step(1)],
  ["k", t("previous section"), () => step(-1)], ["t", t("light or dark"), turnTheme], ["?", t("these keys"), () => help.showModal()],
];
const help = dialog("keys", t("Keys"), make("h2", {}, t("Keys")), make("dl", {},
  ...keys.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]),
  make("dt", {}, make("kbd", {}, "Tab")), make("dd", {}, t("links, figures, tables")),
  make("dt", {}, make("kbd", {}, "← → ↑ ↓")), make("dd", {}, t("what a table, a legend or the line below a figure offers")),
  make("dt", {}, make("kbd", {}, "← →")), make("dd", {}, t("values of the figure that has the focus")),
  make("dt", {}, make("kbd", {}, "↑ ↓")), make("dd", {}, t("its lines")),
  make("dt", {}, make("kbd", {}, "Esc")), make("dd", {}, t("close"))));
addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input,textarea,select,dialog");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = keys.find(([name]) => name === event.key);
  if (!key) return;
  event.preventDefault();
  key[2]();
});

// Many things of a kind are one stop of the Tab key; the arrows lead from one to the next.
function rove(container, selector) {
  const items = () => all(selector, container).filter((item) => item.checkVisibility?.() ?? true);
  const select = (item) => all(selector, container).forEach((other) => other.setAttribute("tabindex", other === item ? "0" : "-1"));
  const first = items()[0];
  if (!first) return;
  select(first);
  container.addEventListener("focusin", (event) => { const item = event.target.closest(selector); if (item) select(item); });
  container.addEventListener("keydown", (event) => {
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const shown = items();
    const index = shown.indexOf(event.target);
    const next = event.key === "Home" ? shown[0] : event.key === "End" ? shown.at(-1) : shown[index + (move ?? 0)];
    if (index < 0 || !next || (!move && event.key !== "Home" && event.key !== "End")) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  });
}

// What another link nearby leads to as well needs no stop.
all(".permalink,#content .number[href]").forEach((link) => link.setAttribute("tabindex", "-1"));
for (const part of all("#content :is(p,li)")) {
  const seen = new Set();
  for (const link of all("a.value[href]", part)) {
    if (seen.has(link.hash)) link.setAttribute("tabindex", "-1");
    seen.add(link.hash);
  }
}
const contents = one("nav.contents>details");
contents?.addEventListener("click", (event) => {
  if (event.target.closest("a") && matchMedia("(max-width:67.99rem)").matches) contents.open = false;
});

one(".skip").after(make("section", { class: "toolbar", "aria-label": t("Page") },
  button(t("Search"), () => openSearch(), { "aria-keyshortcuts": "/" }), button(t("Light or dark"), turnTheme, { "aria-keyshortcuts": "t" }),
  button(t("Keys"), () => help.showModal(), { "aria-keyshortcuts": "?" })));
document.body.append(live);
markPlace();

// Equations and tables wider than the page can be scrolled by keyboard.
function fit() {
  const boxes = all(".formula,.table");
  const areWide = boxes.map((box) => box.scrollWidth > box.clientWidth);
  boxes.forEach((box, index) => {
    const name = t(box.matches(".table") ? "Table" : "Equation");
    for (const [attribute, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": name })) {
      if (areWide[index]) box.setAttribute(attribute, value);
      else box.removeAttribute(attribute);
    }
  });
}
addEventListener("resize", fit);
addEventListener("toggle", fit, true);
fit();
