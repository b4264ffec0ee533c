"""Documents of any shape, for properties: every block, any text, any source."""

from datetime import date, datetime

from hypothesis import strategies as st

from domain.workdays import STOCKHOLM
from reports.document import (
    BulletList,
    Callout,
    Cell,
    Chart,
    Document,
    Drawing,
    Drawn,
    Facts,
    Heading,
    Paragraph,
    Properties,
    Section,
    Sentence,
    Series,
    Source,
    Table,
)

texts = st.text(max_size=30)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - a zone is put on
    lambda naive: naive.replace(tzinfo=STOCKHOLM)
)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
sources = st.builds(
    Source,
    texts,
    texts,
    texts,
    st.integers(0, 9),
    st.none() | moments,
    st.none() | days,
)
source_lists = st.lists(sources, max_size=3).map(tuple)
sentences = st.builds(Sentence, texts, source_lists)
paragraphs = st.builds(Paragraph, st.lists(sentences, max_size=3).map(tuple), texts)
items = st.lists(paragraphs, max_size=3).map(tuple)
cells = st.builds(Cell, texts, source_lists, st.integers(0, 20))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    rows = draw(st.lists(st.tuples(*(cells for _ in range(columns))), max_size=3))
    return Table(
        draw(texts), tuple(draw(texts) for _ in range(columns)), tuple(rows), tuple(5 for _ in range(columns))
    )


numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
series = st.builds(Series, texts, st.lists(numbers, max_size=3).map(tuple))
drawings = st.builds(
    Drawing,
    st.sampled_from(Drawn),
    st.lists(texts, max_size=3).map(tuple),
    st.lists(series, max_size=2).map(tuple),
    texts,
    st.lists(st.integers(0, 9), max_size=2).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
)
charts = st.builds(Chart, texts, texts, drawings, tables(), st.lists(sentences, max_size=2).map(tuple))
blocks = st.one_of(
    st.builds(Heading, texts, st.integers(1, 3)),
    paragraphs,
    *(st.builds(kind, items) for kind in (Facts, BulletList, Callout)),
    tables(),
    charts,
)
sections = st.builds(Section, texts, st.lists(blocks, max_size=4).map(tuple), st.sampled_from(["", "en"]))
documents = st.builds(
    Document,
    texts,
    texts,
    st.builds(Properties, texts, texts, moments, record=texts, version=texts),
    st.lists(sections, max_size=3, unique_by=lambda section: section.key).map(tuple),
    source_lists,
    watermark=texts,
)
