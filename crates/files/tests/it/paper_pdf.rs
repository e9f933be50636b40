//! The PDF's pages as they are printed: text, page numbers, headings of tables, letters without a glyph.

use thidua_files::paper::{Block, Document, PaperError, pdf};

use crate::paper_sample as sample;

fn saying(words: &str) -> Document {
    let mut document = sample::letter();
    document.blocks = vec![Block::Paragraph(words.into())];
    document
}

/// The text with line breaks as spaces.
fn flat(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The long report is typeset once for all that is asked of it.
#[test]
fn the_report_is_printed_as_the_decree_asks() {
    let pages = pdf::pages(&sample::report()).unwrap();
    let annex = pages
        .iter()
        .position(|page| page.contains("Phụ lục I"))
        .unwrap();
    text_reads_as_written(&pages);
    pages_are_numbered_anew_in_the_annex(&pages, annex);
    headings_of_tables_repeat(&pages, annex);
}

fn text_reads_as_written(pages: &[String]) {
    let first = flat(&pages[0]);
    for words in [
        "CHI CỤC THI HÀNH ÁN DÂN SỰ QUẬN 1",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Quận 1, ngày 05 tháng 10 năm 2021",
        "BÁO CÁO Kết quả công tác thi hành án dân sự và phong trào thi đua năm 2021",
        "Kính gửi: - Cục Thi hành án dân sự Thành phố Hồ Chí Minh; - Ủy ban nhân dân Quận 1.",
        "Căn cứ Luật Thi đua, khen thưởng;",
        "về việc phát động phong trào thi đua năm 2021.",
        "I. KẾT QUẢ CÔNG TÁC THI HÀNH ÁN DÂN SỰ 1. Kết quả về việc",
        "đạt tỷ lệ 68,72%, vượt 13,20% so với chỉ tiêu",
    ] {
        assert!(first.contains(words), "{words}\n{first}");
    }
    let whole = flat(&pages.join(" "));
    for words in [
        "năm 2021 của Chi cục Thi hành án dân sự Quận 1./. Nơi nhận: - Như trên;",
        "- Lưu: VT, HC. KT. CHI CỤC TRƯỞNG PHÓ CHI CỤC TRƯỞNG Nguyễn Thị Ánh Tuyết",
        "Lưu ý: số liệu năm 2020 chưa đối chiếu với báo cáo thống kê.",
        "Phụ lục I DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG NĂM 2021 (Kèm theo Báo cáo số",
    ] {
        assert!(whole.contains(words), "{words}\n{whole}");
    }
}

fn pages_are_numbered_anew_in_the_annex(pages: &[String], annex: usize) {
    for part in [&pages[..annex], &pages[annex..]] {
        assert!(part.len() > 2);
        assert!(!part[0].starts_with('1'));
        for (index, page) in part.iter().enumerate().skip(1) {
            assert_eq!(page.lines().next(), Some((index + 1).to_string().as_str()));
        }
    }
}

fn headings_of_tables_repeat(pages: &[String], annex: usize) {
    for page in pages[annex..].iter().map(|page| flat(page)) {
        for words in [
            "STT",
            "Họ và tên",
            "Chức vụ, đơn vị",
            "Chỉ tiêu về việc",
            "Giao Đạt Vượt",
        ] {
            assert_eq!(
                page.matches(words).count(),
                if words.starts_with("Giao") { 2 } else { 1 },
                "{page}"
            );
        }
    }
    let officers = pages
        .iter()
        .filter(|page| page.contains("Nguyễn Thị Thùy") && page.contains("Trong đó"));
    assert_eq!(officers.count(), 3);
}

#[test]
fn every_vietnamese_letter_has_a_glyph_in_every_face() {
    let vowels = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";
    let letters = format!(
        "{vowels}{} bcdđghklmnpqrstvx fjwz “”‘’–—…•±×÷≤≥≠%‰₫§ ½¼ №",
        vowels.to_uppercase()
    );
    let text = thidua_files::paper::Text::default()
        .plain(letters.clone())
        .bold(letters.clone())
        .italic(letters.clone());
    let mut document = saying("");
    document.blocks = vec![
        Block::Paragraph(text),
        Block::Note(letters.clone()),
        Block::Centre(letters),
    ];
    pdf::write(&document).unwrap();
}

#[test]
fn a_letter_composed_of_marks_is_printed_too() {
    let pages = pdf::pages(&saying("Nguye\u{302}\u{303}n Thi\u{323} A\u{301}nh")).unwrap();
    assert!(pages[0].contains("Nguye"));
}

#[test]
fn a_letter_without_a_glyph_is_named() {
    for (words, missing, code) in [
        ("đánh dấu ☐ vào ô", "☐", "U+2610"),
        ("xuất sắc 🏆", "🏆", "U+1F3C6"),
        ("中", "中", "U+4E2D"),
    ] {
        let error = pdf::write(&saying(words)).unwrap_err();
        let told = error.to_string();
        assert!(matches!(error, PaperError::Glyph { page: 1, .. }), "{told}");
        assert!(told.contains(missing) && told.contains(code), "{told}");
    }
}

#[test]
fn markup_in_the_data_stays_text() {
    let words = "#panic() *đậm* _nghiêng_ $x^2$ = Mục @nhãn <nhãn> // chú thích \\ `mã` [nội dung] \"ngoặc\" -- ...";
    let page = pdf::pages(&saying(words)).unwrap().remove(0);
    assert!(flat(&page).contains(words), "{page}");
}

#[test]
fn the_file_is_tagged_vietnamese_and_titled() {
    let bytes = pdf::write(&sample::letter()).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let has = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(has(b"/Lang(vi-VN)"));
    assert!(has(b"/MarkInfo") && has(b"/StructTreeRoot"));
    assert!(has(b"Tinos-Regular") && has(b"Tinos-BoldItalic"));
    assert!(!has(b"CreationDate"), "no clock");
}

#[test]
fn signatures_in_a_grid_stand_above_the_recipients() {
    let page = flat(&pdf::pages(&sample::minutes()).unwrap()[0]);
    let order = ["THƯ KÝ", "CHỦ TỌA", "Nơi nhận:", "- Lưu: VT, Hồ sơ."];
    let places: Vec<_> = order
        .iter()
        .map(|words| page.find(words).unwrap())
        .collect();
    assert!(places.is_sorted(), "{page}");
}

#[test]
fn a_letter_puts_its_subject_under_the_number_and_leaves_the_day_open() {
    let page = flat(&pdf::pages(&sample::letter()).unwrap()[0]);
    assert!(page.contains(
        "Số: 05/THADS-TCCB V/v đăng ký danh hiệu thi đua, hình thức khen thưởng năm 2026"
    ));
    assert!(page.contains("Đồng Tháp, ngày tháng năm 2026"));
    assert!(page.contains("Kính gửi: Các phòng Thi hành án dân sự khu vực."));
}

#[test]
fn a_decision_ends_its_bases_and_its_articles_as_the_decree_asks() {
    let pages = pdf::pages(&sample::decision()).unwrap();
    let page = flat(&pages[0]);
    for words in [
        "Số: 07/QĐ-THADS",
        "Đồng Tháp, ngày 05 tháng 01 năm 2026",
        "Căn cứ Luật Thi đua, khen thưởng; Theo đề nghị của Hội đồng Thi đua - Khen thưởng. QUYẾT ĐỊNH: Điều 1.",
        "chịu trách nhiệm thi hành./.",
        "- Như Điều 3; - Lưu: VT, TCCB.",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(flat(&pages[1]).starts_with("DANH SÁCH TẬP THỂ, CÁ NHÂN"));
}
