"""Blocks as a tagged PDF, set by typst."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from safeconduct.observatory import charts
from safeconduct.observatory.blocks import Block, Chart, Notice, Page, Points, Section, Table, Text

HEAD = """
#set document(title: {title})
#set page(paper: "a4", margin: 22mm, numbering: "1")
#set text(lang: {lang}, dir: {direction}, font: ("Noto Sans", "Noto Sans Arabic", "Noto Sans Khmer"), size: 10.5pt,
  fill: rgb("#22303c"))
#set par(leading: 0.75em)
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 2): it => block(above: 2em, below: 0.8em, it)
#show table.cell.where(y: 0): strong
#heading(level: 1, {title})
"""


def pdf(told: Page) -> bytes:
    """Set a page as PDF/UA-1, for readers of paper and of screen readers alike."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        head = HEAD.format(
            title=_said(told.title), lang=_said(told.lang), direction="rtl" if told.rtl else "ltr"
        )
        body = "\n".join(_block(each, place, folder) for place, each in enumerate(told.blocks))
        foot = "\n".join(f'#text(size: 8pt, fill: rgb("#5b6770"), {_said(line)})\n' for line in told.footer)
        source = folder / "report.typ"
        source.write_text(f"{head}\n{body}\n#v(2em)\n{foot}", encoding="utf-8")
        made = typst.compile(str(source), format="pdf", pdf_standards="ua-1")
    if not isinstance(made, bytes):
        raise TypeError("typst answered with more than one file.")
    return made


def _said(words: str) -> str:
    """Write words as a string of typst, so that nothing in them is taken for markup."""
    return json.dumps(words, ensure_ascii=False)


def _block(block: Block, place: int, folder: Path) -> str:
    match block:
        case Section(title):
            return f"#heading(level: 2, {_said(title)})"
        case Text(words, lead):
            return f"#text(size: 13pt, {_said(words)})\n" if lead else f"#par({_said(words)})\n"
        case Notice(words):
            return f'#block(fill: rgb("#fdf3e7"), inset: 8pt, width: 100%, {_said(words)})'
        case Points(lines):
            return "#list(" + ", ".join(_said(line) for line in lines) + ")"
        case Table():
            return _table(block)
        case Chart(spec, says):
            (folder / f"{place}.svg").write_text(charts.svg(spec), encoding="utf-8")
            image = f'image("{place}.svg", alt: {_said(says)}, width: 100%)'
            return f"#figure({image}, caption: {_said(says)}, numbering: none)"


def _table(table: Table) -> str:
    width = len(table.head)
    head = ", ".join(_said(each) for each in table.head)
    cells = ", ".join(_said(each) for row in table.rows for each in row)
    return (
        f'#block(above: 1.2em, text(size: 9pt, fill: rgb("#5b6770"), {_said(table.caption)}))\n'
        f"#table(columns: {width}, stroke: (x: none, top: none, bottom: 0.5pt + luma(220)),"
        f" table.header({head}), {cells})"
    )
