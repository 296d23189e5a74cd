"""The benches run and give the columns that they promise. Nothing here is timed."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCH = Path(__file__).resolve().parent.parent / "bench"
COLUMNS = ["figure", "seconds", "baseline", "baseline_seconds", "ratio", "bound"]


@pytest.fixture(scope="module")
def bench() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("bilateral_bench", BENCH / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    added = [one for one in sys.path if one not in before]
    yield module
    for one in added:
        sys.path.remove(one)


def holds(figure: dict[str, Any], more: tuple[str, ...] = ()) -> None:
    """One figure: its columns in their order, times and ratio above zero, and a line for readers."""
    assert list(figure) == [*COLUMNS, *more]
    assert figure["seconds"] > 0
    assert figure["baseline_seconds"] > 0
    assert figure["ratio"] > 0
    assert figure["bound"] is None or figure["bound"] > 0


def test_every_bench_has_a_name(bench: ModuleType) -> None:
    assert list(bench.BENCHES) == ["start", "dossier", "resolve", "recompile"]
    for name in bench.BENCHES:
        assert name in bench.__doc__


def test_medians_are_taken_pair_by_pair_in_turn(bench: ModuleType) -> None:
    """A machine that slows down by half on the way gives the same ratio."""
    asked: list[str] = []
    speed = iter([1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 4.0, 4.0])

    def run(name: str, seconds: float) -> float:
        asked.append(name)
        return seconds * next(speed)

    a, b, ratio = bench.in_turn(lambda: run("a", 3.0), lambda: run("b", 1.0), 3)
    assert asked == ["a", "b"] * 4
    assert (a, b, ratio) == (6.0, 2.0, 3.0)


def test_resolve(bench: ModuleType) -> None:
    figures = bench.resolve(1, counts=(400, 800))
    assert [one["figure"] for one in figures] == [f"resolve {count} claims as of a day" for count in (400, 800)]
    for one in figures[:-1]:
        holds(one, ("seconds_per_million",))
    holds(figures[-1], ("seconds_per_million", "peak_rss_mb"))
    assert "DuckDB" in figures[0]["baseline"]


def test_synthetic_claims_are_the_same_each_time_and_have_every_column(bench: ModuleType) -> None:
    import synthetic  # type: ignore[import-not-found]

    first, again, other = synthetic.claims(300), synthetic.claims(300), synthetic.claims(300, seed=8)
    assert first.equals(again)
    assert not first.equals(other)
    assert first["claim_id"].n_unique() == 300


def test_start_from_the_command_line() -> None:
    done = subprocess.run(
        [sys.executable, str(BENCH / "run.py"), "start", "--runs", "1", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    (figure,) = json.loads(done.stdout)
    holds(figure)
    assert figure["figure"] == "bilateral --help"


def test_lines_for_readers_name_figure_baseline_and_bound(bench: ModuleType) -> None:
    figure = bench._figure("resolve 400 claims", 0.5, "the baseline", 0.25, 2.0, 3.0) | {"peak_rss_mb": 80}
    line = bench._line(**figure)
    assert "resolve 400 claims" in line
    assert "2.00 x the baseline (0.250 s)" in line
    assert "(bound 3)" in line
    assert line.endswith("peak rss mb 80")
    assert "bound" not in bench._line(**(figure | {"bound": None}))


@pytest.mark.slow
def test_dossier(bench: ModuleType) -> None:
    warm, cold = bench.dossier(1)
    holds(warm)
    holds(cold)
    assert "not compiled" in cold["figure"]


@pytest.mark.slow
def test_recompile(bench: ModuleType) -> None:
    (figure,) = bench.recompile(1)
    holds(figure, ("files", "files_read", "claims", "claims_renewed"))
    assert figure["files_read"] == 1
    assert figure["files"] > 300
    assert 0 < figure["claims_renewed"] < figure["claims"]
