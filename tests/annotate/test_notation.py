"""The phrase notation: what each construct matches, what it leaves alone, and what is refused."""

from __future__ import annotations

import re

import pytest

from proposalcheck.annotate.notation import PLACEHOLDERS, PhraseSyntaxError, parse
from proposalcheck.annotate.phrases import PhraseSet


def matched(phrase: str, text: str) -> list[str]:
    """Return all that `phrase` matches in `text`."""
    return [match.group() for match in re.finditer(parse(phrase).expression, text, re.IGNORECASE)]


MATCHES = [
    # words
    ("shall not exceed", "Fees shall not exceed the cap.", "shall not exceed"),
    ("shall not exceed", "FEES SHALL NOT EXCEED", "SHALL NOT EXCEED"),
    ("shall not exceed", "shall\nnot  exceed", "shall\nnot  exceed"),
    ("time and materials", "on a time-and-materials basis", "time-and-materials"),
    ("time and materials", "time\u2011and\u2011materials", "time\u2011and\u2011materials"),
    ("one-sided", "a one-sided clause", "one-sided"),
    ("one-sided", "a one sided clause", "one sided"),
    ("one-sided", "a onesided clause", "onesided"),
    ("client's", "the client’s data", "client’s"),
    ("client's", "the client's data", "client's"),
    ("clients' data", "the clients data", "clients data"),
    ('"as is"', "sold “as is”.", "“as is”"),
    ('"as is"', 'sold "as is".', '"as is"'),
    ('"as is"', "sold as is.", "as is"),
    ("T&M", "on T&M terms", "T&M"),
    ("and/or", "hosts and/or tests", "and/or"),
    ("net 30.", "net 30. Then", "net 30."),
    ("café rates", "our café rates", "café rates"),
    ("the café", "in the café now", "the café"),
    # endings
    ("terminat*", "may terminate", "terminate"),
    ("terminat*", "upon Termination.", "Termination"),
    ("terminat* for convenience", "terminated for convenience", "terminated for convenience"),
    ("provider* choice", "the provider’s choice", "provider’s choice"),
    ("exclu* use", "exclusive use", "exclusive use"),
    # alternatives
    ("(may|can) replace", "it can replace staff", "can replace"),
    ("(at any time|whenever it likes)", "stop whenever it likes.", "whenever it likes"),
    ("( may | can ) replace", "it may replace staff", "may replace"),
    ("(in|at (its|their)) discretion", "at their discretion", "at their discretion"),
    ("($|€) 5", "for € 5", "€ 5"),
    ("re(place|assign)", "may reassign staff", "reassign"),
    # a word that may be missing
    ("prior [written] consent", "prior written consent", "prior written consent"),
    ("prior [written] consent", "prior consent", "prior consent"),
    ("[prior] consent", "with prior consent", "prior consent"),
    ("[prior] consent", "with consent", "consent"),
    ("consent [in writing]", "consent in writing", "consent in writing"),
    ("consent [in writing]", "consent.", "consent"),
    ("[the] [said] term", "the said term", "the said term"),
    ("[the] [said] term", "a said term", "said term"),
    ("[the] [said] term", "term", "term"),
    ("shall [not] [be] renew*", "shall be renewed", "shall be renewed"),
    ("shall [not] [be] renew*", "shall not renew", "shall not renew"),
    ("[un]limited liability", "unlimited liability", "unlimited liability"),
    ("[un]limited liability", "limited liability", "limited liability"),
    ("contract[s] end", "contracts end", "contracts end"),
    ("contract[s] end", "contract end", "contract end"),
    ("[prior|written] notice", "written notice", "written notice"),
    # a gap
    ("may ... replace", "may replace", "may replace"),
    ("may ... replace", "may, at any time, replace", "may, at any time, replace"),
    ("may ... replace", "may a b c d e f g h replace", "may a b c d e f g h replace"),
    ("may ..1.. replace", "may then replace", "may then replace"),
    ("may ..0.. replace", "may replace", "may replace"),
    ("may ..20.. replace", "may " + "x " * 20 + "replace", "may " + "x " * 20 + "replace"),
    ("may...replace", "may now replace", "may now replace"),
    ("may ... replace", "may (if it likes) “replace” it", "may (if it likes) “replace"),
    ("may ... [be] replaced", "may be replaced", "may be replaced"),
    ("may ... [be] replaced", "may at once be replaced", "may at once be replaced"),
    ("may ... [be] replaced", "may, however, replaced", "may, however, replaced"),
    ("may [freely] ... replace", "may freely and often replace", "may freely and often replace"),
    ("may ... (replace|swap)", "may then swap", "may then swap"),
    ("(may ... replace|swaps) staff", "may then replace staff", "may then replace staff"),
    # values
    ("within {duration}", "within 30 days of", "within 30 days"),
    ("within {duration}", "within thirty (30) days’ notice", "within thirty (30) days’"),
    ("within {duration}", "within 30 (thirty) days.", "within 30 (thirty) days"),
    ("{duration} notice", "on one month’s notice", "one month’s notice"),
    ("within {duration}", "within ten (10) business days", "within ten (10) business days"),
    ("within {duration}", "within one hundred and twenty (120) days", "within one hundred and twenty (120) days"),
    ("{duration} term", "a 12-month term", "12-month term"),
    ("exceed {percent}", "exceed 10% of fees", "exceed 10%"),
    ("exceed {percent}", "exceed 1.5 % of fees", "exceed 1.5 %"),
    ("exceed {percent}", "exceed ten percent (10%) of fees", "exceed ten percent (10%)"),
    ("exceed {percent}", "exceed five per cent.", "exceed five per cent"),
    ("{money} per hour", "costs $95 per hour", "$95 per hour"),
    ("{money} per hour", "costs US$ 1,095.50 per hour", "US$ 1,095.50 per hour"),
    ("{money} per hour", "costs 95 euros per hour", "95 euros per hour"),
    ("not exceed {money}", "not exceed $5,000.", "not exceed $5,000"),
    ("not exceed {money}", "not exceed £2 million in all", "not exceed £2 million"),
    ("not exceed {money}", "not exceed USD 5,000", "not exceed USD 5,000"),
    ("{number} engineers", "twenty-four (24) engineers", "twenty-four (24) engineers"),
    ("{number} engineers", "1,200 engineers", "1,200 engineers"),
    ("by {date}", "by 30 June 2026", "by 30 June 2026"),
    ("by {date}", "by 30 June", "by 30 June"),
    ("by {date}", "by June 30, 2026", "by June 30, 2026"),
    ("by {date}", "by June 30", "by June 30"),
    ("by {date}", "by 2026-06-30.", "by 2026-06-30"),
    ("by {date}", "by 30.06.2026", "by 30.06.2026"),
    ("since {year}", "since 1998", "since 1998"),
    ("built for {name}", "built for Tern & Daughters of Lund", "built for Tern & Daughters of Lund"),
    (
        "{provider} {modal} replace",
        "the service provider is obliged to replace",
        "service provider is obliged to replace",
    ),
    ("{client} {modal} pay", "the Customer agrees to pay", "Customer agrees to pay"),
    # a regular expression
    (r"/\bT&M\b/", "on t&m terms", "t&m"),
    (r"/cost(?:s|ing) \d+/", "costing 5", "costing 5"),
]

