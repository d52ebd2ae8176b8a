"""A person in the administration, without a browser: logs in, fills in forms."""

import html
import re

import httpx

from tests.wordpress.harness.site import WordPress

PAGE = "/wp-admin/options-general.php?page=igny8-bridge"


class Person:
    """Logged in at one WordPress."""

    def __init__(self, site: WordPress, *, name: str = "admin") -> None:
        self.client = httpx.Client(base_url=site.url, follow_redirects=True, timeout=60, trust_env=False)
        self.client.get("/wp-login.php")
        form = {"log": name, "pwd": site.password, "testcookie": "1"}
        assert "wordpress_logged_in" in str(self.client.post("/wp-login.php", data=form).request.headers.get("cookie"))

    def open(self, tab: str = "connection") -> httpx.Response:
        """Open the settings page."""
        return self.client.get(f"{PAGE}&tab={tab}")

    def press(self, action: str, *, tab: str = "connection", **fields: str) -> str:
        """Fill in and send one of the page's forms.

        :returns: the text of the page that follows.
        """
        page = self.open(tab).text
        form = next(f for f in re.findall(r"<form.*?</form>", page, re.S) if f'value="igny8_{action}"' in f)
        hidden = dict(re.findall(r'<input type="hidden"[^>]* name="([^"]+)" value="([^"]*)"', form))
        answer = self.client.post("/wp-admin/admin-post.php", data=hidden | {"action": f"igny8_{action}"} | fields)
        assert answer.status_code == 200, answer.text[:300]
        return answer.text

    def examine(self) -> dict[str, str]:
        """Let the doctor work.

        :returns: every line's code with its sentence.
        """
        page = self.press("doctor", tab="doctor")
        lines = re.findall(r'<li data-code="([^"]+)">.*?<p>(.*?)</p>', page, re.S)
        return {code: html.unescape(sentence) for code, sentence in lines}
