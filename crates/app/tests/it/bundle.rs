//! What happens when rows meet stored rows, and what is refused.

use thidua_app::bundle::Loaded;
use thidua_app::figures::{balance, history};
use thidua_domain::bundle::Severity;
use thidua_store::testing::on_both;

use crate::desk::{app, ask, bundle, take, view};

const AGENCIES: (&str, &str) = (
    "co-quan",
    "Mã|Tên|Cấp|Mã cấp trên
     tinh-a|THADS tỉnh A|tinh|
     phong-1|Phòng 1|khu_vuc|tinh-a
     phong-2|Phòng 2|khu_vuc|tinh-a",
);

const HEAD: &str = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Nguồn";

fn figures(rows: &[&str]) -> String {
    std::iter::once(HEAD)
        .chain(rows.iter().copied())
        .collect::<Vec<_>>()
        .join("\n")
}

fn errors(loaded: &Loaded) -> Vec<(u32, &str, &str)> {
    let errors = loaded
        .faults
        .iter()
        .filter(|fault| fault.severity == Severity::Error);
    errors
        .map(|fault| (fault.row, fault.column.as_str(), fault.reason.as_str()))
        .collect()
}

fn warnings(loaded: &Loaded) -> Vec<&str> {
    let warnings = loaded
        .faults
        .iter()
        .filter(|fault| fault.severity == Severity::Warning);
    warnings.map(|fault| fault.reason.as_str()).collect()
}

