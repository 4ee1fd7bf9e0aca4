"""The brief as files for others: HTML, DOCX, PDF, XLSX, LaTeX and Markdown, all from the same contents."""

from modusvivendi.brief.documents.export import (
    FORMATS,
    MEDIA_TYPES,
    export_brief,
    for_others,
    form_of,
    rendered,
)

__all__ = ["FORMATS", "MEDIA_TYPES", "export_brief", "for_others", "form_of", "rendered"]
