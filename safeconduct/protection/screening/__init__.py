"""Screening at first contact: indicators, dimensions, act-means-purpose, and what to ask next."""

from safeconduct.protection.screening.answers import Account, AgeStatus, Heard, Said
from safeconduct.protection.screening.indicators import SETS, Dimension, Kind, SetName, Strength
from safeconduct.protection.screening.regimes import PALERMO, REGIMES, Regime
from safeconduct.protection.screening.screen import NextStep, Recommendation, Result, may_change, screen

__all__ = [
    "PALERMO",
    "REGIMES",
    "SETS",
    "Account",
    "AgeStatus",
    "Dimension",
    "Heard",
    "Kind",
    "NextStep",
    "Recommendation",
    "Regime",
    "Result",
    "Said",
    "SetName",
    "Strength",
    "may_change",
    "screen",
]
