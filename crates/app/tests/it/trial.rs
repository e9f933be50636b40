//! Databases for trying out take a chosen day; every other keeps the machine's. Figures are entered by whom that is.

use jiff::civil::date;
use thidua_app::closing::{AskStep, act};
use thidua_app::trial::{TrialClock, begin};
use thidua_app::{AppError, Clock};
use thidua_domain::access::Role;
use thidua_domain::closing::Action;
use thidua_store::testing::on_both;

use crate::closing::{country, person};
use crate::desk::app;

#[tokio::test]
async fn only_a_database_that_began_so_takes_a_chosen_day() {
    on_both(async |db| {
        let clock = TrialClock::on(date(2026, 11, 2));
        assert_eq!(clock.now().date(), date(2026, 11, 2));
        begin(&db, &clock).await.unwrap();
        begin(&db, &TrialClock::on(date(2026, 11, 9)))
            .await
            .unwrap();
        assert!(app(db).await.is_trial());
    })
    .await;
    on_both(async |db| {
        let used = app(db.clone()).await;
        country(&used, false).await;
        let refused = begin(&db, &TrialClock::on(date(2026, 11, 2))).await;
        assert!(matches!(refused, Err(AppError::Refused(_))));
        assert!(!app(db).await.is_trial());
    })
    .await;
}

#[tokio::test]
async fn personnel_reads_figures_and_neither_enters_nor_sends_them() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app, false).await;
        let personnel = person("to-chuc", Role::Personnel, "phong-1");
        let send = AskStep {
            agency: "phong-1".to_owned(),
            year: 2027,
            month: 1,
            scope: "btp".to_owned(),
            action: Action::Submit,
            reason: None,
            until: None,
            seen: 0,
            stamp: 0,
        };
        assert!(matches!(
            act(&app, &personnel, &send).await,
            Err(AppError::Forbidden)
        ));
    })
    .await;
}
