"""What is built: whole, nothing too much, and working alone from an empty folder without any network."""

from __future__ import annotations

import email
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from email.message import Message
from pathlib import Path, PurePosixPath

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "bilateral"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
JUNK = ("__pycache__", ".pyc", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".bilateral", ".hypothesis", ".duckdb")
NO_NETWORK = """
import socket

def refused(*given, **named):
    raise OSError("this run has no network")

socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refused
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive; nothing is fetched to build them."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed, and tests fetch nothing")
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def wheel(built: Path) -> Iterator[zipfile.ZipFile]:
    (path,) = built.glob("*.whl")
    assert path.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


@pytest.fixture(scope="session")
def metadata(wheel: zipfile.ZipFile) -> Message:
    (name,) = (one for one in wheel.namelist() if one.endswith(".dist-info/METADATA"))
    return email.message_from_bytes(wheel.read(name))


def kept(folder: Path) -> dict[str, Path]:
    """Every file of a folder that belongs to the project, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(one in path.as_posix() for one in JUNK)
    }


def test_the_wheel_holds_the_package_unchanged_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    held = {one.removeprefix("bilateral/"): one for one in wheel.namelist() if one.startswith("bilateral/")}
    wanted = kept(PACKAGE)
    assert held.keys() == wanted.keys()
    assert [name for name, path in wanted.items() if wheel.read(held[name]) != path.read_bytes()] == []
    others = {PurePosixPath(one).parts[0] for one in wheel.namelist()} - {"bilateral"}
    assert others == {f"bilateral-{PROJECT_VERSION}.dist-info"}


PROJECT_VERSION = re.findall(r'__version__ = "([^"]+)"', (PACKAGE / "version.py").read_text("utf-8"))[0]


@pytest.mark.parametrize(
    "pattern",
    [
        "py.typed", "casebook/register.toml", "casebook/claims/*/*.yml", "casebook/sources/*.yml",
        "casebook/corrections.yml", "casebook/judgements.yml", "casebook/equipment/*.yml", "casebook/actors/*.yml",
        "states/data/*.csv", "dossier/templates/*.j2", "dossier/templates/*.css", "dossier/templates/*.js",
        "dossier/fonts/*.woff2", "dossier/fonts/LICENSE-OFL.txt", "dossier/fonts/manifest.json",
    ],
)  # fmt: skip
def test_the_wheel_holds_what_the_package_reads(wheel: zipfile.ZipFile, pattern: str) -> None:
    assert any(PurePosixPath(one).match(f"bilateral/{pattern}") for one in wheel.namelist())


def test_every_claims_file_travels(wheel: zipfile.ZipFile) -> None:
    files = sorted((PACKAGE / "casebook").rglob("*.yml"))
    assert len(files) > 300
    for path in files:
        assert (
            wheel.read(f"bilateral/casebook/{path.relative_to(PACKAGE / 'casebook').as_posix()}") == path.read_bytes()
        )


def test_neither_archive_carries_junk(built: Path, wheel: zipfile.ZipFile) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = archive.getnames()
    for name in (*names, *wheel.namelist()):
        assert not any(one in name for one in JUNK), name
        assert not name.endswith((".db", ".sqlite", ".parquet", ".jsonl", ".html", ".pdf", ".env")), name
    inside = {name.partition("/")[2] for name in names}
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "tests/test_package.py"} <= inside
    assert {f"src/bilateral/{one}" for one in kept(PACKAGE)} <= inside
    assert sum(one.file_size for one in wheel.infolist()) < 6_000_000


def test_the_wheel_holds_no_tests_and_no_tools(wheel: zipfile.ZipFile) -> None:
    parts = {part for name in wheel.namelist() for part in PurePosixPath(name).parts}
    assert not parts & {"tests", "bench", "tools", "docs", "conftest.py"}


def test_licences_travel(wheel: zipfile.ZipFile, metadata: Message) -> None:
    listed = metadata.get_all("License-File") or []
    assert set(listed) == {"LICENSE", *(f"LICENSES/{one.name}" for one in (ROOT / "LICENSES").iterdir())}
    for one in listed:
        (name,) = (name for name in wheel.namelist() if name.endswith(f".dist-info/licenses/{one}"))
        assert wheel.read(name) == (ROOT / one).read_bytes()
    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0 AND OFL-1.1"


