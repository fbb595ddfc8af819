"""What requests say, as pydantic models: the edge of the service, which OpenAPI describes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from factcheck.datatypes import VerdictLabel  # noqa: TC001 - pydantic resolves it at run time

Line = Annotated[str, Field(max_length=2_000)]


class Body(BaseModel):
    """A body with no other fields than those named."""

    model_config = ConfigDict(extra="forbid")


class ArticleBody(Body):
    """An article: its text, or the address to fetch it from."""

    text: str | None = Field(default=None, description="The text; it is kept exactly, and spans count its characters.")
    url: Line | None = Field(default=None, description="Its address (http, https); without text, it is fetched.")
    title: Line | None = Field(default=None, description="Its headline.")
    published: Line | None = Field(default=None, description="Its date or date-time, ISO 8601.")


class CheckBody(ArticleBody):
    """An article to check."""

    deadline: float | None = Field(
        default=None,
        gt=0,
        le=86_400,
        description="Seconds after which no claim is begun; the most telling come first, the rest is not reached.",
    )


class StreamBody(CheckBody):
    """An article to check while the client watches."""

    cards: bool = Field(default=False, description="Send with each verdict what the web page shows of it.")


class SearchBody(Body):
    """A text to find passages for."""

    text: Annotated[str, Field(min_length=1, max_length=10_000)]
    k: Annotated[int, Field(ge=1, le=100, description="How many passages.")] = 5


class ReferenceBody(Body):
    """A report to add: its text, or the address to fetch it from."""

    text: str | None = Field(default=None, description="The full text.")
    url: Line | None = Field(default=None, description="Its address (http, https); without text, it is fetched.")
    title: Line | None = None
    publisher: Line | None = None
    published: Line | None = Field(default=None, description="Its date or date-time, ISO 8601.")


class DecisionBody(Body):
    """What an editor decides on a verdict."""

    verdict: dict[str, Any] = Field(description="The verdict, as a report holds it.")
    label: VerdictLabel | None = Field(default=None, description="What the editor says; null accepts the verdict.")
    by: str = Field(max_length=200, description="Who decides.")
    because: str = Field(default="", max_length=5_000, description="Why; an override needs it.")
    note: str = Field(default="", max_length=5_000)
    article_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None


class WithdrawalBody(Body):
    """Who takes a decision back, and why."""

    by: str = Field(max_length=200)
    because: str = Field(default="", max_length=5_000)
