"use strict";
// Puts what was typed before the login back into its form at once. Without it, the button does.
document.getElementById("again")?.requestSubmit();
