"use strict";

// Keys: asks the browser for one when a form of a key is sent, and sends what it says.

(() => {
  const REFUSED = "No key was used. Try again, and confirm what your browser asks.";
  const UNABLE = "This browser cannot use keys here. Keys need HTTPS, but on this machine itself.";
  const HELD = "This key is set up here already.";

  function said(error) {
    if (error.name === "InvalidStateError") return HELD;
    if (error.name === "SecurityError" || error.name === "TypeError") return UNABLE;
    return REFUSED;
  }

  function tell(form, words) {
    const place = form.querySelector("[role=alert]");
    place.textContent = words;
    place.hidden = false;
  }

  async function ask(form) {
    if (!window.PublicKeyCredential) return tell(form, UNABLE);
    const {request_options: held, creation_options: wanted} = JSON.parse(
      document.getElementById(form.dataset.options).textContent);
    try {
      const answer = form.dataset.key === "create"
        ? await webauthnJSON.create(wanted) : await webauthnJSON.get(held);
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch (error) {
      tell(form, said(error));
    }
  }

  for (const form of document.querySelectorAll("form[data-key]")) {
    form.addEventListener("submit", event => {
      event.preventDefault();
      ask(form);
    });
  }
})();
