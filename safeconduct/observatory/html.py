"""Blocks as one web page that holds everything it needs: no script, nothing fetched, prints well."""

from html import escape

from safeconduct.observatory import charts
from safeconduct.observatory.blocks import Block, Chart, Notice, Page, Points, Section, Table, Text

CSS = """
:root { color-scheme: light; --ink: #22303c; --quiet: #5b6770; --line: #dde2e5; --accent: #1f6f6b; --warm: #fdf3e7; }
body { margin: 0; background: #fbfaf8; color: var(--ink); font: 1rem/1.6 "Noto Sans", system-ui, sans-serif; }
main, footer { max-inline-size: 46rem; margin-inline: auto; padding: 1.5rem 1.25rem; }
h1 { font-size: 1.9rem; line-height: 1.25; margin-block: 1rem 0.5rem; }
h2 { font-size: 1.3rem; margin-block: 2.5rem 0.5rem; }
.lead { font-size: 1.25rem; border-inline-start: 4px solid var(--accent); padding-inline-start: 1rem; }
.warning { background: var(--warm); border-inline-start: 4px solid #b4632d; padding: 0.75rem 1rem; }
figure { margin: 1.5rem 0; }
figure svg { inline-size: 100%; min-inline-size: 32rem; block-size: auto; direction: ltr; }
figcaption, caption, footer { color: var(--quiet); font-size: 0.9rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; inline-size: 100%; min-inline-size: 32rem; font-variant-numeric: tabular-nums; }
caption { text-align: start; padding-block-end: 0.5rem; }
th, td { text-align: start; padding: 0.4rem 0.75rem; border-block-end: 1px solid var(--line); vertical-align: top; }
footer { border-block-start: 1px solid var(--line); overflow-wrap: anywhere; }
@media print { body { background: white; } figure, table { break-inside: avoid; } }
"""


def page(told: Page) -> str:
    """Write a page. Every word is escaped; charts are drawn as SVG with their sentence as name."""
    body = "\n".join(_block(each) for each in told.blocks)
    foot = "".join(f"<p>{escape(line)}</p>" for line in told.footer)
    direction = "rtl" if told.rtl else "ltr"
    return (
        f'<!doctype html>\n<html lang="{escape(told.lang)}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(told.title)}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(told.title)}</h1>\n{body}\n</main>\n<footer>{foot}</footer>\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Section(title):
            return f"<h2>{escape(title)}</h2>"
        case Text(words, lead):
            return f'<p class="lead">{escape(words)}</p>' if lead else f"<p>{escape(words)}</p>"
        case Notice(words):
            return f'<p class="warning">{escape(words)}</p>'
        case Points(lines):
            return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
        case Table():
            return _table(block)
        case Chart(spec, says):
            drawn = charts.svg(spec).replace("<svg ", '<svg role="img" aria-hidden="true" ', 1)
            scrolls = (
                f'<div class="wide" tabindex="0" role="region" aria-label="{escape(says)}">{drawn}</div>'
            )
            return f"<figure>{scrolls}<figcaption>{escape(says)}</figcaption></figure>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(c)}</td>" for c in row[1:])
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(table.caption)}"><table>'
        f"<caption>{escape(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
