"""Lines of words typed as a table: a character is a step to the right, a line a step down."""

from klantprofielen.reading.words import Line, Word

EM = 2.0


def type_lines(text: str, page: int = 1) -> tuple[Line, ...]:
    """The words of a text at the places where they are typed; blank lines leave a gap, and the first may be blank."""
    lines = []
    for number, typed in enumerate(text.split("\n")):
        words: list[Word] = []
        for part in typed.split():
            start = typed.index(part, int(words[-1].x1) if words else 0)
            words.append(Word(part, float(start), float(start + len(part))))
        if words:
            lines.append(Line(page, number * EM, EM, tuple(words)))
    return tuple(lines)


def type_unreadable(line: Line) -> Line:
    """The line in a font without a character map."""
    words = tuple(Word("\ufffd" * len(word.text), word.x0, word.x1, readable=False) for word in line.words)
    return Line(line.page, line.y, line.em, words)
