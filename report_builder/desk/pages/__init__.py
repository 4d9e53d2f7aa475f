"""The pages of the desk: each module has the pages of one entry of the menu."""

from __future__ import annotations

from report_builder.desk.pages import machine_answers, today_page

ROUTES = (
    *today_page.ROUTES,
    *machine_answers.ROUTES,
)
