"use strict";
// The page needs none of this: it shows a mark's sentence at once, and opens what a link leads into.
(() => {
  const openAround = (element) => {
    for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };
  const follow = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    openAround(target);
    target.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  follow();

  const folds = "details:not(.full)";
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll(folds)) if (!fold.open) { fold.open = true; fold.dataset.shut = ""; }
  });
  addEventListener("afterprint", () => {
    for (const fold of document.querySelectorAll("details[data-shut]")) { fold.open = false; delete fold.dataset.shut; }
  });

  const peek = document.createElement("div");
  peek.id = "peek";
  peek.setAttribute("role", "tooltip");
  peek.hidden = true;
  document.body.append(peek);
  let shown = null;
  let leaving = 0;
  const hide = () => {
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    peek.hidden = true;
  };
  const show = (mark) => {
    clearTimeout(leaving);
    const note = document.getElementById(mark.hash.slice(1));
    if (!note || !note.classList.contains("note") || shown === mark) return;
    hide();
    const claim = document.createElement("b");
    claim.textContent = note.querySelector(".claim").textContent.replace(/^Statement \d+: /, "").replace(/\s+/g, " ");
    const said = document.createElement("p");
    said.dir = "auto";
    const text = note.querySelector(".sentence").textContent.replace(/\s+/g, " ").trim();
    said.textContent = text.length > 420 ? text.slice(0, 420) + "…" : text;
    const whose = document.createElement("small");
    whose.textContent = note.querySelector(".whose").textContent.replace(/\s+/g, " ").replace("On whose word ", "On the word of ");
    peek.replaceChildren(claim, said, whose);
    peek.hidden = false;
    const box = mark.getBoundingClientRect();
    const width = Math.min(384, document.documentElement.clientWidth - 24);
    peek.style.width = width + "px";
    const left = Math.min(Math.max(12, box.left - 24), document.documentElement.clientWidth - width - 12);
    const above = box.top > peek.offsetHeight + 12;
    peek.style.left = left + scrollX + "px";
    peek.style.top = (above ? box.top - peek.offsetHeight - 4 : box.bottom + 4) + scrollY + "px";
    mark.setAttribute("aria-describedby", "peek");
    shown = mark;
  };
  const later = () => { leaving = setTimeout(hide, 160); };
  for (const mark of document.querySelectorAll("a.mark")) {
    mark.removeAttribute("title");
    mark.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(mark); });
    mark.addEventListener("pointerleave", later);
    mark.addEventListener("focus", () => { if (mark.matches(":focus-visible")) show(mark); });
    mark.addEventListener("blur", hide);
    mark.addEventListener("click", hide);
  }
  peek.addEventListener("pointerenter", () => clearTimeout(leaving));
  peek.addEventListener("pointerleave", later);
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
