"use strict";
// The box that replaces a list has only its value for a name: add the label's.
{
  function name(select) {
    const label = select.labels[0];
    const box = select.nextElementSibling;
    if (!label || !box || !box.classList.contains("select2")) {
      return;
    }
    label.id = `${select.id}_label`;
    const combobox = box.querySelector("[role=combobox]");
    combobox.setAttribute("aria-labelledby", `${label.id} select2-${select.id}-container`);
    box.querySelectorAll("[role=textbox]").forEach((shown) => {
      shown.setAttribute("aria-labelledby", label.id);
    });
  }

  function nameAll() {
    document.querySelectorAll("select.admin-autocomplete").forEach(name);
    django.jQuery(document).on("select2:open", () => {
      const input = document.querySelector(".select2-container--open .select2-search__field");
      if (input) {
        input.setAttribute("aria-label", "Search");
      }
    });
  }

  // After the scripts that were waiting for the same moment have replaced the lists.
  document.addEventListener("DOMContentLoaded", () => {
    django.jQuery(() => setTimeout(nameAll));
  });
}
