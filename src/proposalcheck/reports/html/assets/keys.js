// The keyboard. Single letters can be turned off, as they may get in the way of speech input.
class Keys {
  constructor(current) {
    this.current = current;
    this.dialog = document.querySelector("#keys");
    this.letters = document.querySelector("#letters");
    this.letters.checked = stored.get("proposalcheck-letters") !== "off";
    this.letters.addEventListener("change", () => stored.set("proposalcheck-letters", this.letters.checked ? "on" : "off"));
    document.querySelector("#help").addEventListener("click", () => this.dialog.showModal());
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.dialog.open) return;
    if (event.key === "Escape") return this.escape(event);
    if (event.target.closest("input, select, textarea")) return;
    const action = this.action(event);
    if (!action) return;
    event.preventDefault();
    action();
  }

  action({ key, target }) {
    const report = this.current();
    const letters = {
      "?": () => this.dialog.showModal(),
      "/": () => report?.article.querySelector(".search input")?.focus(),
      j: () => report?.walk(1), k: () => report?.walk(-1),
      n: () => report?.step(1), p: () => report?.step(-1),
    };
    if (this.letters.checked && Object.hasOwn(letters, key)) return letters[key];
    if (!report || !target.closest(".head")) return null;
    const inList = {
      ArrowDown: () => report.walk(1), ArrowUp: () => report.walk(-1),
      ArrowRight: () => report.step(1), ArrowLeft: () => report.step(-1),
      Enter: () => this.jump(report, target.closest(".card")),
    };
    return Object.hasOwn(inList, key) ? inList[key] : null;
  }

  jump(report, card) {
    if (card !== report.card) report.select(card);
    report.showMark({ focus: true });
  }

  escape(event) {
    const report = this.current();
    if (!report) return;
    if (event.target.closest(".mark") && report.card) report.backToCard();
    else if (report.card) report.close();
    else if (report.filters.form && report.filters.active) report.filters.form.reset();
  }
}
