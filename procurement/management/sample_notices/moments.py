"""Days and hours: notices are published in working hours, from 2022 to October 2026."""

from datetime import date, timedelta

FIRST, LAST = date(2022, 1, 1), date(2026, 10, 31)
ACT = date(2025, 2, 24)  # the Procurement Act 2023 in force
YEARS_AHEAD = 12


def _summer(day: date) -> bool:
    """Say whether the clocks are an hour ahead: last Sunday of March to that of October."""
    return _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


DAYS = [FIRST + timedelta(days=number) for number in range(366 * (5 + YEARS_AHEAD))]
WORKDAYS = [n for n, day in enumerate(DAYS) if day.weekday() < 5 and day <= LAST]
ZONES = ["+01:00" if _summer(day) else "Z" for day in DAYS]
TEXTS = [day.isoformat() for day in DAYS]
STARTS = [f"{text}T00:00:00{zone}" for text, zone in zip(TEXTS, ZONES, strict=True)]
ENDS = [f"{text}T23:59:59{zone}" for text, zone in zip(TEXTS, ZONES, strict=True)]
MINUTES = [f"T{7 + minute // 60:02d}:{minute % 60:02d}:" for minute in range(720)]  # from 7 to 19
END = float(len(WORKDAYS))
ACT_BEGINS = next(n for n, day in enumerate(WORKDAYS) if DAYS[day] >= ACT)
LAST_DAY = len(DAYS) - 1


def day_of(moment: float) -> int:
    """Give the number of the day, from the first, of a moment counted in workdays."""
    return WORKDAYS[int(moment)]


def written(moment: float) -> str:
    """Give a moment as a notice writes it, to the second, in the time of the day's season."""
    day = WORKDAYS[int(moment)]
    minute, second = divmod(int(moment % 1 * 43_200), 60)
    return f"{TEXTS[day]}{MINUTES[minute]}{second:02d}{ZONES[day]}"


def starts(day: int) -> str:
    """Give the beginning of a day."""
    return STARTS[min(day, LAST_DAY)]


def ends(day: int) -> str:
    """Give the end of a day."""
    return ENDS[min(day, LAST_DAY)]


def days(months: int) -> int:
    """Give how many days after its first the last day of so many months is, within a day."""
    return round(months * 30.4375) - 1


def year(day: int) -> int:
    """Give the year of a day."""
    return DAYS[day].year
