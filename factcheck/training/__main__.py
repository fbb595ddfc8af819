"""Commands of the training recipe, in the order they are run: `python -m factcheck.training --help`."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)
Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False)]


@app.callback()
def _log() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    os.environ["TOKENIZERS_PARALLELISM"] = "false"


@app.command()
def pairs(
    data: Folder, desk: Folder, output: Path, seed: int = 1, n_joined: int = 4, *, desk_only: bool = False
) -> None:
    """Build the training pairs of every source (DATA, DESK) once and write them to OUTPUT (.jsonl.gz)."""
    from factcheck.models import load_encoder
    from factcheck.settings import Settings
    from factcheck.training import corpus
    from factcheck.training.readers import write_pairs

    encoder = load_encoder("embedded", settings=Settings())
    built = (
        corpus.build_desk_pairs(desk, encoder, n_joined=n_joined, seed=seed)
        if desk_only
        else corpus.build_pairs(data, desk, encoder, n_joined=n_joined, seed=seed)
    )
    write_pairs(built, output)
    typer.echo(f"{len(built)} pairs written to {output}", err=True)


@app.command()
def start(backbone: Folder, output: Path, layers: int = 8) -> None:
    """Make a start model of the lowest LAYERS of a BACKBONE folder, with a new three-label head."""
    from factcheck.training.start import make_start

    make_start(backbone, output, n_layers=layers)


@app.command()
def train(
    start: Folder,
    output: Path,
    pairs: Annotated[list[Path], typer.Option("--pairs", exists=True, help="File of pairs; give it several times.")],
    minutes: Annotated[float, typer.Option(help="Time budget; the learning rate falls to its end over it.")] = 60.0,
    learning_rate: float = 1.5e-4,
    batch_tokens: int = 6144,
    max_tokens: int = 192,
    seed: int = 1,
    freeze_layers: Annotated[int, typer.Option(help="Lowest layers that stay as they are.")] = 0,
    final_rate: Annotated[float, typer.Option(help="Share of the learning rate the decay ends at.")] = 0.02,
    twin_weight: Annotated[float, typer.Option(help="Weight of the loss over one claim against two reports.")] = 0.0,
    weight: Annotated[list[str] | None, typer.Option(help="Change a source's weight: desk=4")] = None,
    nice: Annotated[int, typer.Option(help="Lower the priority of this process by so much.")] = 10,
    *,
    unfreeze: Annotated[bool, typer.Option("--unfreeze", help="Train the embeddings too.")] = False,
) -> None:
    """Train from the model folder START; checkpoints and the averaged model go to OUTPUT, which also resumes a run."""
    from factcheck.training.loop import Recipe, Trainer
    from factcheck.training.mixture import WEIGHTS
    from factcheck.training.readers import load_pairs

    os.nice(nice)
    changed = {name: float(value) for name, value in (entry.split("=") for entry in weight or [])}
    recipe = Recipe(
        minutes=minutes,
        learning_rate=learning_rate,
        batch_tokens=batch_tokens,
        max_tokens=max_tokens,
        seed=seed,
        freeze_embeddings=not unfreeze,
        freeze_layers=freeze_layers,
        final_rate=final_rate,
        twin_weight=twin_weight,
    )
    Trainer(start, output, recipe).train([p for path in pairs for p in load_pairs(path)], {**WEIGHTS, **changed})


@app.command()
def export(trained: Folder, output: Path) -> None:
    """Write the shipped form (packed weights and their SHA-256) of a TRAINED model folder to OUTPUT."""
    from factcheck.training import export as exporting

    typer.echo(exporting.export(trained, output))


@app.command()
def graphs(output: Path) -> None:
    """Write the graphs that ONNX Runtime runs the embedded models by, without weights, to the folder OUTPUT."""
    from factcheck.training.graphs import export_graphs

    export_graphs(output)


@app.command()
def agree(
    desk: Folder,
    output: Path,
    n_pairs: int = 1000,
    seed: int = 1,
    trained: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="Model folder before packing, compared too.")
    ] = None,
) -> None:
    """Compare the embedded NLI model with float32 on N_PAIRS pairs of DESK training claims; to OUTPUT (.json)."""
    from factcheck.models import load_encoder, load_nli
    from factcheck.models.files import nli_folder
    from factcheck.settings import Settings
    from factcheck.training import agree as agreeing

    settings = Settings()
    pairs = agreeing.product_pairs(
        desk, load_encoder("embedded", settings=settings), settings, n_pairs=n_pairs, seed=seed
    )
    models = [
        load_nli(name, settings=settings) for name in ("embedded", str(nli_folder()), trained and str(trained)) if name
    ]
    figures = agreeing.compare(pairs, *models)
    output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    raise typer.Exit(0 if agreeing.agrees(figures["float32_of_the_same_weights"]) else 1)


@app.command()
def edits(news: list[Path], desk: Folder, output: Path, n_sentences: int = 14000, seed: int = 3) -> None:
    """Make contrast pairs of plain NEWS files and of the DESK training reports, written to OUTPUT (.jsonl.gz)."""
    from factcheck.training.corpus import desk_training_sets
    from factcheck.training.edited import edited_pairs
    from factcheck.training.readers import write_pairs

    reports = [claims[0].sentences for claims in desk_training_sets(desk).values()]
    made = edited_pairs(news, reports, n_sentences=n_sentences, seed=seed)
    write_pairs(made, output)
    typer.echo(f"{len(made)} pairs written to {output}", err=True)


@app.command()
def score(pairs: list[Path], nli: str = "embedded", skip: int = 0, first: int | None = None) -> None:
    """Score an NLI model on files of PAIRS by argmax, rows SKIP to FIRST, beside the claim-only baseline."""
    from factcheck.models import load_nli
    from factcheck.settings import Settings
    from factcheck.training.readers import read_pairs
    from factcheck.training.score import score_pairs

    model = load_nli(nli, settings=Settings())
    for path in pairs:
        found = score_pairs(model, read_pairs(path)[skip:first])
        typer.echo(
            f"{path.name}: n {found.n}, {len(found.labels)} labels, accuracy {found.accuracy:.3f}, "
            f"claim alone {found.claim_only:.3f}"
        )


@app.command()
def fit(desk: Folder, output: Path, nli: str = "embedded") -> None:
    """Fit the decision rule for an NLI model on the DESK sets held out of training, and write it to OUTPUT (.json)."""
    from factcheck.models import load_encoder, load_nli
    from factcheck.settings import Settings
    from factcheck.training import fit_rule

    settings = Settings()
    encoder, model = load_encoder("embedded", settings=settings), load_nli(nli, settings=settings)
    fit_rule.write_rule(fit_rule.fit(fit_rule.collect(desk, encoder, model, settings)), output)


@app.command()
def early(desk: Folder, output: Path, nli: str = "embedded") -> None:
    """Fit the rules that decide before all is judged, to the shipped one, on the sets of `fit`; to OUTPUT (.json)."""
    from factcheck.models import load_encoder, load_nli
    from factcheck.settings import Settings
    from factcheck.training import fit_early, fit_rule
    from factcheck.verdicts.decide import load_rule

    settings = Settings()
    encoder, model = load_encoder("embedded", settings=settings), load_nli(nli, settings=settings)
    rows = fit_rule.collect(desk, encoder, model, settings)
    fit_rule.write_rule(fit_early.fit_early(rows, load_rule(), nli=model.fingerprint), output)


@app.command()
def measure(
    desk: Folder,
    output: Path,
    index: Annotated[Path, typer.Option(help="Index with the reports of all sets.")] = Path("indexes/starter"),
    nli: str = "embedded",
) -> None:
    """Measure the shipped rule on the DESK dev sets: verdicts, flips, other events, pooled, ablation; to OUTPUT."""
    from factcheck.models import load_encoder, load_nli
    from factcheck.settings import Settings
    from factcheck.training import measure as measuring

    settings = Settings()
    encoder, model = load_encoder("embedded", settings=settings), load_nli(nli, settings=settings)
    found = measuring.measure(desk, index, encoder, model, settings)
    output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    app()
