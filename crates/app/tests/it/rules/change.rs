//! The way of a change: proposed, answered by another person, refused where it is no book, brought by no file.

use thidua_app::law::rules::{
    AskAnswer, AskPropose, Reply, TypedChange, answer, change, changes, preview, propose,
};
use thidua_app::{App, AppError};
use thidua_domain::access::Role;
use thidua_store::audit;
use thidua_store::testing::on_both;

use super::{caller, leader, proposer, reply, salary, salary_on, seen, send};
use crate::desk::{app, bundle, take};
use crate::eligibility::{BASE, told};

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

/// Two accounts, two codes, one person: four eyes are not two.
#[tokio::test]
async fn an_older_code_of_the_proposer_approves_nothing() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let older = &[(
            "nhan-su",
            "Mã|Họ và tên|Mã cơ quan|Từ ngày|Đến ngày
             cu-a|Mai Văn A|tinh-b|2015-01-01|2019-12-31",
        )];
        told(&app, older).await;
        let (mut one, mut other) = (proposer(), leader());
        one.actor.person = Some("cu-a".to_owned());
        other.actor.person = Some("nv-a".to_owned());
        // Proposed before it was known that both are one.
        let code = send(&app, &one, salary("2.700.000", "01/7/2027")).await;
        let code = code.unwrap();
        assert!(change(&seen(&app, &other).await, &code).unwrap().approves);
        told(&app, &[("gop-nguoi", "Mã trùng|Mã giữ lại\ncu-a|nv-a")]).await;
        assert!(!change(&seen(&app, &other).await, &code).unwrap().approves);
        let own = reply(&app, &other, &code, Reply::Approve).await;
        let own = own.unwrap_err().to_string();
        assert!(own.contains("người khác duyệt"), "{own}");
        // Proposed since, it is kept under the code that stands, whichever one signs in with.
        reply(&app, &one, &code, Reply::Withdraw).await.unwrap();
        let code = send(&app, &other, salary("2.700.000", "01/7/2027")).await;
        assert!(code.is_err(), "a leader approves and does not propose");
        let code = send(&app, &one, salary("2.700.000", "01/7/2027"))
            .await
            .unwrap();
        let state = app.state().await.unwrap();
        let kept = state.rulings.find(&code).unwrap().proposed.person.clone();
        assert_eq!(kept.as_deref(), Some("nv-a"));
    })
    .await;
}
