"""The office signs the finished book with its own tool: here with pyHanko, as PAdES B-B asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore
from sound_parts import bound, sound_part

from report_pdf.readback.readback import check_structure

FROM, TO = datetime(2024, 1, 1, tzinfo=UTC), datetime(2124, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> SimpleSigner:
    """Someone with a certificate of their own making."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ente di prova")])
    usage = {
        "digital_signature": True,
        "content_commitment": True,
        "key_encipherment": False,
        "data_encipherment": False,
        "key_agreement": False,
        "key_cert_sign": False,
        "crl_sign": False,
        "encipher_only": False,
        "decipher_only": False,
    }
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(FROM)
        .not_valid_after(TO)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(secret)
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    return SimpleSigner(
        signing_cert=load_cert_from_pemder(  # type: ignore[no-untyped-call]
            str(folder / "certificate.pem")
        ),
        signing_key=load_private_key_from_pemder(str(folder / "key.pem"), passphrase=None),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )


def signed(book: bytes, signer: SimpleSigner) -> bytes:
    facts = PdfSignatureMetadata(field_name="Firma", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    out = BytesIO()
    sign_pdf(IncrementalPdfFileWriter(BytesIO(book)), facts, signer=signer, output=out)
    return out.getvalue()


def test_a_signed_book_keeps_both_profiles(
    signer: SimpleSigner, tmp_path: Path, verapdf: Callable[[Path, str], list[str]]
) -> None:
    book = bound(tmp_path, [sound_part(tmp_path / "B", "B", 2)])
    file = signed(book, signer)
    assert file.startswith(book)
    (tmp_path / "signed.pdf").write_bytes(file)
    assert verapdf(tmp_path / "signed.pdf", "2a") == verapdf(tmp_path / "signed.pdf", "ua1") == []
    trust = ValidationContext(trust_roots=[signer.signing_cert], allow_fetching=False)
    (signature,) = PdfFileReader(BytesIO(file)).embedded_signatures
    status = validate_pdf_signature(signature, trust)
    assert (status.intact, status.valid) == (True, True)
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE


def test_the_signature_is_no_fault_of_the_structure(signer: SimpleSigner, tmp_path: Path) -> None:
    assert check_structure(signed(bound(tmp_path, []), signer)) == ()
