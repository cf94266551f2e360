"""A short run of the fuzzer; a long one by hand: `python tests/fuzz/run.py --inputs 100000 --seconds 3600`."""

import sys
from pathlib import Path

import pytest
from fuzz.run import KINDS, make, run

INPUTS, SECONDS, START = 60, 6, 900_000


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of these processes are those of Linux")
@pytest.mark.parametrize("kind", KINDS)
def test_mutated_reports_are_refused_or_read_right(kind: str) -> None:
    outcomes = list(run(kind, START, INPUTS, SECONDS))
    assert outcomes
    assert [(number, outcome) for number, outcome in outcomes if outcome.startswith(("WRONG", "DIED"))] == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_input_is_made_again_from_its_number(kind: str) -> None:
    assert repr(make(kind, 7)[1:]) == repr(make(kind, 7)[1:])
    assert Path(__file__).with_name("fuzz").is_dir()
