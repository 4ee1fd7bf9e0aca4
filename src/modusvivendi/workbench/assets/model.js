"use strict";
// The page Model works without this. With it, formulas are checked and names completed while one types,
// preferences are dragged, and what is typed survives that the page shows something new.
(() => {
  const main = () => document.getElementById("main");
  const settle = (work, wait) => {
    let timer = 0;
    return (...args) => { clearTimeout(timer); timer = setTimeout(() => work(...args), wait); };
  };

  // What is typed and not kept yet, by the id of its field.
  const typed = new Map();
  let sent = new Set();
  const field = (e) => e && e.id && e.matches("textarea, input:not([type=hidden]):not([type=checkbox])");
  const remember = (e) => {
    if (e.value === e.defaultValue) typed.delete(e.id); else typed.set(e.id, e.value);
    if (e.id === "text") fileTyped();
  };
  function fileTyped() {
    const discard = document.getElementById("discard-file");
    if (discard) discard.hidden = !typed.has("text");
  }
  document.addEventListener("submit", (event) => {
    sent = new Set([...event.target.querySelectorAll("textarea[id], input[id]")].map((e) => e.id));
  }, true);
  // The version that a text was typed into goes with it, so that keeping it later cannot overwrite unseen.
  let seenByFile = null;
  document.addEventListener("swapped", () => {
    for (const id of sent) typed.delete(id);
    sent = new Set();
    for (const [id, value] of typed) {
      const place = document.getElementById(id);
      if (place) place.value = value;
    }
    const seen = document.querySelector("#file-form input[name=seen]");
    if (seen && typed.has("text") && seenByFile) seen.value = seenByFile;
    ready();
  });

  // Checking.
  async function told(request, place, e, again) {
    try {
      const answer = await request;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      const said = found.getElementById("checked") || found.querySelector("[data-failure]");
      if (!said || !document.contains(place)) return;
      said.removeAttribute("id");
      place.replaceChildren(document.adoptNode(said));
      if ("again" in said.dataset) again(e);
      const wrong = said.dataset.ok === "no";
      if (wrong) e.setAttribute("aria-invalid", "true"); else e.removeAttribute("aria-invalid");
      if (wrong && said.dataset.line && e.id === "text") {
        const go = document.createElement("button");
        go.type = "button";
        go.className = "link";
        go.textContent = "Go there";
        go.addEventListener("click", () => toLine(e, Number(said.dataset.line), Number(said.dataset.column)));
        place.append(go);
      }
    } catch { /* the server checks once more when it is kept */ }
  }
  function toLine(area, line, column) {
    const lines = area.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    area.focus();
    area.setSelectionRange(start + column - 1, start + (lines[line - 1] || "").length);
    area.scrollTop = Math.max(0, (line - 6) * parseFloat(getComputedStyle(area).lineHeight));
  }
  let asked = 0;
  const checkFormula = settle((area) => {
    const place = document.getElementById(`${area.id}-checked`), form = area.form;
    if (!place || !form) return;
    if (!area.value.trim()) { place.replaceChildren(); area.removeAttribute("aria-invalid"); return; }
    const url = new URL("/model/check", location.href), mine = ++asked;
    url.searchParams.set("formula", area.value);
    url.searchParams.set("part", area.dataset.formula);
    for (const name of ["party", "number", "answer", "item"]) {
      const hidden = form.querySelector(`input[type=hidden][name=${name}]`);
      if (hidden) url.searchParams.set(name, hidden.value);
    }
    told(fetch(url, { credentials: "same-origin" }).then((answer) => {
      if (mine !== asked) throw new Error("late");
      return answer;
    }), place, area, checkFormula);
  }, 250);
  const checkFile = settle((area) => {
    const place = document.getElementById("text-checked");
    if (area.value === area.defaultValue) { place.replaceChildren(); area.removeAttribute("aria-invalid"); return; }
    const mine = ++asked;
    told(fetch("/model/check-file", { method: "POST", body: new FormData(area.form), credentials: "same-origin" })
      .then((answer) => { if (mine !== asked) throw new Error("late"); return answer; }), place, area, checkFile);
  }, 450);

  // Names are completed: a list under the field, chosen with the arrows.
  let list = null, owner = null, chosen = -1;
  const WORDS = ["and", "or", "not", "xor", "if", "iff", "implies", "at least", "at most", "exactly", "none of", "all of"];
  function close() {
    if (!list) return;
    list.remove();
    list = null;
    owner.removeAttribute("aria-activedescendant");
    owner.removeAttribute("aria-controls");
    owner = null;
  }
  const begun = (area) => area.value.slice(0, area.selectionStart).match(/(?:"[^"]*"?|[\p{L}_])(?:[\p{L}\p{N}_.-]|"[^"]*"?)*$/u)?.[0] ?? "";
  function suggest(area) {
    const part = begun(area), wanted = part.replaceAll('"', "").toLowerCase();
    close();
    if (!wanted || WORDS.includes(wanted)) return;
    const party = area.form.querySelector("input[name=party]")?.value.toLowerCase();
    const names = [...document.querySelectorAll("#names option")].map((o) => [o.value, o.label]);
    const rank = ([value, label]) => {
      const plain = value.replaceAll('"', "").toLowerCase();
      if (plain === wanted) return -1;
      if (party && plain.startsWith(`${party}.`) && plain.slice(party.length + 1).startsWith(wanted)) return 4;
      if (plain.startsWith(wanted)) return 3;
      if (plain.split(/[._ ]/).some((word) => word.startsWith(wanted))) return 2;
      return wanted.length > 1 && label.toLowerCase().includes(wanted) ? 1 : -1;
    };
    const found = names.map((name) => [rank(name), name]).filter(([r]) => r > 0).sort((a, b) => b[0] - a[0]).slice(0, 9).map(([, name]) => name);
    if (!found.length || names.some(([value]) => value.replaceAll('"', "").toLowerCase() === (party ? `${party}.${wanted}` : wanted))) return;
    list = document.createElement("ul");
    list.className = "names";
    list.id = "name-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Names");
    found.forEach(([value, label], n) => {
      const item = document.createElement("li"), code = document.createElement("code"), means = document.createElement("span");
      item.id = `name-${n}`;
      item.setAttribute("role", "option");
      item.dataset.value = value;
      code.textContent = value;
      means.textContent = label;
      item.append(code, means);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(n); take(); });
      list.append(item);
    });
    owner = area;
    area.setAttribute("aria-controls", "name-list");
    area.after(list);
    list.style.top = `${area.offsetTop + area.offsetHeight + 2}px`;
    choose(0);
  }
  function choose(n) {
    const items = [...list.children];
    chosen = (n + items.length) % items.length;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    owner.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  }
  function take() {
    const area = owner, value = list.children[chosen].dataset.value, part = begun(area);
    const end = area.selectionStart, start = end - part.length;
    close();
    area.setRangeText(value, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  }
  document.addEventListener("input", (event) => {
    const e = event.target;
    if (!main().contains(e)) return;
    if (e.id === "text" && !typed.has("text")) seenByFile = e.form.querySelector("input[name=seen]").value;
    if (field(e)) remember(e);
    if (e.dataset.formula !== undefined) { if (event.isTrusted) suggest(e); checkFormula(e); }
    if (e.id === "text") checkFile(e);
  });
  document.addEventListener("focusout", (event) => { if (event.target === owner) close(); });
  document.addEventListener("keydown", (event) => {
    const e = event.target;
    if (!(e instanceof HTMLElement) || e.dataset.formula === undefined) return;
    if (list && owner === e) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); choose(chosen + step); return; }
      if (event.key === "Enter" || event.key === "Tab") { event.preventDefault(); take(); return; }
      if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); return; }
    }
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      e.form.requestSubmit(e.form.querySelector("button.main"));
    }
  }, true);

  // Dropping what was typed into the file.
  document.addEventListener("click", (event) => {
    if (event.target.id !== "discard-file") return;
    const area = document.getElementById("text");
    area.value = area.defaultValue;
    typed.delete("text");
    location.reload();
  });

  // Dragging.
  let dragged = null;
  const preferenceOf = (e) => e instanceof Element && e.closest(".preference");
  const clear = () => { for (const e of document.querySelectorAll(".above, .below")) e.classList.remove("above", "below"); };
  document.addEventListener("dragstart", (event) => {
    const grip = event.target instanceof Element && event.target.closest(".grip");
    if (!grip) return;
    dragged = grip.closest(".preference");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.id);
    event.dataTransfer.setDragImage(dragged, 20, 10);
    requestAnimationFrame(() => dragged?.classList.add("dragged"));
  });
  function target(event) {
    let over = preferenceOf(event.target);
    while (over && over.parentElement !== dragged.parentElement) over = preferenceOf(over.parentElement);
    if (!over || over === dragged) return null;
    // Whoever drags down puts it below what it is dropped on, however tall that is; who drags up, above.
    return { over, below: Number(over.dataset.place) > Number(dragged.dataset.place) };
  }
  document.addEventListener("dragover", (event) => {
    if (!dragged) return;
    clear();
    const found = target(event);
    if (!found) return;
    event.preventDefault();
    found.over.classList.add(found.below ? "below" : "above");
  });
  document.addEventListener("drop", (event) => {
    if (!dragged) return;
    const found = target(event);
    clear();
    if (!found) return;
    event.preventDefault();
    const from = Number(dragged.dataset.place);
    let to = Number(found.over.dataset.place) + (found.below ? 1 : 0);
    if (to > from) to -= 1;
    if (to === from) return;
    const form = dragged.querySelector(":scope > form.move");
    form.querySelector("input[name=to]").value = String(to);
    form.requestSubmit();
  });
  document.addEventListener("dragend", () => { dragged?.classList.remove("dragged"); dragged = null; clear(); });

  function ready() {
    for (const grip of main().querySelectorAll(".grip")) grip.hidden = false;
    for (const area of main().querySelectorAll("textarea[data-formula]")) area.setAttribute("aria-autocomplete", "list");
    for (const area of main().querySelectorAll("textarea[data-formula]")) if (typed.has(area.id)) checkFormula(area);
    const file = document.getElementById("text");
    if (file && typed.has("text")) checkFile(file);
    fileTyped();
  }
  ready();
})();
