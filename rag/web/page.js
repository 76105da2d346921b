// What Gradio's own events cannot do: citation buttons inside the text, the marked words scrolled
// into view, and names for regions. The content security policy allows no inline script.
"use strict";

(() => {
  const NARROW = window.matchMedia("(max-width: 899px)");
  const find = (selector) => document.querySelector(selector);
  let clicks = 0; // sent along, so that choosing the same citation again is a change
  let asked = false; // whether a person chose the source now shown
  let markShown = null;
  let turnsShown = 0;

  function send(pick) {
    const box = find("#picked textarea, #picked input");
    if (!box) return;
    asked = true;
    box.value = `${pick} ${++clicks}`;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function currentButton() {
    return find("#conversation button.citation[aria-current]");
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.name === "pick") send(button.value);
    if (button.closest("#steps")) asked = true;
    if (button.name === "back") {
      const citation = currentButton();
      citation?.scrollIntoView({ block: "center" });
      citation?.focus({ preventScroll: true });
    }
  });

  function nameRegions() {
    const names = {
      "#source": { role: "region", "aria-label": "Source document" },
      "#source .document-text": { role: "group", tabindex: "0", "aria-label": "Text" },
      "#conversation": { role: "region", "aria-label": "Conversation" },
      "#navigation": { role: "navigation", "aria-label": "Pages" },
      "#announcement": { role: "status", "aria-live": "polite" },
    };
    for (const [selector, attributes] of Object.entries(names)) {
      const region = find(selector);
      if (!region || region.hasAttribute("role")) continue;
      for (const [name, value] of Object.entries(attributes)) region.setAttribute(name, value);
    }
  }

  function pointOutPage() {
    for (const link of document.querySelectorAll("#navigation a")) {
      link.removeAttribute("target"); // the sanitiser opens each link in a window of its own
      if (link.pathname !== window.location.pathname) continue;
      if (!link.hasAttribute("aria-current")) link.setAttribute("aria-current", "page");
      const title = `${link.textContent} · Chapter & Verse`;
      if (document.title !== title) document.title = title;
    }
  }

  function pointOut() {
    const shown = find("#source article")?.id.replace("shown-", "");
    for (const button of document.querySelectorAll("#conversation button[name=pick]")) {
      if (button.value === shown) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  // Where the quoted words begin: on the picture of their page, else in the text.
  function quotedPlace() {
    const picture = find("#source .page-picture img");
    const shown = picture ?? find("#source mark");
    if (!shown) return null;
    const { top, height } = shown.getBoundingClientRect();
    const share = picture ? Number(picture.closest("figure").id.split("-at-")[1]) / 100 : 0;
    return { shown, top: top + share * height };
  }

  function showMark() {
    const place = quotedPlace();
    if (place?.shown === markShown) return;
    if (place?.shown.complete === false) return; // a picture has its height once it is there
    markShown = place?.shown ?? null;
    if (!place) return;
    if (NARROW.matches) {
      if (asked) window.scrollBy(0, place.top - window.innerHeight / 2);
    } else {
      const panel = find("#source .document-text");
      const above = place.top - panel.getBoundingClientRect().top;
      panel.scrollTop += above - panel.clientHeight / 3;
    }
    asked = false;
  }

  document.addEventListener("load", (event) => event.target.closest?.(".page-picture") && settle(), true);
  // The file is gone or has changed: its text is still there.
  document.addEventListener("error", (event) => event.target.closest?.(".page-picture")?.remove(), true);

  function bringIntoView(turn) {
    const place = turn.getBoundingClientRect();
    const foot = find("#form").getBoundingClientRect().top;
    if (place.top < 0 || place.bottom > foot) turn.scrollIntoView({ block: "start" });
  }

  function showLatest() {
    const turns = document.querySelectorAll("#conversation .turn");
    if (turns.length > turnsShown) bringIntoView(turns[turns.length - 1]);
    turnsShown = turns.length;
    const pending = find("#pending .turn");
    if (pending) bringIntoView(pending);
  }

  let waiting = false;
  function settle() {
    waiting = false;
    nameRegions();
    pointOutPage();
    pointOut();
    showMark();
    showLatest();
  }

  new MutationObserver(() => {
    if (!waiting) requestAnimationFrame(settle);
    waiting = true;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
