"""The archive: every edition of every report that was ingested, in one SQLite file; the only room that meets SQL."""

from klantprofielen.archive.archive import Archive, back_up, moment, reading, trying, writing
from klantprofielen.archive.differences import find_changes
from klantprofielen.archive.edition import Change, Edition, Kept, KeptSource, newest
from klantprofielen.archive.ingest import Delivery, Outcome, Rereading, Result, compare_reading, ingest, recall
from klantprofielen.archive.verify import Flaw, verify

__all__ = [
    "Archive",
    "Change",
    "Delivery",
    "Edition",
    "Flaw",
    "Kept",
    "KeptSource",
    "Outcome",
    "Rereading",
    "Result",
    "back_up",
    "compare_reading",
    "find_changes",
    "ingest",
    "moment",
    "newest",
    "reading",
    "recall",
    "trying",
    "verify",
    "writing",
]
