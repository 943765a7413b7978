"""(Result, Catalogue) -> bytes or text: one module or package for each format, and what they share beside them.

Each document on its own: `terminal` (text and table), `json` (JSON, JSON Lines, the schema, the document model) and
`brief` (one to two pages). Made of all documents at the end, from what `json` tells of each: `markdown`, `csv`, `xlsx`,
`sarif`, `junit` and `ics`; `html` makes its page from the results themselves.

Shared: `quotes` (a quote on one line and where it stands), `screener` (the row of a document, and what warns), `cells`
(text that a spreadsheet must not run).
"""
