"""Questions to a store that are ready to be asked, each in SQL that every kind of store understands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_COUNTED = """
       sum(case when f.severity = 'high' then 1 else 0 end) as high,
       sum(case when f.severity = 'medium' then 1 else 0 end) as medium,
       sum(case when f.severity = 'low' then 1 else 0 end) as low"""

_WARNINGS = "f.type in ('flag', 'gap') or (f.type = 'verdict' and f.severity <> 'info')"


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words, and in SQL."""

    words: str
    statement: str


QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "worst-documents": Question(
            "Which documents warn most?",
            f"""
select d.document, d.kind, d.provider, d.posture,{_COUNTED}
from documents d join findings f on f.document = d.document and ({_WARNINGS})
group by d.document, d.kind, d.provider, d.posture
order by high desc, medium desc, low desc, d.document""",
        ),
        "worst-vendors": Question(
            "Whose documents warn most, for each document of theirs?",
            f"""
select d.provider, count(distinct d.document) as documents,{_COUNTED},
       round(1.0 * sum(case when f.severity = 'high' then 1 else 0 end) / count(distinct d.document), 1) as high_each
from documents d join findings f on f.document = d.document and ({_WARNINGS})
where d.provider is not null
group by d.provider
order by high_each desc, high desc, medium desc, d.provider""",
        ),
        "common-gaps": Question(
            "What do documents leave out most often?",
            """
select f.rule, f.title, d.kind, count(*) as missing_in,
       (select count(*) from documents o where o.kind = d.kind) as documents
from findings f join documents d on d.document = f.document
where f.type = 'gap'
group by f.rule, f.title, d.kind
order by missing_in desc, f.rule, d.kind""",
        ),
        "common-flags": Question(
            "What warns in most documents?",
            """
select f.rule, f.title, count(distinct f.document) as documents, count(*) as places
from findings f
where f.type = 'flag'
group by f.rule, f.title
order by documents desc, places desc, f.rule""",
        ),
        "commitments-due": Question(
            "Which promises and other dates fall on a day, the earliest first?",
            """
select d.day, d.party, d.kind, d.title, d.arithmetic, d.document, d.section, d.page
from deadlines d
where d.day <> ''
order by d.day, d.document, d.deadline""",
        ),
        "open-commitments": Question(
            "How many promises of each side in each document lack a date, a measure or a remedy?",
            """
select c.document, c.side, count(*) as promises,
       sum(case when c.missing like '%date%' then 1 else 0 end) as no_date,
       sum(case when c.missing like '%measure%' then 1 else 0 end) as no_measure,
       sum(case when c.missing like '%remedy%' then 1 else 0 end) as no_remedy
from commitments c
where c.sort = 'promise'
group by c.document, c.side
order by no_date desc, c.document, c.side""",
        ),
        "unread": Question(
            "What could not be read, in whole or in part?",
            """
select p.document, p.stage, p.what
from problems p
order by p.document, p.problem""",
        ),
    }
)
"""The ready questions, by name."""
