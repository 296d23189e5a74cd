"""Rebuild the embedded fonts of the dossier, their manifest and the table of glyph widths.

    npm pack source-serif@4.5.1 source-sans@3.52.0      (unpack each .tgz into a folder of its own)
    pip install fonttools==4.68.0 brotli==1.2.1 skia-pathops==0.9.2
    python tools/build_fonts.py FOLDER                  (FOLDER holds both unpacked packages)

The two npm packages are Adobe's own releases: `source-serif` 4.5.1 carries Source Serif 4 version 4.005,
`source-sans` 3.52.0 carries Source Sans 3 version 3.052. Only the two upright variable TrueType files and
the licence of each package are read; their digests are checked. Last run: the versions named above,
CPython 3.11. Same input and same versions give the same bytes: timestamps are those of the originals.

What is done to the originals, in this order:

1. Axes are pinned (`CUTS`): variable fonts become outlines in a PDF, static ones stay text. Overlapping
   contours are merged.
2. U+202F gets a glyph of its own and U+2011 is mapped where missing (`MAPPED`), so that copied text keeps
   the narrow no-break space and a no-break hyphen never falls to another face.
3. The features `tnum` and `lnum` are completed. Figures are tabular and lining by default in both
   families; `pnum` asks for proportional ones, `tnum` leads back, `lnum` stays as it is.
4. Each cut is cut up into subsets by Unicode range (`SUBSETS`). Kerning, standard ligatures, composition
   and the local forms of Turkish, Azeri, Crimean Tatar, Dutch, Serbian and Macedonian are kept. Kerning
   between letters of two subsets is lost, as with every split font.
5. The family is renamed: the licence reserves the name of the originals. Copyright, trademark and licence
   records stay; a description says what was changed.

Written to src/bilateral/dossier/fonts/: the woff2 files, LICENSE-OFL.txt, and

- manifest.json, a list of {file, family, weight, subset, unicode_range, bytes, sha256}. `unicode_range` is
  exact: what it names is in the file. Subsets overlap in a few letters (Vietnamese shares some with
  latin-ext), so choose greedily: of the subsets of a cut take the one that covers most characters not yet
  covered (the smaller file when equal), until none is left that any subset covers. Text must be NFC.
- widths.json, {"sans400": {"default", "chars", "widths", "tnum", "pnum", "kern"}, ...}: advance widths in
  thousandths of an em, `widths[i]` for `chars[i]`; `default` is the mean of the Latin letters. `tnum` and
  `pnum` hold the ten digits in the same form, for tabular and proportional figures. `kern` corrects pairs
  of basic characters: [left, right, value] adds `value` wherever a character of `left` is followed by one
  of `right` (kerning, or a ligature). Without it widths are right or too large: by about 1 % in running
  words, by up to 3 % (sans) or 5 % (serif) in rows of capitals such as "LAV-25, AT-4". Other letters than
  the basic ones have no corrections, which leaves about 1 % in Cyrillic and Greek.

The same licence text goes to LICENSES/OFL-1.1.txt.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import io
import json
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.removeOverlaps import removeOverlaps
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables.ttProgram import Program
from fontTools.varLib import instancer

from font_widths import DIGITS, substitutions, widths

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "src" / "bilateral" / "dossier" / "fonts"
LICENCE_COPY = ROOT / "LICENSES" / "OFL-1.1.txt"


@dataclass(frozen=True)
class Original:
    """A variable font as published: `version` is that of the font, the digest is SHA-256 of the file."""

    name: str
    version: str
    package: str
    file: str
    sha256: str


@dataclass(frozen=True)
class Cut:
    """One static cut: `axes` are user-space values, `style` is the name menus show."""

    key: str
    family: str
    weight: int
    style: str
    original: Original
    axes: tuple[tuple[str, float], ...]


SERIF = Original(
    "Source Serif 4",
    "4.005",
    "source-serif 4.5.1",
    "SourceSerif4Variable-Roman.ttf",
    "14d360ee1b76655da9276628b229e11671bc1f5d1083636144db6677d452cf55",
)
SANS = Original(
    "Source Sans 3",
    "3.052",
    "source-sans 3.52.0",
    "SourceSans3VF-Upright.ttf",
    "1147db9a3f0edd4956068de77930148acce2742dd76d57f7239b2b1c687ac63f",
)

CUTS = (
    Cut("serif300", "Bilateral Serif", 300, "Display Light", SERIF, (("wght", 300), ("opsz", 60))),
    Cut("serif400", "Bilateral Serif", 400, "Regular", SERIF, (("wght", 400), ("opsz", 22))),
    Cut("serif520", "Bilateral Serif", 520, "Medium", SERIF, (("wght", 520), ("opsz", 22))),
    Cut("sans400", "Bilateral Sans", 400, "Regular", SANS, (("wght", 400),)),
    Cut("sans500", "Bilateral Sans", 500, "Medium", SANS, (("wght", 500),)),
    Cut("sans600", "Bilateral Sans", 600, "SemiBold", SANS, (("wght", 600),)),
)
MEASURED = ("sans400", "sans500", "sans600", "serif400")

# Wanted ranges; what a family does not draw is left out of its files and of the manifest.
SUBSETS = {
    "latin": (
        "20-7E A0-FF 131 152-153 2BB-2BC 2BE-2BF 2C6 2DC 2002-2003 2007 2009-200B 2010-2015 2018-201A "
        "201C-201E 2020-2022 2026 202F-2030 2032-2033 2039-203A 2044 20AC 2122 2190-2199 2212 2215 221E "
        "2248 2260 2264-2265 25B2 25B6 25BC 25C0 25C6 25CB 25CF 2713 2717"
    ),
    # Letters of European, Turkic, African and transliterated names; the signs of lira, rupee, shekel, won.
    "latin-ext": ("100-24F 253-254 256-257 259 25B 263 268-269 272 28B 2C7 2D8-2DB 2DD 1E00-1E9F 20A9-20AA 20B9-20BA"),
    # Shares some letters with latin-ext, so that a Vietnamese page need not carry that one too.
    "vietnamese": "102-103 110-111 128-129 168-169 1A0-1A1 1AF-1B0 1EA0-1EF9 20AB",
    # Russian, Ukrainian, Belarusian, Serbian, Macedonian, Bulgarian, Central Asian letters; the stress mark;
    # the signs of hryvnia, tenge and rouble; the number sign.
    "cyrillic": (
        "301 400-45F 462-463 472-475 490-493 496-49D 4A0-4A3 4AA-4AB 4AE-4B3 4B6-4BB 4C0-4C2 4CF 4D0-4D1 "
        "4D4-4D9 4E2-4E3 4E6-4E9 4EE-4EF 4F2-4F3 20B4 20B8 20BD 2116"
    ),
    "greek": "384-38A 38C 38E-3A1 3A3-3CE 3D7",
}

FEATURES = ("kern", "liga", "lnum", "locl", "pnum", "tnum")
MARK_FEATURES = ("ccmp", "mark", "mkmk")  # of use only where a subset has combining marks
SCRIPTS = (
    "DFLT.dflt",
    "latn.dflt",
    "latn.AZE",
    "latn.CRT",
    "latn.NLD",
    "latn.TRK",
    "cyrl.dflt",
    "cyrl.MKD",
    "cyrl.SRB",
    "grek.dflt",
)
MAPPED = {0x2011: 0x2010}  # missing character: the character whose glyph it takes
NARROW_SPACE, THIN_SPACE = 0x202F, 0x2009
KEPT_NAMES = (0, 5, 7, 9, 13, 14)  # copyright, version, trademark, designer, licence and its address
ENGLISH = (3, 1, 0x409)


def codepoints(ranges: str) -> list[int]:
    """The code points of a list of hexadecimal ranges such as "20-7E A0"."""
    points: list[int] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        points.extend(range(int(first, 16), int(last or first, 16) + 1))
    return points


def css_ranges(points: list[int]) -> str:
    """Code points as the value of the CSS descriptor `unicode-range`."""
    spans: list[list[int]] = []
    for point in sorted(points):
        if spans and spans[-1][1] == point - 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in spans)


def find(folder: Path, original: Original) -> Path:
    """The file of `original` below `folder`, its digest checked."""
    found = sorted(folder.rglob(original.file))
    for path in found:
        if hashlib.sha256(path.read_bytes()).hexdigest() == original.sha256:
            return path
    reason = "not found" if not found else f"found with another digest ({found[0].name})"
    raise SystemExit(f"{original.file} of npm package {original.package}: {reason}")


def reopened(font: TTFont) -> TTFont:
    """`font` written and read again: tables compiled, nothing shared with the first."""
    buffer = io.BytesIO()
    font.save(buffer)
    buffer.seek(0)
    return opened(buffer)


def opened(file: Path | io.BytesIO) -> TTFont:
    font = TTFont(file, recalcTimestamp=False)
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False  # else bytes hang on an extra
    return font


def add_feature(font: TTFont, tag: str, mapping: dict[str, str]) -> None:
    """Add to GSUB a feature of one single substitution, in every script and language.

    The feature of that tag, where there is one, is left in place and gains the lookup.
    """
    table = font["GSUB"].table
    single = otTables.SingleSubst()
    single.mapping = mapping
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag = 1, 0
    lookup.SubTable, lookup.SubTableCount = [single], 1
    table.LookupList.Lookup.append(lookup)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    index = table.LookupList.LookupCount - 1

    records = table.FeatureList.FeatureRecord
    present = [record for record in records if record.FeatureTag == tag]
    for record in present:
        record.Feature.LookupListIndex = sorted([*record.Feature.LookupListIndex, index])
        record.Feature.LookupCount = len(record.Feature.LookupListIndex)
    if present:
        return

    added = otTables.FeatureRecord()
    added.FeatureTag, added.Feature = tag, otTables.Feature()
    added.Feature.FeatureParams = None
    added.Feature.LookupListIndex, added.Feature.LookupCount = [index], 1
    ordered = sorted([*records, added], key=lambda record: record.FeatureTag)
    place = {id(record): i for i, record in enumerate(ordered)}
    moved = [place[id(record)] for record in records]
    for script in table.ScriptList.ScriptRecord:
        systems = [script.Script.DefaultLangSys, *(r.LangSys for r in script.Script.LangSysRecord)]
        for system in filter(None, systems):
            system.FeatureIndex = sorted([*(moved[i] for i in system.FeatureIndex), place[id(added)]])
            system.FeatureCount = len(system.FeatureIndex)
            if system.ReqFeatureIndex != 0xFFFF:
                system.ReqFeatureIndex = moved[system.ReqFeatureIndex]
    table.FeatureList.FeatureRecord = ordered
    table.FeatureList.FeatureCount = len(ordered)


def complete_figures(font: TTFont) -> None:
    """Make `tnum` and `lnum` say what the default figures are, whatever the original declares."""
    figures = [font.getBestCmap()[ord(digit)] for digit in DIGITS]
    proportional = substitutions(font, "pnum")
    wanted = {
        "tnum": {proportional[figure]: figure for figure in figures},
        "lnum": {figure: figure for figure in figures},
    }
    for tag, mapping in wanted.items():
        if not mapping.items() <= substitutions(font, tag).items():
            add_feature(font, tag, mapping)


def complete_mapping(font: TTFont) -> None:
    """Give U+202F its own glyph and map the characters of `MAPPED` that are missing."""
    cmap = font.getBestCmap()
    new = {point: cmap[other] for point, other in MAPPED.items() if point not in cmap}
    if cmap[NARROW_SPACE] == cmap[THIN_SPACE]:
        name = f"uni{NARROW_SPACE:04X}"
        font["glyf"][name] = copy.deepcopy(font["glyf"][cmap[THIN_SPACE]])  # also extends the glyph order
        font["hmtx"][name] = font["hmtx"][cmap[THIN_SPACE]]
        new[NARROW_SPACE] = name
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap.update(new)


def instance(path: Path, cut: Cut) -> TTFont:
    """The whole character set of `cut` as a static font, steps 1 to 3 of the module."""
    wanted = {point for ranges in SUBSETS.values() for point in codepoints(ranges)}
    static = instancer.instantiateVariableFont(subsetted(opened(path), wanted), dict(cut.axes))
    removeOverlaps(static)
    complete_mapping(static)
    complete_figures(static)
    return static


def subsetted(font: TTFont, points: set[int]) -> TTFont:
    """A copy of `font` with the characters of `points` and the glyphs its features lead to."""
    options = subset.Options()
    marks = any(unicodedata.combining(chr(point)) for point in points)
    options.layout_features = [*FEATURES, *(MARK_FEATURES if marks else ())]
    options.layout_scripts = list(SCRIPTS)
    options.drop_tables += ["BASE", "DSIG", "STAT"]
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = True
    options.name_IDs, options.name_languages = ["*"], ["*"]
    copied = reopened(font)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=sorted(points))
    worker.subset(copied)
    return copied


def rename(font: TTFont, cut: Cut, part: str) -> None:
    """Replace the name table: new family, kept records of origin, a note of what was changed."""
    name, regular = font["name"], cut.style == "Regular"
    kept = {i: name.getName(i, *ENGLISH).toUnicode() for i in KEPT_NAMES}
    suffix = "" if part == "latin" else "-" + part.title().replace("-", "")
    postscript = f"{cut.family.replace(' ', '')}-{cut.style.replace(' ', '')}{suffix}"
    axes = ", ".join(f"{tag} {value:g}" for tag, value in cut.axes)
    font["name"] = name = newTable("name")
    name.names = []
    records = kept | {
        1: cut.family if regular else f"{cut.family} {cut.style}",
        2: "Regular",
        3: f"{cut.original.version};{postscript}",
        4: f"{cut.family} {cut.style}",
        6: postscript,
        10: (
            f"Modified from {cut.original.name} version {cut.original.version} by Adobe: static instance "
            f"({axes}), overlaps merged, subset '{part}', renamed as the licence asks. Not endorsed by Adobe."
        ),
    }
    if not regular:
        records |= {16: cut.family, 17: cut.style}
    for i, text in sorted(records.items()):
        name.setName(text, i, *ENGLISH)
    font["OS/2"].achVendID = "NONE"
    font["OS/2"].fsSelection |= 1 << 6  # REGULAR, as record 2 says


def smooth(font: TTFont) -> None:
    """Ask rasterisers for smoothing at every size and for drop-out control: the cuts are not hinted."""
    font["gasp"] = gasp = newTable("gasp")
    gasp.version, gasp.gaspRange = 1, {0xFFFF: 0x000F}
    font["prep"] = prep = newTable("prep")
    prep.program = Program()
    prep.program.fromAssembly(["PUSHW[ ]", "511", "SCANCTRL[ ]", "PUSHB[ ]", "4", "SCANTYPE[ ]"])
    font["maxp"].maxStackElements = 256


def woff2(font: TTFont) -> bytes:
    """The compressed file, glyph names dropped."""
    font["post"].formatType = 3.0
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def licence(paths: list[Path]) -> str:
    """The licence text with the copyright line of each original, from the packages themselves."""
    texts = [next(path.parent.parent.glob("LICENSE*")).read_text(encoding="utf-8") for path in paths]
    stripped = [[line.rstrip() for line in text.strip().splitlines()] for text in texts]
    if any(lines[1:] != stripped[0][1:] for lines in stripped):
        raise SystemExit("the licence texts of the packages differ in more than the copyright line")
    files = "\n".join(
        f"  {original.name} {original.version} (npm package {original.package}) -> {family}"
        for original, family in ((SERIF, "Bilateral Serif"), (SANS, "Bilateral Sans"))
    )
    note = (
        "The fonts of Bilateral's dossiers are Modified Versions in the sense of the licence below,\n"
        "distributed under that same licence:\n\n"
        f"{files}\n\n"
        "Changed: axes pinned to static cuts, overlaps merged, figure features completed, characters split\n"
        "into subsets, families renamed because 'Source' is a Reserved Font Name. They are made from the\n"
        "originals by tools/build_fonts.py. Adobe does not endorse them. Copyright of the originals:"
    )
    copyrights = "\n\n".join(lines[0] for lines in stripped)
    return "\n".join([note, "", copyrights, *stripped[0][1:]]) + "\n"


def rows(items: list[str], brackets: str) -> str:
    """JSON with one item a line: small, and a change shows as a changed line."""
    return brackets[0] + "\n" + ",\n".join(items) + "\n" + brackets[1] + "\n"


def build(folder: Path) -> None:
    """Write everything the module documents from the packages unpacked in `folder`."""
    paths = {original: find(folder, original) for original in (SERIF, SANS)}
    FONTS.mkdir(parents=True, exist_ok=True)
    LICENCE_COPY.parent.mkdir(parents=True, exist_ok=True)
    for old in FONTS.glob("*.woff2"):
        old.unlink()

    manifest: list[str] = []
    measured: dict[str, str] = {}
    for cut in CUTS:
        static = instance(paths[cut.original], cut)
        if cut.key in MEASURED:
            measured[cut.key] = json.dumps(widths(static), ensure_ascii=False, separators=(",", ":"))
        for part, ranges in SUBSETS.items():
            font = subsetted(static, set(codepoints(ranges)))
            rename(font, cut, part)
            smooth(font)
            points = sorted(font.getBestCmap())
            data = woff2(font)
            file = f"{cut.family.lower().replace(' ', '-')}-{cut.weight}-{part}.woff2"
            (FONTS / file).write_bytes(data)
            row = {
                "file": file,
                "family": cut.family,
                "weight": cut.weight,
                "subset": part,
                "unicode_range": css_ranges(points),
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            manifest.append(json.dumps(row))
            print(f"{len(data):6d}  {file}")

    (FONTS / "manifest.json").write_text(rows(manifest, "[]"), encoding="utf-8", newline="\n")
    table = [f"{json.dumps(key)}:{measured[key]}" for key in MEASURED]
    (FONTS / "widths.json").write_text(rows(table, "{}"), encoding="utf-8", newline="\n")
    text = licence([paths[SERIF], paths[SANS]])
    for target in (FONTS / "LICENSE-OFL.txt", LICENCE_COPY):
        target.write_text(text, encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(
        description="Rebuild the embedded fonts, their manifest and widths.json; see the head of this file."
    )
    parser.add_argument("folder", type=Path, help="where the two npm packages were unpacked")
    build(parser.parse_args(arguments).folder)


if __name__ == "__main__":
    main(sys.argv[1:])
