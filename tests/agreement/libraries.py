"""The coefficients of codings as other libraries compute them.

CodedRun as a program, it prints the figures that test_libraries.py holds. Needs krippendorff,
scikit-learn, nltk and statsmodels, none of which the program or its ordinary tests need.
"""

from __future__ import annotations

import json
from typing import Any

from tests.agreement.examples import random_codings
from tui.agreement.codings import Codings, Values

CASES = {
    "two coders": (1, 2, 0.0),
    "two coders, values missing": (2, 2, 0.1),
    "four coders": (3, 4, 0.0),
    "four coders, values missing": (4, 4, 0.2),
}


def figures(codings: Codings) -> dict[str, float]:
    """The coefficients that are defined for some codings, each named by library and function."""
    import krippendorff
    from nltk.metrics import AnnotationTask, jaccard_distance, masi_distance
    from sklearn.metrics import cohen_kappa_score
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

    units = [values for values, n in codings.counts().items() for _ in range(n)]
    numbers = {value: n for n, value in enumerate(sorted({str(sorted(v)) for v in _given(units)}))}

    def number(value: Any) -> float:
        return float("nan") if value is None else numbers[str(sorted(value))]

    by_coder = [[number(unit[coder]) for unit in units] for coder in range(len(codings.coders))]
    found = {
        "krippendorff.alpha, nominal": krippendorff.alpha(
            reliability_data=by_coder, level_of_measurement="nominal"
        )
    }
    complete = all(None not in unit for unit in units)
    if complete:
        named = [
            # The toolkit divides by the size of the union, so that no tag is a tag of its own.
            (f"c{coder}", str(item), value or frozenset({"none"}))
            for item, unit in enumerate(units)
            for coder, value in enumerate(unit)
        ]
        found["nltk alpha, masi"] = AnnotationTask(named, distance=masi_distance).alpha()
        found["nltk alpha, jaccard"] = AnnotationTask(named, distance=jaccard_distance).alpha()
        found["nltk avg_Ao"] = AnnotationTask(named).avg_Ao()
        table = aggregate_raters([[int(number(v)) for v in unit] for unit in units])[0]
        found["statsmodels fleiss_kappa"] = float(fleiss_kappa(table))
    if complete and len(codings.coders) == 2:
        found["sklearn cohen_kappa_score"] = float(cohen_kappa_score(*by_coder))
    return found


def _given(units: list[Values]) -> list[Any]:
    return [value for unit in units for value in unit if value is not None]


if __name__ == "__main__":
    found = {name: figures(random_codings(*case)) for name, case in CASES.items()}
    print(json.dumps(found, indent=4))
