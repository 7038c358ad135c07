// Narrows a list, or the choices of a select, to what has the words that are typed beside it, its everyday words among them.
// It listens at the document: forms come and go in dialogs.
"use strict";

{
  const MOST_SHOWN = 8; // lines of a list that is open
  const whole = new WeakMap(); // of a select: its choices before any were left out
  const words = (text) => text.toLowerCase().normalize("NFKD").match(/[\p{L}\p{N}]+/gu) || [];
  // Without “of” and “the”, where anything else was said.
  const telling = (all) => { const long = all.filter((word) => word.length > 3); return long.length ? long : all; };
  // “paused” is found under “pause”, and the other way round.
  const alike = (one, other) => one.startsWith(other) || (other.length > 4 && one.length > 3 && other.startsWith(one));

  function count(item, wanted) {
    const own = words(`${item.textContent} ${item.dataset.words || ""}`);
    return wanted.filter((word) => own.some((one) => alike(one, word))).length;
  }

  // Those that have most of the words; where none has any, all of them.
  function found(items, wanted) {
    const most = Math.max(0, ...items.map((item) => count(item, wanted)));
    return new Set(items.filter((item) => count(item, wanted) === most));
  }

  function narrowSelect(select, wanted) {
    if (!whole.has(select)) whole.set(select, [...select.children]);
    const groups = whole.get(select).map((child) => child.cloneNode(true));
    const chosen = select.value;
    const options = groups.flatMap((group) => [...(group.querySelectorAll?.("option") || [])]);
    const left = found(options, wanted);
    options.forEach((one) => { if (one.value !== chosen && !left.has(one)) one.remove(); });
    select.replaceChildren(...groups.filter((one) => one.tagName !== "OPTGROUP" || one.children.length));
    select.value = chosen;
    // What is found is in sight, until one is chosen.
    select.size = left.size < options.length ? Math.min(left.size + 2, MOST_SHOWN) : 0;
  }

  document.addEventListener("input", ({ target }) => {
    const list = target.dataset?.wordsFor && document.getElementById(target.dataset.wordsFor);
    if (!list) return;
    const wanted = telling(words(target.value));
    if (list.matches("select")) narrowSelect(list, wanted);
    else {
      const left = found([...list.children], wanted);
      [...list.children].forEach((item) => { item.hidden = !left.has(item); });
    }
  });
  document.addEventListener("change", ({ target }) => { if (whole.has(target)) target.size = 0; });

  // In a dialog the list is narrowed already, and a page would take its place.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("dialog form.words")) event.preventDefault();
  });
  // Nor does a form go out by Enter in a field that it does not send.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.(".words-for")) event.preventDefault();
  });
}
