"""Duties that name nobody: "Invoices shall be paid within 30 days", "The portal will go live on 1 September 2026".

They count where something is to be done or to result, and not where an agreement speaks of itself.
"""

from __future__ import annotations

import re

_DONE = re.compile(
    r"""be\s+(?:(?:\w+ly|all|also|then|fully|first|both|either)\s+)*(?:delivered|provided|supplied|completed|performed|
        submitted|made|paid|invoiced|billed|finished|installed|tested|trained|maintained|updated|reviewed|implemented|
        developed|designed|deployed|configured|conducted|held|sent|returned|refunded|credited|reimbursed|corrected|
        repaired|replaced|resolved|reported|documented|prepared|produced|created|issued|presented|staffed|hosted|
        monitored|backed|encrypted|kept|stored|destroyed|deleted|given|shared|scheduled|established|migrated|
        transferred|carried|executed|undertaken|launched|rolled|built|achieved|met|answered|ready|available|live|
        in\splace|in\sproduction|operational|assigned\sto|appointed|recorded|logged|published|audited|inspected|
        cleaned|removed|restored|offered|accepted|fixed|charged\sat)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_DONE = re.compile(
    r"be\s+(?:\w+ly\s+)?(?:disclosed|used|copied|assigned|sold|reproduced|changed|replaced|shared|removed|subcontracted|"
    r"published|transferred|billed|charged|exceeded|increased|released|distributed|moved|stored|exported)\b",
    re.IGNORECASE,
)
_SPEAKS_OF_ITSELF = re.compile(
    r"\b(?:agreement|contract|section|clause|provisions?|article|amendments?|headings?|notices?|laws?|jurisdiction|"
    r"waivers?|arbitrat\w+|judgments?|awards?|nothing|there|disputes?|controvers\w+|terms?|remed\w+|failure|rights?|"
    r"counterparts?|signatures?|venue|parties|party|obligations?|delay|breach|default|termination|expiration|liability|"
    r"event|hearing|proceedings?|actions?|assignment|who|which|that|what|how|whether|why|if|when|where|unless|order\sof)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:systems?|platforms?|portals?|applications?|apps?|solutions?|websites?|web\ssite|software|tools?|dashboards?|"
    r"databases?|modules?|interfaces?|apis?|services?|projects?|pages?|pilot|work|deliverables?|features?|release|"
    r"training|support|hosting|phase\s\w+|implementation|migration|product)\Z",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"(?:allow|help|enable|make|give|mean|show|take|lead|depend|require|need|come|form|be\b|have\b|serve|cover|continue|"
    r"comprise|consist|focus|involve|vary|differ|reflect|represent|look|feel|play|become)\b",
    re.IGNORECASE,
)
_MONEY_OWED = re.compile(
    r"\b(?:fees?|payments?|invoices?|amounts?|balance|price|deposit|instal?lments?|charges?|sums?|retainer|cost)\b",
    re.IGNORECASE,
)
_TIMED = re.compile(
    r".{0,60}?\b(?:within|upon|by\s|on\s|no\slater|days|net\s|in\sadvance|monthly|quarterly|annually|at\s(?:the\s)?(?:time|"
    r"end|start|sign))",
    re.IGNORECASE | re.DOTALL,
)
_RECEIVED = re.compile(
    r"(?:receive|get\b(?!\s+(?:in|to|the\sclient))|be\s+(?:provided|given|supplied|assigned|paid|reimbursed|notified|informed|invoiced|billed|contacted|"
    r"kept|offered|credited|compensated|charged|allocated|consulted|trained|sent|indemnified))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"be\s+(?:\w+ly\s+)*(?!responsible|required|obligated|obliged|available|present|prepared|ready|committed|dedicated|"
    r"able|in\b|on\b|at\b|willing|accountable|compliant|liable|involved|represented|registered|licensed|insured|certified"
    r"|located|based|engaged\sin)\w+(?:ed|en|id|nt|de|ne|ld|wn|ht|ept|et|ut|made)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\A\W*(?:for\s|during\s|against\s|\d|.{0,90}?\b(?:will|shall|free\s(?:of|from)|for\sa\speriod|conforms?|per\scent|percent|%))",
    re.IGNORECASE | re.DOTALL,
)
_TO_AGREE = re.compile(r"\s*and\s+agree", re.IGNORECASE)


def binds(thing: str, action: str) -> bool:
    """Tell whether `thing` with `action` ("be paid within 30 days") is something that somebody owes."""
    if _SPEAKS_OF_ITSELF.search(thing) or not re.search(r"[A-Za-z]{3}", thing):
        return False
    return bool(_DONE.match(action) or (_RESULT.search(thing) and not _FOLLOWS.match(action)))


def forbids(thing: str, action: str) -> bool:
    """Tell whether `thing` with a negated `action` ("be disclosed to others") is something that must not be done."""
    named = re.search(r"[A-Za-z]{3}", thing) is not None and not _SPEAKS_OF_ITSELF.search(thing)
    return named and _NOT_DONE.match(action) is not None


def falls_due(thing: str, rest: str) -> bool:
    """Tell whether `thing` is money, and `rest` says when it is due."""
    return bool(_MONEY_OWED.search(thing)) and not _SPEAKS_OF_ITSELF.search(thing) and bool(_TIMED.match(rest))


def is_received(action: str) -> bool:
    """Tell whether the subject of `action` gets something, so that another owes it: "You will receive a report"."""
    return _RECEIVED.match(action) is not None


def is_passive(action: str) -> bool:
    """Tell whether `action` is done to its subject, as in "be notified"; "be responsible" is not."""
    return _PASSIVE.match(action) is not None


def speaks_of_itself(thing: str) -> bool:
    """Tell whether `thing` is the agreement, one of its parts, or something that only agreements regulate."""
    return _SPEAKS_OF_ITSELF.search(thing) is not None


def denies(thing: str) -> bool:
    """Tell whether `thing` is none, as in "no credit shall be given"."""
    return re.match(r"(?:no|none|nothing|neither)\b", thing, re.IGNORECASE) is not None


def looks_ahead(warranted: str) -> bool:
    """Tell whether a warranty promises something to come; "that it has the power to sign" states a fact."""
    return _AHEAD.search(warranted) is not None and not _TO_AGREE.match(warranted)
