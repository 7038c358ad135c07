"use strict";
// Adds rows in place, and asks of a claim only what its fact needs. The pages work without it:
// blank rows are there from the start, and the server says which field is missing or too much.
{
  const NEEDS = {
    value: ["value_minor", "value_kind"],
    stage: ["stage"],
    decided_on: ["stated_on"],
    signed_on: ["stated_on"],
    starts_on: ["stated_on"],
    ends_on: ["stated_on"],
    decision_maker: ["stakeholder"],
    buyer: ["buyer"],
    user_body: ["buyer"],
    vendor: ["vendor"],
  };
  const ASKED = ["value_minor", "value_kind", "stage", "stated_on", "stakeholder", "buyer", "vendor"];

  function add(button) {
    const group = button.closest(".rows");
    const prefix = button.dataset.adds;
    const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
    const template = document.querySelector(`template[data-copy="${button.dataset.kind}"]`);
    const holder = document.createElement("template");
    // The rows beneath it have names that begin in the same way.
    holder.innerHTML = template.innerHTML.replaceAll(
      "__rows__-__prefix__",
      `${prefix}-${total.value}`,
    );
    const row = holder.content.firstElementChild;
    total.value = Number(total.value) + 1;
    group.querySelector(":scope > .rows-list").append(row);
    ready(row);
    row.dispatchEvent(
      new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }),
    );
    name(row);
    const first = row.querySelector("input:not([type=hidden]):not([type=checkbox]), select, textarea");
    if (first) {
      first.focus();
    }
  }

  function isEmpty(field) {
    const controls = field.querySelectorAll("input, select, textarea");
    return Array.from(controls).every((one) => one.value === "" || one.value === "unknown");
  }

  function ask(fact) {
    const claim = fact.closest(".row, form");
    const needed = NEEDS[fact.value];
    for (const name of ASKED) {
      const field = claim.querySelector(`.form-row.field-${name}`);
      if (field) {
        const wanted = needed && needed.includes(name);
        field.hidden = !wanted && isEmpty(field) && !field.querySelector(".errorlist");
      }
    }
  }

  // The box that replaces a list has only its value for a name: add the label's.
  function name(part) {
    part.querySelectorAll("select.admin-autocomplete").forEach((select) => {
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
      box.querySelectorAll("input").forEach((input) => {
        input.setAttribute("aria-label", `Search: ${label.textContent}`);
      });
    });
  }

  function facts(part) {
    return part.querySelectorAll("select[name$='fact']");
  }

  function ready(part) {
    part.querySelectorAll("[data-adds]").forEach((button) => {
      button.hidden = false;
    });
    facts(part).forEach(ask);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-adds]");
    if (button) {
      add(button);
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("select[name$='fact']")) {
      ask(event.target);
    }
  });

  // What is wrong must not stay folded away, and is listed at the top with links to it.
  function faults() {
    const note = document.querySelector(".errornote");
    const list = document.createElement("ul");
    document.querySelectorAll("form .errorlist").forEach((errors) => {
      for (let part = errors.closest("details"); part; part = part.parentElement.closest("details")) {
        part.open = true;
      }
      const place = errors.closest(".form-row, .row, .rows") || errors;
      const control = place.querySelector("input:not([type=hidden]), select, textarea");
      const link = document.createElement("a");
      link.href = `#${control ? control.id : ""}`;
      link.textContent = `${label(control)}${errors.textContent.trim()}`;
      const line = document.createElement("li");
      line.append(link);
      list.append(line);
    });
    if (note && list.children.length) {
      note.append(list);
    }
  }

  function label(control) {
    const words = control && control.labels && control.labels[0];
    return words ? `${words.textContent.trim().replace(/:$/, "")}: ` : "";
  }

  // A page that is left with something typed in it asks first.
  function guard() {
    const form = document.querySelector("#content-main form[method=post]");
    let typed = false;
    if (!form) {
      return;
    }
    ["input", "change"].forEach((event) => {
      form.addEventListener(event, () => {
        typed = true;
      });
    });
    form.addEventListener("submit", () => {
      typed = false;
    });
    window.addEventListener("beforeunload", (event) => {
      if (typed) {
        event.preventDefault();
      }
    });
  }

  function begin() {
    ready(document);
    faults();
    guard();
    // After the scripts that were waiting for the same moment have replaced the lists.
    django.jQuery(() => setTimeout(nameAll));
    if (window.location.hash) {
      const wanted = document.getElementById(window.location.hash.slice(1));
      if (wanted) {
        for (let part = wanted.closest("details"); part; part = part.parentElement.closest("details")) {
          part.open = true;
        }
        wanted.querySelectorAll("details").forEach((part) => {
          part.open = true;
        });
        wanted.scrollIntoView();
      }
      // Saving comes back to this address: it should then begin at the top.
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
    }
  }

  function nameAll() {
    name(document);
    django.jQuery(document).on("select2:open", () => {
      const input = document.querySelector(".select2-container--open .select2-search__field");
      if (input) {
        input.setAttribute("aria-label", "Search");
      }
    });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
}
