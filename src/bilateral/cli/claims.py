"""bilateral claims [A [B]]"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilateral.cli.options import StateCode, kind_option, limit_option, question, study_of
from bilateral.cli.output import print_json, print_rows, print_table

if TYPE_CHECKING:
    from bilateral.errors import NothingHeldError
    from bilateral.store.search import Hit
    from bilateral.study import Study


MOST_HITS = 10_000


@click.command("claims", short_help="List claims with source, grade and both clocks; search them.")
@click.argument("pair", nargs=-1, type=StateCode(), metavar="[STATE [STATE]]")
@kind_option
@click.option("--search", "-s", metavar="WORDS", help="Full-text search over titles, paraphrases, equipment, sources.")
@limit_option
@question
def command(
    pair: tuple[str, ...],
    kind: str | None,
    search: str | None,
    limit: int | None,
    register: Path | None,
    cache: Path | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List claims: what is said, by whom, since when it is known, how good it is, and whether it counts.

    \b
    bilateral claims VEN RUS --kind transfer
    bilateral claims VEN RUS --as-of 2010-06-30 --json
    bilateral claims --search "tor-m1 contract"
    bilateral claims VEN IRN --search drones --as-of 2012
    """
    if len(pair) > 2:
        raise click.UsageError("claims takes one state or two")
    with study_of(register, cache) as study:
        if search is not None:
            hits = _among(study, study.search(search, MOST_HITS), pair, kind, as_of)
            if not hits:
                raise _found_nothing(study, search, pair, kind, as_of)
            if as_json:
                shown = hits[: limit or None]
                print_json([{"kind": one.kind, "id": one.found_id, "excerpt": one.excerpt} for one in shown])
                return
            rows = [(one.kind, one.found_id, one.excerpt) for one in hits]
            print_rows(("kind", "id", "excerpt"), rows, limit=limit)
            return
        print_table(study.claims(*pair, kind=kind, as_of=as_of), as_json=as_json, limit=limit)


def _found_nothing(
    study: Study, search: str, pair: tuple[str, ...], kind: str | None, as_of: str | None
) -> NothingHeldError:
    from bilateral.errors import NothingHeldError

    elsewhere = len(study.search(search, MOST_HITS))
    among = [*(study.state(one) for one in pair), *([kind] if kind else []), *([f"as of {as_of}"] if as_of else [])]
    where = f" ({', '.join(among)})" if among else ""
    if elsewhere:
        hint = f"without the narrowing there {'is 1 find' if elsewhere == 1 else f'are {elsewhere} finds'}"
    else:
        hint = "use fewer words, or the beginnings of words; all of them must stand in one text"
    return NothingHeldError(f"nothing holds all the words of {search!r}{where}", hint=hint)


def _among(study: Study, hits: list[Hit], pair: tuple[str, ...], kind: str | None, as_of: str | None) -> list[Hit]:
    """The finds that were known by the day and belong to things of these states and this kind; cards stay."""
    import msgspec

    if not pair and kind is None and as_of is None:
        return hits
    records = study.evidence(as_of)
    codes = [study.state(one) for one in pair]
    things = {
        one.thing_id: one
        for one in records.things.values()
        if all(code in one.parties for code in codes) and (kind is None or one.kind == kind)
    }
    kept: list[Hit] = []
    for hit in hits:
        citation = records.citations.get(hit.found_id)
        thing = things.get(citation.thing_id if citation is not None else hit.found_id)
        if hit.kind == "thing" and thing is not None:
            looked_back = thing.note is not None and not records.notes_are_visible(thing)
            kept.append(msgspec.structs.replace(hit, excerpt=thing.title) if looked_back else hit)
        elif (hit.kind == "citation" and thing is not None) or (
            hit.kind not in ("thing", "citation") and not pair and kind is None
        ):
            kept.append(hit)
    return kept
