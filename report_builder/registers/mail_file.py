"""A mail as a file that a mail program opens as a draft, with the workbook that goes with it."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

_BOUNDARY = "=_report-builder"
"""The same in each mail, so that the same mail gives the same file."""
_SHEET = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def mail_file(
    receiver: str, address: str, subject: str, text: str, workbook: tuple[str, bytes] | None
) -> bytes:
    """The mail in the form of RFC 5322; without an address who sends it fills in to whom.

    `X-Unsent` makes Outlook open it as a draft rather than as a mail that came in.
    """
    mail = EmailMessage(SMTP)
    mail["X-Unsent"] = "1"
    if address:
        name, _, domain = address.rpartition("@")
        mail["To"] = Address(receiver, name, domain)
    mail["Subject"] = subject
    mail.set_content(text, cte="quoted-printable")
    if workbook:
        filename, data = workbook
        mail.add_attachment(data, *_SHEET, filename=filename)
        mail.set_boundary(_BOUNDARY)
    return mail.as_bytes()
