"""Rijnmond in the first quarter of 2023 (real) against a made-up quarter before; every expectation is typed by hand."""

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from rijnmond import RIJNMOND, RIJNMOND_EERDER, build_rapport, hide_first_count

import klantprofielen as kp
from klantprofielen.analysis.compare import compare_quarters
from klantprofielen.analysis.history import Division, build_history
from klantprofielen.analysis.measures import ALL_MEASURES
from klantprofielen.analysis.results import Change
from klantprofielen.model import Kwartaal, Rapport

VAN, TOT = Kwartaal(2022, 4), Kwartaal(2023, 1)


NEWEST = Division()


def changes_of(*rapporten: Rapport, division: Division = NEWEST) -> dict[tuple[str | None, str], Change]:
    """By the name of the gemeente (None is the region) and the measure; of one region."""
    comparison = compare_quarters(build_history(rapporten, division), VAN, TOT, ALL_MEASURES)
    return {
        (subject.gemeente, change.measure.key): change
        for subject, changes in comparison.subjects
        for change in changes
        if subject.regionummer is not None
    }


CHANGES = changes_of(RIJNMOND_EERDER, RIJNMOND)


@pytest.mark.parametrize(
    ("gemeente", "measure", "van", "tot", "difference", "percent"),
    [
        ("Albrandswaard", "totaal_sonar", 177, 178, 1, 0.005650),
        ("Barendrecht", "totaal_sonar", 338, 338, 0, 0.0),
        ("Rotterdam", "totaal_sonar", 7560, 7546, -14, -0.001852),
        ("Rotterdam", "met_profiel", 3840, 3863, 23, 0.005990),
        ("Rotterdam", "zonder_profiel", 3720, 3683, -37, -0.009946),
        ("Voorne aan Zee", "totaal_sonar", 592, 601, 9, 0.015203),
        ("Voorne aan Zee", "met_profiel", 332, 339, 7, 0.021084),
        ("Voorne aan Zee", "uwv_met_profiel", 328, 334, 6, 0.018293),
        ("Hoeksche Waard", "gemeente_met_profiel", 10, 13, 3, 0.3),
        ("Voorne aan Zee", "gemeente_met_profiel", 4, 5, 1, None),
        ("Ridderkerk", "gemeente_met_profiel", 0, 0, 0, None),
        (None, "totaal_sonar", 14202, 14208, 6, 0.000422),
        (None, "doelgroepregister", 19150, 19222, 72, 0.003760),
        (None, "niet_in_sonar", 4948, 5014, 66, 0.013339),
    ],
)
def test_persons_have_a_difference_and_from_ten_on_a_percent(  # noqa: PLR0913, PLR0917 - what a change consists of
    gemeente: str | None, measure: str, van: int, tot: int, difference: int, percent: float | None
) -> None:
    change = CHANGES[gemeente, measure]
    assert (change.van, change.tot, change.difference) == (van, tot, difference)
    assert change.percent == (None if percent is None else pytest.approx(percent, abs=1e-6))


@pytest.mark.parametrize(
    ("gemeente", "measure", "van", "tot", "difference"),
    [
        ("Voorne aan Zee", "aandeel_met_profiel", 0.560811, 0.564060, 0.003249),
        ("Voorne aan Zee", "aandeel_gemeente", 0.021739, 0.027027, 0.005288),
        ("Voorne aan Zee", "aandeel_uwv", 0.803922, 0.802885, -0.001037),
        ("Voorne aan Zee", "aandeel_regio", 0.041684, 0.042300, 0.000616),
        ("Voorne aan Zee", "bijdrage_dekking", 0.030914, 0.031266, 0.000352),
        (None, "dekking", 0.741619, 0.739153, -0.002466),
        (None, "aandeel_met_profiel", 0.534573, 0.537303, 0.002730),
    ],
)
def test_shares_differ_by_points_and_have_no_percent(
    gemeente: str | None, measure: str, van: float, tot: float, difference: float
) -> None:
    change = CHANGES[gemeente, measure]
    values = [float(value) for value in (change.van, change.tot, change.difference) if value is not None]
    assert values == pytest.approx([van, tot, difference], abs=1e-6)
    assert change.percent is None


def test_the_old_gemeenten_are_in_the_new_one_and_not_beside_it() -> None:
    assert {gemeente for gemeente, _ in CHANGES} == {None, *(rij.gemeente for rij in RIJNMOND.rijen)}


def test_of_a_gemeente_the_coverage_is_not_known() -> None:
    assert CHANGES["Rotterdam", "dekking"].van is None
    assert CHANGES["Rotterdam", "dekking"].difference is None


def test_as_printed_nothing_is_added_up() -> None:
    changes = changes_of(RIJNMOND_EERDER, RIJNMOND, division=Division(as_printed=True))
    assert changes["Brielle", "totaal_sonar"].van == 129
    assert changes["Brielle", "totaal_sonar"].tot is None
    assert changes["Voorne aan Zee", "totaal_sonar"].van is None
    assert changes["Voorne aan Zee", "totaal_sonar"].difference is None


