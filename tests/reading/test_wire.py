import json
from dataclasses import replace

from hypothesis import given
from rijnmond import RIJNMOND, hide_first_count
from strategies import rapporten_with_hidden_counts

from klantprofielen.model import Kwartaal, Rapport, Register, RegisterRij
from klantprofielen.reading.wire import pack_rapport, pack_register, unpack_rapport, unpack_register


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
    )
    packed = json.loads(json.dumps(pack_register(register)))
    assert unpack_register(packed, file="register.csv", sha256="f00d") == register
    with_counts = replace(RIJNMOND, rijen=tuple(replace(rij, doelgroepregister=1) for rij in RIJNMOND.rijen))
    assert sent(with_counts) == with_counts


@given(rapporten_with_hidden_counts())
def test_any_rapport_comes_through_the_pipe(rapport: Rapport) -> None:
    assert sent(rapport) == rapport
