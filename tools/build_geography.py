"""Builds data/neighbours.csv of the states room: land borders and gaps between today's territories.

    python tools/build_geography.py countries-50m.json

The file is a TopoJSON of country outlines in the layout of the npm package `world-atlas`
(countries-50m.json), which holds Natural Earth's 1:50m outlines (public domain). Each row of the result is a
pair of territories at most 1,000 km apart: the shortest gap between their outlines in kilometres, and whether
they share a stretch of outline.

A territory is a whole outline, or a part of one where a former state or an overseas part needs it (`PARTS`).
The outlines draw disputed areas as they are held on the ground; no position is implied. Dividing lines of
former states are drawn here with a few points each and are good to about 20 km.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
Vector = tuple[float, float, float]
Segment = tuple[Point, Point]
Cell = tuple[Vector, float, list[tuple[Vector, Vector]]]  # middle, radius, stretches of outline

EARTH_KM = 6371.0088
LIMIT_KM = 1000.0
CELL_DEGREES = 2.0
DATA = Path(__file__).resolve().parents[1] / "src" / "bilateral" / "states" / "data"

# Outlines without an ISO number, and outlines that count as another territory.
BY_NAME = {"Kosovo": "XKX", "Somaliland": "SOM", "N. Cyprus": "CYP"}
JOINED = {"HKG": "CHN", "MAC": "CHN", "ALA": "FIN"}

# Polygons cut out of an outline by where their middle lies: (part, west, south, east, north).
PARTS = {
    "FRA": [("FRA", -6.0, 41.0, 10.0, 52.0), ("FRA/overseas", -180.0, -90.0, 180.0, 90.0)],
    "NLD": [("NLD", 3.0, 50.0, 8.0, 54.0), ("NLD/overseas", -180.0, -90.0, 180.0, 90.0)],
    "RUS": [("UKR/crimea", 32.0, 44.2, 36.8, 46.3), ("RUS", -180.0, -90.0, 180.0, 90.0)],
    "MYS": [("MYS/borneo", 108.0, 0.0, 120.0, 8.0), ("MYS", -180.0, -90.0, 180.0, 90.0)],
    "TZA": [("TZA/zanzibar", 39.1, -6.7, 40.0, -4.8), ("TZA", -180.0, -90.0, 180.0, 90.0)],
}

# Lines that divide an outline, and the points that close the area of the first part around them.
INNER_GERMAN = [
    (10.87, 53.96),
    (10.77, 53.85),
    (10.95, 53.66),
    (10.60, 53.36),
    (11.17, 53.07),
    (11.60, 53.03),
    (11.50, 52.95),
    (10.80, 52.85),
    (10.94, 52.60),
    (11.08, 52.22),
    (10.93, 52.05),
    (10.60, 51.98),
    (10.58, 51.76),
    (10.70, 51.63),
    (10.38, 51.57),
    (9.93, 51.36),
    (10.20, 51.16),
    (9.98, 50.92),
    (10.08, 50.62),
    (10.40, 50.41),
    (10.73, 50.36),
    (10.72, 50.21),
    (11.10, 50.31),
    (11.25, 50.47),
    (11.42, 50.51),
    (11.80, 50.41),
    (11.93, 50.42),
    (12.10, 50.27),
]
AROUND_EAST_GERMANY = [
    (12.15, 50.22),
    (13.50, 50.00),
    (16.00, 50.20),
    (16.00, 55.20),
    (11.90, 55.20),
    (11.50, 54.35),
    (11.00, 54.05),
]
INNER_YEMENI = [
    (43.55, 12.72),
    (44.10, 13.00),
    (44.60, 13.40),
    (45.00, 13.85),
    (45.60, 14.20),
    (45.40, 14.75),
    (46.00, 15.40),
    (46.30, 16.40),
    (46.37, 17.30),
]
AROUND_NORTH_YEMEN = [(46.37, 18.00), (41.00, 18.00), (41.00, 12.00), (43.40, 12.55)]
INNER_VIETNAMESE = [(107.10, 17.01), (106.80, 17.00), (106.60, 16.99)]
AROUND_SOUTH_VIETNAM = [(105.00, 16.97), (100.00, 16.97), (100.00, 6.00), (116.00, 6.00), (116.00, 17.01)]
DIVIDED = {
    "DEU": (INNER_GERMAN, AROUND_EAST_GERMANY, "DEU/east", "DEU/west"),
    "YEM": (INNER_YEMENI, AROUND_NORTH_YEMEN, "YEM/north", "YEM/south"),
    "VNM": (INNER_VIETNAMESE, AROUND_SOUTH_VIETNAM, "VNM/south", "VNM/north"),
}


def read_outlines(path: Path) -> Iterator[tuple[str, str, list[list[list[Point]]]]]:
    """(ISO number or "", name, polygons as lists of rings of points) for every country of the file."""
    world = json.loads(path.read_text(encoding="utf-8"))
    scale_x, scale_y = world["transform"]["scale"]
    move_x, move_y = world["transform"]["translate"]
    arcs: list[list[Point]] = []
    for steps in world["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((round(x * scale_x + move_x, 5), round(y * scale_y + move_y, 5)))
        arcs.append(arc)

    def ring(indexes: list[int]) -> list[Point]:
        points: list[Point] = []
        for index in indexes:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    for shape in world["objects"]["countries"]["geometries"]:
        polygons = shape.get("arcs", [])
        if shape["type"] == "Polygon":
            polygons = [polygons]
        name = shape["properties"]["name"]
        yield shape.get("id") or "", name, [[ring(one) for one in polygon] for polygon in polygons]


def units_by_outline() -> dict[str, str]:
    """Territory code by ISO number, for states and for the territories that are joined to one."""
    with (DATA / "states.csv").open(encoding="utf-8", newline="") as handle:
        found = {row["iso_number"]: row["code"] for row in csv.DictReader(handle) if row["iso_number"]}
    return found | {"344": JOINED["HKG"], "446": JOINED["MAC"], "248": JOINED["ALA"]}


def part_of(code: str, ring: list[Point]) -> str:
    """The part that a polygon belongs to by the middle of its points."""
    middle_x = sum(x for x, _ in ring) / len(ring)
    middle_y = sum(y for _, y in ring) / len(ring)
    for part, west, south, east, north in PARTS.get(code, ()):
        if west <= middle_x <= east and south <= middle_y <= north:
            return part
    return code


def inside(area: list[Point], point: Point) -> bool:
    """Whether a point lies in an area, by counting the sides that a line from it to the east crosses."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(area, [*area[1:], area[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossings += 1
    return crossings % 2 == 1


