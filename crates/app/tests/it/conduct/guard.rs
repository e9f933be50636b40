//! Discipline and what keeps somebody from being considered is told to few, by every way.

use thidua_app::access::Caller;
use thidua_app::audit::{Wanted, trail};
use thidua_app::bundle::{Options, load};
use thidua_app::listing::Which;
use thidua_app::people::person;
use thidua_app::record::{history, key_of, remove, save};
use thidua_app::search::{AskSearch, find};
use thidua_app::{AppError, conduct, record};
use thidua_domain::access::{Actor, EVERYWHERE, Role};
use thidua_domain::bundle::Values;
use thidua_store::testing::on_both;

use super::{BASE, FILE, actor, bundle, caller, filled, stored, typed};
use crate::desk::app;

fn key() -> String {
    let mut row = Values::default();
    row.set("ma_ca_nhan", "nv-2");
    row.set("hinh_thuc", "khien_trach");
    row.set("ngay_quyet_dinh", "2026-03-10");
    row.key(&thidua_domain::conduct::DISCIPLINE)
}

/// Everybody who may not read it, each with as much else as there is.
fn others() -> Vec<Actor> {
    let mut colleague = actor(Role::Employee, "phong-1");
    colleague.person = Some("nv-5".to_owned());
    vec![
        actor(Role::Officer, "tinh-a"),
        actor(Role::Ministry, "cuc"),
        actor(Role::Auditor, "cuc"),
        actor(Role::Personnel, "tinh-b"),
        actor(Role::Head, "tinh-b"),
        colleague,
    ]
}

