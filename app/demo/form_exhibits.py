"""Forms for the gallery: an in-process inspection half filled, one value changed, one beyond limits."""

from collections.abc import Callable
from hashlib import sha256

import msgspec
from PySide6.QtWidgets import QWidget

from app.capabilities.documents.events import DraftSaved, MakeEffective
