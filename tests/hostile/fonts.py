"""PDFs with hostile fonts: character maps without end, widths of anything, programs that are none, drawn letters."""

from random import Random

from hostile.raw import document, report, stream

REPORT = stream(report())
COMPOSITE = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding %s /DescendantFonts [4 0 R] %s >>"
DESCENDANT = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R %s >>"
DESCRIPTOR = b"<< /Type /FontDescriptor /FontName /A /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 %s >>"


def with_map(ranges: bytes) -> bytes:
    """A font of the reader with this character map."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>"
    return document(
        [REPORT],
        font=font,
        more=[stream(b"/CIDInit /ProcSet findresource begin begincmap\n" + ranges + b"\nendcmap end", packed=True)],
    )


def map_with_a_huge_range() -> bytes:
    return with_map(
        b"1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0030> endbfrange"
    )


def map_with_many_ranges(count: int = 100_000) -> bytes:
    return with_map(b"100 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * count + b"endbfrange")


def map_to_long_texts(count: int = 10_000) -> bytes:
    return with_map(
        b"100 beginbfchar\n"
        + b"".join(b"<%02X> <%s>\n" % (n % 256, b"0041" * 500) for n in range(count))
        + b"endbfchar"
    )


def map_that_uses_itself() -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>"
    return document([REPORT], font=font, more=[stream(b"/A usecmap", b"/Type /CMap /CMapName /A /UseCMap 4 0 R")])


def map_that_swaps_digits() -> bytes:
    """Every 3 says that it is a 7, and every 7 that it is a 3."""
    return with_map(
        b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <0020> endbfrange 2 beginbfchar <33> <0037> <37> <0033> endbfchar"
    )


def map_to_digits_of_another_script() -> bytes:
    return with_map(
        b"1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange <20> <7E> <0020> <30> <39> <0660> endbfrange"
    )


def map_to_nothing() -> bytes:
    return with_map(b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <30> <39> <0000> endbfrange")


def map_to_surrogates() -> bytes:
    return with_map(b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <30> <39> <D800> endbfrange")


def composite(
    *, encoding: bytes = b"/Identity-H", entries: bytes = b"", descendant: bytes = b"", descriptor: bytes = b""
) -> bytes:
    return document(
        [REPORT], font=COMPOSITE % (encoding, entries), more=[DESCENDANT % descendant, DESCRIPTOR % descriptor]
    )


def widths_without_end() -> bytes:
    return composite(descendant=b"/W [0 2147483647 500 0 4294967295 1 -5 2147483647 [1 2 3]] /W2 [0 2147483647 1 2 3]")


def widths_many(count: int = 200_000) -> bytes:
    return composite(descendant=b"/W [" + b"0 65535 500 " * count + b"]")


def descendant_that_is_itself() -> bytes:
    return document(
        [REPORT], font=b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [3 0 R] >>"
    )


def encoding_unknown() -> bytes:
    return composite(encoding=b"/No-Such-Encoding-H")


def encoding_as_a_stream_with_huge_ranges() -> bytes:
    cmap = stream(
        b"begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange endcmap",
        b"/Type /CMap /CMapName /A",
    )
    return document([REPORT], font=COMPOSITE % (b"6 0 R", b""), more=[DESCENDANT % b"", DESCRIPTOR % b"", cmap])


def glyph_numbers_of_any_size() -> bytes:
    numbers = stream(b"\xff" * 131_072, packed=True)
    return document(
        [REPORT],
        font=COMPOSITE % (b"/Identity-H", b""),
        more=[DESCENDANT % b"/CIDToGIDMap 6 0 R", DESCRIPTOR % b"", numbers],
    )


def simple(entries: bytes) -> bytes:
    return document(
        [REPORT],
        font=b"<< /Type /Font /Subtype /TrueType /BaseFont /A /FontDescriptor 4 0 R %s >>" % entries,
        more=[DESCRIPTOR % b""],
    )


def characters_from_anywhere() -> bytes:
    return simple(b"/FirstChar -2147483648 /LastChar 2147483647 /Widths [1 2 3]")


def widths_of_any_size() -> bytes:
    return simple(b"/FirstChar 32 /LastChar 126 /Widths [" + b"2147483647 -2147483648 1e30 " * 40 + b"]")


def differences_many(count: int = 300_000) -> bytes:
    return simple(b"/Encoding << /Type /Encoding /Differences [" + b"0 /one -5 /two 300 /three " * count + b"] >>")


def differences_that_swap_digits() -> bytes:
    return document(
        [REPORT],
        font=b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [51 /seven 55 /three] >> >>",
    )


def font_missing() -> bytes:
    return document([REPORT], font=b"null")


def font_that_is_a_number() -> bytes:
    return document([REPORT], font=b"42")


def font_without_anything() -> bytes:
    return document([REPORT], font=b"<< /Type /Font >>")


def program_of_noise(kind: bytes) -> bytes:
    noise = Random(1).randbytes(50_000)  # noqa: S311 - noise
    program = stream(b"\0\1\0\0" + noise, b"/Length1 50004 /Length2 2147483647 /Length3 -1 /Subtype /Type1C")
    return document(
        [REPORT],
        font=b"<< /Type /Font /Subtype /TrueType /BaseFont /A /FontDescriptor 4 0 R >>",
        more=[DESCRIPTOR % (kind + b" 5 0 R"), program],
    )


def drawn(procedure: bytes, *, matrix: bytes = b"0.001 0 0 0.001 0 0") -> bytes:
    """A font of type 3 whose letters are all drawn by this."""
    names = b" ".join(b"/c%d" % code for code in range(32, 127))
    programs = b" ".join(b"/c%d 4 0 R" % code for code in range(32, 127))
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [%s] /Encoding << /Differences [32 %s] >> /CharProcs << %s >> /FirstChar 32 /LastChar 126 /Widths [%s] /Resources << /Font << /F1 3 0 R >> >> >>"
    return document([REPORT], font=font % (matrix, names, programs, b"500 " * 95), more=[stream(procedure)])


def letters_drawn_by_letters() -> bytes:
    return drawn(b"500 0 d0 BT /F1 9 Tf (abcdefghij) Tj ET")


def letters_of_no_size() -> bytes:
    return drawn(b"500 0 d0", matrix=b"0 0 0 0 0 0")


def letters_of_any_size() -> bytes:
    return drawn(b"1e30 0 d0", matrix=b"1e30 1e30 -1e30 1e30 1e38 nan")


def texts_anywhere(place: bytes) -> bytes:
    """A report, and texts at a place that is none."""
    return document([stream(report() + b"BT /F1 9 Tf " + place + b" (1.234 5 Goes) Tj ET")])


PLACES = (
    b"1e30 0 0 1e30 1e38 1e38 Tm",
    b"0 0 0 0 0 0 Tm",
    b"nan nan nan nan nan nan Tm",
    b"1 0 0 1 99999999999999999999 0 Tm",
    b"/F1 1e30 Tf",
    b"/F1 0 Tf",
    b"/F1 -9 Tf",
    b"0 Tz",
    b"1e30 Tz",
    b"1e30 Tc",
    b"-1e30 Tw",
    b"1e30 TL T*",
    b"/F9 9 Tf",
    b"1 0 0 1 0 0 Tm [(1) -1e30 (2) 1e30 (3)] TJ",
    b"7 Tr",
    b"99 Tr",
)
