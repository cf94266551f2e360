"""What reading one file may cost: limits that can be raised, and more than any report has."""

from dataclasses import dataclass

MEGABYTE = 1_000_000
FULL = 4 * MEGABYTE  # bytes; a file of this size or more may take all of the time and the memory
LEAST_SHARE = 0.2  # of the time and the memory, for the smallest file
LEAST_SECONDS, LEAST_MEMORY_MB = 2.0, 200  # for any file, unless the limit itself is lower
LETTERS_A_PAGE, WORDS_A_PAGE, LINES_A_PAGE = 5000, 1000, 300  # on average; a page full of prose has 4,000 letters
LONGEST_LINE = 20_000  # characters of a text
MOST_ROWS = 50_000  # of one file: ten years of all regions are 17,000
MOST_REPORTS = 5000  # of one file: ten years of all regions are 1,400


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost (docs/DESIGN.md, section 8); a small file has to do with a part of time and memory."""

    file_mb: int = 20
    pages: int = 60
    memory_mb: int = 512
    seconds: float = 10
    unpacked_mb: int = 50

    def seconds_for(self, size: int) -> float:
        """Seconds of processor time for a file of this size in bytes; more than that, and it is made to take long."""
        return max(min(self.seconds, LEAST_SECONDS), round(self.seconds * _share(size), 1))

    def memory_mb_for(self, size: int) -> int:
        """MB of memory for a file of this size in bytes."""
        return max(min(self.memory_mb, LEAST_MEMORY_MB), round(self.memory_mb * _share(size)))

    @property
    def letters(self) -> int:
        """Letters of a PDF, all pages together."""
        return self.pages * LETTERS_A_PAGE

    @property
    def words(self) -> int:
        """Words of a text, or of the cells of a sheet: as many as of so many pages."""
        return self.pages * WORDS_A_PAGE

    @property
    def lines(self) -> int:
        """Lines of a text, empty ones too."""
        return self.pages * LINES_A_PAGE


def _share(size: int) -> float:
    return LEAST_SHARE + (1 - LEAST_SHARE) * min(1.0, size / FULL)
