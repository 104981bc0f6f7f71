"""Why a person may not sign here and now: lease over, secret to be changed, secret too old.

What needs a signature then stays an unsigned draft; recording goes on. All of it is judged by
trusted time: a clock put back gives nobody more.
"""

from app.capabilities.people.secrets.queries import Secret
from app.capabilities.sites.queries import SigningPolicy
from app.kernel.refused import Refused
from app.stations.lease import LeaseStanding, Running


def why_not_sign(
    secret: Secret, lease: LeaseStanding, policy: SigningPolicy, now_ms: int, *, in_touch: bool
) -> Refused | None:
    """Return why nothing is signed, None where it may be. Pure.

    `sign.lease_over`, `sign.lease_missing`, `sign.secret_to_change`, `sign.secret_aged`. A secret
    past its age is changed before the next signature; out of the server's reach it has grace.
    """
    if lease.state is Running.MISSING:
        return Refused("sign.lease_missing")
    if not lease.signs:
        return Refused("sign.lease_over")
    if secret.to_change:
        return Refused("sign.secret_to_change")
    if is_too_old(secret, policy, now_ms, in_touch=in_touch):
        return Refused("sign.secret_aged", days=policy.secret_days)
    return None


def is_aged(secret: Secret, policy: SigningPolicy, now_ms: int) -> bool:
    """Tell whether a secret is past the age the site lets it reach."""
    return policy.secret_days > 0 and secret.age_days(now_ms) >= policy.secret_days


def is_too_old(secret: Secret, policy: SigningPolicy, now_ms: int, *, in_touch: bool) -> bool:
    """Tell whether a secret signs no more until it is changed."""
    grace = 0 if in_touch else policy.grace_days
    return policy.secret_days > 0 and secret.age_days(now_ms) >= policy.secret_days + grace
