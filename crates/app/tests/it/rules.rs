//! Changes of the rulebook: proposed by one, approved by another, laid over the book from then on; what they would turn
//! is told before.

use thidua_app::access::Caller;
use thidua_app::law::eligibility::{Ask, of};
use thidua_app::law::rules::{
    AskAnswer, AskAward, AskPropose, Reply, TypedChange, TypedEdit, alerts, answer, award, change,
    changes, condition, index, of_stored, parameter, preview, propose, seek, text,
};
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_store::audit;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take};
use crate::eligibility::{BASE, told};

/// What makes nv-02 and nv-03 a Chiến sĩ thi đua cơ sở of 2026, and nv-04 not.
const LATELY: &[(&str, &str)] = &[
    (
        "danh-gia",
        "Năm|Mã đối tượng|Mức xếp loại
         2026|nv-02|htxsnv
         2026|nv-03|htxsnv
         2026|nv-04|httnv",
    ),
    (
        "khen-thuong",
        "Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích|Ngày quyết định
         phong-1|ca_nhan|nv-02|ldtt|2026|20/11/2026
         phong-1|ca_nhan|nv-03|ldtt|2026|20/11/2026
         phong-1|ca_nhan|nv-04|ldtt|2026|20/11/2026",
    ),
    (
        "sang-kien",
        "Mã|Tên|Tác giả|Phạm vi|Ngày công nhận
         sk-9|Bảng theo dõi thời hạn|nv-02|co_so|10/5/2026",
    ),
];

fn caller(user: &str, role: Role, agency: &str) -> Caller {
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
        name: format!("Người dùng {user}"),
        channel: "web",
    }
}

fn proposer() -> Caller {
    caller("bo-cuc", Role::Ministry, "*")
}

fn leader() -> Caller {
    caller("lanh-dao", Role::Leader, "cuc")
}

async fn seen(app: &App, by: &Caller) -> View {
    app.view(&by.actor).await.unwrap()
}

fn salary(value: &str, from: &str) -> TypedChange {
    TypedChange {
        act: "thay_the".to_owned(),
        about: "tham_so".to_owned(),
        of: "luong_co_so".to_owned(),
        from: from.to_owned(),
        fields: [
            ("gia_tri", value),
            ("dieu_khoan", "NĐ 161/2026/NĐ-CP: Điều 3"),
            ("do_chac_chan", "S"),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into(),
        reason: "Mức mới".to_owned(),
        document: "Nghị định mới".to_owned(),
        ..TypedChange::default()
    }
}

/// Initiatives alone no longer make a Chiến sĩ thi đua cơ sở, and somebody looks at minutes: of those rules that hold today.
fn stricter() -> TypedChange {
    TypedChange {
        act: "dinh_chinh".to_owned(),
        about: "quy_tac".to_owned(),
        of: "cstdcs/ca_nhan".to_owned(),
        from: "22/11/2026".to_owned(),
        edits: vec![TypedEdit {
            what: "them_moi".to_owned(),
            text: "Được tập thể bình xét".to_owned(),
            asks: "Xem biên bản họp".to_owned(),
            cites: "Luật TĐKT 2022: Điều 23".to_owned(),
            confidence: "S".to_owned(),
            ..TypedEdit::default()
        }],
        reason: "Ghi thiếu điều kiện".to_owned(),
        document: "Luật Thi đua, khen thưởng".to_owned(),
        ..TypedChange::default()
    }
}

async fn send(app: &App, by: &Caller, typed: TypedChange) -> Result<String, AppError> {
    let view = seen(app, by).await;
    let ask = AskPropose {
        typed,
        seen: view.state.rulings.approved(),
    };
    propose(app, by, &ask).await
}

async fn reply(app: &App, by: &Caller, code: &str, reply: Reply) -> Result<(), AppError> {
    let view = seen(app, by).await;
    let ask = AskAnswer {
        code: code.to_owned(),
        reply,
        words: if reply == Reply::Refuse {
            "Chưa rõ"
        } else {
            ""
        }
        .to_owned(),
        seen: view.state.rulings.approved(),
    };
    answer(app, by, &ask).await
}

async fn salary_on(app: &App, day: &str) -> String {
    let page = parameter(&seen(app, &leader()).await, "luong_co_so").unwrap();
    let at = page
        .values
        .iter()
        .rev()
        .find(|value| value.from.as_str() <= day);
    at.unwrap().value.clone()
}

#[tokio::test]
async fn nothing_applies_before_another_person_approved_it() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let code = send(&app, &proposer(), salary("2.700.000", "01/7/2027"))
            .await
            .unwrap();
        assert_eq!(salary_on(&app, "2027-07-01").await, "2.530.000 đồng");
        // The proposer decides nothing of it, nor somebody of one agency.
        let own = reply(&app, &proposer(), &code, Reply::Approve)
            .await
            .unwrap_err();
        assert!(own.to_string().contains("người khác duyệt"), "{own}");
        let local = caller("truong", Role::Head, "phong-1");
        assert!(matches!(
            reply(&app, &local, &code, Reply::Approve).await,
            Err(AppError::Forbidden)
        ));
        assert!(matches!(
            change(&seen(&app, &local).await, &code),
            Err(AppError::NotFound)
        ));
        reply(&app, &leader(), &code, Reply::Approve).await.unwrap();
        assert_eq!(salary_on(&app, "2027-07-01").await, "2.700.000 đồng");
        assert_eq!(salary_on(&app, "2027-06-30").await, "2.530.000 đồng");
        assert!(matches!(
            reply(&app, &leader(), &code, Reply::Approve).await,
            Err(AppError::Stale)
        ));
        let snapshot = app.db().read().await.unwrap();
        let last = audit::event(&snapshot, snapshot_version(&app).await)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (last.command.as_str(), last.actor.as_str()),
            ("rules.approve", "lanh-dao")
        );
        drop(snapshot);
        // Taken back the same way: the book is the shipped one again.
        let repeal = TypedChange {
            act: "bai_bo".to_owned(),
            about: "thay_doi".to_owned(),
            of: code.clone(),
            reason: "Duyệt nhầm".to_owned(),
            ..TypedChange::default()
        };
        let repeal = send(&app, &proposer(), repeal).await.unwrap();
        reply(&app, &leader(), &repeal, Reply::Approve)
            .await
            .unwrap();
        assert_eq!(salary_on(&app, "2027-07-01").await, "2.530.000 đồng");
        assert_eq!(changes(&seen(&app, &local).await).unwrap().len(), 2);
    })
    .await;
}

