//! Work year 2026 has two statistical regimes: what months 9 and 10 rest on, the decision about ended cases with its
//! preview, its history and its way back, deadlines over days off.

use jiff::civil::date;
use thidua_app::access::Caller;
use thidua_app::closing::{AskRegulation, regulate, standing};
use thidua_app::figures::{balance, proof};
use thidua_app::regime::{AskDecision, decide, page, preview};
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::closing::{PeriodKey, Regulation};
use thidua_domain::time::{Window, WorkYear};
use thidua_store::integrity;
use thidua_store::testing::on_both;

use crate::desk::{app, ask as window, bundle, console, take, view};

const COUNTRY: [(&str, &str); 3] = [
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên
         tinh-a|THADS tỉnh A|tinh|
         phong-1|Phòng 1|khu_vuc|tinh-a
         phong-2|Phòng 2|khu_vuc|tinh-a",
    ),
    (
        "van-ban",
        "Mã|Số ký hiệu|Ngày ban hành|Loại|Trích yếu
         cv-1|1200/CV-THADS|2026-08-03|cong_van|Hướng dẫn cách tính tỷ lệ",
    ),
    (
        "so-lieu",
        "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính
         phong-1|2026|9|viec.phai_thi_hanh|180|việc
         phong-1|2026|9|viec.co_dieu_kien|100|việc
         phong-1|2026|9|viec.xong|60|việc
         phong-1|2026|9|viec.chuyen_ky_sau|120|việc
         phong-1|2026|10|viec.phai_thi_hanh|200|việc
         phong-1|2026|10|viec.co_dieu_kien|110|việc
         phong-1|2026|10|viec.xong|66|việc
         phong-1|2026|10|ket_thuc_tra_yeu_cau|5|việc
         phong-1|2026|10|viec.chuyen_ky_sau|129|việc
         phong-1|2026|11|viec.co_dieu_kien|120|việc
         phong-1|2026|11|viec.xong|72|việc
         phong-1|2026|11|ket_thuc_tra_yeu_cau|6|việc",
    ),
];

