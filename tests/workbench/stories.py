"""Two reports on an invented quarrel, and one that means harm."""

HERALD = """---
outlet: Lighthouse Herald
title: Norway names its price for peacekeepers
date: 2026-03-02
---

Norway would send peacekeepers to the Skerries if Iceland agrees to a ceasefire, the Coastal Gazette
reported on Monday, citing unnamed Nordic diplomats.

Iceland rejects a foreign force, its foreign minister said.

Denmark is ready to send troops. Taking part by Norway could win Iceland's acceptance of a force, one of the
diplomats said.
"""

COURIER = """---
outlet: Skerry Courier
title: Reykjavik hears an offer
date: 2026-03-09
---

Iceland would accept a ceasefire if Norway sends peacekeepers, the Icelandic foreign minister told
reporters on Sunday.

Norway will send troops only if the force has a mandate from the United Nations, the Norwegian prime
minister said.

Denmark rules out sending troops, the Danish government said on Saturday.
"""

HOSTILE = """---
outlet: <script>window.hurt = 1</script>
title: "</title><img src=x onerror='window.hurt = 2'> <a href='javascript:window.hurt=3'>here</a>"
date: 2026-03-12
url: "javascript:window.hurt=4"
---

Norway would send troops <script>window.hurt = 5</script>, "<style>body{display:none}</style>" its foreign
minister said on Monday.

Iceland rejects a foreign force {{ 7 * 7 }} <iframe src="https://example.org/"></iframe>,
its foreign minister said.

<a href="javascript:window.hurt = 6">Denmark is ready to send troops.</a>
"""

GAZETTE = """<!doctype html>
<html lang="en"><head><title>Diplomats see a way to peacekeepers in the Skerries</title>
<meta property="og:site_name" content="Coastal Gazette">
<meta property="article:published_time" content="2026-03-02"></head>
<body><article><h1>Diplomats see a way to peacekeepers in the Skerries</h1>
<p>Norway would send peacekeepers to the Skerries if Iceland agrees to a ceasefire, unnamed Nordic
diplomats said on Monday.</p>
<p>Iceland rejects a foreign force, its foreign minister told the Gazette.</p></article></body></html>
"""

DENIAL = """<h1>Oslo denies an offer</h1>
<p>Lighthouse Herald, 16 March 2026</p>
<p>Norway has never offered to send peacekeepers to the Skerries, its prime minister said on Monday,
rejecting reports of an offer.</p>
<p>Denmark demands that Iceland agree to a ceasefire, the Danish foreign minister said.</p>
"""

CABLE = """Skerry Courier, 23 March 2026

Denmark is ready to send troops if Norway sends peacekeepers, the Danish prime minister said on Sunday,
giving up an earlier refusal.

Iceland agreed to talks.
"""

PASTED = """The European Union will pay for the patrol boats if Iceland agrees to a ceasefire, its envoy
to the Skerries said on Friday.

Norway is considering lending two ships, two officials familiar with the talks said.
"""

REPLAY = """The cup match between Norby and Sandvik ended 2-1 on Saturday.

The striker of Norby scored the second goal from a penalty before half-time, and the referee sent
the goalkeeper off.

Sandvik demanded that the league replay the match. The league rejected the demand.
"""
"""Parties that deal with one another, in a text that seems to tell of a game."""
