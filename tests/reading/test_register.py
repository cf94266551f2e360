from klantprofielen.model import Percentage, Regio
from klantprofielen.reading.prose import Statement
from klantprofielen.reading.register import Subject, choose_register, share_out

RIJNMOND = Regio(22, "Rijnmond", "AM22")
ZEELAND = Regio(29, "Zeeland", "AM24")
FIRST, SECOND = Subject(RIJNMOND, 10, 24, 14208), Subject(ZEELAND, 40, 53, 4075)


def said(index: int, *counts: int, regios: tuple[Regio, ...] = (), percentage: Percentage | None = None) -> Statement:
    return Statement(index, regios, counts, percentage)


def test_a_sentence_that_names_a_region_speaks_of_it_wherever_it_stands() -> None:
    zeeland, rijnmond = said(2, 6399, regios=(ZEELAND,)), said(60, 19222, regios=(RIJNMOND,))
    assert share_out([zeeland, rijnmond], [FIRST, SECOND]) == [rijnmond, zeeland]


def test_nameless_sentences_behind_their_tables_go_to_the_table_before_them() -> None:
    one, other = said(26, 19222), said(55, 6399)
    assert share_out([one, other], [FIRST, SECOND]) == [one, other]


def test_nameless_sentences_before_their_tables_go_to_the_table_behind_them() -> None:
    one, other = said(8, 19222), said(38, 6399)
    assert share_out([one, other], [FIRST, SECOND]) == [one, other]


def test_of_a_single_region_every_nameless_sentence_speaks_wherever_it_stands() -> None:
    before = said(1, 19222)
    assert share_out([before], [FIRST]) == [before]


def test_without_a_sentence_nothing_is_said_of_a_region() -> None:
    assert share_out([], [FIRST, SECOND]) == [None, None]
    assert share_out([said(26, 19222, regios=(RIJNMOND,))], [FIRST, SECOND])[1] is None


def test_of_two_sentences_the_one_that_names_only_this_region_suits_better() -> None:
    both, own = said(26, 25621, regios=(RIJNMOND, ZEELAND)), said(80, 19222, regios=(RIJNMOND,))
    assert share_out([both, own], [FIRST])[0] is own


def test_of_two_sentences_the_one_whose_percentage_fits_suits_better() -> None:
    near = said(25, 300000, percentage=Percentage(74, 0))
    far = said(90, 19222, percentage=Percentage(74, 0))
    assert share_out([near, far], [FIRST])[0] is far


def test_a_sentence_about_the_country_speaks_of_a_region_only_where_its_percentage_fits() -> None:
    assert share_out([Statement(26, (), (303512,), Percentage(71, 0), national=True)], [FIRST]) == [None]
    both = Statement(26, (), (303512, 19222), Percentage(74, 0), national=True)
    assert share_out([both], [FIRST]) == [both]


def test_of_two_sentences_the_nearest_suits_better() -> None:
    assert share_out([said(2, 19000), said(26, 19222)], [FIRST])[0] == said(26, 19222)
    assert share_out([said(24, 19222), said(30, 19000)], [FIRST])[0] == said(24, 19222)


def test_the_register_is_the_count_by_which_the_percentage_fits() -> None:
    assert choose_register(said(26, 14208, 19222, 500, percentage=Percentage(74, 0)), 14208) == 19222


def test_without_a_percentage_the_register_is_the_likeliest_count_that_is_not_the_total() -> None:
    assert choose_register(said(26, 14208, 19222), 14208) == 19222
    assert choose_register(said(26, 19222, 14208), None) == 19222


def test_a_percentage_that_fits_no_count_leaves_the_likeliest() -> None:
    assert choose_register(said(26, 19222, 0, percentage=Percentage(99, 0)), 14208) == 19222


def test_where_the_only_count_is_the_total_the_register_is_as_large() -> None:
    assert choose_register(said(26, 14208), 14208) == 14208


def test_two_sentences_that_contradict_each_other_say_nothing() -> None:
    one = said(25, 29222, regios=(RIJNMOND,), percentage=Percentage(49, 0))
    other = said(26, 19222, regios=(RIJNMOND,), percentage=Percentage(74, 0))
    assert share_out([one, other], [FIRST]) == [None]
    assert share_out([other, other], [FIRST]) == [other]


def test_a_sentence_about_an_earlier_quarter_contradicts_nothing() -> None:
    now = said(25, 19222, regios=(RIJNMOND,), percentage=Percentage(74, 0))
    before = Statement(26, (RIJNMOND,), (19100,), Percentage(74, 0), past=True)
    assert share_out([now, before], [FIRST]) == [now]
