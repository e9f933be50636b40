//! Files that are no tables, and sessions that are given up.

use super::*;
use thidua_app::AppError;
use thidua_store::testing::on_both;

#[tokio::test]
async fn files_that_are_no_tables_are_refused_with_their_cure_and_old_sessions_swept() {
    on_both(async |db| {
        let app = office(db.clone()).await;
        let me = console();
        for (name, bytes) in [
            ("a.xlsx", b"%PDF-1.7".to_vec()),
            ("a.xlsx", Vec::new()),
            ("a.xlsx", b"PK\x03\x04 broken".to_vec()),
            ("a.csv", b"\"never closed\na,b".to_vec()),
            ("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
        ] {
            let refused = work::upload(&app, &me, vec![(name.to_owned(), bytes)]).await;
            assert!(
                matches!(&refused, Err(AppError::File(text)) if text.len() > 40),
                "{refused:?}"
            );
        }
        assert!(work::list(&app, &me).await.unwrap().is_empty());
        let id = upload(&app, &me, PEOPLE).await;
        assert_eq!(work::sweep(&app).await.unwrap(), 0);
        thidua_store::testing::tamper(&db, "UPDATE import_session SET updated = 0").await;
        assert_eq!(work::sweep(&app).await.unwrap(), 1);
        let gone = work::mapping(&app, &me, &id).await;
        assert!(matches!(gone, Err(AppError::NotFound)));
    })
    .await;
}
