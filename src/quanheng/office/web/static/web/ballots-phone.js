// A voter's phone fetches a blind-signed token (RFC 9474). What stays secret never leaves the
// phone: the server signs a number from which it cannot tell the token that comes back later.
"use strict";

(() => {
  const place = document.getElementById("phone");
  if (!place) return;
  const key = "quanheng-token-" + place.dataset.ballot;
  const say = (name) => {
    for (const part of place.querySelectorAll("[data-when]")) {
      part.hidden = !part.dataset.when.split(" ").includes(name);
    }
  };
  const toText = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const toBytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const kept = () => JSON.parse(localStorage.getItem(key) || "null");
  const keep = (value) => localStorage.setItem(key, JSON.stringify(value));
  const grouped = (bytes) =>
    [...bytes].slice(0, 8).map((byte) => byte.toString(16).padStart(2, "0")).join("").match(/.{4}/g).join("-");
  const showKey = async () => {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", toBytes(place.dataset.key)));
    place.querySelector("[data-fingerprint]").textContent = grouped(hash);
  };
  const publicKey = () =>
    crypto.subtle.importKey("spki", toBytes(place.dataset.key), { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);

  // Made once and kept, so that a request that is repeated gets the same answer.
  const made = async () => {
    const before = kept();
    if (before && before.key === place.dataset.key) return before;
    const prepared = blindRSA.prepare(crypto.getRandomValues(new Uint8Array(32)));
    const { blindedMsg, inv } = await blindRSA.blind(await publicKey(), prepared);
    const fresh = {
      state: "asked", title: place.dataset.title, key: place.dataset.key,
      prepared: toText(prepared), blinded: toText(blindedMsg), inverse: toText(inv),
    };
    keep(fresh);
    return fresh;
  };

  const fetchToken = async () => {
    say("working");
    const asked = await made();
    const body = new URLSearchParams({ blinded: asked.blinded });
    const headers = { "X-CSRFToken": place.dataset.csrf };
    const answer = await fetch(place.dataset.post, { method: "POST", body, headers });
    const told = await answer.json();
    if (!answer.ok) {
      place.querySelector("[data-refused]").textContent = told.refused;
      return say("refused");
    }
    const signature = await blindRSA.finalize(
      await publicKey(), toBytes(asked.prepared), toBytes(told.signature), toBytes(asked.inverse));
    const credential = [place.dataset.prefix, asked.prepared, toText(signature)].join(".");
    keep({ state: "ready", title: asked.title, key: asked.key, credential });
    say("ready");
  };

  const begin = () => {
    const found = kept();
    const mine = found && found.key === place.dataset.key ? found.state : "";
    if (mine === "ready" || mine === "used") return say(mine);
    if (!window.isSecureContext || !crypto.subtle) return say("insecure");
    showKey();
    if (place.dataset.state !== "issuing") return say("over");
    if (place.dataset.received === "token" && mine !== "asked") return say("elsewhere");
    return say("begin");
  };

  place.querySelector("[data-fetch]").addEventListener("click", () => {
    fetchToken().catch(() => say("failed"));
  });
  place.querySelector("[data-again]").addEventListener("click", begin);
  begin();
})();
