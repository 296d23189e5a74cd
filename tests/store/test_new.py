"""A new register: valid as made, named safely, and made whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bilateral.errors import RegisterError, StoreError
from bilateral.store.new import make_register
from bilateral.store.register import read_register
from registers import Desk

FILES = [".gitignore", "README.md", "register.toml", "sources/sources.yml"]


def held(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())


def test_a_new_register_is_valid_and_compiles(tmp_path: Path) -> None:
    made = make_register(tmp_path / "deep" / "mine", "My own", builds_on=None)
    folder = tmp_path / "deep" / "mine"
    assert sorted(one.relative_to(folder).as_posix() for one in made) == held(folder) == FILES
    assert (folder / "claims" / "transfer").is_dir()
    register = read_register(folder)
    assert (register.register_id, register.name, register.licence) == ("my-own", "My own", "CC-BY-4.0")
    assert register.builds_on is None
    desk = Desk(folder, tmp_path / "cache")
    assert desk.validate() == {"register": "My own", "files": 1, "things": 0, "citations": 0, "claims": 0}
    assert desk.compile().is_new
    assert f"bilateral validate {folder}" in (folder / "README.md").read_text("utf-8")


def test_it_builds_on_the_casebook(tmp_path: Path) -> None:
    make_register(tmp_path / "mine", "Mine", builds_on="casebook")
    assert read_register(tmp_path / "mine").builds_on == "casebook"


@pytest.mark.parametrize(
    ("name", "shown", "register_id"),
    [
        ("casebook", "casebook", "my-casebook"),
        ('A "quoted" \\ name', "A 'quoted' / name", "a-quoted-name"),
        ("Реестр", "Реестр", "register"),
        ("  two\n lines\x1b[31m ", "two lines [31m", "two-lines-31m"),
        ("\x00", "My register", "my-register"),
        ("{name} {0} %s", "{name} {0} %s", "name-0-s"),
        ("caf\udce9", "caf?", "caf"),
        ("---", "---", "register"),
    ],
)
def test_any_name_can_be_given(tmp_path: Path, name: str, shown: str, register_id: str) -> None:
    make_register(tmp_path / "mine", name, builds_on="casebook")
    register = read_register(tmp_path / "mine")
    assert (register.name, register.register_id) == (shown, register_id)


@pytest.mark.skipif(os.name != "posix", reason="file names are text on this system")
def test_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "caf\udce9"
    try:
        make_register(folder, folder.name, builds_on=None)
    except StoreError:
        pytest.skip("this file system takes only UTF-8 names")
    assert "validate" in (folder / "README.md").read_text("utf-8")


def test_an_empty_folder_is_taken_and_a_used_one_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    make_register(tmp_path / "empty", "A", builds_on=None)
    before = {one: (tmp_path / "empty" / one).read_bytes() for one in FILES}
    with pytest.raises(RegisterError, match="already holds something") as refused:
        make_register(tmp_path / "empty", "B", builds_on=None)
    assert "nothing was changed" in refused.value.hint
    assert {one: (tmp_path / "empty" / one).read_bytes() for one in held(tmp_path / "empty")} == before
    (tmp_path / "file").write_text("x")
    with pytest.raises(RegisterError, match="already holds something"):
        make_register(tmp_path / "file", "B", builds_on=None)
    assert (tmp_path / "file").read_text() == "x"


def test_below_a_file_nothing_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be written") as refused:
        make_register(tmp_path / "file" / "mine", "B", builds_on=None)
    assert refused.value.hint == "choose another place"
    with pytest.raises(StoreError, match="File name too long"):
        make_register(tmp_path / ("x" * 300), "B", builds_on=None)
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("was_there", [True, False])
def test_what_cannot_be_made_whole_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, was_there: bool
) -> None:
    written = Path.write_text

    def fails(path: Path, text: str, encoding: str) -> int:
        if path.name == "sources.yml":
            written(path, text[:10], encoding)
            raise failure
        return written(path, text, encoding)

    folder = tmp_path / "deep" / "mine"
    if was_there:
        folder.mkdir(parents=True)
    monkeypatch.setattr(Path, "write_text", fails)
    with pytest.raises(StoreError if isinstance(failure, OSError) else KeyboardInterrupt):
        make_register(folder, "Mine", builds_on=None)
    assert list(tmp_path.rglob("*")) == ([folder.parent, folder] if was_there else [])
