//! Papers of other kinds than a report.

use super::*;

/// A công văn to one addressee: no tên loại, trích yếu under the number.
pub(crate) fn letter() -> Document {
    let mut document = Document {
        letterhead: Letterhead {
            superior: Some("Cục Quản lý thi hành án dân sự".into()),
            issuer: vec!["Thi hành án dân sự tỉnh Đồng Tháp".into()],
            number: Some(thidua_files::paper::number_line(Some(5), "THADS-TCCB")),
            dateline: Some(Dateline {
                place: "Đồng Tháp".into(),
                day: Day::Open(2026),
            }),
        },
        kind: None,
        subject: "V/v đăng ký danh hiệu thi đua, hình thức khen thưởng năm 2026".into(),
        addressees: vec!["Các phòng Thi hành án dân sự khu vực".into()],
        blocks: vec![Block::Paragraph(
            "Đề nghị các đơn vị gửi bản đăng ký trước ngày 15/3/2026.".into(),
        )],
        signatures: vec![Signature {
            capacity: vec!["Trưởng Thi hành án dân sự".into()],
            name: None,
        }],
        recipients: vec!["Như trên".into(), "Lưu: VT, TCCB".into()],
        ..Document::default()
    };
    document.close();
    document
}

/// Minutes: two signatures, Nơi nhận below, no dateline.
pub(crate) fn minutes() -> Document {
    let sign = |capacity: &str, name: &str| Signature {
        capacity: vec![capacity.into()],
        name: Some(name.into()),
    };
    Document {
        letterhead: Letterhead {
            superior: Some("Thi hành án dân sự tỉnh Đồng Tháp".into()),
            issuer: vec!["Hội đồng Thi đua - Khen thưởng".into()],
            number: Some("Số: 03/BB-HĐTĐKT".into()),
            dateline: None,
        },
        kind: Some("Biên bản".into()),
        subject: "Họp Hội đồng Thi đua - Khen thưởng xét, đề nghị khen thưởng năm 2025".into(),
        blocks: vec![Block::Paragraph(
            "Cuộc họp kết thúc vào 11 giờ 30, ngày 12 tháng 12 năm 2025./.".into(),
        )],
        signatures: vec![
            sign("Thư ký", "Trần Thị Bích Ngọc"),
            sign("Chủ tọa", "Lê Văn Đức"),
        ],
        recipients: vec!["Các thành viên Hội đồng".into(), "Lưu: VT, Hồ sơ".into()],
        ..Document::default()
    }
}

/// A quyết định with its authority line, articles and a list of two groups.
pub(crate) fn decision() -> Document {
    let article = |number: u8, words: &str| {
        Block::Paragraph(
            Text::default()
                .bold(format!("Điều {number}. "))
                .plain(words),
        )
    };
    let row = |number: &str, name: &str| Row::new([number, name, ""].map(Cell::text));
    let list = Table {
        columns: columns(&[(7, Align::Centre), (60, Align::Left), (20, Align::Left)]),
        header: vec![
            ["STT", "Tên tập thể, cá nhân", "Ghi chú"]
                .map(Head::new)
                .to_vec(),
        ],
        rows: vec![
            Row::group("I. TẬP THỂ", 3),
            row("1", "Phòng Tổ chức cán bộ"),
            Row::group("II. CÁ NHÂN", 3),
            row("1", "Ông Lê Văn Đức, Chấp hành viên trung cấp"),
        ],
        ..Table::default()
    };
    let mut document = Document {
        letterhead: Letterhead {
            superior: Some("Cục Quản lý Thi hành án dân sự".into()),
            issuer: vec!["Thi hành án dân sự tỉnh Đồng Tháp".into()],
            number: Some(thidua_files::paper::number_line(Some(7), "QĐ-THADS")),
            dateline: Some(Dateline {
                place: "Đồng Tháp".into(),
                day: Day::On(date(2026, 1, 5)),
            }),
        },
        kind: Some("Quyết định".into()),
        subject: "Về việc tặng Giấy khen cho các tập thể, cá nhân có thành tích xuất sắc năm 2025"
            .into(),
        blocks: vec![
            Block::Centre("TRƯỞNG THI HÀNH ÁN DÂN SỰ TỈNH ĐỒNG THÁP".into()),
            Block::Basis("Căn cứ Luật Thi đua, khen thưởng".into()),
            Block::Basis("Theo đề nghị của Hội đồng Thi đua - Khen thưởng.".into()),
            Block::Centre("QUYẾT ĐỊNH:".into()),
            article(
                1,
                "Tặng Giấy khen cho 01 tập thể và 01 cá nhân (có danh sách kèm theo).",
            ),
            article(2, "Quyết định này có hiệu lực kể từ ngày ký."),
            article(
                3,
                "Trưởng phòng Tổ chức cán bộ và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành.",
            ),
        ],
        signatures: vec![Signature {
            capacity: vec!["Trưởng Thi hành án dân sự".into()],
            name: Some("Phạm Minh Hằng".into()),
        }],
        recipients: vec!["Như Điều 3".into(), "Lưu: VT, TCCB".into()],
        annexes: vec![Annex {
            title: "Danh sách tập thể, cá nhân được tặng Giấy khen".into(),
            attached_to: Some(
                "Kèm theo Quyết định số 07/QĐ-THADS ngày 05 tháng 01 năm 2026".into(),
            ),
            blocks: vec![
                Block::Table(list),
                Block::Note("(Danh sách này có 01 tập thể, 01 cá nhân)".into()),
            ],
            ..Annex::default()
        }],
        ..Document::default()
    };
    document.close();
    document
}
