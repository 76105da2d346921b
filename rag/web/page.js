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
      "#announcement": { role: "status", "aria-live": "polite" },
    };
    for (const [selector, attributes] of Object.entries(names)) {
      const region = find(selector);
      if (!region || region.hasAttribute("role")) continue;
      for (const [name, value] of Object.entries(attributes)) region.setAttribute(name, value);
    }
  }

  function pointOut() {
    const shown = find("#source article")?.id.replace("shown-", "");
    for (const button of document.querySelectorAll("#conversation button[name=pick]")) {
      if (button.value === shown) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  function showMark() {
    const mark = find("#source mark");
    if (mark === markShown) return;
    markShown = mark;
    if (!mark) return;
    if (NARROW.matches) {
      if (asked) mark.scrollIntoView({ block: "center" });
    } else {
      const panel = find("#source .document-text");
      const above = mark.getBoundingClientRect().top - panel.getBoundingClientRect().top;
      panel.scrollTop += above - panel.clientHeight / 3;
    }
    asked = false;
  }

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
    pointOut();
    showMark();
    showLatest();
  }

  new MutationObserver(() => {
    if (!waiting) requestAnimationFrame(settle);
    waiting = true;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
