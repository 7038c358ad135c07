// Narrows a list, or the choices of a select, to what has the words that are typed beside it, its everyday words among them.
// It listens at the document: forms come and go in dialogs.
"use strict";

{
  const whole = new WeakMap(); // of a select: its choices before any were left out
  const words = (text) => text.toLowerCase().normalize("NFKD").match(/[\p{L}\p{N}]+/gu) || [];
  // “paused” is found under “pause”, and the other way round.
  const alike = (one, other) => one.startsWith(other) || (other.length > 4 && one.length > 3 && other.startsWith(one));

  function has(item, wanted) {
    const own = words(`${item.textContent} ${item.dataset.words || ""}`);
    return wanted.every((word) => own.some((one) => alike(one, word)));
  }

  function narrowSelect(select, wanted) {
    if (!whole.has(select)) whole.set(select, [...select.children]);
    const groups = whole.get(select).map((child) => child.cloneNode(true));
    const chosen = select.value;
    groups.forEach((group) => {
      group.querySelectorAll?.("option").forEach((one) => {
        if (one.value !== chosen && !has(one, wanted)) one.remove();
      });
    });
    select.replaceChildren(...groups.filter((one) => one.tagName !== "OPTGROUP" || one.children.length));
    select.value = chosen;
  }

  document.addEventListener("input", ({ target }) => {
    const list = target.dataset?.wordsFor && document.getElementById(target.dataset.wordsFor);
    if (!list) return;
    const wanted = words(target.value);
    if (list.matches("select")) narrowSelect(list, wanted);
    else [...list.children].forEach((item) => { item.hidden = !has(item, wanted); });
  });

  // In a dialog the list is narrowed already, and a page would take its place.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("dialog form.words")) event.preventDefault();
  });
  // Nor does a form go out by Enter in a field that it does not send.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.(".words-for")) event.preventDefault();
  });
}
