// What narrows the list of findings: words, severity, type, family, and the score that a finding counts in.
class Filters {
  constructor(report) {
    this.report = report;
    this.form = report.article.querySelector(".filters");
    this.score = "";
    if (!this.form) return;
    this.texts = new Map(report.cards.map((card) => [card, card.textContent.replace(/\s+/g, " ").toLowerCase()]));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", () => this.apply());
    this.form.addEventListener("reset", () => this.reset());
    this.form.elements.order.addEventListener("change", () => this.order());
    for (const chip of this.form.querySelectorAll(".chip[name]")) chip.addEventListener("click", () => this.press(chip));
    for (const button of report.article.querySelectorAll("button.score[value]")) button.addEventListener("click", () => this.byScore(button));
    this.form.querySelector(".chip.score").addEventListener("click", () => this.byScore(null));
    this.apply();
  }

  press(chip) {
    chip.ariaPressed = String(chip.ariaPressed !== "true");
    this.apply();
  }

  pressed(name) { return [...this.form.querySelectorAll(`.chip[name="${name}"][aria-pressed="true"]`)].map((chip) => chip.value); }

  byScore(button) {
    this.score = button && button.value !== this.score ? button.value : "";
    const chip = this.form.querySelector(".chip.score");
    chip.hidden = !this.score;
    chip.textContent = this.score ? `counts in “${button.textContent}” ×` : "";
    for (const each of this.report.article.querySelectorAll("button.score[value]")) each.ariaPressed = String(each.value === this.score);
    this.apply();
    if (this.score) this.report.article.querySelector(".findings").scrollIntoView();
  }

  get active() {
    const { words, family } = this.form.elements;
    return Boolean(words.value.trim() || family.value || this.score || this.pressed("severity").length || this.pressed("type").length);
  }

  apply() {
    const words = this.form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = this.pressed("severity");
    const types = this.pressed("type");
    const family = this.form.elements.family.value;
    for (const card of this.report.cards) {
      const { severity, type, family: own, scores } = card.dataset;
      card.hidden = !(
        (!severities.length || severities.includes(severity)) &&
        (!types.length || types.includes(type)) &&
        (!family || family === own) &&
        (!this.score || scores.split(" ").includes(this.score)) &&
        words.every((word) => this.texts.get(card).includes(word))
      );
    }
    if (this.report.card?.hidden) this.report.close();
    this.told();
  }

  // Counts what is left, and takes the highlights of hidden findings out of the text.
  told() {
    const { article, cards, owner } = this.report;
    const sum = (some) => some.reduce((total, card) => total + Number(card.dataset.count), 0);
    for (const shelf of article.querySelectorAll(".shelf")) {
      const left = [...shelf.querySelectorAll(".card:not([hidden])")];
      shelf.hidden = !left.length;
      shelf.querySelector("h4 .count").textContent = sum(left);
    }
    for (const mark of article.querySelectorAll(".mark")) {
      mark.classList.toggle("off", mark.dataset.places.split(" ").every((place) => owner.get(place).hidden));
    }
    const [left, all] = [sum(this.report.shown), sum(cards)];
    this.form.querySelector(".shown").textContent = left === all ? `${all} findings` : `${left} of ${all} findings`;
    this.form.querySelector(".reset").hidden = !this.active;
    article.querySelector(".findings > .nothing").hidden = left > 0;
  }

  reset() {
    for (const chip of this.form.querySelectorAll('.chip[aria-pressed="true"]')) chip.ariaPressed = "false";
    this.byScore(null);
    setTimeout(() => { this.order(); this.apply(); });
  }

  // Worst first keeps the cards on their shelves; as in the text puts all of them on the first one, by their place.
  order() {
    const shelves = [...this.report.article.querySelectorAll(".shelf")];
    const byText = this.form.elements.order.value === "text";
    this.home ??= new Map(this.report.cards.map((card) => [card, card.parentElement]));
    this.first ??= [...this.report.cards];
    const start = (card) => (Number(card.dataset.start) < 0 ? Infinity : Number(card.dataset.start));
    const sorted = byText ? [...this.first].sort((a, b) => start(a) - start(b) || 0) : this.first;
    for (const card of sorted) (byText ? shelves[0].querySelector(".cards") : this.home.get(card)).append(card);
    this.report.cards = sorted;
    this.report.article.querySelector(".shelves").classList.toggle("by-text", byText);
    this.told();
  }
}
