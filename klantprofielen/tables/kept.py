"""What the archive holds as tables: the editions, which quarters are missing, and what differs between editions."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from klantprofielen.archive import Change, Edition, Flaw, Kept, newest
from klantprofielen.model import Kwartaal
from klantprofielen.reference import REGIOS
from klantprofielen.tables.summary import kwartaal_title
from klantprofielen.tables.table import Column, Kind, Note, Row, Table

KWARTAAL = Column(key="kwartaal", header="Kwartaal", kind=Kind.KWARTAAL)
REGIONUMMER = Column(key="regionummer", header="Nummer", kind=Kind.NUMMER)
REGIO = Column(key="regio", header="Regio", kind=Kind.TEXT)
EDITION_COLUMNS = (
    KWARTAAL,
    REGIONUMMER,
    REGIO,
    Column(key="edition", header="Editie", kind=Kind.NUMMER),
    Column(key="current", header="Geldt", kind=Kind.TEXT),
    Column(key="ingested", header="Opgenomen (UTC)", kind=Kind.TEXT),
    Column(key="file", header="Bestand", kind=Kind.TEXT),
    Column(key="sha256", header="sha256", kind=Kind.TEXT, leaves=2),
    Column(key="findings", header="Bevindingen", kind=Kind.NUMMER, leaves=1),
)
GAP_COLUMNS = (KWARTAAL, REGIONUMMER, REGIO)
FLAW_COLUMNS = (
    KWARTAAL,
    REGIO,
    Column(key="edition", header="Editie", kind=Kind.NUMMER),
    Column(key="damage", header="Beschadigd", kind=Kind.TEXT),
    Column(key="known", header="Aanvaard", kind=Kind.TEXT),
    Column(key="message", header="Bevinding", kind=Kind.TEXT),
)
MISSING, ONE, ACCEPTED, MANY = "·", "●", "!", "+"
MOST_DIGITS = 9


def editions_table(editions: Sequence[Edition]) -> Table:
    """A row per edition, from old to new."""
    current = {edition.row for edition in newest(editions)}
    return Table(
        title="Edities",
        columns=EDITION_COLUMNS,
        rows=tuple(
            Row(
                (
                    edition.kwartaal,
                    edition.regionummer,
                    edition.regio,
                    edition.edition,
                    edition.row in current,
                    edition.ingested,
                    edition.file,
                    edition.sha256,
                    edition.findings,
                )
            )
            for edition in editions
        ),
    )


def matrix_table(editions: Sequence[Edition]) -> Table:
    """Regions x quarters: a line per region, a column per year with a sign for each of its quarters."""
    signs = {edition.place: _sign(edition) for edition in newest(editions)}
    names = _names(editions)
    jaren = range(min(edition.kwartaal.jaar for edition in editions), _last(editions).jaar + 1)
    rows = (Row((name, *("".join(_signs_of(jaar, key, signs)) for jaar in jaren))) for key, (_, name) in names.items())
    columns = (REGIO, *(_jaar_column(jaar, jaren) for jaar in jaren))
    return Table(
        title="In het archief", columns=columns, rows=tuple(rows), notes=tuple(_matrix_notes(editions, signs, names))
    )


def _jaar_column(jaar: int, jaren: range) -> Column:
    """Where room is short, the oldest years leave first."""
    return Column(key=str(jaar), header=str(jaar), kind=Kind.TEXT, leaves=jaren[-1] - jaar)


def _signs_of(jaar: int, key: str, signs: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for nummer in range(1, 5):
        yield signs.get((str(Kwartaal(jaar, nummer)), key), MISSING)


def _sign(edition: Edition) -> str:
    """What stands for the edition that counts."""
    if edition.accepted:
        return ACCEPTED
    if edition.edition == 1:
        return ONE
    return str(edition.edition) if edition.edition <= MOST_DIGITS else MANY


def _matrix_notes(
    editions: Sequence[Edition], signs: Mapping[tuple[str, str], str], names: Mapping[str, object]
) -> Iterator[Note]:
    kwartalen = {edition.kwartaal for edition in editions}
    yield Note(
        f"{len(signs)} {'rapport' if len(signs) == 1 else 'rapporten'} van {len(names)} van de {REGIOS} "
        f"arbeidsmarktregio's, {kwartaal_title(min(kwartalen))} t/m {kwartaal_title(max(kwartalen))}"
    )
    found = Counter(signs.values())
    told = [
        (ONE, "eerste editie"),
        ("2", "gecorrigeerd: het nummer van de editie"),
        (ACCEPTED, "opgenomen met fouten"),
        (MISSING, "ontbreekt"),
    ]
    used = {
        ONE: bool(found[ONE]),
        "2": any(sign.isdigit() or sign == MANY for sign in found),
        ACCEPTED: bool(found[ACCEPTED]),
    }
    yield Note(", ".join(f"{sign} {meaning}" for sign, meaning in told if used.get(sign, True)))


def _names(editions: Iterable[Edition]) -> dict[str, tuple[tuple[bool, int], str]]:
    """The regions by number, each under its newest name."""
    names = {
        edition.regio_key: ((edition.regionummer is None, edition.regionummer or 0), edition.regio)
        for edition in sorted(editions, key=lambda edition: edition.kwartaal)
    }
    return dict(sorted(names.items(), key=lambda item: (*item[1], item[0])))


def _last(editions: Iterable[Edition]) -> Kwartaal:
    return max(edition.kwartaal for edition in editions)


def gaps_table(editions: Sequence[Edition], keys: Collection[str], quarters: Callable[[Kwartaal], bool]) -> Table:
    """The quarters between the first and the last in the archive of which a region has no report.

    Only of these regions, and of the quarters that are asked for.
    """
    first, last = min(edition.kwartaal for edition in editions), _last(editions)
    there = {edition.place for edition in editions}
    names = _names(editions)
    numbers = {edition.regio_key: edition.regionummer for edition in editions}
    kwartalen = [kwartaal for step in range(last - first + 1) if quarters(kwartaal := first + step)]
    wanted = [(kwartaal, key) for kwartaal in kwartalen for key in names if key in keys]
    rows = tuple(
        Row((kwartaal, numbers[key], names[key][1])) for kwartaal, key in wanted if (str(kwartaal), key) not in there
    )
    when = f"{kwartaal_title(first)} t/m {kwartaal_title(last)}"
    verb = "ontbreekt" if len(rows) == 1 else "ontbreken"
    notes = [Note(f"{len(rows)} van de {len(wanted)} rapporten {verb}; in het archief: {when}")]
    if len(names) < REGIOS:
        rest = f"{REGIOS - len(names)} van de {REGIOS} arbeidsmarktregio's"
        notes.append(Note(f"{rest} staan in geen enkel kwartaal in het archief, en tellen niet mee"))
    return Table(title="Ontbreekt", columns=GAP_COLUMNS, rows=rows, notes=tuple(notes))


HISTORY_COLUMNS = (*EDITION_COLUMNS[3:6], EDITION_COLUMNS[8], *EDITION_COLUMNS[6:8])
CHANGE_COLUMNS = (
    Column(key="edition", header="Editie", kind=Kind.NUMMER),
    Column(key="gemeente", header="Gemeente", kind=Kind.TEXT),
    Column(key="gemeentecode", header="Code", kind=Kind.TEXT, leaves=1),
    Column(key="column", header="Kolom", kind=Kind.TEXT),
    Column(key="from", header="Was", kind=Kind.AANTAL),
    Column(key="to", header="Is", kind=Kind.AANTAL),
)


def history_table(editions: Sequence[Edition]) -> Table:
    """The editions of one report, from old to new."""
    table = editions_table(editions)
    edition = editions[-1]
    return replace(table, title=f"{edition.regio} · {kwartaal_title(edition.kwartaal)}").keep(HISTORY_COLUMNS)


def changes_table(kept: Sequence[Kept], changes: Sequence[Sequence[Change]]) -> Table:
    """A row per cell in which an edition differs from the one before it."""
    rows = tuple(
        Row((one.edition.edition, change.gemeente, change.gemeentecode, change.column, change.old, change.new))
        for one, found in zip(kept, changes, strict=True)
        for change in found
    )
    return Table(title="Wat elke editie veranderde", columns=CHANGE_COLUMNS, rows=rows)


def flaws_table(flaws: Sequence[Flaw]) -> Table:
    """What does not hold in the archive."""
    rows = tuple(
        Row(
            (
                flaw.edition.kwartaal if flaw.edition else None,
                flaw.edition.regio if flaw.edition else None,
                flaw.edition.edition if flaw.edition else None,
                flaw.is_damage,
                flaw.is_known,
                flaw.message,
            )
        )
        for flaw in flaws
    )
    return Table(title="Controle van het archief", columns=FLAW_COLUMNS, rows=rows)
