"""What the names of an HTML page's `meta` elements mean for us, and how sure each is.

Open Graph, Highwire (`citation_`), Dublin Core, PRISM, and what publishers' systems write. Names for
modifications and visits are left out on purpose.
"""

FIELDS = {
    "title": {
        0.95: "citation_title",
        0.85: "og:title dc.title dcterms.title articletitle",
        0.8: "twitter:title headline parsely-title",
    },
    "publisher": {
        0.9: "og:site_name citation_journal_title prism.publicationname",
        0.8: "dc.publisher dcterms.publisher publisher sitename",
        0.75: "citation_publisher contentsource",
        0.6: "application-name",
    },
    "published_at": {
        0.95: "citation_publication_date article:published_time og:article:published_time",
        0.9: "citation_date datepublished prism.publicationdate dcterms.issued dc.date.issued parsely-pub-date",
        0.85: "citation_online_date pubdate publishdate publish-date publication_date sailthru.date article.published",
        0.8: "dc.date dcterms.date",
        0.7: "date dcterms.created",
    },
    "doi": {0.95: "citation_doi prism.doi bepress_citation_doi", 0.85: "dc.identifier"},
    "url": {0.85: "og:url", 0.8: "citation_abstract_html_url citation_public_url"},
    "authors": {
        0.95: "citation_author citation_authors",
        0.85: "dc.creator dcterms.creator dc.creator.personalname parsely-author",
        0.8: "author article:author sailthru.author byl",
    },
}
META = {name: (field, sure) for field, by in FIELDS.items() for sure, names in by.items() for name in names.split()}
