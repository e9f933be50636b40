//! A report like those an office sends up: invented figures of a real shape, two long tables, one
//! annex on its long side.

mod others;

pub(crate) use others::{decision, letter, minutes};

use jiff::civil::date;
use thidua_files::paper::{
    Align, Annex, Block, Cell, Column, Dateline, Day, Document, Head, Letterhead, Level, Marks,
    Row, Signature, Table, Text,
};
use thidua_files::sheet::Value;

/// "Báo cáo kết quả công tác và phong trào thi đua năm 2021" of Chi cục THADS Quận 1.
pub(crate) fn report() -> Document {
    let mut document = Document {
        landscape: false,
        letterhead: Letterhead {
            superior: Some("Cục Thi hành án dân sự Thành phố Hồ Chí Minh".into()),
            issuer: vec!["Chi cục Thi hành án dân sự Quận 1".into()],
            number: Some(thidua_files::paper::number_line(None, "BC-CCTHADS")),
            dateline: Some(Dateline {
                place: "Quận 1".into(),
                day: Day::On(date(2021, 10, 5)),
            }),
        },
        kind: Some("Báo cáo".into()),
        subject: "Kết quả công tác thi hành án dân sự\nvà phong trào thi đua năm 2021".into(),
        addressees: vec![
            "Cục Thi hành án dân sự Thành phố Hồ Chí Minh".into(),
            "Ủy ban nhân dân Quận 1".into(),
        ],
        blocks: body(),
        signatures: vec![Signature {
            capacity: vec!["KT. Chi cục trưởng".into(), "Phó Chi cục trưởng".into()],
            name: Some("Nguyễn Thị Ánh Tuyết".into()),
        }],
        recipients: vec![
            "Như trên".into(),
            "Ban Chỉ đạo thi hành án dân sự Quận 1 (để báo cáo)".into(),
            "Lãnh đạo Chi cục".into(),
            "Lưu: VT, HC".into(),
        ],
        annexes: vec![annex()],
        marks: Marks {
            draft: Some("Bản thảo".into()),
            notices: vec!["số liệu năm 2020 chưa đối chiếu với báo cáo thống kê".into()],
            sources: vec!["Báo cáo thống kê số 06/TK-THA tháng 9 năm 2021".into()],
        },
    };
    document.close();
    document
}

fn body() -> Vec<Block> {
    let words = "Trong năm 2021, Chi cục đã thụ lý 7.302 việc, trong đó số cũ chuyển sang 3.918 việc, \
        thụ lý mới 3.384 việc; số có điều kiện thi hành 4.127 việc, đã thi hành xong 2.836 việc, đạt tỷ lệ \
        68,72%, vượt 13,20% so với chỉ tiêu được giao và cao hơn cùng kỳ năm trước 2,15 điểm phần trăm.";
    let mut blocks = vec![
        Block::Basis("Căn cứ Luật Thi đua, khen thưởng".into()),
        Block::Basis(
            "Căn cứ Kế hoạch số 895/KH-TCTHADS ngày 26 tháng 3 năm 2021 của Tổng cục Thi hành án dân sự \
             về việc phát động phong trào thi đua năm 2021"
                .into(),
        ),
        Block::Paragraph(
            "Chi cục Thi hành án dân sự Quận 1 báo cáo kết quả công tác năm 2021 như sau:".into(),
        ),
        Block::Heading(Level::Section, "I. Kết quả công tác thi hành án dân sự".into()),
        Block::Heading(Level::Clause, "1. Kết quả về việc".into()),
        Block::Paragraph(words.into()),
        Block::Heading(Level::Point, "a) Theo chấp hành viên".into()),
        Block::Paragraph("Kết quả của từng chấp hành viên nêu tại Bảng 1.".into()),
        Block::Table(officers()),
        Block::Note("Ghi chú: số việc đã trừ phần ủy thác đi và rút hồ sơ.".into()),
        Block::Heading(Level::Clause, "2. Kết quả về tiền".into()),
        Block::Paragraph(words.replace("việc", "triệu đồng").into()),
        Block::Table(money()),
        Block::Heading(Level::Section, "II. Phong trào thi đua".into()),
        Block::Paragraph(
            Text::default()
                .bold("Chủ đề: ")
                .plain("“Đoàn kết, kỷ cương, đổi mới, sáng tạo, hoàn thành xuất sắc nhiệm vụ năm 2021”, ")
                .italic("thực hiện từ ngày 01/10/2020 đến ngày 30/9/2021."),
        ),
        Block::Item("Danh hiệu “Lao động tiên tiến”: 19 cá nhân;".into()),
        Block::Item("Danh hiệu “Chiến sĩ thi đua cơ sở”: 05 cá nhân;".into()),
        Block::Item("Danh hiệu “Tập thể Lao động xuất sắc”: 01 tập thể.".into()),
    ];
    for number in 1..=6 {
        blocks.push(Block::Heading(
            Level::Clause,
            format!("{number}. Nhóm giải pháp thứ {number}"),
        ));
        blocks.push(Block::Paragraph(words.into()));
    }
    blocks.push(Block::Paragraph(
        "Trên đây là báo cáo kết quả công tác thi hành án dân sự và phong trào thi đua năm 2021 của \
         Chi cục Thi hành án dân sự Quận 1."
            .into(),
    ));
    blocks
}

fn columns(shares: &[(u16, Align)]) -> Vec<Column> {
    shares
        .iter()
        .map(|&(share, align)| Column { share, align })
        .collect()
}

