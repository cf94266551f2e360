"""A workbook as LibreOffice opens it: what it calculates is what we wrote, and no text has become a formula."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from opening import later, make_book, open_book
from rijnmond import RIJNMOND, hide_first_count

from klantprofielen.views.packing import pack_zip

SOFFICE = shutil.which("soffice")
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")')
EQUAL = 2e-6  # of a fraction, which we round to six decimals


def without_values(data: bytes) -> bytes:
    """The workbook without the values of its formulas, so that they must be calculated."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return pack_zip({name: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v/>", part) for name, part in parts.items()})


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_libreoffice_calculates_what_we_wrote_and_takes_no_text_for_a_formula(tmp_path: Path) -> None:
    names = zip(RIJNMOND.rijen, HOSTILE, strict=False)
    hostile = tuple(replace(rij, gemeente=name, printed_name=name) for rij, name in names)
    named = replace(RIJNMOND, rijen=(*hostile, *RIJNMOND.rijen[len(HOSTILE) :]), regio="=2+2")
    ours = make_book(named, later(RIJNMOND, 1), hide_first_count(later(RIJNMOND, 2)))
    (tmp_path / "ours.xlsx").write_bytes(without_values(ours))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run(
        [*command, tmp_path / "theirs", tmp_path / "ours.xlsx"], check=True, capture_output=True, timeout=120
    )
    theirs = openpyxl.load_workbook(tmp_path / "theirs" / "ours.xlsx", data_only=True)
    kinds = openpyxl.load_workbook(tmp_path / "theirs" / "ours.xlsx")
    values, formulas = open_book(ours, values=True), open_book(ours)
    for sheet in values.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            there = theirs[sheet.title][cell.coordinate].value
            if isinstance(cell.value, float) and isinstance(there, int | float):
                assert abs(cell.value - there) < EQUAL, (sheet.title, cell.coordinate)
            else:
                assert there == cell.value, (sheet.title, cell.coordinate)
            kind = formulas[sheet.title][cell.coordinate].data_type
            assert (kinds[sheet.title][cell.coordinate].data_type == "f") == (kind == "f")
