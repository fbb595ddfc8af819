"""Which sentences are statements, and what the others are: precision both ways."""

from __future__ import annotations

import pytest

from factcheck.claims import SentenceKind, sort_sentences
from factcheck.datatypes import Article

BEFORE, AFTER = "The dam broke on Monday.", "Twelve people were hurt in the flood."

STATEMENTS = [
    "The council has welcomed both plans.",
    "Subscribe rates rose 5% last year, the company said.",
    "Sign-up for evening classes ends in Lund on Friday.",
    "Share prices fell 5 percent on Monday.",
    "Reporting by the Times showed that the mayor knew.",
    "Reports by three agencies blamed the army.",
    "Editing by hand takes three weeks.",
    "Written by Jane Doe, the play opened on Friday.",
    "Read Street was closed on Monday.",
    "Follow-up talks will be held in Geneva.",
    "Follow us to the river, the miners told rescuers.",
    "Like us, the Danes pay high taxes.",
    "Tell us the truth, protesters shouted.",
    "More stories of abuse came out on Friday.",
    "More than 40 people died in the fire.",
    "Photo shops closed across the country.",
    "File photos of the suspects were destroyed.",
    "By Monday, the river had risen two metres.",
    "Advertising revenue fell by a tenth.",
    "Copyright law changed in 2019.",
    "All rights reserved for women were withdrawn in 2021.",
    "Sources said the talks had failed.",
    "Related cases rose to 40.",
    "Updated figures show 30 dead.",
    "The report was published on Monday by the United Nations.",
    "This report was published on Monday.",
    "The story was updated on stage every night.",
    "We and our partners use cookies, the firm admitted.",
    "The newsletter has 40,000 readers.",
    "Click beetles spread across Kansas in May.",
    "Register offices will open on Sunday.",
    "Watch sales in Switzerland fell 3 percent.",
    "Comments by the minister angered Paris.",
    "NATO - the alliance - met on Monday.",
    "Smith, a staff reporter, was arrested in Cairo.",
    '"Where is the money?" Smith asked.',
    "“We won. Who else could have done it?”",
    "The question is whether Iran will sign.",
    "Check-in at the airport took four hours.",
    "Call centres in our towns closed in May.",
    "Visit numbers at our museums fell by a tenth.",
    "See you in court, the mayor told us.",
    "For more than 20 years, the mine polluted the river.",
    "If you have the cash you can buy a seat, the sheriff told us.",
    "Here in Oslo the shops closed at noon.",
    "Welcome rain fell in Kansas on Monday.",
    "The live blog of the rebels has been closed by the army.",
    "9 a.m. trains were cancelled on Monday.",
    "2019 12 people died, and in 2020 three.",
    "The score was 3 to 1 at half-time.",
    "Nobody came.",
]

