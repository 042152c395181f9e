"""The referral mechanism: ten regions, 88 states, 111 transitions as one table."""

from safeconduct.protection.mechanism import (
    assistance,
    asylum,
    charges,
    child,
    claims,
    criminal_case,
    identification,
    lifecycle,
    return_,
    stay,
)
from safeconduct.protection.mechanism.declared import RegionTable, Transition
from safeconduct.protection.words import Region

REGIONS: dict[Region, RegionTable] = {
    table.region: table
    for table in (
        identification.TABLE,
        stay.TABLE,
        asylum.TABLE,
        assistance.TABLE,
        return_.TABLE,
        criminal_case.TABLE,
        claims.TABLE,
        charges.TABLE,
        child.TABLE,
        lifecycle.TABLE,
    )
}

TRANSITIONS: dict[str, Transition] = {
    transition.id: transition for table in REGIONS.values() for transition in table.transitions
}

START: dict[str, str] = {str(region): table.initial for region, table in REGIONS.items()}
