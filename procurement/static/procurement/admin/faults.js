"use strict";
// What is wrong is where somebody whose form was refused goes on: after the browser went to where the address points.
window.addEventListener("load", () => document.querySelector(".errornote[tabindex]")?.focus());
