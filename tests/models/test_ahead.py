"""What is begun early is loaded once, beside other work, and given or raised where it is needed."""

import threading

import pytest

from factcheck.errors import ModelLoadError
from factcheck.models import EMBEDDED, ahead, files, load_ahead, load_encoder, load_nli
from factcheck.settings import Settings


def test_what_was_begun_is_loaded_in_another_thread_and_given_once() -> None:
    ahead.begin("model", threading.get_ident)
    assert ahead.loaded("model", threading.get_ident) != threading.get_ident()
    assert ahead.loaded("model", threading.get_ident) == threading.get_ident()


def test_loading_does_not_hold_up_who_begins_it() -> None:
    may_end = threading.Event()
    ahead.begin("slow", lambda: may_end.wait(10))
    may_end.set()
    assert ahead.loaded("slow", lambda: False) is True


def test_an_error_is_raised_where_the_model_is_needed() -> None:
    def fail() -> None:
        raise ModelLoadError("The weights are damaged; reinstall.")

    ahead.begin("damaged", fail)
    with pytest.raises(ModelLoadError, match="damaged"):
        ahead.loaded("damaged", fail)


def test_damaged_weights_are_refused_when_they_were_loaded_ahead(tmp_path, monkeypatch) -> None:
    (tmp_path / "SHA256").write_text(f"{'0' * 64}  model.safetensors\n", encoding="ascii")
    (tmp_path / "model.safetensors").write_bytes(b"damaged")
    for name in ("config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((files.NLI_FOLDER / name).read_bytes())
    monkeypatch.setattr(files, "NLI_FOLDER", tmp_path)
    settings = Settings(nli=EMBEDDED, encoder="sentence-transformers/other")
    load_ahead(settings)
    with pytest.raises(ModelLoadError, match="SHA-256"):
        load_nli(EMBEDDED, settings=settings)


def test_models_for_other_settings_are_not_those_that_were_begun() -> None:
    begun, other = Settings(encoder=EMBEDDED, nli="another/model", n_threads=2), Settings(n_threads=1)
    load_ahead(begun)
    first = load_encoder(EMBEDDED, settings=other)
    second = load_encoder(EMBEDDED, settings=begun)
    assert first.encode(["a"]).shape == second.encode(["a"]).shape
    assert not ahead._begun
