//! Who may ask about whom, and what a verdict betrays to who may not know discipline and open cases: nothing.

use thidua_app::AppError;
use thidua_app::law::eligibility::{Ask, AskAll, Subject, all, of, one};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_store::testing::on_both;

use super::{asked, bare, filled, outcome, told};
use crate::desk::app;

fn actor(role: Role, agency: &str, person: Option<&str>) -> Actor {
    Actor {
        user: format!("{}.{agency}", role.code()),
        person: person.map(str::to_owned),
        grants: vec![Grant {
            role,
            agency: agency.to_owned(),
            from: None,
            to: None,
        }],
    }
}

/// Two people alike in everything but that one has an open case, and two but that one was disciplined.
const GUARDED: &[(&str, &str)] = &[
    (
        "vuong-mac",
        "Mã đối tượng|Loại|Từ ngày|Đến ngày
         nv-06|dieu_tra|04/5/2025|",
    ),
    (
        "ky-luat",
        "Mã cá nhân|Hình thức|Ngày quyết định|Hết hiệu lực
         nv-10|canh_cao|10/3/2025|10/3/2026",
    ),
];

/// Everything that is told of somebody, without who it is.
fn unnamed(found: &Subject) -> String {
    let text = bare(found).to_string();
    text.replace(&found.subject, "?").replace(&found.name, "?")
}

fn every(subject: &str) -> Ask {
    Ask {
        award: None,
        ..asked(subject, "", 2025)
    }
}

#[tokio::test]
async fn who_may_not_know_learns_nothing_and_is_never_told_eligible() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let blind = actor(Role::Officer, "tinh-a", None);
        let before = app.view(&blind).await.unwrap();
        let ask = AskAll {
            year: 2025,
            ..AskAll::default()
        };
        let counted = bare(&all(&before, &ask).unwrap());
        let office = unnamed(&of(&before, &every("phong-1")).unwrap());
        told(&app, GUARDED).await;
        let view = app.view(&blind).await.unwrap();
        assert_eq!(outcome(&view, "nv-06", "ldtt", 2025), "needs_human");
        assert_eq!(outcome(&view, "nv-05", "ldtt", 2025), "needs_human");
        let pair = |one: &str, other: &str| {
            let one = of(&view, &every(one)).unwrap();
            let other = of(&view, &every(other)).unwrap();
            assert!(!one.conduct_known && one.awards.iter().all(|own| own.outcome != "eligible"));
            assert_eq!(unnamed(&one), unnamed(&other));
        };
        pair("nv-05", "nv-06");
        pair("nv-09", "nv-10");
        assert_eq!(bare(&all(&view, &ask).unwrap()), counted, "no count moved");
        assert_eq!(unnamed(&of(&view, &every("phong-1")).unwrap()), office);
    })
    .await;
}

#[tokio::test]
async fn who_may_know_and_whose_case_it_is_are_told() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        told(&app, GUARDED).await;
        let own = actor(Role::Employee, "phong-1", Some("nv-06"));
        for by in [actor(Role::Personnel, "tinh-a", None), own.clone()] {
            let view = app.view(&by).await.unwrap();
            let found = one(&view, &asked("nv-06", "ldtt", 2025)).unwrap();
            assert_eq!(found.outcome, "not_eligible", "{}", by.user);
            assert!(found.conduct_known);
        }
        let view = app
            .view(&actor(Role::Personnel, "tinh-a", None))
            .await
            .unwrap();
        assert_eq!(outcome(&view, "nv-05", "ldtt", 2025), "eligible");
        assert_eq!(
            outcome(&view, "phong-1", "tt_ldtt", 2025),
            "not_eligible",
            "one member was warned"
        );
        // A colleague is not his to ask about.
        let view = app.view(&own).await.unwrap();
        assert!(one(&view, &asked("nv-05", "ldtt", 2025)).is_err());
    })
    .await;
}

#[tokio::test]
async fn what_is_not_in_reach_is_not_there() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = app.view(&actor(Role::Head, "tinh-b", None)).await.unwrap();
        for subject in ["nv-01", "phong-1", "tinh-a", "khong-ai"] {
            let refused = one(&view, &asked(subject, "ldtt", 2025));
            assert!(matches!(refused, Err(AppError::NotFound)), "{subject}");
        }
        let foreign = AskAll {
            agency: Some("tinh-a".to_owned()),
            year: 2025,
            ..AskAll::default()
        };
        assert!(matches!(all(&view, &foreign), Err(AppError::NotFound)));
        let own = all(
            &view,
            &AskAll {
                agency: None,
                ..foreign
            },
        )
        .unwrap();
        assert_eq!((own.people, own.collectives), (1, 1));
        let nobody = Actor {
            grants: Vec::new(),
            ..actor(Role::Head, "tinh-b", None)
        };
        let view = app.view(&nobody).await.unwrap();
        assert!(one(&view, &asked("nv-01", "ldtt", 2025)).is_err());
    })
    .await;
}