/// "1.057" of 1057.
pub(crate) fn grouped(number: i128) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push('.');
        }
        shown.push(digit);
    }
    shown
}

fn count(number: i128) -> Cell {
    Cell::value(grouped(number), Value::Integer(number))
}

fn percent(part: i128, whole: i128) -> Cell {
    let hundredths = (part * 20_000 + whole) / (2 * whole);
    let shown = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    Cell::value(shown.replace('.', ","), Value::Percent(shown))
}

fn name(number: i128) -> Cell {
    const GIVEN: [&str; 8] = [
        "Anh",
        "Bảo",
        "Cường",
        "Dũng",
        "Hạnh",
        "Khuê",
        "Phượng",
        "Yến",
    ];
    let given = GIVEN[usize::try_from(number).unwrap() % GIVEN.len()];
    Cell::text(format!("Nguyễn Thị Thùy {given}"))
}

fn officers() -> Table {
    let rows = (1..=46_i128).map(|number| {
        let (taken, done) = (100 + number * 7 % 61, 60 + number * 5 % 37);
        Row::new([
            Cell::value(number.to_string(), Value::Integer(number)),
            name(number),
            count(taken + 40),
            count(taken),
            count(done),
            percent(done, taken),
        ])
    });
    let rows: Vec<_> = rows
        .chain([Row::total([
            Cell {
                across: 2,
                ..Cell::text("Tổng số")
            },
            count(7302),
            count(4127),
            count(2836),
            percent(2836, 4127),
        ])])
        .collect();
    Table {
        caption: Some("Bảng 1. Kết quả thi hành án về việc theo chấp hành viên".into()),
        unit: Some("Đơn vị tính: việc".into()),
        columns: columns(&[
            (6, Align::Centre),
            (26, Align::Left),
            (14, Align::Right),
            (16, Align::Right),
            (14, Align::Right),
            (14, Align::Right),
        ]),
        header: vec![
            vec![
                Head::new("STT").down(2),
                Head::new("Chấp hành viên").down(2),
                Head::new("Tổng số thụ lý").down(2),
                Head::new("Trong đó").across(3),
            ],
            vec![
                Head::new("Có điều kiện"),
                Head::new("Thi hành xong"),
                Head::new("Tỷ lệ (%)"),
            ],
        ],
        rows,
    }
}

fn money() -> Table {
    let mut rows = vec![Row::group("I. Án chủ động", 4)];
    for number in 1..=44_i128 {
        if number == 23 {
            rows.push(Row::group("II. Án theo yêu cầu", 4));
        }
        let amount = 3_508_000_000_000 / number;
        rows.push(Row::new([
            Cell::value(number.to_string(), Value::Integer(number)),
            Cell::text(format!(
                "Bản án số {number:02}/2020/KDTM-ST về tranh chấp hợp đồng tín dụng, có tài sản bảo đảm"
            )),
            Cell::value(grouped(amount), Value::Money(amount)),
            Cell::empty(),
        ]));
    }
    Table {
        caption: Some("Bảng 2. Các vụ việc có giá trị lớn".into()),
        unit: Some("Đơn vị tính: đồng".into()),
        columns: columns(&[
            (6, Align::Centre),
            (45, Align::Left),
            (25, Align::Right),
            (14, Align::Left),
        ]),
        header: vec![vec![
            Head::new("STT"),
            Head::new("Vụ việc"),
            Head::new("Số tiền phải thi hành"),
            Head::new("Ghi chú"),
        ]],
        rows,
    }
}

fn annex() -> Annex {
    let codes = ["Việc", "Tiền"];
    let top = std::iter::once(Head::new("STT").down(2))
        .chain([
            Head::new("Họ và tên").down(2),
            Head::new("Chức vụ, đơn vị công tác").down(2),
        ])
        .chain(
            codes.map(|code| Head::new(format!("Chỉ tiêu về {}", code.to_lowercase())).across(3)),
        )
        .chain([Head::new("Danh hiệu đề nghị").down(2)])
        .collect();
    let bottom = ["Giao", "Đạt", "Vượt"]
        .repeat(2)
        .into_iter()
        .map(Head::new)
        .collect();
    let rows = (1..=45_i128).map(|number| {
        let cells = [
            Cell::value(number.to_string(), Value::Integer(number)),
            name(number),
            Cell::text("Chấp hành viên sơ cấp, Chi cục Thi hành án dân sự Quận 1"),
        ];
        let figures =
            (0..2).flat_map(|_| [percent(833, 1000), percent(965, 1000), percent(132, 1000)]);
        Row::new(
            cells
                .into_iter()
                .chain(figures)
                .chain([Cell::text("Chiến sĩ thi đua cơ sở")]),
        )
    });
    let mut shares = vec![(5, Align::Centre), (20, Align::Left), (28, Align::Left)];
    shares.extend([(9, Align::Right); 6]);
    shares.push((16, Align::Left));
    Annex {
        label: Some("Phụ lục I".into()),
        title: "Danh sách cá nhân đề nghị khen thưởng năm 2021".into(),
        attached_to: Some("Kèm theo Báo cáo số      /BC-CCTHADS ngày 05 tháng 10 năm 2021".into()),
        landscape: true,
        margins: None,
        blocks: vec![Block::Table(Table {
            caption: None,
            unit: None,
            columns: columns(&shares),
            header: vec![top, bottom],
            rows: rows.collect(),
        })],
    }
}
