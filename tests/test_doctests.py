"""Every example in a docstring runs."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import factcheck

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(factcheck.__path__, "factcheck.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
