//! A throw-away server over the examples, to look at pages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]
use std::sync::Arc;
use thidua_app::access::{Caller, NewGrant};
use thidua_app::account::NewUser;
use thidua_app::{App, SystemClock, SystemEntropy, bundle};
use thidua_domain::access::Role;

#[tokio::main]
async fn main() {
    let path = std::env::args().nth(1).unwrap_or("/tmp/web-demo.db".into());
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{path}{end}"));
    }
    let db = thidua_store::Db::open(&format!("sqlite:{path}"), thidua_store::Options::default())
        .await
        .unwrap();
    db.migrate().await.unwrap();
    let app = Arc::new(
        App::open(db, Arc::new(SystemClock), Arc::new(SystemEntropy))
            .await
            .unwrap(),
    );
    let by = Caller::console();
    let mut all = vec![bundle::embedded("nganh")];
    all.extend(bundle::examples().into_iter().map(Some));
    all.push(bundle::from_path("examples/so-lieu-cong-khai").ok());
    for found in all.into_iter().flatten() {
        let options = bundle::Options {
            dry_run: false,
            revise: None,
            channel: "cli".into(),
        };
        let loaded = bundle::load(&app, &by.actor, &found, &options)
            .await
            .unwrap();
        let errors = loaded
            .faults
            .iter()
            .filter(|f| f.severity == thidua_domain::bundle::Severity::Error);
        println!(
            "{} {:?} errors {:?}",
            loaded.bundle,
            loaded.stored,
            errors.take(2).collect::<Vec<_>>()
        );
    }
    let users = [
        ("quan-tri", "Nguyễn Thị Quản Trị", Role::Administrator, "*"),
        ("bo", "Trần Văn Bộ", Role::Ministry, "cuc-quan-ly"),
        ("ben-tre", "Lê Thị Bến Tre", Role::Officer, "ben-tre"),
        ("quan-1", "Phạm Văn Quận", Role::Head, "quan-1"),
        ("can-tho", "Lê Phước Toàn", Role::Employee, "can-tho"),
        ("toan-quoc", "Đặng Thị Toàn Quốc", Role::Ministry, "*"),
    ];
    for (name, full, role, agency) in users {
        let new = NewUser {
            name: name.into(),
            full_name: full.into(),
            person: (name == "can-tho").then(|| "le-phuoc-toan".into()),
        };
        thidua_app::account::add_with_password(&app, &by, new, "thuyền thúng gỗ lim")
            .await
            .unwrap();
        let grant = NewGrant {
            user: name.into(),
            role,
            agency: agency.into(),
            from: app.today(),
            to: None,
            document: None,
        };
        if let Err(e) = thidua_app::access::grant(&app, &by, grant, None).await {
            println!("{name}: {e}");
        }
    }
    let config = thidua_web::Config {
        listen: "127.0.0.1:8765".parse().unwrap(),
        tls: None,
        proxies: vec![],
    };
    thidua_web::serve(app, &config, async |server| println!("{}", server.url()))
        .await
        .unwrap();
}
