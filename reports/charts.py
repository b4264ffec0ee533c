"""The report's figures. Each is made from what may be shown, or is None when there is nothing to draw.

A figure's table has the numbers that are drawn, and no others but their sum.
"""

from reports.charts_forecast import forecast
from reports.charts_judged import judged
from reports.charts_lead_times import lead_times
from reports.charts_received import received
from reports.charts_spread import spread

__all__ = ["forecast", "judged", "lead_times", "received", "spread"]
