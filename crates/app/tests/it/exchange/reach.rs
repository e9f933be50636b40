//! Who may export what: one's own agencies, and of these not what few may read.

use thidua_app::AppError;
use thidua_app::access::Caller;
use thidua_app::exchange::register;
use thidua_domain::access::Role;
use thidua_store::testing::{fresh, on_both};

use super::{asked, errors, files, load, write};
use crate::conduct::{actor, filled};
use crate::desk::app;

fn caller(role: Role, agency: &str) -> Caller {
    Caller {
        actor: actor(role, agency),
        name: role.name().to_owned(),
        channel: "web",
    }
}

#[tokio::test]
async fn what_few_may_read_stays_behind_and_is_told() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let folder = tempfile::tempdir().unwrap();
        let ask = asked("tinh-a", 2025, 2026);
        for (role, reads) in [(Role::Officer, false), (Role::Personnel, true)] {
            let path = folder.path().join(role.code());
            let exported = write(&app, &caller(role, "tinh-a"), &ask, &path)
                .await
                .unwrap();
            let written = files(&path);
            assert_eq!(written.contains_key("ky-luat.csv"), reads, "{role:?}");
            assert_eq!(written.contains_key("vuong-mac.csv"), reads, "{role:?}");
            let left = exported.manifest.left.iter();
            let guarded = left.filter(|left| left.why.contains("hạn chế")).count();
            assert_eq!(guarded, if reads { 0 } else { 2 }, "{role:?}");
            let text = serde_json::to_string(&exported.manifest).unwrap();
            assert!(reads || !text.contains("nv-2"), "{text}");
            // What was left out is not missed elsewhere.
            let other = fresh(app.db().engine()).await;
            let elsewhere = crate::desk::app(other.db.clone()).await;
            let loaded = load(&elsewhere, &path, None).await;
            assert!(errors(&loaded).is_empty(), "{:#?}", errors(&loaded));
            drop(elsewhere);
            other.finish().await;
        }
    })
    .await;
}

#[tokio::test]
async fn another_agency_is_not_there() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let folder = tempfile::tempdir().unwrap();
        let ask = asked("tinh-b", 2025, 2026);
        let by = caller(Role::Officer, "tinh-a");
        let refused = write(&app, &by, &ask, &folder.path().join("a")).await;
        assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
        let by = caller(Role::Head, "tinh-b");
        let refused = write(&app, &by, &ask, &folder.path().join("b")).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
    })
    .await;
}

/// The register tells what went and what came by one hash, to whom the agency is in reach.
#[tokio::test]
async fn sent_and_received_are_one_content() {
    on_both(async |db| {
        let here = app(db).await;
        filled(&here).await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let by = caller(Role::Officer, "tinh-a");
        let exported = write(&here, &by, &asked("tinh-a", 2025, 2026), &path)
            .await
            .unwrap();
        let view = here.view(&by.actor).await.unwrap();
        let sent = register::list(&here, &view).await.unwrap();
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].entry.fingerprint, exported.fingerprint);
        register::number(&here, &by, &sent[0].key, "15/CV-THADS")
            .await
            .unwrap();
        let sent = register::list(&here, &view).await.unwrap();
        assert_eq!(sent[0].entry.number.as_deref(), Some("15/CV-THADS"));
        let stranger = caller(Role::Officer, "tinh-b");
        let view = here.view(&stranger.actor).await.unwrap();
        assert!(register::list(&here, &view).await.unwrap().is_empty());
        let refused = register::number(&here, &stranger, &sent[0].key, "1").await;
        assert!(matches!(refused, Err(AppError::NotFound)));

        let other = fresh(here.db().engine()).await;
        let there = app(other.db.clone()).await;
        load(&there, &path, None).await;
        let view = crate::desk::view(&there).await;
        let received = register::list(&there, &view).await.unwrap();
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].entry.fingerprint, exported.fingerprint);
        assert_eq!(received[0].entry.way, register::Way::Received);
        drop(there);
        other.finish().await;
    })
    .await;
}

/// A province takes in what the Cục sent of it: the tree as it stands, its own rows; what is the Cục's stays out.
#[tokio::test]
async fn a_province_takes_in_its_own() {
    on_both(async |db| {
        let here = app(db).await;
        filled(&here).await;
        let more = [(
            "chi-tieu",
            "Mã|Mã cơ quan|Áp dụng cho cấp|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị
             ct-chung|cuc|tinh|2026|viec.ty_le|>=|83
             ct-a|tinh-a||2026|viec.ty_le|>=|84",
        )];
        let loaded = crate::desk::take(&here, &crate::desk::bundle(&more), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let ask = asked("tinh-a", 2025, 2026);
        write(
            &here,
            &Caller::console(),
            &super::AskExport {
                drafts: false,
                ..ask
            },
            &path,
        )
        .await
        .unwrap();
        let other = fresh(here.db().engine()).await;
        let there = app(other.db.clone()).await;
        let base = crate::desk::bundle(crate::conduct::BASE);
        assert!(!crate::desk::take(&there, &base, None).await.refused());
        let bundle = thidua_app::bundle::from_path(&path.to_string_lossy()).unwrap();
        let options = thidua_app::bundle::Options {
            channel: "web".to_owned(),
            ..thidua_app::bundle::Options::default()
        };
        let by = caller(Role::Personnel, "tinh-a");
        let loaded = thidua_app::bundle::load(&there, &by.actor, &bundle, &options)
            .await
            .unwrap();
        assert!(errors(&loaded).is_empty(), "{:#?}", errors(&loaded));
        let told = loaded
            .faults
            .iter()
            .filter(|fault| fault.sheet == "chi-tieu");
        assert_eq!(
            told.map(|fault| fault.value.as_str()).collect::<Vec<_>>(),
            ["1"]
        );
        assert_eq!(loaded.stored.get("chi-tieu"), Some(&1));
        assert_eq!(loaded.stored.get("co-quan"), None);
        drop(there);
        other.finish().await;
    })
    .await;
}