#[tokio::test]
async fn nobody_else_finds_any_sign_of_it() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        for other in others() {
            let view = app.view(&other).await.unwrap();
            let who = &other.user;
            if let Ok(found) = person(&view, "nv-2", None) {
                assert_eq!((found.discipline, found.blockers), (None, None), "{who}");
            }
            assert_eq!(conduct::held(&view, "nv-3", view.today), None, "{who}");
            for which in [Which::Discipline(None), Which::Blockers(None)] {
                let seen = which.open(&view, false).map(|source| source.len());
                // Those of the other province read of their own one.
                let own = usize::from(who.ends_with("tinh-b"));
                assert!(
                    seen.is_err() || seen.is_ok_and(|seen| seen <= own),
                    "{who} {which:?}"
                );
            }
            for sheet in ["ky-luat", "vuong-mac"] {
                let list = record::list(&app, &view, sheet, "phong-1", 1).await;
                assert!(list.is_err(), "{who}");
            }
            let told = history(&app, &view, "ky-luat", &key()).await;
            assert!(matches!(told, Err(AppError::NotFound)), "{who}");
            let form = record::edit(&app, &view, "ky-luat", &key()).await;
            assert!(
                matches!(form, Err(AppError::NotFound | AppError::Forbidden)),
                "{who}"
            );
            for text in ["khiển trách", "chậm giải quyết hồ sơ"] {
                let asked = AskSearch {
                    text: text.to_owned(),
                    kind: None,
                    skip: 0,
                    most: 9,
                };
                let found = find(&app, &view, &asked).unwrap();
                assert!(found.is_empty(), "{who} {text}: {found:#?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn personnel_heads_and_oneself_read_it_in_their_reach() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let mut own = actor(Role::Employee, "phong-1");
        own.person = Some("nv-2".to_owned());
        for reader in [
            actor(Role::Personnel, "tinh-a"),
            actor(Role::Head, "phong-1"),
            actor(Role::Leader, "tinh-a"),
            own.clone(),
        ] {
            let view = app.view(&reader).await.unwrap();
            let found = person(&view, "nv-2", None).unwrap();
            assert_eq!(found.discipline.unwrap().len(), 1, "{}", reader.user);
            assert!(history(&app, &view, "ky-luat", &key()).await.is_ok());
        }
        let view = app.view(&actor(Role::Personnel, "tinh-a")).await.unwrap();
        let which = Which::Discipline(None);
        let listed = which.open(&view, true).unwrap();
        assert_eq!(listed.len(), 1, "of another province nothing");
        // The own file is read on the own page; the lists ask for a role.
        let view = app.view(&own).await.unwrap();
        assert!(which.open(&view, false).is_err());
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_cannot_be_written() {
    on_both(async |db| {
        let app = app(db).await;
        let loaded = crate::desk::take(&app, &bundle(BASE), None).await;
        assert!(!loaded.refused());
        let options = Options {
            channel: "cli".to_owned(),
            ..Options::default()
        };
        let only = |at: usize| bundle(&FILE[at..=at]);
        for other in [actor(Role::Officer, "tinh-a"), actor(Role::Ministry, "cuc")] {
            let refused = load(&app, &other, &only(1), &options).await;
            assert!(
                matches!(refused, Err(AppError::Refused(_))),
                "{}",
                other.user
            );
        }
        // A row of somebody else's person, among one's own.
        let refused = load(&app, &actor(Role::Personnel, "tinh-a"), &only(1), &options).await;
        assert!(matches!(refused, Err(AppError::NotFound)));
        let taken = load(&app, &actor(Role::Personnel, "tinh-a"), &only(2), &options).await;
        assert_eq!(taken.unwrap().stored["vuong-mac"], 2);
        let new = typed(&[
            ("ma_ca_nhan", "nv-5"),
            ("hinh_thuc", "canh_cao"),
            ("ngay_quyet_dinh", "04/5/2026"),
        ]);
        for by in [
            caller(Role::Officer, "tinh-a"),
            caller(Role::Head, "tinh-a"),
        ] {
            assert!(save(&app, &by, "ky-luat", &new).await.is_err());
        }
        let by = caller(Role::Personnel, "tinh-a");
        let done = stored(save(&app, &by, "ky-luat", &new).await.unwrap());
        record::undo(&app, &caller(Role::Officer, "tinh-a"), done.event.unwrap())
            .await
            .unwrap_err();
        record::undo(&app, &by, done.event.unwrap()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_trail_tells_that_something_happened_and_not_what() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = caller(Role::Personnel, "tinh-a");
        let new = typed(&[
            ("ma_doi_tuong", "nv-5"),
            ("loai", "dieu_tra"),
            ("tu_ngay", "04/5/2026"),
        ]);
        let done = stored(save(&app, &by, "vuong-mac", &new).await.unwrap());
        let key = done.values.key(&thidua_domain::conduct::BLOCKERS);
        let why = Some("Cơ quan điều tra đã kết luận không vi phạm");
        remove(&app, &by, ("vuong-mac", &key), 1, why)
            .await
            .unwrap();
        let admin = actor(Role::Administrator, EVERYWHERE);
        let view = app.view(&admin).await.unwrap();
        let seen = trail(&app, &view, &Wanted::default()).await.unwrap();
        let told = format!("{seen:?}");
        assert!(told.contains("record.remove") && told.contains("Nội dung hạn chế xem"));
        assert!(
            !told.contains("điều tra") && !told.contains("vuong-mac"),
            "{told}"
        );
        let named = Wanted {
            subject: Some("vuong-mac".to_owned()),
            ..Wanted::default()
        };
        assert!(trail(&app, &view, &named).await.unwrap().rows.is_empty());
        let console = app.view(&Caller::console().actor).await.unwrap();
        let seen = trail(&app, &console, &Wanted::default()).await.unwrap();
        assert!(format!("{seen:?}").contains("kết luận không vi phạm"));
    })
    .await;
}

#[tokio::test]
async fn a_person_taken_away_does_not_betray_it() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let key = key_of(&thidua_domain::people::SHEET, "nv-3", Some("2020-01-01"));
        let by = caller(Role::Officer, "tinh-a");
        let gone = remove(&app, &by, ("nhan-su", &key), 1, Some("Nhập nhầm")).await;
        let Err(AppError::Refused(why)) = gone else {
            panic!("{gone:?}")
        };
        assert!(
            why.contains("Nội dung khác") && !why.contains("xét khen thưởng"),
            "{why}"
        );
    })
    .await;
}
