"use strict";
// The headline of the publish page follows the ticks. Without this, the button beneath it shows the page with them.
{
  let asked = 0;

  document.addEventListener("change", async ({ target }) => {
    if (target.name !== "only") {
      return;
    }
    asked += 1;
    const number = asked;
    const data = new URLSearchParams(new FormData(target.form));
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
  });
}