#[tokio::test]
async fn the_same_is_nothing_an_empty_cell_is_filled_another_value_is_an_error() {
    on_both(async |db| {
        let app = app(db).await;
        let first = take(
            &app,
            &bundle(&[
                AGENCIES,
                (
                    "so-lieu",
                    &figures(&["phong-1|2026|3|viec.cu|1.057|việc|bc-1"]),
                ),
            ]),
            None,
        )
        .await;
        assert!(!first.refused(), "{first:#?}");
        let again = take(
            &app,
            &bundle(&[
                AGENCIES,
                ("so-lieu", &figures(&["phong-1|2026|3|viec.cu|1057||bc-1"])),
            ]),
            None,
        )
        .await;
        assert!(again.stored.is_empty() && !again.refused(), "{again:#?}");
        let short = "Mã|Tên|Tên ngắn|Cấp\nphong-1|Phòng 1|P1|khu_vuc";
        let filled = take(&app, &bundle(&[("co-quan", short)]), None).await;
        assert_eq!(filled.stored.get("co-quan"), Some(&1));
        let other = bundle(&[(
            "so-lieu",
            &figures(&["phong-1|2026|3|viec.cu|1058|việc|bc-1"]),
        )]);
        let refused = take(&app, &other, None).await;
        assert!(refused.refused() && refused.stored.is_empty());
        assert!(
            errors(&refused)
                .first()
                .is_some_and(|(row, column, reason)| *row == 2
                    && *column == "Giá trị"
                    && reason.contains("1057"))
        );
        let revised = take(&app, &other, Some("đính chính theo biên bản")).await;
        assert_eq!(revised.revised, 1);
        let view = view(&app).await;
        let found = balance(&view, &ask("phong-1", 2026, 3)).unwrap();
        assert_eq!(
            found.figures.get("viec.cu").map(String::as_str),
            Some("1058")
        );
        let sheet = found
            .lines
            .first()
            .unwrap()
            .sources
            .first()
            .unwrap()
            .sheet
            .clone();
        let history = history(&app, &view, &sheet, "viec.cu").await.unwrap();
        let told: Vec<_> = history
            .revisions
            .iter()
            .map(|line| (line.printed.as_str(), line.reason.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                ("1.057 việc", None),
                ("1.058 việc", Some("đính chính theo biên bản"))
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn every_fault_is_told_at_once_with_its_cell_and_nothing_is_stored() {
    on_both(async |db| {
        let app = app(db).await;
        let rows = figures(&[
            "phong-1|2026|13|viec.cu|10|việc|",
            "phong-9|2026|3|viec.cu|10|việc|",
            "phong-1|2026|3|viec.xongg|10|việc|",
            "phong-1|2026|3|viec.moi|mười|việc|",
            "phong-1|2026|3|tien.moi|10|việc|",
            "phong-1|2026|3|viec.xong|10,5|việc|",
        ]);
        let loaded = take(&app, &bundle(&[AGENCIES, ("so-lieu", &rows)]), None).await;
        let found = errors(&loaded);
        let places: Vec<(u32, &str)> = found
            .iter()
            .map(|(row, column, _)| (*row, *column))
            .collect();
        assert_eq!(
            places,
            [
                (2, "Tháng lũy kế"),
                (3, "Mã cơ quan"),
                (4, "Mã số liệu"),
                (5, "Giá trị"),
                (6, "Đơn vị tính"),
                (7, "Giá trị")
            ],
            "{found:#?}"
        );
        assert!(
            loaded
                .faults
                .iter()
                .all(|fault| !fault.cure.is_empty() || fault.severity == Severity::Warning)
        );
        let state = app.state().await.unwrap();
        assert!(state.org.is_empty() && state.figures.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_broken_balance_is_stored_and_flagged() {
    on_both(async |db| {
        let app = app(db).await;
        let rows = figures(&[
            "phong-1|2026|3|viec.cu|1057|việc|",
            "phong-1|2026|3|viec.moi|2370|việc|",
            "phong-1|2026|3|viec.thu_ly|3428|việc|",
        ]);
        let loaded = take(&app, &bundle(&[AGENCIES, ("so-lieu", &rows)]), None).await;
        assert!(!loaded.refused());
        assert_eq!(loaded.stored.get("so-lieu"), Some(&3));
        assert!(
            warnings(&loaded)
                .iter()
                .any(|reason| reason.starts_with("Hai vế lệch nhau 1.")),
            "{loaded:#?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_sum_is_the_own_row_else_all_rows_below_and_never_some() {
    on_both(async |db| {
        let app = app(db).await;
        let rows = figures(&[
            "phong-1|2026|3|viec.cu|10|việc|",
            "phong-2|2026|3|viec.cu|20|việc|",
            "phong-1|2026|3|viec.moi|5|việc|",
            "phong-1|2026|4|viec.cu|10|việc|",
            "phong-2|2026|4|viec.cu|20|việc|",
            "tinh-a|2026|4|viec.cu|31|việc|",
        ]);
        take(&app, &bundle(&[AGENCIES, ("so-lieu", &rows)]), None).await;
        let view = view(&app).await;
        let march = balance(&view, &ask("tinh-a", 2026, 3)).unwrap();
        assert_eq!(march.figures.get("viec.cu").map(String::as_str), Some("30"));
        assert_eq!(march.figures.get("viec.moi"), None);
        let april = balance(&view, &ask("tinh-a", 2026, 4)).unwrap();
        assert_eq!(april.figures.get("viec.cu").map(String::as_str), Some("31"));
        assert!(
            april
                .flags
                .iter()
                .any(|flag| flag.reason.contains("Lệch với tổng")),
            "{:?}",
            april.flags
        );
    })
    .await;
}

#[tokio::test]
async fn dates_of_one_code_may_not_overlap_and_a_code_names_one_thing() {
    on_both(async |db| {
        let app = app(db).await;
        let agencies = "Mã|Tên|Cấp|Từ ngày|Đến ngày
            tinh-a|Cục A|tinh||30/6/2025
            tinh-a|THADS A|tinh|01/6/2025|";
        let people = "Mã|Họ và tên|Mã cơ quan\ntinh-a|Nguyễn Văn A|tinh-a";
        let loaded = take(
            &app,
            &bundle(&[("co-quan", agencies), ("nhan-su", people)]),
            None,
        )
        .await;
        let reasons: Vec<&str> = errors(&loaded)
            .iter()
            .map(|(_, _, reason)| *reason)
            .collect();
        assert!(
            reasons
                .iter()
                .any(|reason| reason.contains("Thời gian trùng")),
            "{reasons:?}"
        );
        assert!(
            reasons
                .iter()
                .any(|reason| reason.contains("Mã này đã dùng")),
            "{reasons:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_unknown_sheet_or_heading_is_named_with_the_nearest() {
    on_both(async |db| {
        let app = app(db).await;
        let agencies = "Mã|Tên|Cấp|Ten ngan|Địa bànn\ntinh-a|Cục A|tinh|A|x";
        let loaded = take(
            &app,
            &bundle(&[
                ("Cơ quan", agencies),
                ("so-lieuu", "a"),
                ("bang-diem", "Mã"),
            ]),
            None,
        )
        .await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let cures: Vec<&str> = loaded
            .faults
            .iter()
            .map(|fault| fault.cure.as_str())
            .collect();
        assert!(
            cures.iter().any(|cure| cure.contains("«Địa bàn»")),
            "{cures:?}"
        );
        assert!(
            cures.iter().any(|cure| cure.contains("«so-lieu»")),
            "{cures:?}"
        );
        assert!(
            warnings(&loaded)
                .iter()
                .any(|reason| reason.contains("chưa đọc trang này"))
        );
        assert_eq!(loaded.stored.get("co-quan"), Some(&1));
    })
    .await;
}
