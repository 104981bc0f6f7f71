"""The seven states of anything on a screen: each is colour, shape and word, never one alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """How one state looks: colour role, soft ground, icon shape, ground and ink when solid."""

    ink: str
    soft: str
    icon: str
    solid: str
    on_solid: str = "on_accent"


STATES = {
    "ok": State("ok", "ok_soft", "circle-check", "ok"),
    "warn": State("warn", "warn_soft", "triangle-alert", "warn_solid", "on_warn"),
    "fail": State("fail", "fail_soft", "octagon-x", "fail"),
    "hold": State("hold", "hold_soft", "hand", "hold"),
    "running": State("accent", "accent_soft", "play", "accent"),
    "todo": State("off", "off_soft", "circle", "off"),
    "offline": State("off", "off_soft", "cloud-off", "off"),
}
"""Shapes are fixed (UI.md §3.1): a colour-blind person tells states by shape and word."""