def collect(path: Path) -> dict[str, list[Segment]]:
    """The outline of every territory as segments."""
    codes = units_by_outline()
    found: dict[str, list[Segment]] = {}
    for number, name, polygons in read_outlines(path):
        code = codes.get(number) or BY_NAME.get(name)
        if code is None:
            continue
        for rings in polygons:
            part = part_of(code, rings[0])
            for ring in rings:
                for start, end in pairwise(ring):
                    owner = part
                    if code in DIVIDED:
                        line, around, first, second = DIVIDED[code]
                        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
                        owner = first if inside(line + around, middle) else second
                    found.setdefault(owner, []).append((start, end))
    for line, _, first, second in DIVIDED.values():
        stretches = list(pairwise(line))
        found[first].extend(stretches)
        found[second].extend(stretches)
    return found


def add_points(found: dict[str, list[Segment]]) -> None:
    """A single point, the capital, for each present state that the outlines leave out."""
    held = {unit.split("/")[0] for unit in found}
    with (DATA / "states.csv").open(encoding="utf-8", newline="") as handle:
        states = list(csv.DictReader(handle))
    with (DATA / "spells.csv").open(encoding="utf-8", newline="") as handle:
        present = {row["code"] for row in csv.DictReader(handle) if not row["end"] and row["system"] == "iso"}
    for row in states:
        if row["code"] in present and row["code"] not in held:
            point = (float(row["longitude"]), float(row["latitude"]))
            found[row["code"]] = [(point, point)]
            print(f"no outline for {row['code']} {row['name']}: its capital stands for it")


def shared(found: dict[str, list[Segment]]) -> set[tuple[str, str]]:
    """Pairs of territories that have a stretch of outline in common."""
    owners: dict[tuple[Point, Point], set[str]] = {}
    for unit, segments in found.items():
        for start, end in segments:
            if start != end:
                owners.setdefault((min(start, end), max(start, end)), set()).add(unit)
    pairs: set[tuple[str, str]] = set()
    for units in owners.values():
        ordered = sorted(units)
        pairs.update((a, b) for place, a in enumerate(ordered) for b in ordered[place + 1 :])
    return pairs


