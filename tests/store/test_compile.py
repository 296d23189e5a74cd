"""Compiling: incremental, repeatable, whatever the order; one writer and any number of readers."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from pathlib import Path

import msgspec
import pytest

from bilateral.errors import RegisterBusyError, StoreError
from bilateral.store import tables
from bilateral.store.compile import BUILDS, CURRENT, DATABASE, META, SEARCH, Meta, compile_register, current_meta
from bilateral.study import read_layers
from registers import REGISTERS, Desk

from .processes import Process, ended, started

OIL = "claims/observation/ven-oil.yml"
CREDIT = "claims/credit/rus-ven-credit.yml"


def fresh(desk: Desk, name: str) -> Desk:
    """The same register with an empty cache."""
    return Desk(desk.folder, desk.cache.parent / name)


# --- only what has changed -------------------------------------------------------------------------------------


def test_the_first_compile_reads_every_file(small: Desk) -> None:
    steps: list[tuple[str, int, int]] = []
    report = fresh(small, "new").compile(lambda *step: steps.append(step))
    assert (report.is_new, report.files, report.files_read, report.files_removed) == (True, 12, 12, 0)
    assert (report.things_read, report.claims_read, report.claims) == (7, 49, 49)
    assert steps == [("reading", number, 12) for number in range(1, 13)]


def test_nothing_is_read_where_nothing_has_changed(small: Desk) -> None:
    before = small.builds()
    os.utime(small.folder / OIL, (1, 1))
    small.write("README.md", "Another text that is no part of the register.")
    small.write(".hidden/x.yml", "not: read")
    report = small.compile(lambda *_: pytest.fail("a file was read"))
    assert (report.is_new, report.files, report.files_read, report.claims) == (False, 12, 0, 49)
    assert small.builds() == before


def test_only_the_changed_file_is_read(small: Desk) -> None:
    small.change(OIL, "amount: 569000", "amount: 570000")
    steps: list[tuple[str, int, int]] = []
    report = small.compile(lambda *step: steps.append(step))
    assert (report.is_new, report.files_read, report.files_removed) == (True, 1, 0)
    assert (report.things_read, report.claims_read, report.claims) == (1, 3, 49)
    assert steps == [("reading", 1, 1)]
    with small.database() as database:
        assert 570000 in database.claims(things=["ven-oil"])["best"].to_list()
    assert small.compile().is_new is False


def test_files_come_and_go_and_move(small: Desk) -> None:
    (small.folder / OIL).rename(small.folder / "claims/observation/renamed.yml")
    report = small.compile()
    assert (report.files_read, report.files_removed, report.claims) == (1, 1, 49)
    (small.folder / "claims/observation/renamed.yml").unlink()
    report = small.compile()
    assert (report.files_read, report.files_removed, report.claims) == (0, 1, 46)
    shutil.copy(REGISTERS / "small" / OIL, small.folder / OIL)
    report = small.compile()
    assert (report.files_read, report.files_removed, report.claims) == (1, 0, 49)


def test_a_card_changes_the_claims_that_rest_on_it_without_their_files_being_read(small: Desk) -> None:
    small.change("sources/sources.yml", "  grade: D", "  grade: C")
    assert small.compile().files_read == 1
    with small.database() as database:
        assert "D" not in database.claims()["letter"].to_list()


def test_the_registers_own_card_counts_as_a_change(small: Desk) -> None:
    small.change("register.toml", "date = 2026-06-30", "date = 2025-06-30")
    report = small.compile()
    assert (report.is_new, report.files_read) == (True, 0)
    with small.database() as database:
        assert str(database.newest()) == "2025-06-30"


def test_another_version_of_the_code_reads_everything_anew(small: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = small.digest()
    monkeypatch.setattr(tables, "MEANING", 99)
    assert current_meta(small.cache) is None
    report = small.compile()
    assert (report.is_new, report.files_read) == (True, 12)
    assert small.digest() == digest


def test_the_time_comes_from_the_clock_that_is_given(small: Desk) -> None:
    ticks = iter([10.0, 12.5])
    report = compile_register(read_layers(small.folder), small.cache, clock=lambda: next(ticks))
    assert report.seconds == 2.5


def test_one_build_is_kept(small: Desk) -> None:
    for number in range(3):
        small.write(OIL, small.read(OIL) + f"# {number}\n")
        report = small.compile()
        assert small.builds() == [report.build_id, report.build_id]
    assert sorted(one.name for one in (small.cache / BUILDS / report.build_id).iterdir()) == [META, DATABASE, SEARCH]


# --- same bytes, same content ----------------------------------------------------------------------------------


def test_the_same_bytes_give_the_same_build_wherever_they_lie(small: Desk, addition: Desk, small_base: Desk) -> None:
    again = fresh(small, "again").compile()
    assert again.build_id == small.builds()[0] == small_base.builds()[0]
    assert fresh(small, "again").digest() == small.digest() == small_base.digest()
    assert addition.digest() != small.digest()


def test_the_order_in_which_files_are_listed_leaves_no_trace(small: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Path.iterdir
    for seed in range(3):
        chance = random.Random(seed)

        def shuffled(folder: Path, chance: random.Random = chance) -> list[Path]:
            found = sorted(listed(folder))
            chance.shuffle(found)
            return found

        monkeypatch.setattr(Path, "iterdir", shuffled)
        desk = fresh(small, f"shuffled-{seed}")
        desk.compile()
        assert (desk.builds()[0], desk.digest()) == (small.builds()[0], small.digest())


@pytest.mark.parametrize("seed", range(3))
def test_a_register_compiled_in_steps_ends_like_one_compiled_at_once(small: Desk, seed: int) -> None:
    """Files are taken out, changed and put back in any order, with a compile between; in the end all is as it was."""
    digest, build_id = small.digest(), small.builds()[0]
    chance = random.Random(seed)
    held = {path: small.read(path) for path in ("judgements.yml", "corrections.yml", OIL, CREDIT)}
    moves = [("change", path) for path in held] + [("remove", "judgements.yml"), ("remove", OIL)]
    chance.shuffle(moves)
    for what, path in moves:
        if what == "remove":
            (small.folder / path).unlink(missing_ok=True)
        elif (small.folder / path).exists():
            small.write(path, "# another comment\n" + small.read(path))
        small.compile()
        assert small.builds()[0] != build_id
    for path in chance.sample(list(held), len(held)):
        small.write(path, held[path])
    report = small.compile()
    assert report.build_id == build_id
    assert small.digest() == digest


def test_two_layers_compiled_one_after_the_other(addition: Desk) -> None:
    """First the lower register alone, then both into the same cache: as if compiled at once."""
    lower = Desk(addition.folder.parent / "small", addition.cache.parent / "one-by-one")
    lower.compile()
    both = Desk(addition.folder, lower.cache)
    report = both.compile()
    assert (report.files_read, report.files_removed) == (2, 0)
    assert both.digest() == addition.digest()
    assert both.builds()[0] == addition.builds()[0]
    report = lower.compile()
    assert (report.files_read, report.files_removed, report.claims) == (0, 2, 49)


def test_a_layer_adds_and_changes_nothing(addition: Desk, small: Desk) -> None:
    with addition.database() as upper, small.database() as lower:
        more, less = upper.claims(), lower.claims()
        assert more.filter(more["claim_id"].is_in(less["claim_id"].to_list())).equals(less)
        added = set(more["claim_id"]) - set(less["claim_id"])
        assert added == {f"rus-ven-su-30mk2:monthly/delivered.{one}" for one in ("quantity", "reached", "when")}
        assert [one.title for one in upper.things()] == [one.title for one in lower.things()]


# --- what lies in the cache may be of another time, or damaged --------------------------------------------------


def tamper(desk: Desk, **changed: object) -> None:
    path = desk.cache / BUILDS / desk.builds()[0] / META
    held = msgspec.json.decode(path.read_bytes())
    path.write_bytes(msgspec.json.encode(held | changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"schema_version": "0000000000000000"},
        {"engine": "duckdb 0.1.0"},
        {"build_id": "somewhere-else"},
        {"build_id": "../../elsewhere"},
        {"claims": "many"},
        {"sizes": [1, 2]},
        {"sizes": None},
    ],
)
def test_a_build_of_another_schema_or_engine_is_made_anew(small: Desk, changed: dict[str, object]) -> None:
    digest = small.digest()
    tamper(small, **changed)
    with pytest.raises(StoreError, match="no readable database"):
        small.database()
    report = small.compile()
    assert (report.is_new, report.files_read) == (True, 12)
    assert small.digest() == digest
    assert small.compile().is_new is False


@pytest.mark.parametrize("meta", [b"", b"{", b"[]", b"null", b"\x00" * 200, b"\xff\xfe"])
def test_an_unreadable_meta_is_made_anew(small: Desk, meta: bytes) -> None:
    (small.cache / BUILDS / small.builds()[0] / META).write_bytes(meta)
    assert small.compile().files_read == 12


@pytest.mark.parametrize("pointer", [None, b"", b"\n", b"nowhere", b"\x00" * 20, b"\xff", b"..", b"/etc", b"a" * 5000])
def test_a_lost_or_damaged_pointer(small: Desk, pointer: bytes | None) -> None:
    digest = small.digest()
    (small.cache / CURRENT).unlink()
    if pointer is not None:
        (small.cache / CURRENT).write_bytes(pointer)
    with pytest.raises(StoreError, match="no readable database"):
        small.database()
    report = small.compile()
    assert (report.is_new, report.files_read) == (True, 12)
    assert small.digest() == digest
    assert len(small.builds()) == 2


@pytest.mark.parametrize("name", [DATABASE, SEARCH])
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "zeros", "text", "folder"])
def test_a_damaged_file_is_noticed_and_made_anew(small: Desk, name: str, damage: str) -> None:
    digest = small.digest()
    path = small.cache / BUILDS / small.builds()[0] / name
    size = path.stat().st_size
    if damage == "cut":
        os.truncate(path, size // 2)
    else:
        path.unlink()
        if damage == "folder":
            path.mkdir()
        elif damage != "gone":
            path.write_bytes({"empty": b"", "zeros": bytes(size), "text": b"words " * (size // 6)}[damage])
    with pytest.raises(StoreError, match="no readable database"):
        small.database()
    report = small.compile()
    assert (report.is_new, report.files_read) == (True, 12)
    assert small.digest() == digest
    with small.database() as database:
        assert database.search("protocol")


@pytest.mark.parametrize("seed", range(4))
def test_damage_inside_a_file_is_said_or_harmless_and_the_next_change_heals_it(small: Desk, seed: int) -> None:
    """Bytes flipped where no cheap look notices: an answer is right or refused, never wrong and never a crash."""
    digest = small.digest()
    path = small.cache / BUILDS / small.builds()[0] / DATABASE
    raw = bytearray(path.read_bytes())
    chance = random.Random(seed)
    for _ in range(40):
        place = chance.randrange(3 * 4096, len(raw) - 600)
        raw[place : place + 500] = chance.randbytes(500)
    path.write_bytes(raw)
    try:
        assert small.digest() == digest
    except StoreError as error:
        assert "makes it anew" in error.hint
    small.write(OIL, small.read(OIL) + "# changed\n")
    small.compile()
    unharmed = fresh(small, "unharmed")
    unharmed.compile()
    assert small.digest() == unharmed.digest()


def test_what_a_dead_compile_left_is_swept(small: Desk) -> None:
    left = small.cache / BUILDS / "aside-0123456789abcdef"
    left.mkdir()
    (left / DATABASE).write_bytes(b"half a database")
    (small.cache / f"{CURRENT}.0123").write_text("half a pointer")
    (small.cache / BUILDS / "an-old-build").mkdir()
    small.write(OIL, small.read(OIL) + "# changed\n")
    report = small.compile()
    assert report.files_read == 1
    assert small.builds() == [report.build_id, report.build_id]
    assert sorted(one.name for one in small.cache.iterdir()) == [CURRENT, BUILDS, "lock"]


# --- one writer, many readers -----------------------------------------------------------------------------------


def test_a_second_writer_is_turned_away_and_nothing_is_lost(small: Desk) -> None:
    small.write(OIL, small.read(OIL) + "# changed\n")
    before = small.builds()
    seen: list[str] = []

    def meanwhile(*_: object) -> None:
        with pytest.raises(RegisterBusyError, match="another process is compiling") as refused:
            small.compile()
        assert "nothing was changed" in refused.value.hint
        assert (small.cache / CURRENT).read_text() == before[0]
        with small.database() as database:  # while one writes, others read
            seen.append(database.digest())

    report = small.compile(meanwhile)
    assert report.is_new
    assert len(seen) == 1
    assert small.compile().is_new is False, "the lock was not given back"


def test_a_writer_in_another_process_is_noticed(small: Desk) -> None:
    small.write(OIL, small.read(OIL) + "# changed\n")
    digest = small.digest()
    with started(small, stop_at="reading"):
        with pytest.raises(RegisterBusyError):
            small.compile()
        assert small.digest() == digest
    assert small.compile().is_new


READER = """
import sys
from pathlib import Path
from bilateral.store.database import Database
seen = set()
print("ready", flush=True)
while not Path(sys.argv[2]).exists():
    with Database.open(Path(sys.argv[1])) as database:
        first = database.digest()
        hits = database.search("aircraft")
        assert len(hits) == 5, hits
        assert database.claims().height == database.counts()["claims"]
        assert database.digest() == first, "the build changed under a reader"
        seen.add(first)
