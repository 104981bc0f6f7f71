"""Every language labels are said in, by the word a profile names it with."""

from drivers.printers.epl import label as epl_label
from drivers.printers.epl import preview as epl_preview
from drivers.printers.epl import status as epl_status
from drivers.printers.escpos import label as escpos_label
from drivers.printers.escpos import preview as escpos_preview
from drivers.printers.escpos import status as escpos_status
from drivers.printers.language import Language
from drivers.printers.tspl import label as tspl_label
from drivers.printers.tspl import preview as tspl_preview
from drivers.printers.tspl import status as tspl_status
from drivers.printers.zpl import label as zpl_label
from drivers.printers.zpl import preview as zpl_preview
from drivers.printers.zpl import status as zpl_status

ZPL = Language("zpl", zpl_label.label, zpl_preview.preview, (zpl_status.STATUS,), zpl_label.flush)
TSPL = Language(
    "tspl",
    tspl_label.label,
    tspl_preview.preview,
    (tspl_status.STATUS,),
    tspl_label.flush,
    others=(tspl_status.SHORT,),
)
EPL = Language(
    "epl",
    epl_label.label,
    epl_preview.preview,
    (epl_status.STATUS,),
    epl_label.flush,
    hello=b"\r\nUS\r\n",
    receipt=epl_status.RECEIPT,
)
ESCPOS = Language(
    "escpos",
    escpos_label.label,
    escpos_preview.preview,
    escpos_status.STATUS,
    escpos_label.flush,
    receipt=escpos_status.PAPER_IN_TURN,
)

LANGUAGES = {language.word: language for language in (ZPL, TSPL, EPL, ESCPOS)}
