import sys

import pytest
from rijnmond import RIJNMOND

from klantprofielen import __main__, __version__


@pytest.mark.parametrize(
    ("arguments", "reads"),
    [
        (["summarize", "x.pdf"], True),
        (["--lang", "nl", "check", "-"], True),
        (["--debug", "summarize", "--json", "x.pdf"], True),
        (["summarize"], False),
        (["summarize", "--help", "x.pdf"], False),
        (["--help"], False),
        (["--version"], False),
        (["sumarize", "x.pdf"], False),
        ([], False),
    ],
)
def test_the_reader_is_started_where_there_is_something_to_read(arguments: list[str], reads: bool) -> None:  # noqa: FBT001
    assert __main__.will_read(arguments) is reads


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
