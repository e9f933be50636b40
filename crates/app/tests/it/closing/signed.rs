//! What stands already: a correction behind approved figures, what was signed or loaded.

use thidua_app::closing::{Mark, tasks};
use thidua_app::figures::entry::{AskEntry, Outcome, Which};
use thidua_app::figures::{balance, history};
use thidua_domain::closing::Action;
use thidua_store::testing::on_both;

use super::{
    country, enter, figures, head, messages, question, shown, some, step, stepped, typed, typist,
    view_of,
};
use crate::desk::{app, ask as window, bundle, take};

#[tokio::test]
async fn a_correction_stands_behind_the_approved_figures_until_it_is_approved() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app, false).await;
        let (go, truong) = (typist("phong-1"), head("phong-1"));
        enter(&app, &go, "phong-1", "900").await;
        step(&app, &go, "phong-1", Action::Submit).await.unwrap();
        step(&app, &truong, "phong-1", Action::Approve)
            .await
            .unwrap();
        let correcting = AskEntry {
            correcting: true,
            ..question("phong-1")
        };
        let silent = typed(&app, &go, &correcting, &[("viec.moi", "910")], None, None).await;
        assert!(messages(silent).contains("lý do"));
        let said = typed(
            &app,
            &go,
            &correcting,
            &[("viec.moi", "910")],
            Some("đếm sót"),
            None,
        )
        .await;
        assert!(matches!(said, Outcome::Stored(_)), "{said:#?}");
        assert_eq!(
            figures(&app, "phong-1").await,
            (some("900"), some("910"), "draft")
        );
        let page = shown(&app, &go, "phong-1").await;
        assert_eq!(page.standing.mark, Mark::Correcting);
        assert!(page.standing.stands && page.reason.as_deref() == Some("đếm sót"));
        assert_eq!(
            (
                page.sheets[0].changes[0].before.as_str(),
                page.sheets[0].changes[0].after.as_str()
            ),
            ("900 việc", "910 việc")
        );
        step(&app, &go, "phong-1", Action::Submit).await.unwrap();
        stepped(
            &app,
            &truong,
            "phong-1",
            Action::Return,
            Some("ghi rõ hơn"),
            None,
        )
        .await
        .unwrap();
        assert_eq!(figures(&app, "phong-1").await.0, some("900"));
        assert_eq!(tasks(&view_of(&app, &go).await)[0].kind, "tra_lai");
        step(&app, &go, "phong-1", Action::Submit).await.unwrap();
        step(&app, &truong, "phong-1", Action::Approve)
            .await
            .unwrap();
        assert_eq!(figures(&app, "phong-1").await.0, some("910"));
        let view = view_of(&app, &go).await;
        let sheet = balance(&view, &window("phong-1", 2027, 1)).unwrap().lines[0].sources[0]
            .sheet
            .clone();
        let past = history(&app, &view, &sheet, "viec.moi").await.unwrap();
        assert_eq!(past.revisions.len(), 2);
        assert!(past.revisions.iter().all(|line| line.approved));
    })
    .await;
}

#[tokio::test]
async fn what_is_signed_or_loaded_counts_and_is_never_laid_over_what_waits() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app, false).await;
        let go = typist("phong-1");
        let fresh = AskEntry {
            which: Which::New,
            ..question("phong-1")
        };
        let signed = typed(
            &app,
            &go,
            &fresh,
            &[("viec.moi", "700")],
            None,
            Some("bc-1"),
        )
        .await;
        assert!(matches!(signed, Outcome::Stored(_)), "{signed:#?}");
        assert_eq!(
            figures(&app, "phong-1").await,
            (some("700"), some("700"), "approved")
        );
        assert_eq!(
            shown(&app, &go, "phong-1").await.standing.mark,
            Mark::Counted
        );
        // An article is no signed paper.
        let two = typist("phong-2");
        let fresh = AskEntry {
            which: Which::New,
            ..question("phong-2")
        };
        typed(
            &app,
            &two,
            &fresh,
            &[("viec.moi", "300")],
            None,
            Some("bai-1"),
        )
        .await;
        assert_eq!(figures(&app, "phong-2").await, (None, some("300"), "draft"));
        let over = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Nguồn
             phong-2|2027|1|viec.cu|10|việc|bai-1";
        let loaded = take(&app, &bundle(&[("so-lieu", over)]), Some("bổ sung")).await;
        assert!(loaded.refused(), "{loaded:#?}");
        assert!(
            loaded.faults[0].reason.contains("chưa duyệt"),
            "{:?}",
            loaded.faults
        );
        // A locked month takes what is loaded only with a reason.
        step(&app, &two, "phong-2", Action::Submit).await.unwrap();
        step(&app, &head("phong-2"), "phong-2", Action::Approve)
            .await
            .unwrap();
        let loaded = take(&app, &bundle(&[("so-lieu", over)]), None).await;
        assert!(
            loaded.refused() && loaded.faults[0].reason.contains("đã duyệt và khóa"),
            "{loaded:#?}"
        );
        let loaded = take(&app, &bundle(&[("so-lieu", over)]), Some("bổ sung")).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        assert_eq!(
            shown(&app, &two, "phong-2").await.standing.mark,
            Mark::Approved
        );
    })
    .await;
}
