# SPDX-License-Identifier: Apache-2.0
"""What a person brings to the doctor: one report, as data for a page and as a PDF.

    report = visit(person, episodes, assessment, now, library, language="de", left_out=frozenset({"tried"}))
    file = pdf(report)

`visit` needs no clock, no network and no database. `VisitReport` is plain: every part has a `heading` and its words,
lists are tuples, so a Django template can print it as it is and escapes it like any text:

    {% if report.pattern %}
      <h2>{{ report.pattern.heading }}</h2>
      <p>{{ report.pattern.summary }}</p>
      <dl>{% for fact in report.pattern.facts %}<dt>{{ fact.label }}</dt>
        <dd>{{ fact.value }}{% if fact.more %} ({{ fact.more }}){% endif %}</dd>{% endfor %}</dl>
    {% endif %}
    {% for bar in report.frequency.bars %}<li>{{ bar.words }}</li>{% endfor %}
    {% for one in report.questions.items %}<li lang="{{ one.text.language }}">{{ one.text.words }}</li>{% endfor %}

- A part that the person took out is None: `left_out` takes the names of `Part`, and ids of single questions, options,
  remedies and conditions.
- A `Text` has `words` and `language`: content that is not translated stays English and must be marked with `lang`.
- Paragraphs of `notes` have `text` and `direction`; they and every remark are the person's own text: print them
  escaped.
- `report.flags.level` is a level of care, or empty where nothing was asked.

`report_json` gives the same for programs.
"""

from unclench.reports.diary_parts import Text
from unclench.reports.entities import Answer, Part, VisitReport
from unclench.reports.pdf import pdf
from unclench.reports.shape import report_json
from unclench.reports.visit import visit

__all__ = ["Answer", "Part", "Text", "VisitReport", "pdf", "report_json", "visit"]
