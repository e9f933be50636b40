//! Cleaning, folding, codes, "did you mean", syllables.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::text::*;

#[test]
fn text_is_composed_and_its_blanks_are_spaces() {
    assert_eq!(clean("Thi ha\u{300}nh a\u{301}n"), "Thi hành án");
    assert_eq!(clean("vie\u{302}\u{323}c"), "việc");
    assert_eq!(clean("vie\u{323}\u{302}c"), "việc");
    // Typed tone first, as some keyboards do.
    assert_eq!(clean("tie\u{300}\u{302}n"), "tiền");
    assert_eq!(
        clean("\u{feff}  Cục\u{a0}\u{a0}THADS\u{200b} tỉnh\t Bến  Tre \u{202f}"),
        "Cục THADS tỉnh Bến Tre"
    );
    assert_eq!(clean("thi\u{ad} đua\u{7}"), "thi đua");
}

#[test]
fn lines_are_kept_and_trimmed() {
    assert_eq!(
        clean("\r\n a  b \r\n\r\n c\u{2028}d\re \n\n"),
        "a b\n\nc\nd\ne"
    );
    assert_eq!(clean(" \n "), "");
}

#[test]
fn the_wrong_d_is_put_right() {
    assert_eq!(clean("Ðồng Tháp, ðơn"), "Đồng Tháp, đơn");
    assert_eq!(clean("Ɖà Nẵng"), "Đà Nẵng");
    assert_eq!(fold("Ðồng"), "dong");
}

#[test]
fn the_writers_spelling_is_kept() {
    assert_eq!(clean("hoà, hòa, thuý, uỷ, sỹ"), "hoà, hòa, thuý, uỷ, sỹ");
}

#[test]
fn the_search_key_has_no_marks() {
    assert_eq!(
        fold("Cục THADS tỉnh  Đồng Tháp"),
        "cuc thads tinh dong thap"
    );
    assert_eq!(fold("ĂÂÊÔƠƯĐ ăâêôơưđ"), "aaeooud aaeooud");
    assert_eq!(fold("hòa"), fold("hoà"));
    assert_eq!(fold("thúy"), fold("thuý"));
    assert_eq!(fold("Ủy ban"), fold("Uỷ ban"));
    assert_eq!(fold("dòng 1\ndòng 2"), "dong 1 dong 2");
}

#[test]
fn i_and_y_are_one_at_the_end_of_a_syllable() {
    for (one, other) in [
        ("chiến sĩ", "chiến sỹ"),
        ("kỉ niệm", "kỷ niệm"),
        ("tỉ đồng", "tỷ đồng"),
        ("lí do", "lý do"),
        ("Mĩ", "Mỹ"),
        ("hi vọng", "hy vọng"),
        ("quí", "quý"),
    ] {
        assert_eq!(fold(one), fold(other), "{one}");
    }
    assert_ne!(fold("thúi"), fold("thúy"));
    assert_ne!(fold("hai"), fold("hay"));
    // What is typed first stays the beginning of longer words.
    assert!(fold("quyết định").starts_with(&fold("quy")));
    assert!(fold("tiền").starts_with(&fold("ti")));
}

#[test]
fn tones_alone_may_be_dropped() {
    assert_eq!(toneless("Đồng Tháp"), "đông thap");
    assert_eq!(toneless("ĐỒNG"), toneless("đống"));
    assert_ne!(toneless("đông"), toneless("dong"));
}

#[test]
fn headings_match_without_case_marks_and_spaces() {
    for heading in [
        "Mã cơ quan",
        "MÃ CƠ QUAN",
        "ma_co_quan",
        "Mã  cơ\u{a0}quan:",
        "Ma\u{303} cơ quan",
    ] {
        assert_eq!(heading_key(heading), "macoquan");
    }
    assert_eq!(heading_key("Tăng giảm %"), "tanggiam%");
    assert_ne!(heading_key("Tăng giảm"), heading_key("Tăng giảm %"));
    assert_eq!(heading_key("Tăng giảm ％"), "tanggiam%");
}

