"""The report of a run: one HTML file without scripts, to read, keep or print.

RunFacts -> run_page -> HTML text
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from jinja2 import Environment
from markupsafe import Markup

from lamplight.bank.known import short
from lamplight.report.facts import RunFacts
from lamplight.report.plots import Bar, draw_bars
from lamplight.report.warnings import warnings_of

DAYS = 90
"""Days drawn, up to the newest."""
_LABELS = 6
_SENSES = 12


def run_page(facts: RunFacts) -> str:
    """Holds values of ads: the file is as sensitive as the database."""
    return _PAGE.render(
        facts=facts,
        ads=facts.summary["ads"],
        warnings=warnings_of(facts),
        days=draw_bars(list(_days(facts)), "Ads posted on each day"),
        networks=draw_bars(list(_sizes(facts.networks)), "Networks by their number of ads"),
        providers=draw_bars(list(_sizes(facts.providers)), "Providers by their number of ads"),
        languages=_languages(facts),
        senses=_SENSES,
        more_pictures=facts.summary["pictures"]["faults"] - len(facts.unread_pictures),
    )


def _days(facts: RunFacts) -> Iterator[Bar]:
    if not facts.days:
        return
    last = max(facts.days)
    first = max(min(facts.days), last - timedelta(days=DAYS - 1))
    count = (last - first).days + 1
    for step in range(count):
        day = first + timedelta(days=step)
        all_, new = facts.days.get(day, 0), facts.new_days.get(day, 0)
        label = f"{day:%m-%d}" if step % max(1, count // _LABELS) == 0 else ""
        yield Bar(f"{day}: {all_:,} ads, {new:,} of them by this run", all_, new, label)


def _sizes(sizes: Mapping[int, int]) -> Iterator[Bar]:
    """How many have 1 ad, 2 to 3, 4 to 7, …; below a bar stands where it begins."""
    bins: dict[int, int] = {}
    for ads, count in sizes.items():
        bins[ads.bit_length() - 1] = bins.get(ads.bit_length() - 1, 0) + count
    for power in range(max(bins, default=-1) + 1):
        low, high = 1 << power, (2 << power) - 1
        name = f"{low:,}" if low == high else f"{low:,}–{high:,}"
        count = bins.get(power, 0)
        yield Bar(f"{count:,} with {name} ads", count, count, f"{low:,}")


def _languages(facts: RunFacts) -> list[tuple[str, float, float]]:
    """(code, share before, share now), the most frequent now first."""
    before, new = facts.languages_before.shares, facts.languages_new.shares
    codes = sorted(before.keys() | new.keys(), key=lambda code: (-new.get(code, 0.0), code))
    return [(code, before.get(code, 0.0), new.get(code, 0.0)) for code in codes]


def _shown(kind: str, value: str) -> str:
    """Of a picture's hash only the beginning; a text is named after one of its ads."""
    if kind == "picture":
        return f"{kind} {short(kind, value)}"
    return f"words of ad {value}" if kind == "text" else f"{kind} {value}"


def _moment(value: date | None) -> str:
    return "" if value is None else f"{value:%Y-%m-%d %H:%M} UTC"


_STYLE = Markup("""
:root { color-scheme: light dark; --paper: #faf9f6; --surface: #fff; --line: #e7e3da;
  --ink: #1e1c19; --soft: #524d45; --lamp: #dd962a; --pale: #d9d3c6;
  --bad: #9c3226; --bad-ground: #faeae7; }
@media (prefers-color-scheme: dark) { :root { --paper: #121110; --surface: #1a1917;
  --line: #2d2a26; --ink: #f0ebe2; --soft: #bdb5a8; --pale: #4b463f;
  --bad: #f0a397; --bad-ground: #35201c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; background: var(--paper);
  color: var(--ink); font: 15px/1.5 ui-sans-serif, system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); }
section { background: var(--surface); border: 1px solid var(--line); border-radius: 10px;
  padding: 1rem 1.25rem; margin-top: 1rem; overflow-x: auto; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; }
.tiles b { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
.warn { border-color: var(--bad); background: var(--bad-ground); } .warn h2 { color: var(--bad); }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--soft); }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 600; color: var(--soft); } .n { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
svg { width: 100%; height: auto; display: block; } svg text { font-size: 11px; fill: var(--soft); }
rect.all { fill: var(--pale); } rect.strong { fill: var(--lamp); }
@media (max-width: 40rem) { section { padding: .8rem; }
  th, td { padding-right: .4rem; font-size: 14px; }
  td:first-child { min-width: 6rem; } th, th.n { white-space: normal; overflow-wrap: normal; }
  svg text { font-size: 22px; } }
@media print { section { break-inside: avoid; } }
""")

