"""The capabilities of this house, in one explicit tuple; composition and server both read it."""

from app.capabilities.documents.capability import CAPABILITY as DOCUMENTS
from app.capabilities.equipment.capability import CAPABILITY as EQUIPMENT
from app.capabilities.flows.capability import CAPABILITY as FLOWS
from app.capabilities.people.accounts.capability import CAPABILITY as ACCOUNTS
from app.capabilities.people.badges.capability import CAPABILITY as BADGES
from app.capabilities.people.delegations.capability import CAPABILITY as DELEGATIONS
from app.capabilities.people.identities.capability import CAPABILITY as IDENTITIES
from app.capabilities.people.policies.capability import CAPABILITY as POLICIES
from app.capabilities.people.qualifications.capability import CAPABILITY as QUALIFICATIONS
from app.capabilities.people.reviews.capability import CAPABILITY as REVIEWS
from app.capabilities.people.rights.capability import CAPABILITY as RIGHTS
from app.capabilities.people.secrets.capability import CAPABILITY as SECRETS
from app.capabilities.people.signatures.capability import CAPABILITY as SIGNATURES
from app.capabilities.production.calls.capability import CAPABILITY as CALLS
from app.capabilities.production.definitions.capability import CAPABILITY as DEFINITIONS
from app.capabilities.production.discrepancies.capability import CAPABILITY as PRODUCTION_CHECKS
from app.capabilities.production.operations.capability import CAPABILITY as OPERATIONS
from app.capabilities.production.orders.capability import CAPABILITY as ORDERS
from app.capabilities.production.release.capability import CAPABILITY as RELEASE
from app.capabilities.records.checks.capability import CAPABILITY as RECORDS_CHECKS
from app.capabilities.records.discrepancies.capability import CAPABILITY as DISCREPANCIES
from app.capabilities.sites.capability import CAPABILITY as SITES

ROSTER = (
    SITES,
    ACCOUNTS,
    BADGES,
    IDENTITIES,
    POLICIES,
    QUALIFICATIONS,
    DELEGATIONS,
    REVIEWS,
    RIGHTS,
    SECRETS,
    SIGNATURES,
    DOCUMENTS,
    FLOWS,
    EQUIPMENT,
    DEFINITIONS,
    ORDERS,
    OPERATIONS,
    RELEASE,
    CALLS,
    PRODUCTION_CHECKS,
    RECORDS_CHECKS,
    DISCREPANCIES,
)
