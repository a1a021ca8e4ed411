"""Feast days that are named rather than dated: those of the calendar and those that follow Easter.

Only feasts that fall on the same day wherever they are kept by the Gregorian calendar; national
days and harvest feasts differ from land to land and are left out. Easter by the anonymous
Gregorian algorithm (J. Meeus, *Astronomical Algorithms*, 1991, chapter 8).
"""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["easter", "feast_day"]

_FIXED = {
    "new year's day": (1, 1),
    "may day": (5, 1),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
_FROM_EASTER = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "whit monday": 50,
}


def easter(year: int) -> date:
    """Return Easter Sunday of a year.

    Examples
    --------
    >>> easter(2024), easter(2025)
    (datetime.date(2024, 3, 31), datetime.date(2025, 4, 20))
    """
    golden, century, rest = year % 19, year // 100, year % 100
    leap, odd = century // 4, century % 4
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    week = (32 + 2 * odd + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * week) // 451
    month, day = divmod(epact + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def feast_day(name: str, year: int) -> date:
    """Return the day of a feast in a year; the name as in ``New Year's Eve``, any case.

    Examples
    --------
    >>> feast_day("Good Friday", 2025)
    datetime.date(2025, 4, 18)
    """
    key = name.lower()
    if key in _FIXED:
        return date(year, *_FIXED[key])
    return easter(year) + timedelta(days=_FROM_EASTER[key])
