"""Reports as web pages, which browsers and other programs turn into a PDF. All figures are made up."""

from collections.abc import Iterator, Sequence
from html import escape

from klantprofielen.model import Rapport
from makes.document import HeaderCell, Region, Section, TableRow, describe
from makes.layout import Align, Layout, Prose, Rules, VerticalAlign

_RULES = {
    Rules.NONE: "",
    Rules.ROWS: "tr { border-bottom: 0.5pt solid black }",
    Rules.GRID: "td, th { border: 0.5pt solid black }",
}


def print_html(rapporten: Sequence[Rapport], layout: Layout) -> str:
    """A web page that asks for its paper, with the tables of these reports."""
    sections = "\n".join(_format_section(section, layout) for section in describe(rapporten, layout))
    style = "\n".join(_style(layout))
    return f'<!doctype html><html lang="nl"><meta charset="utf-8"><style>{style}</style><body>{sections}</body></html>'


def _style(layout: Layout) -> Iterator[str]:
    align = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}[layout.align]
    vertical = {VerticalAlign.TOP: "top", VerticalAlign.MIDDLE: "middle", VerticalAlign.BOTTOM: "bottom"}[
        layout.vertical
    ]
    yield f"@page {{ size: A4 {'landscape' if layout.landscape else 'portrait'}; margin: 15mm }}"
    yield f"body {{ font: {layout.size}pt 'Liberation Sans', Arial, sans-serif }}"
    yield "table { border-collapse: collapse; width: 100% } td, th { padding: 2pt 4pt; text-align: left }"
    yield f"td {{ vertical-align: {vertical} }} td.figure, th.figure {{ text-align: {align} }}"
    yield "section + section, .page { break-before: page; page-break-before: always } tr { break-inside: avoid }"
    yield f"thead {{ display: {'table-header-group' if layout.repeat_header else 'table-row-group'} }}"
    yield _RULES[layout.rules]
    if layout.names_width is not None:
        yield f"td.name {{ width: {layout.names_width}pt; max-width: {layout.names_width}pt }}"
    if layout.zebra:
        yield "tbody tr:nth-child(even) { background: #ddd }"


def _format_section(section: Section, layout: Layout) -> str:
    head, title = map(escape, section.titles)
    page = ' class="page"' if layout.prose is Prose.OWN_PAGE else ""
    return (
        f"<section><h1>{head}</h1><h2>{title}</h2>{_format_paragraphs(section.prose)}"
        f"<div{page}>{_format_paragraphs(section.before)}<table>{_format_header(section)}<tbody>"
        f"{''.join(row for region in section.regions for row in _format_region(region, section))}</tbody></table>"
        f"{_format_paragraphs(section.after)}</div></section>"
    )


def _format_paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _format_header(section: Section) -> str:
    rows = (
        "".join(
            _format_header_cell(cell, section.leads) for cell in sorted(section.header, key=_column) if cell.row == row
        )
        for row in range(section.header_rows)
    )
    return f"<thead>{''.join(f'<tr>{row}</tr>' for row in rows)}</thead>"


def _column(cell: HeaderCell) -> int:
    return cell.column


def _format_header_cell(cell: HeaderCell, leads: int) -> str:
    kind = ' class="figure"' if cell.column >= leads else ""
    return f'<th{kind} rowspan="{cell.rows}" colspan="{cell.columns}">{escape(cell.text)}</th>'


def _format_region(region: Region, section: Section) -> Iterator[str]:
    if region.above:
        yield f"<tr><td>{escape(region.above)}</td></tr>"
    for number, row in enumerate(region.rows):
        leads = row.lead[-1:] if region.merged else row.lead
        merged = region.merged if region.merged and not number else ()
        cells = "".join(f'<td rowspan="{len(region.rows)}">{escape(text)}</td>' for text in merged)
        cells += "".join(f"<td>{escape(text)}</td>" for text in leads[:-1])
        yield f'<tr>{cells}<td class="name">{escape(leads[-1])}</td>{_format_figures(row)}</tr>'
    if region.total:
        label = f'<th colspan="{section.leads}">{escape(region.total.lead[0])}</th>'
        yield f"<tr>{label}{_format_figures(region.total)}</tr>"


def _format_figures(row: TableRow) -> str:
    return "".join(f'<td class="figure">{escape(text)}</td>' for text in row.figures)
