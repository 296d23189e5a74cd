"""Who the actors are and when.

The state system from 1816 to today with its two standard lists, names in many languages, the way from a text
to the state or actor it names, other actors, dyads, regions, borders and distances. Everything here is read
from the files in `data/` (see `data/README.md`); nothing depends on the clock, the network or the
environment.
"""

from bilateral.states.actors import Actor, ActorKind, find_actor, get_actor, other_actors
from bilateral.states.capital import Capital
from bilateral.states.days import Day
from bilateral.states.dyads import DirectedDyad, directed, dyad, dyad_name, parse_dyad
from bilateral.states.geography import (
    borders,
    capital_distance_km,
    gap_km,
    great_circle_km,
    is_border,
    parts_of,
)
from bilateral.states.membership import (
    by_cow,
    by_gw,
    is_code,
    is_member,
    lineage,
    members,
    merged,
    predecessors,
    successors,
)
from bilateral.states.mentions import Mention, mentions
from bilateral.states.names import FIRST_LANGUAGES, LANGUAGES, capital_name, demonyms, name
from bilateral.states.regions import in_region, regions
from bilateral.states.spell import Spell, System
from bilateral.states.state import State, all_states, find, get
from bilateral.states.succession import Succession, SuccessionKind, all_successions
from bilateral.states.suggestions import suggest
from bilateral.states.text import Match, StandsFor, resolve

__all__ = [
    "FIRST_LANGUAGES",
    "LANGUAGES",
    "Actor",
    "ActorKind",
    "Capital",
    "Day",
    "DirectedDyad",
    "Match",
    "Mention",
    "Spell",
    "StandsFor",
    "State",
    "Succession",
    "SuccessionKind",
    "System",
    "all_states",
    "all_successions",
    "borders",
    "by_cow",
    "by_gw",
    "capital_distance_km",
    "capital_name",
    "demonyms",
    "directed",
    "dyad",
    "dyad_name",
    "find",
    "find_actor",
    "gap_km",
    "get",
    "get_actor",
    "great_circle_km",
    "in_region",
    "is_border",
    "is_code",
    "is_member",
    "lineage",
    "members",
    "mentions",
    "merged",
    "name",
    "other_actors",
    "parse_dyad",
    "parts_of",
    "predecessors",
    "regions",
    "resolve",
    "successors",
    "suggest",
]
