"""The coefficients equal those of krippendorff, nltk, scikit-learn and statsmodels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.agreement import libraries
from tests.agreement.examples import random_codings
from tui.agreement import DISTANCES, coefficients
from tui.agreement.codings import Codings

STORED = json.loads((Path(__file__).parent / "libraries.json").read_text())
"""What the functions of tests/agreement/libraries.py returned."""

OURS = {
    "krippendorff.alpha, nominal": lambda c: coefficients.alpha(c, DISTANCES["nominal"]),
    "nltk alpha, masi": lambda c: coefficients.alpha(c, DISTANCES["masi"]),
    "nltk alpha, jaccard": lambda c: coefficients.alpha(c, DISTANCES["jaccard"]),
    "nltk avg_Ao": coefficients.percent_agreement,
    "statsmodels fleiss_kappa": coefficients.fleiss_kappa,
    "sklearn cohen_kappa_score": coefficients.cohen_kappa,
}


@pytest.mark.parametrize("case", libraries.CASES)
def test_the_coefficients_are_those_of_the_libraries(case: str) -> None:
    codings: Codings = random_codings(*libraries.CASES[case])
    for name, figure in STORED[case].items():
        assert OURS[name](codings) == pytest.approx(figure, abs=1e-9), name


@pytest.mark.long
def test_the_stored_figures_are_what_the_installed_libraries_return() -> None:
    for module in ("krippendorff", "nltk", "sklearn", "statsmodels"):
        pytest.importorskip(module)
    for case, arguments in libraries.CASES.items():
        assert libraries.figures(random_codings(*arguments)) == pytest.approx(
            STORED[case], abs=1e-12
        )
