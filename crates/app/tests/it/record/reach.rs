//! What a record is bound to: what refers to it, whose it is, where it stood.

use super::*;

#[tokio::test]
async fn what_is_referred_to_stays() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let all = Caller::console();
        let paper = key_of(kind("van-ban").unwrap().def, "qd-1", None);
        let refused = remove(&app, &all, ("van-ban", &paper), 1, Some("trùng")).await;
        let Err(AppError::Refused(why)) = refused else {
            panic!("{refused:?}")
        };
        assert!(why.contains("Chỉ tiêu: 2"), "{why}");
        let free = key_of(kind("van-ban").unwrap().def, "qd-2", None);
        let without = remove(&app, &all, ("van-ban", &free), 1, None).await;
        assert!(matches!(without, Err(AppError::Refused(_))));
        let gone = remove(&app, &all, ("van-ban", &free), 1, Some("trùng"))
            .await
            .unwrap();
        assert!(!app.state().await.unwrap().documents.contains_key("qd-2"));
        let found = history(&app, &view(&app).await, "van-ban", &free)
            .await
            .unwrap();
        assert!(found.removed && found.lines.len() == 2);
        undo(&app, &all, gone.event.unwrap()).await.unwrap();
        assert!(app.state().await.unwrap().documents.contains_key("qd-2"));
    })
    .await;
}

