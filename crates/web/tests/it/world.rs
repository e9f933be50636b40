//! A small country with one user of every role, and a clock that tests move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use thidua_app::access::{Caller, NewGrant, grant};
use thidua_app::account::{NewUser, add_with_password};
use thidua_app::bundle::{Options, from_path, load};
use thidua_app::{App, Clock, SystemEntropy};
use thidua_domain::access::Role;
use thidua_domain::time::Instant;
use thidua_store::Db;
use thidua_web::Web;
use thidua_web::listen::Mode;

/// The password of every user here.
pub(crate) const PASSWORD: &str = "thuyền thúng gỗ lim";
/// One minute in microseconds.
pub(crate) const MINUTE: i64 = 60_000_000;

/// A clock that stands still until it is moved.
pub(crate) struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}

impl TestClock {
    /// 09:00 on 22/11/2026 in Vietnam.
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(1_795_312_800_000_000)))
    }

    /// Moves it on.
    pub(crate) fn pass(&self, micros: i64) {
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

/// A web application over a database.
pub(crate) struct World {
    pub(crate) app: Arc<App>,
    pub(crate) web: Arc<Web>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) router: Router,
}

/// Users by account name, role and the agency it is held at; `None` holds nothing.
pub(crate) const USERS: [(&str, Option<(Role, &str)>); 15] = [
    ("khong-vai-tro", None),
    ("can-bo", Some((Role::Employee, "tinh-a"))),
    ("thong-ke", Some((Role::Officer, "tinh-a"))),
    ("to-chuc", Some((Role::Personnel, "tinh-a"))),
    ("nguoi-dung-dau", Some((Role::Head, "tinh-a"))),
    ("lanh-dao", Some((Role::Leader, "tinh-a"))),
    ("bo-cuc", Some((Role::Ministry, "tinh-a"))),
    ("kiem-tra", Some((Role::Auditor, "tinh-a"))),
    ("quan-tri", Some((Role::Administrator, "tinh-a"))),
    ("quan-tri-chung", Some((Role::Administrator, "*"))),
    // Whom the administrators of the matrix manage, or not.
    ("nguoi-own", Some((Role::Officer, "tinh-a"))),
    ("nguoi-below", Some((Role::Officer, "khu-a1"))),
    ("nguoi-above", Some((Role::Officer, "cuc-quan-ly"))),
    ("nguoi-sibling", Some((Role::Officer, "tinh-b"))),
    ("nguoi-before", Some((Role::Officer, "cu-c"))),
];

impl World {
    /// An empty application: nobody, nothing.
    pub(crate) async fn empty(db: Db, mode: Mode) -> Self {
        let clock = TestClock::new();
        let app = App::open(db, clock.clone(), Arc::new(SystemEntropy))
            .await
            .unwrap();
        let app = Arc::new(app);
        let web = Web::new(app.clone(), mode, Vec::new()).unwrap();
        let router = thidua_web::router(web.clone());
        Self {
            app,
            web,
            clock,
            router,
        }
    }

    /// The small country with its users.
    pub(crate) async fn new(db: Db) -> Self {
        let world = Self::empty(db, Mode::Loopback).await;
        world.load().await;
        for (name, held) in USERS {
            world.user(name, held).await;
        }
        world
    }

    /// The small country with one user.
    pub(crate) async fn with(db: Db, name: &str, held: Option<(Role, &str)>) -> Self {
        let world = Self::empty(db, Mode::Loopback).await;
        world.load().await;
        world.user(name, held).await;
        world
    }

    async fn load(&self) {
        let bundle = from_path("tests/fixture").unwrap();
        let options = Options {
            channel: "cli".into(),
            ..Options::default()
        };
        let loaded = load(&self.app, &Caller::console().actor, &bundle, &options)
            .await
            .unwrap();
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
    }

    /// Adds a user; `can-bo` is the officer `nv-a`.
    pub(crate) async fn user(&self, name: &str, held: Option<(Role, &str)>) {
        let by = Caller::console();
        let new = NewUser {
            name: name.into(),
            full_name: format!("Người dùng {name}"),
            person: (name == "can-bo").then(|| "nv-a".into()),
        };
        add_with_password(&self.app, &by, new, PASSWORD)
            .await
            .unwrap();
        if let Some((role, agency)) = held {
            let new = NewGrant {
                user: name.into(),
                role,
                agency: agency.into(),
                from: self.app.today(),
                to: None,
                document: None,
            };
            grant(&self.app, &by, new, None).await.unwrap();
        }
    }
}
