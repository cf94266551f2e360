import pandas as pd
import pytest
from rijnmond import RIJNMOND, hide_first_count

from klantprofielen import frame
from klantprofielen.analysis.tidy import TIDY_COLUMNS


def test_there_is_a_row_per_gemeente_and_one_for_the_region() -> None:
    table = frame([RIJNMOND])
    assert table["niveau"].tolist() == ["gemeente"] * 14 + ["regio"]
    assert table["gemeente"].tolist()[:2] == ["Albrandswaard", "Barendrecht"]
    assert table.columns.tolist() == [column.key for column in TIDY_COLUMNS]


def test_the_figures_of_rotterdam() -> None:
    rotterdam = frame([RIJNMOND]).set_index("gemeente").loc["Rotterdam"]
    assert rotterdam["kwartaal"] == "2023-Q1"
    assert rotterdam["gemeentecode"] == "GM0599"
    assert rotterdam["totaal_sonar"] == 7546
    assert rotterdam["met_profiel"] == 3863
    assert rotterdam["aandeel_regio"] == pytest.approx(0.531109, abs=1e-6)
    assert rotterdam["bijdrage_dekking"] == pytest.approx(0.392571, abs=1e-6)
    assert rotterdam["dekking"] is pd.NA
    assert rotterdam["pagina"] == 2


def test_the_figures_of_the_region() -> None:
    regio = frame([RIJNMOND]).set_index("niveau").loc["regio"]
    assert regio["totaal_sonar"] == 14208
    assert regio["doelgroepregister"] == 19222
    assert regio["niet_in_sonar"] == 5014
    assert regio["dekking"] == pytest.approx(0.739153, abs=1e-6)
    assert regio["dekking_gedrukt"] == 0.74
    assert regio["gemeente"] is pd.NA


def test_the_gemeenten_add_up_to_the_region() -> None:
    table = frame([RIJNMOND])
    counts = ["gemeente_met_profiel", "uwv_zonder_profiel", "totaal_sonar", "met_profiel", "bijdrage_dekking"]
    by_level = table.groupby("niveau")[counts].sum().T
    assert by_level["gemeente"].tolist() == pytest.approx(by_level["regio"].tolist())


def test_what_is_hidden_is_missing_and_not_zero() -> None:
    row = frame([hide_first_count(RIJNMOND)]).iloc[0]
    assert row["gemeente_met_profiel"] is pd.NA
    assert row["met_profiel"] is pd.NA
    assert row["aandeel_met_profiel"] is pd.NA
    assert row["totaal_sonar"] == 178


def test_columns_keep_their_types_without_any_report() -> None:
    assert frame([]).dtypes.astype(str).to_dict() == frame([RIJNMOND]).dtypes.astype(str).to_dict()
    assert frame([RIJNMOND]).dtypes.astype(str).to_dict()["totaal_sonar"] == "Int64"


def test_every_column_tells_what_it_means() -> None:
    assert all(column.meaning for column in TIDY_COLUMNS)
