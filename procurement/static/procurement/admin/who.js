// Finds buyers, vendors and stakeholders while a name is typed, and puts whom is chosen among the radio buttons or boxes
// that the page has without it, too. It listens at the document: forms come and go in dialogs.
"use strict";

{
  const PAUSE = 150; // milliseconds without a key before the server is asked
  let waiting = 0;
  let asked = 0;

  const part = (tag, name, text = "") => Object.assign(document.createElement(tag), { className: name, textContent: text });
  const who = (target) => target.closest?.(".who-find input") && target.closest(".who");
  const options = (box) => [...box.querySelectorAll(".who-found [role=option]")];

  function close(box) {
    const list = box.querySelector(".who-found");
    if (!list) return;
    list.remove();
    const input = box.querySelector(".who-find input");
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function described({ name, said }) {
    const both = document.createElement("span");
    both.append(part("strong", "", name), " ", part("span", "quiet", said));
    return both;
  }

  function show(box, found) {
    close(box);
    const input = box.querySelector(".who-find input");
    const list = part("ul", "who-found");
    Object.assign(list, { id: `${input.id}_found`, role: "listbox" });
    list.setAttribute("aria-label", "Found");
    found.forEach((one, place) => {
      const option = document.createElement("li");
      Object.assign(option, { id: `${list.id}_${place}`, role: "option", candidate: one });
      option.append(described(one));
      list.append(option);
    });
    if (!found.length) return;
    box.querySelector(".who-find").after(list);
    Object.entries({ role: "combobox", "aria-controls": list.id, "aria-expanded": "true" }).forEach(([name, value]) =>
      input.setAttribute(name, value),
    );
  }

  async function find(box) {
    const text = box.querySelector(".who-find input").value.trim();
    const turn = ++asked;
    if (text.length < 2) return close(box);
    const query = new URLSearchParams({ q: text, wanted: box.dataset.wanted });
    const answer = await fetch(`${box.dataset.find}?${query}`, { headers: { Accept: "application/json" } });
    // A session that ended answers with a page: the button does what it does without a script.
    if (turn !== asked || !answer.ok || !answer.headers.get("Content-Type")?.includes("json")) return;
    const { found, fresh } = await answer.json();
    show(box, [...found, ...fresh]);
  }

  function choose(box, one) {
    const several = box.dataset.several === "yes";
    const list = box.querySelector(".who-chosen");
    const there = [...list.querySelectorAll("input")].find(({ value }) => value === one.token);
    if (there) {
      there.checked = true;
    } else {
      const item = document.createElement("li");
      const label = document.createElement("label");
      const input = Object.assign(document.createElement("input"), {
        type: several ? "checkbox" : "radio", name: box.dataset.name, value: one.token, checked: true,
      });
      label.append(input, described(one));
      item.append(label);
      if (one.number !== null) {
        const number = box.querySelector("template").content.cloneNode(true);
        number.querySelector("input").name = `${box.dataset.name}_number-${one.token}`;
        item.append(number);
      }
      list.append(item);
      item.querySelector(".who-number input")?.focus();
    }
    const field = box.querySelector(".who-find input");
    field.value = "";
    close(box);
    box.dispatchEvent(new CustomEvent("who:chosen", { bubbles: true, detail: one }));
  }

  function move(box, step) {
    const all = options(box);
    if (!all.length) return;
    const now = all.findIndex((one) => one.ariaSelected === "true");
    const next = all[(now + step + all.length + (now < 0 && step < 0 ? 1 : 0)) % all.length];
    all.forEach((one) => one.setAttribute("aria-selected", String(one === next)));
    next.scrollIntoView({ block: "nearest" });
    box.querySelector(".who-find input").setAttribute("aria-activedescendant", next.id);
  }

  document.addEventListener("input", ({ target }) => {
    const box = who(target);
    if (!box) return;
    clearTimeout(waiting);
    waiting = setTimeout(find, PAUSE, box);
  });

  document.addEventListener("keydown", (event) => {
    const box = who(event.target);
    if (!box) return;
    const chosen = options(box).find((one) => one.ariaSelected === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(box, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && event.target.value.trim()) {
      // A name that is typed and not chosen is looked for; the form is not sent by it.
      event.preventDefault();
      if (chosen) choose(box, chosen.candidate);
      else find(box);
    } else if (event.key === "Escape" && box.querySelector(".who-found")) {
      // A dialog around it stays open.
      event.preventDefault();
      event.stopPropagation();
      close(box);
    }
  });

  document.addEventListener("click", (event) => {
    const option = event.target.closest?.(".who-found [role=option]");
    const button = event.target.closest?.(".who-find button");
    if (option) choose(option.closest(".who"), option.candidate);
    if (button && button.previousElementSibling.value.trim()) {
      event.preventDefault();
      find(button.closest(".who"));
      button.previousElementSibling.focus();
    }
    document.querySelectorAll(".who").forEach((box) => {
      if (!box.contains(event.target)) close(box);
    });
  });
}
