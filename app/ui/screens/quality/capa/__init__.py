"""The screen of CAPAs: eight disciplines, the chain of whys, actions by their days, the proof."""
