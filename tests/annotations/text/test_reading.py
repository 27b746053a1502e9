"""Files that are read, and files that are refused with a line that says why."""

from __future__ import annotations

import codecs
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import InputError
from annotations.text import reading
from annotations.text.reading import decode, read_file


def write(folder: Path, data: bytes) -> Path:
    path = folder / "berita.txt"
    path.write_bytes(data)
    return path


def refused(path: Path, encoding: str | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read_file(path, encoding)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("data", "text", "newline"),
    [
        (b"satu\ndua\n", "satu\ndua\n", "\n"),
        (b"satu\r\ndua\r\n", "satu\ndua\n", "\r\n"),
        (b"satu\rdua\r", "satu\ndua\n", "\r"),
        (b"satu\r\ndua\ntiga\rempat", "satu\ndua\ntiga\nempat", "\r\n"),
        (b"satu", "satu", "\n"),
    ],
)
def test_newlines_become_lf_and_the_first_is_remembered(
    tmp_path: Path, data: bytes, text: str, newline: str
) -> None:
    decoded = read_file(write(tmp_path, data))
    assert (decoded.text, decoded.newline, decoded.bom) == (text, newline, False)


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_taken_off_and_remembered(tmp_path: Path, mark: str) -> None:
    decoded = read_file(write(tmp_path, "kafé “satu”".encode(mark)))
    assert (decoded.text, decoded.bom) == ("kafé “satu”", True)
    assert decoded.encoding == mark.removesuffix("-sig")


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_16_of_either_order(order: str) -> None:
    mark = codecs.BOM_UTF16_LE if order == "le" else codecs.BOM_UTF16_BE
    assert decode(mark + "kafé\r\n".encode(f"utf-16-{order}")).text == "kafé\n"


def test_text_is_not_normalised() -> None:
    assert decode("kafe\u0301".encode()).text == "kafe\u0301"


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        (b"satu\ndua kaf\xe9\n", 2, 8, "0xE9"),
        (b"\xff", 1, 1, "0xFF"),
        ("é\r\né".encode() + b"\x80", 2, 2, "0x80"),
        (b"\xef\xbb\xbfab\x93", 1, 3, "0x93"),
    ],
)
def test_what_is_not_utf_8_is_placed(tmp_path: Path, data: bytes, line: int, column: int, byte: str) -> None:
    path = write(tmp_path, data)
    error = refused(path)
    assert (error.path, error.line, error.column) == (path, line, column)
    assert byte in error.message
    assert "--encoding cp1252" in error.advice


def test_an_encoding_given_by_name(tmp_path: Path) -> None:
    decoded = read_file(write(tmp_path, b"kaf\xe9 \x93satu\x94"), "cp1252")
    assert (decoded.text, decoded.encoding) == ("kafé “satu”", "cp1252")
    assert read_file(write(tmp_path, "kafé".encode("utf-16-le")), "utf-16-le").text == "kafé"
    assert read_file(write(tmp_path, b"\xef\xbb\xbfsatu"), "utf-8").bom


def test_a_given_encoding_that_does_not_fit(tmp_path: Path) -> None:
    error = refused(write(tmp_path, b"satu\nkaf\x81"), "cp1252")
    assert (error.line, error.column) == (2, 4)
    assert "CP1252" in error.message


@pytest.mark.parametrize("encoding", ["no-such", "", "a\0b", "utf-8 ; rm", "é"])
def test_names_of_no_encoding(tmp_path: Path, encoding: str) -> None:
    assert "unknown encoding" in refused(write(tmp_path, b"satu"), encoding).message


@pytest.mark.parametrize("encoding", ["hex", "rot13", "undefined"])
def test_codecs_that_give_no_text(tmp_path: Path, encoding: str) -> None:
    assert "does not decode" in refused(write(tmp_path, b"satu"), encoding).message


def test_lone_surrogates_cannot_come_in(tmp_path: Path) -> None:
    refused(write(tmp_path, b"\\ud800"), "unicode_escape")
    refused(write(tmp_path, b"\xff\xfe\x00\xd8"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "blank"),
        (b"\xef\xbb\xbf", "blank"),
        (b"PK\x03\x04\x00\x00", "binary"),
        (b"\x7fELF" + b"a" * 100 + b"\0", "binary"),
        (codecs.BOM_UTF32_LE + "satu".encode("utf-32-le"), "UTF-32"),
    ],
)
def test_files_without_text(tmp_path: Path, data: bytes, message: str) -> None:
    assert message in refused(write(tmp_path, data)).message


def test_binary_under_a_given_encoding(tmp_path: Path) -> None:
    assert "binary" in refused(write(tmp_path, b"GIF\0\0"), "cp1252").message


def test_a_file_over_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 64)
    assert read_file(write(tmp_path, b"a" * 64)).text == "a" * 64
    assert "larger" in refused(write(tmp_path, b"a" * 65)).message


def test_a_file_whose_size_is_not_told() -> None:
    assert read_file(Path("/proc/self/status")).text.startswith("Name:")


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    assert "pipe" in refused(fifo).message
    assert "folder" in refused(tmp_path).message
    assert "device" in refused(Path("/dev/null")).message
    assert "device" in refused(Path("/dev/zero")).message


def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert refused(Path("socket")).message


def test_names_that_lead_nowhere(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    file = write(tmp_path, b"satu")
    assert refused(tmp_path / "tiada.txt").message == "no such file"
    assert "no such file" in refused(file / "lagi").message
    assert "symbolic links" in refused(loop).message
    assert "too long" in refused(tmp_path / ("a" * 5000)).message
    assert "name" in refused(Path("a\0b")).message


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, b"satu")
    monkeypatch.setattr(os, "open", deny)
    assert refused(path).message == "permission denied"


def test_a_symlink_is_followed(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(write(tmp_path, b"satu"))
    assert read_file(link).text == "satu"


@given(st.binary(max_size=60), st.sampled_from([None, "utf-8", "cp1252", "utf-16", "utf-7", "punycode"]))
def test_any_bytes_give_clean_text_or_the_one_error(data: bytes, encoding: str | None) -> None:
    try:
        decoded = decode(data, encoding=encoding)
    except InputError:
        return
    assert "\r" not in decoded.text
    assert decoded.text.encode("utf-8")
