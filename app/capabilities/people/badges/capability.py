"""The plug of badges."""

from app.capabilities.people.accounts.commands import ADMINISTER
from app.capabilities.people.badges.commands import CheckBadge, check_badge
from app.capabilities.people.badges.events import BadgeTested
from app.capabilities.people.badges.fold import fold
from app.capabilities.people.badges.tables import BadgeRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="people.badges",
    happened=(BadgeTested,),
    rows=(BadgeRow,),
    fold=fold,
    commands={CheckBadge: check_badge},
    needs={BadgeTested: (ADMINISTER,)},
)
