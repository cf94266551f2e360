import json
from dataclasses import replace

import pytest
from hypothesis import given
from rijnmond import RIJNMOND, hide_first_count
from strategies import rapporten_with_hidden_counts

from klantprofielen.model import Kwartaal, Rapport, Register, RegisterFlaw, RegisterRij
from klantprofielen.reading.wire import pack_rapport, pack_register, unpack_facts, unpack_rapport, unpack_register


def sent(rapport: Rapport) -> Rapport:
    """The rapport as it comes out of the pipe."""
    packed = json.loads(json.dumps(pack_rapport(rapport)))
    return unpack_rapport(packed, file=rapport.source.file, sha256=rapport.source.sha256)


def test_a_rapport_comes_through_the_pipe_as_it_was() -> None:
    assert sent(RIJNMOND) == RIJNMOND
    assert sent(hide_first_count(RIJNMOND)) == hide_first_count(RIJNMOND)


def test_what_a_report_does_not_say_comes_through_as_nothing() -> None:
    bare = replace(
        RIJNMOND,
        kwartaal=None,
        regio="",
        regionummer=None,
        regiocode=None,
        printed_regionummer=None,
        totaal=None,
        doelgroepregister=None,
        dekking_gedrukt=None,
        assumed_columns=True,
        rijen=(),
    )
    assert sent(bare) == bare


def test_a_register_comes_through_the_pipe_as_it_was() -> None:
    register = Register(
        file="register.csv",
        sha256="f00d",
        rijen=(
            RegisterRij(naam="Rotterdam", code=None, kwartaal=None, aantal=10234, regel=2),
            RegisterRij(naam=None, code="GM0606", kwartaal=Kwartaal(2023, 1), aantal=None, regel=3),
        ),
        flaws=(
            RegisterFlaw(
                rij=RegisterRij(naam="Delft", code=None, kwartaal=None, aantal=None, regel=4),
                column="kwartaal",
                found="voorjaar",
            ),
        ),
    )
    packed = json.loads(json.dumps(pack_register(register)))
    assert unpack_register(packed, file="register.csv", sha256="f00d") == register
    with_counts = replace(RIJNMOND, rijen=tuple(replace(rij, doelgroepregister=1) for rij in RIJNMOND.rijen))
    assert sent(with_counts) == with_counts


@given(rapporten_with_hidden_counts())
def test_any_rapport_comes_through_the_pipe(rapport: Rapport) -> None:
    assert sent(rapport) == rapport


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kwartaal", [2023, 9]),
        ("kwartaal", "2023"),
        ("regio", 1),
        ("regionummer", "22"),
        ("regionummer", True),
        ("rijen", 1),
        ("rijen", [[1, 2, 3]]),
        ("totaal", []),
        ("doelgroepregister", -1),
        ("doelgroepregister", 1.5),
        ("doelgroepregister", 10**30),
        ("dekking_gedrukt", [1]),
        ("source", []),
    ],
)
def test_what_is_no_rapport_is_not_believed(key: str, value: object) -> None:
    packed = pack_rapport(RIJNMOND) | {key: value}
    with pytest.raises((ValueError, TypeError, KeyError)):
        unpack_rapport(packed, file="a", sha256="b")


def test_text_is_cleaned_and_places_are_finite_whatever_comes() -> None:
    packed = pack_rapport(RIJNMOND) | {"regio": "R\x1b[31mijn\u202emond"}
    packed["rijen"][0][6] = [float("nan"), float("inf"), 1.0, 2.0]
    rapport = unpack_rapport(packed, file="a", sha256="b")
    assert rapport.regio == "R\ufffd[31mijnmond"
    assert rapport.rijen[0].place.box == (0.0, 0.0, 1.0, 2.0)
    assert (rapport.source.file, rapport.source.sha256) == ("a", "b")


def test_facts_of_an_error_are_texts_and_numbers_of_a_sensible_length() -> None:
    assert unpack_facts({"found": "x" * 900, "page": 3}) == {"found": "x" * 500, "page": 3}
    odd: list[object] = [[], {"found": None}, {"found": [1]}, {"page": 1.5}]
    for nonsense in odd:
        with pytest.raises((ValueError, TypeError, AttributeError)):
            unpack_facts(nonsense)
