"""Acts that are about no single case, or that the system does while somebody looks: no case asks them."""

from safeconduct.protection.acts.declared import ActKind, ActType
from safeconduct.protection.words import gettext_noop as _


def _elsewhere(id: str, title: str) -> ActType:  # noqa: A002
    return ActType(id, title, ActKind.ELSEWHERE)


ELSEWHERE = (
    _elsewhere("accredit_worker", _("accredit somebody who works in a diplomatic household")),
    _elsewhere("bid_eligibility", _("admit a firm to bid for a public contract")),
    _elsewhere("break_glass", _("open a file in an emergency")),
    _elsewhere("cross_border_transfer", _("send data to another country")),
    _elsewhere("depart_worker", _("let a domestic worker leave for work abroad")),
    _elsewhere("export_statistics", _("give out statistics")),
    _elsewhere("licence_agency", _("license an agency")),
    _elsewhere("mark_done", _("report a duty as done")),
    ActType("override", _("depart from a safeguard"), ActKind.ELSEWHERE, door="decide_override"),
    _elsewhere("place_worker", _("place a worker in a job")),
    _elsewhere("query", _("search in files")),
    _elsewhere("read", _("read a file")),
    _elsewhere("register_contract", _("register a contract of work")),
    _elsewhere("register_marriage_signal", _("pass on a signal about a marriage across a border")),
    _elsewhere("reinstate_agency", _("admit an agency again")),
)
