"use strict";
// What plain forms cannot do: a drop anywhere on the page, and a table that fills while documents are read.
const drop = document.getElementById("drop");
const files = document.getElementById("files");
const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    drop.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  files.files = event.dataTransfer.files;
  drop.requestSubmit();
});
drop.addEventListener("submit", () => {
  const button = drop.querySelector("button");
  button.disabled = true;
  button.textContent = "Reading …";
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// The part of the table that the reader is at, and what is ticked, stay as they are when it is put in anew.
function renew(page) {
  const old = document.getElementById("documents");
  const fresh = page.getElementById("documents");
  if (old.outerHTML === fresh.outerHTML) return;
  const at = document.activeElement;
  const mark = at?.id ? `[id="${at.id}"]` : at?.getAttribute("href") ? `[href="${at.getAttribute("href")}"]` : null;
  const ticked = [...old.querySelectorAll("input:checked")].map((box) => box.id);
  old.replaceWith(document.adoptNode(fresh));
  for (const id of ticked) document.getElementById(id)?.setAttribute("checked", "");
  if (mark) fresh.querySelector(mark)?.focus({ preventScroll: true });
  document.getElementById("state").textContent = page.getElementById("state").textContent;
  document.title = page.title;
}

async function watch() {
  while (Number(document.getElementById("documents").dataset.waiting)) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    try {
      const answer = await fetch("/");
      if (answer.ok) renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      document.getElementById("state").textContent = "proposalcheck has ended; start it again and drop the documents once more.";
      return;
    }
  }
}
watch();
