"""Zip files whose bytes depend on their content only."""

import io
import zipfile
from collections.abc import Mapping

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
STORED_UP_TO = 3_000_000  # bytes; compressed bytes depend on the library that compresses, so small files go without
UNIX = 3  # the system that is named as its maker, on every system


def pack_zip(parts: Mapping[str, bytes]) -> bytes:
    """A zip file with these parts, in this order."""
    small = sum(map(len, parts.values())) <= STORED_UP_TO
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.create_system = UNIX
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if small else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return packed.getvalue()
