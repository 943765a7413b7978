// One document's report: its cards, the highlights of their places, and which of them the reader is at.
class Report {
  constructor(article) {
    this.article = article;
    this.cards = [...article.querySelectorAll(".card")];
    this.card = null;
    this.at = 0;
    this.marks = new Map();
    for (const mark of article.querySelectorAll(".mark"))
      for (const place of mark.dataset.places.split(" "))
        this.marks.set(place, [...(this.marks.get(place) ?? []), mark]);
    this.owner = new Map(this.cards.flatMap((card) => this.places(card).map((place) => [place, card])));
    for (const card of this.cards) this.head(card).setAttribute("aria-expanded", "false");
    article.addEventListener("click", (event) => this.clicked(event));
  }

  places(card) { return [...card.querySelectorAll("[data-place]")].map((item) => item.dataset.place); }
  head(card) { return card.querySelector(".head"); }
  get shown() { return this.cards.filter((card) => !card.hidden); }

  clicked(event) {
    const mark = event.target.closest(".mark");
    const quote = event.target.closest(".quotes a");
    const head = event.target.closest(".head");
    const step = event.target.closest(".steps button");
    if (mark) this.toFinding(mark, event);
    else if (quote) this.toQuote(quote, event);
    else if (step) this.step(step.className === "next" ? 1 : -1);
    else if (head) this.toggle(head.closest(".card"));
  }

  toggle(card) {
    if (card === this.card) return this.close();
    this.select(card);
    this.showMark();
  }

  toQuote(link, event) {
    event.preventDefault();
    const card = link.closest(".card");
    this.select(card, this.places(card).indexOf(link.closest("[data-place]").dataset.place));
    this.showMark({ focus: event.detail === 0 });
  }

  // A highlight may belong to several findings; clicking it again leads to the next of them.
  toFinding(mark, event) {
    event.preventDefault();
    const open = mark.dataset.places.split(" ").filter((place) => !this.owner.get(place).hidden);
    if (!open.length) return;
    const now = this.card ? open.indexOf(this.places(this.card)[this.at]) : -1;
    const place = open[(now + 1) % open.length];
    const card = this.owner.get(place);
    this.select(card, this.places(card).indexOf(place));
    this.head(card).focus({ preventScroll: true });
    card.scrollIntoView({ block: wide.matches ? "nearest" : "start" });
  }

  select(card, at = 0) {
    if (card !== this.card) this.close({ keep: true });
    this.card = card;
    this.at = at;
    card.classList.add("open");
    this.head(card).setAttribute("aria-expanded", "true");
    this.paint();
  }

  close({ keep = false } = {}) {
    this.card?.classList.remove("open");
    if (this.card) this.head(this.card).setAttribute("aria-expanded", "false");
    this.card = null;
    this.paint();
    if (!keep) strip.hidden = true;
  }

  step(by) {
    const count = this.card ? this.places(this.card).length : 0;
    if (!count) return;
    this.at = (this.at + by + count) % count;
    this.paint();
    this.showMark();
  }

  // Marks the place the reader is at, and more quietly the other places of the same finding.
  paint() {
    for (const mark of this.article.querySelectorAll(".mark.current, .mark.related")) mark.classList.remove("current", "related");
    for (const item of this.article.querySelectorAll(".quotes li.current")) item.classList.remove("current");
    if (!this.card) return;
    const places = this.places(this.card);
    for (const place of places) for (const mark of this.marks.get(place) ?? []) mark.classList.add("related");
    for (const mark of this.marks.get(places[this.at]) ?? []) mark.classList.replace("related", "current");
    this.card.querySelector(`[data-place="${places[this.at]}"]`)?.classList.add("current");
    const told = places.length > 1 ? `Place ${this.at + 1} of ${places.length}` : "";
    const steps = this.card.querySelector(".steps .at");
    if (steps) steps.textContent = told;
    strip.hidden = false;
    strip.querySelector(".title").textContent = this.card.querySelector(".title").textContent;
    strip.querySelector(".at").textContent = told;
    for (const button of strip.querySelectorAll(".previous, .next")) button.hidden = places.length < 2;
  }

  get currentMark() { return this.card ? this.marks.get(this.places(this.card)[this.at])?.[0] : undefined; }

  showMark({ focus = false } = {}) {
    const mark = this.currentMark;
    mark?.scrollIntoView({ block: "center", inline: "nearest" });
    if (focus) mark?.focus({ preventScroll: true });
  }

  walk(by) {
    const shown = this.shown;
    const here = shown.indexOf(this.card);
    const next = here < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(here + by, 0), shown.length - 1);
    if (!shown.length) return;
    this.select(shown[next]);
    this.backToCard();
    if (wide.matches) this.showMark();
  }

  // From the words in the text to the finding, and from anywhere else to the words.
  across() {
    const place = this.currentMark?.getBoundingClientRect();
    if (!place || (place.top >= 0 && place.bottom <= innerHeight)) this.backToCard("start");
    else this.showMark();
  }

  backToCard(block = "nearest") {
    if (!this.card) return;
    this.head(this.card).focus({ preventScroll: true });
    this.card.scrollIntoView({ block });
  }
}
const wide = matchMedia("(min-width: 64rem)");
const strip = document.querySelector(".strip");
