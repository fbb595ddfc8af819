"""The MCP server, asked by the protocol's own client: in memory with fakes, and as a real process."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Settings
from factcheck.datatypes import VerdictLabel
from factcheck.decisions import DecisionBook

pytest.importorskip("mcp", reason="the extra serve is not installed")

from mcp import Client, StdioServerParameters

from factcheck.serve.mcp import MOST_CHARACTERS, MOST_SHOWN, mcp_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mcp.types import CallToolResult

REPORT = "The clinic hired 12 nurses in March. Most of the detainees were released."
DENIAL = "Iraq will not allow any threat to Iran. The minister visited Baghdad on Sunday."
ARTICLE = "The clinic hired 12 nurses in March. Iraq will allow any threat to Iran.\n\nSubscribe"
TOOLS = ["check_article", "check_claims", "list_claims", "search_references", "show_reference"]


@pytest.fixture
def checker() -> Iterator[FactChecker]:
    with ReferenceIndex.in_memory(
        [REPORT, DENIAL, "Long. " * 5_000], encoder=WordEncoder(), settings=Settings()
    ) as index:
        yield FactChecker(index, nli=RuleNLI())


def ask(checker: FactChecker, tool: str, **arguments: Any) -> CallToolResult:
    async def asked() -> CallToolResult:
        async with Client(mcp_server(checker)) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(asked)


def answer(checker: FactChecker, tool: str, **arguments: Any) -> Any:
    result = ask(checker, tool, **arguments)
    assert not result.is_error, result.content
    return result.structured_content


def error(checker: FactChecker, tool: str, **arguments: Any) -> str:
    result = ask(checker, tool, **arguments)
    assert result.is_error
    return result.content[0].text


def test_the_tools_say_that_they_change_nothing_and_what_they_take_and_give(checker: FactChecker) -> None:
    async def listed() -> list[Any]:
        async with Client(mcp_server(checker)) as client:
            return (await client.list_tools()).tools

    tools = anyio.run(listed)
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        hints = tool.annotations
        assert (hints.read_only_hint, hints.destructive_hint, hints.open_world_hint) == (True, False, False)
        assert tool.output_schema["type"] == "object"
        assert tool.description
        assert tool.title
    assert tools[0].input_schema["properties"]["text"]["maxLength"] == MOST_CHARACTERS


def test_an_article_is_checked_with_evidence_and_spans(checker: FactChecker) -> None:
    found = answer(checker, "check_article", text=ARTICLE)
    assert [verdict["label"] for verdict in found["verdicts"]] == ["supported", "contradicted"]
    for verdict in found["verdicts"]:
        assert ARTICLE[verdict["start"] : verdict["end"]] == verdict["claim"]
        first = verdict["evidence"][0]
        held = checker.index.reference(first["reference_id"]).text
        assert held[first["start"] : first["end"]] == first["text"]
    assert found["counts"] == {"supported": 1, "contradicted": 1, "unverifiable": 0, "failed": 0}
    assert (found["n_skipped"], found["not_reached"], found["failures"]) == (1, [], [])


def test_claims_are_checked_as_given(checker: FactChecker) -> None:
    claims = ["Iraq will allow any threat to Iran.", "The clinic hired 12 nurses in March."]
    found = answer(checker, "check_claims", claims=claims)["verdicts"]
    assert [(each["claim"], each["label"]) for each in found] == list(
        zip(claims, ["contradicted", "supported"], strict=True)
    )


def test_editors_decisions_are_shown(checker: FactChecker, tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    (verdict,) = checker.check_claims(["Iraq will allow any threat to Iran."])
    DecisionBook(path).add(verdict, label=VerdictLabel.SUPPORTED, because="It was corrected.", by="Ada")
    told = FactChecker(checker.index, nli=RuleNLI(), settings=Settings(decisions=path))
    for found in (
        answer(told, "check_claims", claims=[verdict.claim.text])["verdicts"][0],
        answer(told, "check_article", text=ARTICLE)["verdicts"][1],
    ):
        assert (found["label"], found["editor_label"]) == ("contradicted", "supported")
        assert found["editor"].startswith("Editor: overridden to supported because It was corrected (Ada, ")
    assert answer(told, "check_article", text=ARTICLE)["verdicts"][0]["editor"] is None


def test_claims_are_listed_and_reports_searched_and_shown(checker: FactChecker) -> None:
    claims = answer(checker, "list_claims", text=ARTICLE)
    assert [ARTICLE[each["start"] : each["end"]] for each in claims["claims"]] == [
        each["claim"] for each in claims["claims"]
    ]
    assert claims["n_skipped"] == 1
    (closest,) = answer(checker, "search_references", query="nurses in March", k=1)["passages"]
    assert closest["text"] == "The clinic hired 12 nurses in March."
    shown = answer(checker, "show_reference", reference_id=closest["reference_id"])
    assert (shown["text"], shown["start"], shown["end"]) == (REPORT, 0, len(REPORT))


def test_a_long_report_is_shown_in_parts(checker: FactChecker) -> None:
    long = next(each for each in checker.index.references() if each.text.startswith("Long."))
    first = answer(checker, "show_reference", reference_id=long.reference_id)
    assert (first["end"], first["n_characters"]) == (MOST_SHOWN, len(long.text))
    second = answer(checker, "show_reference", reference_id=long.reference_id, start=first["end"])
    assert first["text"] + second["text"] == long.text
    assert "start must be at most" in error(checker, "show_reference", reference_id=long.reference_id, start=10**6)


@pytest.mark.parametrize(
    ("tool", "arguments", "why"),
    [
        ("check_article", {"text": "a" * (MOST_CHARACTERS + 1)}, "at most 100000 characters"),
        ("check_article", {"text": ""}, "at least 1 character"),
        ("check_article", {"text": " \n"}, "holds no text"),
        ("check_article", {"text": "It rained.", "seconds": 0}, "greater than 0"),
        ("check_claims", {"claims": []}, "at least 1 item"),
        ("check_claims", {"claims": ["a"] * 51}, "at most 50 items"),
        ("check_claims", {"claims": ["a" * 2001]}, "at most 2000 characters"),
        ("check_claims", {"claims": ["It rained.", " "]}, "claim 2 is ' '"),
        ("check_claims", {"claims": "It rained."}, "valid list"),
        ("search_references", {"query": "a", "k": 51}, "less than or equal to 50"),
        ("show_reference", {"reference_id": "nowhere"}, "nowhere"),
        ("check_article", {}, "Field required"),
    ],
)
def test_what_a_tool_cannot_take_is_said_clearly(
    checker: FactChecker, tool: str, arguments: dict[str, Any], why: str
) -> None:
    assert why in error(checker, tool, **arguments)


class SlowNLI(RuleNLI):
    """Takes a second."""

    def judge(self, pairs):
        time.sleep(1)
        return super().judge(pairs)


def test_the_server_answers_while_a_check_goes_on(checker: FactChecker) -> None:
    slow = FactChecker(checker.index, nli=SlowNLI())
    done: list[str] = []

    async def asked() -> None:
        async with Client(mcp_server(slow)) as client, anyio.create_task_group() as group:

            async def check() -> None:
                await client.call_tool("check_article", {"text": ARTICLE})
                done.append("check")

            group.start_soon(check)
            await anyio.sleep(0.2)
            await client.list_tools()
            done.append("list")

    anyio.run(asked)
    assert done == ["list", "check"]


SERVER = """
import sys
from fakes import WordEncoder
from factcheck import ReferenceIndex, Settings
from factcheck.serve.mcp import run_mcp
with ReferenceIndex.in_memory([sys.argv[1]], encoder=WordEncoder(), settings=Settings()) as index:
    run_mcp(index=index, settings=Settings())
"""


def test_a_real_process_speaks_the_protocol_on_its_standard_streams() -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", SERVER, REPORT],
        env={"PYTHONPATH": ":".join(filter(None, sys.path)), "OMP_NUM_THREADS": "1"},
    )

    async def asked() -> tuple[list[str], Any]:
        async with Client(server) as client:
            names = [tool.name for tool in (await client.list_tools()).tools]
            found = await client.call_tool("search_references", {"query": "nurses in March", "k": 1})
            return names, found.structured_content

    names, found = anyio.run(asked)
    assert names == TOOLS
    assert found["passages"][0]["text"] == "The clinic hired 12 nurses in March."
