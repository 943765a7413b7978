"""Loading rule files: what is taken as written, and every kind of fault with its exact text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.documents import rule_data, signal_data, topic_data, write_catalogue, write_file

from proposalcheck.catalogue import Catalogue, load_catalogue
from proposalcheck.catalogue.source import read_source
from proposalcheck.checks import ANSWERS, PLACEHOLDERS
from proposalcheck.errors import CatalogueError, UsageError

FILE = "contract/silent-renewal.yaml"


def faults(folder: Path, *owners: dict[str, Any]) -> tuple[str, ...]:
    """Return the faults in a catalogue of `owners`, and of what else lies in `folder`."""
    with pytest.raises(CatalogueError) as error:
        load_catalogue(write_catalogue(folder, *owners))
    assert str(error.value) == "\n".join(error.value.faults)
    return tuple(fault.replace(f"{folder.as_posix()}/", "") for fault in error.value.faults)


def line_of(data: dict[str, Any], start: str) -> int:
    """Return the line of the file of `data` that begins with `start`."""
    lines = yaml.safe_dump(data, sort_keys=False, allow_unicode=True).split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))


def test_a_sound_catalogue(tmp_path: Path) -> None:
    rules = (rule_data(), topic_data(family="governance"), signal_data())
    catalogue = load_catalogue(write_catalogue(tmp_path, *rules))
    assert list(catalogue.rules) == ["silent-renewal", "named-lead"]
    assert list(catalogue.signals) == ["hourly"]
    assert catalogue.rules["silent-renewal"].title == "The term renews by itself"
    assert set(catalogue.phrases.phrases) == {"renews by itself", "project lead is", "per hour"}
    assert [signal.name for signal in catalogue.signal_definitions] == ["hourly"]


TOP = [
    (
        {"colour": "red"},
        "colour: ",
        "colour",
        "is not a key that is known here; check its spelling against `proposalcheck rules show`",
    ),
    (
        {"topic": "red"},
        "topic: ",
        "topic",
        "is not a key that is known here; check its spelling against `proposalcheck rules show`",
    ),
    ({"why": None}, "", "why", "is missing; every rule needs it"),
    ({"why": ""}, "why: ", "why", "is empty; write at least one word"),
    ({"why": ["a", "b"]}, "why:", "why", "must be a text, not a list or further keys"),
    (
        {"severity": "grave"},
        "severity: ",
        "severity",
        "must be one of 'high', 'medium', 'low' or 'info', not \"grave\"",
    ),
    ({"type": "gap"}, "type: ", "type", "must be one of 'flag', 'topic' or 'verdict', not \"gap\""),
    ({"status": "old"}, "status: ", "status", "must be one of 'preview', 'stable' or 'deprecated', not \"old\""),
    ({"applies_to": ["msa", "nda"]}, "- nda", "applies_to.1", "must be one of 'proposal', 'sow' or 'msa', not \"nda\""),
    ({"applies_to": []}, "applies_to: ", "applies_to", "has too few entries; 1 are needed, 0 given"),
    ({"applies_to": "msa"}, "applies_to: ", "applies_to", "must be a list, each entry on a line of its own after `- `"),
    ({"title": "x" * 91}, "title: ", "title", "has more than 90 characters; make it shorter"),
    ({"check": "phrase"}, "check: ", "check", "must hold keys and values, not a text or a list"),
    (
        {"message": "{value} rises"},
        "message: ",
        "message",
        '{value} is not offered by checks of kind "phrase"; it offers {match}, {party}',
    ),
    (
        {"message": "{} rises"},
        "message: ",
        "message",
        '{} is not offered by checks of kind "phrase"; it offers {match}, {party}',
    ),
    (
        {"message": "{match.start} rises"},
        "message: ",
        "message",
        '{match.start} is not offered by checks of kind "phrase"; it offers {match}, {party}',
    ),
    (
        {"message": "rises {"},
        "message: ",
        "message",
        "has a brace that does not pair; write {{ or }} for a brace that is to be shown",
    ),
    (
        {"message_if_fine": "{share}"},
        "message_if_fine: ",
        "message_if_fine",
        '{share} is not offered by checks of kind "phrase"; it offers {match}, {party}',
    ),
    ({"examples": "none"}, "examples: ", "examples", "must hold keys and values, not a text or a list"),
]


@pytest.mark.parametrize(("changed", "line", "key", "what"), TOP)
def test_faults_at_the_top(tmp_path: Path, changed: dict[str, Any], line: str, key: str, what: str) -> None:
    data = rule_data(**changed)
    number = line_of(data, line) if line else 1
    assert faults(tmp_path, data) == (f"{FILE}:{number}: {key}: {what}",)


PHRASE = {"kind": "phrase", "any_of": ["renews by itself"]}
KINDS = ", ".join(f"'{kind}'" for kind in PLACEHOLDERS)
FLAGGING = " or ".join(kind for kind, answer in ANSWERS.items() if answer == "flag")
CHECKS = [
    ({"kind": "regex"}, "check:", "check", f'is of the unknown kind "regex"; use one of {KINDS}'),
    ({"any_of": ["x"]}, "check:", "check", "has no `kind`; add for example `kind: phrase`"),
    ({"kind": "phrase"}, "check:", "check.any_of", "is missing; every rule needs it"),
    ({**PHRASE, "any_of": []}, "  any_of:", "check.any_of", "has too few entries; 1 are needed, 0 given"),
    (
        {**PHRASE, "above": "30 days"},
        "  above:",
        "check.above",
        "is not a key that is known here; check its spelling against `proposalcheck rules show`",
    ),
    (
        {**PHRASE, "topic": "x"},
        "  topic:",
        "check.topic",
        "is not a key that is known here; check its spelling against `proposalcheck rules show`",
    ),
    (
        {**PHRASE, "units": ["page"]},
        "  - page",
        "check.units.0",
        "must be one of 'sentence', 'row', 'heading' or 'contents', not \"page\"",
    ),
    (
        {**PHRASE, "any_of": ["may|can"]},
        "  any_of:",
        "check.any_of",
        '"may|can": put alternatives in round brackets, as in "(may|can) replace"',
    ),
    (
        {**PHRASE, "any_of": ["/(may/"]},
        "  any_of:",
        "check.any_of",
        '"/(may/" does not compile: missing ), unterminated subpattern at position 0',
    ),
    (
        {**PHRASE, "any_of": ["/may(?=x)/"]},
        "  any_of:",
        "check.any_of",
        '"/may(?=x)/" does not compile: invalid perl operator: (?=',
    ),
    (
        {**PHRASE, "unless_in_sentence": ["[no]"]},
        "  unless_in_sentence:",
        "check.unless_in_sentence",
        '"[no]" would match anywhere; at least one word must be required',
    ),
    (
        {**PHRASE, "any_of": ["a b", "c d", "a b"]},
        "  any_of:",
        "check.any_of",
        '"a b" stands there twice; take one out',
    ),
    (
        {**PHRASE, "with_signal_in_section": ["hour"]},
        "  with_signal_in_section:",
        "check.with_signal_in_section",
        'no signal is called "hour"; known are none',
    ),
    ({"kind": "signal", "any_of": ["hour"]}, "  any_of:", "check.any_of", 'no signal is called "hour"; known are none'),
    (
        {"kind": "value", "value": "length", "any_of": ["x y"]},
        "  value:",
        "check.value",
        "must be one of 'duration', 'percent', 'money', 'effort', 'rate' or 'headcount', not \"length\"",
    ),
    (
        {"kind": "value", "value": "money", "any_of": ["x y"]},
        "check:",
        "check",
        'give one limit: below: "30 days", or above: "60 days"',
    ),
    (
        {"kind": "value", "value": "money", "any_of": ["x y"], "above": "much"},
        "check:",
        "check",
        '"much" is no money; write for example "$5,000"',
    ),
    (
        {"kind": "topic", "strong": ["x y"]},
        "  kind:",
        "check.kind",
        f'a rule of type "flag" is checked by {FLAGGING}, not by "topic"',
    ),
]


@pytest.mark.parametrize(("check", "line", "key", "what"), CHECKS)
def test_faults_in_the_check(tmp_path: Path, check: dict[str, Any], line: str, key: str, what: str) -> None:
    message = "It goes on." if check.get("kind") == "topic" else 'It goes on: "{match}"'
    data = rule_data(check=check, message=message)
    assert faults(tmp_path, data) == (f"{FILE}:{line_of(data, line)}: {key}: {what}",)


OTHER_TYPES = [
    (
        topic_data(message_if_fine=None),
        "",
        "message_if_fine",
        "is missing; a topic needs the words for when all is well",
    ),
    (
        topic_data(message="{match}"),
        "message: ",
        "message",
        '{match} is not offered by checks of kind "topic"; it offers none',
    ),
    (
        topic_data(check={"kind": "topic", "strong": ["x y"], "enough": "much"}),
        "  enough:",
        "check.enough",
        'must be a whole number, not "much"',
    ),
    (
        topic_data(check={"kind": "topic", "strong": ["x y"], "enough": "0"}),
        "  enough:",
        "check.enough",
        'must be at least 1, not "0"',
    ),
    (
        topic_data(type="verdict", check={"kind": "share", "of": ["x"], "against": ["y"], "above": "60 %"}),
        "  above:",
        "check.above",
        'must be a number, not "60 %"',
    ),
    (
        topic_data(type="verdict", check={"kind": "share", "of": ["x"], "against": ["y"], "above": "1"}),
        "  above:",
        "check.above",
        'must be less than 1.0, not "1"',
    ),
    (
        topic_data(type="verdict", check={"kind": "share", "of": ["x"], "against": ["y"], "above": "0"}),
        "  above:",
        "check.above",
        'must be more than 0.0, not "0"',
    ),
]


@pytest.mark.parametrize(("data", "line", "key", "what"), OTHER_TYPES)
def test_faults_in_topics_and_verdicts(tmp_path: Path, data: dict[str, Any], line: str, key: str, what: str) -> None:
    number = line_of(data, line) if line else 1
    assert faults(tmp_path, data) == (f"contract/named-lead.yaml:{number}: {key}: {what}",)


def examples(**changed: Any) -> dict[str, Any]:
    """Return a rule whose examples are changed."""
    return rule_data(examples=rule_data()["examples"] | changed)


EXAMPLES = [
    ({"flag": ["It ⟦renews⟧."]}, "  flag:", "examples.flag", "has too few entries; 3 are needed, 1 given"),
    ({"pass": []}, "  pass:", "examples.pass", "has too few entries; 3 are needed, 0 given"),
    (
        {"maybe": []},
        "  maybe:",
        "examples.maybe",
        "is not a key that is known here; check its spelling against `proposalcheck rules show`",
    ),
    ({"flag": ["⟦a⟧", "b", "⟦c⟧"]}, "  - b", "examples.flag.1", "mark the exact words to be found with ⟦ and ⟧"),
    ({"flag": ["⟦a⟧", "⟦b⟧", "⟦c"]}, "  - ⟦c", "examples.flag.2", "mark the exact words to be found with ⟦ and ⟧"),
    ({"flag": ["⟦a⟧", "⟦b⟧", "⟦c⟧", ""]}, "  - ''", "examples.flag.3.text", "is empty; write at least one word"),
    ({"known_wrong": [["a"]]}, "  - - a", "examples.known_wrong.0", "must hold keys and values, not a text or a list"),
]


@pytest.mark.parametrize(("changed", "line", "key", "what"), EXAMPLES)
def test_faults_in_the_examples(tmp_path: Path, changed: dict[str, Any], line: str, key: str, what: str) -> None:
    data = examples(**changed)
    assert faults(tmp_path, data) == (f"{FILE}:{line_of(data, line)}: {key}: {what}",)


def test_a_near_miss_marks_nothing_and_says_why(tmp_path: Path) -> None:
    near_misses = [{"text": "It ⟦ends⟧.", "because": "an end"}, {"text": "It ends."}, "It stops."]
    data = examples(**{"pass": near_misses})
    assert faults(tmp_path, data) == (
        f"{FILE}:{line_of(data, '  - text: It ⟦')}: examples.pass.0: "
        "a passing example marks nothing; take out ⟦⟧ or move it to `flag`",
        f"{FILE}:{line_of(data, '  - text: It ends')}: examples.pass.1: say `because:` why this near miss must pass",
        f"{FILE}:{line_of(data, '  - It stops')}: examples.pass.2: say `because:` why this near miss must pass",
    )


@pytest.mark.parametrize(
    "name", ["Silent-Renewal", "silent_renewal", "silent--renewal", "-silent", "silent renewal", "9lives"]
)
def test_an_id_is_words_with_hyphens(tmp_path: Path, name: str) -> None:
    assert faults(tmp_path, rule_data(id=name)) == (
        f"contract/{name}.yaml:1: id: must be words in lower case with hyphens between, such as `auto-renewal`",
    )


def write_rule(folder: Path, name: str, data: dict[str, Any]) -> None:
    write_file(folder, name, yaml.safe_dump(data, sort_keys=False, allow_unicode=True))


def test_file_and_folder_are_named_like_id_and_family(tmp_path: Path) -> None:
    write_rule(tmp_path, "partnership/renewal.yaml", rule_data())
    assert faults(tmp_path) == (
        'partnership/renewal.yaml:1: id: the file is named "renewal"; the two must be the same',
        'partnership/renewal.yaml:3: family: the file lies in the folder "partnership"; the two must be the same',
    )


def test_a_signal_is_named_like_its_file(tmp_path: Path) -> None:
    write_rule(tmp_path, "signals/daily.yaml", signal_data())
    assert faults(tmp_path) == ('signals/daily.yaml:1: id: the file is named "daily"; the two must be the same',)


@pytest.mark.parametrize(
    ("changed", "key", "what"),
    [
        ({"summary": None}, "summary", "is missing; every rule needs it"),
        ({"any_of": ["(x"]}, "any_of", '"(x": a "(" is never closed'),
        (
            {"unless_in_sentence": ["*"]},
            "unless_in_sentence",
            '"*" would match anywhere; at least one word must be required',
        ),
        (
            {"severity": "low"},
            "severity",
            "is not a key that is known here; check its spelling against `proposalcheck rules show`",
        ),
    ],
)
def test_faults_in_a_signal(tmp_path: Path, changed: dict[str, Any], key: str, what: str) -> None:
    data = signal_data(**changed)
    number = line_of(data, f"{key}:") if key in data else 1
    assert faults(tmp_path, data) == (f"signals/hourly.yaml:{number}: {key}: {what}",)


def test_an_unknown_signal_is_told_with_the_known_ones(tmp_path: Path) -> None:
    data = rule_data(check={**PHRASE, "unless_signal_in_sentence": ["hour"]})
    assert faults(tmp_path, data, signal_data(), signal_data(id="daily")) == (
        f"{FILE}:{line_of(data, '  unless_signal')}: check.unless_signal_in_sentence: "
        'no signal is called "hour"; known are daily, hourly',
    )


@pytest.mark.parametrize(
    ("case", "key", "what"),
    [
        ({}, "0", "give a condition beside the severity, for example with_in_sentence"),
        ({"with_in_sentence": ["(x"]}, "0.with_in_sentence", '"(x": a "(" is never closed'),
        (
            {"with_signal_in_section": ["hour"]},
            "0.with_signal_in_section",
            'no signal is called "hour"; known are none',
        ),
        ({"not_as": ["x y"]}, "0.not_as", "is not a key that is known here"),
    ],
)
@pytest.mark.parametrize("place", ["severity_when", "provider.severity_when"])
def test_faults_in_a_case_of_severity(tmp_path: Path, place: str, case: dict[str, Any], key: str, what: str) -> None:
    cases = [{"severity": "low", **case}]
    view = {"severity": "low", "why": "It goes on.", "ask": "May it?", "fallback": "It renews.", "severity_when": cases}
    data = rule_data(**({"severity_when": cases} if place == "severity_when" else {"provider": view}))
    (fault,) = faults(tmp_path, data)
    assert f": {place}.{key}: {what}" in fault


def test_an_id_names_one_rule(tmp_path: Path) -> None:
    assert faults(tmp_path, rule_data(), rule_data(family="partnership")) == (
        f'partnership/silent-renewal.yaml:1: id: "silent-renewal" is used already in {FILE}; an id names one rule',
    )


def test_a_key_given_twice_is_a_fault(tmp_path: Path) -> None:
    text = yaml.safe_dump(rule_data(), sort_keys=False, allow_unicode=True)
    lines = text.count("\n")
    write_file(tmp_path, FILE, f"{text}severity: low\n")
    assert faults(tmp_path) == (f"{FILE}:{lines + 1}: severity: given twice; keep one of the two",)


def test_a_key_given_twice_further_in_is_a_fault(tmp_path: Path) -> None:
    write_file(tmp_path, FILE, "id: x\ncheck:\n  kind: phrase\n  kind: topic\n")
    assert faults(tmp_path) == (f"{FILE}:4: check.kind: given twice; keep one of the two",)


CURE = "put a text with a colon or a quote in quotes or under `>`"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("id: x\nwhy: one: two\n", 2, f"not valid YAML: mapping values are not allowed in this context; {CURE}"),
        ('id: x\nwhy: "one\n', 3, f"not valid YAML: found unexpected end of stream; {CURE}"),
        ("id: x\n---\nid: y\n", 2, f"not valid YAML: but found another document; {CURE}"),
        ("", 1, "a rule file is a list of keys and values, such as `id: auto-renewal`"),
        ("- one\n- two\n", 1, "a rule file is a list of keys and values, such as `id: auto-renewal`"),
        ("just words", 1, "a rule file is a list of keys and values, such as `id: auto-renewal`"),
    ],
)
def test_what_is_no_rule_file(tmp_path: Path, text: str, line: int, what: str) -> None:
    write_file(tmp_path, FILE, text)
    assert faults(tmp_path) == (f"{FILE}:{line}: file: {what}",)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    write_file(tmp_path, FILE, "").write_bytes(b"id: \xff\xfe\n")
    (fault,) = faults(tmp_path)
    assert fault.startswith(f"{FILE}:1: file: not valid YAML: ")


@pytest.mark.parametrize(
    "name", ["silent-renewal.yaml", "contract/more/silent-renewal.yaml", "contract/silent-renewal.yml"]
)
def test_a_file_in_the_wrong_place_is_not_passed_over(tmp_path: Path, name: str) -> None:
    write_rule(tmp_path, name, rule_data())
    assert faults(tmp_path, topic_data()) == (f"{name}:1: file: is not read here; a rule file is named FAMILY/ID.yaml",)


def test_faults_of_several_files_are_told_in_one_run(tmp_path: Path) -> None:
    write_file(tmp_path, "contract/broken.yaml", "id: [\n")
    told = faults(
        tmp_path,
        rule_data(severity="grave", why=None),
        topic_data(message="{match} {share}"),
        signal_data(any_of=["(x"]),
    )
    assert [fault.split(" ")[0:2] for fault in told] == [
        ["contract/broken.yaml:2:", "file:"],
        ["contract/named-lead.yaml:16:", "message:"],
        ["contract/named-lead.yaml:16:", "message:"],
        [f"{FILE}:5:", "severity:"],
        [f"{FILE}:1:", "why:"],
        ["signals/hourly.yaml:3:", "any_of:"],
    ]


def test_plain_words_stay_as_written(tmp_path: Path) -> None:
    text = "why: no\nask: 1:30\nsource: 2024-01-02\ntitle: 012\nlist: [yes, ~, 1.0, 0x1F, null]\nnone:\n"
    source = read_source(write_file(tmp_path, "rule.yaml", text), "rule.yaml")
    assert source.data == {
        "why": "no",
        "ask": "1:30",
        "source": "2024-01-02",
        "title": "012",
        "list": ["yes", "~", "1.0", "0x1F", "null"],
        "none": "",
    }
    assert source.lines[("list", 1)] == 5


def test_a_rule_keeps_words_that_yaml_would_change(tmp_path: Path) -> None:
    text = yaml.safe_dump(rule_data(why=None, ask=None), sort_keys=False, allow_unicode=True) + "why: no\nask: 1:30\n"
    write_file(tmp_path, FILE, text)
    rule = load_catalogue(tmp_path).rules["silent-renewal"]
    assert (rule.why, rule.ask) == ("no", "1:30")


def test_a_folder_without_rules(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        load_catalogue(tmp_path)
    assert str(error.value) == f"{tmp_path} holds no rule files; they are named FAMILY/ID.yaml"


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        load_catalogue(tmp_path / "rules")
    what = "is no folder; give the folder that holds the rule files, one folder a family"
    assert str(error.value) == f"{tmp_path / 'rules'} {what}"


def sound(folder: Path) -> Catalogue:
    return load_catalogue(write_catalogue(folder, rule_data(), topic_data(family="governance")))


def test_the_hash_is_of_what_the_files_say(tmp_path: Path) -> None:
    first, second = sound(tmp_path / "one"), sound(tmp_path / "two")
    assert first.sha256 == second.sha256
    assert len(first.sha256) == 64
    write_catalogue(tmp_path / "two", rule_data(why="Another reason."))
    assert load_catalogue(tmp_path / "two").sha256 != first.sha256


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ((), (), ["silent-renewal", "named-lead"]),
        (("governance",), (), ["named-lead"]),
        (("silent-renewal",), (), ["silent-renewal"]),
        (("governance", "silent-renewal"), (), ["silent-renewal", "named-lead"]),
        ((), ("contract",), ["named-lead"]),
        (("contract",), ("silent-renewal",), []),
    ],
)
def test_a_catalogue_may_be_restricted(
    tmp_path: Path, select: tuple[str, ...], ignore: tuple[str, ...], kept: list[str]
) -> None:
    catalogue = sound(tmp_path)
    assert list(catalogue.restricted(select, ignore).rules) == kept
    assert catalogue.restricted(select, ignore).sha256 == catalogue.sha256


@pytest.mark.parametrize("names", [{"select": ["renewal"]}, {"ignore": ["renewal"]}])
def test_a_name_that_is_none_is_refused(tmp_path: Path, names: dict[str, list[str]]) -> None:
    with pytest.raises(UsageError) as error:
        sound(tmp_path).restricted(**names)
    assert str(error.value) == 'no rule or family is called "renewal"; did you mean silent-renewal?'


def test_rules_apply_to_kinds(tmp_path: Path) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path, rule_data(applies_to=["msa"]), topic_data()))
    assert [rule.id for rule in catalogue.for_kind("msa")] == ["named-lead", "silent-renewal"]
    assert [rule.id for rule in catalogue.for_kind("sow")] == ["named-lead"]
    assert catalogue.for_kind("other") == []


def test_every_kind_of_check_says_what_it_offers_and_answers() -> None:
    assert PLACEHOLDERS.keys() == ANSWERS.keys()
