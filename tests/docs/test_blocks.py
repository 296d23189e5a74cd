"""The convention by which blocks run, tried on small texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from .blocks import blocks, commands, matches, prose
from .session import Session

PAGE = """# Page

```console
$ not run
```

<!-- runs, exit 3 -->
```console
$ first \\
>   second
one
two

$ third
```

<!-- runs -->
```python
print(1)
```

```text
1
```

<!-- runs, appends -->
```yaml title="a/b.yml"
key: value
```

Text with `code 12` and 34.
"""


def test_marks_say_what_runs() -> None:
    assert [(one.language, one.is_run, one.exit_code, one.appends, one.title) for one in blocks(PAGE)] == [
        ("console", False, 0, False, ""),
        ("console", True, 3, False, ""),
        ("python", True, 0, False, ""),
        ("text", False, 0, False, ""),
        ("yaml", True, 0, True, "a/b.yml"),
    ]


def test_a_text_block_right_after_python_is_what_it_prints() -> None:
    python = blocks(PAGE)[2]
    assert python.printed is blocks(PAGE)[3] or (python.printed and python.printed.text == "1\n")


def test_commands_go_on_after_a_backslash() -> None:
    assert [(one.text, one.shown) for one in commands(blocks(PAGE)[1])] == [
        ("first \\\n  second", ["one", "two"]),
        ("third", []),
    ]


def test_prose_leaves_code_out() -> None:
    left = prose(PAGE)
    assert "34" in left
    assert not any(word in left for word in ("12", "first", "runs"))
    assert len(left.splitlines()) == len(PAGE.splitlines())


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        (["a b"], ["a  b "], True),
        (["a … c"], ["a b b c"], True),
        (["a"], ["a", "b"], False),
        (["a", "…"], ["a", "b", "c"], True),
        (["a", "…", "c"], ["a", "c"], True),
        (["…"], [], True),
        (["a"], ["A"], False),
        (["1.5"], ["125"], False),
    ],
)
def test_elisions(shown: list[str], printed: list[str], expected: bool) -> None:
    assert matches(shown, printed) is expected


def test_a_failing_block_is_seen(tmp_path: Path) -> None:
    text = (
        "<!-- runs -->\n```console\n$ bilateral shwo\n$ echo $?\n$ false\n```\n<!-- runs -->\n```python\n1 / 0\n```\n"
    )
    session = Session(tmp_path, tmp_path)
    told = [one for block in blocks(text) for one in session.run(block)]
    assert [code for _, _, code in told] == [2, 0, 1, 1]
    assert told[1][1] == ["2"]
    assert told[3][1][-1] == "ZeroDivisionError: division by zero"


def test_pipes_and_files(tmp_path: Path) -> None:
    session = Session(tmp_path, tmp_path)
    assert session.shell('bilateral --version | tr "b" "|"') == "|ilateral 0.1.0\n"
    assert session.shell("bilateral --version > 'a file'") == ""
    assert (tmp_path / "a file").read_text("utf-8") == "bilateral 0.1.0\n"
    session.shell("export COLUMNS=40")
    session.shell("mkdir here")
    session.shell("cd here")
    assert session.shell("pwd").strip() == str((tmp_path / "here").resolve())
