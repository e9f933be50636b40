//! Answers a file or a program brings: of nobody but who loads it, never of oneself.

use thidua_app::bundle::{Loaded, Options, load};
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::bundle::Severity;
use thidua_store::Engine;
use thidua_store::testing::{fresh, on_both};

use super::{Asks, base};
use crate::conduct::actor;
use crate::desk::{app, bundle, take};
use crate::exchange;

async fn bring(app: &App, by: &Actor, channel: &str, rows: &str) -> Result<Loaded, AppError> {
    let options = Options {
        channel: channel.to_owned(),
        ..Options::default()
    };
    let sheets = &[("tra-loi-dieu-kien", rows)];
    load(app, by, &bundle(sheets), &options).await
}

fn row(asks: &Asks, who: &str, by: &str) -> String {
    format!(
        "Mã đối tượng|Điều kiện|Năm|Kết luận|Căn cứ|Người trả lời\n{who}|{}|2026|co|Biên bản|{by}",
        asks.condition
    )
}

async fn stored(app: &App) -> Vec<String> {
    let snapshot = app.db().read().await.unwrap();
    let kind = Some("tra-loi-dieu-kien");
    let all = thidua_store::records::all(&snapshot, kind).await.unwrap();
    all.into_iter()
        .map(|record| record.content.as_str().to_owned())
        .collect()
}

#[tokio::test]
async fn nobody_brings_answers_about_oneself_or_in_the_name_of_another() {
    on_both(async |db| {
        let app = app(db).await;
        let asks = base(&app).await;
        // nv-cu is an older file of nv-2.
        let older = [
            ("nhan-su", "Mã|Họ và tên|Mã cơ quan|Từ ngày|Đến ngày\nnv-cu|Trần Thị Hai|phong-1|2015-01-01|2019-12-31"),
            ("gop-nguoi", "Mã trùng|Mã giữ lại\nnv-cu|nv-2"),
        ];
        assert!(!take(&app, &bundle(&older), None).await.refused());
        let mut everywhere = actor(Role::Officer, "cuc");
        everywhere.grants.push(Grant {
            role: Role::Personnel,
            agency: "cuc".to_owned(),
            from: None,
            to: None,
        });
        for own in ["nv-2", "nv-cu"] {
            everywhere.person = Some(own.to_owned());
            for channel in ["api", "web"] {
                let about = row(&asks, "nv-2", "");
                let refused = bring(&app, &everywhere, channel, &about).await;
                assert!(matches!(refused, Err(AppError::NotFound)), "{own}: {refused:?}");
            }
        }
        // Who loads everything but decides of nothing brings none.
        let loads = actor(Role::Officer, "cuc");
        let refused = bring(&app, &loads, "api", &row(&asks, "nv-1", "")).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");

        let own = Actor {
            person: Some("nv-1".to_owned()),
            ..everywhere
        };
        let forged = row(&asks, "nv-3", "Giám đốc");
        let forged = bring(&app, &own, "api", &forged).await.unwrap();
        assert!(forged.refused());
        assert_eq!(forged.faults[0].column, "Người trả lời", "{forged:#?}");
        let plain = row(&asks, "nv-3", "");
        assert!(!bring(&app, &own, "api", &plain).await.unwrap().refused());
        let kept = stored(&app).await;
        assert!(kept[0].contains("Nguyễn Văn Một"), "{kept:?}");
        assert!(kept[0].contains("2026-11-22"), "{kept:?}");
        // Told again it is the same, whoever tells it.
        let again = bring(&app, &own, "api", &plain).await.unwrap();
        assert!(!again.refused() && again.stored.is_empty(), "{again:#?}");
        let mut another = own.clone();
        another.person = None;
        let again = bring(&app, &another, "api", &plain).await.unwrap();
        assert!(!again.refused() && again.stored.is_empty(), "{again:#?}");

        // A whole bundle of another installation brings them on the machine itself only.
        let folder = tempfile::tempdir().unwrap();
        let ask = exchange::asked("tinh-a", 2025, 2026);
        let console = thidua_app::access::Caller::console();
        exchange::write(&app, &console, &ask, folder.path()).await.unwrap();
        let elsewhere = fresh(Engine::Sqlite).await;
        let there = crate::desk::app(elsewhere.db.clone()).await;
        let sent = thidua_app::bundle::from_path(&folder.path().to_string_lossy()).unwrap();
        let options = Options {
            channel: "web".to_owned(),
            ..Options::default()
        };
        let loaded = load(&there, &console.actor, &sent, &options).await.unwrap();
        let left = loaded.faults.iter().find(|fault| fault.sheet == "tra-loi-dieu-kien");
        assert_eq!(left.map(|fault| fault.severity), Some(Severity::Warning), "{loaded:#?}");
        assert!(!loaded.refused() && stored(&there).await.is_empty());
        exchange::load(&there, folder.path(), None).await;
        assert_eq!(stored(&there).await.len(), 1);
        drop(there);
        elsewhere.finish().await;
    })
    .await;
}
