"""A calendar (iCalendar, RFC 5545) of the deadlines that have a day, each with its arithmetic and its quote.

The same documents give the same bytes: an event is told apart by its fingerprint and its document, and its stamp is
fixed. What could not be worked out is listed in the description of the calendar, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, cast

from proposalcheck import __version__
from proposalcheck.reports.json import part, unread
from proposalcheck.reports.quotes import place_of

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["part", "unread", "whole"]

STAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""The stamp of every event; the format asks for one, and a clock would make each run another file."""


def whole(parts: Sequence[object]) -> str:
    """Return one calendar for all documents, its events by day."""
    from icalendar import Calendar, vText

    objects = [cast("dict[str, Any]", told) for told in parts]
    calendar = Calendar()
    calendar.add("prodid", f"-//proposalcheck//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText("Contract deadlines"))
    calendar.add("x-wr-caldesc", vText("\n".join(_left_out(objects))))
    dated = [(told, deadline) for told in objects for deadline in told.get("deadlines", ()) if deadline["day"]]
    for told, deadline in sorted(dated, key=lambda one: (one[1]["day"], one[0]["document"]["path"])):
        calendar.add_component(_event(told["document"], deadline))
    return bytes(calendar.to_ical()).decode()


def _left_out(objects: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each document, each deadline without a day, and whatever could not be read."""
    for told in objects:
        deadlines = told.get("deadlines", ())
        undated = [deadline for deadline in deadlines if not deadline["day"]]
        yield f"{told['document']['path']}: {len(deadlines) - len(undated)} dated, {len(undated)} without a day"
        yield from (f"- {deadline['title']}: {deadline['reason']}" for deadline in undated)
        yield from (f"- not looked at: {problem['what']}" for problem in told["problems"])


def _event(document: dict[str, Any], deadline: dict[str, Any]) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{deadline['fingerprint']}-{document['sha256'][:12]}@proposalcheck")
    event.add("dtstamp", STAMP)
    event.add("dtstart", date.fromisoformat(deadline["day"]))
    event.add("summary", deadline["title"])
    event.add("description", "\n".join(_words(document, deadline)))
    event.add("categories", [deadline["kind"]])
    event.add("transp", "TRANSPARENT")
    return event


def _words(document: dict[str, Any], deadline: dict[str, Any]) -> Iterator[str]:
    where = place_of(deadline["page"], deadline["section"])
    yield f"{deadline['day']}: {deadline['arithmetic']}"
    yield f"“{' '.join(deadline['quote'].split())}”"
    yield f"{document['path']}" + (f", {where}" if where else "")
