"use strict";
// The headline of the publish page follows the ticks. Without this, the button beneath it shows the page with them.
{
  let asked = 0;

  async function look(form) {
    asked += 1;
    const number = asked;
    const data = new URLSearchParams(new FormData(form));
    data.append("_show", "");
    let fresh = null;
    try {
      const answer = await fetch(window.location.href, { method: "POST", body: data, redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      fresh = page.getElementById("page-will-say");
    } catch {
      fresh = null;
    }
    if (number === asked) {
      const children = fresh ? [...fresh.children] : ["Press the button to see it with these ticks."];
      document.getElementById("page-will-say").replaceChildren(...children);
    }
  }

  document.addEventListener("change", ({ target }) => {
    if (target.name === "only") {
      look(target.form);
    }
  });

  // Whoever comes back by the browser finds the ticks as they were left, and the headline as the page came.
  window.addEventListener("pageshow", () => {
    const ticks = [...document.querySelectorAll("[name=only]")];
    if (ticks.some((tick) => tick.checked !== tick.defaultChecked)) {
      look(ticks[0].form);
    }
  });
}
