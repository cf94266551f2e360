"""The same report under every encryption that PDF has had."""

import io
from typing import Literal

import pikepdf

from hostile.raw import document, report, stream

SECRET, OWNER = "geheim é", "eigenaar"
REVISIONS: dict[str, tuple[Literal[2, 3, 4, 5, 6], bool, bool]] = {
    "RC4, 40 bits": (2, False, False),
    "RC4, 128 bits": (3, False, False),
    "AES, 128 bits": (4, True, True),
    "AES, 128 bits, open metadata": (4, True, False),
    "AES, 256 bits, of Adobe": (5, True, True),
    "AES, 256 bits": (6, True, True),
}
"""The revision of the standard, whether it is AES, and whether the metadata is encrypted too."""


def encrypted(name: str, user: str) -> bytes:
    """The report, that opens with this password."""
    revision, aes, metadata = REVISIONS[name]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(document([stream(report())]))) as pdf:
        encryption = pikepdf.Encryption(user=user, owner=OWNER, R=revision, aes=aes, metadata=metadata)
        pdf.save(out, encryption=encryption)
    return out.getvalue()
