"""Benches: each figure is a ratio against a named baseline, measured in turn in the same run.

    python bench/run.py               all of them
    python bench/run.py resolve       one of: start, dossier, resolve, recompile
    python bench/run.py --json        for machines

Times are medians of runs taken in turn (A B A B …), so that a machine whose speed drifts drifts for both.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

PYTHON = sys.executable
BILATERAL = [PYTHON, "-c", "import sys; from bilateral.cli import main; main(sys.argv[1:])"]


def environment(**more: str) -> dict[str, str]:
    """The surroundings of a normal install: Python keeps its compiled files."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | more


def wall(command: list[str], env: dict[str, str]) -> float:
    """Seconds of one whole process."""
    started = time.perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def in_turn(first: Callable[[], float], second: Callable[[], float], runs: int) -> tuple[float, float, float]:
    """Medians of both and of the ratios pair by pair, after one warm-up of each."""
    first(), second()
    pairs = [(first(), second()) for _ in range(runs)]
    ratio = statistics.median(a / b for a, b in pairs)
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), ratio


def start(runs: int) -> list[dict[str, Any]]:
    env = environment()
    a, b, ratio = in_turn(
        lambda: wall([*BILATERAL, "--help"], env), lambda: wall([PYTHON, "-c", "import click"], env), runs
    )
    return [_figure("bilateral --help", a, 'python -c "import click"', b, ratio, 2.0)]


def dossier(runs: int) -> list[dict[str, Any]]:
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "dossier.html")
        warm = environment(BILATERAL_CACHE=str(Path(folder) / "warm"))
        command = [*BILATERAL, "dossier", "VEN", "RUS", "--out", out]
        baseline = [PYTHON, "-c", "import duckdb, polars"]
        wall(command, warm)
        a, b, ratio = in_turn(lambda: wall(command, warm), lambda: wall(baseline, warm), runs)
        figures.append(_figure("dossier VEN RUS, compiled", a, 'python -c "import duckdb, polars"', b, ratio, 4.0))

        def uncompiled() -> float:
            cold = Path(folder) / "cold"
            shutil.rmtree(cold, ignore_errors=True)
            return wall(command, environment(BILATERAL_CACHE=str(cold)))

        a, b, ratio = in_turn(uncompiled, lambda: wall(command, warm), max(runs // 2, 3))
        figures.append(_figure("dossier VEN RUS, not compiled", a, "the same, compiled", b, ratio, 3.0))
    return figures


def resolve(runs: int, counts: Sequence[int] = (10_000, 100_000, 1_000_000)) -> list[dict[str, Any]]:
    import duckdb

    import synthetic
    from bilateral.evidence.resolve import resolve as resolve_claims

    day = dt.date(2020, 1, 1)
    figures = []
    for count in counts:
        claims = synthetic.claims(count).sort("claim_id")
        with tempfile.TemporaryDirectory() as folder:
            carrier = Path(folder) / "claims.parquet"
            claims.write_parquet(carrier)
            connection = duckdb.connect()
            connection.execute(f"CREATE TABLE claims AS SELECT * FROM '{carrier}'")

            def group(connection: duckdb.DuckDBPyConnection = connection) -> float:
                started = time.perf_counter()
                connection.execute(GROUP, [day])
                return time.perf_counter() - started

            def ours(claims: Any = claims) -> float:
                started = time.perf_counter()
                resolve_claims(claims, day)
                return time.perf_counter() - started

            a, b, ratio = in_turn(ours, group, runs)
            connection.close()
        bound = 3.0 if count == 1_000_000 else None
        figure = _figure(f"resolve {count:,} claims as of a day", a, "DuckDB grouping the same rows", b, ratio, bound)
        figure["seconds_per_million"] = round(a / count * 1e6, 3)
        figures.append(figure)
    figures[-1]["peak_rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return figures


GROUP = """
CREATE OR REPLACE TEMP TABLE grouped AS
SELECT thing_id, stage, property, actor, facet, period, unit, count(*) AS claims, min(low) AS low, max(high) AS high
FROM claims WHERE known <= ? GROUP BY ALL
"""
"""The same rows into the same cells by DuckDB alone, with no more than a count and the bounds."""


def recompile(runs: int) -> list[dict[str, Any]]:
    from bilateral.store.compile import compile_register
    from bilateral.study import casebook_path, read_layers

    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "casebook"
        shutil.copytree(casebook_path(), register)
        edited = register / "claims" / "transfer" / "rus-ven-su-30mk2.yml"
        text = edited.read_text("utf-8")
        target = Path(folder) / "db"
        whole: list[float] = []
        one: list[float] = []
        report = None
        for number in range(runs + 1):
            shutil.rmtree(target, ignore_errors=True)
            edited.write_text(text, "utf-8")
            whole.append(compile_register(read_layers(register), target).seconds)
            edited.write_text(text.replace("credibility: 1", f"credibility: {number % 6 + 1}", 1) + "\n", "utf-8")
            report = compile_register(read_layers(register), target)
            one.append(report.seconds)
        assert report is not None
        ratio = statistics.median(x / y for x, y in zip(one[1:], whole[1:], strict=True))
        a, b = statistics.median(one[1:]), statistics.median(whole[1:])
        figure = _figure("recompile after one edited file", a, "compile of the whole casebook", b, ratio, 1.0)
        figure |= {"files": report.files, "files_read": report.files_read}
        figure |= {"claims": report.claims, "claims_renewed": report.claims_read}
        return [figure]


def _figure(
    name: str, seconds: float, baseline: str, baseline_seconds: float, ratio: float, bound: float | None
) -> dict[str, Any]:
    return {
        "figure": name,
        "seconds": round(seconds, 4),
        "baseline": baseline,
        "baseline_seconds": round(baseline_seconds, 4),
        "ratio": round(ratio, 2),
        "bound": bound,
    }


BENCHES: dict[str, Callable[[int], list[dict[str, Any]]]] = {
    "start": start,
    "dossier": dossier,
    "resolve": resolve,
    "recompile": recompile,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="*", choices=[*BENCHES, []], help="which; all by default")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = [figure for name in given.bench or BENCHES for figure in BENCHES[name](given.runs)]
    if given.json:
        print(json.dumps(figures, indent=1))
        return
    for one in figures:
        print(_line(**one))


def _line(
    figure: str,
    seconds: float,
    baseline: str,
    baseline_seconds: float,
    ratio: float,
    bound: float | None,
    **more: object,
) -> str:
    words = f"{figure:<38} {seconds:8.3f} s  {ratio:5.2f} x {baseline} ({baseline_seconds:.3f} s)"
    words += f"  (bound {bound:g})" if bound else ""
    rest = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in more.items())
    return f"{words}\n  {rest}" if rest else words


if __name__ == "__main__":
    main()
