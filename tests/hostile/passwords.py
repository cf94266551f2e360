"""The same report under every encryption that PDF has had."""

import io

import pikepdf

from hostile.raw import document, report, stream

SECRET, OWNER = "geheim é", "eigenaar"
REVISIONS = {
    "RC4, 40 bits": {"R": 2, "aes": False, "metadata": False},
    "RC4, 128 bits": {"R": 3, "aes": False, "metadata": False},
    "AES, 128 bits": {"R": 4, "aes": True, "metadata": True},
    "AES, 128 bits, open metadata": {"R": 4, "aes": True, "metadata": False},
    "AES, 256 bits, of Adobe": {"R": 5, "aes": True, "metadata": True},
    "AES, 256 bits": {"R": 6, "aes": True, "metadata": True},
}


def encrypted(revision: str, user: str) -> bytes:
    """The report, that opens with this password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(document([stream(report())]))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=user, owner=OWNER, **REVISIONS[revision]))
    return out.getvalue()
