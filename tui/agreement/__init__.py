"""How far several coders agree on the tags of the same texts."""

from .codings import CodedRun, Codings, Unit, coded_runs, merged
from .disagreement import Disagreement, disagreements, tags_of
from .distances import DISTANCES, DistanceName
from .rows import Agreement, Division, agreements

__all__ = [
    "DISTANCES",
    "Agreement",
    "CodedRun",
    "Codings",
    "Disagreement",
    "DistanceName",
    "Division",
    "Unit",
    "agreements",
    "coded_runs",
    "disagreements",
    "merged",
    "tags_of",
]
