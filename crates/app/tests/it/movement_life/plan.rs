//! The plan of a unit: what it takes over, raises, adds, and why it does not keep a target.

use super::*;

fn goal(key: &str, how: &str, value: &str, reason: &str) -> SaidGoal {
    SaidGoal {
        key: key.to_owned(),
        how: how.to_owned(),
        value: value.to_owned(),
        reason: reason.to_owned(),
    }
}

fn plan(given: Vec<SaidGoal>, seen: i64) -> SaidPlan {
    SaidPlan {
        person: "nv-1".to_owned(),
        symbol: "7/KH-KV1".to_owned(),
        day: "10/10/2026".to_owned(),
        given,
        seen,
        ..SaidPlan::default()
    }
}

#[tokio::test]
async fn a_unit_raises_adds_and_says_why_it_does_not_keep() {
    on_both(async |db| {
        let app = app(db).await;
        world(&app).await;
        launched(&app, &["kv-1", "kv-2"]).await;
        let (me, at) = (by("kv-1"), ("pt-a", "kv-1"));
        let view = app.view(&me.actor).await.unwrap();
        let opened = room(&app, &view, "pt-a", "kv-1").await.unwrap();
        let given: Vec<&str> = opened.given.iter().map(|it| it.kept).collect();
        assert_eq!(given, ["as_given", "as_given"]);
        assert_eq!(opened.people.len(), 1);
        // Lower without a reason, not taken without a reason, another's person: all told, nothing stored.
        let wrong = SaidPlan {
            person: "nv-2".to_owned(),
            ..plan(
                vec![goal("ct-1", "doi", "80", ""), goal("ct-2", "khong", "", "")],
                opened.seen,
            )
        };
        let refused = send_plan(&app, &me, at, &wrong).await.unwrap();
        assert_eq!(
            (refused.event, refused.faults.len()),
            (None, 3),
            "{refused:?}"
        );
        let said = SaidPlan {
            added: vec![NewGoal {
                text: "Không có việc quá hạn xác minh".to_owned(),
                op: "co".to_owned(),
                ..NewGoal::default()
            }],
            ..plan(
                vec![
                    goal("ct-1", "doi", "85", ""),
                    goal("ct-2", "khong", "", "Chưa có án có điều kiện"),
                ],
                opened.seen,
            )
        };
        let done = send_plan(&app, &me, at, &said).await.unwrap();
        assert!(done.event.is_some(), "{done:?}");
        let view = app.view(&me.actor).await.unwrap();
        let now = room(&app, &view, "pt-a", "kv-1").await.unwrap();
        let given: Vec<(&str, Option<&str>)> = now
            .given
            .iter()
            .map(|it| (it.kept, it.own.as_deref()))
            .collect();
        assert_eq!(given, [("raised", Some("85")), ("dropped", None)]);
        assert_eq!(now.own.len(), 1);
        assert_eq!(now.person_name.as_deref(), Some("Nguyễn Văn An"));
        assert!(now.issued && now.symbol.as_deref() == Some("7/KH-KV1"));
        // The launcher is told what is not kept.
        let own = app.view(&by("tinh-a").actor).await.unwrap();
        let table = matrix(&own, "pt-a").unwrap();
        let unit = table.units.iter().find(|it| it.agency == "kv-1").unwrap();
        assert_eq!(
            (unit.short, unit.person.as_deref()),
            (1, Some("Nguyễn Văn An"))
        );
        // Somebody with an older page overwrites nothing.
        let stale = send_plan(&app, &me, at, &plan(Vec::new(), opened.seen))
            .await
            .unwrap();
        assert!(stale.event.is_none() && !stale.faults.is_empty());
        // Kept again as handed down: the own row goes, the target handed down holds.
        let back = plan(
            vec![goal("ct-1", "giu", "", ""), goal("ct-2", "giu", "", "")],
            now.seen,
        );
        assert!(
            send_plan(&app, &me, at, &back)
                .await
                .unwrap()
                .event
                .is_some()
        );
        let view = app.view(&me.actor).await.unwrap();
        let now = room(&app, &view, "pt-a", "kv-1").await.unwrap();
        assert!(
            now.given.iter().all(|it| it.kept == "as_given"),
            "{:?}",
            now.given
        );
        assert_eq!(now.own.len(), 1, "what it added stays");
        let other = send_plan(&app, &me, ("pt-a", "kv-2"), &said).await;
        assert!(matches!(other, Err(AppError::NotFound)));
    })
    .await;
}
