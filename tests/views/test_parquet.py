import io
import sys

import pandas as pd
import pytest
from opening import check_all
from rijnmond import RIJNMOND, hide_first_count

from klantprofielen.analysis.tidy import TIDY_COLUMNS
from klantprofielen.errors import ExitCode, MissingLibraryError
from klantprofielen.tables import tidy_table
from klantprofielen.views.parquet import format_parquet


def test_columns_are_typed_and_unknown_is_null() -> None:
    pytest.importorskip("pyarrow")
    data = format_parquet(tidy_table(check_all([hide_first_count(RIJNMOND)])))
    frame = pd.read_parquet(io.BytesIO(data), dtype_backend="numpy_nullable")
    assert frame.columns.tolist() == [column.key for column in TIDY_COLUMNS]
    assert str(frame["totaal_sonar"].dtype) == "Int64"
    assert str(frame["aandeel_regio"].dtype) == "Float64"
    assert frame["gemeente_met_profiel"][0] is pd.NA
    assert frame["totaal_sonar"].tolist()[9] == 7546


def test_without_the_library_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingLibraryError, match=r"pip install 'klantprofielen\[parquet\]'") as caught:
        format_parquet(tidy_table(check_all([RIJNMOND])))
    assert caught.value.exit_code == ExitCode.USAGE
