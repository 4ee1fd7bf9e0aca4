"""Version 3: how reports are to be handled, and by what a case is known wherever it is kept."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"

ABOUT = sa.table("about", sa.column("name", sa.String), sa.column("value", sa.Text))


def upgrade() -> None:
    """Make the table of handlings, name the case, and drop indexes that nothing was looked up by."""
    op.create_table(
        "handlings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("caveats", sa.JSON, nullable=False),
        sa.Column("redact", sa.Boolean, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("when", sa.DateTime, nullable=False),
    )
    op.drop_index("ix_statements_actor", "statements")
    op.drop_index("ix_statements_stance", "statements")
    op.get_bind().execute(sa.insert(ABOUT).values(name="case", value=str(uuid.uuid4())))
