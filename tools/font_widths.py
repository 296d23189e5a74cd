"""How wide the glyphs of a font are, with its figures and kerning: the table behind widths.json of build_fonts.py."""

from __future__ import annotations

from itertools import chain

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

DIGITS = "0123456789"
KERNED = "".join(map(chr, range(0x20, 0x7F))) + "–‘’“”"
KERNED_FROM = 5  # thousandths of an em; smaller corrections are left out of widths.json
SOFT_HYPHEN = 0xAD


def figure_widths(font: TTFont, tag: str) -> dict[str, object]:
    """Widths of the ten digits with the feature `tag` on."""
    cmap, mapping = font.getBestCmap(), substitutions(font, tag)
    glyphs = [cmap[ord(digit)] for digit in DIGITS]
    return {"chars": DIGITS, "widths": [font["hmtx"][mapping.get(glyph, glyph)][0] for glyph in glyphs]}


def plain(subtable: object) -> object:
    """A lookup's subtable without its extension wrapper."""
    return getattr(subtable, "ExtSubTable", subtable)


def feature_subtables(font: TTFont, table: str, tag: str, kind: type) -> list[list]:
    """Subtables of type `kind` of the feature `tag`, one list a lookup, in lookup order."""
    layout = font[table].table
    records = [r for r in layout.FeatureList.FeatureRecord if r.FeatureTag == tag]
    indices = sorted({index for record in records for index in record.Feature.LookupListIndex})
    lookups = [layout.LookupList.Lookup[index] for index in indices]
    return [[s for s in map(plain, lookup.SubTable) if isinstance(s, kind)] for lookup in lookups]


def kerning(subtables: list, left: str, right: str) -> int:
    """What the subtables of one lookup add between two glyphs: the first that knows the pair decides."""
    for sub in subtables:
        if left not in sub.Coverage.glyphs:
            continue
        if sub.Format == 1:
            pairs = sub.PairSet[sub.Coverage.glyphs.index(left)].PairValueRecord
            values = [pair.Value1 for pair in pairs if pair.SecondGlyph == right]
            if not values:
                continue
            value = values[0]
        else:
            row = sub.Class1Record[sub.ClassDef1.classDefs.get(left, 0)]
            value = row.Class2Record[sub.ClassDef2.classDefs.get(right, 0)].Value1
        return getattr(value, "XAdvance", 0) if value else 0
    return 0


def pair_corrections(font: TTFont) -> list[list]:
    """[left, right, value] for the pairs of `KERNED`: characters of one row kern alike."""
    cmap, advance = font.getBestCmap(), font["hmtx"]
    lookups = feature_subtables(font, "GPOS", "kern", otTables.PairPos)
    joined: dict[tuple[str, str], int] = {}
    for sub in chain.from_iterable(feature_subtables(font, "GSUB", "liga", otTables.LigatureSubst)):
        for first, ligatures in sub.ligatures.items():
            for ligature in (item for item in ligatures if len(item.Component) == 1):
                second = ligature.Component[0]
                apart = advance[first][0] + advance[second][0]
                joined[first, second] = advance[ligature.LigGlyph][0] - apart

    rows: dict[tuple[tuple[str, int], ...], str] = {}
    for left in KERNED:
        values: dict[int, str] = {}
        for right in KERNED:
            pair = cmap[ord(left)], cmap[ord(right)]
            value = joined[pair] if pair in joined else sum(kerning(subs, *pair) for subs in lookups)
            if abs(value) >= KERNED_FROM:
                values[value] = values.get(value, "") + right
        row = tuple((rights, value) for value, rights in sorted(values.items()))
        rows[row] = rows.get(row, "") + left
    return [[lefts, rights, value] for row, lefts in rows.items() for rights, value in row]


def widths(font: TTFont) -> dict[str, object]:
    """Advance widths of all characters of a static cut, in thousandths of an em."""
    if font["head"].unitsPerEm != 1000:
        raise SystemExit("widths.json is in thousandths of an em, the font is not")
    cmap, advance = font.getBestCmap(), font["hmtx"]
    points = sorted(cmap)
    letters = [advance[cmap[ord(c) + k]][0] for c in "abcdefghijklmnopqrstuvwxyz" for k in (0, -32)]
    return {
        "default": round(sum(letters) / len(letters)),
        "chars": "".join(map(chr, points)),
        "widths": [0 if point == SOFT_HYPHEN else advance[cmap[point]][0] for point in points],
        "tnum": figure_widths(font, "tnum"),
        "pnum": figure_widths(font, "pnum"),
        "kern": pair_corrections(font),
    }


def substitutions(font: TTFont, tag: str) -> dict[str, str]:
    """All single substitutions of a GSUB feature."""
    table, mapping = font["GSUB"].table, {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == tag:
            for index in record.Feature.LookupListIndex:
                for sub in table.LookupList.Lookup[index].SubTable:
                    mapping.update(plain(sub).mapping)
    return mapping
