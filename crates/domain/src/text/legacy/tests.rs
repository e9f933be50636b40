//! Tests of the old encodings: an encoder of our own, sentences each way, and texts that must stay.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

/// Lines of the profession; many letters, all tones.
const SENTENCES: [&str; 26] = [
    "Cục Thi hành án dân sự tỉnh Bến Tre phát động phong trào thi đua năm 2022",
    "Quyết định về việc tặng Giấy khen cho các tập thể, cá nhân có thành tích xuất sắc",
    "Chi cục Thi hành án dân sự huyện Giồng Trôm",
    "Đảng ủy, Ban lãnh đạo và toàn thể công chức, người lao động",
    "Tổng số việc phải thi hành là 3.427 việc, tăng 2.370 việc so với cùng kỳ",
    "Phấn đấu thi hành xong đạt tỷ lệ trên 83,30% về việc và 40,10% về tiền",
    "Kỷ niệm 75 năm Ngày truyền thống Thi hành án dân sự (19/7/1946 - 19/7/2021)",
    "Hội đồng thi đua, khen thưởng họp xét danh hiệu Chiến sĩ thi đua cơ sở",
    "Ông Nguyễn Văn Thưởng, Chấp hành viên sơ cấp",
    "Bà Trần Thị Hồng Nhung, Thẩm tra viên",
    "Ủng hộ quỹ vì người nghèo số tiền hơn 50 triệu đồng",
    "Xây dựng 12 cây cầu, 25 căn nhà tình nghĩa, 60 căn nhà tình thương",
    "Trả lời khiếu nại, tố cáo đúng thời hạn luật định",
    "Những khuyết điểm, hạn chế và nguyên nhân cần rút kinh nghiệm",
    "Thực hiện nghiêm kỷ luật, kỷ cương hành chính; giữ gìn đoàn kết nội bộ",
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Phường Mỹ Bình, thành phố Long Xuyên, tỉnh An Giang",
    "Bảo đảm an toàn, không để xảy ra mất mát hồ sơ, vật chứng",
    "Ghi nhận sự nỗ lực vượt bậc của tập thể đơn vị",
    "Đề nghị Bộ trưởng Bộ Tư pháp tặng Cờ thi đua ngành Tư pháp",
    "Rà soát, phân loại án có điều kiện và chưa có điều kiện thi hành",
    "Cưỡng chế giao nhà, quyền sử dụng đất tại xã Hưng Khánh Trung",
    "Buổi lễ ký kết giao ước diễn ra trong không khí phấn khởi",
    "Sổ theo dõi riêng gồm những việc chuyển từ năm trước",
    "Khẩu hiệu: đoàn kết, kỷ cương, sáng tạo, hiệu quả",
    "Thủy lợi, lũ lụt, nghĩa trang, ngoằn ngoèo, khuỷu tay, mỹ thuật, ý kiến, yếu kém, ỷ lại",
];

/// Cells of one or two words.
const CELLS: [&str; 12] = [
    "Việc",
    "Tổng số",
    "Số tiền",
    "Đơn vị",
    "Họ và tên",
    "Chức vụ",
    "Quận Ninh Kiều",
    "Nguyễn Thị Mười",
    "Phường",
    "Bến Tre",
    "Đồng Tháp",
    "Năm công tác",
];

/// Unicode texts that must be left as they are.
const NOT_OLD: [&str; 66] = [
    "",
    "Thi hanh an dan su",
    "Report on civil judgment enforcement 2021",
    // Vietnamese whose only marks are those of Latin-1.
    "hòa",
    "hoà",
    "Hòa Bình",
    "Hà Nam",
    "Tây Ninh",
    "Cà Mau",
    "An Giang, Kiên Giang, Hà Tĩnh",
    "công tác",
    "là",
    "và",
    "hai mét",
    "Số 5",
    "toàn tâm toàn ý",
    "có tên trong danh sách",
    "TÂY NINH",
    "PHÒNG THI HÀNH ÁN KHU VÚC",
    "Lê Văn Hùng",
    "Võ Thành Tâm",
    "Cán bô và nhân dân",
    "Trân trông kính moi",
    "khôg có gì",
    "tông kêt công tác",
    "bô phân kê toán",
    "y tê và giáo duc",
    "H'Hen Niê",
    "Y Thanh Hà Niê",
    "Krông Búk",
    "Krông Năng, Buôn Hồ",
    "Thi đua là yêu nước",
    "Ðồng Tháp",
    // Other languages and names.
    "François Mitterrand",
    "Hélène",
    "Noël",
    "Loïc",
    "Thaï",
    "Anaïs et Zoë",
    "Müller",
    "José García Núñez",
    "São Paulo",
    "Citroën",
    "Être né à Genève, élève très zélé",
    "Où êtes-vous allé cet été ? À la plage, bien sûr.",
    "« Bonjour », dit-il",
    "naïve café crème",
    "Raphaël, Joël, Michaël et Gaël",
    "Björn Håkansson",
    "Jens Sørensen, Århus",
    "Straße, Fuß, Größe",
    "El niño pequeño está aquí",
    "Der Bürgermeister von Köln eröffnet",
    "João não está no coração",
    "Hyvää päivää, leveä tie",
    "Seán O'Casey",
    "Renée Élisabeth Côté",
    "Peña Nieto",
    "Günther Öz",
    // Signs.
    "25 °C",
    "½ kg, ¼ l",
    "µm",
    "© 2021 Bộ Tư pháp",
    "Windows® và Office®",
    "Điều 5 § 2 ¶ 3",
    "10 × 20 = 200",
];

