"""Labels beside the ends of lines: how high each stands, so that none lies over another."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near to the wanted ones as leaves `gap` between any two, within low and high
    where that fits: what lies together moves as much up as down.
    """
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    # Without their gaps the positions need only not fall.
    levels = _rising([wanted[number] - gap * place for place, number in enumerate(order)])
    ceiling = high - gap * (len(order) - 1)
    placed = [0.0] * len(wanted)
    for place, (number, level) in enumerate(zip(order, levels, strict=True)):
        placed[number] = min(max(level, low), ceiling) + gap * place
    return placed


def _rising(wanted: Sequence[float]) -> list[float]:
    """The numbers nearest to the wanted ones, by their squares, of which none is below the one
    before it (pool adjacent violators; Ayer and others, 1955).
    """
    pools: list[list[float]] = []
    for level in wanted:
        pools.append([level])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    return [fmean(pool) for pool in pools for _ in pool]
