import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from reportlab.lib.utils import ImageReader
from tests.readers.pdf_samples import HEIGHT, WIDTH, lines_page, pdf_of

from proposalcheck.cli import main
from proposalcheck.readers import ocr
from proposalcheck.readers.ocr.tesseract import Picture, PrintedLine, PrintedWord

SCAN = pdf_of(
    lines_page("The Supplier bills by the hour for all of its work."),
    lambda canvas: canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT),
)


class OneWordEngine:
    def lines(self, picture: Picture) -> list[PrintedLine]:
        return [PrintedLine((PrintedWord("Acceptance", 200, 200, 400, 231, 96),), 31)]


@pytest.fixture
def scan(tmp_path: Path) -> str:
    path = tmp_path / "scan.pdf"
    path.write_bytes(SCAN)
    return str(path)


def test_read_recognises_pages_without_text_unless_told_not_to(scan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed", OneWordEngine)
    usual = json.loads(CliRunner().invoke(main, ["read", scan]).stdout)
    assert usual["text"].endswith("\nAcceptance")
    assert usual["coverage"]["not_read"] == ["Page 2 was read by OCR; check quotes against the page."]
    never = json.loads(CliRunner().invoke(main, ["read", "--ocr", "never", scan]).stdout)
    assert never["text"] == "The Supplier bills by the hour for all of its work."
    assert "leave out `--ocr never`" in never["problems"][0]["what"]


def test_scan_says_what_was_recognised_and_fails_on_what_was_not(scan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed", OneWordEngine)
    seen = CliRunner().invoke(main, ["scan", "--format", "json", "--fail-on", "never", "--kind", "sow", scan])
    assert seen.exit_code == 0
    assert json.loads(seen.stdout)["coverage"]["not_read"] == ["Page 2 was read by OCR; check quotes against the page."]
    monkeypatch.setattr(ocr, "installed", lambda: None)
    unseen = CliRunner().invoke(main, ["scan", "--format", "json", "--fail-on", "never", "--kind", "sow", scan])
    assert unseen.exit_code == 3
    assert json.loads(unseen.stdout)["coverage"]["pages_without_text"] == [2]


@pytest.mark.parametrize("command", ["read", "scan"])
def test_force_without_tesseract_cannot_run(command: str, scan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: None)
    done = CliRunner().invoke(main, [command, "--ocr", "force", scan])
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr == (
        "proposalcheck: --ocr force needs tesseract, which is not installed; run `pip install 'proposalcheck[ocr]'`\n"
    )
