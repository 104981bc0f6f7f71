"""The plug of people's secrets."""

from app.capabilities.people.accounts.commands import ADMINISTER
from app.capabilities.people.secrets import commands, events, tables
from app.capabilities.people.secrets.fold import fold
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="people.secrets",
    happened=(
        events.SecretSet,
        events.KeyParcelled,
        events.ResetAsked,
        events.ResetApproved,
    ),
    rows=(tables.SecretRow, tables.EditionRow, tables.ParcelRow),
    fold=fold,
    commands={
        commands.SetSecret: commands.set_secret,
        commands.GiveCode: commands.give_code,
        commands.AskReset: commands.ask_reset,
        commands.AgreeToReset: commands.approve_reset,
        commands.SendKey: commands.send_key,
    },
    needs={
        events.SecretSet: commands.own_or_administered,
        events.KeyParcelled: commands.sent_by,
        events.ResetAsked: (ADMINISTER,),
        events.ResetApproved: (ADMINISTER,),
    },
)