_PAGE = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
    """
{%- macro n(value) %}{{ "{:,}".format(value) }}{% endmacro -%}
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Run {{ facts.number }} – Lamplight</title>
<style>{{ style }}</style>
</head>
<body>
<header>
<h1>Run {{ facts.number }}</h1>
<p class="soft">{{ moment(facts.started_at) }} to {{ moment(facts.ended_at) }}, by
{{ facts.actor }}. This file holds what stood in ads: keep it as you keep the database.</p>
</header>
{% if warnings %}
<section class="warn"><h2>Look at this first</h2>
<ul>{% for warning in warnings %}<li>{{ warning }}</li>{% endfor %}</ul></section>
{% endif %}
<section><h2>What it came to</h2>
<div class="tiles">
<div><b>{{ n(ads.read) }}</b>ads read</div>
<div><b>{{ n(ads.new) }}</b>new</div>
<div><b>{{ n(ads.same) }}</b>known already</div>
<div><b>{{ n(ads.set_aside) }}</b>set aside</div>
<div><b>{{ n(ads.stored) }}</b>stored in all</div>
<div><b>{{ n(facts.summary.signals) }}</b>signals</div>
<div><b>{{ n(facts.summary.providers) }}</b>providers</div>
<div><b>{{ n(facts.summary.networks) }}</b>networks</div>
</div></section>
<section><h2>What was read</h2>
{% if facts.files %}
<table><thead><tr><th>file</th><th class="n">records</th><th class="n">new</th>
<th class="n">known</th><th class="n">set aside</th></tr></thead><tbody>
{% for file in facts.files %}<tr><td>{{ file.path }}</td><td class="n">{{ n(file.records) }}</td>
<td class="n">{{ n(file.new) }}</td><td class="n">{{ n(file.same) }}</td>
<td class="n">{{ n(file.set_aside) }}</td></tr>{% endfor %}
</tbody></table>
{% else %}<p>No file: what was stored was linked and ranked again.</p>{% endif %}
{% if facts.set_aside %}
<table><caption>Why records were set aside</caption><tbody>
{% for reason, count in facts.set_aside.items() %}<tr><td>{{ reason }}</td>
<td class="n">{{ n(count) }}</td></tr>{% endfor %}</tbody></table>
{% endif %}
{% if facts.unread %}
<table><caption>What ads lost that went in all the same</caption><tbody>
{% for sentence, count in facts.unread.items() %}<tr><td>{{ sentence }}</td>
<td class="n">{{ n(count) }}</td></tr>{% endfor %}</tbody></table>
{% endif %}
</section>
{% if facts.unread_pictures %}
<section><h2>Pictures that could not be read</h2>
<table><thead><tr><th>picture</th><th>ad</th><th>why</th></tr></thead><tbody>
{% for it in facts.unread_pictures %}<tr><td>{{ it.file or "" }}</td>
<td>{{ it.source }}/{{ it.ad_id }}{% if it.ads > 1 %} and {{ n(it.ads - 1) }} more{% endif %}</td>
<td>{{ it.reason }}</td></tr>{% endfor %}</tbody></table>
{% if more_pictures > 0 %}<p>And {{ n(more_pictures) }} more.</p>{% endif %}
</section>
{% endif %}
{% if days %}
<section><h2>Ads a day</h2>
<p class="soft">All that is stored, by the day of posting; strong: what this run brought.</p>
{{ days }}</section>
{% endif %}
<section><h2>Sources</h2>
<table><thead><tr><th>source</th><th class="n">before</th><th class="n">new</th></tr></thead><tbody>
{% for source in facts.sources %}<tr><td>{{ source.source }}</td>
<td class="n">{{ n(source.before) }}</td><td class="n">{{ n(source.new) }}</td></tr>{% endfor %}
</tbody></table></section>
{% if languages %}
<section><h2>Languages</h2>
<p class="soft">In samples of {{ n(facts.languages_before.sampled) }} ads before and
{{ n(facts.languages_new.sampled) }} new ones.</p>
<table>
<thead><tr><th>language</th><th class="n">before</th><th class="n">new</th></tr></thead><tbody>
{% for code, was, is_ in languages %}<tr><td>{{ code }}</td>
<td class="n">{{ "{:.0%}".format(was) }}</td><td class="n">{{ "{:.0%}".format(is_) }}</td></tr>
{% endfor %}</tbody></table></section>
{% endif %}
<section><h2>How large the networks are</h2>
<p class="soft">How many networks have so many ads, up to the next number.</p>
{{ networks }}</section>
<section><h2>How large the providers are</h2>
<p class="soft">How many providers have so many ads, up to the next number.</p>
{{ providers }}</section>
<section><h2>Values that were split</h2>
{% if facts.cuts %}
<p class="soft">{{ n(facts.cut_count) }} values stand for several independent groups of ads, and
join none of them by themselves. The {{ facts.cuts|length }} of most groups:</p>
<table><thead><tr><th>value</th><th>ads in each group</th><th>why</th></tr></thead><tbody>
{% for cut in facts.cuts %}<tr><td>{{ shown(cut.kind, cut.value) }}</td>
<td>{{ cut.groups[:senses]|join(", ") }}
{%- if cut.groups|length > senses %} … {{ cut.groups|length }} groups{% endif %}</td>
<td>{{ cut.text }}</td></tr>{% endfor %}</tbody></table>
{% else %}<p>None.</p>{% endif %}</section>
<section><h2>The most generic values</h2>
{% if facts.generic %}
<p class="soft">Shared values whose ads are in most groups that nothing else joins: support lines,
boilerplate, stolen pictures. They are held against no one.</p>
<table><thead><tr><th>value</th><th class="n">ads</th><th class="n">groups</th></tr></thead><tbody>
{% for use in facts.generic %}<tr><td>{{ shown(use.kind, use.value) }}</td>
<td class="n">{{ n(use.ads) }}</td><td class="n">{{ n(use.senses) }}</td></tr>{% endfor %}
</tbody></table>
{% else %}<p>No value is shared.</p>{% endif %}</section>
<section><h2>Stages</h2>
<table><thead><tr><th>stage</th><th class="n">seconds</th><th class="n">items</th>
<th class="n">a second</th></tr></thead><tbody>
{% for stage in facts.summary.stages %}<tr><td>{{ stage.name }}</td>
<td class="n">{{ "{:,.1f}".format(stage.seconds) }}</td><td class="n">{{ n(stage["items"]) }}</td>
<td class="n">{{ "{:,.0f}".format(stage.per_second) }}</td></tr>{% endfor %}</tbody></table>
</section>
</body>
</html>
""",
    globals={"style": _STYLE, "moment": _moment, "shown": _shown},
)
