"""Sentences with their values marked ⟦so⟧, and near misses without any; other libraries are measured on them too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from proposalcheck.annotate.values import ValueKind


@dataclass(frozen=True, slots=True)
class Worth:
    """What a marked place is worth."""

    kind: ValueKind
    amount: float
    unit: str
    lowest: float | None = None
    per: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its values marked, and what each is worth, in order."""

    marked: str
    worth: tuple[Worth, ...]

    @property
    def text(self) -> str:
        """The sentence without marks."""
        return self.marked.replace("⟦", "").replace("⟧", "")


def money(amount: float, unit: str, lowest: float | None = None) -> Worth:
    return Worth("money", amount, unit, lowest)


def rate(amount: float, unit: str, per: str, lowest: float | None = None) -> Worth:
    return Worth("rate", amount, unit, lowest, per)


def percent(amount: float, per: str = "", lowest: float | None = None) -> Worth:
    return Worth("percent", amount, "%", lowest, per)


def lasts(days: float, unit: str, lowest: float | None = None) -> Worth:
    return Worth("duration", days, unit, lowest)


def effort(hours: float, unit: str, per: str = "", lowest: float | None = None) -> Worth:
    return Worth("effort", hours, unit, lowest, per)


def heads(amount: float, unit: str = "person", lowest: float | None = None) -> Worth:
    return Worth("headcount", amount, unit, lowest)


def day(year: int, month: int, number: int) -> Worth:
    return Worth("date", date(year, month, number).toordinal(), "day")


def days(first: tuple[int, int, int], last: tuple[int, int, int], unit: str) -> Worth:
    return Worth("date", date(*last).toordinal(), unit, date(*first).toordinal())


def case(marked: str, *worth: Worth) -> Case:
    return Case(marked, worth)


MONEY = (
    case("The price of the barn is ⟦USD 4.5 million⟧.", money(4_500_000, "USD")),
    case("The keeper owes ⟦four thousand dollars ($4,000)⟧ at once.", money(4_000, "$")),
    case("He owes ⟦Four Thousand and 00/100 Dollars ($4,000.00)⟧.", money(4_000, "$")),
    case("He owes ⟦four thousand (US$4,000) dollars⟧.", money(4_000, "USD")),
    case("She owes ⟦two hundred thousand United States dollars (US$200,000)⟧.", money(200_000, "USD")),
    case("The toll is ⟦five million euros (€5 million)⟧.", money(5_000_000, "EUR")),
    case("The gate costs ⟦€ 1.200,50⟧ with its hinges.", money(1200.5, "EUR")),
    case("The gate costs ⟦€1.200⟧ without them.", money(1200, "EUR")),
    case("The gate costs ⟦1 200 EUR⟧ painted.", money(1200, "EUR")),
    case("The gate costs ⟦1.250.000,00 EUR⟧ in gold.", money(1_250_000, "EUR")),
    case("The latch costs ⟦CHF 1'200.50⟧.", money(1200.5, "CHF")),
    case("The latch costs ⟦12,50 €⟧.", money(12.5, "EUR")),
    case("A new roof is ⟦$10k⟧, more or less.", money(10_000, "$")),
    case("A new roof is ⟦$10-15k⟧ in all.", money(15_000, "$", 10_000)),
    case("A new roof is ⟦$1.2M⟧ for a palace.", money(1_200_000, "$")),
    case("A wall is ⟦Rs. 50,000⟧ and a door ⟦Rs 5,000⟧.", money(50_000, "Rs"), money(5_000, "Rs")),
    case("A wall is ⟦INR 1,00,000⟧, paid in full.", money(100_000, "INR")),
    case("A wall is ⟦₹2.5 lakh⟧ and a street ⟦Rs. 3 crore⟧.", money(250_000, "INR"), money(30_000_000, "Rs")),
    case("The pump is ⟦N300,000⟧ in Lagos, or ⟦₦450,000⟧ with pipes.", money(300_000, "NGN"), money(450_000, "NGN")),
    case("The pump is ⟦R33,000⟧ in Durban.", money(33_000, "ZAR")),
    case("The pump is ⟦KES 15,000.00⟧ in Nairobi and ⟦RM 900⟧ in Penang.", money(15_000, "KES"), money(900, "MYR")),
    case("It comes to ⟦$5,000 USD⟧ or ⟦C$6,900⟧.", money(5_000, "USD"), money(6_900, "CAD")),
    case("It comes to ⟦USD $5,000⟧ or ⟦US $5,100⟧.", money(5_000, "USD"), money(5_100, "USD")),
    case("It comes to ⟦A$700⟧, never to a ⟦$1.5 million⟧ fine.", money(700, "AUD"), money(1_500_000, "$")),
    case("A fine of ⟦$5,000 to $7,500⟧ is due.", money(7_500, "$", 5_000)),
    case("A fine between ⟦$5,000 and $7,500⟧ is due.", money(7_500, "$", 5_000)),
    case("A fine of ⟦$1-2 million⟧ is due.", money(2_000_000, "$", 1_000_000)),
    case("A fine of ⟦£250⟧ and a fee of ⟦20 pounds⟧ are due.", money(250, "GBP"), money(20, "GBP")),
    case("Fees of ⟦10,000 naira⟧ or ⟦1,500 rupees⟧ apply.", money(10_000, "NGN"), money(1_500, "Rs")),
    case("A seal costs ⟦$.50⟧, a stamp ⟦$0.005⟧.", money(0.5, "$"), money(0.005, "$")),
    case("The sum (⟦$12,000⟧) is paid in May.", money(12_000, "$")),
    case("Lead\t40\t⟦USD 120⟧\t⟦USD 4,800⟧", money(120, "USD"), money(4_800, "USD")),
    case("Lead\t40\t⟦120 USD⟧", money(120, "USD")),
)

