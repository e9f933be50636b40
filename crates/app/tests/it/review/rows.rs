//! Rows beside rows: of one file, of what is stored, and cells of a workbook.

use thidua_app::figures::balance;
use thidua_app::register::{AskAwards, awards};
use thidua_domain::bundle::Cell;
use thidua_store::records;
use thidua_store::testing::on_both;

use super::{AGENCIES, errors};
use crate::desk::{app, ask, bundle, take, view};

const HEAD: &str = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Nguồn";

/// Contract: "A numeric XLSX cell is the number it holds."
#[tokio::test]
async fn a_number_of_a_workbook_is_the_number_it_holds() {
    on_both(async |db| {
        let app = app(db).await;
        let rows = format!("{HEAD}\nphong-1|2026|3|tien.thu_ly|x|tỷ đồng|bc");
        let awarded = "Mã cơ quan|Đối tượng|Mã khen thưởng|Năm thành tích|Số lượng
            phong-1|ca_nhan|gk|2026|x";
        let mut read = bundle(&[AGENCIES, ("so-lieu", &rows), ("khen-thuong", awarded)]);
        read.sheets[1].rows[1].cells[4] = Cell::Number("264.707".to_owned());
        read.sheets[2].rows[1].cells[4] = Cell::Number("1.057".to_owned());
        let refused = take(&app, &read, None).await;
        let found = errors(&refused);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0, found[0].1), (2, "Số lượng"));
        read.sheets[2].rows[1].cells[4] = Cell::Number("1057".to_owned());
        let loaded = take(&app, &read, None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let found = balance(&view(&app).await, &ask("phong-1", 2026, 3)).unwrap();
        assert_eq!(
            found.figures.get("tien.thu_ly").map(String::as_str),
            Some("264707000000")
        );
    })
    .await;
}

/// A target says by a figure or in words what is to be reached.
#[tokio::test]
async fn a_target_that_says_nothing_is_refused() {
    on_both(async |db| {
        let app = app(db).await;
        let empty = "Mã cơ quan|Năm công tác|Mã chỉ tiêu|Nội dung
            tinh-a|2026||
            tinh-a|2025||Không để án tồn đọng kéo dài";
        let refused = take(&app, &bundle(&[AGENCIES, ("chi-tieu", empty)]), None).await;
        let found = errors(&refused);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0, found[0].1), (2, "Mã chỉ tiêu"));
    })
    .await;
}

