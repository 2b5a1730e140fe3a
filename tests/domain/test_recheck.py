import pytest

from comments_service.domain import recheck
from comments_service.domain.cleaning import REL
from tests.domain import reading

GOOD_LINK = f'<a href="https://a.example/?b=c&amp;d=&#x27;" rel="{REL}">x</a>'


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>a &lt;b&gt; &amp;amp; &quot; \" ' é</p>",
        f"<p>{GOOD_LINK}<br>\n<em>a <strong>b</strong></em><s>c</s></p>\n<hr>",
        "<ul>\n<li>a\n<ol>\n<li><code>b</code></li>\n</ol>\n</li>\n</ul>",
        "<blockquote>\n<pre><code>a\n</code></pre>\n</blockquote>",
    ],
)
def test_what_the_renderer_writes_is_trusted(html: str) -> None:
    assert recheck.trusted_words(html) == recheck.words(html)
    assert reading.faults(html) == []


UNTRUSTED = {
    "a tag that is not on the list": "<p>a<img></p>",
    "a script": "<script>alert(1)</script>",
    "an attribute": "<p onclick=alert(1)>a</p>",
    "a quoted attribute": '<p id="x">a</p>',
    "a slash": "<br/>",
    "a blank": "<p >a</p>",
    "a blank at the end": "<p>a</p >",
    "a newline": "<p\n>a</p>",
    "a capital": "<P>a</P>",
    "a tag that is not closed": "<p><em>a</p>",
    "a tag that is left open": "<p>a</p><p>b",
    "a tag that never opened": "a</p>",
    "a tag out of turn": "<p><em>a</p></em>",
    "a break that is closed": "<p>a</br></p>",
    "a tag that never ends": "<p>a</p",
    "a bare bracket": "<p>a < b</p>",
    "a bare closing bracket": "<p>a > b</p>",
    "a bare ampersand": "<p>a & b</p>",
    "an entity by name": "<p>&colon;</p>",
    "an entity by number": "<p>&#58;</p>",
    "an entity without its end": "<p>&amp</p>",
    "a comment": "<p><!-- a --></p>",
    "a declaration": "<!doctype html>",
    "a marked section": "<![CDATA[a]]>",
    "half a declaration": "<![if",
    "an instruction": "<?xml version='1.0'?>",
    "a link without a rel": '<a href="https://a.example/">x</a>',
    "a link with another rel": '<a href="https://a.example/" rel="opener">x</a>',
    "a link with a target": GOOD_LINK.replace(" rel", ' target="_top" rel'),
    "a link twice": GOOD_LINK.replace(" rel", ' href="https://b.example/" rel'),
    "a link in single quotes": GOOD_LINK.replace('"', "'"),
    "a link without quotes": f'<a href=https://a.example/ rel="{REL}">x</a>',
    "a link to nowhere": GOOD_LINK.replace("https://a.example/?b=c&amp;d=&#x27;", ""),
    "a script as link": GOOD_LINK.replace("https://a.example/", "javascript:alert(1)"),
    "a relative link": GOOD_LINK.replace("https:", ""),
    "a hidden scheme": GOOD_LINK.replace("https:", "javascript&colon;"),
    "a hidden scheme by number": GOOD_LINK.replace("https:", "javascript&#58;"),
}


@pytest.mark.parametrize("html", UNTRUSTED.values(), ids=UNTRUSTED)
def test_nothing_else_is_trusted(html: str) -> None:
    with pytest.raises(recheck.Untrusted):
        recheck.trusted_words(html)
