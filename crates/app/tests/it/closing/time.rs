//! What is over is opened by name; where nothing was decided nothing changes.

use jiff::civil::date;
use thidua_app::AppError;
use thidua_app::closing::{AskRegulation, regulate, regulations, tasks};
use thidua_domain::closing::{Action, Regulation};
use thidua_store::testing::on_both;

use super::{
    COUNTRY, decide, enter, figures, head, messages, question, refused, shown, some, step, stepped,
    typed, typist, view_of,
};
use crate::desk::{app, bundle, take};

#[tokio::test]
async fn what_is_over_is_opened_by_name_until_a_day() {
    on_both(async |db| {
        let app = app(db).await;
        let loaded = take(&app, &bundle(&COUNTRY), None).await;
        assert!(!loaded.refused());
        decide(&app, &head("tinh-a"), "tinh-a", 2, false).await;
        let (go, truong) = (typist("phong-1"), head("tinh-a"));
        let late = typed(
            &app,
            &go,
            &question("phong-1"),
            &[("viec.moi", "900")],
            None,
            None,
        )
        .await;
        let said = messages(late);
        assert!(
            said.contains("hết hạn") && said.contains("03/11/2026") || said.contains("3/11/2026"),
            "{said}"
        );
        let found = tasks(&view_of(&app, &go).await);
        assert_eq!((found[0].kind, found[0].count), ("qua_han", 0));
        let found = tasks(&view_of(&app, &truong).await);
        assert_eq!((found[0].kind, found[0].count), ("qua_han", 3));
        // The office itself does not open its own month.
        let own = stepped(
            &app,
            &head("phong-1"),
            "phong-1",
            Action::Open,
            Some("mất điện"),
            Some(date(2026, 11, 25)),
        )
        .await;
        assert!(refused(own).contains("cấp trên"));
        let past = stepped(
            &app,
            &truong,
            "phong-1",
            Action::Open,
            Some("mất điện"),
            Some(date(2026, 11, 21)),
        )
        .await;
        assert!(refused(past).contains("từ hôm nay"));
        stepped(
            &app,
            &truong,
            "phong-1",
            Action::Open,
            Some("mất điện"),
            Some(date(2026, 11, 25)),
        )
        .await
        .unwrap();
        enter(&app, &go, "phong-1", "900").await;
        step(&app, &go, "phong-1", Action::Submit).await.unwrap();
        step(&app, &head("phong-1"), "phong-1", Action::Approve)
            .await
            .unwrap();
        let page = shown(&app, &go, "phong-1").await;
        assert_eq!(page.standing.in_time, Some(false));
        let opened = page.history.last().unwrap();
        assert_eq!(
            (opened.what.as_str(), opened.by.as_str()),
            ("Mở kỳ", "truong.tinh-a")
        );
        assert!(opened.reason.contains("25/11/2026"));
    })
    .await;
}

#[tokio::test]
async fn where_nothing_was_decided_nothing_changes_and_below_nobody_undoes_it() {
    on_both(async |db| {
        let app = app(db).await;
        let loaded = take(&app, &bundle(&COUNTRY), None).await;
        assert!(!loaded.refused());
        enter(&app, &typist("phong-1"), "phong-1", "900").await;
        assert_eq!(figures(&app, "phong-1").await.0, some("900"));
        assert!(
            refused(step(&app, &typist("phong-1"), "phong-1", Action::Submit).await)
                .contains("chưa đặt chế độ duyệt")
        );
        decide(&app, &head("tinh-a"), "tinh-a", 60, false).await;
        let off = AskRegulation {
            rule: Regulation {
                agency: "phong-1".to_owned(),
                from: date(2026, 10, 31),
                on: false,
                accepts: false,
                alone: false,
                days: None,
            },
            reason: some("không cần"),
            seen: 0,
        };
        assert!(refused(regulate(&app, &head("phong-1"), &off).await).contains("THADS tỉnh A"));
        assert!(matches!(
            regulate(&app, &typist("phong-1"), &off).await,
            Err(AppError::Forbidden)
        ));
        regulate(&app, &head("tinh-a"), &off).await.unwrap();
        let found = regulations(&app, &view_of(&app, &head("phong-1")).await, "phong-1")
            .await
            .unwrap();
        assert!(!found.on && found.own.len() == 1 && found.own[0].by == "truong.tinh-a");
        // What a new state reads is what this one came to step by step.
        let view = view_of(&app, &head("tinh-a")).await;
        let again = crate::desk::app(app.db().clone()).await;
        let fresh = view_of(&again, &head("tinh-a")).await;
        assert_eq!(
            format!("{:?}", view.state.closing),
            format!("{:?}", fresh.state.closing)
        );
    })
    .await;
}