#[tokio::test]
async fn a_move_closes_the_present_post_and_begins_the_new_one() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = officer("tinh-a");
        let moved = |day: &str, to: &str| Transfer {
            person: "nv-1".to_owned(),
            seen: 1,
            typed: typed(&[
                ("ma_co_quan", to),
                ("chuc_vu", "Phó Trưởng phòng"),
                ("chuc_danh", "Chấp hành viên"),
                ("nhom", "lanh_dao"),
                ("tu_ngay", day),
                ("nguon.1", "30/QĐ-THADS ngày 05/01/2026"),
            ]),
            reason: None,
        };
        let early = transfer(&app, &by, &moved("01/01/2020", "phong-2"))
            .await
            .unwrap();
        let told = complaints(early);
        assert!(told.iter().any(|(id, _)| *id == "tu_ngay"), "{told:#?}");
        let vague = complaints(
            transfer(&app, &by, &moved("2026", "phong-2"))
                .await
                .unwrap(),
        );
        assert!(vague.iter().any(|(id, _)| *id == "tu_ngay"), "{vague:#?}");
        let none = complaints(transfer(&app, &by, &moved("", "phong-2")).await.unwrap());
        assert_eq!(
            none.iter().filter(|(id, _)| *id == "tu_ngay").count(),
            1,
            "{none:#?}"
        );

        let done = stored(
            transfer(&app, &by, &moved("01/11/2026", "phong-2"))
                .await
                .unwrap(),
        );
        let state = app.state().await.unwrap();
        let posts = &state.people["nv-1"].posts;
        assert_eq!(posts.len(), 2);
        assert_eq!(posts[0].validity.to.unwrap().to_string(), "2026-10-31");
        assert_eq!(posts[1].agency, "phong-2");
        assert_eq!(posts[1].validity.from.unwrap().to_string(), "2026-11-01");
        undo(&app, &by, done.event.unwrap()).await.unwrap();
        let state = app.state().await.unwrap();
        let posts = &state.people["nv-1"].posts;
        assert_eq!((posts.len(), posts[0].validity.to), (1, None));
        // Out of reach: as if the agency were not there.
        let mut away = moved("01/11/2026", "phong-b");
        away.seen = 3;
        let away = transfer(&app, &by, &away).await;
        assert!(!matches!(away, Ok(Outcome::Stored(_))), "{away:?}");
        // And nobody moves somebody else's people.
        let mut others = moved("01/11/2026", "phong-2");
        others.person = "nv-b".to_owned();
        assert!(matches!(
            transfer(&app, &by, &others).await,
            Err(AppError::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn an_officer_writes_for_agencies_in_reach_only() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = officer("tinh-a");
        let paper = |issuer: &str| Save {
            typed: typed(&[("so_ky_hieu", "45/BC-THADS"), ("co_quan_ban_hanh", issuer)]),
            ..Save::default()
        };
        let own = stored(
            save(&app, &by, "van-ban", &paper("THADS tỉnh A"))
                .await
                .unwrap(),
        );
        assert_eq!(own.values.get("ma"), Some("45-bc-thads"));
        let other = complaints(
            save(&app, &by, "van-ban", &paper("THADS tỉnh B"))
                .await
                .unwrap(),
        );
        assert_eq!(other[0].0, "co_quan_ban_hanh", "{other:?}");
        let nobody = complaints(save(&app, &by, "van-ban", &paper("")).await.unwrap());
        assert_eq!(nobody[0].0, "co_quan_ban_hanh", "{nobody:?}");
        for (name, record) in [
            (
                "van-ban",
                key_of(kind("van-ban").unwrap().def, "qd-1", None),
            ),
            (
                "van-ban",
                key_of(kind("van-ban").unwrap().def, "khong-co", None),
            ),
            (
                "chi-tieu",
                key_of(kind("chi-tieu").unwrap().def, "ct-b", None),
            ),
            (
                "co-quan",
                key_of(kind("co-quan").unwrap().def, "tinh-a", None),
            ),
            (
                "nhan-su",
                key_of(&people::SHEET, "nv-b", Some("2020-01-01")),
            ),
        ] {
            let edit = Save {
                record: Some(record.clone()),
                seen: 1,
                reason: Some("thử".to_owned()),
                ..Save::default()
            };
            let answer = save(&app, &by, name, &edit).await;
            assert!(
                matches!(answer, Err(AppError::NotFound)),
                "{name} {answer:?}"
            );
            let gone = remove(&app, &by, (name, &record), 1, Some("thử")).await;
            assert!(matches!(gone, Err(AppError::NotFound)), "{name} {gone:?}");
        }
        // Whether others' save held figures too is not told, nor which targets they have.
        let (every, other) = (
            view(&app).await,
            key_of(kind("chi-tieu").unwrap().def, "ct-b", None),
        );
        let told = history(&app, &every, "chi-tieu", &other).await.unwrap();
        let event = told.lines[0].event;
        let undone = undo(&app, &by, event).await;
        assert!(matches!(undone, Err(AppError::NotFound)), "{undone:?}");
        let mine = app.view(&by.actor).await.unwrap();
        let form = record::new(&mine, "chi-tieu", &Start::default()).unwrap();
        let offered = format!("{form:?}");
        assert!(offered.contains("Phòng 1"), "{offered}");
        assert!(!offered.contains("năm 2026 – Phòng B"), "{offered}");
        let start = Start::default();
        let tree = save(&app, &by, "co-quan", &Save::default()).await;
        assert!(matches!(tree, Err(AppError::NotFound)));
        let mine = app.view(&by.actor).await.unwrap();
        // Blocks are formed by who leads them: an agency forms its own (decision 0033).
        assert!(record::new(&mine, "cum-khoi", &start).is_ok());
        assert!(record::new(&mine, "co-quan", &start).is_err());
        assert!(record::new(&mine, "nhan-su", &start).is_ok());
        // A colleague's own target is not read by who reads only the agency's.
        let sheet = "Mã|Mã cơ quan|Mã cán bộ|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị
             ct-p|phong-1|nv-1|2026|viec.ty_le|>=|90";
        let personal = take(&app, &bundle(&[("chi-tieu", sheet)]), None).await;
        assert!(!personal.refused(), "{personal:#?}");
        let mut employee = officer("phong-1").actor;
        employee.grants[0].role = Role::Employee;
        let employee = app.view(&employee).await.unwrap();
        for (code, open) in [("ct-1", true), ("ct-p", false), ("ct-b", false)] {
            let key = key_of(kind("chi-tieu").unwrap().def, code, None);
            let told = history(&app, &employee, "chi-tieu", &key).await;
            assert_eq!(told.is_ok(), open, "{code} {told:?}");
        }
        let reader = Caller {
            actor: Actor {
                grants: Vec::new(),
                ..by.actor.clone()
            },
            ..by.clone()
        };
        let refused = save(&app, &reader, "nhan-su", &Save::default()).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        drop(console());
    })
    .await;
}

