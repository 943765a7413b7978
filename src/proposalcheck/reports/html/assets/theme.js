"use strict";
// Runs before the page is drawn, so that it never shows in the wrong colours first.
const stored = {
  get(name) { try { return localStorage.getItem(name); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(name, value); } catch { /* a page without storage forgets */ } },
};
document.documentElement.classList.add("js");
document.documentElement.dataset.theme = stored.get("proposalcheck-theme") ?? "system";
