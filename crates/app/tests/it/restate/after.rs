//! After the merger: the first year, targets handed over, names that repeat.

use jiff::civil::date;
use thidua_app::AppError;
use thidua_app::access::Caller;
use thidua_app::figures::balance;
use thidua_app::record;
use thidua_app::restate::{
    Accept, Answer, AskRestated, NewOpening, Treatment, accept, declare, handover, restatement,
};
use thidua_domain::time::{Window, WorkYear};
use thidua_store::testing::on_both;

use super::{ask, country};
use crate::desk::{app, bundle, take, view};

#[tokio::test]
async fn the_first_year_counts_what_is_said_and_tells_what_does_not_fit() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let own = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính
            phu-tho-moi|2025|12|viec.cu|1878|viec
            phu-tho-moi|2025|12|viec.moi|300|viec
            phu-tho-moi|2025|12|viec.thu_ly|2178|viec
            phu-tho-moi|2025|12|viec.phai_thi_hanh|2178|viec
            phu-tho-moi|2025|12|viec.co_dieu_kien|1500|viec
            phu-tho-moi|2025|12|viec.xong|900|viec
            phu-tho-moi|2025|12|viec.chuyen_ky_sau|1278|viec";
        let loaded = take(&app, &bundle(&[("so-lieu", own)]), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let year = |view: &thidua_app::View, code: &str| {
            balance(view, &ask("phu-tho-moi", 12))
                .unwrap()
                .figures
                .get(code)
                .cloned()
        };
        let first = |view: &thidua_app::View| {
            restatement(
                view,
                &AskRestated {
                    window: ask("phu-tho-moi", 12),
                    code: None,
                },
            )
            .unwrap()
            .first_year
            .unwrap()
        };
        // Nobody has said: its row is the year's, and the page doubts it.
        let before = view(&app).await;
        assert_eq!(year(&before, "viec.xong").as_deref(), Some("900"));
        assert!(
            first(&before)
                .remarks
                .iter()
                .any(|remark| remark.doubt && remark.text.contains("ngày thành lập"))
        );
        let console = Caller::console();
        let new = NewOpening {
            agency: "phu-tho-moi".into(),
            year: 2025,
            from: "ngay_thanh_lap".into(),
            document: "20/CV-THADS".into(),
            signer: "Nguyễn Văn Ví Dụ".into(),
            signed_on: "10/07/2025".into(),
            reason: None,
            seen: Some(before.state.version),
        };
        let event = declare(&app, &console, &new).await.unwrap().unwrap();
        let after = view(&app).await;
        // 1878 done by the old ones and 900 since; what it took over, 1878, is what they carried out (3756 − 1878).
        assert_eq!(year(&after, "viec.xong").as_deref(), Some("2778"));
        assert_eq!(year(&after, "viec.cu").as_deref(), Some("1278"));
        assert_eq!(year(&after, "viec.thu_ly").as_deref(), Some("4056"));
        assert_eq!(year(&after, "viec.co_dieu_kien").as_deref(), Some("3378"));
        assert_eq!(year(&after, "viec.chuyen_ky_sau").as_deref(), Some("1278"));
        let remarks = first(&after).remarks;
        assert!(
            remarks
                .iter()
                .any(|remark| !remark.doubt && remark.text.contains("bằng tổng số chuyển kỳ sau")),
            "{remarks:?}"
        );
        record::undo(&app, &console, event).await.unwrap();
        assert_eq!(year(&view(&app).await, "viec.xong").as_deref(), Some("900"));
        let anew = NewOpening {
            seen: None,
            ..new.clone()
        };
        declare(&app, &console, &anew).await.unwrap();
        let after = view(&app).await;
        // Told once, it is told otherwise with a reason only, and only by who saw what was told.
        let other = NewOpening {
            from: "dau_nam".into(),
            document: "21/CV-THADS".into(),
            seen: Some(after.state.version),
            ..new.clone()
        };
        let refused = declare(&app, &console, &other).await;
        assert!(
            matches!(&refused, Err(AppError::Refused(text)) if text.contains("lý do khai lại")),
            "{refused:?}"
        );
        let late = NewOpening {
            reason: Some("Tính lại.".into()),
            seen: Some(before.state.version),
            ..other.clone()
        };
        let stale = declare(&app, &console, &late).await;
        assert!(matches!(stale, Err(AppError::Stale)), "{stale:?}");
        assert_eq!(first(&view(&app).await).opening, Some("ngay_thanh_lap"));
        let again = NewOpening {
            reason: Some("Tính lại.".into()),
            ..other
        };
        let changed = declare(&app, &console, &again).await.unwrap().unwrap();
        assert_eq!(first(&view(&app).await).opening, Some("dau_nam"));
        record::undo(&app, &console, changed).await.unwrap();
        let undone = NewOpening {
            seen: Some(after.state.version),
            ..again
        };
        let stale = declare(&app, &console, &undone).await;
        assert!(matches!(stale, Err(AppError::Stale)), "{stale:?}");
    })
    .await;
}

