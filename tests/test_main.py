import sys
from pathlib import Path

import pytest
from rijnmond import RIJNMOND

from klantprofielen import __main__, __version__


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["summarize", "x.pdf"], 1),
        (["summarize", "x.pdf", "y.pdf", "z.pdf"], 3),
        (["summarize", str(Path(__file__).parent)], 2),
        (["--lang=nl", "check", "-"], 1),
        (["--debug", "summarize", "--json", "x.pdf"], 1),
        (["summarize"], 0),
        (["summarize", "--help", "x.pdf"], 0),
        (["--help"], 0),
        (["--version"], 0),
        (["sumarize", "x.pdf"], 0),
        ([], 0),
    ],
)
def test_a_reader_is_started_for_each_input_and_two_for_a_folder(arguments: list[str], count: int) -> None:
    assert __main__.count_inputs(arguments) == count


def test_the_version_is_told_at_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["klantprofielen", "--version"])
    __main__.main()
    assert capsys.readouterr().out == f"klantprofielen {__version__}\n"


def test_an_interrupt_before_anything_stands_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_arguments: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["klantprofielen", "summarize", RIJNMOND.source.file])
    monkeypatch.setattr(__main__, "start", interrupt)
    with pytest.raises(SystemExit) as caught:
        __main__.main()
    assert caught.value.code == 130


def test_a_start_that_fails_is_one_line_with_the_details_on_demand(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(_arguments: list[str]) -> None:
        raise ImportError("No module named 'typer'")

    monkeypatch.setattr(__main__, "start", fail)
    for arguments, has_details in (([], False), (["--debug"], True)):
        monkeypatch.setattr(sys, "argv", ["klantprofielen", *arguments])
        with pytest.raises(SystemExit) as caught:
            __main__.main()
        shown = capfd.readouterr().err
        assert caught.value.code == 70
        assert "an error in klantprofielen itself: ImportError: No module named 'typer'; run again" in shown
        assert ("Traceback" in shown) is has_details


def test_the_working_folder_is_not_looked_into() -> None:
    path = ["/made-up/folder", "/made-up/library"]
    __main__.look_elsewhere_first(path)
    assert path == ["/made-up/library"]
    path = [__main__.ROOT, "/made-up/library"]
    __main__.look_elsewhere_first(path)
    assert path == ["/made-up/library", __main__.ROOT]
    path = []
    __main__.look_elsewhere_first(path)
    assert path == []
