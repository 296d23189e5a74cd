"""What the tests of bad input share: the files of the small register, and what every problem must say."""

from __future__ import annotations

from bilateral.errors import Problem

FIGHTERS = "claims/transfer/rus-ven-su-30mk2.yml"
TOR = "claims/transfer/rus-ven-tor-m1.yml"
PROTOCOL = "claims/agreement/rus-ven-protocol.yml"
OIL = "claims/observation/ven-oil.yml"
CREDIT = "claims/credit/rus-ven-credit.yml"
SOURCES = "sources/sources.yml"
EQUIPMENT = "equipment/equipment.yml"
ACTORS = "actors/actors.yml"


def check(problem: Problem, file: str, line: int, message: str, advice: str) -> None:
    """One problem: its place, what is wrong, and what was expected or is to be done."""
    assert (problem.file, problem.line) == (file, line), str(problem)
    assert message in problem.message, str(problem)
    assert advice in f"{problem.expected} | {problem.hint} | {problem.example}", str(problem)
    assert str(problem).startswith(f"{file}:{line}:{problem.column}: " if line else f"{file}: ")
