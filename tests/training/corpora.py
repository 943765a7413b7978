"""Small labelled data of our own: contracts as in a ZIP of CUAD, and a folder of labelled documents."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

LAW = "The laws of the State of {state} govern this Agreement."
FEE = "Client shall pay all invoices within {days} days of receipt."
FILLER = "The parties met in {place} to speak about the weather and the harvest."
PLACES = (
    "Ohio",
    "Utah",
    "Iowa",
    "Maine",
    "Texas",
    "Idaho",
    "Nevada",
    "Kansas",
    "Oregon",
    "Alaska",
    "Vermont",
    "Hawaii",
)


def contract(number: int) -> str:
    """Return the text of a contract; every third one says nothing of the law."""
    place = PLACES[number % len(PLACES)]
    lines = [
        f"SUPPLY AGREEMENT\n\nThis Supply Agreement is made on March {number + 1}, 2021 by Fernhill Ltd.",
        FILLER.format(place=place),
        FEE.format(days=10 + number),
        *([] if number % 3 == 2 else [LAW.format(state=place)]),
        FILLER.format(place=PLACES[(number + 5) % len(PLACES)]),
    ]
    return "\n\n".join(lines) + "\n"


def spans(text: str, *quotes: str) -> list[list[object]]:
    """Return each of `quotes` that stands in `text` as CUAD writes a span."""
    return [[text.index(quote), text.index(quote) + len(quote), quote] for quote in quotes if quote in text]


def contracts_zip(path: Path, count: int = 12, extra: str = "") -> Path:
    """Write a ZIP of `count` contracts with three categories; `extra` is added to the labels."""
    lines = []
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            text, place = contract(number), PLACES[number % len(PLACES)]
            archive.writestr(f"contract-{number:02}.txt", text)
            found = {
                "Agreement Date": spans(text, f"March {number + 1}, 2021"),
                "Document Name": spans(text, "SUPPLY AGREEMENT"),
                "Governing Law": spans(text, LAW.format(state=place)),
            }
            for category, quoted in found.items():
                lines.append(json.dumps({"doc": f"contract-{number:02}", "category": category, "spans": quoted}))
        archive.writestr("labels.jsonl", "\n".join(lines) + "\n" + extra)
    return path


def gold_folder(folder: Path, count: int = 10) -> Path:
    """Write a folder of `count` labelled agreements from as many sources, on two items of the catalogue."""
    (folder / "docs").mkdir(parents=True)
    (folder / "labels").mkdir()
    entries = []
    for number in range(count):
        name, text = f"{number:03}", contract(number)
        (folder / "docs" / f"{name}.txt").write_text(text)
        law = LAW.format(state=PLACES[number])
        labels = {
            "governing-law": {"v": "yes", "e": [law]} if law in text else {"v": "no"},
            "auto-renewal": {"v": "no"},
        }
        (folder / "labels" / f"{name}.json").write_text(json.dumps({"doc": name, "labels": labels}, indent=1))
        entry = {"id": name, "kind": "msa", "format": "txt", "source_repo": f"someone/{name}", "licence": "CC0"}
        entries.append(json.dumps(entry))
    (folder / "MANIFEST.jsonl").write_text("\n".join(entries) + "\n")
    return folder