OTHERS = [
    (SentenceKind.BOILERPLATE, "(Reporting by Jane Doe; Editing by John Roe)"),
    (SentenceKind.BOILERPLATE, "(Report through Jane Doe in Oslo; edited through John Roe)"),
    (SentenceKind.BOILERPLATE, "Reporting by Jane Doe in Cairo; Editing by John Roe"),
    (SentenceKind.BOILERPLATE, "Additional reporting by Ann Lee and Bo Li."),
    (SentenceKind.BOILERPLATE, "Ann Lee in Oslo contributed to this report."),
    (SentenceKind.BOILERPLATE, "Subscribe"),
    (SentenceKind.BOILERPLATE, "Sign up for our newsletter."),
    (SentenceKind.BOILERPLATE, "Sign up for our news burst."),
    (SentenceKind.BOILERPLATE, "Get our daily briefing in your inbox."),
    (SentenceKind.BOILERPLATE, "All rights reserved."),
    (SentenceKind.BOILERPLATE, "© 2020 The Paper"),
    (SentenceKind.BOILERPLATE, "Our Standards: The Thomson Reuters Trust Principles."),
    (SentenceKind.BOILERPLATE, "This material may not be published, broadcast or redistributed."),
    (SentenceKind.BOILERPLATE, "We use cookies to improve your experience."),
    (SentenceKind.BOILERPLATE, "This story was updated at 3 p.m. to add a comment."),
    (SentenceKind.BOILERPLATE, "Advertisement"),
    (SentenceKind.BOILERPLATE, "https://example.com/story"),
    (SentenceKind.BOILERPLATE, "3 min read"),
    (SentenceKind.BOILERPLATE, "Thank you for reading."),
    (SentenceKind.INSTRUCTION, "Read more: Two ships sink off Tunis"),
    (SentenceKind.INSTRUCTION, "Related: Mayor quits"),
    (SentenceKind.INSTRUCTION, "Click here to read the full report."),
    (SentenceKind.INSTRUCTION, "Follow us on Twitter and Facebook."),
    (SentenceKind.INSTRUCTION, "Follow Jane Doe on Twitter."),
    (SentenceKind.INSTRUCTION, "Share this:"),
    (SentenceKind.INSTRUCTION, "Tell us in the comments."),
    (SentenceKind.INSTRUCTION, "Story continues below advertisement"),
    (SentenceKind.CAPTION, "FILE PHOTO: The mayor speaks in Oslo. REUTERS/Jane Doe/File Photo"),
    (SentenceKind.CAPTION, "FILE - In this May 3, 2019 photo, the mayor speaks."),
    (SentenceKind.CAPTION, "Photo: Jane Doe"),
    (SentenceKind.CAPTION, "The mayor speaks in Oslo. (AP Photo/Jane Doe)"),
    (SentenceKind.CAPTION, "The mayor speaks in Oslo. Jane Doe / Getty Images"),
    (SentenceKind.BYLINE, "By Jane Doe"),
    (SentenceKind.BYLINE, "By Jane Doe and John Roe in Oslo"),
    (SentenceKind.BYLINE, "JANE DOE, Staff Writer"),
    (SentenceKind.BYLINE, "Tuesday, July 21, 2020"),
    (SentenceKind.DATELINE, "BAGHDAD (Reuters) -"),
    (SentenceKind.QUESTION, "Who paid for it?"),
    (SentenceKind.QUESTION, "“Who paid for it?”"),
    (SentenceKind.HEADLINE, "Mayor Quits After Flood in Oslo"),
    (SentenceKind.HEADLINE, "Mayor quits after flood"),
    (SentenceKind.HEADLINE, "# Mayor quits after flood."),
    (SentenceKind.HEADLINE, "Key points:"),
    (SentenceKind.FRAGMENT, "* * *"),
    (SentenceKind.INSTRUCTION, "Check your school's website for details."),
    (SentenceKind.INSTRUCTION, "For more information, visit the council's website."),
    (SentenceKind.INSTRUCTION, "If you have any information, please call the hotline."),
    (SentenceKind.INSTRUCTION, "Stay with us for the latest news."),
    (SentenceKind.BOILERPLATE, "Good morning and welcome to our live coverage."),
    (SentenceKind.BOILERPLATE, "That's all from us for tonight."),
    (SentenceKind.BOILERPLATE, "This live blog is now closed."),
    (SentenceKind.BOILERPLATE, "Here's what we know so far:"),
    (SentenceKind.BOILERPLATE, "We will bring you more updates soon."),
    (SentenceKind.TIMESTAMP, "14:05"),
    (SentenceKind.TIMESTAMP, "7.52 GMT"),
    (SentenceKind.TIMESTAMP, "9:05am"),
    (SentenceKind.TIMESTAMP, "Updated 3 hours ago"),
    (SentenceKind.TABLE, "| Oslo | 12 | 14 |"),
    (SentenceKind.TABLE, "Oslo\t12\t14"),
    (SentenceKind.TABLE, "Oslo    Lund    Bergen"),
    (SentenceKind.TABLE, "1 Oslo 20 15 3 2 48"),
]

STAMPS = ["08:30 - ", "11.20 GMT – ", "1:15 p.m. ET: ", "[10:05] ", "Update, 3 p.m.: ", "21:04 ", "90+3' - "]

DATELINES = [
    "NEW YORK (AP) — ",
    "WASHINGTON, D.C. (AP) - ",
    "Oct 4 (Union Newswire) - ",
    "COLUMBUS, Ohio, Dec 4 (Union Newswire) - ",
    "ST. LOUIS, Mo., Oct. 4 (UPI) -- ",
    "Baghdad (AFP) – ",
    "BAGDAD (Reuters) – ",
    "LONDON/PARIS, 4 October 2020 (Reuters) - ",
    "KYIV, Ukraine — ",
    "(Reuters) - ",
    "SÃO PAULO, March 3 (Wire) - ",
    "Singapore, March 3 – ",
    "TEL AVIV, Israel (AP) _ ",
    "BAGHDAD, July 21, 2020 (Reuters) - ",
]