RATES = (
    case("A mason costs ⟦$95 per hour⟧ on site.", rate(95, "$", "hour")),
    case("A mason costs ⟦€800/day⟧ on site.", rate(800, "EUR", "day")),
    case("A mason costs ⟦95 USD/hr⟧ on site.", rate(95, "USD", "hour")),
    case("A mason has a ⟦daily rate of £650⟧ plus tax.", rate(650, "GBP", "day")),
    case("⟦Hourly rate: $75⟧ for a painter.", rate(75, "$", "hour")),
    case("A painter takes ⟦$75 an hour⟧ or ⟦$560 a day⟧.", rate(75, "$", "hour"), rate(560, "$", "day")),
    case("The yard is ⟦$3,000/month⟧ or ⟦$30,000 annually⟧.", rate(3_000, "$", "month"), rate(30_000, "$", "year")),
    case("The shed is ⟦$12 per user per month⟧.", rate(12, "$", "user/month")),
    case("The shed is ⟦£40 p.a.⟧ for members.", rate(40, "GBP", "year")),
    case("A carter asks ⟦$95 to $120 per hour⟧.", rate(120, "$", "hour", 95)),
    case("A carter asks ⟦$95-120/hr⟧.", rate(120, "$", "hour", 95)),
    case("A carter asks ⟦EUR 900 per person-day⟧.", rate(900, "EUR", "day")),
    case("A carter asks ⟦One Hundred Fifty Dollars ($150) per hour⟧.", rate(150, "$", "hour")),
    case("A carter asks ⟦$0.58 per mile⟧ and ⟦$2 per kilogram⟧.", rate(0.58, "$", "mile"), rate(2, "$", "kilogram")),
    case("A carter asks ⟦8,500 INR per calendar month⟧.", rate(8_500, "INR", "month")),
    case("A blended rate of ⟦$110 / hour⟧ holds.", rate(110, "$", "hour")),
)

