"""The demo finds its own mail among others, and lives without one."""

from pathlib import Path

from demonstration.mailbox import verification_token

MAIL = """Content-Type: text/plain
Subject: Confirm your address
From: IGNY8
To: {to}

Open http://127.0.0.1:8000/verify-email?token={token} to confirm.
-----
{{"event": "a line of the log"}}
"""


def test_the_newest_link_of_its_own(tmp_path: Path) -> None:
    mails = [("demo@example.com", "first"), ("other@example.com", "foreign"), ("demo@example.com", "second_-1")]
    (tmp_path / "worker.log").write_text("".join(MAIL.format(to=to, token=token) for to, token in mails))
    (tmp_path / "web.log").write_bytes(b"\xff not text")
    assert verification_token(tmp_path, recipient="demo@example.com") == "second_-1"
    assert verification_token(tmp_path, recipient="nobody@example.com") == ""
    assert verification_token(tmp_path / "absent", recipient="demo@example.com") == ""
