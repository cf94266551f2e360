import pytest

from klantprofielen.analysis.remarks import Remark, Topic
from klantprofielen.model import Kwartaal
from klantprofielen.tables.remarks import TEXTS, format_quarters, join_names, remark_notes

Q4 = Kwartaal(2022, 4)


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        (
            Remark(Topic.MERGED, Q4, "Voorne aan Zee", ("Brielle", "Hellevoetsluis", "Westvoorne")),
            "Voorne aan Zee: Brielle + Hellevoetsluis + Westvoorne opgeteld (4e kwartaal 2022)",
        ),
        (Remark(Topic.RENAMED, Q4, "Berg en Dal", ("Groesbeek",)), "Berg en Dal heette Groesbeek (4e kwartaal 2022)"),
        (
            Remark(Topic.MISSING_PART, Q4, "Vijfheerenlanden", ("Vianen",)),
            "Vijfheerenlanden: niet bekend, want Vianen ontbreekt (4e kwartaal 2022)",
        ),
        (
            Remark(Topic.MOVED, Q4, "Weesp", ("Gooi", "Groot Amsterdam")),
            "Weesp stond onder Gooi, nu onder Groot Amsterdam: de regio's zijn zoals gedrukt (4e kwartaal 2022)",
        ),
        (
            Remark(Topic.WITHHELD, Q4, "Rijnmond", ("a.pdf", "b.pdf")),
            "Rijnmond is er 2 keer met verschillende cijfers (a.pdf, b.pdf): weggelaten (4e kwartaal 2022)",
        ),
        (Remark(Topic.UNDATED, None, "x.pdf"), "x.pdf: geen kwartaal bekend, weggelaten"),
    ],
)
def test_a_remark_is_a_note_in_dutch(remark: Remark, text: str) -> None:
    assert [note.text for note in remark_notes([remark])] == [text]


def test_what_holds_for_many_quarters_is_said_once() -> None:
    remarks = [Remark(Topic.MERGED, Kwartaal(2021, 1) + index, "A", ("B", "C")) for index in range(8)]
    (note,) = remark_notes(remarks)
    assert note.text == "A: B + C opgeteld (1e kwartaal 2021 t/m 4e kwartaal 2022)"


def test_few_quarters_are_named_one_by_one() -> None:
    assert format_quarters([Q4 + 1, Q4]) == "4e kwartaal 2022, 1e kwartaal 2023"


def test_every_topic_has_a_text() -> None:
    assert set(TEXTS) == set(Topic)


@pytest.mark.parametrize(
    ("names", "text"), [((), ""), (("A",), "A"), (("A", "B"), "A en B"), (("A", "B", "C"), "A, B en C")]
)
def test_names_are_joined_as_in_a_sentence(names: tuple[str, ...], text: str) -> None:
    assert join_names(names) == text
