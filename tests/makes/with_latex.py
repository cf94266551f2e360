"""Reports as LaTeX with long tables. All figures are made up."""

from collections.abc import Iterator, Sequence

from klantprofielen.model import Rapport
from makes.document import Section, TableRow, describe
from makes.layout import Align, Layout, Prose, RegionPlace, Rules

_ALIGN = {Align.LEFT: "l", Align.CENTRE: "c", Align.RIGHT: "r"}
_SIGNS = {"%": r"\%", "<": r"\textless{}", "’": "'", "\u00a0": "~", "\u2009": r"\,", "_": r"\_", "&": r"\&"}


def print_latex(rapporten: Sequence[Rapport], layout: Layout) -> str:
    """The source of a document for pdflatex."""
    assert layout.region is not RegionPlace.MERGED, "cells over several rows are not made here"
    return "\n".join(_lines(describe(rapporten, layout), layout))


def _lines(sections: Sequence[Section], layout: Layout) -> Iterator[str]:
    paper = "landscape," if layout.landscape else ""
    yield rf"\documentclass{{article}}\usepackage[a4paper,{paper}margin=15mm]{{geometry}}"
    yield r"\usepackage[T1]{fontenc}\usepackage{lmodern,longtable,array}\renewcommand{\familydefault}{\sfdefault}"
    yield r"\setlength{\parindent}{0pt}\pagestyle{empty}\begin{document}"
    yield rf"\fontsize{{{layout.size}}}{{{layout.size * 1.25}}}\selectfont"
    for section in sections:
        yield from _format_section(section, layout)
        yield r"\clearpage"
    yield r"\end{document}"


def _format_section(section: Section, layout: Layout) -> Iterator[str]:
    head, title = map(_escape, section.titles)
    yield rf"{{\Large\bfseries {head}\par}}{{\large\bfseries {title}\par}}\bigskip"
    yield from (f"{_escape(text)}\n" for text in section.prose)
    if layout.prose is Prose.OWN_PAGE:
        yield r"\clearpage"
    yield from (f"{_escape(text)}\n" for text in section.before)
    yield from _format_table(section, layout)
    yield from (f"{_escape(text)}\n" for text in section.after)


def _format_table(section: Section, layout: Layout) -> Iterator[str]:
    bar = "|" if layout.rules is Rules.GRID else ""
    rule = r"\hline" if layout.rules is not Rules.NONE else ""
    name = rf">{{\raggedright}}p{{{layout.names_width}pt}}" if layout.names_width is not None else "l"
    columns = ["l"] * (section.leads - 1) + [name] + [_ALIGN[layout.align]] * len(layout.columns)
    yield rf"\begin{{longtable}}[l]{{{bar}{bar.join(columns)}{bar}}}{rule}"
    for number in range(section.header_rows):
        yield " & ".join(_header_cells(section, number, len(columns), bar)) + rf" \\{rule}"
    yield r"\endhead" if layout.repeat_header else r"\endfirsthead"
    for region in section.regions:
        if region.above:
            yield rf"\multicolumn{{{len(columns)}}}{{{bar}l{bar}}}{{{_escape(region.above)}}} \\{rule}"
        for row in (*region.rows, *([region.total] if region.total else [])):
            yield " & ".join(_cells(row, bar)) + rf" \\{rule}"
    yield r"\end{longtable}"


def _header_cells(section: Section, number: int, width: int, bar: str) -> Iterator[str]:
    column = 0
    cells = {cell.column: cell for cell in section.header if cell.row == number}
    while column < width:
        cell = cells.get(column)
        if cell is None:
            yield ""
        elif cell.columns > 1:
            yield rf"\multicolumn{{{cell.columns}}}{{c{bar}}}{{\bfseries {_escape(cell.text)}}}"
        else:
            yield rf"\bfseries {_escape(cell.text)}"
        column += cell.columns if cell else 1


def _cells(row: TableRow, bar: str) -> Iterator[str]:
    if row.is_total:
        yield rf"\multicolumn{{{len(row.lead)}}}{{{bar}l{bar}}}{{\bfseries {_escape(row.lead[0])}}}"
    else:
        yield from map(_escape, row.lead)
    yield from map(_escape, row.figures)


def _escape(text: str) -> str:
    return "".join(_SIGNS.get(char, char) for char in text)
