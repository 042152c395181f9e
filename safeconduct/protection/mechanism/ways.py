"""Ways through a region: which step comes first when another one does not exist from here."""

from collections import deque

from safeconduct.protection.mechanism.declared import Transition


def first_steps(
    transitions: tuple[Transition, ...], here: str, towards: frozenset[str]
) -> tuple[Transition, ...]:
    """Return the steps from `here` with which a shortest way to one of the states `towards` begins.

    Empty when no way leads there, or when the case stands there already.
    """
    away = dict.fromkeys(towards, 0)
    waiting = deque(towards)
    while waiting:
        state = waiting.popleft()
        for each in transitions:
            if each.target == state:
                nearer = [source for source in each.sources if source not in away]
                away.update(dict.fromkeys(nearer, away[state] + 1))
                waiting.extend(nearer)
    if not away.get(here):
        return ()
    return tuple(
        each
        for each in transitions
        if here in each.sources and away.get(each.target, away[here]) == away[here] - 1
    )
