"""XML that others wrote: nothing outside the file is read, and entities, which can grow without end, are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

# Each part ends where it first can, so that there is one way to match and no time to lose.
_ROOT = re.compile(
    r"\s*(?:(?:<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)\s*)*"
    r"<(?:[\w.-]+:)?(?P<name>[\w.-]+)",
    re.DOTALL,
)


def parse_xml(data: bytes, *, name: str) -> _Element:
    """Parse XML.

    Args:
        data: the file.
        name: what messages call it.

    Raises:
        ReadError: it is not well-formed, nested too deep, or declares entities.
    """
    from lxml import etree  # noqa: PLC0415 - lxml takes a while to import

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as err:
        raise ReadError(f"Cannot read {name}: it is not well-formed XML: {err}.") from err
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ReadError(f"Cannot read {name}: it declares entities, which are refused; give it without a DOCTYPE.")
    return root


def root_name(text: str) -> str:
    """Give the name of the root element without its prefix, "" when the text does not begin like XML.

    >>> root_name('<?xml version="1.0"?><!-- ours --><rss version="2.0">'), root_name("No markup.")
    ('rss', '')
    """
    match = _ROOT.match(text)
    return match["name"] if match else ""


def local_name(element: _Element) -> str:
    """Give the name of an element without its namespace, "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
