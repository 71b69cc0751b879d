"""The names that lines of a text's header have, in several languages, and what each says of the document.

Those of `BY_THEMSELVES` say it wherever they stand at a text's head.
"""

_NAMES = {
    "title": "title headline заголовок titel titre título 标题 题目",
    "publisher": """publisher publication source website site site_name newspaper outlet издание издатель источник сайт
        газета quelle herausgeber fuente éditeur 来源 出版社""",
    "authors": """author authors author(s) by byline written_by writer reporter автор авторы autor auteur
        autoren auteurs 作者 记者""",
    "published_at": """date published published_on published_at published_online publication_date date_of_publication
        date_published publish_date posted posted_on release_date дата дата_публикации опубликовано datum
        veröffentlicht fecha publié 日期 发布时间 发表时间 发布日期""",
    "url": """url link original_url source_url canonical_url permalink web_address ссылка адрес веб-адрес lien enlace
        网址 链接""",
    "doi": "doi",
    # What says nothing that a document is known by.
    "": """original original_title original_headline subtitle subject language lang section category categories tags
        keywords topic topics type id article_id retrieved retrieved_on accessed accessed_on downloaded archived updated
        last_updated modified copyright license licence word_count язык раздел рубрика теги ключевые_слова оригинал
        подзаголовок тема дата_обращения обновлено sprache rubrik langue 语言 分类 标签""",
}
FIELDS = {name.replace("_", " "): field for field, names in _NAMES.items() for name in names.split()}
# A letter's head tells who wrote to whom, which is evidence.
OF_MAIL = frozenset(("from", "to", "cc", "bcc", "sent", "от", "кому", "von", "an", "de", "à"))
_BY_THEMSELVES = {
    ("title", 1.0): "title",
    ("title", 0.9): "headline заголовок",
    ("title", 0.8): "subject",  # of a memorandum; beside other lines of a header it is a section's name
    ("publisher", 1.0): "publisher",
    ("publisher", 0.9): "издание",
    ("publisher", 0.6): "source 来源",  # it may be that of a picture
    ("authors", 1.0): "author authors",
    ("published_at", 0.95): """date published published_on published_at published_online publication_date
        date_of_publication date_published posted posted_on дата дата_публикации опубликовано 日期 发布时间 发表时间
        发布日期""",
    ("url", 1.0): "url",
    ("doi", 1.0): "doi",
}
# Name: the document's field, and how sure it is that the value is one of it.
BY_THEMSELVES = {name.replace("_", " "): said for said, names in _BY_THEMSELVES.items() for name in names.split()}
