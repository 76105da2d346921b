// What the enquiry page needs of the browser: buttons inside the text, a letter's file, the name of
// the person for as long as the window is open, and work saved while it is typed.
"use strict";

(() => {
  if (window.location.pathname !== "/enquiry") return;
  const find = (selector) => document.querySelector(selector);
  const SAVE_AFTER_MILLISECONDS = 2500;
  const MOST_BYTES = 10_000_000;
  let clicks = 0; // sent along, so that choosing the same again is a change
  let focusNext = null;

  function write(selector, text) {
    const box = find(`${selector} textarea, ${selector} input`);
    if (!box || box.value === text) return;
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function make(tag, attributes, text = "") {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.textContent = text;
    return made;
  }

  const pressed = {
    choose: (button) => {
      focusNext = `button[name=choose][value="${button.value}"]`;
      write("#enquiry-chosen", `${button.value} ${++clicks}`);
    },
    "ask-delete": (button) => lookAgain(button, true),
    keep: (button) => lookAgain(button, false),
    back: () => find("#evidence .citation.current")?.focus(),
  };

  function lookAgain(button, looking) {
    const item = button.closest("li");
    item.classList.toggle("looked-at-again", looking);
    item.querySelector(looking ? "[name=keep]" : "[name=ask-delete]").focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) pressed[button.name]?.(button);
  });

  // A letter's file is read by the server into the same boxes into which one types.
  async function readFile(file) {
    tell(`Reading ${file.name} …`);
    if (file.size > MOST_BYTES) {
      tell(`${file.name} is larger than 10 MB: paste the words of the letter instead.`);
      return;
    }
    try {
      const headers = { "X-File-Name": encodeURIComponent(file.name), "Content-Type": "application/octet-stream" };
      const response = await fetch("/enquiry-letter", { method: "POST", body: file, headers });
      const read = await response.json();
      if (read.error) return tell(read.error);
      write("#letter-words", read.text);
      write("#letter-name", read.name);
      write("#letter-doubt", read.doubt);
      write("#sender", read.sender);
      write("#subject", read.subject);
      write("#reference", read.reference);
      tell(`${file.name} was read. ${read.doubt || "Look through its words below."}`);
    } catch {
      tell(`${file.name} could not be read: paste the words of the letter instead.`);
    }
  }

  function tell(line) {
    const told = find("#letter-told");
    if (told) told.textContent = line;
  }

  function offerFile() {
    const place = find("#letter-file");
    if (!place || find("#letter-input")) return;
    const types = ".eml,.msg,.docx,.pdf,.txt,.md,.html,.htm,.png,.jpg,.jpeg,.tif,.tiff,.webp";
    const input = make("input", { type: "file", id: "letter-input", accept: types });
    const label = make("label", { for: "letter-input" }, "File of the letter (.eml, .msg, .docx, .pdf, .txt or a scan)");
    place.append(label, input, make("p", { id: "letter-told", role: "status" }));
    input.addEventListener("change", () => input.files[0] && readFile(input.files[0]));
  }

  // The person's name stays for as long as this window is open.
  function keepName() {
    const box = find("#who input, #who textarea");
    if (!box || box.dataset.kept) return;
    box.dataset.kept = "yes";
    box.setAttribute("autocomplete", "name");
    if (!box.value) write("#who", sessionStorage.getItem("who") ?? "");
    box.addEventListener("input", () => sessionStorage.setItem("who", box.value));
  }

  // Words that are pasted into the empty box are of no file.
  document.addEventListener("input", (event) => {
    if (!event.isTrusted || !event.target.closest("#letter-words") || event.target.value) return;
    for (const box of ["#letter-name", "#letter-doubt"]) write(box, "");
  });

  let saving = 0;
  document.addEventListener("input", (event) => {
    if (!event.target.closest("#reply")) return;
    clearTimeout(saving);
    if (event.isTrusted) saving = setTimeout(() => find("#save-reply")?.click(), SAVE_AFTER_MILLISECONDS);
  });

  // The page's address names the enquiry, so that a reload opens it again.
  let opened = new URL(location.href).searchParams.get("enquiry");
  function keepInAddress() {
    const shown = find("#enquiry-heading [id^=enquiry-at-]")?.id.replace("enquiry-at-", "") ?? null;
    const listed = find("#enquiry-list ul, #enquiry-list p") && find("#enquiry-start");
    if (shown === opened || (!shown && !listed)) return;
    opened = shown;
    const address = new URL(location.href);
    if (shown) address.searchParams.set("enquiry", shown);
    else address.searchParams.delete("enquiry");
    history.replaceState(history.state, "", address);
  }

  function name() {
    const names = {
      "#letter-shown .letter-text": { role: "region", tabindex: "0", "aria-label": "The letter" },
      "#draft .letter-text": { role: "region", tabindex: "0", "aria-label": "The reply as it stands" },
      "#evidence": { role: "region", "aria-label": "Evidence" },
      "#parts": { role: "region", "aria-label": "Questions of the enquiry" },
      "#regime": { role: "radiogroup", "aria-label": "Answered under" },
      "#details-regime": { role: "radiogroup", "aria-label": "Answered under" },
    };
    for (const [selector, attributes] of Object.entries(names)) {
      const region = find(selector);
      if (!region || region.hasAttribute("role")) continue;
      for (const [key, value] of Object.entries(attributes)) region.setAttribute(key, value);
    }
    nameBoxes();
    for (const button of document.querySelectorAll("button[name=choose].current")) {
      button.setAttribute("aria-current", "true");
    }
    for (const link of document.querySelectorAll("#draft a")) link.removeAttribute("target");
  }

  // A box is called by its label alone; its line of help is told after it.
  function nameBoxes() {
    for (const help of document.querySelectorAll("#enquiry-page label .info-text:not([id])")) {
      const label = help.closest("label");
      const box = label.querySelector("input, textarea");
      help.id = `${help.closest(".block").id}-help`;
      box.setAttribute("aria-label", label.querySelector("[data-testid=block-info]").textContent.trim());
      box.setAttribute("aria-describedby", help.id);
    }
  }

  // What was chosen by its button keeps the focus when the list around it is shown anew.
  function keepFocus() {
    if (!focusNext || document.activeElement !== document.body) return;
    find(focusNext)?.focus({ preventScroll: true });
  }

  let waiting = false;
  function settle() {
    waiting = false;
    offerFile();
    keepName();
    name();
    keepInAddress();
    keepFocus();
  }

  new MutationObserver(() => {
    if (!waiting) requestAnimationFrame(settle);
    waiting = true;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
