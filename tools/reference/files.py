"""The pages on what stands in a register's folder: its layout, claims files, cards and rulings."""

from __future__ import annotations

from bilateral.evidence.actor import ACTOR_KINDS
from bilateral.evidence.form import LONGEST_TEXT
from bilateral.evidence.kinds import KINDS
from bilateral.evidence.source import SOURCE_KINDS
from bilateral.store import register, yamlfile

from . import forms, words
from .text import code, codes, page, table


def layout() -> str:
    rows = [
        (code(register.CONFIG), "What the register says of itself. Required."),
        ("`sources/*.yml`", "Who publishes: [cards](cards.md#sources)."),
        ("`equipment/*.yml`", "What is transferred: [cards](cards.md#equipment)."),
        ("`actors/*.yml`", "Persons, companies, state bodies: [cards](cards.md#actors)."),
        ("`claims/<kind>/*.yml`", "What sources say, one [file](claims-file.md) a thing."),
        ("`corrections.yml`", "Declared fixes of what a source printed: [form](cards.md#corrections)."),
        ("`judgements.yml`", "Rulings between rival claims: [form](cards.md#judgements)."),
        (codes(register.IGNORED), "Allowed, not read."),
        (codes(register.KEPT_APART), "Kept apart, not read. The compiled database lies in `.bilateral`."),
    ]
    known = set(rows[1][0]) and {"sources", "equipment", "actors"}
    if known != set(register.CARD_FOLDERS) or set(register.SINGLE_FILES) != {"corrections.yml", "judgements.yml"}:
        raise AssertionError("tools/reference/files.py: the folders of a register have changed")
    if list(words.REGISTER) != list(forms.register_keys()):
        raise KeyError(f"tools/reference/words.py, REGISTER: the keys are {forms.register_keys()}")
    return page(
        "The register on disk",
        "A register is a folder. Anything that does not belong in it is reported. Files of cards and claims may lie in"
        " sub-folders; their names are free. Names that begin with a full stop are not read.",
        table(("path", "what it holds"), rows),
        f"The kinds, which are also the folders under `claims/`, are {codes(KINDS)}: see [kinds](kinds.md).",
        "## register.toml",
        table(
            ("key", "form", "what it says", "example"),
            [(code(key), form, says, code(example)) for key, (form, says, example) in words.REGISTER.items()],
        ),
        "A register that builds on another one adds cards and claims to it and overrides nothing. An id that stands in"
        " both is reported. Layers may be stacked; a circle is refused.",
        "## YAML",
        "Files are YAML 1.2 in UTF-8, read strictly: `no`, `on` and `2006-07` are text, a key given twice or not known"
        " is an error, and so are anchors, aliases, tags and a second document in one file."
        f" A file has at most {register.LARGEST_FILE // 1024 // 1024} MB and is nested at most {yamlfile.DEEPEST}"
        f" levels deep; a text has at most {LONGEST_TEXT} characters and is read as one line. Control characters and"
        " marks that turn the direction of writing are refused.",
        "Every problem names file, line and column, what was expected, an example where one helps, and what to do. All"
        " problems of all files are listed at once.",
        "## Ids",
        "An id is lower-case letters, digits and single hyphens: `rus-ven-su-30mk2`. An id of a citation is"
        " `THING:REF`, that of a claim `THING:REF/STAGE.PROPERTY`, with `[ACTOR]`, `[FACET]` and `@PERIOD` after it"
        " where they set it apart.",
    )


