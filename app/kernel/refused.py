"""A rule said no: the one error an operator reads as a sentence.

Exception
├── Refused        a rule said no; the text stands under `refused.<code>` in the catalogue
└── OutOfReach     the world said no (wire, server, device); retried and shown
"""


class Refused(Exception):
    """A command was refused by a rule. `code` is dotted; `facts` fill the sentence's gaps."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return self.code + "".join(f" {name}={value}" for name, value in self.facts.items())


class OutOfReach(Exception):
    """The server or a device did not answer as agreed; the caller tries again later."""
