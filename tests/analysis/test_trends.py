from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from rijnmond import RIJNMOND, RIJNMOND_EERDER

import klantprofielen as kp
from klantprofielen.analysis.history import Division, build_history
from klantprofielen.analysis.measures import MEASURE_BY_KEY
from klantprofielen.analysis.results import Course
from klantprofielen.analysis.trend import follow_trends
from klantprofielen.model import Kwartaal, Rapport

TOTAAL, AANDEEL = MEASURE_BY_KEY["totaal_sonar"], MEASURE_BY_KEY["aandeel_met_profiel"]


def at(rapport: Rapport, kwartaal: Kwartaal) -> Rapport:
    return replace(rapport, kwartaal=kwartaal)


def courses_of(*rapporten: Rapport) -> dict[str, Course]:
    (trend,) = follow_trends(build_history(rapporten, Division()), [TOTAAL])
    return {subject.gemeente or subject.regio: course for subject, course in trend.subjects}


def test_a_change_over_a_year_is_to_the_same_quarter() -> None:
    """Rotterdam had 7.560 in 2022-Q4 (made up); the figures of 2023-Q4 are those of 2023-Q1."""
    courses = courses_of(RIJNMOND_EERDER, at(RIJNMOND, Kwartaal(2023, 4)), at(RIJNMOND_EERDER, Kwartaal(2021, 4)))
    rotterdam = courses["Rotterdam"]
    assert len(rotterdam.amounts) == 9
    assert rotterdam.amounts[4] == 7560
    assert rotterdam.amounts[5] is None
    assert (rotterdam.year.van, rotterdam.year.tot, rotterdam.year.difference) == (7560, 7546, -14)
    assert (rotterdam.whole.van, rotterdam.whole.difference) == (7560, -14)
    assert float(rotterdam.year.percent or 0) == pytest.approx(-0.001852, abs=1e-6)


def test_without_the_quarter_of_a_year_before_there_is_no_change_over_a_year() -> None:
    courses = courses_of(at(RIJNMOND_EERDER, Kwartaal(2022, 3)), at(RIJNMOND, Kwartaal(2023, 4)))
    assert courses["Rotterdam"].year.difference is None
    assert courses["Rotterdam"].whole.difference == -14
    short = courses_of(RIJNMOND_EERDER, RIJNMOND)
    assert short["Rotterdam"].year.van is None
    assert short["Rotterdam"].year.tot == 7546


def test_one_quarter_has_no_changes() -> None:
    course = courses_of(RIJNMOND)["Rotterdam"]
    assert (course.amounts, course.whole.difference, course.year.difference) == ((7546,), None, None)


def test_a_merged_gemeente_is_one_line() -> None:
    assert courses_of(RIJNMOND_EERDER, RIJNMOND)["Voorne aan Zee"].amounts == (592, 601)


def test_nothing_is_no_trend() -> None:
    history = build_history([], Division(on=date(2023, 1, 1)))
    assert history.kwartalen == ()
    assert kp.trend([]).empty


def test_the_frame_has_documented_columns_and_types() -> None:
    frame = kp.trend([RIJNMOND_EERDER, at(RIJNMOND, Kwartaal(2023, 2))], by=["totaal_sonar", "dekking"])
    assert frame.dtypes.astype(str).to_dict() == kp.trend([]).dtypes.astype(str).to_dict()
    assert frame.dtypes.astype(str).to_dict() == {
        "niveau": "string",
        "regionummer": "Int64",
        "regio": "string",
        "gemeente": "string",
        "gemeentecode": "string",
        "kwartaal": "string",
        "measure": "string",
        "value": "Float64",
        "vergelijkbaar": "boolean",
        "regios": "Int64",
        "geschat": "boolean",
    }
    assert len(frame) == 15 * 2 * 3
    voorne = frame[(frame["gemeentecode"] == "GM1992") & (frame["measure"] == "totaal_sonar")]
    assert voorne["kwartaal"].tolist() == ["2022-Q4", "2023-Q1", "2023-Q2"]
    assert voorne["value"].tolist() == [592, pd.NA, 601]
    dekking = frame[(frame["niveau"] == "regio") & (frame["measure"] == "dekking")]
    assert dekking["value"].iloc[0] == pytest.approx(0.741619, abs=1e-6)


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="no measure 'omvang'"):
        kp.trend([RIJNMOND], "omvang")
