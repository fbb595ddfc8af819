"""The public names are a contract."""

import subprocess
import sys

import factcheck


def test_public_names_are_sorted_and_resolve() -> None:
    assert factcheck.__all__ == sorted(factcheck.__all__)
    for name in factcheck.__all__:
        assert getattr(factcheck, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(factcheck, "no_such_name")


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = (
        "import sys, factcheck, factcheck.cli; heavy = {'torch', 'faiss', 'onnxruntime', 'httpx', 'transformers', "
        "'sentence_transformers', 'trafilatura', 'pyarrow'} & set(sys.modules); print(sorted(heavy)); "
        "sys.exit(bool(heavy))"
    )
    outcome = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter and code
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