async fn country(app: &App) {
    let loaded = take(app, &bundle(&COUNTRY), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
}

async fn rate(app: &App, month: u8) -> String {
    let found = balance(&view(app).await, &window("phong-1", 2026, month)).unwrap();
    found.rates["viec"].clone().unwrap()
}

fn asked(from: &str) -> AskDecision {
    AskDecision {
        regime: "R2026".to_owned(),
        from: from.to_owned(),
        counts: true,
        document: "cv-1".to_owned(),
        by: "Nguyễn Văn A, Cục trưởng".to_owned(),
        reason: "Hướng dẫn của Cục".to_owned(),
        seen: None,
    }
}

#[tokio::test]
async fn the_year_changes_its_regime_between_june_and_july() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let june = balance(&view(&app).await, &window("phong-1", 2026, 9)).unwrap();
        assert!(june.regime.contains("05/2024"), "{}", june.regime);
        assert_eq!(june.regime_notes, Vec::<String>::new());
        let july = balance(&view(&app).await, &window("phong-1", 2026, 10)).unwrap();
        assert!(july.regime.contains("05/2026"), "{}", july.regime);
        let told = july.regime_notes.join("\n");
        for words in [
            "đến hết ngày 30/06/2026",
            "từ ngày 01/07/2026",
            "số chưa có điều kiện và số chuyển kỳ sau",
            "chưa có quyết định về cách tính",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
        // What was carried out leaves out the ended cases; the rate does not count them.
        for (month, carried) in [(9, "120"), (10, "129")] {
            let sheet = proof(&view(&app).await, &window("phong-1", 2026, month)).unwrap();
            let line = sheet
                .lines
                .iter()
                .find(|line| line.id == "viec.chuyen_ky_sau");
            assert_eq!(line.unwrap().outcome, "holds", "{carried}");
        }
        assert_eq!(rate(&app, 10).await, "60.00");
        // The same month of the year before knows no ended cases.
        let before = balance(&view(&app).await, &window("phong-1", 2025, 10)).unwrap();
        assert_eq!(before.regime_notes, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_decision_changes_rates_from_its_day_on_and_is_taken_back() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let told = preview(&view(&app).await, ("R2026", date(2026, 7, 1)), true);
        let lines: Vec<(&str, u8, &str, &str)> = told
            .lines
            .iter()
            .map(|line| {
                (
                    line.agency.as_str(),
                    line.month,
                    line.now.as_str(),
                    line.then.as_str(),
                )
            })
            .collect();
        assert_eq!(
            lines,
            [
                ("phong-1", 10, "60,00", "64,55"),
                ("phong-1", 11, "60,00", "65,00"),
            ]
        );
        assert_eq!((told.count, told.agencies), (2, 1));
        let officer = Caller {
            actor: Actor {
                user: "go.tinh-a".to_owned(),
                person: None,
                grants: vec![Grant {
                    role: Role::Officer,
                    agency: "tinh-a".to_owned(),
                    from: None,
                    to: None,
                }],
            },
            name: "Người nhập".to_owned(),
            channel: "web",
        };
        let by = Caller {
            actor: console(),
            name: "Kiểm thử".to_owned(),
            channel: "web",
        };
        let refused = decide(&app, &officer, &asked("31/8/2026")).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        let empty = AskDecision {
            document: String::new(),
            reason: String::new(),
            ..asked("30/6/2026")
        };
        let refused = decide(&app, &by, &empty).await;
        let Err(AppError::Refused(text)) = refused else {
            panic!("{refused:?}")
        };
        for words in ["từ ngày 01/07/2026", "Chọn văn bản", "Ghi lý do"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        decide(&app, &by, &asked("31/8/2026")).await.unwrap();
        assert_eq!(rate(&app, 10).await, "60.00");
        assert_eq!(rate(&app, 11).await, "65.00");
        let shown = page(&view(&app).await).unwrap();
        assert_eq!(shown.decisions.len(), 1);
        assert!(shown.decisions[0].holds && shown.decisions[0].counts);
        let notes = balance(&view(&app).await, &window("phong-1", 2026, 11))
            .unwrap()
            .regime_notes;
        let notes = notes.join("\n");
        assert!(
            notes.contains("có cộng") && notes.contains("1200/CV-THADS"),
            "{notes}"
        );
        let stale = AskDecision {
            seen: Some(0),
            ..asked("31/8/2026")
        };
        assert!(matches!(
            decide(&app, &by, &stale).await,
            Err(AppError::Stale)
        ));
        let key = shown.decisions[0].key.clone();
        let history =
            thidua_app::record::history(&app, &view(&app).await, "che-do-bao-cao", &key).await;
        assert_eq!(history.unwrap().lines.len(), 1);
        let removed =
            thidua_app::record::remove(&app, &by, ("che-do-bao-cao", &key), 1, Some("nhầm")).await;
        removed.unwrap();
        assert_eq!(rate(&app, 11).await, "60.00");
        let snapshot = app.db().read().await.unwrap();
        assert!(integrity::check(&snapshot).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn deadlines_pass_over_days_off_and_an_office_adds_its_own() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let by = Caller {
            actor: console(),
            name: "Kiểm thử".to_owned(),
            channel: "web",
        };
        let rule = Regulation {
            agency: "tinh-a".to_owned(),
            from: date(2026, 8, 31),
            on: true,
            accepts: false,
            alone: false,
            days: Some(2),
        };
        let asked = AskRegulation {
            rule,
            reason: Some("QĐ 1".to_owned()),
            seen: 0,
        };
        regulate(&app, &by, &asked).await.unwrap();
        let key = PeriodKey {
            agency: "phong-1".to_owned(),
            window: Window {
                year: WorkYear(2026),
                month: 11,
            },
            scope: "btp".to_owned(),
        };
        let due = async || {
            let view = view(&app).await;
            let found = standing(&view.state, &key, view.today);
            (found.due.unwrap(), found.due_open)
        };
        // 31/8/2026 is a Monday; 2/9 is off, and not all of 2026 is known.
        assert_eq!(due().await, ("2026-09-03".to_owned(), Some(2026)));
        let days = "Mã cơ quan|Ngày|Loại|Tên
                    tinh-a|2026-09-01|nghi|Nghỉ liền kề Quốc khánh
                    tinh-a|2026-09-05|Làm bù|Làm bù thứ bảy";
        let loaded = take(&app, &bundle(&[("ngay-nghi", days)]), None).await;
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
        assert_eq!(due().await.0, "2026-09-04");
        let shown = page(&view(&app).await).unwrap();
        let year = shown.years.iter().find(|year| year.year == 2026).unwrap();
        let own = year.days.iter().filter(|day| day.agency == "THADS tỉnh A");
        assert_eq!(own.count(), 2);
        assert!(!year.complete && !year.note.is_empty());
    })
    .await;
}
