"""metadati.xml: the book as a *documento informatico*, in the element names of AgID's guidelines, Allegato 5.

Only what an edition says is written. What the office's records system knows (registry number, class, time of
retention) is added there, when the package is handed over for preservation.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from report_pdf.archive.manifest import Allegato, FileDiStampa, Manifest

NAME = "metadati.xml"
_MOST_KEYWORDS = 5
_MADE_BY_SOFTWARE = (
    "creazione tramite utilizzo di strumenti software che assicurino la produzione di documenti "
    "nei formati previsti in allegato 2"
)
Tree = Mapping[str, object]
"""Element name to its text, to the tree in it, or to a list of either when it is repeated."""


def metadata_xml(manifest: Manifest) -> bytes:
    """The content of metadati.xml for the book that `manifest` describes."""
    root = Element("DocumentoInformatico")
    _fill(root, _document(manifest))
    indent(root, " ")
    xml: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _fill(parent: Element, tree: Tree) -> None:
    for name, value in tree.items():
        for one in value if isinstance(value, list) else [value]:
            child = SubElement(parent, name)
            if isinstance(one, Mapping):
                _fill(child, one)
            else:
                child.text = str(one)


def _document(manifest: Manifest) -> Tree:
    return {
        "IdDoc": _identity(manifest.file.sha256, _identifier(manifest, manifest.versione)),
        "ModalitaDiFormazione": _MADE_BY_SOFTWARE,
        "TipologiaDocumentale": manifest.titolo,
        "DatiDiRegistrazione": _registration(manifest),
        "Soggetti": {"Ruolo": [_author(manifest), _producer(manifest)]},
        "ChiaveDescrittiva": {
            "Oggetto": manifest.oggetto,
            "ParoleChiave": list(manifest.parole_chiave[:_MOST_KEYWORDS]),
        },
        "Allegati": {
            "NumeroAllegati": len(manifest.allegati) + len(manifest.stampa),
            "IndiceAllegati": [
                *(_appendix(manifest, part) for part in manifest.allegati),
                *(_for_press(manifest, file) for file in manifest.stampa),
            ],
        },
        "Riservato": "false",
        "IdentificativoDelFormato": {
            "Formato": ", ".join(manifest.file.profili) or manifest.file.mime,
            "ProdottoSoftware": {
                "NomeProdotto": manifest.generazione.programma,
                "VersioneProdotto": manifest.generazione.versione,
            },
        },
        "Verifica": {
            "FirmatoDigitalmente": "false",
            "SigillatoElettronicamente": "false",
            "MarcaturaTemporale": "false",
            "ConformitaCopieImmagineSuSupportoInformatico": "false",
        },
        "NomeDelDocumento": manifest.file.nome,
        "VersioneDelDocumento": manifest.versione,
        **_change(manifest),
    }


def _identifier(manifest: Manifest, version: str) -> str:
    return f"{manifest.identificativo}:{version}"


def _identity(sha256: str, identifier: str) -> Tree:
    digest = b64encode(bytes.fromhex(sha256)).decode()
    return {
        "ImprontaCrittograficaDelDocumento": {"Impronta": digest, "Algoritmo": "SHA-256"},
        "Identificativo": identifier,
    }


def _registration(manifest: Manifest) -> Tree:
    """No registry knows the book yet; it is made to be published, so it is a document that goes out."""
    unregistered = {
        "TipoRegistro": "Nessuno",
        "DataDocumento": manifest.data,
        "NumeroDocumento": _identifier(manifest, manifest.versione),
    }
    return {"TipologiaDiFlusso": "U", "TipoRegistro": {"Nessuno": unregistered}}


def _author(manifest: Manifest) -> Tree:
    return {"Autore": {"TipoRuolo": "Autore", "PG": {"DenominazioneOrganizzazione": manifest.ente}}}


def _producer(manifest: Manifest) -> Tree:
    program = f"{manifest.generazione.programma} {manifest.generazione.versione}"
    return {"Produttore": {"TipoRuolo": "Produttore", "SW": {"DenominazioneSistema": program}}}


def _appendix(manifest: Manifest, part: Allegato) -> Tree:
    identifier = f"{_identifier(manifest, manifest.versione)}:{part.chiave}"
    return {"IdDoc": _identity(part.sha256, identifier), "Descrizione": f"{part.nome}: {part.titolo}"}


def _for_press(manifest: Manifest, file: FileDiStampa) -> Tree:
    identifier = f"{_identifier(manifest, manifest.versione)}:{file.nome}"
    return {"IdDoc": _identity(file.sha256, identifier), "Descrizione": f"Per la tipografia: {file.nome}"}


def _change(manifest: Manifest) -> Tree:
    before = manifest.versione_precedente
    if before is None or before.sha256_pdf is None:
        return {}
    change = {
        "TipoModifica": "Rettifica",
        "DataModifica": manifest.data,
        "IdDocVersionePrecedente": _identity(before.sha256_pdf, _identifier(manifest, before.versione)),
    }
    return {"TracciatureModificheDocumento": change}
