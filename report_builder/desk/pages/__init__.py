"""The pages of the desk: each module has the pages of one entry of the menu."""

from __future__ import annotations

from report_builder.desk.pages import (
    acceptance_page,
    chapter_pages,
    chapter_template,
    chapters_page,
    deliveries_page,
    delivery_look_page,
    drawn_figures_page,
    edition_downloads,
    edition_page,
    edition_work,
    figures_page,
    indicator_page,
    kept_delivery_page,
    machine_answers,
    refresh_page,
    remarks_changes,
    remarks_page,
    settings_page,
    today_page,
    work_log,
)

ROUTES = (
    *today_page.ROUTES,
    *chapters_page.ROUTES,
    *chapter_pages.ROUTES,
    *chapter_template.ROUTES,
    *deliveries_page.ROUTES,
    *delivery_look_page.ROUTES,
    *kept_delivery_page.ROUTES,
    *refresh_page.ROUTES,
    *figures_page.ROUTES,
    *drawn_figures_page.ROUTES,
    *indicator_page.ROUTES,
    *remarks_page.ROUTES,
    *remarks_changes.ROUTES,
    *edition_page.ROUTES,
    *edition_work.ROUTES,
    *acceptance_page.ROUTES,
    *settings_page.ROUTES,
    *edition_downloads.ROUTES,
    *work_log.ROUTES,
    *machine_answers.ROUTES,
)