def claims_file() -> str:
    heads = {name: forms.claims_file_keys(kind) for name, kind in KINDS.items()}
    shared = forms.common(heads)
    head = {name: heads["transfer"][name] for name in shared}
    citation, disagreement = head["claims"].inner, heads["transfer"]["disagreements"].inner
    asserts = {name: forms.assertion_keys(kind) for name, kind in KINDS.items()}
    same = forms.common(asserts)
    first = asserts["transfer"]
    some = {
        name: key
        for found in asserts.values()
        for name, key in found.items()
        if name in words.ASSERTION_OF_SOME and name not in same
    }
    some.setdefault("yearly", forms.Key("yearly", "mapping"))
    flat_head = {name: forms.Key(key.name, key.form, key.is_required, key.example) for name, key in head.items()}
    flat_citation = {
        name: forms.Key(k.name, k.form, k.is_required, k.example, k.options) for name, k in citation.items()
    }
    return page(
        "The claims file",
        "One file under `claims/<kind>/` holds one thing: what its editor fixed, the citations that speak of it, and"
        " under each citation what it asserts. A small one:",
        _EXAMPLE,
        "## The head",
        "The actors and attributes of a thing depend on its [kind](kinds.md). These keys are common to all:",
        forms.key_table(flat_head, words.HEAD, "HEAD"),
        "A file that begins with `adds_to: THING` instead has no head: it adds citations to a thing of the register"
        " below. See [add claims to a thing of the casebook](../how-to/add-to-a-thing.md).",
        "## Citations: the items of `claims`",
        forms.key_table(flat_citation, words.CITATION, "CITATION"),
        "One of `published`, a dated `edition` and `seen` is needed: a claim without a day would be known at all"
        " times.",
        "## Assertions: the items of `asserts`",
        forms.key_table({name: first[name] for name in same}, words.ASSERTION, "ASSERTION"),
        "Some kinds know more:",
        table(
            ("key", "kinds", "what it says"),
            [
                (code(name), _kinds_with(name, asserts), words.ASSERTION_OF_SOME[name])
                for name in words.ASSERTION_OF_SOME
                if name in some
            ],
        ),
        "All other keys are the [properties](kinds.md) of the kind. One assertion gives several claims: that its stage"
        " was reached, when, and one for each property.",
        "## Disagreements",
        forms.key_table(disagreement, words.DISAGREEMENT, "DISAGREEMENT"),
        "A disagreement needs two sides: two citations, or one and `unsourced`.",
    )


def _kinds_with(name: str, asserts: dict[str, dict[str, forms.Key]]) -> str:
    with_it = [kind for kind, keys in asserts.items() if name in keys]
    if name == "yearly":
        with_it = [kind for kind in KINDS if kind in with_it or kind == "observation"]
    if len(with_it) > len(asserts) // 2:
        others = [kind for kind in asserts if kind not in with_it]
        return f"all but {codes(others)}"
    return codes(with_it)


_EXAMPLE = """```yaml
id: rus-ven-su-30mk2
handle: RU-001
title: Su-30MK2 fighters for Venezuela
supplier: RUS
recipient: VEN
equipment: su-30mk2
claims:
  - source: aporrea
    at: "https://www.aporrea.org/tiburon/n118165.html"
    published: 2008-08-03
    credibility: 2
    says: Chávez announces that with the last four aircraft the fleet of 24 is complete.
    asserts:
      - {stage: delivered, when: ../2008-08-03, quantity: 24, by: hugo-chavez}
```"""


def cards() -> str:
    parts = []
    for title, text, (name, read), said in (
        ("Sources", "`sources/*.yml`: a mapping from id to card.", forms.SOURCE, words.SOURCE),
        ("Equipment", "`equipment/*.yml`: a mapping from id to card.", forms.EQUIPMENT, words.EQUIPMENT),
        (
            "Actors",
            "`actors/*.yml`: a mapping from id to card. States need none, and many organisations and armed groups are"
            " [built in](states.md#other-actors).",
            forms.ACTOR,
            words.ACTOR,
        ),
        ("Corrections", "`corrections.yml`: a mapping from id to correction.", forms.CORRECTION, words.CORRECTION),
        ("Judgements", "`judgements.yml`: a mapping from id to judgement.", forms.JUDGEMENT, words.JUDGEMENT),
    ):
        parts += [f"## {title}", text, forms.key_table(forms.card_keys(read), said, name.upper())]
        if name == "source":
            parts += [
                "Kinds of sources:",
                table(("kind", "what it is"), [(code(k), v) for k, v in SOURCE_KINDS.items()]),
            ]
        if name == "actor":
            parts.append(f"Kinds of actors: {codes(ACTOR_KINDS)}.")
    return page("Cards and rulings", "A card says who or what an id in a claims file stands for.", *parts)
