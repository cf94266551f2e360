"""How cells look: one place for fonts, colours and number formats."""

from enum import Enum, auto

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from klantprofielen.tables import Kind

DARK, LIGHT, PALE, INK, GREY, DIM = "1F4E79", "9DC3E6", "EAF1F8", "1A1A1A", "595959", "E0E0E0"
FORMATS = {
    Kind.TEXT: "General",
    Kind.KWARTAAL: "General",
    Kind.NUMMER: "0",
    Kind.AANTAL: "#,##0",
    Kind.AANDEEL: "0.0%",
    Kind.VERSCHIL: '"▲ +"#,##0;"▼ -"#,##0;"= "0',
    Kind.PUNTEN: '"▲ +"0.0" pp";"▼ -"0.0" pp";"= "0.0" pp"',
    Kind.GROEI: "+0.0%;-0.0%;0.0%",
}
TEXTS = frozenset({Kind.TEXT, Kind.KWARTAAL})
PRECISE = "0.00%"


class Look(Enum):
    """What a cell is."""

    TITLE = auto()
    SUBTITLE = auto()
    HEADING = auto()
    SUBHEADING = auto()
    HEADER = auto()
    GROUP = auto()
    """Over several headers, from the first of them on."""
    PLAIN = auto()
    WRAPPED = auto()
    KEY = auto()
    """A figure that should be seen first."""
    TOTAL = auto()
    PRECISE = auto()
    """A share with two decimals."""
    REMARK = auto()


_FONTS = {
    Look.TITLE: Font(name="Calibri", size=18, bold=True, color=DARK),
    Look.SUBTITLE: Font(name="Calibri", size=12, color=GREY),
    Look.HEADING: Font(name="Calibri", size=14, bold=True, color=DARK),
    Look.SUBHEADING: Font(name="Calibri", size=11, bold=True, color=DARK),
    Look.HEADER: Font(name="Calibri", size=11, bold=True, color="FFFFFF"),
    Look.GROUP: Font(name="Calibri", size=11, bold=True, color="FFFFFF"),
    Look.KEY: Font(name="Calibri", size=11, bold=True, color=INK),
    Look.TOTAL: Font(name="Calibri", size=11, bold=True, color=INK),
    Look.REMARK: Font(name="Calibri", size=10, italic=True, color=GREY),
}
_HEADS = frozenset({Look.TITLE, Look.SUBTITLE, Look.HEADING, Look.SUBHEADING})
_PLAIN = Font(name="Calibri", size=11, color=INK)
_LINE = Side(style="thin", color=DARK)


def dress(cell: Cell, look: Look, kind: Kind) -> None:
    """Give a cell its look."""
    cell.font = _FONTS.get(look, _PLAIN)
    numeric = kind not in TEXTS
    wrap = look in {Look.HEADER, Look.WRAPPED}
    top = look in {Look.WRAPPED, Look.PLAIN, Look.PRECISE, Look.KEY}
    cell.alignment = Alignment(
        horizontal="right" if numeric else "left",
        vertical="top" if top else "center",
        wrap_text=wrap,
        indent=0 if numeric or look in _HEADS else 1,  # or it would touch the number before it
    )
    if look not in {Look.HEADER, Look.GROUP, *_HEADS}:
        cell.number_format = PRECISE if look is Look.PRECISE else FORMATS[kind]
    if look in {Look.HEADER, Look.GROUP}:
        cell.fill = PatternFill("solid", fgColor=DARK)
    if look is Look.TOTAL:
        cell.border = Border(top=_LINE)
        cell.fill = PatternFill("solid", fgColor=PALE)
    if look is Look.HEADING:
        cell.border = Border(bottom=_LINE)
