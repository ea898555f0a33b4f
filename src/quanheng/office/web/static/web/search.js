// The list below the search box: shown while one types, walked through by keyboard.
"use strict";

{
  const box = document.getElementById("find");
  const list = document.getElementById("search-hits");
  const options = () => [...list.querySelectorAll("a[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  const show = (shown) => {
    list.hidden = !shown;
    box.setAttribute("aria-expanded", String(shown));
    if (!shown) choose(null);
  };

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", option.id);
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  };

  list.addEventListener("htmx:afterSwap", () => show(list.children.length > 0));
  box.addEventListener("input", () => {
    if (!box.value.trim()) show(false);
  });
  box.addEventListener("focus", () => {
    if (box.value.trim() && list.children.length) show(true);
  });
  box.form.addEventListener("focusout", (event) => {
    if (!box.form.contains(event.relatedTarget)) show(false);
  });

  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault();
      show(false);
      return;
    }
    if (event.key === "Enter" && chosen() && !list.hidden) {
      event.preventDefault();
      chosen().click();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const all = options();
    if (list.hidden || !all.length) return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    const at = all.indexOf(chosen());
    choose(all[(at === -1 && step === -1 ? all.length - 1 : at + step + all.length) % all.length]);
  });

  // "/" leads to the box from anywhere but another field.
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
}
