"""What a line is, as far as its own words tell: furniture of a web page, a byline, a caption.

Knows nothing of where the line stands; readers that know a page's structure ask it last.
"""

import re

from corpus.models import BlockKind

_LONGEST = 120  # characters; "Copyright reform was debated ..." goes on longer
_LONGEST_CAPTION = 400
_NETWORKS = (
    r"(?:facebook|twitter|x|instagram|linkedin|youtube|telegram|whatsapp|tiktok|threads|mastodon|reddit|pinterest|"
    r"e-?mail|google news|social media|apple news|flipboard|bluesky|vk|вконтакте|телеграм\w*)"
)
_FURNITURE_LINES = (
    r"advert(?:isement|ising|orial)?s?|ads? by .*|sponsored(?: content| by .*)?|promoted|реклама|publicité|anzeige",
    # "Read more", "Read more: ...", "Learn more about ...", but not "Read more than twenty pages."
    r"(?:read|see|learn|show|load|view|find out|discover|get) (?:more|all|less)"
    r"(?:\s?[:›»>→>….].*| (?:about|on|at|in|from|here)\b[^.]*)?",
    r"(?:read|also read|see also|see related|"
    r"related(?: (?:news|stor(?:y|ies)|articles?|topics?|posts?|coverage|links|reading))?|"
    r"more (?:on this(?: story| topic)?|from .{2,40}|stories|news)|recommended(?: for you| reading| stories)?|"
    r"you may also like|you might (?:also )?like|most (?:read|popular|viewed)|trending(?: now)?|editor.s picks?|"
    r"don.t miss|up next|in case you missed it|читайте также|(?:материалы )?по теме|смотрите также|lire aussi|"
    r"lesen sie auch|lea también)\s?(?:[:|–—-].*)?",
    r"subscribe\b.*|sign (?:up|in)(?: (?:for|to|now|today|here|with|or)\b.*)?|log ?(?:in|out)|register|my account",
    r"get the .{2,60}(?:newsletter|app|e-?mail).*|.{0,60}\bnewsletters?\b.{0,40}(?:inbox|sign up|subscribe).*",
    r"подпи(?:шитесь|сывайтесь).*|share(?: (?:this|on|via|with)\b.*)?|share:?|tweet|pin it|поделиться(?: .{0,30})?",
    r"print(?: this (?:page|article))?|e-?mail(?: this.*)?|copy link|save(?: for later)?|listen(?: to this\b.*| now)?",
    r"(?:share|tweet|print|e-?mail|save|like|comment|copy link|facebook|twitter|whatsapp|linkedin|[|/,·•\s])+",
    rf"\W*(?:follow|like|join|find|connect with) (?:us|.{{1,60}}?) on (?:our )?{_NETWORKS}\b.*|follow us.*",
    r"\W*contact the author\b.*|(?:leave|post|add|write) a (?:comment|reply)|join the (?:conversation|discussion)",
    r"(?:\d+ )?comments?(?:\s?\(\d+\))?|no comments(?: yet)?|комментари[ия](?:\s?\(\d+\))?",
    r"skip to (?:main |the )?(?:content|navigation|search|menu)|(?:back|return) to (?:top|home|.{0,30}page)",
    r"we (?:and our partners )?use cookies\b.*|this (?:web)?site uses cookies\b.*",
    r"(?:accept|reject|manage) (?:all )?(?:cookies|preferences|all)|cookie (?:policy|settings|preferences|notice)",
    r"(?:all|some) rights reserved.*|.*\ball rights reserved\.?|©.*|\(c\)\s?(?:19|20)\d\d\b.*|все права защищены.*",
    r"copyright (?:©|\(c\)|\d|by\b|notice).*|powered by .{2,40}",
    r"(?:terms|privacy)(?: (?:of (?:use|service)|policy|notice|and conditions|& conditions))?(?:\s?[|·•,.]\s?.*)?",
    r"get more with .*|a personali[sz]ed news feed .*|\|?\s*welcome to [^.]*",
    r"was this (?:page|article|information) (?:helpful|useful)\??.*",
    r"(?:home|news|menu|search|close|next|previous|prev|older posts|newer posts|top|contents|tags|topics|categories|"
    r"archives?)(?:\s?[:›»>|/].*)?",
    r"(?:estimated )?(?:reading time:? )?\d{1,3}[\s-]min(?:ute)?s?(?: read(?:ing)?)?|\d+ (?:views|shares|likes)",
    r"\W*(?:page )?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?\W*",
)
_FURNITURE = re.compile(rf"(?:{'|'.join(_FURNITURE_LINES)})\s*$", re.I)
_BYLINE = re.compile(
    r"(?i:by|written by|text by|story by|от|автор(?:ы)?|von|par|por):?\s+"
    r"(?:[A-ZА-ЯЁ][\w.'’-]*[\s,&]*(?:and\s|и\s|und\s|et\s|y\s)?){1,12}(?:[|,·–—-].{0,60})?$"
)
_DATED = re.compile(
    r"(?:(?:first )?published|posted|updated|last (?:updated|modified|reviewed)|issued|опубликовано|обновлено|"
    r"дата публикации)\s*(?:on|at|:|–|-)?\s.{0,12}\d.{0,60}$",
    re.I,
)
_PICTURE = r"(?:photo(?:graph)?s?|image|picture|illustration|graphic|map|video|источник фото|фото)"
_CAPTION = re.compile(
    rf"(?:(?:file )?{_PICTURE}(?: by| credit| courtesy(?: of)?)?\s?[:：/].{{2,}}"
    r"|(?:fig(?:ure)?|table|chart|box|рис(?:унок)?|таблица|табл|схема|abb(?:ildung)?|tabelle)\.?\s?\d+[\w.]*\s?[.:–—|].*"
    rf"|.{{20,}}\(?\b{_PICTURE}(?: by| credit| courtesy of)?\s?[:：].{{2,60}}"
    r"|.{20,}\bfile photo\b\s?[:：].{2,60})$",
    re.I,
)


def said_of_line(text: str) -> BlockKind | None:
    """Boilerplate, byline or caption where a line's words say so, else None."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        if _FURNITURE.match(line):
            return BlockKind.BOILERPLATE
        if _BYLINE.match(line) or _DATED.match(line):
            return BlockKind.BYLINE
    if len(line) <= _LONGEST_CAPTION and _CAPTION.match(line):
        return BlockKind.CAPTION
    return None
