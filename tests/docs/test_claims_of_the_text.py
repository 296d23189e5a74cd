"""What the pages name exists: links, commands, options, keys, pages; and the words are those of the project."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

import bilateral
from bilateral.cli import COMMANDS, group

from .blocks import DOCS, ROOT, blocks, page_name, pages, prose

EVERY = [*pages(), *(one for one in (ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md") if one.exists())]
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"#{1,6} +(.+)")
_COMMAND = re.compile(r"(?<![\w/.-])(?<!import )bilateral +([a-z][a-z-]*)((?: +[^\s`|;&)]+)*)")
_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def _anchors(page: Path) -> set[str]:
    """Anchors of a page's headings, as the site makes them."""
    text = page.read_text("utf-8")
    fences = {number for one in blocks(text) for number in range(one.line, one.line + one.text.count("\n") + 1)}
    found: set[str] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        heading = _HEADING.fullmatch(line)
        if heading and number not in fences:
            bare = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading[1])
            slug = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", bare).strip().lower())
            anchor, count = slug, 0
            while anchor in found:
                count += 1
                anchor = f"{slug}_{count}"
            found.add(anchor)
    return found


@pytest.mark.parametrize("page", EVERY, ids=page_name)
def test_internal_links_resolve(page: Path) -> None:
    text = page.read_text("utf-8")
    fences = {number for one in blocks(text) for number in range(one.line, one.line + one.text.count("\n") + 1)}
    broken = []
    for number, line in enumerate(text.splitlines(), start=1):
        for target in () if number in fences else _LINK.findall(line):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            found = (page.parent / path).resolve() if path else page
            if not found.exists() or (anchor and found.suffix == ".md" and anchor not in _anchors(found)):
                broken.append(f"line {number}: {target}")
    assert not broken, "\n".join(broken)


def _commands(page: Path) -> Iterator[tuple[int, str, str]]:
    """Each command line of Bilateral that a page names, in blocks and in inline code."""
    text = page.read_text("utf-8")
    places = [(one.line, one.text) for one in blocks(text) if one.language in ("console", "bash", "sh", "")]
    for number, line in enumerate(text.splitlines(), start=1):
        places += [(number, code) for code in re.findall(r"`([^`\n]+)`", line)]
    for number, code in places:
        for found in _COMMAND.finditer(re.sub(r"\\\n", " ", code)):
            yield number, found[1], found[2]


@pytest.mark.parametrize("page", [one for one in EVERY if one.name != "cli.md"], ids=page_name)
def test_commands_and_options_exist(page: Path) -> None:
    context = click.Context(group)
    unknown = []
    for line, name, rest in _commands(page):
        command = group.get_command(context, name)
        if command is None:
            if name != "shwo":
                unknown.append(f"line {line}: bilateral {name}")
            continue
        options = {word for one in command.params for word in (*one.opts, *one.secondary_opts)} | {"--help", "-h"}
        unknown += [f"line {line}: bilateral {name} {one}" for one in _OPTION.findall(rest) if one not in options]
    assert not unknown, "\n".join(unknown)


def test_options_named_in_the_text_exist() -> None:
    """Options in inline code without their command: some command has each."""
    context = click.Context(group)
    known = {"--help", "-h", "--version"}
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        known |= {word for one in command.params for word in one.opts}
    foreign = {"--strict", "--check", "--golden-update", "--all", "--quiet"}
    named = {
        (page_name(page), option)
        for page in pages()
        for code in re.findall(r"`(-[^`\n]+)`", page.read_text("utf-8"))
        for option in _OPTION.findall(code)[:1]
    }
    assert {one for one in named if one[1] not in known | foreign} == set()


def _nav(item: object) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict):
        for one in item.values():
            yield from _nav(one)
    elif isinstance(item, list):
        for one in item:
            yield from _nav(one)


def test_every_page_is_in_the_navigation() -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    listed = list(_nav(settings["nav"]))
    assert sorted(listed) == sorted(one.relative_to(DOCS).as_posix() for one in DOCS.rglob("*.md"))
    assert settings["theme"]["font"] is False
    assert settings["strict"] is True


def test_version_and_date_agree() -> None:
    card = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert card["version"] == bilateral.__version__
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{bilateral.__version__}] - {card['date-released']}" in changes
    python = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert python == ">=3.11"
    assert "Python 3.11 or later" in (DOCS / "tutorial.md").read_text("utf-8")


NEVER = {
    "country pair": "pair of states, dyad",
    "countries": "states",
    "dashboard": "dossier",
    "confidence score": "grade",
    "data set": "published table, source",
    "dataset": "published table, source",
    "override": "correction, judgement",
    "accuracy": "score, skill",
    "database entry": "claim, record",
}
"""Words that the project does not use, and what it says instead."""

MEANT = {
    ("docs/how-to/add-a-claim.md", "override"),
    ("docs/explanation/licences.md", "data set"),
    ("docs/reference/register.md", "override"),
    ("docs/reference/python.md", "accuracy"),
    ("docs/reference/values.md", "data set"),
    ("docs/reference/cards.md", "data set"),
    ("docs/reference/states.md", "countries"),
}
"""Places where the word is meant as it stands."""


@pytest.mark.parametrize("page", EVERY, ids=page_name)
def test_words_are_those_of_the_project(page: Path) -> None:
    lines = prose(page.read_text("utf-8")).lower().splitlines()
    text = "\n".join(one for one in lines if page.name != "CONTRIBUTING.md" or not one.startswith("|"))
    used = [
        f"{word}: say {better}"
        for word, better in NEVER.items()
        if word in text and (page_name(page), word) not in MEANT
    ]
    assert not used, "\n".join(used)


def test_the_project_speaks_of_itself_alone() -> None:
    """No path of a machine, and no host but those of sources and of public documents."""
    paths = re.compile(r"(?<![\w.])/(?:work|tmp|home|root|Users|opt)/")
    found = [page_name(page) for page in EVERY if paths.search(page.read_text("utf-8"))]
    assert not found