NEAR_MISSES = [
    ("shall not exceed", "shall not knowingly exceed"),
    ("shall not exceed", "shall not exceeds"),
    ("shall not exceed", "marshall not exceed"),
    ("shall not exceed", "shall not, exceed"),
    ("one-sided", "one–sided"),
    ("client's", "clientele’s"),
    ('"as is"', "it was island time"),
    ('"as is"', "has is"),
    ("and/or", "and or"),
    ("T&M", "T&Ms"),
    ("terminat*", "determinate"),
    ("terminat*", "term in at"),
    ("(may|can) replace", "it cannot replace staff"),
    ("(may|can) replace", "in dismay replace it"),
    ("($|€) 5", "for £ 5"),
    ("prior [written] consent", "prior oral consent"),
    ("prior [written] consent", "prior writtenconsent"),
    ("[un]limited liability", "delimited liability"),
    ("contract[s] end", "contractsend"),
    ("contract[s] end", "contractor end"),
    ("may ... replace", "may a b c d e f g h i replace"),
    ("may ... replace", "mayor replace"),
    ("may ... replace", "may misplace"),
    ("may ... replace", "mayreplace"),
    ("may ..1.. replace", "may now and replace"),
    ("may ..0.. replace", "may now replace"),
    ("may ..20.. replace", "may " + "x " * 21 + "replace"),
    ("may ... [be] replaced", "may beplaced"),
    ("within {duration}", "within days"),
    ("within {duration}", "within 30 daylight hours"),
    ("exceed {percent}", "exceed 10 of them"),
    ("{money} per hour", "costs 95 per hour"),
    ("not exceed {money}", "not exceed $"),
    ("{number} engineers", "someone engineers"),
    ("by {date}", "by 30 people"),
    ("by {date}", "by May"),
    ("since {year}", "since 2998"),
    ("since {year}", "since 19981"),
    ("built for {name}", "built for the county"),
    ("{provider} {modal} replace", "the provider may replace"),
    ("{client} {modal} pay", "the clientele shall pay"),
    (r"/\bT&M\b/", "on T&Ms"),
]