def test_metadata_say_what_is_needed(wheel: zipfile.ZipFile, metadata: Message) -> None:
    assert metadata["Name"] == "bilateral"
    assert metadata["Version"] == PROJECT_VERSION
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["Description-Content-Type"] == "text/markdown"
    needed = metadata.get_all("Requires-Dist") or []
    plain = [one for one in needed if "extra ==" not in one]
    assert {re.split(r"[<>=!~]", one)[0] for one in plain} == {
        "babel", "click", "duckdb", "edtf", "filelock", "jinja2", "markupsafe", "msgspec", "platformdirs", "polars",
        "pyyaml", "rich",
    }  # fmt: skip
    for one in needed:
        assert re.match(r"[\w.-]+(\[\w+\])?[^;]*>=\d", one), f"{one} has no lower bound"
    assert set(metadata.get_all("Provides-Extra") or []) == {"pandas", "arrow", "dev", "docs"}
    (name,) = (one for one in wheel.namelist() if one.endswith("entry_points.txt"))
    assert "bilateral = bilateral.cli:main" in wheel.read(name).decode()


def test_the_rooms_import_only_what_the_project_declares() -> None:
    """A dependency that only another one brings along would be missing one day."""
    import ast

    spelled = {"pyyaml": "yaml"}
    declared = {re.split(r"[<>=]", one)[0] for one in PROJECT["dependencies"]}
    allowed = {spelled.get(one, one) for one in declared} | {"bilateral"}
    for extra in ("pandas", "arrow"):
        allowed |= {re.split(r"[<>=]", one)[0] for one in PROJECT["optional-dependencies"][extra]}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            for top in {one.partition(".")[0] for one in names} - set(sys.stdlib_module_names):
                assert top in allowed, f"{path.relative_to(ROOT)} imports {top}"


@pytest.fixture(scope="session")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel alone in a folder, its dependencies from this environment."""
    folder = tmp_path_factory.mktemp("installed")
    (path,) = built.glob("*.whl")
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", "--target", str(folder)]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    if "No module named pip" in done.stderr:
        pytest.skip("pip is not installed here")
    assert done.returncode == 0, done.stderr
    return folder


def alone() -> list[str]:
    """How a command is started without any network, where the machine permits it."""
    if shutil.which("unshare") is None:
        return []
    command = ["unshare", "--map-root-user", "--net"]
    return command if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0 else []


def run(source: Path, folder: Path, *arguments: str) -> str:
    """One command with the package from `source`, from an empty folder, without network; its standard output."""
    blocked = folder / "blocked"
    blocked.mkdir(parents=True)
    (blocked / "sitecustomize.py").write_text(NO_NETWORK, "utf-8")
    work = folder / "work"
    work.mkdir()
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BILATERAL_", "PYTHON"))}
    env |= {"PYTHONPATH": os.pathsep.join([str(blocked), str(source)]), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    env |= {"BILATERAL_CACHE": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    program = "import sys; from bilateral.cli import main; main(sys.argv[1:])"
    command = [*alone(), sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=work, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_blocked_run_has_no_network(tmp_path: Path) -> None:
    """The guard works: the same surroundings refuse a connection."""
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, "utf-8")
    program = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run(
        [*alone(), sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "this run has no network" in done.stderr


def test_the_installed_package_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    found = json.loads(run(installed, tmp_path / "a", "about", "--json"))
    assert found["version"] == PROJECT_VERSION
    scripts = [one for one in (installed / "bin", installed / "Scripts") if one.is_dir()]
    assert any(one.stem == "bilateral" for folder in scripts for one in folder.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", "import bilateral; print(bilateral.__file__)"],
        env=os.environ | {"PYTHONPATH": str(installed)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).is_relative_to(installed)


def test_about_says_the_same(installed: Path, tmp_path: Path) -> None:
    told = [run(source, tmp_path / name, "about") for name, source in (("wheel", installed), ("tree", ROOT / "src"))]
    wheel, tree = ([line for line in one.splitlines() if not line.startswith("database")] for one in told)
    assert wheel == tree
    assert len(wheel) > 4


def test_the_dossier_is_the_same_to_the_byte(installed: Path, tmp_path: Path) -> None:
    pages = []
    for name, source in (("wheel", installed), ("tree", ROOT / "src")):
        folder = tmp_path / name
        said = run(source, folder, "dossier", "VEN", "RUS")
        (page,) = (folder / "work").iterdir()
        assert page.name == "venezuela-russia.html"
        pages.append((said, page.read_bytes()))
    assert pages[0] == pages[1]
    assert pages[0][1].startswith(b"<!doctype html>")
    assert len(pages[0][1]) > 1_000_000