PERCENTAGES = (
    case("Late sums bear ⟦1.5% per month⟧.", percent(1.5, "month")),
    case("Late sums bear ⟦18% per annum⟧ or ⟦18 % p.a.⟧", percent(18, "year"), percent(18, "year")),
    case("Late sums bear ⟦one and one-half percent (1.5%)⟧.", percent(1.5)),
    case("Late sums bear ⟦one and one-half percent (1 1/2%) per month⟧.", percent(1.5, "month")),
    case("A fee of ⟦one-half of one percent (0.5%)⟧ applies.", percent(0.5)),
    case("A fee of ⟦twenty-six and one-quarter percent (26.25%)⟧ applies.", percent(26.25)),
    case("A fee of ⟦fifteen (15%) percent⟧ applies.", percent(15)),
    case("A fee of ⟦5-10%⟧ applies, or ⟦5 to 10 per cent⟧.", percent(10, lowest=5), percent(10, lowest=5)),
    case("A fee of ⟦5% to 10%⟧ applies.", percent(10, lowest=5)),
    case("A fee between ⟦5 and 10 percent⟧ applies.", percent(10, lowest=5)),
    case("The kiln runs ⟦99.95%⟧ of the time.", percent(99.95)),
    case("The kiln runs ⟦99,5 %⟧ of the time.", percent(99.5)),
    case("The levy is ⟦.5%⟧, ⟦2½%⟧ or ⟦3 percentage points⟧.", percent(0.5), percent(2.5), percent(3)),
)

DATES = (
    case("The roof is due on ⟦1 May 2027⟧.", day(2027, 5, 1)),
    case("The roof is due on ⟦May 1, 2027⟧, at noon.", day(2027, 5, 1)),
    case("The roof is due on Monday, ⟦May 3rd, 2027⟧.", day(2027, 5, 3)),
    case("The roof is due on ⟦2027-05-01⟧.", day(2027, 5, 1)),
    case("The roof is due on ⟦01/05/2027⟧.", days((2027, 1, 5), (2027, 5, 1), "ambiguous")),
    case("The roof is due on ⟦25/05/2027⟧ or ⟦5/25/27⟧.", day(2027, 5, 25), day(2027, 5, 25)),
    case("The roof is due on ⟦01.05.2027⟧.", day(2027, 5, 1)),
    case("The roof is due in ⟦Q3 2027⟧.", days((2027, 7, 1), (2027, 9, 30), "quarter")),
    case("The roof is due in the ⟦third quarter of 2027⟧.", days((2027, 7, 1), (2027, 9, 30), "quarter")),
    case("The roof is due in ⟦March 2027⟧.", days((2027, 3, 1), (2027, 3, 31), "month")),
    case("The roof is due in ⟦Feb. 2028⟧.", days((2028, 2, 1), (2028, 2, 29), "month")),
    case("Made this ⟦5th day of March, 2027⟧, in Ely.", day(2027, 3, 5)),
    case("Made on the ⟦first day of June 2027⟧.", day(2027, 6, 1)),
    case("Made on ⟦5-Jan-2027⟧ and ⟦12 OCT 2027⟧.", day(2027, 1, 5), day(2027, 10, 12)),
    case("The fair is on ⟦May 6-20, 2027⟧.", days((2027, 5, 6), (2027, 5, 20), "day")),
    case("Open ⟦1 May 2027⟧ to ⟦30 June 2027⟧.", day(2027, 5, 1), day(2027, 6, 30)),
)

