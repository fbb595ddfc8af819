from __future__ import annotations

import json

import pytest

from factcheck.errors import EmptyDocumentError, ReadError, UnsupportedFormatError
from factcheck.reading.document import Document
from factcheck.reading.fields import field_names
from factcheck.reading.json_format import looks_like_json, looks_like_jsonl, parse_json, parse_jsonl

TEXT = "The bridge is closed."


def lines(text: str) -> list[tuple[int, bytes]]:
    return list(enumerate(text.encode().split(b"\n"), start=1))


@pytest.mark.parametrize("field", ["text", "body", "content"])
def test_the_text_is_found_under_each_of_its_names(field: str) -> None:
    (document,) = parse_json(json.dumps({field: TEXT}), name="a.json")
    assert document == Document(text=TEXT)


@pytest.mark.parametrize(("publisher", "published"), [("publisher", "published"), ("source", "date")])
def test_metadata_is_found_under_each_of_its_names(publisher: str, published: str) -> None:
    record = {
        "text": TEXT,
        "title": "T",
        publisher: "Post",
        published: "2025-03-04",
        "url": "https://p.example/a",
        "id": 7,
    }
    (document,) = parse_json(json.dumps(record), name="a.json")
    assert document == Document(
        text=TEXT,
        title="T",
        publisher="Post",
        published="2025-03-04",
        url="https://p.example/a",
        record_id="7",
        published_from=f"field {published}",
    )


def test_a_null_counts_as_not_there() -> None:
    (document,) = parse_json(
        '{"text": null, "body": "Words.", "title": null, "publisher": null, "source": "P"}', name="a"
    )
    assert document == Document(text="Words.", publisher="P")


DESK = {"title": "T", "source": "Post", "date": "2025-09-05", "sentences": ["One  is.", '"Two," she said.']}


@pytest.mark.parametrize("record", [DESK, {"reference": DESK, "claims": [{"text": "no"}]}])
def test_the_sentences_of_a_desk_report_are_joined_by_one_space(record: dict[str, object]) -> None:
    (document,) = parse_json(json.dumps(record), name="a.json")
    assert document == Document(
        text='One is. "Two," she said.',
        title="T",
        publisher="Post",
        published="2025-09-05",
        published_from="field date",
    )


def test_a_desk_set_names_its_report() -> None:
    (document,) = parse_json(json.dumps({"id": "e-01", "reference": DESK}), name="a.json")
    assert isinstance(document, Document)
    assert document.record_id == "e-01"


def test_a_date_or_address_that_cannot_be_read_is_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    (document,) = parse_json(
        json.dumps({"text": TEXT, "date": "03/04/2025", "url": "javascript:alert(1)"}), name="a.json"
    )
    assert document == Document(text=TEXT)
    assert "03/04/2025" in caplog.text


def test_a_list_keeps_its_order_and_its_bad_records() -> None:
    first, second, third = parse_json('[{"text": "One."}, {"title": "none"}, {"text": "Three."}]', name="all.json")
    assert (first, third) == (Document(text="One."), Document(text="Three."))
    assert isinstance(second, ReadError)
    assert "record 2 of all.json" in str(second)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"text":\n "a",\n oops}', r"a\.json: line 3, column 2 is not JSON"),
        ('{"text": "a"}\n{"text": "b"}', r"line 2.*name the file \.jsonl"),
        ('"only a string"', "object or list"),
        ("[" * 100_000, "record|recursion|plain objects"),
        ('{"title": "a"}', "no text under 'text'.*'title'"),
        ('{"text": 5}', "'text' must be a string, got 5"),
        ('{"text": "a", "title": ["b"]}', "'title' must be a string"),
        ('{"sentences": ["a", 5]}', "no text"),
        ('{"n": ' + "9" * 5000 + "}", "plain objects"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        parse_json(text, name="a.json")


def test_a_record_with_an_empty_text_is_refused() -> None:
    with pytest.raises(EmptyDocumentError, match=r"a\.json"):
        parse_json('{"text": " \\u200b"}', name="a.json")


def test_jsonl_keeps_good_lines_and_numbers_bad_ones() -> None:
    text = '\ufeff{"text": "One."}\r\n\n{oops}\n[1]\n{"text": "Five\u2028."}\n'
    found = list(parse_jsonl(lines(text), name="all.jsonl"))
    assert [number for number, _ in found] == [1, 3, 4, 5]
    assert (found[0][1], found[3][1]) == (Document(text="One."), Document(text="Five\n."))
    assert "line 3" in str(found[1][1])
    assert "line 4 of all.jsonl" in str(found[2][1])


def test_a_binary_file_named_jsonl_is_refused_as_a_whole() -> None:
    with pytest.raises(UnsupportedFormatError, match=r"all\.jsonl.*gzip"):
        list(parse_jsonl([(1, b"\x1f\x8b\x08\x00\n"), (2, b"\x01")], name="all.jsonl"))


@pytest.mark.parametrize(
    ("text", "as_json", "as_jsonl"),
    [
        ('{"text": "a"}', True, False),
        ('[{"text": "a"}]', True, False),
        ('{"text": "a"}\n{"text": "b"}', False, True),
        ("[1] A footnote.", False, False),
        ("[1, 2]", False, False),
        ("{braces} in prose\n{more}", False, False),
        ("", False, False),
    ],
)
def test_unnamed_text_is_told_from_json(text: str, as_json: bool, as_jsonl: bool) -> None:  # noqa: FBT001 - columns
    assert (looks_like_json(text), looks_like_jsonl(text)) == (as_json, as_jsonl)


def test_a_mapping_says_where_the_fields_are_with_dots_for_objects_within() -> None:
    record = {"attributes": {"body": TEXT, "lang": "en"}, "a.b": "Dotted", "uuid": 7, "text": "not this"}
    mapping = field_names({"text": "attributes.body", "language": "attributes.lang", "title": "a.b", "id": "uuid"})
    (document,) = parse_json(json.dumps(record), name="a.json", fields=mapping)
    assert document == Document(text=TEXT, language="en", title="Dotted", record_id="7")


@pytest.mark.parametrize("record", [{"attributes": 3}, {"attributes": {}}, {"text": "not this"}])
def test_a_mapped_field_that_is_missing_is_told(record: dict[str, object]) -> None:
    with pytest.raises(ReadError, match=r"no text under 'attributes\.body'"):
        parse_json(json.dumps(record), name="a.json", fields=field_names({"text": "attributes.body"}))


def test_first_lines_that_repeat_the_title_are_dropped() -> None:
    (document,) = parse_json(json.dumps({"title": "Bridge closed", "text": f"Bridge closed\n\n{TEXT}"}), name="a.json")
    assert document == Document(text=TEXT, title="Bridge closed")
