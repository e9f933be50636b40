//! A stored record changed, by one and by two at once, and brought back.

use super::*;

#[tokio::test]
async fn a_change_needs_a_reason_and_is_undone_and_brought_back() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = officer("tinh-a");
        let mut edit = Save {
            record: Some(key()),
            seen: 1,
            typed: typed(&[("ho_va_ten", "Nguyễn Văn Mốt"), ("chuc_danh.1", "")]),
            ..Save::default()
        };
        let told = complaints(save(&app, &by, "nhan-su", &edit).await.unwrap());
        assert_eq!(told.len(), 1, "{told:#?}");
        assert_eq!(told[0].0, "ly_do");
        edit.reason = Some("Sửa theo giấy khai sinh".to_owned());
        let done = stored(save(&app, &by, "nhan-su", &edit).await.unwrap());
        assert_eq!(done.values.get("chuc_danh"), None);
        assert_eq!(done.values.get("nhom"), Some("chap_hanh_vien"));
        assert_eq!(
            app.state().await.unwrap().people["nv-1"].name(),
            "Nguyễn Văn Mốt"
        );

        undo(&app, &by, done.event.unwrap()).await.unwrap();
        let state = app.state().await.unwrap();
        assert_eq!(state.people["nv-1"].name(), "Nguyễn Văn Một");
        assert_eq!(
            state.people["nv-1"].posts[0].title.as_deref(),
            Some("Chấp hành viên")
        );
        // Once more is refused: something newer is there.
        let again = undo(&app, &by, done.event.unwrap()).await;
        assert!(matches!(again, Err(AppError::Refused(_))), "{again:?}");

        let found = history(&app, &view(&app).await, "nhan-su", &key())
            .await
            .unwrap();
        assert_eq!(found.lines.len(), 3);
        assert_eq!(
            found.lines[1].reason.as_deref(),
            Some("Sửa theo giấy khai sinh")
        );
        let changes = &found.lines[1].changes;
        assert_eq!(changes.len(), 2, "{changes:#?}");
        assert_eq!(changes[0].before.as_deref(), Some("Nguyễn Văn Một"));
        assert_eq!(changes[1].after, None);
        let id = found.record.to_string();
        let without = restore(&app, &by, ("nhan-su", &id), (2, 3), None).await;
        assert!(matches!(without, Err(AppError::Refused(_))));
        let stale = restore(&app, &by, ("nhan-su", &id), (2, 1), Some("đúng")).await;
        assert!(matches!(stale, Err(AppError::Stale)), "{stale:?}");
        restore(&app, &by, ("nhan-su", &id), (2, 3), Some("bản ấy đúng"))
            .await
            .unwrap();
        assert_eq!(
            app.state().await.unwrap().people["nv-1"].name(),
            "Nguyễn Văn Mốt"
        );
    })
    .await;
}

#[tokio::test]
async fn another_first_day_is_a_change_of_the_same_record() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = officer("tinh-a");
        let edit = Save {
            record: Some(key()),
            seen: 1,
            typed: typed(&[("tu_ngay", "01/02/2020")]),
            reason: Some("ghi nhầm tháng".to_owned()),
            ..Save::default()
        };
        let done = stored(save(&app, &by, "nhan-su", &edit).await.unwrap());
        let state = app.state().await.unwrap();
        assert_eq!(state.people["nv-1"].posts.len(), 1);
        let moved = key_of(&people::SHEET, "nv-1", Some("2020-02-01"));
        let found = history(&app, &view(&app).await, "nhan-su", &moved)
            .await
            .unwrap();
        assert_eq!(found.lines.len(), 2);
        undo(&app, &by, done.event.unwrap()).await.unwrap();
        let found = history(&app, &view(&app).await, "nhan-su", &key())
            .await
            .unwrap();
        assert_eq!(found.lines.len(), 3);
        assert!(matches!(
            history(&app, &view(&app).await, "nhan-su", &moved).await,
            Err(AppError::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn who_comes_second_sees_what_the_first_stored() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let target = key_of(kind("chi-tieu").unwrap().def, "ct-1", None);
        let edit = |value: &str, note: Option<&str>| {
            let mut pairs = vec![("gia_tri", value)];
            pairs.extend(note.map(|note| ("ghi_chu", note)));
            Save {
                record: Some(target.clone()),
                seen: 1,
                typed: typed(&pairs),
                reason: Some("điều chỉnh".to_owned()),
                ..Save::default()
            }
        };
        let one = officer("tinh-a");
        stored(
            save(&app, &one, "chi-tieu", &edit("84", None))
                .await
                .unwrap(),
        );
        let mut second = edit("85", Some("Theo kế hoạch"));
        let outcome = save(&app, &Caller::console(), "chi-tieu", &second)
            .await
            .unwrap();
        let Outcome::Clashed(clash) = outcome else {
            panic!("{outcome:#?}")
        };
        let told: Vec<_> = clash
            .lines
            .iter()
            .map(|line| {
                (
                    line.id,
                    line.opened.as_deref(),
                    line.stored.as_deref(),
                    line.yours.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("gia_tri", Some("83,5"), Some("84"), Some("85")),
                ("ghi_chu", None, None, Some("Theo kế hoạch")),
            ]
        );
        assert_eq!(clash.seen, 2);
        // The other one's value, the own note.
        second.seen = clash.seen;
        record::choose(&mut second, &["gia_tri"]);
        let done = stored(
            save(&app, &Caller::console(), "chi-tieu", &second)
                .await
                .unwrap(),
        );
        assert_eq!(done.values.get("gia_tri"), Some("84"));
        assert_eq!(done.values.get("ghi_chu"), Some("Theo kế hoạch"));
    })
    .await;
}
