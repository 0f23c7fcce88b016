// Keeps a page of the preview as the chapters are: asks the server for news and brings in what changed.
"use strict";
(() => {
  let page = Number(new URL(document.currentScript.src).searchParams.get("page"));
  let version = -1;
  // The page as it was served last.
  let pristine = null;

  const style = document.createElement("style");
  style.textContent = `
    #preview { position: fixed; inset: auto 0 0 0; z-index: 10; max-height: 60vh; overflow: auto;
      font: 13px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; color-scheme: light dark; }
    #preview > * { margin: 0; padding: .6em 1.2em; white-space: pre; border-top: 1px solid; }
    #preview .messages { background: light-dark(#fff8e6, #2b2410); border-color: #c99a2e; color: light-dark(#3a2f12, #efe3c2); }
    #preview .messages.errors { background: light-dark(#fdeeee, #331717); border-color: #c0392b; color: light-dark(#4a1410, #f4d5d1); }
    #preview .work { background: light-dark(#eef3fa, #17212e); border-color: #6f8fb5; color: light-dark(#24364d, #cfdced);
      white-space: normal; }
    [data-preview-stale] { position: relative; }
    [data-preview-stale] > * { opacity: .45; }
    [data-preview-stale]::after { content: "from before the change, being computed again"; position: absolute; top: 0; right: 0;
      font: 12px/1.4 system-ui, sans-serif; padding: .25em .7em; border-radius: 3px; background: #c99a2e; color: #1d1706; }
    @media print { #preview { display: none; } }`;
  document.head.append(style);

  const panel = document.createElement("div");
  panel.id = "preview";
  document.body.append(panel);

  function line(kind, role, text) {
    const element = document.createElement("pre");
    element.className = kind;
    element.setAttribute("role", role);
    element.textContent = text;
    return element;
  }

  function show(state) {
    const lines = [];
    if (state.work) lines.push(line("work", "status", `computing: ${state.work}`));
    if (state.messages) {
      const text = state.isOld ? `${state.messages}\nThe page shows the chapters as they were before.` : state.messages;
      lines.push(line(state.isOld ? "messages errors" : "messages", state.isOld ? "alert" : "status", text));
    }
    panel.replaceChildren(...lines);
    for (const element of document.querySelectorAll("[data-preview-stale]")) delete element.dataset.previewStale;
    for (const id of state.stale) {
      const element = document.getElementById(id);
      if (element) element.dataset.previewStale = "";
    }
  }

  // Brings the difference between two pages as they were served into the live page, and leaves all else as the reader and
  // the scripts of the page made it.
  function bring(live, old, fresh) {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType !== Node.ELEMENT_NODE || old.nodeName !== fresh.nodeName || old.nodeName === "svg") {
      live.replaceWith(fresh.cloneNode(true));
      return;
    }
    for (const { name } of old.attributes) if (!fresh.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) live.setAttribute(name, value);
    const before = [...old.childNodes], after = [...fresh.childNodes];
    const places = counterparts(live, before);
    if (!places) {
      live.replaceChildren(...after.map((node) => node.cloneNode(true)));
      return;
    }
    let start = 0, end = 0;
    while (start < Math.min(before.length, after.length) && before[start].isEqualNode(after[start])) start++;
    while (end < Math.min(before.length, after.length) - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end++;
    const gone = before.length - end, come = after.length - end;
    if (gone === come) {
      for (let index = start; index < gone; index++) bring(places[index], before[index], after[index]);
      return;
    }
    const anchor = places[gone] ?? (start ? places[start - 1].nextSibling : live.firstChild);
    for (let index = start; index < come; index++) live.insertBefore(after[index].cloneNode(true), anchor);
    for (let index = start; index < gone; index++) places[index].remove();
  }

  // The nodes in the live page that stand for some children of the page as it was served; null where one is missing.
  function counterparts(live, children) {
    const nodes = [...live.childNodes];
    let next = 0;
    const places = children.map((child) => {
      while (next < nodes.length && (nodes[next].nodeName !== child.nodeName || (child.id && nodes[next].id !== child.id))) next++;
      return nodes[next++];
    });
    return places.every(Boolean) ? places : null;
  }

  async function served() { return new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html"); }

  function number(document) {
    const script = document.querySelector('script[src^="/preview/script.js"]');
    return Number(new URL(script.src, location).searchParams.get("page"));
  }

  // Brings in chapters alone.
  function bringChapters(chapters) {
    for (const { id, html } of chapters) {
      const fresh = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
      const old = pristine.getElementById(id);
      bring(document.getElementById(id), old, fresh);
      old.replaceWith(fresh);
    }
  }

  async function load() {
    const fresh = await served();
    document.title = fresh.title;
    const styles = (page) => [...page.head.querySelectorAll("style")];
    if (styles(pristine).map((sheet) => sheet.textContent).join() !== styles(fresh).map((sheet) => sheet.textContent).join()) {
      for (const sheet of styles(document)) if (sheet !== style) sheet.remove();
      style.before(...styles(fresh).map((sheet) => sheet.cloneNode(true)));
    }
    bring(document.body, pristine.body, fresh.body);
    pristine = fresh;
    page = number(fresh);
  }

  async function follow() {
    for (;;) {
      try {
        if (!pristine) {
          pristine = await served();
          if (number(pristine) !== page) location.reload();
        }
        const { state, chapters } = await (await fetch(`/preview/state?version=${version}&page=${page}`)).json();
        if (state.page !== page) {
          if (chapters && chapters.every(({ id }) => document.getElementById(id) && pristine.getElementById(id))) {
            bringChapters(chapters);
            page = state.page;
          } else await load();
        }
        show(state);
        version = state.version;
        document.documentElement.dataset.preview = "running";
      } catch {
        panel.replaceChildren(line("messages", "status", "the preview has stopped; start it again with report preview"));
        // Another preview counts its pages anew.
        version = page = -1;
        await new Promise((done) => setTimeout(done, 500));
      }
    }
  }

  follow();
})();
