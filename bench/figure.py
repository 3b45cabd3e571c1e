"""A measured figure, what it is held against, and how it is shown."""

import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    Attributes:
        name: What was measured.
        value: How much.
        unit: Of what.
        budget: How much it may be, or what it is compared with; None for neither.
        detail: Under which circumstances: lines, distinct keys, how often.
        load: How busy the machine was: waiting processes, of all programs, in the last minute.
    """

    name: str
    value: float
    unit: str
    budget: float | None = None
    detail: str = ""
    load: float = 0.0

    @property
    def ratio(self) -> float | None:
        """The value over its budget."""
        return self.value / self.budget if self.budget else None

    def text(self) -> str:
        """Write the figure as one line."""
        shown = f"{self.name}  {_number(self.value)} {self.unit}"
        if self.budget and self.ratio is not None:
            shown += f"  预算 {_number(self.budget)}  比值 {self.ratio:.2f}"
        shown += f"  （{self.detail}）" if self.detail else ""
        return f"{shown}  负载 {self.load:.1f}"

    def record(self) -> dict[str, Any]:
        """Give the figure as data."""
        return {**asdict(self), "ratio": self.ratio}


def figure(
    name: str, value: float, unit: str, budget: float | None = None, detail: str = ""
) -> Figure:
    """Make a figure that remembers how busy the machine is now."""
    return Figure(name, value, unit, budget, detail, load())


def load() -> float:
    """Tell how busy the machine is, where the system says so."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def percentile(values: Sequence[float], percent: int) -> float:
    """Give the value that this many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]


def milliseconds(act: Callable[[], object]) -> float:
    """Do something; gives the milliseconds that it took."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def machine() -> str:
    """Describe where the figures were taken."""
    return (
        f"{platform.python_implementation()} {platform.python_version()}，"
        f"{platform.system()} {platform.machine()}，{os.cpu_count()} 核"
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"  # noqa: PLR2004
