"use strict";
// Findings stand as plain HTML inside <noscript>: a browser without scripts shows them, a browser
// with scripts keeps them as unread text until a line is opened. So a page of 150,000 findings opens
// at once.
(() => {
  const OPEN_AT_ONCE = 200;
  const form = document.getElementById("filter");
  const query = document.getElementById("query");
  const pack = document.getElementById("pack");
  const type = document.getElementById("type");
  const boxes = [...form.querySelectorAll("input[name=status]")];
  const onlyButton = document.getElementById("rule");
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const plain = (text) => text.toLowerCase();

  const rules = [];
  for (const row of document.querySelectorAll("[data-rule]")) {
    const clause = row.parentElement.querySelector("th").textContent;
    rules[row.dataset.rule] = {
      find: plain(`${row.dataset.find} ${row.dataset.pack}:${clause}`),
      pack: row.dataset.pack,
      title: row.querySelector("b").textContent,
    };
  }

  const findingsOf = (index) => {
    const findings = [];
    for (const part of index ? index.split(";") : []) {
      for (const rule of part.slice(1).split(",")) findings.push([part[0], Number(rule)]);
    }
    return findings;
  };
  const groups = [...document.querySelectorAll(".unit")].map((section) => ({
    section,
    subjects: [...section.querySelectorAll("details.s")].map((details) => ({
      details,
      find: plain(`${details.firstElementChild.textContent} ${section.dataset.find}`),
      findings: findingsOf(details.dataset.f),
      passing: null,
    })),
  }));
  const subjects = groups.flatMap((group) => group.subjects);
  const bySubject = new Map(subjects.map((subject) => [subject.details, subject]));
  let only = null;

  const materialise = (details) => {
    const text = details.querySelector(":scope > noscript");
    if (text) text.outerHTML = text.textContent;
  };

  const filterRows = (subject) => {
    if (subject.details.querySelector(":scope > noscript")) return;
    for (const row of subject.details.querySelectorAll("[data-r]")) {
      row.hidden = subject.passing !== null && !subject.passing.has(Number(row.dataset.r));
    }
    for (const list of subject.details.querySelectorAll("table.f, ul.met")) {
      const empty = !list.querySelector("[data-r]:not([hidden])");
      list.hidden = empty;
      if (list.matches("ul")) list.parentElement.hidden = empty;
    }
    const met = subject.details.querySelector(":scope > .kh");
    const others = subject.details.querySelector("table.f:not([hidden])");
    if (met && !others) met.open = true;
  };

  const conditions = () => {
    const words = plain(query.value).split(/\s+/).filter(Boolean);
    return {
      words,
      matching: new Map(words.map((word) => [word, rules.map((rule) => rule.find.includes(word))])),
      letters: new Set(boxes.filter((box) => box.checked).map((box) => box.value)),
      pack: pack.value,
      type: type.value,
    };
  };

  // A word names the subject, or else the rule: then every finding shown must be of such a rule.
  const passing = (subject, wanted) => {
    if (wanted.type && subject.details.dataset.t !== wanted.type) return [];
    const words = wanted.words.filter((word) => !subject.find.includes(word));
    return subject.findings.filter(
      ([letter, rule]) =>
        wanted.letters.has(letter) &&
        (only === null || only === rule) &&
        (!wanted.pack || (rules[rule] || {}).pack === wanted.pack) &&
        words.every((word) => wanted.matching.get(word)[rule]),
    );
  };

  const apply = () => {
    const wanted = conditions();
    let people = 0;
    let findings = 0;
    for (const group of groups) {
      let any = false;
      for (const subject of group.subjects) {
        const found = passing(subject, wanted);
        const all = found.length === subject.findings.length;
        subject.passing = all ? null : new Set(found.map(([, rule]) => rule));
        subject.details.hidden = !found.length;
        if (subject.details.open) filterRows(subject);
        if (found.length) any = true;
        people += found.length ? 1 : 0;
        findings += found.length;
      }
      group.section.hidden = !any;
    }
    onlyButton.hidden = only === null;
    if (only !== null) {
      onlyButton.textContent = `${form.dataset.onlyRule}: ${rules[only].title} ×`;
      onlyButton.title = form.dataset.remove;
    }
    document.body.classList.toggle("narrow", groups.some((group) => group.section.hidden));
    nothing.hidden = people > 0;
    shown.textContent = form.dataset.shown
      .replace("{subjects}", people.toLocaleString("en"))
      .replace("{findings}", findings.toLocaleString("en"));
  };

  const choose = (letters, packId, rule) => {
    form.reset();
    for (const box of boxes) box.checked = !letters || letters.includes(box.value);
    pack.value = packId || "";
    only = rule;
    apply();
  };

  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !target.matches("details")) return;
    if (target.hidden || target.parentElement.hidden) choose(null, "", null);
    target.open = true;
    target.scrollIntoView({ block: "center" });
  };

  document.addEventListener(
    "toggle",
    (event) => {
      const details = event.target;
      if (!details.open) return;
      materialise(details);
      if (bySubject.has(details)) filterRows(bySubject.get(details));
    },
    true,
  );
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-status], a[data-only]");
    if (!link) return;
    const rule = link.dataset.only === undefined ? null : Number(link.dataset.only);
    choose(link.dataset.status, link.dataset.pack, rule);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => {
    only = null;
    setTimeout(apply);
  });
  onlyButton.addEventListener("click", () => {
    only = null;
    apply();
    query.focus();
  });
  document.getElementById("expand").addEventListener("click", () => {
    const visible = subjects.filter((subject) => !subject.details.hidden);
    for (const subject of visible.slice(0, OPEN_AT_ONCE)) {
      materialise(subject.details);
      subject.details.open = true;
      filterRows(subject);
    }
    if (visible.length > OPEN_AT_ONCE) shown.textContent += ` · ${form.dataset.limit}`;
  });
  document.getElementById("collapse").addEventListener("click", () => {
    for (const subject of subjects) subject.details.open = false;
  });
  document.getElementById("print").addEventListener("click", () => window.print());
  window.addEventListener("beforeprint", () => {
    for (const met of document.querySelectorAll("details.s[open] > .kh")) met.open = true;
  });
  window.addEventListener("hashchange", openTarget);

  form.hidden = false;
  apply();
  openTarget();
})();
