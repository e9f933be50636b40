//! What is kept ready for readers follows what is stored: the next reader sees the newest rows, names and places.

use thidua_app::App;

use super::*;
use crate::desk::view;

async fn told(app: &App, sheet: &str, text: &str, revise: Option<&str>) {
    let loaded = take(app, &bundle(&[(sheet, text)]), revise).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
}

const PEOPLE: &str = "Mã|Họ và tên|Mã cơ quan|Nhóm|Từ ngày";
const AWARDS: &str =
    "Mã|Mã cơ quan|Mã đối tượng|Đối tượng|Mã khen thưởng|Năm thành tích|Trạng thái";

#[tokio::test]
async fn a_list_follows_what_is_stored() {
    on_both(async |db| {
        let app = app(db).await;
        let loaded = take(&app, &bundle(&SHEETS), None).await;
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
        let usual = Ask::default();
        let looked = |text: &str| Ask {
            text: Some(text.to_owned()),
            ..Ask::default()
        };
        let old = view(&app).await;
        let before = keys(&old, &people(), &usual);
        assert!(keys(&old, &people(), &looked("duong")).is_empty());
        told(
            &app,
            "nhan-su",
            &format!("{PEOPLE}\nnv-9|Dương Thị Ái|tinh-b|cong_chuc|2021-01-01"),
            None,
        )
        .await;
        let new = view(&app).await;
        assert_eq!(keys(&new, &people(), &looked("duong")), ["nv-9"]);
        assert_eq!(keys(&new, &people(), &usual).len(), before.len() + 1);
        assert_eq!(
            keys(&old, &people(), &usual),
            before,
            "who began to read reads on"
        );
        told(
            &app,
            "nhan-su",
            &format!("{PEOPLE}\nnv-9|Dương Thị Yến|tinh-b|cong_chuc|2021-01-01"),
            Some("Tên đúng"),
        )
        .await;
        let renamed = view(&app).await;
        let last = keys(&renamed, &people(), &usual).pop();
        assert_eq!(last.as_deref(), Some("nv-9"), "placed by the new name");
        assert!(keys(&renamed, &people(), &looked("ai")).is_empty());
    })
    .await;
}

#[tokio::test]
async fn awards_are_found_by_year_person_and_agency_after_each_change() {
    on_both(async |db| {
        let app = app(db).await;
        let loaded = take(&app, &bundle(&SHEETS), None).await;
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
        let old = view(&app).await;
        assert_eq!(keys(&old, &register(Some(2025)), &Ask::default()).len(), 0);
        told(
            &app,
            "khen-thuong",
            &format!(
                "{AWARDS}\nkt-7|cu-a|nv-1|ca_nhan|gk|2023-2025|da_tang\nkt-8|tinh-a|nv-1|ca_nhan|gk||da_tang"
            ),
            None,
        )
        .await;
        let new = view(&app).await;
        assert_eq!(keys(&new, &register(Some(2025)), &Ask::default()), ["kt-7"]);
        assert_eq!(keys(&new, &register(None), &Ask::default()).len(), 6);
        let newest = |agency| thidua_app::register::newest_year(&new.state, agency);
        assert_eq!(newest("tinh-a"), Some(2026));
        assert_eq!(newest("cu-a"), Some(2025));
        assert_eq!(newest("khu-a1"), None);
        let awards = thidua_app::people::person(&new, "nv-1", None).unwrap().awards;
        let years: Vec<Option<String>> = awards.into_iter().map(|award| award.years).collect();
        let years: Vec<Option<&str>> = years.iter().map(Option::as_deref).collect();
        assert_eq!(years, [Some("2026"), Some("2023-2025"), None]);
    })
    .await;
}

#[tokio::test]
async fn records_of_an_agency_come_changed_last_first() {
    on_both(async |db| {
        let app = app(db).await;
        let loaded = take(&app, &bundle(&SHEETS), None).await;
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
        let lines = async || -> Vec<String> {
            let view = view(&app).await;
            let list = thidua_app::record::list(&app, &view, "nhan-su", "tinh-a", 1);
            let rows = list.await.unwrap().rows.into_iter();
            rows.map(|row| row.line).collect()
        };
        let of = |lines: &[String], name: &str| lines.iter().position(|line| line.contains(name));
        assert_eq!(lines().await.len(), 3, "those of the agency itself");
        told(
            &app,
            "nhan-su",
            &format!("{PEOPLE}\nnv-2|Trần Thị Ánh|tinh-a|lanh_dao|2020-01-01"),
            Some("Bổ nhiệm"),
        )
        .await;
        let after = lines().await;
        assert_eq!((after.len(), of(&after, "Ánh")), (3, Some(0)));
        told(
            &app,
            "nhan-su",
            &format!("{PEOPLE}\nnv-5|Phạm Văn Bảo|tinh-b|cong_chuc|2020-01-01"),
            Some("Đơn vị đúng"),
        )
        .await;
        let after = lines().await;
        assert_eq!((after.len(), of(&after, "Bảo")), (2, None));
    })
    .await;
}