fn tcvn3_encoded(text: &str) -> String {
    let codes: Vec<(char, char)> = ('\u{a1}'..='\u{ff}')
        .filter_map(|code| tcvn3::letter(code).map(|letter| (letter, code)))
        .collect();
    let code = |letter: char| {
        codes
            .iter()
            .find(|(known, _)| *known == letter)
            .map(|(_, code)| *code)
    };
    let small = |letter: char| letter.to_lowercase().next().unwrap();
    text.chars()
        .map(|letter| {
            code(letter)
                .or_else(|| code(small(letter)))
                .unwrap_or(letter)
        })
        .collect()
}

/// Written from the description of the encoding, apart from the decoder's tables.
fn vni_encoded(text: &str) -> String {
    text.chars().map(vni_letter).collect()
}

fn vni_letter(letter: char) -> String {
    let capital = letter.is_uppercase();
    let small = letter.to_lowercase().next().unwrap();
    let alone = "íìỉĩịỵđ".chars().position(|known| known == small);
    if let Some(at) = alone {
        let code = "íìæóòîñ".chars().nth(at).unwrap();
        return cased(code, capital).to_string();
    }
    let parts: Vec<char> = std::iter::once(small).nfd().collect();
    let has = |mark: char| parts.contains(&mark);
    // In the order none, sắc, huyền, hỏi, ngã, nặng.
    let tone = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}']
        .into_iter()
        .position(has);
    let base = match (parts[0], has('\u{31b}')) {
        ('o', true) => 'ô',
        ('u', true) => 'ö',
        (base, _) => base,
    };
    let row = if has('\u{302}') {
        "âáàåãä"
    } else if has('\u{306}') {
        "êéèúüë"
    } else {
        " ùøûõï"
    };
    let mark = row.chars().nth(tone.map_or(0, |tone| tone + 1)).unwrap();
    let mark = if mark == ' ' {
        String::new()
    } else {
        cased(mark, capital).to_string()
    };
    format!("{}{mark}", cased(base, capital))
}

fn cased(letter: char, capital: bool) -> char {
    if capital {
        letter.to_uppercase().next().unwrap()
    } else {
        letter
    }
}

/// TCVN3 keeps no capital with a tone: those come back small.
fn without_toned_capitals(text: &str) -> String {
    let kept = |letter: char| letter.is_ascii() || "ĂÂÊÔƠƯĐ".contains(letter);
    text.chars()
        .map(|letter| {
            if kept(letter) {
                letter
            } else {
                letter.to_lowercase().next().unwrap()
            }
        })
        .collect()
}

#[test]
fn known_texts_of_both_encodings() {
    assert_eq!(
        to_unicode("Thi hµnh ¸n d©n sù", Encoding::Tcvn3),
        "Thi hành án dân sự"
    );
    assert_eq!(
        to_unicode("C¬ quan §¶ng ñy", Encoding::Tcvn3),
        "Cơ quan Đảng ủy"
    );
    assert_eq!(
        to_unicode("tr\u{ad}ëng phßng", Encoding::Tcvn3),
        "trưởng phòng"
    );
    assert_eq!(
        to_unicode("Thi haønh aùn daân söï", Encoding::Vni),
        "Thi hành án dân sự"
    );
    assert_eq!(
        to_unicode("Cô quan Ñaûng uûy", Encoding::Vni),
        "Cơ quan Đảng ủy"
    );
    assert_eq!(to_unicode("BOÄ TÖ PHAÙP", Encoding::Vni), "BỘ TƯ PHÁP");
}

#[test]
fn sentences_come_back_from_vni() {
    for sentence in SENTENCES.iter().chain(&CELLS) {
        for text in [(*sentence).to_owned(), sentence.to_uppercase()] {
            let encoded = vni_encoded(&text);
            assert_eq!(to_unicode(&encoded, Encoding::Vni), text, "{encoded}");
        }
    }
    for sentence in SENTENCES {
        for text in [sentence.to_owned(), sentence.to_uppercase()] {
            assert_eq!(
                detect(&vni_encoded(&text)),
                Some(Encoding::Vni),
                "{}",
                vni_encoded(&text)
            );
        }
    }
}