print(*sorted(seen))
"""


def test_readers_are_never_disturbed_by_a_writer(small: Desk, tmp_path: Path) -> None:
    stop = tmp_path / "stop"
    seen: set[str] = set()
    with contextlib.ExitStack() as cleanup:
        readers = [Process(READER, str(small.cache), str(stop)) for _ in range(3)]
        for reader in readers:
            cleanup.callback(reader.kill)
            reader.wait_for("ready")
        versions = {small.digest()}
        text = small.read(OIL)
        for number in range(8):
            small.write(OIL, text.replace("569000", f"{570000 + number}"))
            small.compile()
            versions.add(small.digest())
        stop.touch()
        for reader in readers:
            code, out, errors = reader.end()
            assert code == 0, errors
            seen |= set(out.split())
    assert seen and seen <= versions, "a reader saw something that was never compiled"


# --- a compile that dies ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["reading", "checking", "searching", "publishing", "pointing"])
def test_kill_in_the_middle_leaves_the_old_build_and_the_next_compile_is_clean(small: Desk, place: str) -> None:
    digest = small.digest()
    small.write(OIL, small.read(OIL).replace("569000", "570000"))
    code, _, _ = ended(small, kill_at=place)
    assert code == -9
    assert small.digest() == digest, "the old build does not answer any more"
    report = small.compile()
    assert report.is_new and report.files_read == 1
    assert small.builds() == [report.build_id, report.build_id], "something was left lying"
    unharmed = fresh(small, "unharmed")
    unharmed.compile()
    assert small.digest() == unharmed.digest()


def test_kill_during_the_very_first_compile(small: Desk) -> None:
    desk = fresh(small, "first")
    assert ended(desk, kill_at="searching")[0] == -9
    with pytest.raises(StoreError, match="no readable database"):
        desk.database()
    assert desk.compile().files_read == 12
    assert desk.digest() == small.digest()


def test_interrupting_tidies_up_and_gives_the_lock_back(small: Desk) -> None:
    before = (small.builds(), small.digest())
    small.write(OIL, small.read(OIL) + "# changed\n")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small.compile(interrupt)
    assert (small.builds(), small.digest()) == before
    assert small.compile().is_new


def test_meta_says_what_lies_there(small: Desk) -> None:
    meta = current_meta(small.cache)
    assert isinstance(meta, Meta)
    folder = small.cache / BUILDS / meta.build_id
    assert meta.sizes == ((folder / DATABASE).stat().st_size, (folder / SEARCH).stat().st_size)
    assert meta.claims == 49
    assert meta.engine.startswith("duckdb ")
