"""Of reports that the desk's policy withholds or leaves out, a service shows nothing, whatever is asked."""

from __future__ import annotations

import anyio
import httpx
import pytest
from fakes import RuleNLI, WordEncoder
from services import serving

from factcheck import FactChecker, ReferenceIndex
from factcheck.policy import parse_policy
from factcheck.reading import reference_from_text
from factcheck.serve import create_app
from factcheck.serve.mcp import mcp_server

RULES = "[internal]\npublishers = ['Desk notes']\n[exclude]\npublishers = ['Daily Rumour']\n"
OPEN, INTERNAL, EXCLUDED = REPORTS = [
    reference_from_text("The clinic in Karsk hired 12 nurses.", publisher="Bay Wire"),
    reference_from_text("The quixotic clinic in Karsk will close.", publisher="Desk notes"),
    reference_from_text("The clinic in Karsk is a zeppelin.", publisher="Daily Rumour"),
]


@pytest.fixture
def checker():
    with ReferenceIndex.in_memory(REPORTS, encoder=WordEncoder()) as index:
        yield FactChecker(index, nli=RuleNLI(), policy=parse_policy(RULES, name="p"))


def test_the_interface_shows_open_reports_only(checker) -> None:
    with serving(create_app(checker)) as (address, _), httpx.Client(base_url=address, trust_env=False) as client:
        assert [row["reference_id"] for row in client.get("/v1/references").json()["references"]] == [OPEN.reference_id]
        found = client.post("/v1/search", json={"text": "The clinic in Karsk", "k": 2}).json()
        assert {each["reference_id"] for each in found} == {OPEN.reference_id}
        assert client.get(f"/v1/references/{OPEN.reference_id}").json()["publisher"] == "Bay Wire"
        for hidden in (INTERNAL, EXCLUDED):
            answer = client.get(f"/v1/references/{hidden.reference_id}")
            assert answer.status_code == 404
            assert "policy" in answer.json()["detail"]
            assert hidden.text not in answer.text


def test_agents_see_open_reports_only(checker) -> None:
    async def asked() -> list[str]:
        server = mcp_server(checker)
        calls = [("search_references", {"query": "The clinic in Karsk", "k": 3})]
        calls += [("show_reference", {"reference_id": each.reference_id}) for each in (INTERNAL, EXCLUDED)]
        answers = []
        for name, arguments in calls:
            try:
                answers.append(str(await server.call_tool(name, arguments)))
            except Exception as err:  # noqa: BLE001 - the library's own kind of error
                answers.append(str(err))
        return answers

    found, *refused = anyio.run(asked)
    assert "12 nurses" in found
    assert all("not shown" in answer for answer in refused)
    assert not any(word in answer for answer in (found, *refused) for word in ("quixotic", "zeppelin"))
