import io
import zipfile

import pytest

from klantprofielen.views import packing
from klantprofielen.views.packing import pack_zip


def test_the_same_parts_give_the_same_bytes() -> None:
    assert pack_zip({"a": b"1", "b": b"2"}) == pack_zip({"a": b"1", "b": b"2"})


@pytest.mark.parametrize(("limit", "kind"), [(10, zipfile.ZIP_STORED), (1, zipfile.ZIP_DEFLATED)])
def test_only_what_is_large_is_compressed(monkeypatch: pytest.MonkeyPatch, limit: int, kind: int) -> None:
    monkeypatch.setattr(packing, "STORED_UP_TO", limit)
    with zipfile.ZipFile(io.BytesIO(pack_zip({"a": b"123"}))) as archive:
        (info,) = archive.infolist()
        assert (info.compress_type, archive.read("a")) == (kind, b"123")
        assert info.date_time == (1980, 1, 1, 0, 0, 0)
