"""Hypothesis strategies: layouts in which a person would read every figure and name without doubt."""

from hypothesis import strategies as st
from makes.layout import (
    HEADER_WORDS,
    SENTENCES,
    TITLES,
    Align,
    Header,
    Layout,
    Prose,
    RegionPlace,
    VerticalAlign,
    orders_of,
)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Any layout of words; rules, drawing order and fonts are nothing that a word shows."""
    header = draw(st.sampled_from(Header))
    return Layout(
        landscape=draw(st.booleans()),
        size=draw(st.sampled_from([6.0, 7.5, 9.0])),
        header=header,
        words=draw(st.sampled_from(HEADER_WORDS)),
        columns=draw(st.sampled_from(orders_of(header))),
        align=draw(st.sampled_from(Align)),
        thousands=draw(st.sampled_from([".", "", " ", "\u00a0", "\u2009"])),
        region=draw(st.sampled_from(RegionPlace)),
        names_width=draw(st.none() | st.sampled_from([45.0, 60.0, 90.0])),
        vertical=draw(st.sampled_from(VerticalAlign)),
        title=draw(st.sampled_from(TITLES)),
        sentence=draw(st.sampled_from(SENTENCES)),
        sentence_first=draw(st.booleans()),
        total=draw(st.sampled_from(["TOTAAL AMR", "Totaal", "Totaal arbeidsmarktregio"])),
        prose=draw(st.sampled_from(Prose)),
        footer=draw(st.sampled_from(["", "{page}", "Pagina {page}", "UWV, 12 april 2023"])),
        rows_on_page=draw(st.none() | st.integers(3, 12)),
        repeat_header=draw(st.booleans()),
        total_on_own_page=draw(st.booleans()),
    )
