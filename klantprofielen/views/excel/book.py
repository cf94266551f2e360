"""A workbook as a file: the same bytes for the same content, on any day and machine."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape

import openpyxl

from klantprofielen.tables.workbook import Workbook
from klantprofielen.views.excel.canvas import Canvas, Styles
from klantprofielen.views.excel.texts import safe_text
from klantprofielen.views.packing import pack_zip

OLDEST = datetime(2000, 1, 1, tzinfo=UTC)
APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>klantprofielen</Application></Properties>"
)
"""Instead of the version of openpyxl, which differs from machine to machine."""
_FORMULA = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?/>')
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")
_FRAME = re.compile(r'name="Chart ([0-9]+)"')


class Book:
    """The canvases of a workbook, and the looks that they share."""

    def __init__(self, workbook: Workbook) -> None:
        self._book = openpyxl.Workbook()
        self._book.remove(self._book.worksheets[0])
        self._styles: Styles = {}
        self._canvases: list[Canvas] = []
        self._kwartaal = workbook.kwartaal
        properties = self._book.properties
        properties.title = safe_text(f"Klantprofielen in Sonar · {workbook.title}")
        properties.subject = workbook.source
        properties.creator = "klantprofielen"
        properties.language = "nl-NL"

    def canvas(self, title: str) -> Canvas:
        """A further sheet."""
        canvas = Canvas(self._book.create_sheet(title), self._styles)
        self._canvases.append(canvas)
        return canvas

    def pack(self, epoch: int | None) -> bytes:
        """The file."""
        moment = self._moment(epoch)
        self._book.properties.created = moment.replace(tzinfo=None)
        draft = io.BytesIO()
        self._book.save(draft)
        with zipfile.ZipFile(draft) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parts["docProps/core.xml"] = _MODIFIED.sub(
            rf"\g<1>{moment:%Y-%m-%dT%H:%M:%SZ}", parts["docProps/core.xml"].decode()
        ).encode()
        parts["docProps/app.xml"] = APPLICATION
        drawings = 0
        for number, canvas in enumerate(self._canvases, start=1):
            sheet = f"xl/worksheets/sheet{number}.xml"
            parts[sheet] = _with_values(parts[sheet].decode(), canvas.values).encode()
            if canvas.alt_texts:
                drawings += 1
                drawing = f"xl/drawings/drawing{drawings}.xml"
                parts[drawing] = _with_alt_texts(parts[drawing].decode(), canvas.alt_texts).encode()
        return pack_zip(parts)

    def _moment(self, epoch: int | None) -> datetime:
        if epoch is not None:
            return datetime.fromtimestamp(epoch, UTC)
        if self._kwartaal is None:
            return OLDEST
        day = self._kwartaal.eerste_dag
        return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _with_values(xml: str, values: Mapping[str, str]) -> str:
    """The sheet with the value of each formula beside it."""
    return _FORMULA.sub(lambda found: f"{found[1]}<v>{values.get(found[2], '')}</v>", xml) if values else xml


def _with_alt_texts(xml: str, texts: list[str]) -> str:
    """The drawing with a description of each chart."""
    return _FRAME.sub(lambda found: f'name="Grafiek {found[1]}" descr="{escape(texts[int(found[1]) - 1])}"', xml)
