// Sets the pages of the PDF. They are rows of columns, so this sees where everything falls: what is too wide is made to fit,
// figures and tables go where they leave no gap, and the contents and the heads name the pages.
addEventListener("load", () => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const sheets = document.querySelector(".sheets");

  // The outline takes the words of headings and leaves out their formulas, so these have words too.
  for (const math of all(":is(h2,h3,h4,h5) math")) {
    const words = document.createElement("span");
    words.className = "spoken";
    words.textContent = math.textContent;
    math.closest(".katex").before(words);
    math.remove();
  }

  // A formula too long for the room beside its number has the number below; what is still too wide is set smaller.
  const width = (element) => Math.max(element.scrollWidth, element.getClientRects()[0]?.width ?? 0);
  const isTooWide = (box) => box.firstElementChild && width(box.firstElementChild) > box.clientWidth + 1;
  // Everything is measured before anything is changed, so that the page is laid out once and not for each.
  const wide = all(".formula,.table").filter(isTooWide);
  for (const box of wide) {
    if (box.nextElementSibling?.matches(".number")) box.parentNode.classList.add("long");
  }
  const zooms = wide.map((box) => (isTooWide(box) ? box.clientWidth / width(box.firstElementChild) : 1));
  wide.forEach((box, index) => { box.firstElementChild.style.zoom = zooms[index]; });

  // An older browser makes pages too, but none that a script sees.
  if (!CSS.supports("column-wrap", "wrap")) return;
  const blocks = all(".box,.claims,.captioned-table,.table").map((block) => [block, block.offsetHeight]);
  sheets.classList.add("paged");
  const { columnHeight, rowGap } = getComputedStyle(sheets);
  const height = parseFloat(columnHeight);
  const pitch = height + parseFloat(rowGap);
  // What is low enough stays whole.
  for (const [block, own] of blocks) if (own < height / 3) block.classList.add("whole");

  // The page of a place, counted from 0, and how far down it is.
  function place(y) {
    const depth = y - sheets.getBoundingClientRect().top;
    const page = Math.floor((depth + 1) / pitch);
    return { page, depth: depth - page * pitch };
  }
  const start = (element) => place(element.getClientRects()[0]?.top ?? 0);
  const end = (element) => place(([...element.getClientRects()].pop()?.bottom ?? 0) - 2);
  const isHeading = (element) => /^H[2-6]$/.test(element?.tagName);
  const isFloat = (element) => element.matches("figure:not(.captioned-listing)");

  // The room that is left empty on the page before an element, where the element begins a page.
  function gap(element) {
    const { page, depth } = start(element);
    const before = element.previousElementSibling;
    if (page === 0 || depth > 2 || !before) return 0;
    const last = end(before);
    return last.page === page - 1 ? height - last.depth : 0;
  }
  const least = height / 12;

  // Draws a figure up to a sixth smaller if it then fits where it stands.
  function shrinks(figure) {
    const drawing = figure.querySelector(".drawing>svg");
    if (!drawing) return false;
    const box = drawing.getBoundingClientRect();
    const excess = figure.offsetHeight + 24 - gap(figure);
    if (excess > box.height / 6) return false;
    drawing.style.width = `${box.width * (1 - excess / box.height)}px`;
    const fits = gap(figure) < least;
    if (!fits) drawing.style.width = "";
    return fits;
  }

  // The text behind a figure, and behind those that stand right after it, comes before it until the page is full. Returns
  // the first that did.
  function sinks(figure) {
    let first = null;
    for (let step = 0; step < 16; step++) {
      const passed = [];
      let next = figure.nextElementSibling;
      for (; next && (isFloat(next) || isHeading(next)); next = next.nextElementSibling) {
        if (isHeading(next)) passed.push(next);
      }
      if (!next) return null;
      passed.push(next);
      first ??= passed[0];
      figure.before(...passed);
      if (gap(figure) < least) return first;
    }
    return null;
  }

  // A figure goes before what stands above it on the page that has no room for it, but before none of its kind.
  function rises(figure) {
    const { page } = start(figure);
    for (let before = figure.previousElementSibling; before; before = figure.previousElementSibling) {
      if (isHeading(before.previousElementSibling)) before = before.previousElementSibling;
      const isOfKind = isFloat(before) && before.className === figure.className;
      if (before.matches("h2") || isOfKind || start(before).page < page - 1) return false;
      before.before(figure);
      if (start(figure).page < page) return gap(figure) < least;
    }
    return false;
  }

  // A figure that begins a page below a gap, and so would leave it, goes elsewhere. Returns the first block that moved.
  function settle(figure) {
    if (gap(figure) < least || shrinks(figure)) return figure;
    const order = [...figure.parentNode.children];
    const moved = sinks(figure);
    if (moved) return moved;
    figure.parentNode.append(...order);
    if (!rises(figure)) figure.parentNode.append(...order);
    return figure;
  }

  // The columns of the screen do not repeat the head of a table that goes on, those of the print would: so this does for both.
  function repeatHead(table) {
    for (const row of all("tr.again", table)) row.remove();
    const rows = [...table.rows].slice(1);
    let page = start(table).page;
    for (const row of rows) {
      if (start(row).page > page && row !== rows[0]) {
        const head = table.tHead.rows[0].cloneNode(true);
        head.className = "again";
        head.ariaHidden = "true";
        row.before(head);
      }
      page = start(row).page;
    }
  }

  const settled = new Set();
  function lay(chapter) {
    for (let block = chapter.firstElementChild; block; block = block.nextElementSibling) {
      if (isFloat(block) && !settled.has(block)) {
        settled.add(block);
        block = settle(block);
      }
      for (const table of all("table:has(th:nth-child(3))", block)) repeatHead(table);
    }
  }

  // Each section is laid out alone, below as much room as the one before it fills of the page, so that long books take no
  // longer for each page than short ones.
  const main = document.querySelector("main");
  const sections = [...main.children];
  const above = document.createElement("div");
  main.prepend(above);
  for (const section of sections) section.hidden = true;
  for (const section of sections) {
    section.hidden = false;
    // A supplement begins its own page, unless the one before has hardly begun.
    const isSupplement = section.matches(".supplement");
    if (isSupplement && above.offsetHeight < height / 3) section.firstElementChild.style.breakBefore = "auto";
    lay(section);
    // Of a last page with a few lines the supplement gets rid by slightly smaller letters.
    for (const size of isSupplement ? [7.8, 7.6, 7.4] : []) {
      if (end(section.lastElementChild).depth > height / 8) break;
      section.style.fontSize = `${size}pt`;
      lay(section);
    }
    const { depth } = place([...section.getClientRects()].pop().bottom);
    for (const part of [...sheets.children, section]) if (part !== main) part.hidden = true;
    above.style.height = `${depth}px`;
  }
  above.remove();
  for (const part of [...sheets.children, ...sections]) part.hidden = false;

  for (const number of all(".contents .page")) {
    const target = document.getElementById(decodeURIComponent(number.parentNode.hash.slice(1)));
    if (target) number.textContent = start(target).page + 1;
  }

  // A line at the head or the foot of a page, which no one who listens is read.
  function line(name, page, ...parts) {
    const line = document.createElement("div");
    line.className = name;
    line.ariaHidden = "true";
    line.style.setProperty("--page", page);
    line.append(...parts);
    document.body.append(line);
  }
  const chapters = all(".chapter").map((chapter) => ({ title: chapter.querySelector("h2"), page: start(chapter).page }));
  const last = place(sheets.getBoundingClientRect().bottom - 2).page;
  for (let page = 0; page <= last; page++) {
    line("folio", page, String(page + 1));
    const chapter =
      chapters.find((chapter) => chapter.page === page) ?? chapters.findLast((chapter) => chapter.page < page);
    if (page === 0 || !chapter) continue;
    const title = document.createElement("span");
    title.append(...chapter.title.cloneNode(true).childNodes);
    for (const part of all(".permalink,.spoken", title)) part.remove();
    for (const part of all("[id]", title)) part.removeAttribute("id");
    line("head", page, title, document.title);
  }
});
