"""Right answers to the councils' form, card by card, as the fields of the cards hold them."""

HEADLINE = "Flera kommuner har svårt att ordna bostäder i tid, men samarbetet om sfi fungerar bra."

MEETING = {"council_held": "JA", "council_date": "2026-11-05", "municipalities_present": "1485,1488"}
SITUATION = {"overall_status": "3", "overall_trend": "OFORANDRAT", "headline": HEADLINE}
AREAS = {
    f"area.{area}.{question}": value
    for area in ("arbete", "halsa", "boende", "demokrati")
    for question, value in (("status", "3"), ("trend", "OFORANDRAT"))
}
FIGURES = {"figures_confirm": "STAMMER"}
NO_HANDOVER = {"has_handover": "NEJ"}
CONTROL = {"no_personal_data": "true", "publishable": "PUBLIK"}

CARDS = (MEETING, SITUATION, AREAS, FIGURES, NO_HANDOVER)
"""The five cards before the last."""
