"""The second pass over the article, and mentions under one name."""

from __future__ import annotations

from annotations.article import Article
from annotations.finders.entities import find_entities
from annotations.finders.findings import Findings


def groups(text: str) -> dict[str, list[str]]:
    """Each entity's mentions, in text order."""
    found: dict[str, list[str]] = {}
    for entity in find_entities(Article(text), Findings()):
        found.setdefault(entity.entity, []).append(entity.text_in(text))
    return found


def test_a_surname_joins_the_full_name() -> None:
    text = "Duta Besar Olav Hansteen tiba. Sesudah itu Hansteen meminta maaf. Keputusan Hansteen jelas."
    assert groups(text)["Olav Hansteen"] == ["Olav Hansteen", "Hansteen", "Hansteen"]


def test_a_first_name_joins_the_full_name_that_comes_later() -> None:
    text = "Begitu kata Sukarti. Sebelumnya Direktur Utama Sukarti Wulandari pergi."
    assert groups(text)["Sukarti Wulandari"] == ["Sukarti", "Sukarti Wulandari"]


def test_other_names_of_a_country_are_one_place() -> None:
    found = groups("Delegasi RI tiba. Kemudian Indonesia dan Tiongkok sepakat, kata menteri China itu.")
    assert found["Indonesia"] == ["RI", "Indonesia"]
    assert found["Tiongkok"] == ["Tiongkok", "China"]


def test_a_short_form_in_brackets_joins_the_full_name() -> None:
    text = "Badan Pengelola Air Minum (BPAM) tutup. Petugas BPAM pulang."
    assert groups(text) == {"Badan Pengelola Air Minum": ["Badan Pengelola Air Minum", "BPAM", "BPAM"]}


def test_capitals_and_small_letters_are_one_place() -> None:
    assert groups("JAKARTA hujan. Lalu Jakarta cerah.") == {"Jakarta": ["JAKARTA", "Jakarta"]}


def test_different_persons_stay_apart() -> None:
    text = "Presiden Darman Suteja hadir. Menteri Wulan Prasti juga hadir."
    assert set(groups(text)) == {"Darman Suteja", "Wulan Prasti"}


def test_governments_and_ministries_go_by_their_full_names() -> None:
    text = "Pemerintah Indonesia hadir. Menurut pemerintah RI, Kemlu RI dan Kementerian Luar Negeri setuju."
    assert groups(text) == {
        "Pemerintah Indonesia": ["Pemerintah Indonesia", "pemerintah RI"],
        "Kementerian Luar Negeri": ["Kemlu RI", "Kementerian Luar Negeri"],
    }


def test_what_others_govern_and_flee_to_is_a_place_after_a_title_too() -> None:
    text = (
        "Pemerintah Velmara membantah. Warga Velmara mengungsi. Mereka menuju Velmara. "
        "Presiden Velmara Ossian Drelle hadir. Presiden Velmara pulang."
    )
    found = groups(text)
    assert found["Velmara"] == ["Velmara"] * 4
    assert found["Ossian Drelle"] == ["Ossian Drelle"]


def test_a_company_is_known_by_its_own_name() -> None:
    text = "Laba PT Wirandaru Sumbara Tbk naik. Kemarin Wirandaru Sumbara merumahkan pekerjanya."
    assert groups(text)["Wirandaru Sumbara"] == ["PT Wirandaru Sumbara Tbk", "Wirandaru Sumbara"]


def test_forms_of_company_do_not_make_another_company() -> None:
    text = "Ia membeli saham PT Bank Wirandaru (Persero) Tbk. Kata dia, Bank Wirandaru sehat."
    assert groups(text)["Bank Wirandaru"] == ["PT Bank Wirandaru (Persero) Tbk", "Bank Wirandaru"]
