"""A Chromium of the machine, the reference dossier as a file, and pages that note what they ask for and complain of."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import bilateral as bl

TODAY = dt.date(2026, 11, 23)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
SIZES = {"phone": (360, 780), "tablet": (768, 1024), "desk": (1280, 900)}


@dataclass
class Visit:
    """One opened page: what it complained of, and every address it asked for beside itself."""

    page: Any
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def js(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def wait(self, condition: str, argument: Any = None) -> None:
        """Until a condition holds; Playwright's own wait would need the eval that the page's policy forbids."""
        test = condition if re.match(r"\w+ =>", condition) else f"() => {condition}"
        held = self.page.evaluate(
            f"""argument => new Promise(done => {{
              const test = {test}, end = performance.now() + 10000;
              const look = () => {{
                if (test(argument)) done(true);
                else if (performance.now() > end) done(false);
                else setTimeout(look, 15);
              }};
              look();
            }})""",
            argument,
        )
        assert held, f"never came true: {condition}"


Visits = Callable[..., Visit]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, started once; skips where the machine has none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip(f"no Chromium on this machine (looked for {', '.join(PROGRAMS)})")
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium's sandbox refuses to run as root
    flags = [*FLAGS, "--no-sandbox"] if is_root else FLAGS
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dossier_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Venezuela and Russia from the shipped casebook, written as a reader gets it."""
    folder = tmp_path_factory.mktemp("browser")
    with bl.open(cache=folder / "cache", today=TODAY) as study:
        return study.dossier("VEN", "RUS").write(folder / "venezuela-russia.html")


@pytest.fixture(scope="module")
def visits(chromium: Any, dossier_file: Path) -> Iterator[Visits]:
    """Opens the dossier: `visits("phone", fragment="r-RU-001", color_scheme="dark")`."""
    contexts = []

    def open_page(size: str = "desk", *, width: int | None = None, fragment: str = "", **options: Any) -> Visit:
        wide, high = SIZES[size]
        is_phone = size == "phone"
        context = chromium.new_context(
            viewport={"width": width or wide, "height": high},
            has_touch=is_phone,
            is_mobile=is_phone,
            **{"reduced_motion": "reduce"} | options,  # no waiting for scrolls
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        visit = Visit(page)
        address = dossier_file.as_uri()
        page.on("console", lambda one: visit.errors.append(one.text) if one.type in ("error", "warning") else None)
        page.on("pageerror", lambda one: visit.errors.append(str(one)))
        page.on("request", lambda one: visit.requests.append(one.url) if not one.url.startswith(address) else None)
        page.goto(address + (f"#{fragment}" if fragment else ""))
        if options.get("java_script_enabled", True):
            visit.wait("![...document.querySelectorAll('.at-narrow[data-n]')].some(e => e.getClientRects().length)")
        return visit

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def desk(visits: Visits) -> Visit:
    """The page on a desk, in light, for tests that leave it as it is."""
    return visits("desk")


@pytest.fixture(scope="module")
def phone(visits: Visits) -> Visit:
    """The page on a phone, for tests that leave it as it is."""
    return visits("phone")
