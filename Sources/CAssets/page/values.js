// The value under the pointer, and by the arrow keys of a figure that has the focus.
const tip = make("div", { class: "tip", "aria-hidden": "true", hidden: "" });
document.body.append(tip);
const reach = 30;
const data = new WeakMap();

// What can be pointed at in a drawing: each with its words and its line, without the browser's own slow tooltips.
function hintsOf(drawing) {
  if (!data.has(drawing)) {
    data.set(drawing, all(".hint", drawing).map((mark) => {
      const title = one("title", mark);
      const words = title?.textContent ?? "";
      title?.remove();
      return { mark, words, series: mark.dataset.series ?? "" };
    }));
  }
  return data.get(drawing).filter(({ mark }) => !mark.classList.contains("off"));
}

let pointed = null;
function point(hint) {
  if (pointed === hint?.mark) return;
  pointed?.classList.remove("on");
  pointed = hint?.mark ?? null;
  tip.hidden = !hint;
  if (!hint) return;
  pointed.classList.add("on");
  tip.textContent = hint.words;
  const layer = hint.mark.closest("dialog") ?? document.body;
  if (tip.parentElement !== layer) layer.append(tip);
  const place = hint.mark.getBoundingClientRect();
  const size = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(place.left + place.width / 2 - size.width / 2, root.clientWidth - size.width - 4))}px`;
  tip.style.top = `${place.top - size.height - 6 < 0 ? place.bottom + 6 : place.top - size.height - 6}px`;
}

// The distance from a place to a mark, none within a body.
function distance(mark, x, y) {
  const box = mark.getBoundingClientRect();
  return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
}

addEventListener("pointermove", (event) => {
  const drawing = event.target.closest?.(".drawing");
  if (!drawing) { if (pointed && !pointed.closest(".drawing").contains(document.activeElement)) point(null); return; }
  let best = null;
  let least = reach;
  for (const hint of hintsOf(drawing)) {
    const far = distance(hint.mark, event.clientX, event.clientY);
    if (far < least) [best, least] = [hint, far];
  }
  point(best);
}, { passive: true });

addEventListener("keydown", (event) => {
  const drawing = event.target;
  if (!drawing.matches?.(".drawing") || !event.key.startsWith("Arrow")) return;
  const hints = hintsOf(drawing);
  if (!hints.length) return;
  event.preventDefault();
  const now = hints.find(({ mark }) => mark === pointed) ?? null;
  const lines = [...new Set(hints.map(({ series }) => series))];
  let line = now ? lines.indexOf(now.series) : 0;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") line = (line + (event.key === "ArrowDown" ? 1 : lines.length - 1)) % lines.length;
  const own = hints.filter(({ series }) => series === lines[line]);
  const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
  const index = own.indexOf(now);
  const next = !now || index < 0 ? 0 : Math.max(0, Math.min(own.length - 1, index + move));
  point(own[next]);
  say(own[next].words);
});
addEventListener("focusout", (event) => { if (event.target.matches?.(".drawing")) point(null); });
addEventListener("scroll", () => point(null), { passive: true });