def vector(point: Point) -> Vector:
    """The point on a unit sphere."""
    longitude, latitude = math.radians(point[0]), math.radians(point[1])
    ring = math.cos(latitude)
    return ring * math.cos(longitude), ring * math.sin(longitude), math.sin(latitude)


def point_to_segment(p: Vector, a: Vector, b: Vector) -> float:
    """Squared straight distance from a point to a segment."""
    ux, uy, uz = b[0] - a[0], b[1] - a[1], b[2] - a[2]
    wx, wy, wz = p[0] - a[0], p[1] - a[1], p[2] - a[2]
    length = ux * ux + uy * uy + uz * uz
    along = 0.0 if length == 0 else max(0.0, min(1.0, (wx * ux + wy * uy + wz * uz) / length))
    dx, dy, dz = wx - along * ux, wy - along * uy, wz - along * uz
    return dx * dx + dy * dy + dz * dz


def cells(segments: list[Segment]) -> list[Cell]:
    """Segments in cells of two degrees: (middle, radius, segments as vectors) a cell."""
    grid: dict[tuple[int, int], list[tuple[Vector, Vector]]] = {}
    for start, end in segments:
        place = (math.floor(start[0] / CELL_DEGREES), math.floor(start[1] / CELL_DEGREES))
        grid.setdefault(place, []).append((vector(start), vector(end)))
    found = []
    for held in grid.values():
        points = [point for pair in held for point in pair]
        middle = tuple(sum(point[axis] for point in points) / len(points) for axis in range(3))
        radius = max(math.dist(middle, point) for point in points)
        found.append(((middle[0], middle[1], middle[2]), radius, held))
    return found


def gap(one: list[Cell], other: list[Cell], limit: float) -> float:
    """Shortest straight distance on the unit sphere between two outlines, or `limit` if it is no less."""
    pairs = sorted(
        (math.dist(a[0], b[0]) - a[1] - b[1], i, j)
        for i, a in enumerate(one)
        for j, b in enumerate(other)
        if math.dist(a[0], b[0]) - a[1] - b[1] < limit
    )
    best = limit * limit
    for lower, i, j in pairs:
        if lower > 0 and lower * lower >= best:
            break
        for a, b in one[i][2]:
            for c, d in other[j][2]:
                nearest = min(
                    point_to_segment(a, c, d),
                    point_to_segment(b, c, d),
                    point_to_segment(c, a, b),
                    point_to_segment(d, a, b),
                )
                best = min(best, nearest)
        if best == 0:
            break
    return math.sqrt(best)


def build(path: Path) -> list[tuple[str, str, str, int]]:
    """Rows (part_a, part_b, gap_km, is_land) for all pairs within the limit, sorted."""
    found = collect(path)
    add_points(found)
    land = shared(found)
    gridded = {unit: cells(segments) for unit, segments in found.items()}
    limit = 2 * math.sin(LIMIT_KM / EARTH_KM / 2)
    rows = []
    units = sorted(found)
    for place, a in enumerate(units):
        for b in units[place + 1 :]:
            if (a, b) in land:
                rows.append((a, b, "0", 1))
                continue
            chord = gap(gridded[a], gridded[b], limit)
            if chord < limit:
                kilometres = 2 * EARTH_KM * math.asin(chord / 2)
                rows.append((a, b, f"{kilometres:.0f}" if kilometres >= 10 else f"{kilometres:.1f}", 0))
    return rows


def main() -> None:
    """Reads the outlines, writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("topojson", type=Path, help="countries-50m.json of the npm package world-atlas")
    parser.add_argument("--out", type=Path, default=DATA / "neighbours.csv")
    arguments = parser.parse_args()
    rows = build(arguments.topojson)
    with arguments.out.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("part_a", "part_b", "gap_km", "is_land"))
        writer.writerows(rows)
    borders = sum(row[3] for row in rows)
    print(f"{len(rows)} pairs, {borders} of them with a land border -> {arguments.out}")


if __name__ == "__main__":
    main()
