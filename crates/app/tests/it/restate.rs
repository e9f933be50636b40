//! A merger in the middle of a year: both tellings, the signed crosswalk, the first year, targets handed over, names
//! that repeat.

mod after;

use thidua_app::access::Caller;
use thidua_app::figures::{AskBalance, balance, compare};
use thidua_app::restate::{
    AskRestated, NewRules, Share, Way, crosswalks, decide, preview, restatement,
};
use thidua_app::scoring::{AskRanking, ranking};
use thidua_app::{App, AppError, record};
use thidua_domain::access::{Actor, Grant, Role};
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
        // Who does not reach every heir may not decide.
        let officer = person("thong-ke", Role::Officer, "kv-2");
        let signed = NewRules {
            reason: "Đã có quyết định.".into(),
            ..parted("Nguyễn Văn Ví Dụ, Trưởng THADS")
        };
        let forbidden = decide(&app, &officer, &signed).await;
        assert!(
            matches!(&forbidden, Err(AppError::Refused(text)) if text.contains("trong phạm vi")),
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
async fn of_two_who_decide_at_once_the_second_is_told() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let console = Caller::console();
        let seen = Some(view(&app).await.state.version);
        let first = NewRules {
            seen,
            ..parted("Nguyễn Văn Ví Dụ, Trưởng THADS")
        };
        let event = decide(&app, &console, &first).await.unwrap().unwrap();
        let kept = |view: &thidua_app::View| {
            let rules = view.state.org.crosswalk().of("cu-12").iter();
            rules.map(|rule| rule.new.clone()).collect::<Vec<_>>()
        };
        let both = [Some("kv-2".to_owned()), Some("kv-3".to_owned())];
        assert_eq!(kept(&view(&app).await), both);
        let second = NewRules {
            way: Way::Not,
            note: "Không bàn giao.".into(),
            reason: "Đổi cách.".into(),
            ..first.clone()
        };
        let stale = decide(&app, &console, &second).await;
        assert!(matches!(stale, Err(AppError::Stale)), "{stale:?}");
        assert_eq!(kept(&view(&app).await), both);
        // What was taken away since is a change, too; another office's decision is none.
        let seen = Some(view(&app).await.state.version);
        record::undo(&app, &console, event).await.unwrap();
        let late = NewRules {
            seen,
            ..second.clone()
        };
        let stale = decide(&app, &console, &late).await;
        assert!(matches!(stale, Err(AppError::Stale)), "{stale:?}");
        let seen = Some(view(&app).await.state.version);
        let elsewhere = NewRules {
            old: "cu-1".into(),
            way: Way::Sum,
            new: "kv-1".into(),
            ..parted("Nguyễn Văn Ví Dụ, Trưởng THADS")
        };
        decide(&app, &console, &elsewhere).await.unwrap();
        let fresh = NewRules { seen, ..second };
        decide(&app, &console, &fresh).await.unwrap();
        assert_eq!(kept(&view(&app).await), [None]);
    })
    .await;
}

#[tokio::test]
async fn one_heir_alone_does_not_withhold_the_figures_from_all() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let not = NewRules {
            way: Way::Not,
            note: "Không bàn giao.".into(),
            ..parted("Nguyễn Văn Ví Dụ, Trưởng THADS")
        };
        let one = person("thong-ke", Role::Officer, "kv-2");
        let refused = decide(&app, &one, &not).await;
        assert!(
            matches!(&refused, Err(AppError::Refused(text)) if text.contains("mọi cơ quan kế thừa")),
            "{refused:?}"
        );
        let all = person("thong-ke-tinh", Role::Officer, "phu-tho-moi");
        decide(&app, &all, &not).await.unwrap();
    })
    .await;
}
