"""Which points a chart shows now: zoom about a point, pan, fit; pure, in points and pixels."""

from dataclasses import dataclass, replace

FEWEST = 5.0
"""So many points are shown at the closest."""


@dataclass(frozen=True, slots=True)
class ChartView:
    """`first` and `span` in points, `left` and `width` in px. Point n is drawn at n + ½."""

    count: int = 0
    first: float = 0.0
    span: float = 1.0
    left: float = 0.0
    width: float = 1.0

    def fitted(self, count: int) -> "ChartView":
        """Return the view of all `count` points."""
        return replace(self, count=count, first=0.0, span=float(max(1, count)))

    def of(self, count: int) -> "ChartView":
        """Return the view that stays where it is though there are more or fewer points."""
        return replace(self, count=count)._held(self.first, min(self.span, float(max(1, count))))

    def placed(self, left: float, width: float) -> "ChartView":
        """Return the same view in other pixels."""
        return replace(self, left=left, width=max(1.0, width))

    def zoomed(self, factor: float, x: float | None = None) -> "ChartView":
        """Return a closer (factor above 1) or wider view; what lies at `x` stays there."""
        at = self.left + self.width / 2 if x is None else x
        whole = float(max(1, self.count))
        span = min(whole, max(min(FEWEST, whole), self.span / max(factor, 1e-6)))
        share = (at - self.left) / self.width
        return self._held(self.first + share * (self.span - span), span)

    def moved(self, px: float) -> "ChartView":
        """Return the view moved by so many pixels; positive goes back towards the first point."""
        return self._held(self.first - px / self.width * self.span, self.span)

    def showing(self, place: int) -> "ChartView":
        """Return the view with a point in sight."""
        if place < self.first:
            return self._held(float(place), self.span)
        if place + 1 > self.first + self.span:
            return self._held(place + 1 - self.span, self.span)
        return self

    def x(self, place: float) -> float:
        """Return where a point is drawn."""
        return self.left + (place + 0.5 - self.first) / self.span * self.width

    @property
    def apart(self) -> float:
        """Return how many px lie between two points."""
        return self.width / self.span

    def place_at(self, x: float) -> int:
        """Return the point nearest to `x`; -1 when there is none."""
        wanted = round(self.first + (x - self.left) / self.width * self.span - 0.5)
        return min(self.count - 1, max(0, wanted)) if self.count else -1

    def bounds(self) -> tuple[int, int]:
        """Return the first point to draw and the one after the last: one more at both sides."""
        return max(0, int(self.first) - 1), min(self.count, int(self.first + self.span) + 2)

    def _held(self, first: float, span: float) -> "ChartView":
        most = max(0.0, max(1, self.count) - span)
        return replace(self, first=min(most, max(0.0, first)), span=span)
