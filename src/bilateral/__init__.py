"""Bilateral: a workbench for military partnerships between states.

    import bilateral as bl
    study = bl.open()
    study.dossier("VEN", "RUS").write("venezuela-russia.html")

Importing the package loads neither the database nor the data frames; opening a study does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bilateral.version import __version__

__all__ = ["BilateralError", "Study", "__version__", "open"]

if TYPE_CHECKING:
    from bilateral.errors import BilateralError
    from bilateral.study import Study
    from bilateral.study import open_study as open


def __getattr__(name: str) -> Any:
    if name == "open":
        from bilateral.study import open_study

        return open_study
    if name == "Study":
        from bilateral.study import Study

        return Study
    if name == "BilateralError":
        from bilateral.errors import BilateralError

        return BilateralError
    raise AttributeError(f"module 'bilateral' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