def kinds(text: str, title: str | None = None) -> list[tuple[SentenceKind, str]]:
    return [(reading.kind, reading.text) for reading in sort_sentences(Article(text=text, title=title))]


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize(
    "text", ["{}", f"{BEFORE} {{}} {AFTER}", f"{BEFORE}\n{{}}\n{AFTER}", f"{BEFORE}\n\n{{}}\n\n{AFTER}"]
)
def test_a_statement_is_kept_wherever_it_stands(statement: str, text: str) -> None:
    assert (SentenceKind.STATEMENT, statement) in kinds(text.format(statement))


@pytest.mark.parametrize(("kind", "line"), OTHERS)
@pytest.mark.parametrize("breaks", ["\n", "\n\n", "\r\n"])
def test_a_line_that_states_nothing_is_told_apart(kind: SentenceKind, line: str, breaks: str) -> None:
    found = kinds(breaks.join([BEFORE, line, AFTER]))
    assert found[0] == (SentenceKind.STATEMENT, BEFORE)
    assert found[-1] == (SentenceKind.STATEMENT, AFTER)
    assert {reading[0] for reading in found[1:-1]} == {kind}


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_no_part_of_the_claim_it_opens(dateline: str) -> None:
    claim = "Shops opened on Monday after a long strike."
    assert kinds(dateline + claim) == [(SentenceKind.DATELINE, dateline.strip()), (SentenceKind.STATEMENT, claim)]


@pytest.mark.parametrize("stamp", STAMPS)
def test_the_time_of_an_entry_is_no_part_of_the_claim_it_opens(stamp: str) -> None:
    claim = "Shops opened on Monday after a long strike."
    assert kinds(f"{BEFORE}\n\n{stamp}{claim}")[1:] == [
        (SentenceKind.TIMESTAMP, stamp.strip()),
        (SentenceKind.STATEMENT, claim),
    ]


def test_an_agency_in_brackets_without_a_dash_is_a_dateline() -> None:
    assert kinds(f"(CNN) {BEFORE}") == [(SentenceKind.DATELINE, "(CNN)"), (SentenceKind.STATEMENT, BEFORE)]


def test_title_and_byline_run_together_with_a_dateline_are_taken_off() -> None:
    text = "Strike Ends By Jane van Doe TUNIS, July 3 (AP) — Shops opened on Monday."
    assert kinds(text, title="Strike Ends") == [
        (SentenceKind.HEADLINE, "Strike Ends"),
        (SentenceKind.BYLINE, "By Jane van Doe"),
        (SentenceKind.DATELINE, "TUNIS, July 3 (AP) —"),
        (SentenceKind.STATEMENT, "Shops opened on Monday."),
    ]


def test_the_title_repeated_is_a_headline_whatever_its_marks() -> None:
    text = f"Mayor's wife quits her office.\n\n{BEFORE}"
    assert kinds(text)[0][0] is SentenceKind.STATEMENT
    assert kinds(text, title="Mayor’s wife quits her office - The Paper")[0][0] is SentenceKind.HEADLINE


@pytest.mark.parametrize("text", ["Kadhimi visited Tehran on Tuesday", "Kadhimi Visits Tehran", "The dam broke."])
def test_a_text_of_one_line_is_a_statement_with_or_without_full_stop_and_title(text: str) -> None:
    assert kinds(text, title=text) == [(SentenceKind.STATEMENT, text)]


def test_lines_without_full_stops_are_statements_where_no_line_has_one() -> None:
    lines = ["The mayor of Oslo quit on Friday", "Nine people died in the flood"]
    assert kinds("\n".join(lines)) == [(SentenceKind.STATEMENT, line) for line in lines]


def test_points_of_a_list_are_statements() -> None:
    assert kinds(f"{BEFORE}\n- Nine people died in the flood\n{AFTER}")[1][0] is SentenceKind.STATEMENT
    assert kinds(f"{BEFORE}\n• Wages fell by 2%\n{AFTER}")[1][0] is SentenceKind.STATEMENT
    assert kinds(f"{BEFORE}\n• Quick links here\n{AFTER}")[1][0] is SentenceKind.HEADLINE


def test_a_long_line_whose_full_stop_was_lost_is_a_statement() -> None:
    line = "The mayor of Oslo quit on Friday after nine people died in a flood that nobody had foreseen"
    assert kinds(f"{BEFORE}\n{line}\n{AFTER}")[1] == (SentenceKind.STATEMENT, line)


def test_every_reading_says_why_in_one_phrase() -> None:
    readings = sort_sentences(Article(text="\n".join(line for _, line in OTHERS)))
    assert all(0 < len(reading.why) < 60 and "\n" not in reading.why for reading in readings)