@pytest.mark.parametrize(("phrase", "text", "words"), MATCHES)
def test_matches_exactly(phrase: str, text: str, words: str) -> None:
    assert matched(phrase, text) == [words]


@pytest.mark.parametrize(("phrase", "text"), NEAR_MISSES)
def test_leaves_near_misses_alone(phrase: str, text: str) -> None:
    assert matched(phrase, text) == []


@pytest.mark.parametrize(("phrase", "text", "words"), MATCHES)
def test_the_words_needed_are_there_where_the_phrase_is(phrase: str, text: str, words: str) -> None:
    assert [text[span.start : span.end] for _, span in PhraseSet([phrase]).find(text)] == [words]


def test_every_place_is_matched() -> None:
    assert matched("(may|can) replace", "It may replace A; it can replace B.") == ["may replace", "can replace"]


def test_a_gap_takes_as_few_words_as_it_can() -> None:
    assert matched("may ... replace", "may replace or replace") == ["may replace"]


NEEDED = [
    ("shall not Exceed", "shall +not +exceed"),
    ("may ... replace", "may replace"),
    ("may ... and may", "may and +may"),
    ("prior [written] consent", "prior consent"),
    ("[prior] consent", "consent"),
    ("exceed {percent}", "exceed"),
    ("(may|can) ... replace", "can/may replace"),
    ("(may|can) replace", "can/may +replace"),
    ("(may|is free to) replace", "is_free_to/may replace"),
    ("(may ... freely|can) replace", "can/freely replace"),
    ("(swap|{number} days) before", "days/swap before"),
    ("({number}|any) days", "days"),
    ("terminat* for convenience", "terminat* for +convenience"),
    ("(terminat*|end) for convenience", "end/terminat* for +convenience"),
    ("(notice given|told) in[g]", "notice_given/told in*"),
    ("sign-off sheet", "off/signoff +sheet"),
    ("a-la-carte", "alacarte/carte/lacarte"),
    ("client's own", "clients/s +own"),
    ("clients' own", "clients* own"),
    ("{client}'s own", "buyer*/client*/customer*/licensee*/owner*/purchaser*/subscriber* own"),
    ("contract[s] end", "contract* end"),
    ("foo [bar]baz", "foo*"),
    ("[non-]refundable", ""),
    ("re(place|assign)", "re*"),
    ("and/or", "and or"),
    ("($|€) 5", "5"),
    ("24x7 & 99%", "24x7 99"),
    (r"/\bT&M\b/", ""),
]


