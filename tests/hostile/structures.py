"""PDFs whose structure is hostile: cycles, lies about lengths and numbers, depth, and more than any report has."""

import re
import zlib

from hostile.raw import A4, HELVETICA, build, document, report, show, stream

REPORT = stream(report())
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] >>"


def page_tree_that_holds_itself() -> bytes:
    return build([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"])


def page_tree_of_two_that_hold_each_other() -> bytes:
    pages = [b"<< /Type /Pages /Count 9 /Kids [%d 0 R] /Parent %d 0 R >>" % (other, other) for other in (3, 2)]
    return build([b"<< /Type /Catalog /Pages 2 0 R >>", *pages])


def page_tree_as_deep_as_it_is_large(depth: int = 50_000) -> bytes:
    nodes = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (n + 3, n + 1) for n in range(depth)]
    return build([b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, PAGE])


def page_tree_that_doubles_at_each_level(levels: int = 40) -> bytes:
    nodes = [b"<< /Type /Pages /Count 2 /Kids [%d 0 R %d 0 R] >>" % (n + 3, n + 3) for n in range(levels)]
    return build([b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, PAGE])


def many_empty_pages(count: int = 100_000) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    pages = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    return build([b"<< /Type /Catalog /Pages 2 0 R >>", pages, *[PAGE] * count])


def one_page_many_times(count: int = 100_000) -> bytes:
    pages = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b"3 0 R " * count)
    return build([b"<< /Type /Catalog /Pages 2 0 R >>", pages, PAGE])


def a_count_of_pages_that_is_a_lie(count: int = 2_147_483_647) -> bytes:
    pages = b"<< /Type /Pages /Count %d /Kids [3 0 R] >>" % count
    return build([b"<< /Type /Catalog /Pages 2 0 R >>", pages, PAGE])


def outline_that_ends_in_itself() -> bytes:
    item = b"<< /Title (a) /Parent 4 0 R /First 4 0 R /Next 4 0 R /Prev 4 0 R /Count 9 >>"
    return document([REPORT], catalogue=b"/Outlines 4 0 R", more=[item])


def name_tree_that_ends_in_itself() -> bytes:
    names = b"<< /Kids [4 0 R] /Limits [(a) (z)] >>"
    return document([REPORT], catalogue=b"/Names << /Dests 4 0 R /EmbeddedFiles 4 0 R >>", more=[names])


def form_that_draws_itself() -> bytes:
    form = stream(
        b"/X Do " + report(),
        b"/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << /XObject << /X 4 0 R >> /Font << /F1 3 0 R >> >>",
    )
    return document([stream(b"/X Do")], resources=b"/XObject << /X 4 0 R >>", more=[form])


def forms_that_multiply(levels: int = 12, times: int = 12) -> bytes:
    """Each form draws the next one so many times."""
    forms = [
        stream(
            b"/X Do " * times,
            b"/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << /XObject << /X %d 0 R >> >>"
            % (5 + level),
        )
        for level in range(levels)
    ]
    last = stream(
        show(9, 9, "1"), b"/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << /Font << /F1 3 0 R >> >>"
    )
    return document([stream(b"/X Do")], resources=b"/XObject << /X 4 0 R >>", more=[*forms, last])


def form_drawn_many_times(times: int = 100_000) -> bytes:
    form = stream(
        show(9, 9, "12 34"), b"/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << /Font << /F1 3 0 R >> >>"
    )
    return document([stream(b"/X Do " * times, packed=True)], resources=b"/XObject << /X 4 0 R >>", more=[form])


def forms_in_forms(depth: int = 3000) -> bytes:
    forms = [
        stream(
            b"/X Do ",
            b"/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << /XObject << /X %d 0 R >> >>"
            % (5 + level),
        )
        for level in range(depth)
    ]
    return document([stream(b"/X Do")], resources=b"/XObject << /X 4 0 R >>", more=[*forms, HELVETICA])


def contents_that_are_themselves() -> bytes:
    return build(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R >>",
            b"[4 0 R 4 0 R]",
        ]
    )


def contents_many_times(times: int = 20_000) -> bytes:
    """The stream of a page many times over."""
    content = stream(report(), packed=True)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents [%s] /Resources << /Font << /F1 5 0 R >> >> >>"
        % (b"4 0 R " * times),
        content,
        HELVETICA,
    ]
    return build(objects)


def reference_chain(length: int = 50_000) -> bytes:
    """An object that is a reference to the next one, and so on."""
    chain = [b"%d 0 R" % (number + 5) for number in range(length)]
    return document([REPORT], page=b"/Rotate 4 0 R", more=[*chain, b"0"])


def length_that_is_itself() -> bytes:
    return document([re.sub(rb"/Length \d+", b"/Length 5 0 R", REPORT, count=1)])


def length_wrong(length: bytes) -> bytes:
    return document([re.sub(rb"/Length \d+", b"/Length " + length, REPORT, count=1)])


def table_of_objects_that_goes_round() -> bytes:
    data = document([REPORT])
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def table_of_objects_elsewhere(place: bytes) -> bytes:
    head, _ = document([REPORT]).rsplit(b"startxref\n", 1)
    return head + b"startxref\n" + place + b"\n%%EOF\n"


def table_of_objects_with_huge_size() -> bytes:
    return document([REPORT]).replace(b"/Size 6", b"/Size 2147483647").replace(b"xref\n0 6", b"xref\n0 4294967295")