def test_a_hidden_part_hides_the_sum_and_nothing_else() -> None:
    rijen = tuple(
        hide_first_count(replace(RIJNMOND_EERDER, rijen=(rij,))).rijen[0] if rij.gemeente == "Brielle" else rij
        for rij in RIJNMOND_EERDER.rijen
    )
    changes = changes_of(replace(RIJNMOND_EERDER, rijen=rijen), RIJNMOND)
    assert changes["Voorne aan Zee", "gemeente_met_profiel"].van is None
    assert changes["Voorne aan Zee", "aandeel_met_profiel"].difference is None
    assert changes["Voorne aan Zee", "totaal_sonar"].van == 592


def test_without_one_of_the_parts_there_is_no_partial_sum() -> None:
    rijen = tuple(rij for rij in RIJNMOND_EERDER.rijen if rij.gemeente != "Westvoorne")
    changes = changes_of(replace(RIJNMOND_EERDER, rijen=rijen), RIJNMOND)
    assert changes["Voorne aan Zee", "totaal_sonar"].van is None
    assert changes["Voorne aan Zee", "totaal_sonar"].tot == 601
    assert ("Brielle", "totaal_sonar") not in changes


def test_a_region_twice_counts_once_and_with_other_figures_not_at_all() -> None:
    assert changes_of(RIJNMOND_EERDER, RIJNMOND, RIJNMOND) == CHANGES
    other = replace(RIJNMOND, doelgroepregister=19223)
    assert changes_of(RIJNMOND_EERDER, RIJNMOND, other)[None, "totaal_sonar"].tot is None


def test_the_country_is_the_regions_that_are_in_both_quarters() -> None:
    drenthe = [build_rapport("Drenthe", 4, kwartaal, "d.pdf", 10, 20, 30, 40, 200) for kwartaal in (VAN, TOT)]
    zeeland = build_rapport("Zeeland", 31, TOT, "z.pdf", 1, 2, 3, 4, 20)
    history = build_history([RIJNMOND_EERDER, RIJNMOND, *drenthe, zeeland], Division())
    comparison = compare_quarters(history, VAN, TOT, ALL_MEASURES)
    land, changes = comparison.subjects[-1]
    by_key = {change.measure.key: change for change in changes}
    assert (land.regio, land.regionummer, comparison.regios) == ("TOTAAL", None, 2)
    assert (by_key["totaal_sonar"].van, by_key["totaal_sonar"].tot) == (14302, 14308)
    assert by_key["dekking"].van == pytest.approx(Fraction(14302, 19350), abs=1e-9)


# The Python API


def test_the_frame_has_documented_columns_and_types() -> None:
    frame = kp.compare([RIJNMOND, RIJNMOND_EERDER])
    assert frame.dtypes.astype(str).to_dict() == {
        "niveau": "string",
        "regionummer": "Int64",
        "regio": "string",
        "gemeente": "string",
        "gemeentecode": "string",
        "measure": "string",
        "from": "Float64",
        "to": "Float64",
        "difference": "Float64",
        "percent": "Float64",
        "vergelijkbaar": "boolean",
        "regios": "Int64",
        "geschat": "boolean",
    }
    assert len(frame) == (14 + 1) * 10
    voorne = frame[(frame["gemeentecode"] == "GM1992") & (frame["measure"] == "totaal_sonar")].iloc[0]
    assert (voorne["from"], voorne["to"], voorne["difference"]) == (592, 601, 9)
    dekking = frame[(frame["niveau"] == "regio") & (frame["measure"] == "dekking")].iloc[0]
    assert dekking["difference"] == pytest.approx(-0.002466, abs=1e-6)
    assert dekking["percent"] is pd.NA


def test_the_frame_of_asked_measures_quarters_and_division() -> None:
    asked = kp.compare([RIJNMOND, RIJNMOND_EERDER], "2022-Q4", TOT, by="totaal_sonar", division="as-printed")
    assert "Brielle" in set(asked["gemeente"].dropna())
    assert kp.compare([RIJNMOND, RIJNMOND_EERDER], by=["dekking"], division=2022)["measure"].unique().tolist() == [
        "dekking"
    ]


@pytest.mark.parametrize(
    "asked",
    [
        {"by": "omvang"},
        {"by": []},
        {"van": "gisteren"},
        {"van": "2022-Q3"},
        {"tot": "2022-Q4"},
        {"division": 1999},
        {"division": 2027},
        {"regions_of": "x"},
    ],
)
def test_what_there_is_not_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"expected|no measure|needed|at least"):
        kp.compare([RIJNMOND, RIJNMOND_EERDER], **asked)  # type: ignore[arg-type]