#[test]
fn sentences_come_back_from_tcvn3() {
    for sentence in SENTENCES.iter().chain(&CELLS) {
        let encoded = tcvn3_encoded(sentence);
        assert_eq!(
            to_unicode(&encoded, Encoding::Tcvn3),
            without_toned_capitals(sentence),
            "{encoded}"
        );
    }
    for sentence in SENTENCES {
        assert_eq!(
            detect(&tcvn3_encoded(sentence)),
            Some(Encoding::Tcvn3),
            "{}",
            tcvn3_encoded(sentence)
        );
    }
}

#[test]
fn lines_in_capitals_come_back_in_capitals() {
    for sentence in SENTENCES {
        let capitals = sentence.to_uppercase();
        let encoded = tcvn3_encoded(&capitals);
        assert_eq!(to_unicode(&encoded, Encoding::Tcvn3), capitals, "{encoded}");
        assert_eq!(detect(&encoded), Some(Encoding::Tcvn3), "{encoded}");
    }
    // Words in capitals among small ones; one capital at the beginning is a name's.
    assert_eq!(
        to_unicode("Côc THI HµNH ¸N tØnh Hµ TÜnh", Encoding::Tcvn3),
        "Cục THI HÀNH ÁN tỉnh Hà Tĩnh"
    );
    assert_eq!(to_unicode("Hµ NéI", Encoding::Tcvn3), "HÀ NỘI");
}

#[test]
fn short_cells_are_recognised_where_the_letters_allow() {
    for cell in CELLS {
        for (encoded, encoding) in [
            (tcvn3_encoded(cell), Encoding::Tcvn3),
            (vni_encoded(cell), Encoding::Vni),
        ] {
            let found = detect(&encoded);
            assert!(
                found.is_none() || found == Some(encoding),
                "{cell}: {encoded}"
            );
        }
    }
    let missed = |encode: fn(&str) -> String| -> Vec<&str> {
        CELLS
            .into_iter()
            .filter(|cell| detect(&encode(cell)).is_none())
            .collect()
    };
    // `BÕn` could be a slip of the shift key, `Beán` a name, as the Irish Seán is.
    assert_eq!(missed(tcvn3_encoded), ["Bến Tre"]);
    assert_eq!(missed(vni_encoded), ["Bến Tre"]);
}

#[test]
fn a_lost_soft_hyphen_is_put_back() {
    assert_eq!(to_unicode("Mêng Kh¬ng", Encoding::Tcvn3), "Mường Khương");
    assert_eq!(to_unicode("thêng xuyªn", Encoding::Tcvn3), "thường xuyên");
    assert_eq!(to_unicode("s¬n", Encoding::Tcvn3), "sơn");
}

#[test]
fn unicode_is_never_taken_for_an_old_encoding() {
    for text in NOT_OLD.iter().chain(&SENTENCES).chain(&CELLS) {
        for text in [(*text).to_owned(), text.to_uppercase(), text.to_lowercase()] {
            assert_eq!(detect(&text), None, "{text}");
            let decomposed: String = text.nfd().collect();
            assert_eq!(detect(&decomposed), None, "{text} decomposed");
        }
    }
}

#[test]
fn words_of_unicode_are_never_taken_one_by_one() {
    let words = NOT_OLD
        .iter()
        .chain(&SENTENCES)
        .flat_map(|text| text.split_whitespace());
    for word in words {
        assert_eq!(detect(word), None, "{word}");
    }
}

#[test]
fn lines_and_foreign_letters_are_kept() {
    assert_eq!(to_unicode("Béc\n“½” – 5", Encoding::Vni), "Béc\n“½” – 5");
    assert_eq!(to_unicode("a\n“Sè” – 5", Encoding::Tcvn3), "a\n“Số” – 5");
}

fn sentence() -> impl Strategy<Value = String> {
    let words: Vec<&str> = SENTENCES.iter().flat_map(|text| text.split(' ')).collect();
    prop::collection::vec(prop::sample::select(words), 1..9).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn shuffled_words_come_back(text in sentence()) {
        prop_assert_eq!(detect(&text), None);
        prop_assert_eq!(to_unicode(&vni_encoded(&text), Encoding::Vni), text.clone());
        let found = detect(&vni_encoded(&text));
        prop_assert!(found.is_none() || found == Some(Encoding::Vni));
        let found = detect(&tcvn3_encoded(&text));
        prop_assert!(found.is_none() || found == Some(Encoding::Tcvn3));
    }

    #[test]
    fn nothing_makes_recognition_fail_loudly(text in "\\PC{0,30}", codes in "[\u{a1}-\u{ff} a-z\n]{0,30}") {
        for text in [text, codes] {
            let _ = (detect(&text), to_unicode(&text, Encoding::Tcvn3), to_unicode(&text, Encoding::Vni));
        }
    }
}
