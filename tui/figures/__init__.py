"""The figures that an article states, as of when, and which of them are about the same thing."""

from .figure_dates import beginning_of_figure, date_of_figure
from .figure_finding import find_figures
from .grouping import FigureGroup, concept_of, group_figures

__all__ = [
    "FigureGroup",
    "beginning_of_figure",
    "concept_of",
    "date_of_figure",
    "find_figures",
    "group_figures",
]