DURATIONS = (
    case("The lease runs ⟦thirty-six (36) months⟧.", lasts(1095, "month")),
    case("The lease runs ⟦two and a half years⟧.", lasts(912.5, "year")),
    case("The lease runs ⟦2½ years⟧ or ⟦one and one-half years⟧.", lasts(912.5, "year"), lasts(547.5, "year")),
    case("Reply within ⟦ten business days⟧.", lasts(14, "day")),
    case("Reply within ⟦ten (10) Business Days⟧.", lasts(14, "day")),
    case("The work takes ⟦6-8 weeks⟧.", lasts(56, "week", 42)),
    case("The work takes ⟦six to eight weeks⟧.", lasts(56, "week", 42)),
    case("The work takes ⟦six (6) to eight (8) weeks⟧.", lasts(56, "week", 42)),
    case("The work takes between ⟦10 and 20 days⟧.", lasts(20, "day", 10)),
    case("The work takes ⟦30 days to 60 days⟧.", lasts(60, "day", 30)),
    case("Reply within ⟦48 hours⟧ of receipt.", lasts(2, "hour")),
    case("A ⟦4-hour⟧ reply, or ⟦24 hours⟧' notice.", lasts(1 / 6, "hour"), lasts(1, "hour")),
    case("Terms: ⟦net 30⟧.", lasts(30, "day")),
    case("Terms are ⟦Net 45 days⟧ from the bill.", lasts(45, "day")),
    case("Phase 1 - ⟦30 days⟧, Phase 2 - ⟦60 days⟧.", lasts(30, "day"), lasts(60, "day")),
    case("They have ⟦10+ years⟧ of practice.", lasts(3650, "year")),
    case("A stay of ⟦twelve-month⟧ length.", lasts(365, "month")),
    case("A stay of 10 or of ⟦20 days⟧.", lasts(20, "day")),
)

EFFORT = (
    case("The hedge takes ⟦40 hours⟧.", effort(40, "hour")),
    case("The hedge takes ⟦120 person-days⟧.", effort(960, "day")),
    case("The hedge takes ⟦3 FTE months⟧ or ⟦2 man-weeks⟧.", effort(480, "month"), effort(80, "week")),
    case("The hedge takes ⟦20 days⟧ of effort.", effort(160, "day")),
    case("The hedge takes ⟦30-40 hours⟧.", effort(40, "hour", lowest=30)),
    case("Up to ⟦10 hours per month⟧ of weeding.", effort(10, "hour", "month")),
    case("Up to ⟦10 hrs/week⟧ of weeding.", effort(10, "hour", "week")),
    case("Sold as ⟦200 billable hours⟧.", effort(200, "hour")),
    case("Sold for ⟦sixteen (16) hours⟧ of work.", effort(16, "hour")),
    case("Digging\t⟦40 hours⟧\t⟦$95⟧\t⟦$3,800⟧", effort(40, "hour"), money(95, "$"), money(3_800, "$")),
)

HEADCOUNTS = (
    case("A team of ⟦five developers⟧ comes.", heads(5)),
    case("The mill needs ⟦2 FTEs⟧ or ⟦1.5 FTE⟧.", heads(2, "FTE"), heads(1.5, "FTE")),
    case("The mill needs ⟦3 senior engineers⟧ and ⟦one project manager⟧.", heads(3), heads(1)),
    case("The mill needs ⟦2 x Senior Java Developer⟧.", heads(2)),
    case("The mill has ⟦40+ people⟧ and a ⟦staff of 12⟧.", heads(40), heads(12)),
    case("We are a ⟦team of four⟧.", heads(4)),
    case("We send ⟦four to six consultants⟧.", heads(6, lowest=4)),
    case("We send ⟦two (2) team members⟧.", heads(2)),
)

