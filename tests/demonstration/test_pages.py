"""A published page that is not what it should be is named, with what is wrong about it."""

from collections.abc import Callable

import httpx
import pytest

from demonstration.pages import PageFault, check_home, check_page

URL = "http://sites.example/s/coffee/moka-pot/"
PAGE = (
    f'<html><head><link rel="canonical" href="{URL}"><script type="application/ld+json">{{}}</script></head>'
    '<body><main><h1>Moka Pot</h1><img src="cover.png"></main></body></html>'
)
HOME = '<a href="/s/coffee/moka-pot/">Moka Pot</a>'
SITEMAP = f"<urlset><url><loc>{URL}</loc></url></urlset>"


def reader(
    *, page: str = PAGE, status: int = 200, image: str = "image/png", home: str = HOME, sitemap: str = SITEMAP
) -> httpx.Client:
    def answer(request: httpx.Request) -> httpx.Response:
        match request.url.path.rpartition("/")[2]:
            case "cover.png":
                return httpx.Response(200, content=b"x", headers={"content-type": image})
            case "sitemap.xml":
                return httpx.Response(200, text=sitemap)
        if str(request.url) == URL:
            return httpx.Response(status, text=page)
        return httpx.Response(200, text=home)

    return httpx.Client(transport=httpx.MockTransport(answer))


def check(**site: str | int) -> None:
    with reader(**site) as client:  # type: ignore[arg-type]
        check_page(client, url=URL, title="Moka Pot")
        check_home(client, home="http://sites.example/s/coffee/", urls=[URL])


def test_a_good_page_passes() -> None:
    check()


@pytest.mark.parametrize(
    ("site", "sentence"),
    [
        ({"status": 404}, "answers 404"),
        ({"page": PAGE.replace("Moka Pot", "Error")}, "does not show the title 'Moka Pot'"),
        ({"page": PAGE.replace("<h1>Moka Pot</h1>", "")}, "does not show the title"),
        ({"page": PAGE.replace(URL, "http://other.example/")}, "another canonical address"),
        ({"page": PAGE.replace("</main>", "<script>render()</script></main>")}, "needs a script"),
        ({"image": "text/html"}, "an image that is not there: http://sites.example/s/coffee/moka-pot/cover.png"),
        ({"home": "<a href='/'>Home</a>"}, "does not lead to"),
        ({"sitemap": "<urlset></urlset>"}, "not in the sitemap"),
    ],
)
def test_a_bad_one_is_named(site: dict[str, str | int], sentence: str) -> None:
    with pytest.raises(PageFault, match=sentence):
        check(**site)


def test_a_server_that_is_gone_is_a_sentence() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    handler: Callable[[httpx.Request], httpx.Response] = refuse
    with httpx.Client(transport=httpx.MockTransport(handler)) as client:
        with pytest.raises(PageFault, match=r"cannot be fetched: refused\."):
            check_page(client, url=URL, title="Moka Pot")
