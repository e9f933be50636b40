//! Issued papers that a later correction finds, and that stay as they were.

use thidua_app::AppError;
use thidua_app::correction::{AskIssue, Kind, file_of, issue, papers, withdraw};
use thidua_store::testing::on_both;

use super::*;
use crate::desk::app;

fn paper(agency: &str, kind: Kind, symbol: &str) -> AskIssue {
    AskIssue {
        agency: agency.to_owned(),
        kind,
        year: 2026,
        month: 10,
        scope: "btp".to_owned(),
        symbol: symbol.to_owned(),
        on: Some(jiff::civil::date(2026, 8, 10)),
        signer: Some("Nguyễn Văn An".to_owned()),
    }
}

#[tokio::test]
async fn an_issued_paper_is_found_by_a_later_correction_and_stays_as_it_was() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let go = person("go", Role::Officer, "tinh-a");
        let own = issue(&app, &go, &paper("phong-1", Kind::Figures, "21/BC-P1")).await.unwrap();
        issue(&app, &go, &paper("tinh-a", Kind::AnnualReport, "22/BC-A")).await.unwrap();
        issue(&app, &go, &paper("phong-3", Kind::Figures, "23/BC-P3")).await.unwrap();
        let again = issue(&app, &go, &paper("phong-1", Kind::Figures, "21/BC-P1")).await;
        assert!(matches!(again, Err(AppError::Refused(text)) if text.contains("đã được ghi")));
        let wrong = AskIssue {
            symbol: "không số".to_owned(),
            on: None,
            ..paper("phong-1", Kind::Figures, "")
        };
        let wrong = issue(&app, &go, &wrong).await;
        assert!(matches!(wrong, Err(AppError::Refused(text)) if text.contains("Số, ký hiệu") && text.contains("ngày ban hành")));
        let foreign = person("khac", Role::Officer, "phong-2");
        let foreign = issue(&app, &foreign, &paper("phong-1", Kind::Figures, "24/BC-P1")).await;
        assert!(matches!(foreign, Err(AppError::NotFound)));

        let seen = seen_by(&app, &go).await;
        let before = file_of(&app, &seen, "phong-1", &own.file).await.unwrap();
        assert!(papers(&app, &seen, "phong-1").await.unwrap()[0].corrected.is_empty());
        revise(&app, &[FEWER], "nhầm cột").await;
        let seen = seen_by(&app, &go).await;
        let listed = papers(&app, &seen, "phong-1").await.unwrap();
        assert_eq!(listed[0].count, 1);
        assert_eq!(listed[0].corrected[0].1, "700 việc");
        assert_eq!(listed[0].corrected[0].2, "680 việc");
        assert_eq!(papers(&app, &seen, "tinh-a").await.unwrap()[0].count, 1);
        assert_eq!(papers(&app, &seen, "phong-3").await.unwrap()[0].count, 0);
        assert_eq!(file_of(&app, &seen, "phong-1", &own.file).await.unwrap(), before);

        let found = shown(&app, "phong-1", 1).await;
        let cited: Vec<&str> = found.touched.papers.iter().map(|line| line.cited.as_str()).collect();
        assert_eq!(cited, ["15/BC-THADS ngày 05/08/2026", "21/BC-P1 ngày 10/08/2026", "22/BC-A ngày 10/08/2026"]);
        // A paper issued after the correction says the new number.
        issue(&app, &go, &paper("phong-1", Kind::Figures, "25/BC-P1")).await.unwrap();
        assert_eq!(shown(&app, "phong-1", 1).await.touched.papers.len(), 3);

        let key = listed[0].key.clone();
        let silent = withdraw(&app, &go, "phong-1", &key, " ").await;
        assert!(matches!(silent, Err(AppError::Refused(_))));
        assert!(matches!(withdraw(&app, &go, "phong-2", &key, "nhầm").await, Err(AppError::NotFound)));
        withdraw(&app, &go, "phong-1", &key, "ghi nhầm").await.unwrap();
        assert_eq!(shown(&app, "phong-1", 1).await.touched.papers.len(), 2);
    })
    .await;
}