MIXED = (
    case(
        "Invoices unpaid after ⟦forty-five (45) days⟧ bear interest at ⟦2% per month⟧ or ⟦$50⟧, whichever is more.",
        lasts(45, "day"),
        percent(2, "month"),
        money(50, "$"),
    ),
    case("We propose a fixed fee of ⟦€48.500,00⟧ excluding VAT at ⟦21%⟧.", money(48500, "EUR"), percent(21)),
    case("Total: ⟦GBP 12 500⟧, of which ⟦40 percent⟧ falls due at signing.", money(12500, "GBP"), percent(40)),
    case(
        "The squad is ⟦three backend developers⟧, ⟦two designers⟧ and ⟦0.5 FTE⟧ of a product owner.",
        heads(3),
        heads(2),
        heads(0.5, "FTE"),
    ),
    case(
        "Support is limited to ⟦25 hours per quarter⟧; more is billed at ⟦$140.00 per hour⟧.",
        effort(25, "hour", "quarter"),
        rate(140, "$", "hour"),
    ),
    case(
        "Delivery starts ⟦15 January 2028⟧ and ends no later than ⟦June 30, 2028⟧.", day(2028, 1, 15), day(2028, 6, 30)
    ),
    case("The pilot lasts ⟦twelve weeks⟧, with a review every ⟦2 weeks⟧.", lasts(84, "week"), lasts(14, "week")),
    case(
        "Critical tickets are answered within ⟦30 minutes⟧ and closed in ⟦eight business hours⟧.",
        lasts(30 / 1440, "minute"),
        lasts(8 / 24 * 1.4, "hour"),
    ),
    case(
        "Liability is capped at the greater of ⟦$250,000⟧ and ⟦150%⟧ of the fees of ⟦twelve (12) months⟧.",
        money(250000, "$"),
        percent(150),
        lasts(365, "month"),
    ),
    case(
        "Travel is charged at ⟦£0.45 per mile⟧ and ⟦£120 per night⟧.",
        rate(0.45, "GBP", "mile"),
        rate(120, "GBP", "night"),
    ),
    case("A contingency of ⟦10–15 %⟧ is set aside.", percent(15, lowest=10)),
    case("The budget is between ⟦$80k and $100k⟧.", money(100000, "$", 80000)),
    case("The budget is ⟦80–100k EUR⟧.", money(100000, "EUR", 80000)),
    case("We bill ⟦1,100 € per day⟧ for an architect.", rate(1100, "EUR", "day")),
    case("⟦Day rate: CHF 1,450⟧", rate(1450, "CHF", "day")),
    case("The licence is ⟦US$ 15.00 / user / month⟧, billed yearly.", rate(15, "USD", "user/month")),
    case(
        "Estimated effort: ⟦85 person days⟧, spread over ⟦five months⟧.",
        effort(680, "day"),
        lasts(5 * 365 / 12, "month"),
    ),
    case("It shall be signed by ⟦31.12.2027⟧ at the latest.", day(2027, 12, 31)),
    case(
        "Go-live is planned for ⟦Q1 2028⟧, at the latest ⟦April 2028⟧.",
        days((2028, 1, 1), (2028, 3, 31), "quarter"),
        days((2028, 4, 1), (2028, 4, 30), "month"),
    ),
    case("Prices rise by up to ⟦seven percent (7%) per year⟧.", percent(7, "year")),
    case(
        "Either side may leave on ⟦ninety (90) days⟧’ notice, or ⟦one month⟧ in a trial.",
        lasts(90, "day"),
        lasts(365 / 12, "month"),
    ),
    case("Fee of ⟦Rs. 12,50,000⟧/- (Rupees twelve lakh fifty thousand only).", money(1250000, "Rs")),
    case("The retainer is ⟦NGN 2.5 million⟧.", money(2500000, "NGN")),
    case("Damages of ⟦$1,000 per day⟧ of delay, up to ⟦5%⟧ of the price.", rate(1000, "$", "day"), percent(5)),
    case("Pay ⟦one hundred twenty-five thousand dollars ($125,000.00)⟧ in three equal parts.", money(125000, "$")),
    case("The ⟦36-month⟧ term begins on the ⟦1st of July, 2027⟧.", lasts(1095, "month"), day(2027, 7, 1)),
    case(
        "Backups are kept for ⟦thirty (30) calendar days⟧ and restored within ⟦4 hrs⟧.",
        lasts(30, "day"),
        lasts(4 / 24, "hour"),
    ),
    case("We have more than ⟦150 engineers⟧ in 4 cities.", heads(150)),
    case("Includes two rounds of changes; each more costs ⟦$750⟧.", money(750, "$")),
    case("Workshop (⟦1.5 days⟧) with ⟦12 people⟧.", lasts(1.5, "day"), heads(12)),
    case("Sprint 4 ends after ⟦2 weeks⟧; sprint 5 has 3 goals.", lasts(14, "week")),
    case("Annual fee: ⟦$24,000⟧ (⟦$2,000 per month⟧).", money(24000, "$"), rate(2000, "$", "month")),
    case("Overtime is paid at 1.5 times the rate of ⟦$80 per hour⟧.", rate(80, "$", "hour")),
    case("The uptime target is ⟦99.9%⟧ over any ⟦30 days⟧.", percent(99.9), lasts(30, "day")),
    case("Milestone 2: ⟦30%⟧ (⟦€14,550⟧) on ⟦2028-02-28⟧", percent(30), money(14550, "EUR"), day(2028, 2, 28)),
    case("Junior ⟦$60–$75/hr⟧, senior ⟦$110–$140/hr⟧", rate(75, "$", "hour", 60), rate(140, "$", "hour", 110)),
    case("It takes about ⟦18 months⟧, maybe ⟦two years⟧.", lasts(547.5, "month"), lasts(730, "year")),
    case("Payment: ⟦NET 60⟧ from receipt.", lasts(60, "day")),
    case("Payable in ⟦sixty (60)-day⟧ steps.", lasts(60, "day")),
    case("From ⟦1/15/2028⟧ through ⟦2/15/2028⟧.", day(2028, 1, 15), day(2028, 2, 15)),
    case("At ⟦$2.5M⟧ ARR we hire more people.", money(2500000, "$")),
    case("The crew works ⟦40 hours a week⟧ for ⟦six months⟧.", effort(40, "hour", "week"), lasts(182.5, "month")),
    case("We quote ⟦150 hours⟧ @ ⟦$85/hr⟧ = ⟦$12,750⟧.", effort(150, "hour"), rate(85, "$", "hour"), money(12750, "$")),
)

