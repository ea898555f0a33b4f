// Voting pages. They work without this file; with it nothing is sent that a browser adds by
// itself (cookies), the address keeps no code, and nothing is left in the history.
"use strict";

const TOKENS = "quanheng-token-";
const IDLE = 120000;
const kiosk = document.body.dataset.kiosk;
let chosen = null;
let timer = 0;

const main = () => document.getElementById("main");

// Forms are sent without cookies, and the answer takes the place of the page.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.hasAttribute("data-alone")) return;
  event.preventDefault();
  const data = new URLSearchParams(new FormData(form));
  if (event.submitter && event.submitter.name) data.set(event.submitter.name, event.submitter.value);
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  const action = (event.submitter && event.submitter.getAttribute("formaction")) || form.getAttribute("action");
  fetch(action, { method: "POST", body: data, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" })
    .then((answer) => answer.text())
    .then(show)
    .catch(() => {
      for (const button of form.querySelectorAll("button")) button.disabled = false;
      form.querySelector("[data-offline]")?.removeAttribute("hidden");
    });
});

const show = (text) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  document.title = page.title;
  main().replaceWith(document.adoptNode(page.getElementById("main")));
  arrive();
  (main().querySelector("[autofocus]") || main()).focus();
  window.scrollTo(0, 0);
};

// What a page needs when it is shown.
const arrive = () => {
  const code = document.getElementById("code");
  if (code && location.hash.length > 1) {
    if (!location.hash.startsWith("#main")) code.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
    if (code.value) code.form.requestSubmit();
  }
  offerTokens();
  for (const group of document.querySelectorAll("[data-most]")) limit(group);
  const done = document.querySelector("[data-cast]");
  if (done && chosen) {
    localStorage.setItem(TOKENS + chosen, JSON.stringify({ ...tokenOf(chosen), state: "used", credential: "" }));
    chosen = null;
  }
  const returns = document.querySelector("[data-returns]");
  if (returns) setTimeout(startAgain, Number(returns.dataset.returns) * 1000);
  stir();
};

// At the kiosk the next voter finds the first page.
const startAgain = () => location.replace(kiosk);
const stir = () => {
  if (!kiosk) return;
  clearTimeout(timer);
  if (main().dataset.step !== "enter") timer = setTimeout(startAgain, IDLE);
};
for (const kind of ["pointerdown", "keydown", "input"]) document.addEventListener(kind, stir);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.replace(kiosk || location.pathname);
});

// Tokens that this phone has fetched.
const tokenOf = (ballot) => {
  try {
    return JSON.parse(localStorage.getItem(TOKENS + ballot)) || {};
  } catch {
    return {};
  }
};
const offerTokens = () => {
  const place = document.getElementById("phone-tokens");
  if (!place) return;
  const ballots = Object.keys(localStorage).filter((key) => key.startsWith(TOKENS)).map((key) => key.slice(TOKENS.length));
  const ready = ballots.filter((ballot) => tokenOf(ballot).state === "ready");
  place.hidden = !ready.length;
  for (const ballot of ready) {
    const item = place.querySelector("template").content.cloneNode(true);
    const button = item.querySelector("button");
    button.textContent = tokenOf(ballot).title;
    button.addEventListener("click", () => {
      chosen = ballot;
      const code = document.getElementById("code");
      code.value = tokenOf(ballot).credential;
      code.form.requestSubmit();
    });
    place.querySelector("ul").append(item);
  }
};

// No more choices than the paper allows.
const limit = (group) => {
  const boxes = [...group.querySelectorAll("input[type=checkbox]")];
  const texts = [...group.querySelectorAll("input[type=text]")];
  const count = () => {
    const made = boxes.filter((box) => box.checked).length + texts.filter((text) => text.value.trim()).length;
    const full = made >= Number(group.dataset.most);
    for (const box of boxes) box.disabled = full && !box.checked;
    for (const text of texts) text.disabled = full && !text.value.trim();
    const said = group.querySelector("[data-made]");
    if (said) said.textContent = made;
  };
  group.querySelector("[data-counts]")?.removeAttribute("hidden");
  group.addEventListener("input", count);
  count();
};

arrive();
