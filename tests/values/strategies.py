"""Series that a property is tried on: yearly indicators `a.x`, `a.y` and `a.z` without gaps."""

from hypothesis import strategies as st

from report_builder.model.project import Project
from tests.projects import project_of

NAMES = ("x", "y", "z")
YEARS = range(2018, 2026)


def project(series: dict[str, dict[int, int]]) -> Project:
    """A project with these values by year."""
    return project_of({f"a.{name}": sorted(values.items()) for name, values in series.items()})


def whole(last: int) -> st.SearchStrategy[dict[int, int]]:
    """A series without gaps up to a year."""
    years = [year for year in YEARS if year <= last]
    return st.lists(st.integers(1, 10**6), min_size=len(years), max_size=len(years)).map(
        lambda values: dict(zip(years, values, strict=True))
    )


LAST = st.sampled_from([2021, 2023, 2024, 2025])
SERIES = st.fixed_dictionaries({name: LAST.flatmap(whole) for name in NAMES})
LEAVES = st.sampled_from([f"a.{name}" for name in NAMES])
SUMS = st.lists(LEAVES, min_size=1, max_size=3).flatmap(
    lambda names: st.lists(
        st.sampled_from([" + ", " - "]), min_size=len(names) - 1, max_size=len(names) - 1
    ).map(
        lambda signs: (
            "("
            + "".join(part for pair in zip(names, [*signs, ""], strict=True) for part in pair)
            + ")"
        )
    )
)
