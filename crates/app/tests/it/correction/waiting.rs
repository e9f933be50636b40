//! Figures that are typed or wait for approval: what they would correct is foretold, and counts from then.

use thidua_app::closing::{AskRegulation, AskStep, act, regulate};
use thidua_app::correction::{of_entry, of_waiting};
use thidua_app::figures::entry::{AskEntry, Outcome, Typed, USUAL_UNIT, entry, store};
use thidua_domain::closing::{Action, PeriodKey, Regulation};
use thidua_domain::time::{Window, WorkYear};
use thidua_store::testing::on_both;

use super::*;
use crate::desk::app;

fn question() -> AskEntry {
    AskEntry {
        agency: "phong-2".to_owned(),
        year: 2026,
        month: 10,
        scope: "btp".to_owned(),
        unit: USUAL_UNIT.to_owned(),
        ..AskEntry::default()
    }
}

fn period() -> PeriodKey {
    PeriodKey {
        agency: "phong-2".to_owned(),
        window: Window {
            year: WorkYear(2026),
            month: 10,
        },
        scope: "btp".to_owned(),
    }
}

async fn step(app: &App, by: &Caller, action: Action) {
    let view = seen_by(app, by).await;
    let shown = thidua_app::closing::show(app, &view, &period())
        .await
        .unwrap();
    let wanted: AskStep = shown.step(action);
    act(app, by, &wanted).await.unwrap();
}

#[tokio::test]
async fn what_is_typed_and_what_waits_is_foretold_and_counts_from_its_approval() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let (go, head) = (
            person("go", Role::Officer, "phong-2"),
            person("truong", Role::Head, "phong-2"),
        );
        let rule = Regulation {
            agency: "tinh-a".to_owned(),
            from: jiff::civil::date(2025, 10, 1),
            on: true,
            accepts: false,
            alone: false,
            days: Some(60),
        };
        let above = person("lanh-dao", Role::Head, "tinh-a");
        let wanted = AskRegulation {
            rule,
            reason: Some("QĐ 12".to_owned()),
            seen: 0,
        };
        regulate(&app, &above, &wanted).await.unwrap();
        let open = AskStep {
            reason: Some("nhập bổ sung".to_owned()),
            until: Some(jiff::civil::date(2026, 12, 1)),
            ..thidua_app::closing::show(&app, &seen_by(&app, &above).await, &period())
                .await
                .unwrap()
                .step(Action::Open)
        };
        act(&app, &above, &open).await.unwrap();

        let seen = seen_by(&app, &go).await;
        let page = entry(&seen, &question(), None).unwrap();
        let typed = Typed {
            unit: USUAL_UNIT.to_owned(),
            cells: [("phong-2/viec.xong".to_owned(), "710".to_owned())].into(),
            seen: page.seen,
            reason: Some("đếm lại".to_owned()),
            ..Typed::default()
        };
        let foretold = of_entry(&app, &seen, &question(), &typed).await.unwrap();
        assert_eq!(foretold.agencies.len(), 1);
        let rank = &foretold.agencies[0].touched.ranks[0];
        assert_eq!((rank.before, rank.after), (Some(2), Some(1)));
        assert_eq!(rank.passes[0].name, "Phòng 1");
        // The province's sums are not the office's to see; that they move by so much it knows itself.
        let sum = &foretold.agencies[0].touched.sums[0];
        assert_eq!(
            (&sum.before, sum.difference.as_deref()),
            (&None, Some("+20 việc"))
        );
        let unread = of_waiting(&app, &seen, &period()).await.unwrap();
        assert!(unread.agencies.is_empty(), "nothing waits yet");

        // What looks doubtful is explained.
        let flags = entry(&seen, &question(), Some(&typed)).unwrap().flags;
        let flags = flags
            .into_iter()
            .map(|flag| (flag.cell, "đã đối chiếu".to_owned()));
        let typed = Typed {
            explained: flags.collect(),
            ..typed
        };
        match store(&app, &go, &question(), &typed).await.unwrap() {
            Outcome::Stored(_) => {}
            other => panic!("{other:#?}"),
        }
        let seen = seen_by(&app, &head).await;
        let waiting = of_waiting(&app, &seen, &period()).await.unwrap();
        assert_eq!(waiting.agencies[0].touched, foretold.agencies[0].touched);
        assert!(
            all(&app, "phong-2").await.is_empty(),
            "it does not count yet"
        );
        step(&app, &go, Action::Submit).await;
        step(&app, &head, Action::Approve).await;
        let listed = all(&app, "phong-2").await;
        assert_eq!(
            (listed.len(), listed[0].approved_by.as_deref()),
            (1, Some("truong"))
        );
        assert_eq!(listed[0].reason, "đếm lại");
        let stored = correction(
            &app,
            &seen_by(&app, &head).await,
            "phong-2",
            &[listed[0].number],
        )
        .await;
        assert_eq!(stored.unwrap().touched, waiting.agencies[0].touched);
    })
    .await;
}
