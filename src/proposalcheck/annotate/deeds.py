"""What a party is said to do: pay and engage, as a client, or perform and grant a licence, as a provider."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WILL = r"(?:(?:shall|will|must|agrees?\sto|undertakes?\sto)\s(?:[\w-]+\s){0,3}?)"
_OWN = (
    r"(?!\s+(?:all|any|every|full|sole|exclusive|ownership|title|rights?|the\s+(?:right|copyright|ownership)|its|no"
    r"|such)\b)"
)
_ASSISTANCE = (
    r"(?!\s+(?:(?!to\b)[\w’'-]+\s+){0,4}(?:access|information|feedback|approvals?|instructions?|content|comments|data|input"
    r"|assistance|cooperation|co-operation|written|notice|proof|evidence|reasons?)\b)"
)
_PAYS = (
    rf"(?:{_WILL}(?:pay|reimburse|compensate|(?:retain|engage|appoint|hire){_OWN}|purchase|buy)\b"
    rf"|(?:pays|reimburses|purchases|(?:retains|engages|appoints|hires){_OWN})\b"
    rf"|(?:hereby\s)?(?:engages|appoints|retains){_OWN}\b|wishes\sto\s(?:engage|appoint|retain|buy|purchase|receive|use)\b"
    r"|(?:may|shall|will)?\s?uses?\sthe\s(?:services|software|platform|system)\b)"
)
_PERFORMS = (
    rf"(?:{_WILL}(?:perform|provide{_ASSISTANCE}|deliver|render|furnish|supply|develop|host|invoice|bill|maintain|support)\b"
    rf"|(?:performs|provides{_ASSISTANCE}|delivers|renders|supplies|hosts|invoices|maintains)\b"
    r"|(?:hereby\s)?grants\s(?:to\s)?[\w\s]{0,30}?(?:licen[cs]e|right\sto\suse)\b|warrants\sthat\s(?:the\s|its\s)?services\b)"
)
_OF_A_PROVIDER = (
    r"(?:services\b[^.;\n]{0,40}\b(?:performed|provided|supplied|rendered)\sby"
    r"|(?:pay|pays|payable\sto|paid\sto|payments?\sto|engages?|appoints?|hires?|retains?)|invoices?\s(?:from|of))"
)
_OF_A_CLIENT = (
    r"(?:(?:fees|charges|invoices)\s(?:are\s|is\s)?(?:payable|paid|due)\sby|services\s(?:to|for)"
    r"|(?:shall|will|may)\sinvoice|grants?(?:\sto)?|licen[cs]es?\sto)"
)


def score(names: Sequence[str], text: str) -> int:
    """Return how much more often `text` says that the party of these names acts as a provider than as a client."""
    named = rf"(?:{either(names)})"
    provides = times(names, _PERFORMS, text) + len(
        re.findall(rf"\b{_OF_A_PROVIDER}\s+(?:the\s+)?{named}\b", text, re.I)
    )
    pays = times(names, _PAYS, text) + len(re.findall(rf"\b{_OF_A_CLIENT}\s+(?:the\s+)?{named}\b", text, re.I))
    return provides - pays


def times(names: Sequence[str], deed: str, text: str) -> int:
    """Return how often one of `names` stands right before `deed`, a pattern."""
    return len(re.findall(rf"\b(?:{either(names)})\s+{deed}", text, re.I))


def either(names: Sequence[str]) -> str:
    """Return a pattern for any of `names`, whatever white space parts their words."""
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