#[test]
fn codes_are_small_letters_digits_point_and_hyphen() {
    for code in ["quan-1", "can-tho-2020-2025", "0", "a.b"] {
        assert!(is_code(code), "{code}");
    }
    for code in [
        "",
        "Quan-1",
        "quận-1",
        "a b",
        "a_b",
        "a/b",
        &"a".repeat(101),
    ] {
        assert!(!is_code(code), "{code}");
    }
    assert!(is_code(&"a".repeat(100)));
}

#[test]
fn initials_are_the_folded_first_letters() {
    assert_eq!(initials("Nguyễn Văn Đức"), "nvd");
    assert_eq!(initials("H'Hen Niê"), "hn");
    assert_eq!(initials("Long An-Vĩnh Long"), "lavl");
    assert_eq!(initials("(Phòng) 12"), "p1");
    assert_eq!(initials(""), "");
}

#[test]
fn the_nearest_known_word_is_named() {
    let known = [
        "Mã cơ quan",
        "Mã cán bộ",
        "Năm công tác",
        "Giá trị",
        "Nguồn",
    ];
    assert_eq!(nearest("ma coquan", known), Some("Mã cơ quan"));
    assert_eq!(nearest("Năm công tac", known), Some("Năm công tác"));
    assert_eq!(nearest("Gía trị", known), Some("Giá trị"));
    assert_eq!(nearest("Nugồn", known), Some("Nguồn"));
    assert_eq!(
        nearest("viec.xogn", ["viec.xong", "tien.xong"]),
        Some("viec.xong")
    );
    assert_eq!(nearest("Thời tiết hôm nay", known), None);
    assert_eq!(nearest("", known), None);
    assert_eq!(nearest("x", ["y"]), None);
    assert_eq!(nearest("dung", [] as [&str; 0]), None);
}

#[test]
fn syllables_are_told_from_other_words() {
    for word in [
        "thi", "hành", "án", "nghiêng", "quốc", "giếng", "gì", "uyển", "khuỷu", "HÒA", "hoà", "Ư",
        "xoong", "quý", "thuở", "rượu", "yếu", "ủy", "huých", "ngoằn", "quyết", "giữ", "khuya",
    ] {
        assert!(is_syllable(word), "{word}");
    }
    for word in [
        "",
        "ñôn",
        "Niê",
        "Krông",
        "THADS",
        "enforcement",
        "école",
        "viẹtt",
        "câp",
        "các2",
        "hànhh",
        "ẵ",
        "bcd",
        "François",
    ] {
        assert!(!is_syllable(word), "{word}");
    }
}

fn vietnamese() -> impl Strategy<Value = String> {
    "[ a-zA-ZĐđÐðăâêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂÊÔƠƯẰỆỘ0-9.,\u{300}\u{301}\u{302}\u{ad}\u{feff}\n-]{0,40}"
}

proptest! {
    #[test]
    fn cleaning_and_folding_twice_change_nothing(text in "\\PC{0,40}") {
        let (cleaned, folded) = (clean(&text), fold(&text));
        prop_assert_eq!(clean(&cleaned), cleaned.clone());
        prop_assert_eq!(fold(&folded), folded.clone());
        prop_assert_eq!(fold(&cleaned), folded);
    }

    #[test]
    fn vietnamese_text_folds_to_ascii(text in vietnamese()) {
        let folded = fold(&text);
        prop_assert!(folded.is_ascii(), "{folded}");
        prop_assert_eq!(fold(&folded), folded.clone());
        prop_assert_eq!(clean(&clean(&text)), clean(&text));
    }

    #[test]
    fn composed_and_decomposed_text_have_one_key(text in vietnamese()) {
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        prop_assert_eq!(clean(&nfc), clean(&nfd));
        prop_assert_eq!(fold(&nfc), fold(&nfd));
        prop_assert_eq!(heading_key(&nfc), heading_key(&nfd));
        prop_assert_eq!(toneless(&nfc), toneless(&nfd));
    }

    #[test]
    fn case_has_no_say_in_keys(text in "[ a-zàảãáạêđĐÊẠ]{0,20}") {
        prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
    }

    #[test]
    fn a_known_word_is_nearest_to_itself(word in "[a-z]{2,12}", others in prop::collection::vec("[a-z]{2,12}", 0..5)) {
        let known = std::iter::once(word.as_str()).chain(others.iter().map(String::as_str));
        prop_assert_eq!(nearest(&word, known).map(fold), Some(fold(&word)));
    }
}