def stream_of_objects_with_huge_index() -> bytes:
    table = stream(
        zlib.compress(b"\0" * 40),
        b"/Type /XRef /Size 2147483647 /Index [0 2147483647] /W [1 8 8] /Root 1 0 R /Filter /FlateDecode",
    )
    head, _ = document([REPORT]).rsplit(b"xref\n0 ", 1)
    return head + b"9 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def objects_in_a_stream_of_itself() -> bytes:
    objects = stream(b"4 0 << >>", b"/Type /ObjStm /N 2147483647 /First 4 /Extends 4 0 R")
    return document([REPORT], page=b"/Annots 4 0 R", more=[objects])


def arrays_in_arrays(depth: int = 1_000_000) -> bytes:
    return document([REPORT], catalogue=b"/Deep " + b"[" * depth + b"]" * depth)


def dictionaries_in_dictionaries(depth: int = 300_000) -> bytes:
    return document([REPORT], catalogue=b"/Deep " + b"<</A" * depth + b" 1 " + b">>" * depth)


def arrays_in_the_content(depth: int = 1_000_000) -> bytes:
    return document([stream(report() + b"[" * depth, packed=True)])


def states_saved(times: int = 1_000_000) -> bytes:
    """As many `q` as it takes, each a copy of all that is set."""
    return document([stream(b"q " * times + report(), packed=True)])


def marked_content_in_marked_content(times: int = 500_000) -> bytes:
    return document([stream(b"/P BMC " * times + report(), packed=True)])


def page_of_any_size(box: bytes) -> bytes:
    return document([REPORT], box=box)


def unit_of_any_size(unit: bytes) -> bytes:
    return document([REPORT], page=b"/UserUnit " + unit)


def image_without_end() -> bytes:
    return document([stream(report() + b"BI /W 100000 /H 100000 /BPC 8 /CS /RGB ID " + b"\0" * 100)])


def image_of_any_size() -> bytes:
    image = stream(
        b"\0",
        b"/Type /XObject /Subtype /Image /Width 2000000000 /Height 2000000000 /BitsPerComponent 16 /ColorSpace /DeviceCMYK",
    )
    return document([stream(report() + b"/X Do")], resources=b"/XObject << /X 4 0 R >>", more=[image])


def javascript() -> bytes:
    action = b"<< /Type /Action /S /JavaScript /JS (while(true){app.alert(1)}) >>"
    return document(
        [REPORT],
        catalogue=b"/OpenAction 4 0 R /AA << /WC 4 0 R >> /Names << /JavaScript << /Names [(a) 4 0 R] >> >>",
        page=b"/AA << /O 4 0 R >>",
        more=[action],
    )


def attachment() -> bytes:
    file = stream(b"MZ not a report", b"/Type /EmbeddedFile")
    spec = b"<< /Type /Filespec /F (../../evil.exe) /EF << /F 4 0 R >> >>"
    return document([REPORT], catalogue=b"/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>", more=[file, spec])


def links() -> bytes:
    annotations = [
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 842 595] /A << /S /%s >> >>" % action
        for action in (
            b"URI /URI (http://localhost/x)",
            b"Launch /F (/bin/sh)",
            b"GoToR /F (//host/share/x.pdf) /D [0 /Fit]",
            b"SubmitForm /F (http://localhost/)",
        )
    ]
    return document([REPORT], page=b"/Annots [4 0 R 5 0 R 6 0 R 7 0 R]", more=annotations)


def form_fields_that_go_round() -> bytes:
    field = b"<< /FT /Tx /T (a) /Kids [4 0 R] /Parent 4 0 R /V (1.234) /Subtype /Widget /Rect [0 0 9 9] >>"
    return document(
        [REPORT], catalogue=b"/AcroForm << /Fields [4 0 R] /XFA [(a) 4 0 R] >>", page=b"/Annots [4 0 R]", more=[field]
    )


def layers_and_structure_that_go_round() -> bytes:
    group = b"<< /Type /OCG /Name (a) /K 4 0 R /P 4 0 R /OCGs [4 0 R] /S /Document >>"
    return document(
        [REPORT], catalogue=b"/OCProperties << /OCGs [4 0 R] /D 4 0 R >> /StructTreeRoot 4 0 R", more=[group]
    )


def header_only() -> bytes:
    return b"%PDF-1.7\n%%EOF\n"


def nothing_but_objects() -> bytes:
    return b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 200_000 + b"%%EOF"


def brackets_only() -> bytes:
    return b"%PDF-1.7\n" + b"<<[(" * 1_000_000 + b"\n%%EOF"


def junk_before_the_header() -> bytes:
    return b"junk " * 100 + document([REPORT])


def huge_number_of_an_object() -> bytes:
    return (
        document([REPORT])
        .replace(b"5 0 obj", b"4294967295 0 obj")
        .replace(b"/Contents 5 0 R", b"/Contents 4294967295 0 R")
    )


SIZES = (
    b"0 0 1e30 1e30",
    b"-2147483648 -2147483648 2147483647 2147483647",
    b"0 0 0 0",
    b"842 595 0 0",
    b"0 0 nan inf",
    b"",
    b"[] [] [] []",
    A4,
)
UNITS = (b"0", b"-1", b"1e30", b"nan", b"0.0001")
LENGTHS = (b"0", b"1", b"-1", b"99999999999", b"null", b"(a)", b"9 9 R")
PLACES = (b"0", b"-1", b"99999999999", b"", b"abc")