/// What a record said while it stood at another agency is that agency's.
#[tokio::test]
async fn a_record_that_came_from_elsewhere_leaves_its_past_there() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = officer("tinh-a");
        let key = key_of(kind("chi-tieu").unwrap().def, "ct-b", None);
        let moved = Save {
            record: Some(key.clone()),
            seen: 1,
            typed: typed(&[("ma_co_quan", "Phòng 1")]),
            reason: Some("Ghi nhầm cơ quan".to_owned()),
            ..Save::default()
        };
        let all = Caller::console();
        let now = stored(save(&app, &all, "chi-tieu", &moved).await.unwrap());
        assert_eq!(now.values.get("ma_co_quan"), Some("phong-1"));
        let mine = app.view(&by.actor).await.unwrap();
        let told = history(&app, &mine, "chi-tieu", &key).await.unwrap();
        assert_eq!((told.lines.len(), told.elsewhere), (1, 1));
        let before = told.lines[0]
            .changes
            .iter()
            .find_map(|change| change.before.clone());
        assert_eq!(before, None, "{:?}", told.lines[0].changes);
        let whole = history(&app, &view(&app).await, "chi-tieu", &key)
            .await
            .unwrap();
        assert_eq!((whole.lines.len(), whole.elsewhere), (2, 0));
        // Nor by asking for it as what one saw, or by bringing it back.
        let peek = Save {
            typed: typed(&[("gia_tri", "90")]),
            ..moved
        };
        let answer = save(&app, &by, "chi-tieu", &peek).await;
        assert!(matches!(answer, Err(AppError::Stale)), "{answer:?}");
        let back = restore(&app, &by, ("chi-tieu", &key), (1, 2), Some("thử")).await;
        assert!(matches!(back, Err(AppError::NotFound)), "{back:?}");
        // The other agency has no longer anything to read.
        let theirs = app.view(&officer("tinh-b").actor).await.unwrap();
        let gone = history(&app, &theirs, "chi-tieu", &key).await;
        assert!(matches!(gone, Err(AppError::NotFound)), "{gone:?}");
    })
    .await;
}

/// Rows of two sheets may bear one key: each is expected at its own revision.
#[tokio::test]
async fn two_sheets_with_one_key_are_undone_together() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let paper = |subject: &str| {
            format!("Mã|Số ký hiệu|Ngày ban hành|Cơ quan ban hành|Trích yếu\nct-1|31/QĐ|2026-01-06|tinh-a|{subject}")
        };
        let first = take(&app, &bundle(&[("van-ban", &paper("Một"))]), None).await;
        assert!(!first.refused(), "{first:#?}");
        let target = "Mã|Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị\nct-1|phong-1|2026|viec.ty_le|>=|84";
        let second = paper("Hai");
        let both = [("van-ban", second.as_str()), ("chi-tieu", target)];
        let loaded = take(&app, &bundle(&both), Some("Ghi lại")).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        // A third revision of one of them only: their numbers differ.
        let third = paper("Ba");
        let again = [("van-ban", third.as_str()), ("chi-tieu", &target.replace("84", "85"))];
        let key = |sheet: &str| key_of(kind(sheet).unwrap().def, "ct-1", None);
        assert_eq!(key("van-ban"), key("chi-tieu"));
        let only = take(&app, &bundle(&[again[0]]), Some("Ghi lại")).await;
        assert!(!only.refused(), "{only:#?}");
        let fourth = paper("Bốn");
        let last = [("van-ban", fourth.as_str()), (again[1].0, again[1].1)];
        let last = take(&app, &bundle(&last), Some("Ghi lại")).await;
        let undone = undo(&app, &Caller::console(), last.event.unwrap()).await;
        assert!(undone.is_ok(), "{undone:?}");
        let view = view(&app).await;
        let newest = async |sheet: &str| history(&app, &view, sheet, &key(sheet)).await.unwrap();
        assert_eq!(newest("van-ban").await.values.get("trich_yeu"), Some("Ba"));
        assert_eq!(newest("chi-tieu").await.values.get("gia_tri"), Some("84"));
    })
    .await;
}
