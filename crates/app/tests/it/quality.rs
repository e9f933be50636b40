//! Quality of figures: what is found in the public figures, how answers stand and fall, what is kept.

use thidua_app::access::Caller;
use thidua_app::quality::list::AskFindings;
use thidua_app::quality::{AskAnswer, AskQuality, Item, Quality, answer, entries, panel, quality};
use thidua_app::{App, AppError};
use thidua_domain::quality::Standing;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, load_embedded, take, view};

fn ask(agency: &str, year: i16, month: u8) -> AskQuality {
    AskQuality {
        agency: agency.to_owned(),
        year,
        month: Some(month),
    }
}

async fn found(app: &App, agency: &str, year: i16, month: u8) -> Quality {
    let view = view(app).await;
    quality(app, &view, &ask(agency, year, month))
        .await
        .unwrap()
}

fn of<'a>(found: &'a Quality, method: &str) -> &'a Item {
    let mut items = found.items.iter();
    items
        .find(|item| item.method == method)
        .unwrap_or_else(|| panic!("no {method}: {:#?}", found.items))
}

/// Every dirty input of the public figures: where it stands, by which method it is found, what is said.
const DIRTY: [(&str, i16, u8, &str, &str); 17] = [
    (
        "dak-lak",
        2018,
        5,
        "doi-cho",
        "nguồn đã đặt nhầm chỗ tỷ lệ về việc và tỷ lệ về tiền",
    ),
    (
        "quang-nam",
        2021,
        12,
        "dau-phay",
        "«1,052 tỷ»: hiểu dấu phẩy là dấu thập phân thì là 1,052 tỷ đồng, hiểu là dấu ngăn hàng nghìn thì là 1.052 tỷ đồng",
    ),
    (
        "gia-lai",
        2021,
        12,
        "don-vi-tinh",
        "Nêu 2,13 tỷ đồng, nhỏ hơn 1.153 lần so với 2.457 tỷ đồng cùng kỳ năm 2022. Nhân 1.000 thì được 2.130 tỷ đồng, gần với năm ấy: có lẽ nguồn ghi «tỷ đồng» thay cho «nghìn tỷ đồng»",
    ),
    (
        "nghi-xuan",
        2020,
        8,
        "cac-phan",
        "6,92 tỷ đồng + chưa có điều kiện 79,6 tỷ đồng = 86,52 tỷ đồng, nhiều hơn phải thi hành 85,8 tỷ đồng là 720 triệu đồng",
    ),
    (
        "nghi-xuan",
        2020,
        8,
        "cac-phan",
        "Về việc: 32 việc + 54 việc = 86 việc, còn 1 việc so với 87 việc",
    ),
    (
        "nghi-xuan",
        2020,
        8,
        "ty-le",
        "Tỷ lệ đã nêu 28,80 %; 1,78 tỷ đồng ÷ 6,92 tỷ đồng = 25,72 %",
    ),
    (
        "hung-yen",
        2017,
        6,
        "ty-le",
        "Lấy phải thi hành 4.262 việc trừ chưa có điều kiện 1.152 việc được 3.110 việc, thì 2.036 việc ÷ 3.110 việc = 65,47 %",
    ),
    (
        "tong-cuc",
        2020,
        12,
        "ty-le",
        "Tỷ lệ đã nêu 40,09 %; 53.750,695 tỷ đồng ÷ 132.905,418 tỷ đồng = 40,44 %, lệch 0,35 điểm phần trăm. Tỷ lệ lấy từ «",
    ),
    (
        "cuc-quan-ly",
        2025,
        12,
        "ty-le",
        "868 bản án ÷ 2.098 bản án = 41,37 %",
    ),
    ("cuc-quan-ly", 2025, 12, "ty-le", "Chia cho 2.105 bản án"),
    (
        "bao-loc",
        2021,
        12,
        "cac-phan",
        "Số cũ 1.180 việc + thụ lý mới 1.196 việc = 2.376 việc, nhiều hơn phải thi hành 2.362 việc là 14 việc",
    ),
    (
        "bao-loc",
        2021,
        12,
        "ty-le",
        "Tỷ lệ đã nêu 46,27 %; 80,7 tỷ đồng ÷ 174,7 tỷ đồng = 46,19 %",
    ),
    (
        "tong-cuc",
        2016,
        12,
        "cac-phan",
        "chủ động 494.567 việc + theo yêu cầu 83.722 việc = 578.289 việc, ít hơn tổng đã nêu 587.627 việc là 9.338 việc",
    ),
    (
        "cuc-quan-ly",
        2025,
        12,
        "pham-vi",
        "mức đã nêu +0,35 là của «",
    ),
    (
        "cuc-quan-ly",
        2025,
        12,
        "nam-trong-nguon",
        "ghi năm 2015, còn số liệu thuộc năm công tác 2025",
    ),
    ("ha-noi", 2025, 12, "hai-nguon", "nêu hơn 25.096 tỷ đồng"),
    (
        "yen-dinh",
        2024,
        7,
        "mau-so",
        "67,00 % bằng 32 việc ÷ 48 việc, tức lấy số phải thi hành làm mẫu số",
    ),
];

