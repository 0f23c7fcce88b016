// What a reference leads to, shown beside it.
const preview = make("div", { class: "preview", role: "note", id: "preview", hidden: "" });
document.body.append(preview);
let waiting;
let shownFor = null;

// What stands for an id: a figure, a box, an equation, a work, a note, or a heading with what follows it.
function target(id) {
  const element = document.getElementById(id);
  if (!element) return [];
  if (element.matches("tr")) return [...element.cells].map((cell) => { const part = make("p"); part.append(...(one("summary", cell) ?? cell).cloneNode(true).childNodes); return part; });
  if (element.matches("section.chapter")) return [one("h2", element), one("h2+p", element)];
  if (!element.matches("h2,h3,h4,h5,h6")) return [element];
  return [element, element.nextElementSibling];
}

function openPreview(link) {
  const parts = target(decodeURIComponent(link.hash.slice(1))).filter(Boolean);
  if (!parts.length || parts.some((part) => part.contains(link))) return;
  const copies = parts.map((part) => part.cloneNode(true));
  for (const copy of copies) {
    all(".sources,.permalink,.tools,.back,details", copy).forEach((part) => part.remove());
    [copy, ...all("[id]", copy)].forEach((part) => part.removeAttribute("id"));
    [copy, ...all("[tabindex],[role=button]", copy)].forEach((part) => { part.removeAttribute("tabindex"); part.removeAttribute("role"); part.removeAttribute("aria-labelledby"); });
  }
  preview.replaceChildren(...copies);
  preview.hidden = false;
  const place = link.getBoundingClientRect();
  const size = preview.getBoundingClientRect();
  const isBelow = place.bottom + size.height + 8 < innerHeight || place.top < size.height + 8;
  preview.style.left = `${Math.max(8, Math.min(place.left, root.clientWidth - size.width - 8)) + scrollX}px`;
  preview.style.top = `${(isBelow ? place.bottom + 6 : place.top - size.height - 6) + scrollY}px`;
  link.setAttribute("aria-describedby", "preview");
  shownFor = link;
}

function closePreview() {
  clearTimeout(waiting);
  clearTimeout(leaving);
  preview.hidden = true;
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
}

const reference = (event) => event.target.closest?.("#content a[href^='#']:is(.value,:not([class])),#content .footnote-mark a");
function soon(event) {
  const link = reference(event);
  if (!link || link === shownFor) return;
  closePreview();
  waiting = setTimeout(() => openPreview(link), event.type === "focusin" ? 0 : 180);
}
// A preview stays for a moment, so that the pointer can reach it, and while the pointer or the focus is in it.
let leaving;
const stay = () => clearTimeout(leaving);
function leave() {
  stay();
  clearTimeout(waiting);
  leaving = setTimeout(closePreview, 250);
}
addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") soon(event); });
addEventListener("focusin", (event) => { if (event.target.matches(":focus-visible")) soon(event); });
addEventListener("pointerout", (event) => { if (reference(event)) leave(); });
preview.addEventListener("pointerenter", stay);
preview.addEventListener("pointerleave", leave);
addEventListener("focusout", (event) => { if (!preview.contains(event.relatedTarget)) closePreview(); });
preview.addEventListener("click", (event) => { if (event.target.closest("a")) closePreview(); });
addEventListener("keydown", (event) => { if (event.key === "Escape") closePreview(); });
