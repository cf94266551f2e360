"""Makes the picture of the README, `docs/summarize.svg`: what a terminal shows. `python docs/make_picture.py`."""

from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

import klantprofielen as kp
from klantprofielen.tables import Checked, summary_table
from klantprofielen.views.console import print_tables

ROOT = Path(__file__).parents[1]
REPORT = "examples/rijnmond-2023-q1.pdf"
PICTURE = ROOT / "docs" / "summarize.svg"
COLUMNS = 84

THEME = TerminalTheme(
    (30, 36, 46),
    (222, 226, 232),
    [
        (84, 92, 106),
        (240, 113, 120),
        (130, 200, 120),
        (232, 193, 100),
        (110, 170, 240),
        (200, 150, 230),
        (95, 200, 210),
        (222, 226, 232),
    ],
)
"""Light on a dark ground of its own, so that it can be read on a page of any colour."""

# As rich has it, but for its fonts: those of the reader, since a picture should not fetch anything.
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>What a terminal shows: klantprofielen summarize</title>
<style>
.{unique_id}-matrix {{
    font-family: ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
    font-size: {char_height}px;
    line-height: {line_height}px;
}}
.{unique_id}-title {{
    font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif;
    font-size: 18px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def make_picture() -> str:
    """The summary of the example as a picture."""
    (rapport,) = kp.read(ROOT / REPORT)
    (findings,) = kp.check([rapport])
    table = summary_table(Checked(rapport, findings, rapport.rijen))
    console = Console(file=StringIO(), width=COLUMNS, record=True, force_terminal=True, color_system="truecolor")
    print_tables(console, [table])
    title = f"klantprofielen summarize {REPORT}"
    return console.export_svg(title=title, theme=THEME, code_format=FORMAT, unique_id="summarize")


if __name__ == "__main__":
    PICTURE.write_text(make_picture(), encoding="utf-8", newline="\n")
