// Search in the file: every block that has all the words.
const most = 40;
let blocks;
function searched() {
  blocks ??= all("#content :is(h1,h2,h3,h4,h5,h6,p,li,td,pre,dd,figcaption,summary)")
    .filter((element) => !one("p,li,td", element) && !element.closest(".contents,.sources"))
    .map((element, place) => { const text = words(element); return { element, text, plain: text.toLowerCase(), place }; });
  return blocks;
}

// How well a block answers: titles before captions and statements before text, whole words before parts, the phrase before its words.
function rank({ element, plain }, wanted) {
  const kind = element.matches("h1,h2,h3,h4,h5,h6") ? 8 : element.closest("figcaption,.box-title,summary,dt") ? 4 : element.matches("pre") ? 0 : 2;
  const whole = wanted.filter((word) => ` ${plain.replace(/[^\p{L}\p{N}]+/gu, " ")} `.includes(` ${word} `)).length / wanted.length;
  return kind + 3 * whole + (wanted.length > 1 && plain.includes(wanted.join(" ")) ? 3 : 0) + 1 / (1 + plain.indexOf(wanted[0]));
}

// Shows what was found as a step of the history, so that the browser's Back leads to where the reader was.
function visit(element) {
  history.replaceState({ top: scrollY }, "");
  const named = element.id ? element : element.closest("[id]");
  history.pushState({ query: input.value }, "", named && named.id !== "content" ? `#${encodeURIComponent(named.id)}` : location.href);
  show(element);
}
addEventListener("popstate", (event) => { if (event.state?.top !== undefined) scrollTo(0, event.state.top); });

// The heading that a block stands under.
let titles;
function heading(element) {
  const section = element.closest("figure[id],.box[id],.claims tr[id]");
  const named = section && one(".number", section);
  titles ??= all("#content :is(h2,h3,h4)[id]");
  const before = titles.findLast(
    (title) => title === element || title.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  const title = before ? words(before) : t("Summary");
  return named ? `${title} · ${words(named)}` : title;
}

// Some words about the first that was found, which is marked.
function extract(text, place, length) {
  const start = Math.max(0, place - 50);
  return make("span", { class: "extract" }, start > 0 ? "…" : "", text.slice(start, place),
    make("mark", {}, text.slice(place, place + length)), text.slice(place + length, place + length + 110),
    place + length + 110 < text.length ? "…" : "");
}

const input = make("input", { type: "search", placeholder: t("Search in the report"), "aria-label": t("Search in the report"), input: () => find(), autocomplete: "off" });
const count = make("p", { class: "count", role: "status" });
const results = make("ol", { class: "results" });
const searchBox = dialog("search", t("Search"), input, count, results);

function find() {
  const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = wanted.length ? searched().filter((block) => wanted.every((word) => block.plain.includes(word))) : [];
  hits.forEach((hit) => { hit.rank = rank(hit, wanted); });
  hits.sort((a, b) => b.rank - a.rank || a.place - b.place);
  count.textContent = !wanted.length ? "" : hits.length === 1 ? t("1 place") : hits.length > most ? t("{1} places, the first {2} of them", hits.length, most) : t("{1} places", hits.length);
  results.replaceChildren(...hits.slice(0, most).map(({ element, text, plain }) => make("li", {},
    button("", () => { searchBox.close(); visit(element); }, { class: "hit" }))).map((item, index) => {
    const { element, text, plain } = hits[index];
    item.firstChild.append(make("strong", {}, heading(element)), extract(text, plain.indexOf(wanted[0]), wanted[0].length));
    return item;
  }));
}

function openSearch() {
  searchBox.showModal();
  input.select();
}

// From the words to what was found and back.
searchBox.addEventListener("keydown", (event) => {
  const hits = all(".hit", results);
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const index = hits.indexOf(document.activeElement);
  if (event.key === "Enter" && document.activeElement === input) hits[0]?.click();
  if (!move || !hits.length) return;
  event.preventDefault();
  (hits[index + move] ?? (move < 0 ? input : hits[0])).focus();
});
