"""A small edition, and all that layouts can say about it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from chart_input import TOKENS

from report_pdf.audit.checks import audit, list_lengths
from report_pdf.layout.lexicon import Lexicon, figure_text
from report_pdf.prose.texts import load_texts
from report_pdf.reading.edition import read_edition
from report_pdf.sources import Sources
from report_pdf.tables.tables import load_indicators

MADE_FROM = Sources((), "0123456789abcdef" * 4)

EDITION = """\
title = "Relazione"
description = "Una relazione di prova."
publisher = "Ente di prova"
language = "it"
version = "1.0"
date = 2023-09-01
identifier = "prova:2022"
tables = ["cifre"]

[period]
start = "2022-01"
end = "2023-06"
periods = ["2022", "2023-H1"]

[abbreviations]
"n.d." = "non disponibile"
"–" = "attività non ancora avviata"
"gen–giu" = "gennaio-giugno"

[[chapters]]
id = "fatti"

[[chapters.sections]]
id = "sedi"
title = "le sedi"
tables = ["sedi"]

[[chapters.sections]]
id = "corsi"
title = "i corsi"
text = "corsi"
tables = ["corsi"]
headline = "corsi.totale"
"""
FILES = {
    "indicators/corsi.csv": """\
id,group,label,unit,nature,source,note,2022,2023-H1
corsi.tenuti,aula,corsi tenuti,corsi,flusso,Ufficio,,1205,815
corsi.ore,aula,ore,ore,flusso,Scuola,,n.d.,40.5 stima
corsi.online,rete,corsi in rete,n.d.,flusso,Ufficio,,-,7
""",
    "indicators/sedi.csv": """\
id,group,label,unit,nature,source,note,2022,2023-H1
sedi.aperte,,sedi aperte,sedi,stock,Ufficio,,3,4
""",
    "indicators/cifre.csv": """\
id,group,label,unit,nature,source,note,value,when
corsi.totale,,corsi in tutto,corsi,totale,Ufficio,,2020,2022/2023-H1
corsi.voto,,voto medio,punti,media,Ufficio,,4.33,n.d.
corsi.minimo,,voto minimo,punti,costante,Ufficio,,1,n.d.
corsi.massimo,,voto massimo,punti,costante,Ufficio,,5,n.d.
""",
    "texts/corsi.md": 'Sono {{ n("corsi.totale") }}.\n\n## Argomenti\n\n- uno\n- due\n',
}


def lexicon(folder: Path, declared: str = "") -> Lexicon:
    """The words of the small edition, with what else is declared at the end of its `edition.toml`."""
    for name, content in (FILES | {"edition.toml": EDITION + declared}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    edition, findings = read_edition(folder, folder)
    assert edition is not None, findings
    indicators, findings = load_indicators(folder, edition.table_ids, edition.period.periods, folder)
    assert indicators is not None, findings
    texts, findings = load_texts(
        folder / "texts",
        edition.text_names,
        root=folder,
        functions={"n": partial(figure_text, indicators)},
        abbreviations=edition.abbreviations,
        foreign_words=edition.foreign_words,
    )
    assert findings == ()
    audited = audit(edition, indicators, list_lengths(texts))
    return Lexicon(edition, indicators, audited, texts, TOKENS, MADE_FROM)
