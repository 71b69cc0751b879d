"""What of a question only the documents tell: on which days its events were, and what they call a thing in short.

Comes before the search, and asks no model.
"""

from dataclasses import replace
from datetime import date

from corpus import Index
from corpus.models import Filter
from rag.asked_time import asked_time
from rag.event_time import with_events
from rag.part import Part
from rag.query import parse_query
from rag.short_names import short_name_in


def settled(index: Index, part: Part, where: Filter) -> Part:
    """The part with the time that it asks about, and with the short name of what it names by one word."""
    time = with_events(asked_time(part.understood, date.today()), index, part.understood, where)
    short = short_name_in(index, part.query, where)
    if short is None:
        return replace(part, time=time)
    query = parse_query(short.put_in(part.query.text))
    return replace(part, time=time, query=query, understood=short.put_in(part.understood))
