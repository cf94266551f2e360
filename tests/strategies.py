"""Hypothesis strategies: rapporten that hold together, over the real gemeenten and regions; all figures are made up."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from klantprofielen.model import NUL, Cijfers, Kwartaal, Percentage, Place, Rapport, Rij, Source
from klantprofielen.reference import gemeenten_of, regios_on

MARKS = ("<5", "< 5", "<10", "-", "*", "x", "")
"""How a report hides a count."""
_BOUNDS = {"<5": 5, "< 5": 5, "<10": 10}  # hides less than this; the other marks hide any count

kwartalen = st.builds(Kwartaal, st.integers(2014, 2025), st.integers(1, 4))
counts = st.integers(0, 30) | st.integers(0, 9_999)


def build_rij(name: str, code: str | None, cijfers: Cijfers, page: int = 2) -> Rij:
    """A row that prints its name as the tables have it."""
    return Rij(
        gemeente=name,
        printed_name=name,
        gemeentecode=code,
        cijfers=cijfers,
        place=Place(page, (36.0, 98.2, 780.1, 108.9)),
    )


def build_rapport(
    kwartaal: Kwartaal, regionummer: int, figures: dict[str, Cijfers], totaal: Cijfers | None, file: str = "made-up.pdf"
) -> Rapport:
    """A rapport of this region with these rows, its names and codes from the tables; without the register."""
    regio = next(regio for regio in regios_on(kwartaal.eerste_dag) if regio.nummer == regionummer)
    codes = {gemeente.naam: gemeente.code for gemeente in gemeenten_of(regionummer, kwartaal.eerste_dag)}
    return Rapport(
        kwartaal=kwartaal,
        regio=regio.naam,
        regionummer=regio.nummer,
        regiocode=regio.code,
        printed_regio=regio.naam,
        printed_regionummer=regio.nummer,
        rijen=tuple(build_rij(name, codes.get(name), cijfers) for name, cijfers in figures.items()),
        totaal=build_rij("TOTAAL AMR", None, totaal) if totaal else None,
        doelgroepregister=None,
        dekking_gedrukt=None,
        assumed_columns=False,
        source=Source(file=file, sha256="0" * 64, pages=2, kind="pdf"),
    )


@st.composite
def rapporten(draw: st.DrawFn) -> Rapport:
    """A rapport in which every printed sum holds and every name is known; with a total row."""
    kwartaal = draw(kwartalen)
    on = kwartaal.eerste_dag
    regio = draw(st.sampled_from(regios_on(on)))
    gemeenten = draw(st.permutations(gemeenten_of(regio.nummer, on)))
    rows = {gemeente.naam: draw(cijfers()) for gemeente in gemeenten}
    totaal = sum(rows.values(), NUL)
    rapport = build_rapport(kwartaal, regio.nummer, rows, totaal)
    register = (totaal.totaal_sonar or 0) + draw(st.integers(1, 9_999))
    percentage = draw(st.none() | st.integers(0, 2).map(lambda decimals: round_share(totaal, register, decimals)))
    return replace(rapport, doelgroepregister=register, dekking_gedrukt=percentage)


@st.composite
def cijfers(draw: st.DrawFn) -> Cijfers:
    """A row that adds up."""
    parts = draw(st.tuples(counts, counts, counts, counts))
    return Cijfers.of(*parts, sum(parts))


def round_share(totaal: Cijfers, register: int, decimals: int) -> Percentage:
    """The percentage as a report prints it, half rounded up."""
    share = Fraction(totaal.totaal_sonar or 0, register)
    return Percentage(int(share * 100 * 10**decimals + Fraction(1, 2)), decimals)


@st.composite
def rapporten_with_hidden_counts(draw: st.DrawFn) -> Rapport:
    """A rapport that holds together, of which some figures are replaced by a mark that may stand for them."""
    rapport = draw(rapporten())
    assert rapport.totaal is not None
    rijen = tuple(draw(hidden_versions(rij)) for rij in rapport.rijen)
    totaal = draw(st.just(rapport.totaal) | hidden_versions(rapport.totaal))
    return replace(rapport, rijen=rijen, totaal=draw(st.none() | st.just(totaal)))


@st.composite
def hidden_versions(draw: st.DrawFn, rij: Rij) -> Rij:
    """The row with any of its figures hidden."""
    marks = tuple(draw(st.none() | st.sampled_from(_marks_for(figure))) for figure in rij.cijfers.figures)
    figures = (None if mark is not None else figure for figure, mark in zip(rij.cijfers.figures, marks, strict=True))
    return replace(rij, cijfers=Cijfers.of(*figures), hidden=marks)


def _marks_for(figure: int | None) -> list[str]:
    return [mark for mark in MARKS if mark not in _BOUNDS or (figure or 0) < _BOUNDS[mark]]
