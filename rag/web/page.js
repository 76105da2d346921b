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

  function write(selector, text) {
    const box = find(`${selector} textarea, ${selector} input`);
    if (!box) return;
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function send(pick) {
    asked = true;
    write("#picked", `${pick} ${++clicks}`);
  }

  // Without a secure address (https, or this machine) a page has no clipboard: then by selecting.
  async function copy(button, box) {
    box.select();
    const done = navigator.clipboard
      ? await navigator.clipboard.writeText(box.value).then(() => true, () => false)
      : document.execCommand("copy");
    const said = find("#announcement");
    if (said) said.textContent = done ? "Copied." : "Not copied: press Ctrl+C to copy what is selected.";
    button.textContent = done ? "Copied" : "Selected: press Ctrl+C";
    if (done) button.focus();
  }

  function currentButton() {
    return find(":is(#conversation, #results) button.citation[aria-current]");
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.closest("#steps")) asked = true;
    pressed[button.name]?.(button);
    pressed[button.id]?.(button);
  });

  // What the buttons inside the text do, by their names, and two of Gradio's, by their ids.
  const pressed = {
    copy: (button) => copy(button, find("#to-copy textarea")),
    pick: (button) => send(button.value),
    back: () => {
      const citation = currentButton();
      citation?.scrollIntoView({ block: "center" });
      citation?.focus({ preventScroll: true });
    },
    again: (button) => {
      const question = button.closest(".turn").querySelector(".question").textContent;
      write("#question", question);
      find("#question textarea").focus();
    },
    judge: openOpinion,
    "copy-answer": copyAnswer,
    save: (button) => {
      const link = make("a", { href: addressOf(button), download: "" });
      document.body.append(link);
      link.click();
      link.remove();
    },
    open: (button) => {
      write("#chosen", `open ${button.value} ${++clicks}`);
      fold("earlier", false);
    },
    delete: (button) => lookAgain(button, true),
    "keep-it": (button) => lookAgain(button, false),
    "delete-it": (button) => {
      write("#chosen", `delete ${button.value} ${++clicks}`);
      find("#search input")?.focus();
    },
  };
  // Parts of the pages that are folded away: a button named after each opens and closes it.
  const FOLDED = ["earlier", "filters", "details", "log"];
  for (const name of FOLDED) pressed[`${name}-toggle`] = () => fold(name, !isOpen(name));

  function isOpen(name) {
    return Boolean(find(`#${name}[data-open]`));
  }

  function fold(name, open) {
    find(`#${name}`)?.toggleAttribute("data-open", open);
    find(`#${name}-toggle`)?.setAttribute("aria-expanded", String(open));
    if (open) find(`#${name} input`)?.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const name of FOLDED) {
      if (!find(`#${name}`)?.contains(event.target)) continue;
      fold(name, false);
      find(`#${name}-toggle`).focus();
    }
    if (opinion?.contains(event.target)) closeOpinion();
  });

  function lookAgain(button, looking) {
    const item = button.closest("li");
    item.classList.toggle("looked-at-again", looking);
    item.querySelector(`[name=${looking ? "keep-it" : "delete"}]`).focus();
  }

  // A kept answer in another form, by its conversation and number.
  function addressOf(button) {
    const conversation = find("#conversation .turns").id.replace("kept-", "");
    const [number, form] = button.value.split(" ");
    return `/answers/${encodeURIComponent(conversation)}/${number}/${form}`;
  }

  async function copyAnswer(button) {
    const label = button.textContent;
    let said = "Not copied: this answer is not kept";
    try {
      const response = await fetch(addressOf(button));
      if (response.ok) said = (await copied(await response.text())) ? "Copied" : "Not copied";
    } catch {
      said = "Not copied: the server does not answer";
    }
    button.textContent = said;
    const announcement = find("#announcement");
    const line = make("p", {}, said);
    announcement?.append(line);
    setTimeout(() => {
      button.textContent = label;
      line.remove();
    }, 2500);
  }

  // Browsers offer the clipboard only to pages of this machine or over https: else the old way.
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const box = make("textarea", { class: "unseen", "aria-hidden": "true" });
      box.value = text;
      const focused = document.activeElement;
      document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      focused?.focus();
      return done;
    }
  }

  // An opinion is sent when its button is pressed; a comment may follow. The box is made here: what
  // is typed into it stays when the conversation is shown anew with another answer.
  let opinion = null;
  const opinions = new Map(); // by exchange, since the page was opened
  const WANTED = {
    good: "What is good about it?",
    wrong: "What is wrong with it?",
    incomplete: "What is missing?",
  };

  function openOpinion(button) {
    const [exchange, verdict] = button.value.split(" ");
    opinion?.remove();
    opinion = make("div", { class: "opinion", id: `opinion-${exchange}` });
    const label = make("label", { for: "comment" }, `${WANTED[verdict]} (may be left empty)`);
    const box = make("textarea", { id: "comment", rows: "3", maxlength: "5000" });
    const sent = make("p", { class: "aside" }, "Your opinion is kept. Add a comment if you like.");
    const add = make("button", { type: "button", class: "tool" }, "Send comment");
    const close = make("button", { type: "button", class: "tool" }, "Close");
    opinion.append(sent, label, box, add, close);
    add.addEventListener("click", () => {
      judge(exchange, verdict, box.value);
      closeOpinion();
    });
    close.addEventListener("click", closeOpinion);
    judge(exchange, verdict, "");
    placeOpinion();
    box.focus();
  }

  function judge(exchange, verdict, comment) {
    const sent = { exchange: Number(exchange), verdict, comment };
    opinions.set(exchange, verdict);
    write("#judged", JSON.stringify(sent) + " ".repeat(++clicks % 7));
    markOpinions();
  }

  function closeOpinion() {
    const [, exchange] = opinion.id.split("-");
    opinion.remove();
    opinion = null;
    find(`[name=judge][value="${exchange} ${opinions.get(exchange)}"]`)?.focus();
  }

  function placeOpinion() {
    if (!opinion || opinion.isConnected) return;
    find(`#turn-${opinion.id.split("-")[1]} .tools`)?.append(opinion);
  }

  function markOpinions() {
    for (const button of document.querySelectorAll("#conversation [name=judge]")) {
      const [exchange, verdict] = button.value.split(" ");
      const said = opinions.get(exchange);
      const chosen = said ? said === verdict : button.classList.contains("chosen");
      button.setAttribute("aria-pressed", String(chosen));
    }
  }

  function make(tag, attributes, text = "") {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.textContent = text;
    return made;
  }

  // A text box cuts off silently what is too long for it; here it is told, and nothing is lost.
  let longest = 0;
  function checkLength() {
    const box = find("#question textarea");
    if (!box) return true;
    if (box.hasAttribute("maxlength")) longest = Number(box.getAttribute("maxlength"));
    box.removeAttribute("maxlength");
    let line = find("#too-long");
    if (!line) {
      line = make("p", { id: "too-long", class: "told", role: "alert" });
      find("#form").prepend(line);
    }
    const fits = !longest || box.value.length <= longest;
    const count = (number) => number.toLocaleString("en-GB");
    const told = `The question has ${count(box.value.length)} characters; at most ${count(longest)} are taken: shorten it.`;
    if (line.textContent !== (fits ? "" : told)) line.textContent = fits ? "" : told;
    return fits;
  }

  document.addEventListener("input", (event) => event.target.closest("#question") && checkLength());
  for (const kind of ["click", "keydown"]) {
    document.addEventListener(kind, (event) => {
      const asks = kind === "click" ? event.target.closest("#ask") : event.key === "Enter" && event.target.closest("#question");
      if (!asks || checkLength()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
  }

  // The page's address names the conversation, so that a reload opens it again.
  let inAddress = null;
  function keepInAddress() {
    const shown = find("#conversation .turns")?.id.replace("kept-", "") ?? find("#pending .turn")?.id.replace("asking-", "");
    if ((shown ?? null) === inAddress) return;
    inAddress = shown ?? null;
    opinions.clear();
    const address = new URL(location.href);
    if (shown) address.searchParams.set("conversation", shown);
    else address.searchParams.delete("conversation");
    history.replaceState(history.state, "", address);
  }

  // What may be typed into a filter, offered by the browser itself.
  function suggest() {
    for (const list of document.querySelectorAll("#suggestions ul")) {
      const key = list.id.replace("suggested-", "");
      const box = find(`#filter-${key} input`);
      if (!box || box.hasAttribute("list")) continue;
      const offered = make("datalist", { id: `offered-${key}` });
      for (const item of list.children) offered.append(make("option", { value: item.textContent }));
      document.body.append(offered);
      box.setAttribute("list", offered.id);
    }
  }

  function nameRegions() {
    const names = {
      "#source": { role: "region", "aria-label": "Source document" },
      "#source .document-text": { role: "group", tabindex: "0", "aria-label": "Text" },
      "#results": { role: "region", "aria-label": "Verdicts" },
      "#conversation": { role: "region", "aria-label": "Conversation" },
      "#navigation": { role: "navigation", "aria-label": "Pages" },
      "#announcement": { role: "status", "aria-live": "polite" },
      "#earlier": { role: "region", "aria-label": "Earlier conversations" },
      "#filters": { role: "group", "aria-label": "Filters: which documents are asked" },
      "#details": { role: "group", "aria-label": "Details of the letter" },
      "#log": { role: "region", tabindex: "0", "aria-label": "Who did what" },
    };
    for (const [selector, attributes] of Object.entries(names)) {
      const region = find(selector);
      if (!region || region.hasAttribute("role")) continue;
      for (const [name, value] of Object.entries(attributes)) region.setAttribute(name, value);
    }
    for (const name of FOLDED) {
      const toggle = find(`#${name}-toggle`);
      if (!toggle || toggle.hasAttribute("aria-expanded")) continue;
      toggle.setAttribute("aria-expanded", String(isOpen(name)));
      toggle.setAttribute("aria-controls", name);
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
    for (const button of document.querySelectorAll(":is(#conversation, #results) button[name=pick]")) {
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
    const panel = find("#source .document-text");
    if (!NARROW.matches || getComputedStyle(panel).overflowY === "auto") {
      const above = place.top - panel.getBoundingClientRect().top;
      panel.scrollTop += above - panel.clientHeight / 3;
    }
    if (NARROW.matches && asked) window.scrollBy(0, quotedPlace().top - window.innerHeight / 2);
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
    placeOpinion();
    markOpinions();
    checkLength();
    keepInAddress();
    suggest();
  }

  new MutationObserver(() => {
    if (!waiting) requestAnimationFrame(settle);
    waiting = true;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
