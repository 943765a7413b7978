"""What a document is: whole small documents of each kind, near misses, and what the cues count."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from proposalcheck import models
from proposalcheck.annotate import kind as kind_module
from proposalcheck.annotate.kind import KINDS, Weights, chances, cues_version, kind_of, measure
from proposalcheck.annotate.kind_cues import cues, spelt_out
from proposalcheck.document import BlockKind, Document, Source
from proposalcheck.errors import ModelError
from proposalcheck.readers.structure import DocumentBuilder, Draft

PROPOSAL = """
# Proposal: a booking desk for Salt Quay Ferries
Prepared for Salt Quay Ferries by Tern & Daughters
# Our understanding
You lose one call in five at the weekend, and you would like every caller to reach a person or a page that sells.
# Our approach
We propose a small booking desk in your own office and a page that sells the same seats. Our team has built four such
desks; the one for the Isle line paid for itself in a season. We will train your staff and stay for the first month.
# Investment
Design and build cost $24,000. Support is $900 per month. This proposal is valid for 30 days.
# Next steps
Choose a date for a first workshop. We look forward to working with you.
"""

PROPOSAL_THAT_QUOTES_A_REQUEST = """
# Response to RFP 17-B: archive scanning
Submitted to the County of Elm by Foxglove Imaging
# Executive summary
Foxglove Imaging is pleased to submit this proposal. We understand that the County wants its deeds scanned by winter.
# Compliance
The RFP asks that "offerors shall describe their staffing" and that "proposals must include a price for each box". Our
staffing is described below; our price is in the cost volume. We will scan 900 boxes with two of our own machines.
# Our team
Our project manager, Ruth Amadi, has led nine scanning projects. Our company has worked for six counties since 2012.
# Price
We propose a fixed price of $31.50 a box, a total cost of $28,350. We offer a discount for early boxes.
"""

STATEMENT_OF_WORK = """
# Statement of Work No. 4: label printing
This Statement of Work is made under the services agreement between Client and Provider.
# 1. Scope
In scope: print server, six printers, label templates. Out of scope: paper, cabling.
# 2. Services
Provider will perform the services below with due care. The contractor shall install the server at the client's plant.
# 3. Deliverables
D1: configured server. D2: twelve templates. D3: a half-day of training for operators.
# 4. Milestones
D1 by 4 May, D2 by 18 May, D3 by 1 June.
# 5. Acceptance criteria
Each deliverable is accepted when one hundred labels have been printed and scanned without an error.
# 6. Assumptions
The client provides power and network at each printer.
"""

PUBLIC_STATEMENT_OF_WORK = """
# PERFORMANCE WORK STATEMENT
Grounds maintenance at the Weir Lake station
# 1. Background
The station has forty acres of lawn and two miles of path.
# 2. Tasks
The contractor shall mow lawns every ten days from April to October. The contractor shall clear paths of snow by eight
in the morning. The contractor shall submit a monthly report to the contracting officer's representative.
# 3. Period of performance
One year with two option years.
# 4. Place of performance
All work is done at the station.
# 5. Government furnished property
The Government will provide fuel storage. The contractor shall provide all other equipment.
"""

SERVICES_AGREEMENT = """
# Master Services Agreement
This Master Services Agreement (this "Agreement") is entered into by and between Larch Foods Inc. ("Client") and
Copper Lane LLC ("Provider"), each a party and together the parties.
# 1. Services
Provider shall perform the services set out in each statement of work that the parties sign.
# 2. Fees
Client shall pay undisputed invoices within thirty days.
# 3. Confidentiality
Neither party shall disclose the Confidential Information of the other party.
# 4. Indemnification
Provider shall indemnify and hold harmless Client against third-party claims.
# 5. Limitation of Liability
Liability hereunder is limited to the fees paid in the year before the claim.
# 6. Termination
Either party may terminate this Agreement for material breach on thirty days' written notice.
# 7. Governing Law
This Agreement is governed by the laws of Vermont.
IN WITNESS WHEREOF, the parties have signed this Agreement.
"""

PLAIN_AGREEMENT = """
# Service agreement
Between Ana Holt (the provider) and the Mill Street Choir (the client).
Services. Ana keeps the choir's website running and answers within two days.
Fees. The client pays £60 a month, by the fifth. Extra work is invoiced at £25 an hour.
Ownership. What the client writes belongs to the client.
Liability. Ana is not liable for lost profits; her liability is limited to the fees of three months.
Termination. Either party may end this agreement with thirty days' written notice.
Governing law. The laws of Scotland.
Signed: ____________ ____________
"""

REQUEST = """
# Request for Proposals: school bus routing
The Board invites proposals from qualified firms. Proposals are due at noon on 9 June.
# Proposal format
A proposal may not exceed fifteen pages. Each proposal must include a price proposal in a sealed envelope.
# Instructions to offerors
Offerors shall submit three copies of the proposal. Late proposals will be returned. Questions about the proposal must
be submitted in writing. An offeror whose proposal is incomplete will not be considered.
# Evaluation criteria
Proposals will be evaluated on approach (50 points), experience of the offeror (30 points) and price (20 points). Award
will be made to the proposal that offers the best value to the Board. The Board may reject any proposal.
"""

MANUAL = """
# Vexa 300 hand scanner: user manual
# Before you begin
Charge the scanner for two hours. Do not use a damaged cable.
# Installation
Plug the cradle into the computer. Open the Settings menu, select Devices and click Add. Press and hold the trigger
until the lamp turns green.
# Troubleshooting
If the lamp stays red, unplug the cradle, wait ten seconds and plug it in again. Make sure that the latest driver is
installed. See page 12 for the list of error codes. To restart the scanner, press both buttons.
"""

PAPER = """
# Sorting parcels with few sensors
# Abstract
We study how few sensors suffice to sort parcels. In this paper we present an algorithm and show that it needs half as
many sensors as the baseline [2, 5].
# 1 Introduction
Prior work by Ueda et al. [1] assumes one sensor per lane. Our method does not.
# 2 Experiments
Figure 3 shows the error on two benchmarks. Table 1 gives the mean of ten runs. The results agree with theory [4].
# 3 Related work
Several authors study similar problems [3, 6].
# References
"""

BROCHURE = """
# CAPABILITY STATEMENT
Plover Data is an award winning studio that helps cities see.
# CORE COMPETENCIES
Maps. Dashboards. Surveys. Training.
# PAST PERFORMANCE
Harbour authority: berth forecast, in use since 2018. Two water boards: leak maps trusted by engineers.
# COMPANY DATA
Founded 2010. NAICS 541512, 541611. Forty people in three cities. Visit us and learn more. Get in touch for a demo of
our products. Our mission is to make the city legible.
"""

FILLER = """
# Project Proposal
Prepared for: Client Name
# Executive Summary
Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna.
# About Us
Lorem ipsum dolor sit amet, consectetur adipiscing elit. Ut enim ad minim veniam, quis nostrud exercitation.
# Investment
Lorem ipsum dolor sit amet: $0.00. This is dummy text. Lorem ipsum dolor sit amet.
"""

LEASE = """
# Lease Agreement
This Agreement is made between Moss Estates (the "Landlord") and Bell Bakery (the "Tenant").
The Landlord lets the Premises to the Tenant for three years. The Tenant shall pay rent of $2,000 on the first of each
month. The Tenant shall not sublet the Premises. The Landlord shall keep the roof in repair. If rent is unpaid for
twenty days the Landlord may enter the Premises and end this Agreement. Governing law: the laws of Maine.
IN WITNESS WHEREOF the parties have signed.
"""

TERMS = """
# Terms of Service
By creating an account you agree to these terms. You may not use the app if you do not agree.
Your account. You must keep your password safe. We may close your account if you break these terms.
Your content. You keep your content and let us show it to other people who use our services.
Changes. We may change these terms; if you go on using our website you agree to the new ones. See our privacy policy.
"""


def document(text: str, *, kind: BlockKind = "paragraph", language: str = "en") -> Document:
    """Build a document from text in which a line with # is a heading and every other line a block of `kind`."""
    builder = DocumentBuilder()
    for line in text.strip().splitlines():
        builder.add(Draft("heading", line[2:], 1) if line.startswith("# ") else Draft(kind, line))
    return builder.build(Source("example.md", "0" * 64, "md"), language=language)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(PROPOSAL, "proposal", id="proposal"),
        pytest.param(PROPOSAL_THAT_QUOTES_A_REQUEST, "proposal", id="a proposal that quotes the request"),
        pytest.param(STATEMENT_OF_WORK, "sow", id="a statement of work with a services clause"),
        pytest.param(PUBLIC_STATEMENT_OF_WORK, "sow", id="a public statement of work"),
        pytest.param(SERVICES_AGREEMENT, "msa", id="a services agreement that names statements of work"),
        pytest.param(PLAIN_AGREEMENT, "msa", id="a plain agreement without recitals"),
        pytest.param(REQUEST, "other", id="a request that says proposal on every line"),
        pytest.param(MANUAL, "other", id="a manual"),
        pytest.param(PAPER, "other", id="a paper that says we"),
        pytest.param(BROCHURE, "other", id="a brochure without a client"),
        pytest.param(FILLER, "other", id="a proposal of filler text"),
        pytest.param(LEASE, "other", id="an agreement that is not about services"),
        pytest.param(TERMS, "other", id="terms for users"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert kind_of(document(text)).kind == kind


def test_the_reason_names_what_was_seen() -> None:
    assert 'titled "statement of work"' in kind_of(document(STATEMENT_OF_WORK)).because
    assert 'titled "services agreement"' in kind_of(document(SERVICES_AGREEMENT)).because
    assert 'says "dolor sit amet" 4 times' in kind_of(document(FILLER)).because


def test_too_few_words_are_not_judged() -> None:
    text = "# Statement of Work\n" + "word " * 36
    told = kind_of(document(text))
    assert (told.kind, told.confidence) == ("other", 0.25)
    assert told.because == "only 39 words of text: too few to tell"
    assert kind_of(document(text + " word")).because != told.because


def test_another_language_is_not_judged() -> None:
    told = kind_of(document(PROPOSAL, language="de"))
    assert (told.kind, told.confidence) == ("other", 0.25)
    assert told.because == 'written in "de": the kind is told from English words only'


@pytest.mark.parametrize("language", ["en", "en-GB", "und"])
def test_english_and_unknown_language_are_judged(language: str) -> None:
    assert kind_of(document(PROPOSAL, language=language)).kind == "proposal"


def seen(text: str, cue: str, *, kind: BlockKind = "paragraph") -> dict[str, int]:
    """Return what was counted of one cue."""
    measured = measure(document(text, kind=kind))
    return dict(measured.seen[[known.name for known in cues()].index(cue)])


def test_a_title_counts_the_widest_phrase_only() -> None:
    text = "# Request for Proposals\nOne line."
    assert seen(text, "a title of a request for offers") == {"request for proposals": 1}
    assert seen(text, "a title of a proposal") == {}
    assert seen("# A proposal\nOne line.", "a title of a proposal") == {"proposal": 1}


def test_the_title_ends_where_sentences_begin() -> None:
    sentence = "This one long sentence has many more words than any line of a title has, and only at its end proposal."
    assert seen(f"# Notes\n{sentence}", "a title of a proposal") == {}


def test_a_heading_of_one_word_must_be_the_whole_line() -> None:
    assert seen("# Scope\nText.", "headings about scope") == {"scope": 1}
    assert seen("# A wider scope\nText.", "headings about scope") == {}
    assert seen("# Our scope of work here\nText.", "headings about scope") == {"scope of work": 1}


def test_phrases_are_whole_words() -> None:
    assert seen("The work is deliverable. Two deliverables. Undeliverable mail.", "words about deliverables") == {
        "deliverable": 1,
        "deliverables": 1,
    }


def test_curly_and_straight_apostrophes_count_the_same() -> None:
    counted = {"client's": 1}
    assert seen("Off the client's site.", "words about one's client") == counted
    assert seen("Off the client’s site.", "words about one's client") == counted


@pytest.mark.parametrize("kind", ["header", "footer", "comment", "deleted"])
def test_page_furniture_and_deleted_text_do_not_count(kind: BlockKind) -> None:
    assert seen("Two deliverables.", "words about deliverables", kind=kind) == {}


def test_money_amounts_are_counted() -> None:
    assert seen("It costs $4,000, then USD 20 or ₹ 300; the 7 dwarfs are free.", "money amounts") == {"": 2, "usd": 1}


def test_blanks_are_counted() -> None:
    assert seen("By ______ and [COMPANY NAME] on [●], << here >>; a_b [Sic] <b>.", "blanks to fill in") == {"": 4}


def test_values_follow_their_documented_scale() -> None:
    measured = measure(document("Two deliverables. " + "word " * 598))
    values = {cue.name: value for cue, value in zip(cues(), measured.values, strict=True)}
    assert measured.words == 600
    assert values["words about deliverables"] == pytest.approx(0.6931471805599453)


def test_both_numbers_of_a_phrase() -> None:
    assert list(spelt_out("task order(s)")) == [("task", "order"), ("task", "orders")]
    assert list(spelt_out("offeror(s) shall")) == [("offeror", "shall"), ("offerors", "shall")]
    assert list(spelt_out("scope of work")) == [("scope", "of", "work")]


def test_cue_names_are_unique_and_each_counts_something() -> None:
    names = [cue.name for cue in cues()]
    assert len(set(names)) == len(names)
    assert all(cue.phrases or cue.pattern for cue in cues())
    assert all(cue.speaks_for and set(cue.speaks_for) <= set(KINDS) for cue in cues())
    assert all(phrase == phrase.lower() for cue in cues() for phrase in cue.phrases)


def test_chances_add_up_and_temperature_evens_them_out() -> None:
    sharp, even = chances((2.0, 0.0, 0.0, 0.0), 0.5), chances((2.0, 0.0, 0.0, 0.0), 2.0)
    assert sum(sharp) == pytest.approx(1)
    assert sharp[0] > even[0] > even[1] == even[2]


def test_the_shipped_model_fits_the_cues() -> None:
    model = models.load("kind", code=cues_version())
    assert set(model.values()["weights"]) == {cue.name for cue in cues()}


def test_a_changed_cue_changes_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = (dataclasses.replace(cues()[0], phrases=("offer",)), *cues()[1:])
    before = cues_version()
    monkeypatch.setattr(kind_module, "cues", lambda: changed)
    assert cues_version() != before


@pytest.fixture
def own_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """Yield the values of a model of our own that `kind_of` loads in place of the shipped one."""
    values: dict[str, object] = {
        "temperature": 1.0,
        "bias": [0.0, 0.0, 0.0, 0.0],
        "weights": {cue.name: [0.0, 0.0, 0.0, 0.0] for cue in cues()},
        "usual": {cue.name: 0.0 for cue in cues()},
    }

    def load(name: str, *, code: str) -> models.Model:
        return models.Model(name, code, "", {}, json.dumps(values).encode())

    monkeypatch.setattr(models, "load", load)
    kind_module._weights.cache_clear()
    yield values
    kind_module._weights.cache_clear()


def test_an_unsure_answer_names_the_runner_up(own_weights: dict[str, object]) -> None:
    own_weights["bias"] = [1.0, 0.5, 0.0, 0.0]
    told = kind_of(document(PROPOSAL))
    assert (told.kind, told.confidence) == ("proposal", 0.427)
    assert told.because == "nothing in it is typical of any kind; it could also be a statement of work (26%)"


def test_a_sure_answer_does_not(own_weights: dict[str, object]) -> None:
    own_weights["bias"] = [0.0, 0.0, 5.0, 0.0]
    told = kind_of(document(PROPOSAL))
    assert (told.kind, told.because) == ("msa", "nothing in it is typical of any kind")


def test_the_cues_that_spoke_most_come_first(own_weights: dict[str, object]) -> None:
    weights = {cue.name: [0.0, 0.0, 0.0, 0.0] for cue in cues()}
    weights["a title of a proposal"] = [9.0, 0.0, 0.0, 0.0]
    weights["headings about price"] = [3.0, 0.0, 0.0, 0.0]
    weights["words of a meeting"] = [-9.0, 0.0, 0.0, 0.0]
    own_weights["weights"] = weights
    assert kind_of(document(PROPOSAL)).because == 'titled "proposal"; has a heading with "investment"'


def test_what_is_missing_can_be_a_reason(own_weights: dict[str, object]) -> None:
    weights = {cue.name: [0.0, 0.0, 0.0, 0.0] for cue in cues()}
    weights["a vendor that speaks of itself"] = [9.0, 0.0, 0.0, 0.0]
    own_weights["weights"], own_weights["bias"] = weights, [-9.0, 0.0, 0.0, 3.0]
    own_weights["usual"] = {cue.name: 1.0 for cue in cues()}
    told = kind_of(document(LEASE))
    assert (told.kind, told.because) == ("other", 'no vendor speaks of itself as "we"')


@pytest.mark.parametrize(
    ("key", "value"),
    [("bias", [0.0, 0.0]), ("temperature", "warm"), ("weights", {}), ("usual", {"a title of a proposal": 1.0})],
)
def test_weights_that_do_not_fit_are_refused(own_weights: dict[str, object], key: str, value: object) -> None:
    own_weights[key] = value
    with pytest.raises(ModelError, match=r"^model 'kind': its weights have no good value for .*; train it anew$"):
        kind_of(document(PROPOSAL))


def test_weights_add_up_per_kind() -> None:
    count = len(cues())
    weights = Weights((1.0, 0.0, 0.0, 0.0), ((0.5, 0.0, 0.0, 2.0),) * count, (0.0,) * count, 1.0)
    assert weights.scores((1.0, 2.0, *[0.0] * (count - 2))) == (2.5, 0.0, 0.0, 6.0)
