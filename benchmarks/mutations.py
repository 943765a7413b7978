"""Damage to files: bytes, pieces and numbers of a PDF, the parts and the XML of a DOCX."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

Mutation = Callable[[bytearray, Random], None]

_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z]+")
_TAG = re.compile(rb"<(/?)(\w+:\w+)([^<>]*)>")
_VALUE = re.compile(rb'"[^"<>]*"')
_ODD_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"99999999999999999999",
    b"1e30",
    b"0.00001",
)
_ODD_VALUES = (b'""', b'"-1"', b'"999999999999"', b'"\xef\xbf\xbd"', b'"0"', b'"true"', b'"' + b"9" * 400 + b'"')


def mutated_pdf(data: bytes, random: Random) -> bytes:
    """Return a PDF with one to twelve mutations."""
    return _mutated(data, random, (_flip, _drop, _repeat, _swap, _cut, _number, _name, _noise))


def mutated_docx(data: bytes, random: Random) -> bytes:
    """Return a DOCX with damaged XML inside its parts, or now and then with a damaged package."""
    if random.random() < 0.2:
        return _mutated(data, random, (_flip, _drop, _repeat, _swap, _cut, _noise))
    parts = _parts(data)
    for name in random.sample(sorted(parts), k=random.randint(1, min(3, len(parts)))):
        harmless = (_tag_gone, _tag_doubled, _tag_wrapped, _value, _element_moved)
        parts[name] = _mutated(parts[name], random, harmless if random.random() < 0.8 else (_flip, _drop, _noise))
    if random.random() < 0.1:
        del parts[random.choice(sorted(parts))]
    return _package(parts)


def _mutated(data: bytes, random: Random, mutations: tuple[Mutation, ...]) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 12)):
        if changed:
            random.choice(mutations)(changed, random)
    return bytes(changed)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _package(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _stretch(data: bytearray, random: Random, longest: int = 2_000) -> tuple[int, int]:
    start = random.randrange(len(data))
    return start, min(len(data), start + random.randint(1, longest))


def _flip(data: bytearray, random: Random) -> None:
    for _ in range(random.randint(1, 20)):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _drop(data: bytearray, random: Random) -> None:
    start, end = _stretch(data, random)
    del data[start:end]


def _repeat(data: bytearray, random: Random) -> None:
    start, end = _stretch(data, random)
    data[end:end] = data[start:end] * random.choice((1, 2, 50))


def _swap(data: bytearray, random: Random) -> None:
    start, end = _stretch(data, random)
    there = random.randrange(len(data))
    piece = bytes(data[start:end])
    data[there : there + len(piece)] = piece


def _cut(data: bytearray, random: Random) -> None:
    if random.random() < 0.3:
        del data[random.randrange(len(data)) :]


def _noise(data: bytearray, random: Random) -> None:
    start = random.randrange(len(data))
    data[start:start] = random.randbytes(random.randint(1, 200))


def _replaced(data: bytearray, random: Random, pattern: re.Pattern[bytes], replacements: tuple[bytes, ...]) -> None:
    found = list(pattern.finditer(data))
    for match in sorted(random.sample(found, k=min(len(found), random.randint(1, 5))), key=lambda each: -each.start()):
        data[match.start() : match.end()] = random.choice(replacements)


def _number(data: bytearray, random: Random) -> None:
    _replaced(data, random, _NUMBER, _ODD_NUMBERS)


def _name(data: bytearray, random: Random) -> None:
    names = sorted({bytes(match.group()) for match in _NAME.finditer(data)})
    if names:
        _replaced(data, random, _NAME, tuple(names))


def _value(data: bytearray, random: Random) -> None:
    _replaced(data, random, _VALUE, _ODD_VALUES)


def _elements(data: bytearray) -> list[re.Match[bytes]]:
    """Return the tags of elements that hold nothing, which can go or come without harm to the XML around them."""
    return [match for match in _TAG.finditer(data) if match.group(3).endswith(b"/")]


def _tag_gone(data: bytearray, random: Random) -> None:
    found = _elements(data)
    if found:
        match = random.choice(found)
        del data[match.start() : match.end()]


def _tag_doubled(data: bytearray, random: Random) -> None:
    found = _elements(data)
    if found:
        match = random.choice(found)
        data[match.start() : match.start()] = match.group() * random.choice((1, 2, 500))


def _tag_wrapped(data: bytearray, random: Random) -> None:
    """Nest an element in copies of another one, as deep as no writer does."""
    names = sorted({bytes(match.group(2)) for match in _TAG.finditer(data)})
    found = _elements(data)
    if found:
        match, name, depth = random.choice(found), random.choice(names), random.choice((1, 3, 200))
        data[match.start() : match.end()] = b"<%s>" % name * depth + match.group() + b"</%s>" % name * depth


def _element_moved(data: bytearray, random: Random) -> None:
    found = _elements(data)
    if len(found) > 1:
        match, there = random.sample(found, k=2)
        data[there.start() : there.start()] = match.group()
