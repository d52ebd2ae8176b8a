"""The stages of the main job, and what came out of them."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

from demonstration.client import Api, ApiFault, Unreachable
from demonstration.mailbox import verification_token
from demonstration.pages import check_home, check_page
from demonstration.screen import Report, Screen
from demonstration.summary import Summary, summary_of
from demonstration.wording import counted, provider_sentences

_PUBLISH_SECONDS = 180.0
_IMAGES_A_REQUEST = 6
#: Words that keyword tools put into the names of their exports.
_OF_TOOLS = """ahrefs semrush moz ubersuggest mangools gsc google search console keyword keywords planner stats ideas queries
    query matching terms broad exact phrase match related export report organic positions explorer overview all csv us uk"""
_SMALL = "to of in on at by or is my an as do if it no so up"


class JobFailed(Exception):
    """The job cannot go on; the sentence says why."""


class Job:
    """One run of the main job: a new account every time. ``model``, ``site``, ``home``: known after their stages."""

    def __init__(
        self,
        api: Api,
        *,
        keywords: Path,
        articles: int,
        screen: Screen,
        provider_wanted: str = "",
        logs: Path | None = None,
    ) -> None:
        self.api, self.keywords, self.articles, self.screen = api, keywords, articles, screen
        self._provider_wanted, self._logs = provider_wanted, logs
        self.login = {"email": f"demo-{secrets.token_hex(4)}@example.com", "password": secrets.token_urlsafe(12)}
        self.model: dict[str, Any] = {}
        self.home = ""
        self._seconds: dict[str, float] = {}
        self._found: dict[str, Any] = {}
        self.site: dict[str, str] = {}
        self._clusters: list[dict[str, Any]] = []
        self._content: dict[str, dict[str, Any]] = {}

    def run(self) -> Summary:
        """All stages in order.

        :raises JobFailed, ApiFault, Unreachable, PageFault: with one sentence for a person.
        """
        started = time.monotonic()
        self.register()
        self.import_keywords()
        self.cluster()
        self.write(self.make_ideas())
        self.make_images()
        self.approve()
        self.publish()
        self.audit()
        self._seconds["total"] = round(time.monotonic() - started, 2)
        return summary_of({**self._found, "seconds": self._seconds})

    def give_up(self) -> None:
        """Cancel what still runs: nobody waits for it any more, and it holds credits and the model."""
        with suppress(ApiFault, Unreachable, KeyboardInterrupt):
            for run in list(self.api.every("ai/runs/", is_active="true")) if self.api.access else []:
                with suppress(ApiFault):  # it ended meanwhile
                    self.api.post(f"ai/runs/{run['id']}/cancel/")

    @contextmanager
    def stage(self, name: str, label: str) -> Iterator[Report]:
        """A timed stage on the screen."""
        shown = self.screen.stage(label)
        started = time.monotonic()
        is_done = False
        try:
            yield shown.report
            is_done = True
        finally:
            self._seconds[name] = round(time.monotonic() - started, 2)
            shown.end(is_done=is_done)

    def register(self) -> None:
        with self.stage("register", "Register, create site and sector") as report:
            self.api.sign_in(self.api.post("auth/register/", **self.login, name="Demo Owner", account_name="Demo"))
            report(0.5)
            topic = site_name(self.keywords)
            site_id = self.api.post("accounts/sites/", name=topic)["id"]
            sector = self.api.post("accounts/sectors/", site_id=site_id, name=topic)
            self.site = {"site_id": site_id, "sector_id": sector["id"]}
            self.model = self.api.get("ai/model/")
            self._found["model"] = f"{self.model['provider']}/{self.model['model']}"
            report(1, "signed in")
        for sentence in provider_sentences(self.model, wanted=self._provider_wanted):
            self.screen.say(sentence)

    def import_keywords(self) -> None:
        with self.stage("import", f"Import {self.keywords.name}") as report:
            try:
                started = self.api.upload("planner/keywords/import/", file=self.keywords, **self.site)
            except ApiFault as fault:
                if fault.status not in {400, 413}:
                    raise
                raise JobFailed(f"{self.keywords.name} cannot be imported. {fault.sentence}") from fault
            while (row := self.api.get(f"planner/imports/{started['import_id']}/"))["status"] not in {"done", "failed"}:
                report(0.3, "reading")
                time.sleep(0.3)
            if row["status"] == "failed":
                raise JobFailed(f"{self.keywords.name} was not imported. {row['error']}")
            self._found["keywords"] = {name: row[name] for name in ("rows", "created", "duplicates", "rejected")}
            if not row["created"]:
                raise JobFailed(f"{self.keywords.name} holds no keyword: {row['rejected']} rows were rejected.")
            report(1, counted(row["created"], "keyword"))

    def cluster(self) -> None:
        with self.stage("cluster", "Cluster the keywords") as report:
            started = self.api.post("planner/keywords/auto-cluster/", **self.site)
            _succeeded(self.api.follow([started["run_id"]], report))
            self._clusters = list(self.api.every("planner/clusters/", site_id=self.site["site_id"]))
            self._found["clusters"] = len(self._clusters)
            report(1, counted(len(self._clusters), "cluster"))

    def make_ideas(self) -> list[dict[str, Any]]:
        """A few to spare: what a small model cannot write is left out, never filled up. Clusters whose intent is taken
        already are skipped by the product, so more are asked for until there are enough."""
        with self.stage("ideas", "Make ideas") as report:
            order = [cluster["id"] for cluster in best_first(self._clusters)]
            wanted, at = self.articles + max(2, self.articles // 2), 0
            ideas: list[dict[str, Any]] = []
            error = ""
            while len(ideas) < wanted and at < len(order):
                batch = order[at : at + wanted - len(ideas)]
                at += len(batch)
                started = self.api.post("planner/clusters/generate-ideas/", cluster_ids=batch, count=1)
                runs = self.api.follow(started["run_ids"], report)
                error = next((run["error"] for run in runs if run["error"]), error)
                ideas = list(self.api.every("planner/ideas/", site_id=self.site["site_id"]))
            if not ideas:
                raise JobFailed(f"No cluster of this file gave an idea. {error}".strip())
            ideas.sort(key=lambda idea: order.index(idea["cluster_id"]))
            self._found["ideas"] = len(ideas)
            report(1, counted(len(ideas), "idea"))
            return ideas

    def write(self, ideas: list[dict[str, Any]]) -> None:
        with self.stage("write", "Queue tasks and write articles") as report:
            left, tasks = list(ideas), 0
            while left and len(self._content) < self.articles:
                batch = [idea["id"] for idea in left[: self.articles - len(self._content)]]
                del left[: len(batch)]
                self.api.post("planner/ideas/approve/", ids=batch)
                self.api.post("planner/ideas/queue/", ids=batch)
                rows = self.api.every("writer/tasks/", site_id=self.site["site_id"])
                task_ids = [row["id"] for row in rows if row["idea_id"] in batch]
                tasks += len(task_ids)
                started = self.api.post("writer/tasks/generate-content/", ids=task_ids)
                for run in self.api.follow(started["run_ids"], report):
                    if run["status"] == "succeeded":
                        item = self.api.get(f"writer/content/{run['result']['content_id']}/")
                        self._content[item["id"]] = item
                    else:
                        self.screen.say(f"  An article was left out. {run['error']}")
            self._found["tasks"] = tasks
            if len(self._content) < self.articles:
                raise JobFailed(f"Only {len(self._content)} of {self.articles} articles could be written.")
            words = sum(item["word_count"] for item in self._content.values())
            report(1, f"{counted(len(self._content), 'article')}, {words} words")

    def make_images(self) -> None:
        with self.stage("images", "Make images") as report:
            started = self.api.post("writer/image-prompts/", content_ids=list(self._content))
            _succeeded(self.api.follow(started["run_ids"], lambda share, note="": report(share / 3, note)))
            planned = [image["id"] for image in self._images("planned")]
            run_ids: list[str] = []
            for at in range(0, len(planned), _IMAGES_A_REQUEST):
                batch = planned[at : at + _IMAGES_A_REQUEST]
                run_ids += self.api.post("writer/images/generate/", image_ids=batch)["run_ids"]
            _succeeded(self.api.follow(run_ids, lambda share, note="": report((1 + 2 * share) / 3, note)))
            self._found["images"] = len(self._images("ready"))
            report(1, counted(self._found["images"], "image"))

    def _images(self, status: str) -> list[dict[str, Any]]:
        rows = (row for content_id in self._content for row in self.api.every("writer/images/", content_id=content_id))
        return [row for row in rows if row["status"] == status]

    def approve(self) -> None:
        with self.stage("approve", "Review and approve") as report:
            for number, content_id in enumerate(self._content, 1):
                version = self.api.get(f"writer/content/{content_id}/")["current_version"]
                self.api.post(f"writer/content/{content_id}/submit-review/", expected_version=version)
                self.api.post(f"writer/content/{content_id}/approve/", expected_version=version)
                report(number / len(self._content), f"{number} approved")

    def publish(self) -> None:
        with self.stage("publish", "Publish and check every page") as report:
            self.api.post("publisher/publish/", content_ids=list(self._content))
            addresses = self._live(lambda share, note="": report(share / 2, note))
            deployed = self.api.get("publisher/deployments/", site_id=self.site["site_id"])["results"]
            self.home = next(row["url"] for row in deployed if row["status"] == "live")
            published = []
            with httpx.Client(timeout=20, trust_env=False) as reader:
                for number, (content_id, item) in enumerate(self._content.items(), 1):
                    url = addresses[content_id]
                    check_page(reader, url=url, title=item["title"])
                    published.append(
                        {"id": item["id"], "title": item["title"], "words": item["word_count"], "url": url}
                    )
                    report(0.5 + number / len(addresses) / 2, f"{number} checked")
                check_home(reader, home=self.home, urls=list(addresses.values()))
            self._found["content"] = published

    def _live(self, report: Report) -> dict[str, str]:
        """Wait until every article is live. :returns: their addresses by content."""
        ends = time.monotonic() + _PUBLISH_SECONDS
        while True:
            records = list(self.api.every("publisher/records/", site_id=self.site["site_id"]))
            live = {r["content_id"]: r["url"] for r in records if r["status"] == "live"}
            failed = next((r for r in records if r["status"] == "failed"), None)
            if failed:
                raise JobFailed(f"{failed['title']} was not published. {failed['error']}")
            if len(live) == len(self._content):
                return live
            if time.monotonic() > ends:
                raise JobFailed(f"Only {len(live)} of {len(self._content)} pages were live after three minutes.")
            report(len(live) / len(self._content), f"{len(live)} live")
            time.sleep(0.3)

    def audit(self) -> None:
        with self.stage("audit", "Audit the ledger") as report:
            found = self.api.get("billing/audit/")
            self._found["credits"] = {n: found[n] for n in ("granted", "settled", "released", "held", "available")}
            self._found["ledger_ok"] = bool(found["ok"])
            self.verify_address()
            report(1, "in balance" if found["ok"] else "NOT in balance")

    def verify_address(self) -> None:
        """Follow the link of the mail, as a person would; where mails really leave, the address stays unverified."""
        token = verification_token(self._logs, recipient=self.login["email"]) if self._logs else ""
        if token:
            with suppress(ApiFault):  # it was followed already
                self.api.post("auth/verify-email/", token=token)


def site_name(keywords: Path) -> str:
    """What a site made from a file is called: the topic in the file's name, without what tools and dates add to it."""
    words = "".join(c if c.isalnum() or c in "'&+" else " " for c in keywords.stem).split()
    topic = [word for word in words if word.lower() not in _OF_TOOLS.split() and not word.isdigit()]
    return " ".join(_in_a_title(word, is_first=not at) for at, word in enumerate(topic))[:60].strip() or "Demo"


def _in_a_title(word: str, *, is_first: bool) -> str:
    if word != word.lower():
        return word
    if word in _SMALL.split():
        return word.capitalize() if is_first else word
    return word.upper() if len(word) == 2 else word.capitalize()


def best_first(clusters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Clusters by demand; those of a single keyword only when there is nothing else."""
    ranked = [cluster for cluster in clusters if cluster["keyword_count"] >= 2] or clusters
    return sorted(ranked, key=lambda c: (-(c["total_volume"] or 0), -c["keyword_count"], c["name"]))


def _succeeded(runs: list[dict[str, Any]]) -> None:
    """:raises JobFailed: one of the runs did not succeed."""
    for run in runs:
        if run["status"] != "succeeded":
            raise JobFailed(f"{run['function']} {run['status']}. {run['error']}".strip())
