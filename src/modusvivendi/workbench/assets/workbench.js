"use strict";
// Pages work without this. With it, forms and what is being worked out change only <main>, and keys work.
(() => {
  document.documentElement.classList.add("with-script");
  const main = () => document.getElementById("main");
  const typing = (e) => e && (e.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName));

  function say(text, failed) {
    const place = document.getElementById("said");
    place.replaceChildren();
    if (!text) return;
    const p = document.createElement("p");
    p.className = failed ? "said failed" : "said";
    p.textContent = text;
    place.append(p);
  }

  // What is looked at stays in place: the element with focus is found again by its id, the page keeps its scroll.
  function swap(text, address) {
    const found = new DOMParser().parseFromString(text, "text/html");
    const fresh = found.getElementById("main");
    if (!fresh) return false;
    // Style sheets and scripts that only some pages have.
    for (const sheet of found.querySelectorAll('head link[rel="stylesheet"]'))
      if (!document.querySelector(`head link[href="${CSS.escape(sheet.getAttribute("href"))}"]`)) document.head.append(document.adoptNode(sheet));
    for (const script of found.querySelectorAll("head script[src]")) {
      if (document.querySelector(`head script[src="${CSS.escape(script.getAttribute("src"))}"]`)) continue;
      const added = document.createElement("script");
      added.src = script.getAttribute("src");
      document.head.append(added);
    }
    // Nothing but how far something is has changed: what is shown stays as it is.
    if (fresh.dataset.same && fresh.dataset.same === main().dataset.same) {
      const now = main().querySelector("[data-progress]"), next = fresh.querySelector("[data-progress]");
      if (now && next) now.replaceChildren(...document.adoptNode(next).childNodes);
      return true;
    }
    const focused = document.activeElement, id = focused && focused.id, top = window.scrollY;
    const open = new Set([...main().querySelectorAll("details[open][id]")].map((d) => d.id));
    main().replaceWith(document.adoptNode(fresh));
    for (const d of main().querySelectorAll("details[id]")) if (open.has(d.id)) d.open = true;
    document.title = found.title;
    const nav = found.querySelector("nav"), now = document.querySelector("nav");
    if (nav && now) { now.replaceWith(document.adoptNode(nav)); showPlace(); }
    const title = document.querySelector(".case"), called = found.querySelector(".case");
    if (title && called) title.replaceChildren(...document.adoptNode(called).childNodes);
    const said = found.querySelector("#said p");
    if (said) say(said.textContent, false);
    if (address && address !== location.href) history.pushState(null, "", address);
    const again = id && document.getElementById(id);
    if (again) again.focus({ preventScroll: true });
    window.scrollTo(0, top);
    document.dispatchEvent(new Event("swapped"));
    return true;
  }

  async function load(address, options) {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    return { answer, text: await answer.text() };
  }

  // Forms.
  let busy = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter;
    if (event.defaultPrevented || form.method === "dialog" || "plain" in form.dataset) return;
    const target = (button && button.getAttribute("formaction")) || form.getAttribute("action") || location.href;
    event.preventDefault();
    if (busy) return;
    const question = (button && button.dataset.confirm) || form.dataset.confirm;
    if (question && !window.confirm(question)) return;
    busy = true;
    document.body.setAttribute("aria-busy", "true");
    try {
      const data = new FormData(form, button);
      let request;
      if (form.method === "get") {
        const url = new URL(target, location.href);
        url.search = new URLSearchParams(data).toString();
        request = load(url);
      } else {
        request = load(target, { method: "POST", body: data });
      }
      const { answer, text } = await request;
      if (!answer.ok) {
        const found = new DOMParser().parseFromString(text, "text/html"), told = found.querySelector("[data-failure]");
        // Two people decided at once: both decisions are shown, in place of the page.
        if (found.querySelector("main[data-late]") && swap(text)) { window.scrollTo(0, 0); return; }
        say(told ? told.innerText || told.textContent.replace(/\s+/g, " ") : text.slice(0, 300), true);
      } else {
        say("", false);
        swap(text, answer.url);
      }
    } catch {
      say("The workbench does not answer. Is it still running?", true);
    } finally {
      busy = false;
      document.body.removeAttribute("aria-busy");
    }
  });
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && "auto" in form.dataset) form.requestSubmit();
  });
  window.addEventListener("popstate", () => location.reload());

  // What is being worked out.
  async function poll() {
    const seconds = Number(main().dataset.poll);
    if (!seconds) return;
    await new Promise((done) => setTimeout(done, seconds * 1000));
    if (!main().dataset.poll) return;
    if (typing(document.activeElement) && main().contains(document.activeElement)) return poll();
    try {
      const { answer, text } = await load(location.href);
      if (answer.ok) swap(text);
    } catch { /* the next time */ }
    if (main().dataset.poll) return poll();
  }
  let polling = false;
  function ask() {
    if (polling) return;
    polling = true;
    poll().finally(() => { polling = false; });
  }
  ask();
  document.addEventListener("swapped", ask);

  // Links within a page change only what differs; a click anywhere on a marked sentence chooses it.
  document.addEventListener("click", async (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.target.closest("[data-keys]")) { document.getElementById("keys").showModal(); return; }
    const link = event.target.closest("a[href]");
    const mark = !link && event.target.closest("[data-go]");
    if (mark && !String(getSelection())) { event.preventDefault(); await visit(new URL(mark.dataset.go, location.href)); return; }
    if (!link || link.origin !== location.origin || link.pathname !== location.pathname || link.hash || "plain" in link.dataset) return;
    event.preventDefault();
    await visit(new URL(link.href));
  });
  async function visit(url) {
    try {
      const { answer, text } = await load(url);
      if (!answer.ok || !swap(text, answer.url)) location.assign(url);
    } catch { location.assign(url); }
    document.getElementById("here")?.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("swapped", () => document.getElementById("here")?.scrollIntoView({ block: "nearest" }));

  // The words that are selected in a report are those a new statement rests on.
  const selectedWords = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return "";
    const inside = selection.getRangeAt(0).commonAncestorContainer;
    const element = inside.nodeType === 1 ? inside : inside.parentElement;
    return element.closest("[data-selectable]") ? String(selection).trim() : "";
  };
  function takeSelection() {
    const words = selectedWords(), passage = document.getElementById("passage");
    if (words && passage) passage.value = words;
  }
  let pick = null;
  document.addEventListener("selectionchange", () => {
    pick?.remove();
    pick = null;
    if (!selectedWords() || !document.getElementById("add")) return;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    pick = document.createElement("button");
    pick.type = "button";
    pick.className = "pick main";
    pick.textContent = "Add a statement on this";
    pick.addEventListener("mousedown", (event) => { event.preventDefault(); press("n"); });
    document.body.append(pick);
    // Placed by a rule of its own, since the page allows no styles in elements but those set here.
    pick.style.left = `${Math.max(8, box.left + scrollX)}px`;
    pick.style.top = `${box.bottom + scrollY + 6}px`;
  });

  // Files dropped anywhere on the form that takes them.
  document.addEventListener("dragover", (event) => {
    const drop = document.getElementById("drop");
    if (!drop || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.getElementById("drop")?.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    const drop = document.getElementById("drop");
    if (!drop || !event.dataTransfer.files.length) return;
    event.preventDefault();
    drop.classList.remove("over");
    drop.querySelector("input[type=file]").files = event.dataTransfer.files;
    drop.requestSubmit();
  });

  // Keys: what is marked with one is pressed; a summary is opened, with the focus on its first field.
  function press(key) {
    const found = main().querySelector(`[data-press="${CSS.escape(key)}"]`);
    if (!found) return false;
    if (found.tagName === "SUMMARY") {
      const details = found.parentElement;
      details.open = true;
      if (details.id === "add") takeSelection();
      const field = details.querySelector("textarea, input:not([type=hidden]), select");
      if (field) field.focus();
    } else {
      found.click();
    }
    return true;
  }
  let went = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const dialog = document.getElementById("keys");
    if (event.key === "?") { event.preventDefault(); dialog.open ? dialog.close() : dialog.showModal(); return; }
    if (dialog.open) return;
    if (went && Date.now() - went < 1500) {
      went = 0;
      const link = document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (event.key === "g") { went = Date.now(); return; }
    if (press(event.key)) event.preventDefault();
  });
  // Where the pages do not fit beside each other, the present one is in view.
  function showPlace() {
    const current = document.querySelector("nav a[aria-current]");
    if (current) current.closest("nav").scrollLeft = current.offsetLeft - 40;
  }
  showPlace();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const open of document.querySelectorAll("details.you[open]")) open.open = false;
  });
})();
