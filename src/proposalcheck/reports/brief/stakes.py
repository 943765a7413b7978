"""Money at stake: what the terms come to in figures, each with its sum, and only where it can be told for sure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposalcheck.annotate.values import Value, values_in
from proposalcheck.deal.liability import MONTHS_OF_FEES
from proposalcheck.finding import Evidence, Fact, Finding, Result
from proposalcheck.reports.brief.quotes import short_place_of

_A_YEAR = {"month": 12, "quarter": 4, "year": 1, "week": 52}
_SIGNS = {"$": "$", "GBP": "£", "EUR": "€", "INR": "₹", "NGN": "₦", "USD": "US$"}
_OF_THE_WHOLE = re.compile(
    r"%\)?\s+(?:of\s+)?(?:the\s+)?(?:total|full|whole|entire|contract|project|agreed|overall)\b(?![^.]*\bremain)", re.I
)
_EACH_YEAR = re.compile(
    r"\b(?:annual(?:ly)?|yearly|each\s+year|every\s+year|per\s+(?:year|annum)|a\s+year|anniversary)\b", re.I
)
_BY_AN_INDEX = re.compile(r"\b(?:index|cpi|rpi|inflation|greater|higher|lesser|lower|plus)\b", re.I)
_EXPENSES = re.compile(r"\b(?:expenses?|travel|out-of-pocket|disbursements?)\b", re.I)
_YEAR = 365
_FEWEST_YEARS, _MOST_YEARS = 2, 15


def stakes_of(result: Result) -> Iterator[str]:
    """Yield a sentence for each sum that the document lets one work out."""
    yield from _caps(result)
    yield from _shares(result, "early-termination-charge", "Ending early costs")
    yield from _fixed_sums(result)
    yield from _shares(result, "upfront-payment", "Due before the work is done:")
    yield from _rises(result)
    yield from _interest(result)
    yield from _no_ceiling(result)


def _caps(result: Result) -> Iterator[str]:
    """Yield what a cap on liability comes to beside what is paid."""
    price = result.deal.price
    for cap in result.deal.liability_cap:
        if not cap.amount:
            continue
        place = short_place_of(cap.evidence.location)
        if cap.unit == MONTHS_OF_FEES:
            yield f"Liability is capped at {_fees_of(cap.amount, price)} ({place})."
        elif price and price.amount and price.unit == cap.unit and price.lowest is None:
            yield f"Liability is capped at {_compared(cap, price)} ({place})."


def _fees_of(months: float, price: Fact | None) -> str:
    """Return "the fees of 3 months: 25 % of a year's fees", with the sum where the fee of a month is known."""
    told = f"the fees of {months:g} month{'s' * (months != 1)}"
    if price and price.amount and price.per in _A_YEAR and price.lowest is None:
        monthly = price.amount * _A_YEAR[price.per] / 12
        return f"{told}: {_money(monthly, price.unit)} a month × {months:g} = {_money(monthly * months, price.unit)}"
    if months >= 12:
        return told
    return f"{told}: {months:g} of 12 months = {_percent(months / 12)} of a year’s fees"


def _compared(cap: Fact, price: Fact) -> str:
    """Return "£50,000 against £600,000 a year: 8 %, the fees of 1 month"."""
    assert cap.amount is not None
    assert price.amount is not None
    limit = _money(cap.amount, cap.unit)
    if price.per in _A_YEAR:
        year = price.amount * _A_YEAR[price.per]
        share = f"{_percent(cap.amount / year)}, the fees of {cap.amount / year * 12:.1f} months"
        return f"{limit} against {_money(year, price.unit)} a year: {share}"
    if price.per:
        return limit
    return f"{limit} against a price of {_money(price.amount, price.unit)}: {_percent(cap.amount / price.amount)}"


def _shares(result: Result, rule: str, lead: str) -> Iterator[str]:
    """Yield what a percentage of the price comes to, for the first place of a rule that names one of the whole."""
    price = result.deal.price
    if price is None or not price.amount or price.per or price.lowest is not None:
        return
    for evidence in _places(result, rule):
        shares = _values(evidence, "percent")
        if len(shares) == 1 and not shares[0].per and shares[0].amount <= 100 and _OF_THE_WHOLE.search(evidence.quote):
            share = shares[0].amount
            whole, worth = _money(price.amount, price.unit), _money(price.amount * share / 100, price.unit)
            yield f"{lead} {share:g} % of {whole} = {worth} ({short_place_of(evidence.location)})."
            return


def _fixed_sums(result: Result) -> Iterator[str]:
    """Yield the sums that the client owes on a breach, where one sum is named."""
    for evidence in _places(result, "liquidated-damages-on-client"):
        sums = _values(evidence, "money")
        if len(sums) == 1:
            worth = _money(sums[0].amount, sums[0].unit)
            yield f"A breach costs the client a fixed {worth} ({short_place_of(evidence.location)})."


def _rises(result: Result) -> Iterator[str]:
    """Yield what a yearly rise of a stated percentage comes to by the last year of the term."""
    term = result.deal.term
    years = int((term.amount or 0) / _YEAR + 0.01) if term and term.lowest is None else 0
    if not _FEWEST_YEARS <= years <= _MOST_YEARS:
        return
    for evidence in _places(result, "rate-escalation"):
        shares = _values(evidence, "percent")
        if len(shares) == 1 and _EACH_YEAR.search(evidence.quote) and not _BY_AN_INDEX.search(evidence.quote):
            share = shares[0].amount
            risen = (1 + share / 100) ** (years - 1) - 1
            yield (
                f"A rise of {share:g} % a year makes year {years} of the term {_percent(risen)} dearer than year 1 "
                f"({1 + share / 100:g} to the power of {years - 1}; {short_place_of(evidence.location)})."
            )
            return


def _interest(result: Result) -> Iterator[str]:
    """Yield what the interest on late payment comes to in a year."""
    for evidence in _places(result, "late-payment-charge"):
        rates = [value for value in _values(evidence, "percent") if value.per in ("month", "week")]
        if len(rates) == 1:
            rate, times = rates[0].amount, _A_YEAR[rates[0].per]
            yield (
                f"Late payment costs {rate:g} % a {rates[0].per}: {rate:g} × {times} = {rate * times:g} % a year, "
                f"without compounding ({short_place_of(evidence.location)})."
            )
            return


def _no_ceiling(result: Result) -> Iterator[str]:
    """Yield what is billed without a ceiling, so that the most it can cost cannot be told."""
    places = list(_places(result, "open-ended-effort"))
    expenses = [evidence for evidence in places if _EXPENSES.search(evidence.quote)]
    for what, found in (("Time", [e for e in places if e not in expenses]), ("Expenses", expenses)):
        if found:
            verb = "is" if what == "Time" else "are"
            place = short_place_of(found[0].location)
            yield f"{what} {verb} billed with no ceiling: the most it can cost cannot be told ({place})."


def _places(result: Result, rule: str) -> Iterator[Evidence]:
    found: list[Finding] = [finding for finding in result.findings if finding.rule == rule and finding.type == "flag"]
    return (evidence for finding in found for evidence in finding.evidence)


def _values(evidence: Evidence, kind: str) -> list[Value]:
    return [value for value in values_in(evidence.quote) if value.kind == kind and value.lowest is None]


def _money(amount: float, unit: str) -> str:
    """Return a sum as "£12,500" or "KES 12,500", with two decimals only where there are some."""
    figures = f"{amount:,.0f}" if abs(amount - round(amount)) < 0.005 else f"{amount:,.2f}"
    return f"{_SIGNS[unit]}{figures}" if unit in _SIGNS else f"{unit} {figures}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= 0.02 else f"{100 * share:.1f} %"
