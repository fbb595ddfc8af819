"""What the code never does, read from the code itself."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import factcheck

PACKAGE = Path(factcheck.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN_MODULES = {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve", "cloudpickle", "telnetlib", "ftplib"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_METHODS = {"os.system", "os.popen", "yaml.load", "torch.load", "numpy.load", "np.load", "tempfile.mktemp"}
SQL = {"execute", "executemany", "executescript"}
SQL_OF_FIXED_WORDS = {
    "index/queries.py": "the columns that this version of the table has, named by constants; values are parameters",
    "index/schema.py": "pragmas, which SQLite takes no parameters for, and the tables: all constants",
    "index/verification.py": "the conditions are constants of this file",
    "scale/postgres/queries.py": "columns and a condition that are constants of the file; values are parameters",
    "scale/postgres/searching.py": "constants of the file and the conditions of where.py; values are parameters",
    "scale/postgres/tokens.py": "the tokenizer, a constant",
    "scale/postgres/migrations.py": "the statements of the migrations, all constants of the file",
    "ledger/database.py": "pragmas, which SQLite takes no parameters for, and the tables: all constants",
    "ledger/ledger.py": "a condition with its parameter, or none",
}
"""Files whose SQL is put together, and of what: never of a value."""
SQL_NAMES = {
    *("_APPLICATION_ID", "FORMAT_VERSION", "_TABLES", "_DETAILS_TABLE", "_NO_TEXT", "sql", "narrowed", "most", "name"),
    *("_WITHDRAWN_TABLE", "TOKENIZER", "PASSAGE", "_REFERENCE", "condition", "_REFERENCE.replace(' text,', ' %s,', 1)"),
    *("statement", "told", "details", "_select(db)", "_select(db).replace(', text,', _NO_TEXT, 1)"),
}
"""What may stand in it: constants of the file, and words chosen from them."""


@cache
def tree_of(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]


def faults(path: Path) -> list[str]:
    """Name what a file does and must not."""
    found = []
    for node in ast.walk(tree_of(path)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        found += [f"imports {name}" for name in names if name.split(".")[0] in FORBIDDEN_MODULES]
        if isinstance(node, ast.Call):
            called, options = ast.unparse(node.func), {each.arg: ast.unparse(each.value) for each in node.keywords}
            if options.get("weights_only") != "True":  # with which torch reads numbers and nothing else
                found += [f"calls {called}"] if called in FORBIDDEN_CALLS | FORBIDDEN_METHODS else []
            found += [f"{called}(trust_remote_code)"] if options.get("trust_remote_code", "False") != "False" else []
            found += [f"{called}(shell)"] if options.get("shell", "False") != "False" else []
            found += [f"{called}(verify)"] if options.get("verify") == "False" else []
            found += [f"{called}(allow_pickle)"] if options.get("allow_pickle", "False") != "False" else []
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_code_is_run_that_came_as_data(path: Path) -> None:
    assert faults(path) == []


@pytest.mark.parametrize(
    "line",
    [
        *(
            "import pickle",
            "from joblib import load",
            "eval('1')",
            "torch.load('a')",
            "np.load('a')",
            "os.system('ls')",
        ),
        *("f(trust_remote_code=True)", "f(trust_remote_code=asked)", "run('ls', shell=True)", "get(verify=False)"),
    ],
)
def test_the_look_at_the_code_finds_what_it_looks_for(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(line, encoding="utf-8")
    assert len(faults(tmp_path / "a.py")) == 1


def _inserted(node: ast.expr) -> set[str]:
    """Name what is put into a string by an f-string, format, percent or plus."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.FormattedValue):
            found.add(ast.unparse(part.value))
        is_format = isinstance(part, ast.Call) and ast.unparse(part.func).endswith(".format")
        if isinstance(part, ast.BinOp) or (is_format and not _composed(part)):
            found.add(ast.unparse(part))
    return found


def _composed(node: ast.AST) -> bool:
    """Tell whether psycopg composes a statement: it quotes every name and value that it puts in."""
    return isinstance(node, ast.Call) and ast.unparse(node.func).startswith("sql.SQL(")


def _sql(path: Path) -> list[ast.expr]:
    return [
        call.args[0]
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr in SQL and call.args
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_sql_is_built_of_fixed_words_and_values_are_parameters(path: Path) -> None:
    inserted = set().union(*(_inserted(sql) for sql in _sql(path)))
    computed = {
        ast.unparse(sql)
        for sql in _sql(path)
        if not isinstance(sql, ast.Constant | ast.JoinedStr) and not _composed(sql)
    }
    if path.relative_to(PACKAGE).as_posix() not in SQL_OF_FIXED_WORDS:
        assert inserted == set()
        assert {name for name in computed if not name.isupper()} == set()
    else:
        assert inserted <= SQL_NAMES, inserted - SQL_NAMES


def test_every_exception_for_sql_is_still_needed() -> None:
    for name, why in SQL_OF_FIXED_WORDS.items():
        assert why
        assert any(_inserted(sql) or not isinstance(sql, ast.Constant) for sql in _sql(PACKAGE / name)), name


def test_tokens_are_compared_in_constant_time() -> None:
    for path in (PACKAGE / "serve").rglob("*.py"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Compare) and any(isinstance(operator, ast.Eq | ast.NotEq) for operator in node.ops):
                sides = " ".join(ast.unparse(side).lower() for side in (node.left, *node.comparators))
                assert "token" not in sides, f"{path.name}, line {node.lineno}"
    assert "hmac.compare_digest" in (PACKAGE / "serve" / "guard.py").read_text(encoding="utf-8")
