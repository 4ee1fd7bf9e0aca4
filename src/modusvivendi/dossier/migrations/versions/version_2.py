"""Version 2: a review knows the statement it was made for, whatever ids that has since."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"

STATEMENTS = sa.table("statements", sa.column("statement", sa.Text), sa.column("record", sa.JSON))
REVIEWS = sa.table(
    "reviews",
    sa.column("id", sa.Integer),
    sa.column("statement", sa.Text),
    sa.column("subject", sa.Integer),
    sa.column("anchor", sa.JSON(none_as_null=True)),
)


def upgrade() -> None:
    """Anchor each review to the statement that has its id, and to the first review about the same."""
    op.add_column("reviews", sa.Column("subject", sa.Integer))
    op.add_column("reviews", sa.Column("anchor", sa.JSON(none_as_null=True)))
    connection = op.get_bind()
    read = {row.statement: row.record for row in connection.execute(sa.select(STATEMENTS))}
    first: dict[str, int] = {}
    reviews = connection.execute(sa.select(REVIEWS.c.id, REVIEWS.c.statement).order_by(REVIEWS.c.id)).all()
    for number, statement in reviews:
        subject = first.setdefault(statement, number)
        connection.execute(
            sa.update(REVIEWS)
            .where(REVIEWS.c.id == number)
            .values(subject=None if subject == number else subject, anchor=read.get(statement))
        )
