"use strict";
// The form of a statement: in a dialog on the working page, and what of it is done in place. All of
// it works without: each form is a page, and the server shows it again with what a choice needs.
{
  const DIALOG = "X-Statement-Dialog";
  // Of the page that shows the form: a link with `data-statement` opens one in a dialog.
  let dialog = null;
  let address = window.location.href;
  let typed = false;

  function begin(part) {
    part.querySelectorAll(".definitions").forEach(follow);
    const wrong = part.querySelector(".errornote");
    if (wrong) {
      wrong.focus();
    }
  }

  // The definition of what is chosen stands beside the choice.
  function follow(details) {
    const select = details.closest(".field").querySelector("select");
    const summary = details.querySelector("summary");
    if (!select) {
      return;
    }
    select.addEventListener("change", () => {
      const chosen = details.querySelector(`[data-code="${CSS.escape(select.value)}"]`);
      let shown = summary.querySelector(".defined");
      if (!shown) {
        shown = document.createElement("span");
        shown.className = "defined";
        summary.prepend(shown);
      }
      shown.textContent = chosen
        ? `${chosen.querySelector("dt").textContent.trim()}: ${chosen.querySelector("dd").textContent.trim()} `
        : "";
    });
  }

  // How a new citation is known follows the source that is chosen, until somebody says it otherwise.
  function followSource(select) {
    const chosen = select.closest(".source-field")?.querySelector(".source-chosen");
    if (chosen) {
      chosen.textContent = select.value ? select.selectedOptions[0].textContent : "";
    }
    const known = document.getElementById(`${select.id.replace(/-source$/, "")}-attribution`);
    const level = select.selectedOptions[0]?.dataset.level;
    if (known && level && select.name.includes("-new") && !("chosen" in known.dataset)) {
      known.value = level;
      known.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: "followed" }));
    }
  }

  // Sending

  function sent(form, button) {
    const data = new URLSearchParams(new FormData(form));
    if (button && button.name) {
      data.append(button.name, button.value);
    }
    return data;
  }

  function path(url) {
    return new URL(url, window.location.href).pathname;
  }

  // The answer to what was asked before the last is of no use any more.
  let asked = 0;
  const SAVES = ["_save", "_next"];

  async function send(form, button) {
    const saves = !button || SAVES.includes(button.name);
    if ("saving" in form.dataset) {
      return;
    }
    const target = form.getAttribute("action") || address;
    const number = (asked += 1);
    const before = new FormData(form);
    if (saves) {
      form.dataset.saving = "";
    }
    form.querySelector(".no-answer")?.remove();
    form.setAttribute("aria-busy", "true");
    let answer = null;
    let html = "";
    try {
      answer = await fetch(target, {
        method: "POST",
        body: sent(form, button),
        headers: { [DIALOG]: "1" },
        redirect: "manual",
      });
      html = answer.type === "opaqueredirect" ? "" : await answer.text();
    } catch {
      answer = null;
    }
    const place = answer && answer.status === 204 && answer.headers.get("Location");
    if (place && (number === asked || !dialog)) {
      typed = false;
      go(place);
      return;
    }
    if (number !== asked) {
      return;
    }
    form.removeAttribute("aria-busy");
    delete form.dataset.saving;
    if (!answer || answer.status >= 500) {
      sayNoAnswer(form, saves);
    } else if (!show(html, target, button, { form, before })) {
      // A login, or a page that says what is wrong: the browser itself goes there, with what was typed.
      typed = false;
      form.action = target;
      const said = document.createElement("input");
      said.type = "hidden";
      said.name = (button && button.name) || "_save";
      said.value = (button && button.value) || "1";
      form.append(said);
      HTMLFormElement.prototype.submit.call(form);
    }
  }

  // It may be saved, and its answer lost on the way: it is not sent again unasked.
  function sayNoAnswer(form, saves) {
    const said = document.createElement("div");
    said.className = "errornote no-answer";
    said.setAttribute("role", "alert");
    said.tabIndex = -1;
    said.textContent = "No answer came. What you typed is still here: try again.";
    const record = form.querySelector("a[data-closes]");
    if (saves && record) {
      const link = document.createElement("a");
      link.href = record.href;
      link.target = "_blank";
      link.textContent = "Look whether it was saved";
      said.textContent = "No answer came. ";
      said.append(link, " before you save again (it opens beside this).");
    }
    form.prepend(said);
    said.focus();
  }

  // What was typed since a form was sent goes into the form that came back.
  function takeOver(old, fresh, before) {
    const now = new FormData(old);
    const names = new Set([...before.keys(), ...now.keys()].filter((name) => !name.startsWith("_")));
    for (const name of names) {
      const values = now.getAll(name);
      if (String(values) === String(before.getAll(name))) {
        continue;
      }
      const found = [...fresh.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
      const who = old.querySelector(`[name="${CSS.escape(name)}"]`)?.closest(".who");
      const other = who && fresh.querySelector(`.who[data-name="${CSS.escape(who.dataset.name)}"]`);
      if (other) {
        // Whom was found and chosen meanwhile is there alone.
        other.replaceWith(document.adoptNode(who));
      }
      for (const control of other ? [] : found) {
        if (control.type === "checkbox" || control.type === "radio") {
          control.checked = values.includes(control.value);
        } else if (control.type !== "hidden" && values.length === 1) {
          control.value = values[0];
        }
      }
    }
  }

  function isTyping(control) {
    return control.matches("input:not([type=hidden]), select, textarea");
  }

  // Whoever went on to another field meanwhile is left there, where the caret stands.
  function stay(fresh, control, caret) {
    const same = (control.id && fresh.querySelector(`#${CSS.escape(control.id)}`)) ||
      (control.name && fresh.querySelector(`[name="${CSS.escape(control.name)}"]`));
    if (!same) {
      return false;
    }
    same.focus({ preventScroll: true });
    if (caret && same.setSelectionRange) {
      same.setSelectionRange(...caret);
    }
    return document.activeElement === same;
  }

  function isHere(url) {
    return url.pathname + url.search === window.location.pathname + window.location.search;
  }

  async function go(place) {
    const url = new URL(place, window.location.href);
    const here = isHere(url);
    if (here && dialog && (await renew(url))) {
      dialog.close();
      returnTo(url.hash);
      tell(url.hash);
      return;
    }
    // What leads back to the page beneath is a dialog over it, as it is from a link there.
    const back = new URL(url.searchParams.get("back") || url.href, url.href);
    if (dialog && isHere(back) && (await renew(back))) {
      tell(back.hash);
      open(url);
      return;
    }
    // Whoever comes back by the browser finds the page beneath, or what was before the form: never a form that is
    // saved already, which would be saved twice.
    if (dialog) {
      dialog.close();
      window.location.assign(url.href);
    } else {
      window.location.replace(url.href);
    }
    if (here) {
      window.location.reload();
    }
  }

  // Shows the page beneath the dialog as it is now; false where that cannot be had.
  async function renew(url) {
    let fresh = null;
    try {
      const answer = await fetch(url.href, { redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      fresh = answer.ok && page.getElementById("content-start");
    } catch {
      fresh = null;
    }
    if (fresh) {
      document.getElementById("content-start").replaceWith(document.adoptNode(fresh));
    }
    return Boolean(fresh);
  }

  // To where the statement stands, so that the next is begun from there.
  function returnTo(hash) {
    const part = hash && document.getElementById(hash.slice(1));
    const link = part && part.querySelector("a, button");
    if (link) {
      link.focus({ preventScroll: true });
      part.scrollIntoView({ block: "center" });
    }
  }

  // What is said of a statement is said where it stands, and read out there.
  function tell(hash) {
    const part = hash && document.getElementById(hash.slice(1));
    const said = document.querySelector(".messagelist");
    if (!said || !part || !part.matches(".desk-marks")) {
      return;
    }
    const status = document.createElement("div");
    status.setAttribute("role", "status");
    part.prepend(status);
    // Read out is what comes into it once it is there.
    setTimeout(() => status.append(said), 100);
  }

  // Puts the form of an answer where the one is that is shown; false where the answer has none. What was typed since
  // it was sent is told by `since`.
  function show(html, url, button, since) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.getElementById("statement");
    if (!fresh) {
      return false;
    }
    address = new URL(url, window.location.href).href;
    // Written for a page of its own, they begin from its address.
    fresh.querySelectorAll('a[href^="?"]').forEach((link) => {
      link.href = new URL(link.getAttribute("href"), address).href;
    });
    const title = page.querySelector("#content > h1");
    const number = asked;
    load(page).then(() => {
      const old = document.getElementById("statement");
      if (number !== asked || !old) {
        return;
      }
      const at = since && old.contains(document.activeElement) ? document.activeElement : null;
      // Kinds of fields that have no caret give none.
      const caret = at && "selectionStart" in at && at.selectionStart !== null
        ? [at.selectionStart, at.selectionEnd, at.selectionDirection] : null;
      if (since && since.form === old) {
        takeOver(old, fresh, since.before);
      }
      // What its page says stands outside the form: that somebody logged in again since, say.
      const said = page.querySelector(".messagelist");
      if (said) {
        fresh.prepend(document.adoptNode(said));
      }
      const scrolled = dialog ? dialog.scrollTop : window.scrollY;
      old.replaceWith(document.adoptNode(fresh));
      const shown = (dialog || document).querySelector(dialog ? "h2" : "#content > h1");
      if (shown && title) {
        shown.textContent = title.textContent;
      }
      begin(fresh);
      if (!fresh.querySelector(".errornote")) {
        (dialog || window).scrollTo(0, scrolled);
        if (!at || !isTyping(at) || !stay(fresh, at, caret)) {
          focus(fresh, button);
        }
      }
    });
    return true;
  }

  function focus(part, button) {
    let first = null;
    if (button && button.name === "_more") {
      first = part.querySelector(`#rows-${button.value} > .statement-row:last-of-type`);
    } else if (button && button.value) {
      first = part.querySelector(`[name="${CSS.escape(button.value)}"]`);
      first = first && first.closest(".field");
    }
    const control = (first || part).querySelector(
      "input:not([type=hidden]):not([type=checkbox]), select, textarea, a",
    );
    if (control) {
      control.focus();
    }
  }

  // Scripts and styles of the page that a form was fetched from, where this one lacks them.
  async function load(page) {
    const wanted = page.querySelectorAll("head link[rel=stylesheet], script[src]");
    for (const one of wanted) {
      const name = one.src ? "src" : "href";
      const url = one.getAttribute(name);
      if (!url || document.querySelector(`[${name}="${CSS.escape(url)}"]`)) {
        continue;
      }
      const added = document.createElement(one.tagName);
      if (name === "href") {
        added.rel = "stylesheet";
      }
      added[name] = url;
      const loaded = new Promise((done) => {
        added.onload = done;
        added.onerror = done;
      });
      document.head.append(added);
      await loaded;
    }
  }

  // The dialog

  function makeDialog() {
    dialog = document.createElement("dialog");
    dialog.id = "statement-dialog";
    dialog.setAttribute("aria-labelledby", "statement-dialog-title");
    dialog.innerHTML =
      '<div class="statement-dialog-head"><h2 id="statement-dialog-title"></h2>' +
      '<button type="button" data-closes>Close</button></div><div id="statement"></div>';
    document.body.append(dialog);
    dialog.addEventListener("cancel", (event) => {
      if (!mayClose()) {
        event.preventDefault();
      }
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      dialog = null;
      typed = false;
      asked += 1;
    });
  }

  function mayClose() {
    return !typed || window.confirm("What you typed here is not saved. Close it all the same?");
  }

  async function open(link) {
    let html = "";
    try {
      const answer = await fetch(link.href, { headers: { [DIALOG]: "1" } });
      html = answer.redirected ? "" : await answer.text();
    } catch {
      html = "";
    }
    if (!html.includes('id="statement"')) {
      window.location.assign(link.href);
      return;
    }
    if (!dialog) {
      makeDialog();
      dialog.showModal();
    }
    if (!show(html, link.href)) {
      window.location.assign(link.href);
    }
  }

  document.addEventListener("click", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    const closes = event.target.closest("[data-closes]");
    if (closes && dialog && dialog.contains(closes)) {
      event.preventDefault();
      if (mayClose()) {
        dialog.close();
      }
      return;
    }
    const link = event.target.closest("a[data-statement]");
    const inPage = link && link.closest("#statement") && !dialog;
    if (link && plain && !inPage && typeof HTMLDialogElement === "function") {
      event.preventDefault();
      open(link);
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.closest("#statement")) {
      return;
    }
    const button = event.submitter;
    if (dialog && form.method === "get") {
      event.preventDefault();
      typed = false;
      open({ href: `${form.getAttribute("action") || path(address)}?${sent(form, button)}` });
      return;
    }
    if (form.method === "post") {
      event.preventDefault();
      send(form, button);
    } else {
      typed = false;
    }
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("#statement");
    if (form && event.target.matches("[name=fact], [name=type]") && form.method === "post") {
      send(form, { name: "_again", value: event.target.name });
    } else if (form && event.target.matches(".source-field select")) {
      followSource(event.target);
    } else if (event.detail !== "followed" && event.target.matches("select[name$=-attribution]")) {
      event.target.dataset.chosen = "";
    }
  });

  ["input", "change"].forEach((kind) => {
    document.addEventListener(kind, (event) => {
      if (event.target.closest("#statement")) {
        typed = true;
      }
    });
  });
  // What the browser kept of a page is what it said when it was left; what is typed there stays.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && !typed) {
      window.location.reload();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (typed) {
      event.preventDefault();
    }
  });

  function start() {
    tell(window.location.hash);
    const part = document.getElementById("statement");
    if (part) {
      begin(part);
    }
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
}
