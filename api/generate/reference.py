"""The numbers of the reference department, read from its JSON document into types.

The document says more than the generator reads; what is not named here is for people.
"""

from functools import cache

from pydantic import ConfigDict, Field

from api.shipped import shipped
from models.base import Noun
from models.calendar import Clock
from models.demand import Hours

FILE = "reference_department.json"
Shares = dict[str, float]


class _Part(Noun):
    """A part of the document, of which only the fields named are read."""

    model_config = ConfigDict(extra="ignore")


class Meta(_Part):
    """Who the department is and how it counts days."""

    name: str
    timezone: str
    pay_period_days: int
    schedule_block_days: int


class Quantiles(_Part):
    """Wages in dollars per hour at the 10th, 50th and 90th percentile."""

    p10: float
    p50: float
    p90: float


class Curve(_Part):
    """People wanted by local hour."""

    weekday: Hours
    weekend_holiday: Hours


class HolidayFactors(_Part):
    """Share of a usual day's exams that a holiday has."""

    ed: Shares = Field(alias="ED")


class DayFactors(_Part):
    """Share of a mean day's exams by weekday (Monday first) and on holidays."""

    ed_by_weekday: tuple[float, ...] = Field(alias="ED_dow_Mon_Sun")
    ip_weekday: float = Field(alias="IP_weekday")
    ip_weekend: float = Field(alias="IP_weekend")
    holiday: HolidayFactors


class PayRates(_Part):
    """Dollars per hour, multiples of the wage, and the windows that they are paid in."""

    evening_diff: float
    evening_window: tuple[Clock, Clock]
    night_diff: float
    night_window: tuple[Clock, Clock]
    weekend_diff: float
    holiday_mult: float
    ot_mult: float
    standby_rate: float
    agency_bill: Shares


class Requests(_Part):
    """What staff ask for within 28 days, and which leave occurs anyway."""

    pto_requests_per_staff: float
    pto_length_days: Shares
    denial_if_over_concurrent_pct: float
    shift_preference_per_staff: float
    day_off_wishes_per_staff: float
    fmla_continuous: float = Field(alias="FMLA_continuous_pct")
    fmla_intermittent: float = Field(alias="FMLA_intermittent_pct")
    jury: float = Field(alias="jury_pct")
    military: float = Field(alias="military_pct")
    education_day: float = Field(alias="education_day_pct")


class HouseRules(_Part):
    """Limits of the department's own rules, in the units that their names say."""

    min_rest_h: int
    max_consecutive_12: int
    max_consecutive_8_10: int
    max_hours_14d: dict[str, int]
    weekends_off_min_per_28d: int
    night_to_day_min_off_h: int
    max_consecutive_nights: int
    max_call_periods_28d: int
    call_rest_h: int = Field(alias="no_call_before_first_day_shift_if_call_ends_within_h")
    float_max_per_14d: int


class Reference(_Part):
    """The whole document."""

    meta: Meta
    volumes_per_year: dict[str, int]
    source_mix: dict[str, Shares]
    hour_profiles: dict[str, tuple[float, ...]]
    day_factors: DayFactors
    coverage_target: dict[str, Curve]
    coverage_extra: dict[str, dict[str, tuple[int, int, int]]]
    """By modality and weekday: from hour, to hour, people."""
    coverage_minimum_hard: dict[str, dict[str, int | str]]
    """By modality and band such as ``07-19``: people, or words where no number says it."""
    shifts: dict[str, tuple[str, str, int]]
    """Start, end and paid hours by shift."""
    filled_positions: dict[str, int]
    other_rostered: dict[str, int]
    employment_mix: Shares
    fte: Shares
    cross_training: Shares
    credential_mix: dict[str, dict[str, float | Shares]]
    """By modality; under ``all`` what cuts across them, itself by modality."""
    credential_expiry_injection: Shares
    wage_base_hour: dict[str, Quantiles]
    pay_rules: PayRates
    holidays: tuple[str, ...]
    requests: Requests = Field(alias="requests_28d")
    rules: HouseRules

    def mix(self, modality: str) -> Shares:
        """Share of the people of a modality who hold each credential."""
        return {code: share for code, share in self.credential_mix[modality].items() if isinstance(share, float)}

    def everybody(self, what: str) -> Shares:
        """Share of the people of each modality who hold something that cuts across modalities."""
        shares = self.credential_mix["all"][what]
        return shares if isinstance(shares, dict) else {}


@cache
def reference() -> Reference:
    """The document that is shipped with the program."""
    return Reference.model_validate_json(shipped(FILE))
