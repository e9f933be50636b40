//! The steps of a movement after its launch: adjusted, paused, ended, opened again.

use super::*;

fn step(act: Act, day: &str, paper: &str) -> AskStep {
    AskStep {
        act,
        day: day.to_owned(),
        document: paper.to_owned(),
        reason: "Theo chỉ đạo".to_owned(),
        changes: BTreeMap::new(),
    }
}

#[tokio::test]
async fn each_step_has_its_day_paper_and_reason() {
    on_both(async |db| {
        let app = app(db).await;
        world(&app).await;
        launched(&app, &["kv-1"]).await;
        let me = by("tinh-a");
        let take = async |ask: &AskStep| take_step(&app, &me, "pt-a", ask).await.unwrap();
        let bare = AskStep {
            reason: String::new(),
            ..step(Act::Pause, "", "")
        };
        let refused = take(&bare).await;
        assert_eq!(
            (refused.event, refused.faults.len()),
            (None, 3),
            "{refused:?}"
        );
        // Taken up without a pause, or before the launch: not possible.
        assert!(
            !take(&step(Act::Resume, "06/10/2026", "1/QĐ-THADS"))
                .await
                .faults
                .is_empty()
        );
        assert!(
            !take(&step(Act::Pause, "01/10/2026", "1/QĐ-THADS"))
                .await
                .faults
                .is_empty()
        );
        let mut adjust = step(Act::Adjust, "06/10/2026", "2/QĐ-THADS");
        assert!(
            !take(&adjust).await.faults.is_empty(),
            "nothing was changed"
        );
        adjust
            .changes
            .insert("den_ngay".to_owned(), "31/10/2027".to_owned());
        assert!(take(&adjust).await.event.is_some());
        assert!(
            take(&step(Act::Pause, "07/10/2026", "3/QĐ-THADS"))
                .await
                .event
                .is_some()
        );
        assert!(
            take(&step(Act::Resume, "08/10/2026", "4/TB-THADS"))
                .await
                .event
                .is_some()
        );
        assert!(
            take(&step(Act::Close, "09/10/2026", "5/QĐ-THADS"))
                .await
                .event
                .is_some()
        );
        let view = app.view(&me.actor).await.unwrap();
        let told = movement(&view, "pt-a").unwrap();
        let acts: Vec<&str> = told.life.iter().map(|it| it.act).collect();
        assert_eq!(
            acts,
            [
                "phat_dong",
                "dieu_chinh",
                "tam_dung",
                "tiep_tuc",
                "ket_thuc"
            ]
        );
        assert!(
            told.life[1]
                .change
                .as_deref()
                .unwrap()
                .contains("30/09/2027 → 31/10/2027"),
            "{:?}",
            told.life
        );
        assert_eq!(told.to.as_deref(), Some("2027-10-31"));
        assert!(told.closed && told.stage == "over");
        let open: Vec<&str> = open_steps(&view, "pt-a").iter().map(|it| it.act).collect();
        assert_eq!(open, ["mo_lai"]);
        // Ended, it takes nothing in; opened again, it does.
        let late = respond(&app, &by("kv-1"), ("pt-a", "kv-1"), &Said::Received)
            .await
            .unwrap();
        assert!(late.event.is_none() && !late.faults.is_empty());
        assert!(
            take(&step(Act::Reopen, "10/10/2026", "6/QĐ-THADS"))
                .await
                .event
                .is_some()
        );
        let now = respond(&app, &by("kv-1"), ("pt-a", "kv-1"), &Said::Received)
            .await
            .unwrap();
        assert!(now.event.is_some(), "{now:?}");
        // A unit ends nobody's movement, neither by the command nor by a file.
        let foreign = take_step(
            &app,
            &by("kv-1"),
            "pt-a",
            &step(Act::Close, "11/10/2026", "9/QĐ"),
        )
        .await;
        assert!(matches!(foreign, Err(AppError::NotFound)));
        let row = "Mã phong trào|Mã cơ quan|Việc|Ngày\npt-a|kv-1|ket_thuc|2026-10-12";
        let options = thidua_app::bundle::Options::default();
        let loaded = thidua_app::bundle::load(
            &app,
            &by("kv-1").actor,
            &bundle(&[("dien-bien-phong-trao", row)]),
            &options,
        )
        .await
        .unwrap();
        assert!(loaded.refused(), "{loaded:?}");
    })
    .await;
}