async fn snapshot_version(app: &App) -> i64 {
    app.db().version().await.unwrap()
}

#[tokio::test]
async fn every_fault_is_told_and_nothing_is_stored() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let mut wrong = salary("nhiều", "ngày mai");
        wrong
            .fields
            .insert("dieu_khoan".to_owned(), "NĐ 1/1900: Điều 1".to_owned());
        wrong.reason.clear();
        let told = send(&app, &proposer(), wrong)
            .await
            .unwrap_err()
            .to_string();
        for part in ["«nhiều»", "01/03/2027", "«NĐ 1/1900»", "Ghi lý do"] {
            assert!(told.contains(part), "{part}: {told}");
        }
        // A gap is no book.
        let cut = TypedChange {
            act: "dinh_chinh".to_owned(),
            about: "gia_tri".to_owned(),
            of: "luong_co_so@2024-07-01".to_owned(),
            fields: [("ngay_cuoi".to_owned(), "01/6/2026".to_owned())].into(),
            ..salary("", "")
        };
        let told = send(&app, &proposer(), cut).await.unwrap_err().to_string();
        assert!(
            told.contains("Từ ngày 02/06/2026: không có giá trị của «Mức lương cơ sở"),
            "{told}"
        );
        let twice = send(&app, &proposer(), salary("2.600.000", "01/7/2026")).await;
        let twice = twice.unwrap_err().to_string();
        assert!(twice.contains("Đã có giá trị"), "{twice}");
        assert!(
            seen(&app, &proposer())
                .await
                .state
                .rulings
                .changes
                .is_empty()
        );
        // Who works for one province proposes nothing for all.
        let local = caller("thong-ke", Role::Officer, "tinh-a");
        assert!(matches!(
            send(&app, &local, salary("2.700.000", "01/7/2027")).await,
            Err(AppError::Forbidden)
        ));
        assert!(matches!(
            preview(&seen(&app, &local).await, &salary("1", "01/7/2027")),
            Err(AppError::Forbidden)
        ));
    })
    .await;
}

