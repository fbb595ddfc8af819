"""The rooms import only what stands to their left, and each heavy library has one home."""

import ast
from pathlib import Path

import pytest

import factcheck

PACKAGE = Path(factcheck.__file__).parent
ROOMS = [
    ("errors",),
    ("datatypes",),
    ("settings",),
    ("version",),
    ("reading",),
    ("sentences",),
    ("plain",),
    ("word_lists",),
    ("claims",),
    ("passages",),
    ("models",),
    ("index",),
    ("policy",),
    ("evidence",),
    ("verdicts",),
    ("report",),
    ("checker",),
    ("decisions",),
    ("ledger",),
    ("drafts",),
    ("lint",),
    ("evaluation",),
    ("scale",),
    ("training", "serve"),
    ("cli",),
]
RANK = {name: rank for rank, names in enumerate(ROOMS) for name in names}
HOMES = {
    "faiss": {"index"},
    "filelock": {"decisions/lines.py"},
    "pgvector": {"scale/postgres", "scale/opening.py"},
    "psycopg": {"scale/postgres", "scale/opening.py"},
    "psycopg_pool": {"scale/postgres", "scale/opening.py"},
    "ray": {"scale/batch", "cli/batch.py"},
    "httpcore": {"reading/fetching"},
    "httpx": {"reading/fetching"},
    "lxml": {"reading/xml_tree.py"},
    "pypdf": {"reading/pdf_worker.py"},
    "torch": {"models", "training"},
    "transformers": {"models", "training"},
    "sentence_transformers": {"models"},
    "trafilatura": {"reading/html.py"},
    "sentencex": {"sentences.py"},
    "pyarrow": {"report/arrow.py", "scale/batch"},
    "jinja2": {"report/formats/html.py"},
    "markupsafe": {"report/formats/html.py"},
    "py3langid": {"reading/language.py"},
    "fastapi": {"serve", "cli/serve.py"},
    "mcp": {"serve/mcp.py", "cli/serve.py"},
    "prometheus_client": {"serve/metrics.py", "cli/serve.py"},
    "starlette": {"serve"},
    "uvicorn": {"serve/server.py", "cli/serve.py"},
    "typer": {"cli", "training/__main__.py"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    """Name every module a file imports, those for types only left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for child in ast.walk(node)
    }
    names: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_file_imports_only_rooms_to_its_left(path) -> None:
    relative = path.relative_to(PACKAGE)
    if relative == Path("__init__.py"):
        return
    room = relative.parts[0].removesuffix(".py")
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "factcheck" and len(parts) > 1 and parts[1] in RANK and parts[1] != room:
            assert RANK[parts[1]] < RANK[room], f"{relative} imports {name}"


@pytest.mark.parametrize("library", HOMES)
def test_a_heavy_library_is_imported_at_home_only(library) -> None:
    for path in FILES:
        relative = path.relative_to(PACKAGE).as_posix()
        if any(name.split(".")[0] == library for name in imports_of(path)):
            assert any(relative == home or relative.startswith(f"{home}/") for home in HOMES[library]), relative


def test_every_room_has_a_place_in_the_order() -> None:
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in FILES} - {"__init__"}
    assert rooms == set(RANK)
