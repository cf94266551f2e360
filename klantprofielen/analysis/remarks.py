"""What has to be said beside figures over time: what was added up, what cannot be compared, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from klantprofielen.model import Kwartaal


class Topic(Enum):
    """What a remark is about; `subject` and `names` are the names that it needs."""

    MERGED = auto()
    """The figures of `subject` are the sum of those of `names`."""
    RENAMED = auto()
    """`subject` was called `names` then."""
    MISSING_PART = auto()
    """The figures of `subject` are not known, since those of `names` are missing."""
    TWICE_IN_QUARTER = auto()
    """`subject` has several rows, in the regions `names`: its figures are not known."""
    SPLIT = auto()
    """`subject` was divided over `names`; nothing of it can be compared over that day."""
    ESTIMATED = auto()
    """The figures of `subject` are estimated: a part of `names` by its inhabitants is in them."""
    NOT_UNDONE = auto()
    """`subject` is a later herindeling of `names` than the division that is asked for."""
    NOT_TAKEN_OUT = auto()
    """`names` went to `subject`, which was there before, later than the division that is asked for."""
    AS_PRINTED = auto()
    """`subject` was made of `names`, and nothing was added up."""
    TAKEN_IN_AS_PRINTED = auto()
    """`names` went to `subject`, which was there before, and nothing was added up."""
    RENAMED_AS_PRINTED = auto()
    """`names` is called `subject` since, and each quarter has the name of its time."""
    MOVED = auto()
    """`subject` went from the region names[0] to names[1]; the regions are as printed."""
    REGIO_ANEW = auto()
    """The region `subject` is added up anew: its register is not known."""
    REGIO_INCOMPLETE = auto()
    """The region `subject` cannot be added up anew, since `names` are missing."""
    NO_REPORT = auto()
    """There is none of the regions `names` in this quarter, while there is one in the other."""
    DOUBLE = auto()
    """The region `subject` is there more than once with the same figures, in the files `names`."""
    WITHHELD = auto()
    """The region `subject` is there more than once with different figures, in the files `names`."""
    REGISTER_OF_NO_QUARTER = auto()
    """The register file `subject` has counts of no quarter in particular: they are the same in all of them."""
    NOT_IN_REGISTER = auto()
    """The gemeenten `names` have no count in the register file `subject`."""
    REGIOS_NOT_IN_REGISTER = auto()
    """No gemeente of the regions `names` has a count in the register file `subject`."""
    UNDATED = auto()
    """The file `subject` has no quarter."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of a quarter, or of none in particular."""

    topic: Topic
    kwartaal: Kwartaal | None
    subject: str
    names: Sequence[str] = ()
