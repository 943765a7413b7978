"""`proposalcheck serve`: a page on this machine until Ctrl-C."""

from __future__ import annotations

import builtins
import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.documents import rule_data, write_catalogue
from tests.processes import started

from proposalcheck.cli import main

pytest.importorskip("starlette", reason="the extra `web` is not installed")
pytest.importorskip("uvicorn", reason="the extra `web` is not installed")
pytest.importorskip("python_multipart", reason="the extra `web` is not installed")

PRINTED = re.compile(r"proposalcheck: open (http://127\.0\.0\.1:(\d+)/)\?key=([\w-]{32})\n")


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    rules = write_catalogue(tmp_path / "rules", rule_data())
    (tmp_path / "proposalcheck.toml").write_text(f'rules = ["{rules}"]\nrules-only = true\nkind = "sow"\n')
    with started("-m", "proposalcheck", "serve", "--port", "0", cwd=tmp_path) as process:
        yield process
        process.kill()


def form(name: str, words: str) -> bytes:
    """Return an upload of one file as a browser sends it, with the boundary `edge`."""
    head = f'Content-Disposition: form-data; name="files"; filename="{name}"'
    return f"--edge\r\n{head}\r\n\r\n{words}\r\n--edge--\r\n".encode()


def test_it_answers_whoever_has_the_address_until_it_is_stopped(serving: subprocess.Popen[str]) -> None:
    assert serving.stderr is not None
    printed = PRINTED.fullmatch(serving.stderr.readline())
    assert printed is not None
    address, _, key = printed.groups()
    assert serving.stderr.readline() == "proposalcheck: the address is for you alone; press Ctrl-C here to end\n"
    cookies = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with pytest.raises(urllib.error.HTTPError) as refused:
        cookies.open(address, timeout=60)
    assert refused.value.code == 403
    refused.value.close()
    cookies.open(f"{address}?key={key}", timeout=60).close()
    sent = urllib.request.Request(
        f"{address}documents",
        form("secret-name.md", "# Term\n\nThe term renews by itself each May.\n"),
        {"Content-Type": "multipart/form-data; boundary=edge", "Origin": address.rstrip("/")},
    )
    with cookies.open(sent, timeout=60) as answer:
        assert "secret-name.md" in answer.read().decode()
    serving.send_signal(signal.SIGINT)
    out, said = serving.communicate(timeout=60)
    assert (out, serving.returncode) == ("", 0)
    assert said == "proposalcheck: ended; the documents are deleted\n"


def test_a_port_that_another_program_has_is_told_with_what_to_do() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--port", str(port)], catch_exceptions=False)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"--port {port}: cannot be used (Address already in use); another program has it" in result.stderr
    assert "--port 0" in result.stderr


def test_a_wrong_setting_is_told_before_anything_is_opened(tmp_path: Path) -> None:
    settings = tmp_path / "own.toml"
    settings.write_text('side = "judge"\n')
    result = CliRunner().invoke(main, ["serve", "--port", "0", "--settings", str(settings)], catch_exceptions=False)
    assert result.exit_code == 2
    assert "side" in result.stderr
    assert "key=" not in result.stderr


def test_without_its_packages_it_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == "uvicorn":
            raise ImportError(name)
        return genuine(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    result = CliRunner().invoke(main, ["serve"], catch_exceptions=False)
    assert result.exit_code == 2
    assert result.stderr == "proposalcheck: serve needs a few packages; pip install 'proposalcheck[web]'\n"


def test_no_option_makes_it_answer_other_machines() -> None:
    shown = CliRunner().invoke(main, ["serve", "--help"], catch_exceptions=False).stdout
    assert "--port" in shown
    assert "--host" not in shown
    assert "--bind" not in shown
