// Puts the page together: its reports, made when they are first looked at, the theme, and which document is open.
const reports = new Map();
const articles = [...document.querySelectorAll("article.report")];
const overview = document.querySelector("#all");
const choose = document.querySelector("#choose");
let current = null;

function reportOf(article) {
  if (!reports.has(article)) {
    const report = new Report(article);
    report.filters = new Filters(report);
    reports.set(article, report);
  }
  return reports.get(article);
}

function show(article) {
  current = article ? reportOf(article) : null;
  strip.hidden = !current?.card;
  if (!overview) return;
  overview.classList.toggle("shown", !article);
  for (const each of articles) each.classList.toggle("shown", each === article);
  choose.value = article?.id ?? "all";
  if (article) for (const table of article.querySelectorAll(".sheet .table")) reachable(table);
}

// A table that is wider than the page can be scrolled with the keyboard too.
function reachable(table) {
  if (table.scrollWidth > table.clientWidth) Object.assign(table, { tabIndex: 0, role: "region", ariaLabel: "Wide table" });
}

// An address may name a document, a finding or a place in the text; its document is opened before it is looked for.
function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const article = target?.closest("article.report") ?? (overview ? null : articles[0]);
  show(article ?? null);
  if (target?.matches(".card")) { current.select(target); current.backToCard(); current.showMark(); }
  else if (target && target !== article) arrive(target);
  else if (target || overview) scrollTo(0, 0);
}

// What lies in a closed list is opened; a place in the text is brought to the middle, clear of the bar.
function arrive(target) {
  if (target.matches("details")) target.open = true;
  target.scrollIntoView({ block: target.closest(".sheet") ? "center" : "start" });
}

function theme(next) {
  const names = { system: "system", light: "light", dark: "dark" };
  if (next) stored.set("proposalcheck-theme", next);
  if (next) document.documentElement.dataset.theme = next;
  document.querySelector("#theme span").textContent = names[document.documentElement.dataset.theme] ?? names.system;
}

document.querySelector("#theme").addEventListener("click", () => {
  theme({ system: "light", light: "dark", dark: "system" }[document.documentElement.dataset.theme] ?? "light");
});
document.querySelector("#print").addEventListener("click", () => print());
choose?.addEventListener("change", () => { location.hash = choose.value; });
strip.querySelector(".previous").addEventListener("click", () => current?.step(-1));
strip.querySelector(".next").addEventListener("click", () => current?.step(1));
strip.querySelector(".back").addEventListener("click", () => current?.across());
addEventListener("hashchange", follow);
theme();
new Keys(() => current);
follow();
for (const table of document.querySelectorAll(".sheet .table")) reachable(table);