NEAR_MISSES = tuple(
    Case(text, ())
    for text in (
        "See Section 5.2 and clause 30.",
        "As clause 30 says, days pass.",
        "Section 5. Days are counted.",
        "Call +1 (555) 010-4477 or 020 7946 0958.",
        "Use version 2.0 of the form, or v3.1.4.",
        "This is the 1st and the 2nd time.",
        "In 2027 the mill closed, as in 1999.",
        "The desk is open 24/7.",
        "Level 2 engineers and Tier 1 resources answer.",
        "Phase 2 developers start later.",
        "The 2027 developers meet again.",
        "The 500 users of 3 companies agree.",
        "5.2 Developers",
        "It falls due on 31/31/2027 or 30 February 2027.",
        "A team of 5 companies applies.",
        "ISO-27001 days and COVID-19 weeks.",
        "Often done by someone else for hours.",
        "No one person’s word counts.",
        "Net 30,000 remains, net 5 of tax.",
        "A ratio of 3:1 or 16/9.",
        "Postcode 90210, room 12, seat 4.",
        "1. Scope\t2. Price\t3. Days",
        "You may 2,000 times refuse.",
        "The number 5 dayshift and 30 daylight lamps.",
        "One in ten per century, and a percentage of 5.",
        "Windows 11, Python 3.12 and ISO 27001 are used on 4 servers.",
        "Table 3 shows 12 rows; figure 4 on page 17 shows 5.",
        "Room 101 holds 30 chairs, item 7 of list B.",
        "The score was 4 out of 5, or 8/10, in round 2.",
        "Article 28 of Regulation 2016/679 applies.",
        "Ref. 2027/113, order no. 4500012345, VAT DE123456789.",
        "Six of ten said so; seven did not.",
    )
)

CASES = (*MONEY, *RATES, *PERCENTAGES, *DATES, *DURATIONS, *EFFORT, *HEADCOUNTS, *MIXED, *NEAR_MISSES)
