"""Settings: where a value comes from, and what a wrong one is told."""

import pytest

from factcheck import Settings
from factcheck.errors import InputError
from factcheck.settings import source_of, unknown_variables


def test_an_argument_wins_over_environment_file_and_default(tmp_path, monkeypatch) -> None:
    assert (Settings().n_shown, source_of("n_shown")) == (3, "the default")
    (tmp_path / "factcheck.toml").write_text("n_shown = 4\n")
    assert (Settings().n_shown, source_of("n_shown")) == (4, "factcheck.toml")
    monkeypatch.setenv("FACTCHECK_N_SHOWN", "5")
    assert (Settings().n_shown, source_of("n_shown")) == (5, "FACTCHECK_N_SHOWN")
    assert (Settings(n_shown=6).n_shown, source_of("n_shown", ["n_shown"])) == (6, "an argument or option")


@pytest.mark.parametrize("value", ["many", "0", "-4"])
def test_a_bad_variable_is_named_with_value_and_meaning(monkeypatch, value) -> None:
    monkeypatch.setenv("FACTCHECK_N_SHOWN", value)
    with pytest.raises(
        InputError, match=rf"'n_shown' must be .*got '{value}' from FACTCHECK_N_SHOWN.*kept in a verdict"
    ):
        Settings()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'n_shown = "many"', "'n_shown' must be a valid integer.*got 'many' from factcheck.toml"),
        (b"bogus = 3", "no setting 'bogus', got 3 from factcheck.toml; take one of index, decisions, encoder"),
        (b"n_shown = [", "'factcheck.toml' in the working folder: Invalid value"),
        (b"n_shown = 3 # \xff", "'factcheck.toml' in the working folder: 'utf-8' codec"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(tmp_path, content, told) -> None:
    (tmp_path / "factcheck.toml").write_bytes(content)
    with pytest.raises(InputError, match=told):
        Settings()


def test_every_wrong_value_is_named_at_once(monkeypatch) -> None:
    monkeypatch.setenv("FACTCHECK_K_DENSE", "0")
    with pytest.raises(InputError, match=r"'k_dense'.*FACTCHECK_K_DENSE") as raised:
        Settings(n_threads=-1)
    assert "'n_threads' must be greater than or equal to 0, got -1 from an argument or option" in str(raised.value)


def test_a_variable_that_is_no_setting_is_found(monkeypatch) -> None:
    monkeypatch.setenv("FACTCHECK_N_SHOW", "3")
    monkeypatch.setenv("FACTCHECK_N_SHOWN", "3")
    assert unknown_variables() == ["FACTCHECK_N_SHOW"]
