"""Gemeenten: the tidy table as an Excel table, a row per gemeente and quarter; below it one per region."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableFormula, TableStyleInfo

from klantprofielen.model import Kwartaal, share_of
from klantprofielen.tables import Cell, Column, Kind, Row, Table
from klantprofielen.tables.workbook import Workbook
from klantprofielen.views.excel.canvas import Area, Canvas
from klantprofielen.views.excel.styles import Look

HIDDEN = frozenset({"niveau", "bestand"})
FIRST_DETAIL = "dekking"
"""From here on the columns are for scripts and for reading back: folded away, one click from sight."""
VERBORGEN = "verborgen"
REGISTER = frozenset({"dekking", "doelgroepregister", "niet_in_sonar"})
"""Shown where a register file tells them of a gemeente."""
WIDTHS = {"regio": 22.0, "gemeente": 28.0, "gemeentecode": 17.0, "regionummer": 14.0, "regiocode": 12.0}
WIDTH = 13.0
DETAIL_WIDTH = 16.0
SHARES = {
    "aandeel_met_profiel": ("met_profiel", ("totaal_sonar",)),
    "aandeel_gemeente": ("gemeente_met_profiel", ("gemeente_met_profiel", "gemeente_zonder_profiel")),
    "aandeel_uwv": ("uwv_met_profiel", ("uwv_met_profiel", "uwv_zonder_profiel")),
}
"""The shares that have a total: of which column in which others."""
MOST_WIDTH = 60
REMARK = "Filter of sorteer met de knoppen in de kop; de totaalregel telt alleen de rijen die te zien zijn."


def draw_gemeenten(canvas: Canvas, workbook: Workbook) -> None:
    """The figures, to filter and to calculate with."""
    table = workbook.gemeenten
    canvas.title("Gemeenten", workbook.title, REMARK)
    _set_widths(canvas, table)
    header = canvas.row
    area = _draw_rows(canvas, table)
    _draw_totals(canvas, table)
    _declare(canvas, "Gemeenten", table, area, with_totals=True)
    canvas.row += 2
    canvas.heading("Regio's", _visible(table), Look.HEADING)
    regios = _draw_rows(canvas, workbook.regios)
    _declare(canvas, "Regios", workbook.regios, regios, with_totals=False)
    for part in (area, regios):
        for number, column in enumerate(table.columns):
            if column.kind is Kind.AANDEEL and number < _keys(table).index(FIRST_DETAIL):
                canvas.data_bars(part.column(number))
    canvas.sheet.freeze_panes = f"{get_column_letter(_keys(table).index('gemeente') + 2)}{header + 1}"
    canvas.print_setup(workbook.title, f"{header}:{header}")


def _keys(table: Table) -> list[str]:
    return [column.key for column in table.columns]


def _visible(table: Table) -> int:
    return _keys(table).index(FIRST_DETAIL)


def _set_widths(canvas: Canvas, table: Table) -> None:
    """Widths by content; what is for scripts is folded away, but not the marks where there are any."""
    first_detail = _keys(table).index(FIRST_DETAIL)
    for number, column in enumerate(table.columns):
        dimension = canvas.sheet.column_dimensions[get_column_letter(number + 1)]
        dimension.width = _width(column, table, number, detail=number >= first_detail)
        marks = column.key == VERBORGEN and any(row.cells[number] is not None for row in table.rows)
        known = column.key in REGISTER and any(row.cells[number] is not None for row in table.rows)
        if (number >= first_detail or column.key in HIDDEN) and not (marks or known):
            dimension.outlineLevel, dimension.hidden = 1, True


def _width(column: Column, table: Table, number: int, *, detail: bool) -> float:
    least = WIDTHS.get(column.key, DETAIL_WIDTH if detail else WIDTH)
    if column.kind is not Kind.TEXT:
        return least
    longest = max((len(str(row.cells[number] or "")) for row in table.rows), default=0)
    return min(max(least, longest + 2.0), MOST_WIDTH)


def _draw_rows(canvas: Canvas, table: Table) -> Area:
    canvas.header(table.columns)
    canvas.sheet.row_dimensions[canvas.row - 1].height = 48
    first = canvas.row
    for row in table.rows:
        canvas.line(Row(tuple(map(_data, row.cells))), table.columns)
    return Area(first, canvas.row - 1, 1, len(table.columns))


def _data(cell: Cell) -> Cell:
    """As in every other form of the data: a quarter that sorts."""
    return str(cell) if isinstance(cell, Kwartaal) else cell


def _draw_totals(canvas: Canvas, table: Table) -> None:
    for number, column in enumerate(table.columns):
        canvas.put(canvas.row, number + 1, "Totaal" if number == 0 else None, Look.TOTAL, kind=column.kind)
        formula = _total_formula(table, column, "Gemeenten")
        if formula:
            canvas.make_formula(canvas.row, number + 1, f"={formula}", _total_value(table, column))
    canvas.row += 1


def _total_formula(table: Table, column: Column, name: str) -> str:
    """What the totals row calculates; nothing where it would mislead."""
    if column.kind is Kind.AANTAL and not _is_detail(table, column):
        return _subtotal(name, column)
    if column.key not in SHARES or not _are_known(table, column.key):
        return ""
    part, whole = SHARES[column.key]
    columns = {other.key: other for other in table.columns}
    below = "+".join(_subtotal(name, columns[key]) for key in whole)
    return f'IFERROR({_subtotal(name, columns[part])}/({below}),"")'


def _is_detail(table: Table, column: Column) -> bool:
    return table.columns.index(column) >= _keys(table).index(FIRST_DETAIL)


def _subtotal(name: str, column: Column) -> str:
    return f"SUBTOTAL(109,{name}[{column.title}])"


def _are_known(table: Table, share: str) -> bool:
    part, whole = SHARES[share]
    return all(row.cells[_keys(table).index(key)] is not None for row in table.rows for key in (part, *whole))


def _total_value(table: Table, column: Column) -> Cell:
    if column.key not in SHARES:
        return _sum_of(table, column.key)
    part, whole = SHARES[column.key]
    return share_of(_sum_of(table, part), sum(_sum_of(table, key) for key in whole))


def _sum_of(table: Table, key: str) -> int:
    index = _keys(table).index(key)
    return sum(cell for row in table.rows if isinstance(cell := row.cells[index], int))


def _declare(canvas: Canvas, name: str, table: Table, area: Area, *, with_totals: bool) -> None:
    """Make an Excel table of it: a name, filter buttons, bands."""
    last = f"{get_column_letter(area.last_column)}{area.last_row + with_totals}"
    declared = ExcelTable(displayName=name, ref=f"A{area.header}:{last}")
    declared.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    declared._initialise_columns()  # type: ignore[attr-defined]  # noqa: SLF001 - for the totals row
    _name_columns(declared, table.columns, table, with_totals=with_totals)
    if with_totals:
        declared.totalsRowCount = 1
        declared.autoFilter = AutoFilter(ref=f"A{area.header}:{get_column_letter(area.last_column)}{area.last_row}")
    canvas.sheet.add_table(declared)


def _name_columns(declared: ExcelTable, columns: Sequence[Column], table: Table, *, with_totals: bool) -> None:
    for number, (item, column) in enumerate(zip(declared.tableColumns, columns, strict=True)):
        item.name = column.title
        if not with_totals:
            continue
        formula = _total_formula(table, column, "Gemeenten")
        if number == 0:
            item.totalsRowLabel = "Totaal"
        elif formula and column.key in SHARES:
            item.totalsRowFunction = "custom"
            item.totalsRowFormula = TableFormula(attr_text=formula)
        elif formula:
            item.totalsRowFunction = "sum"
