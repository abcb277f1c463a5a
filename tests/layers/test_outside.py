"""The reader that looks for addresses outside the document finds each kind of them."""

from __future__ import annotations

import pytest

from layers.errors import OutsideAddressError
from layers.outside import find_outside, require_self_contained

QUIET = [
    '<a href="#panel">x</a><img src="data:image/png;base64,AA=="><link rel="icon" href="data:,">',
    "<style>a{background:url(data:image/png;base64,AA==)} b{fill:url(#hatch)}</style>",
    '<script>const ns = "http://www.w3.org/2000/svg"; // no address</script>',
    '<script type="application/json">{"url":"https://data.example/notice"}</script>',
    "<p>Text that names https://example.org is only text.</p>",
    '<p style="color:red">x</p>',
    '<meta http-equiv="content-type" content="text/html; charset=utf-8">',
]
LOUD = [
    ('<script src="https://cdn.example/x.js"></script>', "<script src>"),
    ('<script src="//cdn.example/x.js"></script>', "<script src>"),
    ('<link rel="stylesheet" href="http://cdn.example/x.css">', "<link href>"),
    ('<img src="HTTPS://tile.example/1.png">', "<img src>"),
    ('<img srcset="a.png 1x, https://tile.example/2.png 2x">', "<img srcset>"),
    ('<svg><use xlink:href="https://cdn.example/i.svg#a"/></svg>', "<use xlink:href>"),
    ('<form action="https://form.example/">x</form>', "<form action>"),
    ('<meta http-equiv="refresh" content="0; url=x.html">', "<meta refresh>"),
    ("<style>a{background:url('https://cdn.example/x.png')}</style>", "cdn.example/x.png"),
    ("<style>a{background:url(images/x.png)}</style>", "<style> images/x.png"),
    ('<style>@import "x.css";</style>', "<style> x.css"),
    ('<p style="background:url(//cdn.example/x.png)">x</p>', "<p style>"),
    ('<script>fetch("//api.example/")</script>', "<script> //api.example/"),
    ('<script>import("https://cdn.example/m.js")</script>', "cdn.example/m.js"),
    ("<script>request.open('GET', '//api.example/2')</script>", "//api.example/2"),
    ('<script>new WebSocket("wss://api.example/s")</script>', "wss://api.example/s"),
    ('<script>const host = "https://api.example"</script>', "https://api.example"),
    ('<script>const near = "https://leafletjs.com.example/"</script>', "leafletjs.com.example"),
]


@pytest.mark.parametrize("html", QUIET)
def test_a_self_contained_document_is_left_alone(html: str) -> None:
    assert find_outside(html) == []
    assert require_self_contained(html) is html


@pytest.mark.parametrize(("html", "named"), LOUD)
def test_an_address_outside_is_found_and_named(html: str, named: str) -> None:
    assert any(named in line for line in find_outside(html))
    with pytest.raises(OutsideAddressError, match="ask the network"):
        require_self_contained(html)


def test_a_data_block_does_not_hide_what_follows_it() -> None:
    html = '<script type="application/json">{}</script><script>fetch("//api.example/")</script>'
    assert find_outside(html) == ["<script> //api.example/"]
