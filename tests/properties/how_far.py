"""How many cases are drawn, and how: the same on every machine and every day, unless asked to search wider."""

import os

from hypothesis import HealthCheck, Phase, settings

# A red build is a fault, never bad luck. To search further: SAFECONDUCT_SEARCH=wide, which draws anew each time,
# takes ten times as long, and shortens what it finds.
WIDE = os.environ.get("SAFECONDUCT_SEARCH") == "wide"

settings.register_profile(
    "properties",
    derandomize=not WIDE,
    deadline=None,
    database=None,
    print_blob=True,
    report_multiple_bugs=False,
    phases=tuple(Phase) if WIDE else (Phase.explicit, Phase.generate),
    suppress_health_check=[*HealthCheck],
)


def drawn(examples: int, **more: int) -> settings:
    """Return settings for so many examples; ten times as many when searching wide."""
    return settings(settings.get_profile("properties"), max_examples=examples * (10 if WIDE else 1), **more)
