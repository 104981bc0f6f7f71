"""`lineside label render TEMPLATE DATA --to zpl|tspl|epl|escpos|png`: one label, as it is sent.

TEMPLATE is a template in TOML as `resources/plant/labels` has them; DATA a JSON object, or `-`, of
what fills its gaps: `{"di": "09506000134352", "lot": "L7", "serial": "1", "expiry": "2028-12-31"}`.
"""

import argparse
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import msgspec

from app.capabilities.labels.bodies import (
    GS1,
    LabelTemplate,
    PrintedBox,
    PrintedRule,
    PrintedSymbol,
    PrintedText,
)
from app.capabilities.labels.templates.decisions import check_udi, pairs
from app.cli.language import add_language, spoken
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.stations.label_layout import laid_out
from app.stations.label_writing import typefaces
from drivers.printers.languages import LANGUAGES
from drivers.printers.layout import Layout, Unprintable
from drivers.printers.png import label as png

PNG = "png"
_DATES = ("expiry", "made")


class LabelFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A template as people write it in a file."""

    name: Bilingual
    width: Decimal
    height: Decimal
    dpi: int
    code: str = ""
    revision: str = ""
    level: int = 0
    scan_every: int = 0
    text: tuple[PrintedText, ...] = ()
    symbol: tuple[PrintedSymbol, ...] = ()
    rule: tuple[PrintedRule, ...] = ()
    box: tuple[PrintedBox, ...] = ()

    def body(self) -> LabelTemplate:
        """Return it as the document's body."""
        return LabelTemplate(
            code=self.code,
            name=self.name,
            width=self.width,
            height=self.height,
            dpi=self.dpi,
            level=self.level,
            scan_every=self.scan_every,
            texts=self.text,
            symbols=self.symbol,
            rules=self.rule,
            boxes=self.box,
        )


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options."""
    words = spoken()
    actions = parser.add_subparsers(dest="action", required=True, metavar=words("cli.action"))
    render = actions.add_parser(
        "render",
        help=words("cli.label.render.help"),
        description=words("cli.label.render.about"),
    )
    render.add_argument("template", type=Path, help=words("cli.label.template.help"))
    render.add_argument("data", help=words("cli.label.data.help"))
    render.add_argument(
        "--to", choices=(*LANGUAGES, PNG), required=True, help=words("cli.label.to.help")
    )
    render.add_argument("--out", type=Path, help=words("cli.label.out.help"))
    add_language(render)


def run(args: argparse.Namespace) -> int:
    """Write the label: 0; 2 where no label can be made of what was given."""
    words = spoken(args.language)
    try:
        template, values = read_template(args.template), read_values(args.data)
        data = rendered(template, values, args.to)
        if args.out is None:
            sys.stdout.buffer.write(data)
        else:
            args.out.write_bytes(data)
    except Refused as refused:
        sys.stderr.write(words.refusal(refused) + "\n")
        return 2
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError) as error:
        sys.stderr.write(words("cli.label.unreadable", why=str(error)) + "\n")
        return 2
    return 0


def read_template(file: Path) -> LabelTemplate:
    """Read a template. Raises OSError, ValueError or MsgspecError where it is none."""
    told = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return msgspec.convert(told, LabelFile).body()


def read_values(file: str) -> dict[str, str]:
    """Read what fills the gaps; a date also fills its form for GS1, `281231`."""
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    values = msgspec.json.decode(data, type=dict[str, str])
    for name in _DATES:
        if name in values:
            values.setdefault(f"{name}_gs1", values[name].replace("-", "")[2:])
    return values


def rendered(template: LabelTemplate, values: dict[str, str], to: str) -> bytes:
    """Return the bytes of one label. Refusals: `labels.udi_…`, `labels.flaw.<flaw>`."""
    for symbol in template.symbols:
        if symbol.symbology in GS1:
            check_udi(pairs(symbol.content, values))
    layout = laid_out(template, values)
    try:
        return _said(layout, to)
    except Unprintable as unprintable:
        raise Refused(f"labels.flaw.{unprintable.flaw}", what=unprintable.what) from unprintable


def _said(layout: Layout, to: str) -> bytes:
    faces = typefaces()
    return png(layout, faces) if to == PNG else LANGUAGES[to].label(layout, faces)