#[tokio::test]
async fn open_targets_are_handed_over_as_the_officer_answers() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let targets = "Mã|Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị|Đơn vị giao|Ngày giao
            ct-1|phu-tho|2025|viec.ty_le|>=|83.5|cuc|2024-12-15
            ct-2|vinh-phuc|2025|viec.ty_le|>=|80|cuc|2024-12-15
            ct-3|phu-tho|2025|viec.xong|>=|1000|cuc|2024-12-15
            ct-4|vinh-phuc|2025|viec.xong|>=|1100|cuc|2024-12-15
            ct-5|vinh-phuc|2025|tiep_dan.luot|>=|50|cuc|2024-12-15
            ct-6|phu-tho|2024|viec.xong|>=|900|cuc|2023-12-15";
        let loaded = take(&app, &bundle(&[("chi-tieu", targets)]), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let found = handover(&view(&app).await, "phu-tho-moi").unwrap().unwrap();
        assert_eq!((found.lines.len(), found.open), (3, 3));
        let line = |code: &str| {
            found
                .lines
                .iter()
                .find(|line| line.target_code.as_deref() == Some(code))
                .unwrap()
        };
        // (83,5 × 1521 + 80 × 1557) ÷ 3078.
        let rate = line("viec.ty_le");
        assert_eq!(rate.proposal.as_deref(), Some("81,73"), "{}", rate.working);
        assert!(rate.working.contains("1.521"), "{}", rate.working);
        let count = line("viec.xong");
        assert_eq!(count.proposal.as_deref(), Some("2.100"));
        let console = Caller::console();
        let answer =
            |line: &thidua_app::restate::HandoverLine, treatment: Treatment, reason: &str| Answer {
                key: line.key.clone(),
                treatment,
                reason: reason.to_owned(),
            };
        // Another value without its ground, a refusal without its reason: both are told, nothing is stored.
        let wrong = Accept {
            agency: "phu-tho-moi".into(),
            on: "01/05/2025".into(),
            document: String::new(),
            answers: vec![
                answer(rate, Treatment::Take("84".into()), ""),
                answer(count, Treatment::Leave, ""),
            ],
        };
        let Err(AppError::Refused(told)) = accept(&app, &console, &wrong).await else {
            panic!("stored")
        };
        assert_eq!(told.lines().count(), 4, "{told}");
        let right = Accept {
            agency: "phu-tho-moi".into(),
            on: String::new(),
            document: "16/BB-THADS".into(),
            answers: vec![
                answer(rate, Treatment::Take("81,73".into()), ""),
                answer(
                    count,
                    Treatment::Take("2.150".into()),
                    "Giao thêm theo quyết định điều chỉnh.",
                ),
                answer(
                    line("tiep_dan.luot"),
                    Treatment::Leave,
                    "Chỉ tiêu của riêng Vĩnh Phúc.",
                ),
            ],
        };
        let event = accept(&app, &console, &right).await.unwrap().unwrap();
        let now = view(&app).await;
        let done = handover(&now, "phu-tho-moi").unwrap().unwrap();
        assert_eq!(done.open, 0);
        let count = done
            .lines
            .iter()
            .find(|line| line.target_code.as_deref() == Some("viec.xong"))
            .unwrap();
        assert!(
            count.check.as_deref().unwrap().contains("lệch 50"),
            "{:?}",
            count.check
        );
        let held: Vec<_> = now
            .state
            .targets
            .iter()
            .filter(|target| target.agency == "phu-tho-moi")
            .collect();
        assert_eq!(held.len(), 2);
        assert!(
            held.iter()
                .all(|target| target.inherits.len() == 2 && target.years.contains(WorkYear(2025)))
        );
        record::undo(&app, &console, event).await.unwrap();
        assert_eq!(
            handover(&view(&app).await, "phu-tho-moi")
                .unwrap()
                .unwrap()
                .open,
            3
        );
    })
    .await;
}

#[tokio::test]
async fn over_the_whole_sector_no_two_agencies_are_shown_by_one_name() {
    on_both(async |db| {
        let app = app(db).await;
        crate::desk::load_embedded(&app, &["nganh"]).await;
        let view = view(&app).await;
        let org = &view.state.org;
        for day in [
            date(2024, 6, 1),
            date(2025, 6, 30),
            date(2025, 7, 1),
            date(2026, 11, 22),
        ] {
            let mut seen = std::collections::HashMap::new();
            for agency in org.iter() {
                let label = org.label_on(&agency.code, day);
                if let Some(other) = seen.insert(thidua_domain::text::fold(&label), &agency.code) {
                    panic!("{other} and {} are both «{label}» on {day}", agency.code);
                }
            }
        }
        let label = |code: &str| org.label_on(code, view.today);
        assert!(label("phu-tho").ends_with("(đến 30/06/2025)"));
        assert!(label("phu-tho-moi").ends_with("(từ 01/07/2025)"));
        for code in [
            "vinh-long",
            "dong-thap",
            "can-tho-cu",
            "can-tho",
            "vinh-long-moi",
        ] {
            assert!(org.mark(code).is_some(), "{code}");
        }
        assert_eq!(org.mark("ha-noi"), None);
        let window = Window::new(WorkYear(2025), 9).unwrap();
        assert!(thidua_app::restate::changed_since(
            &view,
            "phu-tho-moi",
            window
        ));
        assert!(!thidua_app::restate::changed_since(&view, "ha-noi", window));
    })
    .await;
}
