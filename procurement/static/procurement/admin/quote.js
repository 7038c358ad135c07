// Puts what is selected in the pasted text of a source into a quotation. It listens at the document: forms come and go in
// dialogs. Without it the text is there to be copied.
"use strict";

{
  const FIELD = "textarea[name$='quotation']";
  const TEXT = ".source-text textarea";
  let last = null;

  function wanted(form) {
    const all = [...form.querySelectorAll(FIELD)];
    return all.includes(last) ? last : all.find(({ value }) => !value.trim()) || null;
  }

  function quote(part) {
    const area = part.querySelector("textarea");
    const status = part.querySelector("[role=status]");
    const text = area.value.slice(area.selectionStart, area.selectionEnd).replace(/\s+/g, " ").trim();
    const field = wanted(part.closest("form"));
    if (!text || !field) {
      status.textContent = text ? "Add a source first: every quotation is filled in." : "Select a passage first.";
      return;
    }
    field.value = text;
    field.closest("details")?.setAttribute("open", "");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    status.textContent = `Quoted: ${text.length} characters.`;
    field.focus();
  }

  // What is read only has no caret, so that nothing could be selected in it by keyboard: it is kept as it is instead.
  function walk(area) {
    area.readOnly = false;
    area.setAttribute("aria-readonly", "true");
    area.inputMode = "none";
    area.spellcheck = false;
  }

  for (const kind of ["beforeinput", "paste", "cut", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.matches?.(TEXT)) event.preventDefault();
    });
  }

  // Of input methods some cannot be refused.
  document.addEventListener("input", ({ target }) => {
    if (target.matches?.(TEXT)) target.value = target.defaultValue;
  });

  document.addEventListener("focusin", ({ target }) => {
    if (target.matches?.(TEXT)) walk(target);
    if (target.matches?.(FIELD)) last = target;
  });

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-quote]");
    if (button) quote(button.closest(".source-text"));
  });
}