@pytest.mark.parametrize(("phrase", "told"), NEEDED)
def test_the_words_that_a_phrase_needs(phrase: str, told: str) -> None:
    """A plus stands for a word that follows at once, a stroke for one of several, an underscore for a blank."""
    words = parse(phrase).words
    said = [f"{'+' * word.at_once}{'/'.join(sorted(word.forms)).replace(' ', '_')}" for word in words]
    assert " ".join(said) == told


@pytest.mark.parametrize("words", ["(may|can)", "(at any time|now)", "(café noir|a)", "(Tern|the said term|x9)"])
def test_brackets_of_nothing_but_words_are_read_as_any_others(words: str) -> None:
    spaced = words.replace("|", " | ").replace("(", "( ")
    assert parse(f"it {words} stops").expression == parse(f"it {spaced} stops").expression


NEEDS_A_WORD = "would match anywhere; at least one word must be required"
EMPTY = 'empty brackets or an empty alternative; use "[word]" for a word that may be missing'
GAP = 'a gap must have words on both sides, as in "may ... replace"'
KNOWN = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)

FAULTS = [
    ("", f'"" {NEEDS_A_WORD}'),
    ("*", f'"*" {NEEDS_A_WORD}'),
    ("[word]", f'"[word]" {NEEDS_A_WORD}'),
    ("{money}", f'"{{money}}" {NEEDS_A_WORD}'),
    ("{number} [of] {money}", f'"{{number}} [of] {{money}}" {NEEDS_A_WORD}'),
    ("- '", f'"- \'" {NEEDS_A_WORD}'),
    ("may|can", '"may|can": put alternatives in round brackets, as in "(may|can) replace"'),
    ("(may|can", '"(may|can": a "(" is never closed'),
    ("may [be", '"may [be": a "[" is never closed'),
    ("may) be", '"may) be": a ")" closes no "("'),
    ("may] be", '"may] be": a "]" closes no "["'),
    ("(may] be", '"(may] be": a "]" closes no "["'),
    ("may [be)", '"may [be)": a ")" closes no "("'),
    ("() may", f'"() may": {EMPTY}'),
    ("( ) may", f'"( ) may": {EMPTY}'),
    ("[] may", f'"[] may": {EMPTY}'),
    ("(may|) be", f'"(may|) be": {EMPTY}'),
    ("(|may) be", f'"(|may) be": {EMPTY}'),
    ("... may", f'"... may": {GAP}'),
    ("may ...", f'"may ...": {GAP}'),
    ("may [... be]", f'"may [... be]": {GAP}'),
    ("(may ...|can) be", f'"(may ...|can) be": {GAP}'),
    ("within {days}", f'"within {{days}}": {{days}} is not known; use one of {KNOWN}'),
    ("within {}", f'"within {{}}": {{}} is not known; use one of {KNOWN}'),
    ("within {duration", '"within {duration": a "{" is never closed'),
    ("within duration}", '"within duration}": a "}" closes no "{"'),
    ("/(may/", '"/(may/" does not compile: missing ), unterminated subpattern at position 0'),
    ("/may(?=x)/", '"/may(?=x)/" does not compile: invalid perl operator: (?='),
    (r"/(may)\1/", '"/(may)\\1/" does not compile: invalid escape sequence: \\1'),
    ("/x*/", f'"/x*/" {NEEDS_A_WORD}'),
    (r"/\b/", f'"/\\b/" {NEEDS_A_WORD}'),
    ("/$/", f'"/$/" {NEEDS_A_WORD}'),
]


@pytest.mark.parametrize(("phrase", "what"), FAULTS)
def test_a_fault_is_told_exactly(phrase: str, what: str) -> None:
    with pytest.raises(PhraseSyntaxError) as fault:
        parse(phrase)
    assert str(fault.value) == what
