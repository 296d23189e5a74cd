"""Words of table rows: figures say what they count, and the Markdown edition keeps lists without their stubs."""

from __future__ import annotations

import pytest

from bilateral.dossier.markdown import convert
from bilateral.dossier.sections.rows import amount_words
from bilateral.measures.measured import Measured
from bilateral.measures.strands import Amount


def figure(what: str, value: float, unit: str, *, is_figure: bool = True) -> Amount:
    return Amount(what, "", "", "", Measured(value, value, value, unit, ("a:b/c",)), is_figure)


@pytest.mark.parametrize(
    ("amount", "found"),
    [
        (figure("of them in Caracas", 90, "persons"), ("of them in Caracas: ", "90 persons")),
        (figure("accords in preparation", 50, "accords"), ("accords in preparation: ", "50")),
        (figure("rank among importers in 2002-06", 46, ""), ("rank among importers in 2002-06: ", "46")),
        (figure("personnel", 100, "persons", is_figure=False), ("", "100 persons")),
    ],
)
def test_a_figure_says_first_what_it_counts(amount: Amount, found: tuple[str, str]) -> None:
    assert tuple(one.replace("\u00a0", " ").replace("\u202f", " ") for one in amount_words(amount)) == found


def test_folded_lists_stand_open_without_their_stub() -> None:
    stub = '<p class="leg"><span>one</span><span>two</span></p><details class="tab"><summary>Show as a list</summary>'
    assert convert(f"{stub}<ul><li>kept</li></ul></details><p>after</p>").split() == ["-", "kept", "after"]
    named = '<details class="tab spk"><summary>A speaker</summary><p>said</p></details>'
    assert "**A speaker**" in convert(named)
