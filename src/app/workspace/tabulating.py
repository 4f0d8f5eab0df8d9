"""Tabulating: what is annotated, as one table, and the counts of tags by report."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from app.domain.filters import Filter
from app.domain.rows import AnnotationRow
from app.workspace.rows import collect_rows
from app.workspace.session import Session
from app.workspace.table import Table


class Tabulating:
    """Reading verbs of the table; changes are made by the verbs of annotating."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def table(self) -> Table:
        """Everything annotated in the library now."""
        session = self._session
        library = session.library
        known = {r.id: r for r in library.reviewers()}
        known.setdefault(session.reviewer.id, session.reviewer)
        return Table(
            library.table_lines(), library.reports(), known.values(), session.tree,
            session.headings,
        )  # fmt: skip

    def renew(self, table: Table, touched: frozenset[UUID]) -> None:
        """Read these annotations again; those that are gone leave the table."""
        table.renew(touched, self._session.library.table_lines(touched))

    def rows(self, ids: Iterable[UUID]) -> list[AnnotationRow]:
        """These annotations with everything about them, in the order given; missing ones left out."""
        wanted = list(dict.fromkeys(ids))
        found = collect_rows(self._session, Filter(annotations=frozenset(wanted))) if wanted else []
        rows = {row.annotation.id: row for row in found}
        return [rows[id_] for id_ in wanted if id_ in rows]
