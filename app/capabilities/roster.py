"""The capabilities of this house, and the version of each one's fold.

Raise a version with every new event kind, table or column, and with every changed meaning of a
fold: at the next start its streams are folded again. A plug is imported when it is first needed,
so that a login need not wait for all of them.
"""

from app.journal.capability import Roster

ROSTER = Roster(
    "app.capabilities",
    {
        "sites": 5,
        "people.accounts": 3,
        "people.badges": 1,
        "people.identities": 1,
        "people.policies": 1,
        "people.qualifications": 1,
        "people.delegations": 1,
        "people.reviews": 1,
        "people.rights": 1,
        "people.secrets": 1,
        "people.signatures": 1,
        "documents": 2,
        "forms.definition": 1,
        "forms.texts": 1,
        "forms.numbers": 1,
        "forms.choices": 1,
        "forms.times": 1,
        "forms.references": 1,
        "forms.pictures": 1,
        "forms.structures": 1,
        "forms.filling": 1,
        "flows": 2,
        "labels.templates": 1,
        "labels.serials": 1,
        "labels.jobs": 1,
        "labels.reconciliation": 1,
        "materials.definitions": 1,
        "materials.lots": 1,
        "equipment.machines": 2,
        "equipment.gauges": 1,
        "production.definitions": 1,
        "production.orders": 1,
        "production.weighings": 1,
        "production.operations": 2,
        "production.release": 1,
        "production.calls": 1,
        "production.discrepancies": 1,
        "quality.sampling": 1,
        "quality.charts": 1,
        "quality.switching": 1,
        "records.checks": 1,
        "records.discrepancies": 1,
    },
)
