"""A short run of the fuzzer; a long one by hand: `python tests/fuzz/run.py --inputs 100000 --seconds 3600`."""

import subprocess
import sys
from pathlib import Path

import pytest
from fuzz.run import KINDS, make

SCRIPT = Path(__file__).with_name("fuzz") / "run.py"
BOUNDS = ("--inputs", "60", "--seconds", "6", "--start", "900000")


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of its processes are those of Linux")
@pytest.mark.parametrize("kind", KINDS)
def test_mutated_reports_are_refused_or_read_right(kind: str) -> None:
    command = [sys.executable, str(SCRIPT), "--kind", kind, *BOUNDS]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{kind}: " in result.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_an_input_is_made_again_from_its_number(kind: str) -> None:
    assert repr(make(kind, 7)[1:]) == repr(make(kind, 7)[1:])