#[tokio::test]
async fn who_looks_at_an_outdated_book_is_told() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let one = send(&app, &proposer(), salary("2.700.000", "01/7/2027"))
            .await
            .unwrap();
        let two = send(&app, &proposer(), salary("2.800.000", "01/7/2028"))
            .await
            .unwrap();
        let before = seen(&app, &leader()).await.state.rulings.approved();
        reply(&app, &leader(), &one, Reply::Approve).await.unwrap();
        let outdated = AskAnswer {
            code: two.clone(),
            reply: Reply::Approve,
            words: String::new(),
            seen: before,
        };
        assert!(matches!(
            answer(&app, &leader(), &outdated).await,
            Err(AppError::Stale)
        ));
        let late = AskPropose {
            typed: salary("2.900.000", "01/7/2029"),
            seen: before,
        };
        assert!(matches!(
            propose(&app, &proposer(), &late).await,
            Err(AppError::Stale)
        ));
        // Refused with a reason, withdrawn by the proposer alone.
        let bare = AskAnswer {
            reply: Reply::Refuse,
            ..outdated.clone()
        };
        assert!(matches!(
            answer(&app, &leader(), &bare).await,
            Err(AppError::Refused(_))
        ));
        assert!(matches!(
            reply(&app, &leader(), &two, Reply::Withdraw).await,
            Err(AppError::NotFound)
        ));
        reply(&app, &proposer(), &two, Reply::Withdraw)
            .await
            .unwrap();
        let three = send(&app, &proposer(), salary("2.800.000", "01/7/2028"))
            .await
            .unwrap();
        reply(&app, &leader(), &three, Reply::Refuse).await.unwrap();
        let page = change(&seen(&app, &proposer()).await, &three).unwrap();
        assert_eq!(
            (page.line.standing_words, page.line.answer.as_str()),
            ("Không duyệt", "Chưa rõ")
        );
    })
    .await;
}

#[tokio::test]
async fn the_preview_names_the_results_that_would_turn() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        told(&app, LATELY).await;
        let view = seen(&app, &proposer()).await;
        let found = preview(&view, &stricter()).unwrap();
        assert_eq!(found.faults, Vec::<String>::new());
        assert_eq!(
            found.awards,
            [("Chiến sĩ thi đua cơ sở".to_owned(), "cá nhân")]
        );
        let last = found.years.iter().find(|year| year.year == 2026).unwrap();
        let lines: Vec<(&str, &str, &str)> = last
            .lines
            .iter()
            .map(|line| (line.subject.as_str(), line.before, line.after))
            .collect();
        assert_eq!(lines, [("nv-02", "Đủ điều kiện", "Cần người xem xét")]);
        assert_eq!((last.count, last.better, last.hidden), (1, 0, 0));
        // Proposed, approved: the proof says it.
        let code = send(&app, &proposer(), stricter()).await.unwrap();
        let told = of_stored(&seen(&app, &leader()).await, &code).unwrap();
        let lines = |found: &[thidua_app::law::rules::YearOfTurns]| -> Vec<_> {
            found.iter().map(|year| year.lines.clone()).collect()
        };
        assert_eq!(lines(&told.years), lines(&found.years));
        // Who may not know of discipline is told what it rests on; who may is not.
        assert!(last.assumed && !told.years[0].assumed);
        reply(&app, &leader(), &code, Reply::Approve).await.unwrap();
        let ask = Ask {
            subject: "nv-02".to_owned(),
            award: Some("cstdcs".to_owned()),
            year: 2026,
            ..Ask::default()
        };
        let proof = of(&seen(&app, &leader()).await, &ask).unwrap();
        assert_eq!(proof.awards[0].outcome, "needs_human");
        let shown = award(
            &seen(&app, &leader()).await,
            &AskAward {
                award: "cstdcs".to_owned(),
                ..AskAward::default()
            },
        );
        assert!(
            shown
                .unwrap()
                .common
                .iter()
                .any(|node| node.text == "Được tập thể bình xét")
        );
    })
    .await;
}

