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
    sayEffect();
  }
  // What a change does is told where one looks, not only at the top of the page.
  function sayEffect() {
    const p = document.querySelector("#said .said:not(.failed)"), told = main().querySelector("[data-effect]");
    if (!p) return;
    p.querySelector("span")?.remove();
    if (!told) return;
    const span = document.createElement("span");
    span.textContent = told.dataset.effect;
    p.append(span);
  }

  // What is typed and not kept yet. It outlives that the page brings itself up to date, and leaving asks first.
  let sent = null;
  const fields = () => [...main().querySelectorAll("form[method=post] :is(textarea, select, input:not([type=hidden], [type=checkbox], [type=radio]))[id]")].filter((e) => e.form !== sent);
  const isTyped = (e) => e.type === "file" ? e.files.length > 0 : e.matches("select") ? [...e.options].some((o) => o.selected !== o.defaultSelected) : e.value !== e.defaultValue;
  function putBack(typed) {
    for (const old of typed) {
      const place = document.getElementById(old.id);
      if (!place) continue;
      if (old.type === "file") place.replaceWith(old); else place.value = old.value;
    }
  }
  window.addEventListener("beforeunload", (event) => {
    if (fields().some((e) => !e.matches("select") && isTyped(e))) event.preventDefault();
  });

  // A key that was pressed before what is shown now was there was not meant for it, however late it comes.
  let shownSince = 0;

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
    const focused = busy?.focused ?? document.activeElement, id = focused && focused.id, top = window.scrollY;
    const typed = !address || address === location.href ? fields().filter(isTyped) : [];
    // What was opened stays open, but for the form that has done its work.
    const done = (d) => sent && d.contains(sent) && !("stays" in d.dataset);
    const open = new Set([...main().querySelectorAll("details[open][id]")].filter((d) => !done(d)).map((d) => d.id));
    const within = focused && !id && focused.closest?.("details[id]")?.id;
    main().replaceWith(document.adoptNode(fresh));
    shownSince = performance.now();
    for (const d of main().querySelectorAll("details[id]")) if (open.has(d.id)) d.open = true;
    putBack(typed);
    document.title = found.title;
    const nav = found.querySelector("nav"), now = document.querySelector("nav");
    if (nav && now) { now.replaceWith(document.adoptNode(nav)); showPlace(); }
    const title = document.querySelector(".case"), called = found.querySelector(".case");
    if (title && called) title.replaceChildren(...document.adoptNode(called).childNodes);
    const said = found.querySelector("#said p");
    if (said) say(said.textContent, false); else sayEffect();
    if (address && address !== location.href) history.pushState(null, "", address);
    const again = (id && document.getElementById(id)) || (within && document.getElementById(within)?.querySelector("summary"));
    if (again) again.focus({ preventScroll: true });
    window.scrollTo(0, top);
    document.dispatchEvent(new Event("swapped"));
    return true;
  }

  async function load(address, options) {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    return { answer, text: await answer.text() };
  }

  // One thing at a time. What only shows something gives way to what comes next; what changes something is
  // waited for: until it is answered nothing can be typed into a page that is about to be replaced.
  let busy = null;
  function begin(changes) {
    if (busy?.changes) return null;
    busy?.stop.abort();
    const mine = busy = { changes, stop: new AbortController(), focused: document.activeElement };
    document.body.setAttribute("aria-busy", "true");
    if (changes) main().inert = true;
    return mine;
  }
  function end(mine) {
    if (busy !== mine) return;
    busy = null;
    document.body.removeAttribute("aria-busy");
    if (!main().inert) return;
    main().inert = false;
    mine.focused?.focus?.({ preventScroll: true });
  }

  // Forms.
  document.addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter;
    if (event.defaultPrevented || form.method === "dialog") return;
    if ("plain" in form.dataset) { sent = form; return; }
    const target = (button && button.getAttribute("formaction")) || form.getAttribute("action") || location.href;
    event.preventDefault();
    if (busy?.changes) return;
    const question = (button && button.dataset.confirm) || form.dataset.confirm;
    if (question && !window.confirm(question)) return;
    const data = new FormData(form, button), mine = begin(form.method !== "get");
    try {
      const signal = mine.stop.signal;
      let request;
      if (form.method === "get") {
        const url = new URL(target, location.href);
        url.search = new URLSearchParams(data).toString();
        request = load(url, { signal });
      } else {
        request = load(target, { method: "POST", body: data, signal });
      }
      const { answer, text } = await request;
      if (!answer.ok) {
        const found = new DOMParser().parseFromString(text, "text/html"), told = found.querySelector("[data-failure]");
        // Two people decided at once: both decisions are shown, in place of the page.
        if (found.querySelector("main[data-late]") && swap(text)) { window.scrollTo(0, 0); return; }
        say(told ? told.innerText || told.textContent.replace(/\s+/g, " ") : text.slice(0, 300), true);
      } else {
        say("", false);
        sent = form;
        swap(text, answer.url);
      }
    } catch (error) {
      if (error.name !== "AbortError") say("The workbench does not answer. Is it still running?", true);
    } finally {
      sent = null;
      end(mine);
    }
  });
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && "auto" in form.dataset) form.requestSubmit();
  });
  window.addEventListener("popstate", () => location.reload());

  // Who is in the midst of typing or of dragging is not disturbed; a field that is only looked at is found again.
  function engaged() {
    const at = document.activeElement;
    if (main().querySelector(".dragged")) return true;
    return typing(at) && main().contains(at) && (at.matches("select") || isTyped(at));
  }

  // What is being worked out: most of it is there in a moment, and what takes longer is asked for less often.
  const SOON = 0.25;
  let pause = SOON, pausedAt = "";
  async function poll() {
    const seconds = Number(main().dataset.poll);
    if (!seconds) return;
    if (pausedAt !== location.href) { pausedAt = location.href; pause = SOON; }
    await new Promise((done) => setTimeout(done, Math.min(pause, seconds) * 1000));
    pause *= 1.7;
    if (!main().dataset.poll) return;
    // Nor while a form is sent: its answer is what is shown next.
    if (busy || engaged()) return poll();
    const before = main();
    try {
      const { answer, text } = await load(location.href);
      if (answer.ok && !busy && !engaged() && main() === before) swap(text);
    } catch { /* the next time */ }
    if (main().dataset.poll) return poll();
  }
  let polling = false;
  function ask() {
    if (polling) return;
    polling = true;
    pause = SOON;
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
    const mine = begin(false);
    if (!mine) return;
    try {
      const { answer, text } = await load(url, { signal: mine.stop.signal });
      if (!answer.ok || !swap(text, answer.url)) location.assign(url);
    } catch (error) {
      if (error.name === "AbortError") return;
      location.assign(url);
    } finally { end(mine); }
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
    if (!found || main().inert) return false;
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
    if (event.timeStamp < shownSince) return;
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