/// "hơn" and a unit are not lost in a column of whole numbers.
#[tokio::test]
async fn a_vague_count_is_refused_and_a_band_is_in_dong() {
    on_both(async |db| {
        let app = app(db).await;
        let vague = "Mã cơ quan|Đối tượng|Mã khen thưởng|Năm thành tích|Số lượng
            phong-1|ca_nhan|gk|2026|hơn 19";
        let loaded = take(&app, &bundle(&[AGENCIES, ("khen-thuong", vague)]), None).await;
        assert_eq!(errors(&loaded).len(), 1, "{loaded:#?}");
        let band = "Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị|Bậc theo|Từ mức|Đến mức
            tinh-a|2026|tien.ty_le|>=|50|tien.phai_thi_hanh|3 tỷ|5 tỷ đồng";
        let loaded = take(&app, &bundle(&[AGENCIES, ("chi-tieu", band)]), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let state = app.state().await.unwrap();
        let held = state.targets.first().unwrap().band.clone().unwrap();
        assert_eq!(
            (held.from, held.to),
            (Some(3_000_000_000), Some(5_000_000_000))
        );
    })
    .await;
}

/// Contract: outside `so-lieu` Nguồn "is collected, never compared"; "an empty cell on either side is
/// filled"; "two rows of one file with one key and other content: error".
#[tokio::test]
async fn rows_of_one_file_come_together_or_contradict() {
    on_both(async |db| {
        let app = app(db).await;
        let head = "Mã|Tên|Cấp|Mã cấp trên|Địa bàn|Nguồn";
        let told = format!(
            "{head}\ntinh-a|THADS tỉnh A|tinh|||bc-2\ntinh-a|THADS tỉnh A|tinh||Tỉnh A|bc-1"
        );
        let loaded = take(&app, &bundle(&[("co-quan", &told)]), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        assert_eq!(loaded.stored.get("co-quan"), Some(&1));
        let state = app.state().await.unwrap();
        let spell = state.org.find("tinh-a").unwrap().spells.first().unwrap();
        assert_eq!(spell.area.as_deref(), Some("Tỉnh A"));
        assert_eq!(spell.source.as_deref(), Some("bc-1\nbc-2"));
        let apart = format!("{head}\ntinh-b|B|tinh|||\ntinh-b|Bê|tinh|||");
        let refused = take(&app, &bundle(&[("co-quan", &apart)]), None).await;
        let found = errors(&refused);
        assert!(
            found.len() == 1 && found[0].1 == "Tên" && found[0].2.contains("Trùng khóa với dòng 2"),
            "{found:?}"
        );
    })
    .await;
}

/// An award spelt in two ways in one file is one row, not a failure of the database.
#[tokio::test]
async fn an_award_spelt_twice_is_one_row() {
    on_both(async |db| {
        let app = app(db).await;
        let told = "Mã cơ quan|Đối tượng|Mã khen thưởng|Năm thành tích|Số lượng|Đếm theo
            phong-1|ca_nhan|gk|2026|7|
            phong-1|ca_nhan|Giấy khen|2026|7|doi_tuong";
        let both = bundle(&[AGENCIES, ("khen-thuong", told)]);
        let loaded = take(&app, &both, None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        assert_eq!(loaded.stored.get("khen-thuong"), Some(&1));
        assert!(take(&app, &both, None).await.stored.is_empty());
        let wanted = AskAwards {
            agency: "phong-1".to_owned(),
            from: 2026,
            to: 2026,
            month: None,
            own: false,
        };
        let found = awards(&view(&app).await, &wanted).unwrap();
        assert_eq!(found.rows.len(), 1);
        assert_eq!(found.rows[0].instances, Some(7));
        assert!(found.rows[0].reasons.contains_key("leaders"));
    })
    .await;
}

/// Contract: "Only the codes that name the subject are required" — of a row that adds to a stored one.
#[tokio::test]
async fn a_row_that_adds_need_not_tell_everything_again() {
    on_both(async |db| {
        let app = app(db).await;
        take(&app, &bundle(&[AGENCIES]), None).await;
        let added = bundle(&[("co-quan", "Mã|Địa bàn\ntinh-a|Tỉnh A")]);
        let loaded = take(&app, &added, None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        assert_eq!(loaded.stored.get("co-quan"), Some(&1));
        let state = app.state().await.unwrap();
        let spell = state.org.find("tinh-a").unwrap().spells.first().unwrap();
        assert_eq!(
            (spell.name.as_str(), spell.area.as_deref()),
            ("THADS tỉnh A", Some("Tỉnh A"))
        );
        let new = bundle(&[("co-quan", "Mã|Tên|Cấp\nx||tỉnhh")]);
        let loaded = take(&app, &new, None).await;
        let refused = errors(&loaded);
        let places: Vec<&str> = refused.iter().map(|(_, column, _)| *column).collect();
        assert_eq!(places, ["Cấp", "Tên"], "{refused:?}");
    })
    .await;
}

/// Contract: "Same key, other content: an error that names both sources" — all that told the row.
#[tokio::test]
async fn a_conflict_names_every_source_and_stores_nothing() {
    on_both(async |db| {
        let app = app(db).await;
        let told = |area: &str, source: &str| {
            let rows =
                format!("Mã|Tên|Cấp|Địa bàn|Nguồn\ntinh-a|THADS tỉnh A|tinh|{area}|{source}");
            bundle(&[("co-quan", &rows)])
        };
        take(&app, &told("Tỉnh A", "bc-1"), None).await;
        take(&app, &told("", "bc-2"), None).await;
        let refused = take(&app, &told("Tỉnh Á", "bc-3"), None).await;
        let found = errors(&refused);
        assert!(
            found.len() == 1 && found[0].2.contains("bc-1; bc-2") && found[0].2.contains("bc-3"),
            "{found:?}"
        );
        assert_eq!((refused.stored.len(), refused.revised), (0, 0));
        let snapshot = app.db().read().await.unwrap();
        let stored = records::all(&snapshot, Some("co-quan")).await.unwrap();
        assert_eq!(stored.len(), 1);
    })
    .await;
}

/// Figures: what differs is named cell by cell in the units of the paper, never in stored units.
#[tokio::test]
async fn a_conflict_of_figures_tells_the_cell_as_written() {
    on_both(async |db| {
        let app = app(db).await;
        let told = |value: &str, change: &str| {
            let rows = format!(
                "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Tăng giảm|Mức chính xác tăng giảm|Nguồn
                 phong-1|2026|3|viec.ty_le|{value}|1,5|{change}|bc"
            );
            bundle(&[AGENCIES, ("so-lieu", &rows)])
        };
        take(&app, &told("68,73", ""), None).await;
        let refused = take(&app, &told("68,74", ""), None).await;
        let found = errors(&refused);
        assert!(
            found.len() == 1 && found[0].1 == "Giá trị" && found[0].2.contains("«68,73»"),
            "{found:?}"
        );
        let refused = take(&app, &told("68,73", "hon"), None).await;
        assert_eq!(
            errors(&refused)
                .iter()
                .map(|(_, column, _)| *column)
                .collect::<Vec<_>>(),
            ["Mức chính xác tăng giảm"]
        );
    })
    .await;
}

/// A code the program ships keeps its meaning.
#[tokio::test]
async fn a_shipped_figure_code_is_not_declared_again() {
    on_both(async |db| {
        let app = app(db).await;
        let added = "Mã|Tên|Đơn vị tính\nviec.xong|Khác|dong";
        let refused = take(&app, &bundle(&[("danh-muc-so-lieu", added)]), None).await;
        let found = errors(&refused);
        assert!(found.len() == 1 && found[0].1 == "Mã", "{found:?}");
    })
    .await;
}
