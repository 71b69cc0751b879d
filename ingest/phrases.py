"""What a line is, as far as its own words tell: furniture of a web page, a byline, a caption.

Knows nothing of where the line stands; readers that know a page's structure ask it last.
"""

import re

from corpus.models import BlockKind
from ingest.lines import Line
from ingest.pitches import NETWORKS, is_pitch

_LONGEST = 120  # characters; "Copyright reform was debated ..." goes on longer
_LONGEST_CAPTION = 400
_FURNITURE_LINES = (
    r"\W*(?:advert(?:isement|ising|orial)?s?|promoted|реклама|publicité|anzeige|publicidad|reklam|广告|إعلان)\W*",
    r"advertisement\s?[·•|–—-].*|ads? by .*|sponsored(?: content| by .*)?",
    r"(?:suggest|send|recommend|tell)\b.{0,20}\bto a friend",
    # "Read more", "Read more: ...", "Learn more about ...", but not "Read more than twenty pages."
    r"(?:read|see|learn|show|load|view|find out|discover|get) (?:more|all|less)"
    r"(?:\s?[:›»>→>….].*| (?:about|on|at|in|from|here)\b[^.]*)?",
    r"(?:read|also read|see also|see related|"
    r"related(?: (?:news|stor(?:y|ies)|articles?|topics?|posts?|coverage|links|reading))?|"
    r"more (?:on this(?: story| topic)?|from .{2,40}|stories|news)|recommended(?: for you| reading| stories)?|"
    r"you may also like|you might (?:also )?like|most (?:read|popular|viewed)|trending(?: now)?|editor.s picks?|"
    r"don.t miss|up next|in case you missed it|читайте также|(?:материалы )?по теме|смотрите также|(?:à )?lire aussi|"
    r"lesen sie auch|mehr zum thema|lea también|te puede interesar|ilgili haberler)\s?(?:[:|–—-].*)?",
    r"(?:اقرأ أيضًا|[اإ]قر[اأ] [أا]يضا|طالع أيضا|بیشتر بخوانید|مزید پڑھیں|یہ بھی پڑھیں)\s?(?:[:：|–—-].*)?",
    r"(?:相关(?:新闻|阅读|文章|链接)|延伸阅读|推荐阅读|热门(?:排行|文章|新闻)|関連記事|관련 ?기사)"
    r"\s?(?:[:：|].*)?",
    r"分享(?:让更多人看到|(?:到|至).{0,12})?\s?[:：]?|شارك(?: (?:هذا|هذه|الخبر|المقال|على|عبر)\b.{0,20})?",
    r".{0,30}(?:版权所有|جميع الحقوق محفوظة|保留一切权利).{0,40}",
    r"subscribe\b.*|sign (?:up|in)(?: (?:for|to|now|today|here|with|or)\b.*)?|log ?(?:in|out)|register|my account",
    r"get the .{2,60}(?:newsletter|app|e-?mail).*|.{0,60}\bnewsletters?\b.{0,40}(?:inbox|sign up|subscribe).*",
    r"подпи(?:шитесь|сывайтесь).*|share(?: (?:this|on|via|with)\b.*)?|share:?|tweet|pin it|поделиться(?: .{0,30})?",
    r"print(?: this (?:page|article))?|e-?mail(?: this.*)?|copy link|save(?: for later)?|listen(?: to this\b.*| now)?",
    r"(?:share|tweet|print|e-?mail|save|like|comment|copy link|facebook|twitter|whatsapp|linkedin|[|/,·•\s])+",
    rf"\W*(?:follow|like|join|find|connect with) (?:us|.{{1,60}}?) on (?:our )?{NETWORKS}\b.*|follow us.*",
    r"\W*contact the author\b.*|(?:leave|post|add|write) a (?:comment|reply)|join the (?:conversation|discussion)",
    r"(?:\d+ )?comments?(?:\s?\(\d+\))?|no comments(?: yet)?|комментари[ия](?:\s?\(\d+\))?",
    r"skip to (?:main |the )?(?:content|navigation|search|menu)|(?:back|return) to (?:top|home|.{0,30}page)",
    r"we (?:and our partners )?use cookies\b.*|this (?:web)?site uses cookies\b.*",
    r"(?:accept|reject|manage) (?:all )?(?:cookies|preferences|all)|cookie (?:policy|settings|preferences|notice)",
    r"(?:.{0,40}\?\s)?send us your (?:letter|comment|feedback|thought|stor|photo|question)\w*\b.*|sorted by:?",
    r"this page was last (?:updated|modified|edited|changed)\b.*|.{0,80}\byou are visitor (?:number|no)\b.*",
    r"your (?:answer|comment|reply)|(?:about|contact) us|contacts?|advertise with us|impressum|datenschutz",
    r"(?:all|some) rights reserved.*|.*\ball rights reserved\.?|©.*|\(c\)\s?(?:19|20)\d\d\b.*|все права защищены.*",
    r"copyright (?:©|\(c\)|\d|by\b|notice).*|powered by .{2,40}",
    r"(?:terms|privacy)(?: (?:of (?:use|service)|policy|notice|and conditions|& conditions))?(?:\s?[|·•,.]\s?.*)?",
    r"temps de lecture\b.*|lesedauer\b.*|tiempo de lectura\b.*|время чтения\b.*|阅读时间.*|"
    r"article réservé aux abonnés|réservé aux abonnés|nur für abonnenten|contenido exclusivo.*suscriptores|"
    r"m[áa]s informaci[óo]n|diskutieren sie mit.*|\W*(?:printed|print(?:ed)? version|page printed) (?:from|by|on)\b.*",
    r"(?:[\d.,]+\s?[km]? )?followers|written by .{2,60} in .{2,40} min read|today is .{4,40}\d{4}.{0,40}|今天是.{0,40}",
    r"you are here\b.*|here.s how you know|(?:agree|accept|agree and close|more options|allow all|"
    r"alle akzeptieren|tout accepter|reject all)",
    r"cookies? settings|open in app|cancel reply|reply|(?:newer|older) posts?|(?:previous|next) (?:article|post|"
    r"story)(?::.*)?|"
    r"首页(?:\s+\S{1,6})*|当前位置\s?[:：].*|相关阅读.*|"
    r"proudly powered by .*|(?:site |page )(?:last updated|generated)\b.*|"
    r"aviso legal|mentions légales.*|se connecter|s.abonner|suscr[íi]bete|iniciar sesi[óo]n|comentarios|"
    r"anonymous said\W*|posted by:?|labels:?|tagged:?|tags:?|filed under:?.*|blog archive|about me|share this:?.*",
    r"get more with .*|a personali[sz]ed news feed .*|\|?\s*welcome to [^.]*",
    r"we value your privacy\b.*|(?:we and )?our \d+ partners\b.*|full size (?:image|table)|download (?:pdf|citation)",
    r"was this (?:page|article|information) (?:helpful|useful)\??.*",
    r"(?:home|news|menu|search|close|next|previous|prev|older posts|newer posts|top|contents|tags|topics|categories|"
    r"archives?)(?:\s?[:›»>|/].*)?",
    r"(?:estimated )?(?:reading time:? )?\d{1,3}[\s-]min(?:ute)?s?(?: read(?:ing)?)?|\d+ (?:views|shares|likes)",
    r"\W*(?:page )?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?\W*",
)
_SECTIONS = (
    r"related\b.*|more (?:on|from|like|stories|news|articles)\b.*|recommended\b.*|(?:you )?(?:may|might) also like.*",
    r"most (?:read|popular|viewed|shared)\b.*|trending\b.*|popular (?:posts|stories|articles)|"
    r"recent (?:posts|comments)|also read.*|editor.s picks?|read (?:more|next|also)\b.*",
    r"discussion about this post|blog archive|about me|support our (?:work|journalism).*|recommended .*|متعلقہ خبریں|"
    r"up next|see also|don.t miss.*|latest (?:news|stories|posts)",
    r"(?:\d+ )?(?:comments?|responses?|replies|thoughts on)\b.*|(?:leave|post|add|write) a (?:comment|reply).*",
    r"(?:subscribe|sign up|newsletter|follow us|share (?:this|on)|about the authors?|"
    r"who is online|navigation menu)\b.*",
    r"how to cite\b.*|(?:how to )?cite this\b.*|m[áa]s informaci[óo]n|lire aussi|à lire aussi|sur le même sujet",
    r"(?:written by|more from) .*|recommended\b.*|рекомендуем.*|rights and permissions|download(?:s| citation)?",
    r"author information|about this article|"
    r"additional information|publisher.s note|similar articles|cited by|metrics",
    r"(?:lesen sie auch|mehr zum thema|kommentare?|meistgelesen|相关(?:新闻|阅读)|热门(?:排行|文章)|"
    r"التعليقات|اقرأ أيضا)\b.*",
    r"читайте также.*|материалы по теме.*|комментарии.*|похожие .*|популярное.*|смотрите также.*",
)
# "Read more: Storm closes the quay" is a link by itself, whatever it is marked as.
_LINK = re.compile(
    r"(?:also |must )?(?:read|see|watch|related|recommended|don.t miss|more on this|lire aussi|читайте|mehr)\b"
    r"[^:：]{0,24}[:：]\s?\w",
    re.I,
)
_SECTION = re.compile(rf"(?:{'|'.join(_SECTIONS)})\W*$", re.I)
_FURNITURE = re.compile(rf"(?:{'|'.join(_FURNITURE_LINES)})\s*$", re.I)
_GAP = re.compile(r"\t|\s{2,}|\s*[|·•∙]\s*")
_NAME = r"[A-ZА-ЯЁ][\w.'’-]*"
_BYLINE = re.compile(
    r"(?i:by|written by|text by|story by|от|автор(?:ы)?|von|par|por):?\s+"
    rf"{_NAME}(?:[\s,&]+(?:(?:and|и|und|et|y)\s+)?{_NAME}){{0,11}}"
    r"(?:\s*[|,·–—-].{0,60}|\s\d{1,2}\.? \w.{3,30})?$"
)
_DATED = re.compile(
    r"(?:(?:first )?published|posted|updated|last (?:updated|modified|reviewed)|issued|опубликовано|обновлено|"
    r"дата публикации|publiée? le|publicado el|veröffentlicht am)\s*(?:on|at|:|–|-)?\s.{0,12}\d.{0,60}$|"
    r".{0,60}(?:来源|作者|记者|编辑|责编)\s?[:：]\s?\S.{0,60}$",
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
        if _FURNITURE.match(line) or _is_bar(text):
            return BlockKind.BOILERPLATE
        if _BYLINE.match(line) or _DATED.match(line):
            return BlockKind.BYLINE
        if any(map(str.isdigit, line)) and Line(text, alone=True).is_day:
            return BlockKind.BYLINE
    if is_pitch(line):
        return BlockKind.BOILERPLATE
    if len(line) <= _LONGEST_CAPTION and _CAPTION.match(line):
        return BlockKind.CAPTION
    return None


def _is_bar(text: str) -> bool:
    """Whether it is a row of several such phrases: "Log in   Subscribe"."""
    parts = [part for part in _GAP.split(text.strip()) if part.strip()]
    return len(parts) > 1 and all(_FURNITURE.match(" ".join(part.split())) for part in parts)


def is_told(line: Line) -> bool:
    """Whether it is running text of the article, where its head ends: no notice, no pitch."""
    return line.is_paragraph and not line.is_furniture and said_of_line(line.text) is not BlockKind.BOILERPLATE


def heads_furniture(heading: str) -> bool:
    """Whether a heading says that what stands under it is no part of the text: "Related stories", "Comments (3)"."""
    line = " ".join(heading.split())
    return len(line) <= _LONGEST and _SECTION.match(line) is not None and _LINK.match(line) is None
