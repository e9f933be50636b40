//! Accounts nobody uses: announced a week before, disabled at night by the server, never unannounced.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use thidua_app::access::{Caller, NewGrant, grant};
use thidua_app::account::{NewUser, add_with_password, disable_unused, list, unused};
use thidua_app::{App, Clock, SystemEntropy};
use thidua_domain::access::{EVERYWHERE, Role};
use thidua_domain::time::Instant;
use thidua_store::testing::on_both;
use thidua_store::{Db, audit};

const HOUR: i64 = 3_600 * 1_000_000;
const DAY: i64 = 24 * HOUR;
/// 02:00 on 22/11/2026 in Vietnam.
const NIGHT: i64 = 1_795_287_600_000_000;

struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}

impl Hand {
    fn pass(&self, micros: i64) {
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

async fn office(db: Db) -> (App, Arc<Hand>) {
    let clock = Arc::new(Hand(AtomicI64::new(NIGHT)));
    let app = App::open(db, clock.clone(), Arc::new(SystemEntropy))
        .await
        .unwrap();
    for name in ["quan-tri", "an", "binh"] {
        let new = NewUser {
            name: name.into(),
            full_name: format!("Người dùng {name}"),
            person: None,
        };
        add_with_password(&app, &Caller::console(), new, "thuyền thúng gỗ lim")
            .await
            .unwrap();
    }
    let new = NewGrant {
        user: "quan-tri".into(),
        role: Role::Administrator,
        agency: EVERYWHERE.into(),
        from: app.today(),
        to: None,
        document: None,
    };
    grant(&app, &Caller::console(), new, None).await.unwrap();
    (app, clock)
}

async fn disabled(app: &App) -> Vec<String> {
    let users = list(app, &Caller::console()).await.unwrap().into_iter();
    users
        .filter(|user| user.disabled)
        .map(|user| user.name)
        .collect()
}

async fn named(app: &App) -> Vec<String> {
    let found = unused(app, &Caller::console()).await.unwrap().into_iter();
    found.map(|one| one.name).collect()
}

/// The console signs nobody in: a new password is a use like any other.
async fn used(app: &App, name: &str) {
    thidua_app::account::reset(app, &Caller::console(), name, "cấp lại")
        .await
        .unwrap();
}

#[tokio::test]
async fn nobody_is_disabled_before_a_week_s_notice_nor_in_working_hours() {
    on_both(async |db| {
        let (app, clock) = office(db).await;
        let days = Some(45);
        assert_eq!(disable_unused(&app, days).await.unwrap(), 0);
        assert!(named(&app).await.is_empty());
        clock.pass(38 * DAY);
        assert_eq!(disable_unused(&app, days).await.unwrap(), 0);
        assert_eq!(named(&app).await, ["an", "binh", "quan-tri"]);
        let ends = unused(&app, &Caller::console()).await.unwrap()[0].ends;
        assert_eq!(ends, NIGHT + 45 * DAY);
        // Who is used is no longer meant, at once and after the next look.
        used(&app, "binh").await;
        assert_eq!(named(&app).await, ["an", "quan-tri"]);
        clock.pass(7 * DAY + 9 * HOUR);
        assert_eq!(
            disable_unused(&app, days).await.unwrap(),
            0,
            "it is 11 o'clock"
        );
        clock.pass(16 * HOUR);
        let before = app.db().version().await.unwrap();
        assert_eq!(disable_unused(&app, days).await.unwrap(), 1);
        assert_eq!(disabled(&app).await, ["an"], "the last administrator stays");
        let event = app.db().version().await.unwrap();
        assert_eq!(event, before + 1);
        let snapshot = app.db().read().await.unwrap();
        let told = audit::event(&snapshot, event).await.unwrap().unwrap();
        assert_eq!(
            (told.command.as_str(), told.channel.as_str()),
            ("account.disable_inactive", "job")
        );
        assert_eq!(
            told.reason.as_deref(),
            Some("Không đăng nhập từ 45 ngày trở lên")
        );
        drop(snapshot);
        assert_eq!(disable_unused(&app, days).await.unwrap(), 0);
        assert_eq!(app.db().version().await.unwrap(), event);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_stood_still_announces_first_and_one_told_to_let_be_does() {
    on_both(async |db| {
        let (app, clock) = office(db).await;
        clock.pass(300 * DAY);
        assert_eq!(disable_unused(&app, Some(45)).await.unwrap(), 0);
        assert_eq!(named(&app).await.len(), 3);
        clock.pass(6 * DAY);
        assert_eq!(disable_unused(&app, Some(45)).await.unwrap(), 0);
        assert_eq!(disable_unused(&app, None).await.unwrap(), 0);
        assert!(named(&app).await.is_empty());
        clock.pass(2 * DAY);
        assert_eq!(
            disable_unused(&app, Some(45)).await.unwrap(),
            0,
            "announced anew"
        );
        assert!(disabled(&app).await.is_empty());
    })
    .await;
}
