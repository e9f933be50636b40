//! A merger in the middle of a year: both tellings, the signed crosswalk, the first year, targets handed over, names
//! that repeat.

use jiff::civil::date;
use thidua_app::access::Caller;
use thidua_app::figures::{AskBalance, balance, compare};
use thidua_app::restate::{
    Accept, Answer, AskRestated, NewOpening, NewRules, Share, Treatment, Way, accept, crosswalks,
    decide, declare, handover, preview, restatement,
};
use thidua_app::scoring::{AskRanking, ranking};
use thidua_app::{App, AppError, record};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::time::{Window, WorkYear};
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take, view};

/// Twelve offices into five, one of them parted; two old provinces into one new.
async fn country(app: &App) {
    let mut agencies = "Mã|Tên|Cấp|Mã cấp trên|Từ ngày|Đến ngày
        cuc|Cục Quản lý|cuc_quan_ly|||
        phu-tho|Cục Thi hành án dân sự tỉnh Phú Thọ|tinh|cuc||2025-06-30
        vinh-phuc|Cục Thi hành án dân sự tỉnh Vĩnh Phúc|tinh|cuc||2025-06-30
        phu-tho-moi|Thi hành án dân sự tỉnh Phú Thọ|tinh|cuc|2025-07-01|"
        .to_owned();
    let mut pairs = "Ngày hiệu lực|Loại|Mã cũ|Mã mới|Văn bản
        2025-07-01|sap_nhap|phu-tho|phu-tho-moi|1898/QĐ-BTP
        2025-07-01|sap_nhap|vinh-phuc|phu-tho-moi|1898/QĐ-BTP"
        .to_owned();
    let mut figures =
        "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính".to_owned();
    for at in 1..=12_i64 {
        let above = if at <= 6 { "phu-tho" } else { "vinh-phuc" };
        agencies.push_str(&format!(
            "\n        cu-{at}|Chi cục Thi hành án dân sự huyện {at}|huyen|{above}||2025-06-30"
        ));
        let new = (at - 1) % 5 + 1;
        let kind = if at == 12 { "chia_tach" } else { "sap_nhap" };
        pairs.push_str(&format!(
            "\n        2025-07-01|{kind}|cu-{at}|kv-{new}|1898/QĐ-BTP"
        ));
        if at == 12 {
            pairs.push_str("\n        2025-07-01|chia_tach|cu-12|kv-3|1898/QĐ-BTP");
        }
        for (code, value) in balanced(at) {
            let unit = if code.starts_with("tien") {
                "dong"
            } else {
                "viec"
            };
            figures.push_str(&format!("\n        cu-{at}|2025|9|{code}|{value}|{unit}"));
        }
    }
    for new in 1..=5 {
        agencies.push_str(&format!("\n        kv-{new}|Phòng Thi hành án dân sự khu vực {new}|khu_vuc|phu-tho-moi|2025-07-01|"));
    }
    let loaded = take(
        app,
        &bundle(&[
            ("co-quan", &agencies),
            ("sap-xep", &pairs),
            ("so-lieu", &figures),
        ]),
        None,
    )
    .await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

/// Nine months of an office.
fn balanced(at: i64) -> Vec<(&'static str, i64)> {
    let (cu, moi, xong) = (100 + at, 200 + at, 150 + at);
    let due = cu + moi;
    vec![
        ("viec.cu", cu),
        ("viec.moi", moi),
        ("viec.thu_ly", due),
        ("viec.phai_thi_hanh", due),
        ("viec.co_dieu_kien", 250 + at),
        ("viec.chua_dieu_kien", due - 250 - at),
        ("viec.xong", xong),
        ("viec.chuyen_ky_sau", due - xong),
        ("tien.xong", 1_000_000_007 * at),
    ]
}

fn ask(agency: &str, month: u8) -> AskBalance {
    AskBalance {
        agency: agency.to_owned(),
        year: 2025,
        month,
        person: None,
        scope: None,
    }
}

fn person(user: &str, role: Role, agency: &str) -> Caller {
    Caller {
        actor: Actor {
            user: user.to_owned(),
            person: None,
            grants: vec![Grant {
                role,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        name: user.to_owned(),
        channel: "web",
    }
}

fn share(new: &str, part: &str) -> Share {
    Share {
        new: new.to_owned(),
        side: String::new(),
        part: part.to_owned(),
        whole: "3".to_owned(),
    }
}

fn parted(signer: &str) -> NewRules {
    NewRules {
        old: "cu-12".into(),
        way: Way::Share,
        shares: vec![share("kv-2", "1"), share("kv-3", "2")],
        basis: "Số việc bàn giao theo biên bản ngày 30/06/2025".into(),
        document: "15/QĐ-THADS".into(),
        signer: signer.into(),
        signed_on: if signer.is_empty() {
            String::new()
        } else {
            "05/07/2025".into()
        },
        ..NewRules::default()
    }
}

#[tokio::test]
async fn a_past_period_is_told_both_ways_and_both_come_to_the_same() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let then = view(&app).await;
        // Then: each old province adds up its six offices.
        let cases = |agency: &str| {
            balance(&then, &ask(agency, 9))
                .unwrap()
                .figures
                .get("viec.xong")
                .cloned()
        };
        assert_eq!(cases("phu-tho").as_deref(), Some("921"));
        assert_eq!(cases("cuc").as_deref(), Some("1878"));
        let today = then.restated();
        let restated = |agency: &str| balance(&today, &ask(agency, 9)).unwrap();
        let province = restated("phu-tho-moi");
        assert_eq!(
            province.figures.get("viec.xong").map(String::as_str),
            Some("1878")
        );
        assert_eq!(
            province.restated.as_ref().unwrap().reasons,
            Vec::<String>::new()
        );
        // A rate is computed of summed parts: 1878 ÷ (12·250 + 78).
        assert_eq!(province.rates["viec"].as_deref(), Some("61.01"));
        // The parted office keeps two regions from being whole, and the page says why.
        let region = restated("kv-2");
        assert_eq!(region.figures.get("viec.xong"), None);
        let reasons = region.restated.unwrap().reasons;
        assert!(reasons[0].contains("chia về 02 nơi"), "{reasons:?}");
        assert!(restated("kv-1").figures.contains_key("viec.xong"));
        // The tree that stands in today's view has no Chi cục.
        let wanted = AskRanking {
            within: "phu-tho-moi".into(),
            year: 2025,
            month: 9,
            by: Vec::new(),
            level: None,
            scope: None,
        };
        assert_eq!(ranking(&today, &wanted).unwrap().total, 5);
        assert_eq!(
            ranking(
                &then,
                &AskRanking {
                    within: "phu-tho".into(),
                    ..wanted
                }
            )
            .unwrap()
            .total,
            6
        );
        let found = restatement(
            &then,
            &AskRestated {
                window: ask("phu-tho-moi", 9),
                code: Some("tien.xong".into()),
            },
        )
        .unwrap();
        assert_eq!(found.sections.len(), 2);
        for section in &found.sections {
            assert!(
                section.summary.iter().all(|line| line.holds),
                "{section:#?}"
            );
        }
        let below = &found.sections[1];
        assert_eq!(below.olds, 12);
        let line = below
            .summary
            .iter()
            .find(|line| line.code == "tien.xong")
            .unwrap();
        // To the đồng: 1.000.000.007 × 78; what waits is the parted office and the offices beside it.
        assert_eq!(line.total, "78.000.000.546");
        assert_eq!(line.residual, "0");
        assert_ne!(line.unrestated, "0");
        assert!(compare(&today, &ask("phu-tho-moi", 9)).is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_crosswalk_counts_once_it_is_signed_and_is_undone() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let console = Caller::console();
        let listed = crosswalks(&view(&app).await, "phu-tho-moi").unwrap();
        assert_eq!((listed.open, listed.olds[0].code.as_str()), (1, "cu-12"));
        // Everything wrong at once, nothing stored.
        let wrong = NewRules {
            shares: vec![share("kv-2", "1"), share("kv-3", "1")],
            basis: String::new(),
            signed_on: "32/07/2025".into(),
            ..parted("Trưởng THADS")
        };
        let seen = preview(&view(&app).await, &wrong).unwrap();
        assert_eq!(seen.faults.len(), 2, "{:?}", seen.faults);
        let sum = NewRules {
            shares: vec![share("kv-2", "1"), share("kv-3", "1")],
            ..parted("Trưởng THADS")
        };
        let seen = preview(&view(&app).await, &sum).unwrap();
        assert!(
            seen.faults[0].contains("chưa đúng bằng 1"),
            "{:?}",
            seen.faults
        );
        let refused = decide(&app, &console, &sum).await;
        assert!(matches!(refused, Err(AppError::Refused(_))), "{refused:?}");
        let seen = preview(&view(&app).await, &parted("Trưởng THADS")).unwrap();
        assert!(seen.signed && seen.faults.is_empty());
        let line = seen.lines.iter().find(|line| line.total == "162").unwrap();
        assert_eq!(
            line.parts
                .iter()
                .map(|(_, part)| part.as_str())
                .collect::<Vec<_>>(),
            ["54", "108"]
        );
        let cases = |view: &thidua_app::View, agency: &str| {
            balance(&view.restated(), &ask(agency, 9))
                .unwrap()
                .figures
                .get("viec.xong")
                .cloned()
        };
        // A draft restates nothing.
        decide(&app, &console, &parted("")).await.unwrap();
        assert_eq!(cases(&view(&app).await, "kv-2"), None);
        // Who may enter may not sign.
        let officer = person("thong-ke", Role::Officer, "phu-tho-moi");
        let signed = NewRules {
            reason: "Đã có quyết định.".into(),
            ..parted("Nguyễn Văn Ví Dụ, Trưởng THADS")
        };
        let forbidden = decide(&app, &officer, &signed).await;
        assert!(
            matches!(forbidden, Err(AppError::Forbidden | AppError::NotFound)),
            "{forbidden:?}"
        );
        let event = decide(&app, &console, &signed).await.unwrap().unwrap();
        let now = view(&app).await;
        // kv-2: offices 2 and 7 and a third of the twelfth: 152 + 157 + 54.
        assert_eq!(cases(&now, "kv-2").as_deref(), Some("363"));
        assert_eq!(cases(&now, "kv-3").as_deref(), Some("419"));
        let found = restatement(
            &now,
            &AskRestated {
                window: ask("phu-tho-moi", 9),
                code: Some("tien.xong".into()),
            },
        )
        .unwrap();
        let line = found.sections[1]
            .summary
            .iter()
            .find(|line| line.code == "tien.xong")
            .unwrap();
        assert_eq!(
            (line.restated.as_str(), line.unrestated.as_str()),
            ("78.000.000.546", "0")
        );
        record::undo(&app, &console, event).await.unwrap();
        assert_eq!(cases(&view(&app).await, "kv-2"), None);
    })
    .await;
}

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