#[tokio::test]
async fn a_confirmation_marks_a_value_and_turns_nothing() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let confirm = TypedChange {
            act: "xac_nhan".to_owned(),
            about: "gia_tri".to_owned(),
            of: "luong_co_so@2026-07-01".to_owned(),
            compared_by: "Trần Thị Bình, chuyên viên".to_owned(),
            compared_at: "20/11/2026".to_owned(),
            original: "Công báo".to_owned(),
            page: "trang 3".to_owned(),
            ..salary("", "")
        };
        let found = preview(&seen(&app, &proposer()).await, &confirm).unwrap();
        assert!(
            found.marks && found.years.is_empty() && found.cases.is_empty(),
            "{found:?}"
        );
        let code = send(&app, &proposer(), confirm).await.unwrap();
        reply(&app, &leader(), &code, Reply::Approve).await.unwrap();
        let page = parameter(&seen(&app, &leader()).await, "luong_co_so").unwrap();
        let newest = page.values.last().unwrap();
        assert_eq!(
            (newest.mark.by.as_str(), newest.mark.on.as_str()),
            ("Trần Thị Bình, chuyên viên", "20/11/2026")
        );
        assert!(page.values[0].mark.by.is_empty());
    })
    .await;
}

#[tokio::test]
async fn files_bring_no_approved_change_but_on_the_machine_itself() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let code = send(&app, &proposer(), salary("2.700.000", "01/7/2027"))
            .await
            .unwrap();
        let view = seen(&app, &proposer()).await;
        let row = view.state.rulings.find(&code).unwrap().row();
        let cells: Vec<(String, String)> = row
            .iter()
            .map(|(id, text)| (id.to_owned(), text.to_owned()))
            .collect();
        let def = &thidua_domain::law::change::SHEET;
        let heads: Vec<&str> = cells
            .iter()
            .map(|(id, _)| def.column(id).unwrap().heading)
            .collect();
        let mut texts: Vec<String> = cells.iter().map(|(_, text)| text.clone()).collect();
        for (at, (id, _)) in cells.iter().enumerate() {
            match id.as_str() {
                "ma" => texts[at] = "qd-2027-0009".to_owned(),
                "trang_thai" => texts[at] = "da_duyet".to_owned(),
                _ => {}
            }
        }
        let written = format!("{}|Số duyệt\n{}|1", heads.join("|"), texts.join("|"));
        let sheets = [("quy-dinh", written.as_str())];
        let options = thidua_app::bundle::Options {
            channel: "web".to_owned(),
            ..thidua_app::bundle::Options::default()
        };
        let loaded = thidua_app::bundle::load(&app, &proposer().actor, &bundle(&sheets), &options)
            .await
            .unwrap();
        assert!(
            loaded
                .faults
                .iter()
                .any(|fault| fault.reason.contains("không nhận qua tệp")),
            "{loaded:#?}"
        );
        assert_eq!(salary_on(&app, "2027-07-01").await, "2.530.000 đồng");
        let loaded = take(&app, &bundle(&sheets), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        assert_eq!(salary_on(&app, "2027-07-01").await, "2.700.000 đồng");
    })
    .await;
}

#[tokio::test]
async fn the_rulebook_is_everybodys_to_read() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let reader = caller("can-bo", Role::Employee, "phong-1");
        let view = seen(&app, &reader).await;
        let page = index(&view).unwrap();
        assert!(page.awards.len() > 10 && page.unconfirmed > 0 && page.waiting.is_empty());
        assert!(
            page.alerts
                .iter()
                .any(|alert| alert.short.contains("152/2025"))
        );
        assert_eq!(alerts(&view).len(), 2);
        for own in &page.awards {
            for rules in &own.rules {
                let ask = AskAward {
                    award: own.code.clone(),
                    subject: Some(rules.subject.to_owned()),
                    on: None,
                };
                assert!(!award(&view, &ask).unwrap().timeline.is_empty());
            }
        }
        for own in &view.state.law.conditions {
            let page = condition(&view, &own.id, None).unwrap();
            assert!(!page.node.text.contains('{'), "{}", page.node.text);
        }
        for own in &view.state.law.parameters {
            assert!(!parameter(&view, &own.id).unwrap().values.is_empty());
        }
        for own in &view.state.law.texts {
            text(&view, &own.id).unwrap();
        }
        assert!(
            seek(&view, "luong co so", 50)
                .iter()
                .any(|hit| hit.href.ends_with("/luong_co_so"))
        );
        assert!(matches!(
            condition(&view, "khong-co", None),
            Err(AppError::NotFound)
        ));
    })
    .await;
}