#[tokio::test]
async fn every_dirty_input_of_the_public_figures_is_explained() {
    on_both(async |db| {
        let app = app(db).await;
        load_embedded(&app, &["nganh", "vi-du/so-lieu-cong-khai"]).await;
        let mut wrong = Vec::new();
        for (agency, year, month, method, sentence) in DIRTY {
            let found = found(&app, agency, year, month).await;
            let said = found
                .items
                .iter()
                .any(|item| item.method == method && item.text.contains(sentence));
            if !said {
                let all: Vec<_> = found
                    .items
                    .iter()
                    .map(|item| format!("{} {}: {}", item.method, item.figure, item.text))
                    .collect();
                wrong.push(format!(
                    "{agency} {year}/{month} {method}: {sentence}\n  {}",
                    all.join("\n  ")
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    })
    .await;
}

const SHEETS: [(&str, &str); 2] = [
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên\nc|Cục|cuc_quan_ly|\nt|Thi hành án dân sự tỉnh T|tinh|c\na|Phòng A|khu_vuc|t\nb|Phòng B|khu_vuc|t",
    ),
    (
        "so-lieu",
        "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị\na|2026|1|viec.cu|100\na|2026|1|viec.moi|50\na|2026|1|viec.thu_ly|160",
    ),
];

fn caller() -> Caller {
    Caller::console()
}

fn answering(item: &Item, standing: Standing) -> AskAnswer {
    AskAnswer {
        agency: "a".to_owned(),
        year: item.year,
        key: item.key.clone(),
        mark: item.mark.clone(),
        standing,
        reason: "Đã đối chiếu sổ thụ lý".to_owned(),
        document: Some("12/BC-THADS".to_owned()),
        seen: item.revision,
    }
}

#[tokio::test]
async fn an_answer_stands_until_the_figure_changes() {
    on_both(async |db| {
        let app = app(db).await;
        let loaded = take(&app, &bundle(&SHEETS), None).await;
        assert!(loaded.faults.iter().all(|fault| fault.severity != thidua_domain::bundle::Severity::Error), "{:?}", loaded.faults);
        let before = found(&app, "a", 2026, 1).await;
        let item = of(&before, "cac-phan");
        assert!(item.text.starts_with("Số cũ 100 việc + thụ lý mới 50 việc = 150 việc, ít hơn tổng số thụ lý đã nêu 160 việc là 10 việc"), "{}", item.text);
        assert_eq!(item.standing, "moi");

        let empty = AskAnswer { reason: " ".to_owned(), ..answering(item, Standing::Explained) };
        assert!(matches!(answer(&app, &caller(), &empty).await, Err(AppError::Refused(_))));
        let other = AskAnswer { mark: "khác".to_owned(), ..answering(item, Standing::Explained) };
        assert!(matches!(answer(&app, &caller(), &other).await, Err(AppError::Stale)));
        answer(&app, &caller(), &answering(item, Standing::Explained)).await.unwrap();
        let now = found(&app, "a", 2026, 1).await;
        let item = of(&now, "cac-phan");
        let told = item.answer.as_ref().unwrap();
        assert_eq!((item.standing, told.reason.as_str(), told.document.as_deref()), ("da-giai-trinh", "Đã đối chiếu sổ thụ lý", Some("12/BC-THADS")));
        // Somebody who saw the page before cannot answer over it.
        let stale = AskAnswer { seen: 0, ..answering(item, Standing::Right) };
        assert!(matches!(answer(&app, &caller(), &stale).await, Err(AppError::Stale)));
        answer(&app, &caller(), &answering(item, Standing::Right)).await.unwrap();
        assert_eq!(of(&found(&app, "a", 2026, 1).await, "cac-phan").standing, "da-kiem-tra");

        let changed = [("so-lieu", "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị\na|2026|1|viec.thu_ly|155")];
        take(&app, &bundle(&changed), Some("đếm lại")).await;
        let now = found(&app, "a", 2026, 1).await;
        let item = of(&now, "cac-phan");
        assert_eq!((item.standing, item.earlier.is_some()), ("moi", true), "{item:#?}");
        let right = [("so-lieu", "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị\na|2026|1|viec.thu_ly|150")];
        take(&app, &bundle(&right), Some("đếm lại")).await;
        let now = found(&app, "a", 2026, 1).await;
        assert_eq!(of(&now, "cac-phan").standing, "da-sua");
        assert!(of(&now, "cac-phan").text.contains("160 việc"), "what it said when it was answered");
        // Whoever opens the database anew sees the same.
        let again = crate::desk::app(app.db().clone()).await;
        assert_eq!(found_in(&again).await, now);
    })
    .await;
}

async fn found_in(app: &App) -> Quality {
    found(app, "a", 2026, 1).await
}

#[tokio::test]
async fn two_units_with_one_sheet_are_told_and_counted() {
    on_both(async |db| {
        let app = app(db).await;
        let mut rows = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị".to_owned();
        for agency in ["a", "b"] {
            for (code, value) in [
                ("cu", 100),
                ("moi", 50),
                ("thu_ly", 150),
                ("phai_thi_hanh", 150),
                ("co_dieu_kien", 90),
                ("xong", 30),
            ] {
                rows.push_str(&format!("\n{agency}|2026|3|viec.{code}|{value}"));
            }
        }
        take(&app, &bundle(&[SHEETS[0], ("so-lieu", &rows)]), None).await;
        let view = view(&app).await;
        let entries = entries(&app, 2026).await.unwrap();
        let ask = AskFindings {
            within: Some("t".to_owned()),
            year: 2026,
            month: None,
            entries: Some(entries),
        };
        let panel = panel(&view, &ask).unwrap();
        let twins = panel
            .methods
            .iter()
            .find(|method| method.method == "trung-don-vi")
            .unwrap();
        assert_eq!((twins.findings, twins.open), (2, 2));
        let month = &panel.months[2];
        assert_eq!((month.told, month.touched), (2, 2));
        // One unit alone is not told whose sheet it shares.
        let alone = found(&app, "a", 2026, 3).await;
        assert!(
            alone.items.iter().all(|item| item.method != "trung-don-vi"),
            "{:#?}",
            alone.items
        );
    })
    .await;
}
