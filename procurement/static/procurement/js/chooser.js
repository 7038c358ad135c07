// Offers names of parties while one is typed. Without it, a name or an identifier is typed in full,
// or any words of it: the server then says whom it may mean.
"use strict";

const PAUSE = 150; // milliseconds without a key before the server is asked

function offer(input) {
  const list = document.getElementById(input.getAttribute("list"));
  let waiting = 0;
  let asked = "";

  async function ask() {
    const text = input.value.trim();
    if (text.length < 2 || text === asked) return;
    asked = text;
    const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`);
    if (!answer.ok || text !== asked) return;
    const { parties } = await answer.json();
    const names = parties.map(({ name }) => name.toLowerCase());
    list.replaceChildren(
      ...parties.map(({ id, name, contracts }) => {
        const option = document.createElement("option");
        // Of two by one name, only a number says which.
        const isTwice = names.filter((one) => one === name.toLowerCase()).length > 1;
        option.value = isTwice ? id : name;
        option.label = isTwice ? `${name} (number ${id}, ${contracts})` : `${name} (${contracts})`;
        return option;
      }),
    );
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}

document.querySelectorAll("input[data-suggest]").forEach(offer);

// A page that the browser kept comes back with what was ticked last, and its list without that.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) document.querySelectorAll("form.filters").forEach((form) => form.reset());
});
