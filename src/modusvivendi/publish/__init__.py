"""Between stability and insight: what papers and spreadsheets show of a conflict and its analysis.

::

    tables                   a table as plain data
    states                   which states a table shows, and states in option form
    results, tableau,        the tables
    ranking
    latex, markdown, html,   the formats
    csv, xlsx
    export                   from an analysis to a file
    graph, neighbours        the state graph as data
    graph_layout,            where its states stand, how its moves run, and the picture
    graph_routes,
    graph_svg, graph_table,
    sheet, lettering
    graph_files              the graph as SVG, GraphML and DOT
"""

from modusvivendi.publish.export import FORMATS, NAMES, export, form_of, make_tables, render
from modusvivendi.publish.ranking import Level, Ranking, ranking_of, ranking_record, ranking_table
from modusvivendi.publish.tables import Cell, Column, Section, Table

__all__ = [
    "FORMATS",
    "NAMES",
    "Cell",
    "Column",
    "Level",
    "Ranking",
    "Section",
    "Table",
    "export",
    "form_of",
    "make_tables",
    "ranking_of",
    "ranking_record",
    "ranking_table",
    "render",
]
