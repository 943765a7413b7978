"""The pool: answers in order, limits kept from outside, no document takes another along."""

from __future__ import annotations

import gc
import os
import signal
from dataclasses import replace

from tests.batch import work
from tests.processes import started

from proposalcheck.batch.pool import Limits, Work, in_processes

WORK = Work(work.one, work.lost)


def test_answers_come_in_the_order_of_the_documents() -> None:
    named = [f"d{number}" for number in range(40)]
    assert list(in_processes(named, WORK, 2, Limits())) == [f"did {name}" for name in named]


def test_what_is_known_needs_no_work() -> None:
    known = {"hang": "knew it", "b": "knew b"}
    work_known = replace(WORK, known=known.get)
    expected = ["knew it", "did a", "knew b"]
    assert list(in_processes(["hang", "a", "b"], work_known, 2, Limits())) == expected
    assert list(work_known.alone(["hang", "a", "b"])) == expected


def test_the_collector_looks_seldom_only_while_there_is_work() -> None:
    usual = gc.get_threshold()
    answers = WORK.alone(["a", "b"])
    assert next(answers) == "did a"
    assert gc.get_threshold()[0] > usual[0]
    assert list(answers) == ["did b"]
    assert gc.get_threshold() == usual


def test_no_documents_no_answers() -> None:
    assert list(in_processes([], WORK, 2, Limits())) == []


def test_a_document_that_ends_its_process_is_told_and_the_others_are_done() -> None:
    answers = list(in_processes(["a", "crash", "b", "c"], WORK, 1, Limits()))
    why = "reading it ended the process; the file is damaged in a way that is not handled"
    assert answers == ["did a", f"lost crash: {why}", "did b", "did c"]


def test_a_document_that_takes_too_long_is_stopped() -> None:
    answers = list(in_processes(["hang", "a", "hang 2", "b"], WORK, 2, Limits(seconds=1.5)))
    why = "it took longer than 1.5 seconds and was stopped (see --timeout)"
    assert answers == [f"lost hang: {why}", "did a", f"lost hang 2: {why}", "did b"]


def test_a_document_that_takes_too_much_memory_is_stopped() -> None:
    answers = list(in_processes(["swell", "a"], WORK, 1, Limits(mebibytes=400)))
    assert answers == [
        "lost swell: it took more than 400 MB of memory and was stopped (see --max-memory)",
        "did a",
    ]


def test_leaving_early_ends_the_processes() -> None:
    answers = in_processes(["a", "hang", "hang"], WORK, 2, Limits())
    assert next(answers) == "did a"
    answers.close()  # type: ignore[attr-defined]


def test_an_interrupt_ends_all_processes_without_a_word_from_them() -> None:
    program = (
        "import os\n"
        "from proposalcheck.batch.pool import Limits, Work, in_processes\n"
        "from tests.batch import work\n"
        "if __name__ == '__main__':\n"
        "    try:\n"
        "        for answer in in_processes(['a', 'hang', 'hang'], Work(work.one, work.lost), 2, Limits()):\n"
        "            print(answer, flush=True)\n"
        "    except KeyboardInterrupt:\n"
        "        print('stopped')\n"
    )
    with started("-c", program, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "did a\n"
        os.killpg(process.pid, signal.SIGINT)
        said, complained = process.communicate(timeout=60)
    assert (said, complained) == ("stopped\n", "")
