"""Who signs a proposal, in which order, and who has."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from app.capabilities.flows.cases.answers import Standing
from app.capabilities.flows.cases.decisions import may_take
from app.capabilities.flows.cases.queries import standing as case_standing
from app.capabilities.flows.definition.bodies import Step, StepKind
from app.capabilities.people.accounts.queries import person as person_of
from app.capabilities.people.accounts.queries import roles, roles_of
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import ONLINE, RIGHT_OF, Part
from app.capabilities.quality.nonconformance.records.tables import ApprovalRow
from app.capabilities.quality.nonconformance.reviewing.decisions import parts_of
from app.capabilities.quality.nonconformance.reviewing.queries import PROPOSE
from app.capabilities.quality.nonconformance.signing_order.answers import Signer
from app.kernel.refused import Refused
from app.kernel.words import LANGUAGES, Bilingual, Words


def signers(
    connection: Connection, it: Nonconformance, person: str, rights: Collection[str]
) -> tuple[Signer, ...]:
    """Return the order of signing, as `person` with these rights sees it.

    First the flow's own steps, each with the approval that whoever takes it gives; then what must
    be approved and no step of the flow asks for.
    """
    flow = _flow(connection, it)
    needed = list(it.asked)
    stops = [] if flow is None else _stops(connection, flow, needed, person)
    named = {one.part for one in stops}
    mine = parts_of(it, rights, person)
    first = it.missing[0] if it.missing and not any(one.is_turn for one in stops) else None
    given = {} if it.standing is None else it.approved(it.standing.hash)
    if flow is None and it.standing is not None:
        by, at_ms = it.standing.by, it.standing.at_ms
        stops.append(_signer(connection, title=_said("proposed"), by=by, at_ms=at_ms))
    for part in needed:
        if part not in named:
            stops.append(_part(connection, part, given, is_turn=part is first, mine=mine))
    return tuple(stops)


def _stops(connection: Connection, flow: Standing, needed: list[Part], person: str) -> list[Signer]:
    """Return the proposal and the steps of signing of a flow, as they stand in this round."""
    steps = [s for s in flow.chart.steps if s.act == PROPOSE or s.kind is StepKind.SIGN]
    proposed = next((s.code for s in steps if s.act == PROPOSE), "")
    codes = [one.step for one in flow.done]
    last = max((at for at, code in enumerate(codes) if code == proposed), default=0)
    done = {one.step: one for one in flow.done[last:] if not one.returned}
    mine, left = roles_of(connection, person), list(needed)
    can = {role.role: role.rights for role in roles(connection)}
    found = []
    for step in steps:
        part = next((one for one in left if _gives(step, one, can)), None)
        if part is not None:
            left.remove(part)
        open_, act = flow.at(step.code), done.get(step.code)
        found.append(
            _signer(
                connection,
                step=step.code,
                title=step.name,
                roles=step.roles,
                part=part,
                meaning=step.meaning,
                by="" if act is None else act.person,
                at_ms=0 if act is None else act.at_ms,
                outcome="" if act is None else act.outcome,
                is_turn=open_ is not None,
                is_mine=open_ is not None and may_take(open_, person, mine),
            )
        )
    return found


def _gives(step: Step, part: Part, can: Mapping[str, Collection[str]]) -> bool:
    """Tell whether whoever takes a step may give a part's approval too."""
    is_sign = step.kind is StepKind.SIGN
    return is_sign and any(RIGHT_OF[part] in can.get(role, ()) for role in step.roles)


def _part(
    connection: Connection,
    part: Part,
    given: Mapping[Part, ApprovalRow],
    *,
    is_turn: bool,
    mine: Collection[Part],
) -> Signer:
    have = given.get(part)
    return _signer(
        connection,
        title=_said(part.value),
        part=part,
        meaning="approved" if part in ONLINE else "reviewed",
        by="" if have is None else have.by,
        at_ms=0 if have is None else have.at_ms,
        is_turn=is_turn,
        is_mine=part in mine,
    )


def _signer(  # noqa: PLR0913  # the parts of a stop, spelled once
    connection: Connection,
    *,
    title: Bilingual,
    step: str = "",
    roles: tuple[str, ...] = (),
    part: Part | None = None,
    meaning: str = "",
    by: str = "",
    at_ms: int = 0,
    outcome: str = "",
    is_turn: bool = False,
    is_mine: bool = False,
) -> Signer:
    who = person_of(connection, by) if by else None
    return Signer(
        step=step,
        title=title,
        roles=roles,
        part=part,
        meaning=meaning,
        by=by,
        by_name=by if who is None else who.name.zh,
        at_ms=at_ms,
        outcome=outcome,
        is_turn=is_turn,
        is_mine=is_mine,
    )


def _flow(connection: Connection, it: Nonconformance) -> Standing | None:
    try:
        return case_standing(connection, it.name)
    except Refused:  # its flow has not arrived here
        return None


def _said(part: str) -> Bilingual:
    zh, en = (Words(language)(f"ncr.part.{part}") for language in LANGUAGES)
    return Bilingual(zh, en)
