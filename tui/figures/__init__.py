"""The figures that an article states, and which of them are about the same thing."""

from .figure_finding import find_figures
from .grouping import FigureGroup, concept_of, group_figures

__all__ = ["FigureGroup", "concept_of", "find_figures", "group_figures"]
