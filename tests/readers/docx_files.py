"""Makes small DOCX packages from raw WordprocessingML, so that each test shows the XML it is about."""

import zipfile
from io import BytesIO

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PART_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header1": "hdr",
    "footer1": "ftr",
}


def docx(body: str, **parts: str) -> bytes:
    """Return a package whose body is `body`; `parts` give the inside of other parts by their file names."""
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_TYPE}{name.rstrip("1")}" Target="{name}.xml"/>' for name in parts
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels", _relations(f'<Relationship Id="m" Type="{_TYPE}officeDocument" Target="word/document.xml"/>')
        )
        archive.writestr("word/_rels/document.xml.rels", _relations(relations))
        archive.writestr("word/document.xml", f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            root = _PART_ROOTS[name]
            archive.writestr(f"word/{name}.xml", f"<w:{root} {_NAMESPACES}>{inside}</w:{root}>")
    return stream.getvalue()


def paragraph(*inside: str, properties: str = "") -> str:
    """Return a `w:p`; arguments that are no XML become runs."""
    runs = "".join(piece if piece.startswith("<") else run(piece) for piece in inside)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a `w:r` with `text`."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """Return a paragraph that Word numbers."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, shape: str, text: str, more: str = "", start: int = 1) -> str:
    """Return a `w:lvl` of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt '
        f'w:val="{shape}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _relations(inside: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )
