//! What a correction touches: rates, paces, ranks, sums, awards, the reorganised agency, the next year.

use thidua_store::testing::on_both;

use super::*;
use crate::desk::app;

#[tokio::test]
async fn a_correction_tells_what_it_touches_and_changes_none_of_it() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        assert!(all(&app, "phong-1").await.is_empty());
        revise(&app, &[FEWER], "nhầm cột").await;
        let listed = all(&app, "phong-1").await;
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].reason, "nhầm cột");
        assert_eq!(listed[0].months[0].2, "10 tháng năm 2026");
        assert!(all(&app, "phong-2").await.is_empty());

        let found = shown(&app, "phong-1", 1).await;
        let row = &found.figures[0];
        assert_eq!(
            (
                row.before.as_str(),
                row.after.as_str(),
                row.difference.as_str()
            ),
            ("700", "680", "-20")
        );
        let rates: Vec<_> = found
            .touched
            .rates
            .iter()
            .map(|line| (line.subject.as_str(), line.before.clone().unwrap(), line.after.clone().unwrap()))
            .collect();
        // 1990 and 1970 of 3000 for the province, and the nation that has no other.
        let province = ("66,33".to_owned(), "65,67".to_owned());
        assert_eq!(rates[0], ("phong-1", "70,00".to_owned(), "68,00".to_owned()));
        assert_eq!(rates[1], ("tinh-a", province.0.clone(), province.1.clone()));
        assert_eq!(rates[2], ("cuc", province.0, province.1));
        assert_eq!(found.touched.rates[0].difference.as_deref(), Some("-2,00"));

        let pace = &found.touched.paces[0];
        assert_eq!((pace.met_before, pace.met_after), (Some(true), Some(false)));
        assert_eq!(pace.deviation_after.as_deref(), Some("-1,42"));
        assert_eq!(found.counts.crossed, 1);

        let rank = &found.touched.ranks[0];
        assert_eq!((rank.within.as_str(), rank.total), ("tinh-a", 3));
        assert_eq!((rank.before, rank.after), (Some(1), Some(2)));
        assert_eq!(rank.passed_by[0].name, "Phòng 2");
        assert_eq!((rank.passed_by[0].before, rank.passed_by[0].after), (Some(2), Some(1)));

        let sum = &found.touched.sums[0];
        assert_eq!((sum.subject.as_str(), sum.changes), ("tinh-a", true));
        assert_eq!(sum.difference.as_deref(), Some("-20 việc"));

        let awards: Vec<_> = found
            .touched
            .awards
            .iter()
            .map(|line| line.recipient.as_str())
            .collect();
        assert_eq!(awards, ["Phòng 2", "Phòng 1", "Nguyễn Văn An"]);
        assert!(found.touched.awards[0].why.contains("văn bản có số bị đính chính"));
        assert!(found.touched.awards[2].why.contains("Lãnh đạo"));
        assert_eq!(found.touched.papers[0].document.as_deref(), Some("bc-1"));
        assert_eq!(
            found.words,
            "03 tỷ lệ, 01 chỉ tiêu, 01 thứ hạng, 02 số tổng hợp cấp trên, 03 khen thưởng, 01 báo cáo, văn bản"
        );
        assert_eq!(app.state().await.unwrap().awards.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn a_correction_is_what_it_was_whatever_came_after() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        revise(&app, &[FEWER], "nhầm cột").await;
        let first = shown(&app, "phong-1", 1).await;
        revise(&app, &["phong-2|2026|10|viec.xong|500|viec|"], "nhầm dòng").await;
        revise(
            &app,
            &["phong-1|2026|10|viec.xong|650|viec|bc-1"],
            "nhầm lần nữa",
        )
        .await;
        let again = shown(&app, "phong-1", 1).await;
        assert_eq!(
            (again.figures, again.touched),
            (first.figures, first.touched)
        );
        let second = shown(&app, "phong-1", 2).await;
        assert_eq!(second.figures[0].before, "680");
        // The sister's correction came between: nobody is passed any more.
        let rank = &second.touched.ranks[0];
        assert_eq!((rank.before, rank.after), (Some(1), Some(1)));
        assert!(!rank.moves());
    })
    .await;
}

#[tokio::test]
async fn a_merged_agency_and_the_next_year_are_touched_too() {
    on_both(async |db| {
        let app = app(db).await;
        let told = [
            (
                "co-quan",
                "Mã|Tên|Cấp|Mã cấp trên|Từ ngày|Đến ngày
              cuc|Cục Quản lý|cuc_quan_ly|||
              cu-1|Cục tỉnh Một|tinh|cuc||2025-06-30
              cu-2|Cục tỉnh Hai|tinh|cuc||2025-06-30
              moi|THADS tỉnh Mới|tinh|cuc|2025-07-01|",
            ),
            (
                "sap-xep",
                "Ngày hiệu lực|Loại|Mã cũ|Mã mới
              2025-07-01|sap_nhap|cu-1|moi
              2025-07-01|sap_nhap|cu-2|moi",
            ),
            (
                "so-lieu",
                "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính
              cu-1|2025|6|viec.xong|300|viec
              cu-1|2025|6|viec.co_dieu_kien|500|viec
              cu-2|2025|6|viec.xong|100|viec
              cu-2|2025|6|viec.co_dieu_kien|500|viec
              moi|2026|6|viec.xong|450|viec",
            ),
        ];
        let loaded = take(&app, &bundle(&told), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        revise(&app, &["cu-1|2025|6|viec.xong|310|viec|"], "nhầm").await;
        let found = shown(&app, "cu-1", 1).await;
        let sums: Vec<&str> = found
            .touched
            .sums
            .iter()
            .map(|line| line.subject.as_str())
            .collect();
        assert!(sums.contains(&"moi"), "{sums:?}");
        let line = found
            .touched
            .sums
            .iter()
            .find(|line| line.subject == "moi")
            .unwrap();
        assert_eq!(
            (line.before.as_deref(), line.after.as_deref()),
            (Some("400 việc"), Some("410 việc"))
        );
        let heir = found
            .touched
            .rates
            .iter()
            .find(|line| line.subject == "moi")
            .unwrap();
        assert_eq!(
            (heir.before.as_deref(), heir.after.as_deref()),
            (Some("40,00"), Some("41,00"))
        );
        let ranked = found
            .touched
            .ranks
            .iter()
            .any(|line| line.subject == "cu-1" && line.within == "cuc");
        assert!(ranked, "the tree of its time");
    })
    .await;
}

#[tokio::test]
async fn a_year_s_end_is_the_beginning_of_the_next() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let rows = [
            "phong-3|2025|12|viec.chuyen_ky_sau|50|viec|",
            "phong-3|2025|12|viec.xong|800|viec|",
            "phong-3|2026|2|viec.cu|50|viec|",
            "phong-3|2026|12|viec.xong|900|viec|",
            "phong-3|2026|12|viec.cu|50|viec|",
        ];
        revise(&app, &rows, "").await;
        revise(
            &app,
            &[
                "phong-3|2025|12|viec.chuyen_ky_sau|55|viec|",
                "phong-3|2025|12|viec.xong|790|viec|",
            ],
            "đối chiếu sổ",
        )
        .await;
        let found = shown(&app, "phong-3", 1).await;
        let carried: Vec<_> = found
            .touched
            .proofs
            .iter()
            .filter(|line| line.why == "carried")
            .map(|line| (line.period.as_str(), line.before, line.after))
            .collect();
        assert_eq!(
            carried.first().map(|line| line.0),
            Some("2 tháng năm 2026"),
            "{:#?}",
            found.touched.proofs
        );
        let compared = found
            .touched
            .later
            .iter()
            .find(|line| line.what.contains("xong"))
            .unwrap();
        assert_eq!(
            (compared.before.as_str(), compared.after.as_str()),
            ("+100", "+110")
        );
        assert_eq!(compared.period, "năm 2026");
    })
    .await;
}
