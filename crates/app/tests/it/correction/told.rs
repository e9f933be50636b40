//! How corrections are told: together, taken back, by another source, many cells as one, to whom.

use thidua_app::AppError;
use thidua_app::correction::AskPaper;
use thidua_app::report::{Form, Issue, What, print};
use thidua_store::testing::on_both;

use super::*;
use crate::desk::app;

#[tokio::test]
async fn corrections_told_together_and_taken_back() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        revise(&app, &[FEWER], "nhầm cột").await;
        revise(
            &app,
            &["phong-1|2026|10|viec.xong|650|viec|bc-1"],
            "nhầm lần nữa",
        )
        .await;
        let numbers: Vec<i64> = all(&app, "phong-1")
            .await
            .iter()
            .map(|one| one.number)
            .collect();
        let view_now = view(&app).await;
        let both = correction(&app, &view_now, "phong-1", &numbers)
            .await
            .unwrap();
        assert_eq!((both.figures.len(), both.rounds.len()), (1, 2));
        assert_eq!(
            (
                both.figures[0].before.as_str(),
                both.figures[0].after.as_str()
            ),
            ("700", "650")
        );
        assert_eq!(both.figures[0].reason, "nhầm cột; nhầm lần nữa");

        revise(
            &app,
            &["phong-1|2026|10|viec.xong|700|viec|bc-1"],
            "số đầu đúng",
        )
        .await;
        let listed = all(&app, "phong-1").await;
        assert!(listed[0].undoes && !listed[1].undoes);
        let numbers: Vec<i64> = listed.iter().map(|one| one.number).collect();
        let view_now = view(&app).await;
        let none = correction(&app, &view_now, "phong-1", &numbers)
            .await
            .unwrap();
        assert!(none.nothing_left && none.touched.is_empty());
        let what = What::Correction(Box::new(AskPaper {
            correction: none,
            issue: Issue::default(),
        }));
        let refused = print(&view_now, &what, Form::Docx);
        assert!(
            matches!(refused, Err(AppError::Refused(text)) if text.contains("không còn số nào"))
        );
        let missing = correction(&app, &view_now, "phong-1", &[1]).await;
        assert!(matches!(missing, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn another_source_corrects_only_where_it_is_believed() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        revise(&app, &["phong-1|2026|10|viec.xong|685|viec|bc-2"], "").await;
        let later = shown(&app, "phong-1", 1).await;
        assert_eq!(
            (
                later.figures[0].before.as_str(),
                later.figures[0].after.as_str()
            ),
            ("700", "685")
        );
        assert_eq!(
            later.figures[0].source.as_deref(),
            Some("19/BC-THADS ngày 01/09/2026")
        );
        // The earlier report is no longer what answers: its own number changes nothing else.
        revise(&app, &[FEWER], "nhầm cột").await;
        let behind = shown(&app, "phong-1", 2).await;
        assert!(!behind.figures[0].answers);
        assert!(behind.touched.rates.is_empty() && behind.touched.ranks.is_empty());
        assert_eq!(all(&app, "phong-1").await[0].answering, 0);
    })
    .await;
}

#[tokio::test]
async fn many_cells_at_once_are_one_correction() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let rows = |times: i64| -> Vec<String> {
            let months = (1..=9_i64).flat_map(|month| {
                let codes = [
                    "viec.cu",
                    "viec.moi",
                    "viec.thu_ly",
                    "viec.xong",
                    "tien.xong",
                ];
                codes.into_iter().zip(1_i64..).map(move |(code, at)| {
                    let unit = if code.starts_with("tien") {
                        "nghin_dong"
                    } else {
                        "viec"
                    };
                    format!("phong-1|2026|{month}|{code}|{}|{unit}|", month * at * times)
                })
            });
            months.collect()
        };
        let first = rows(10);
        revise(
            &app,
            &first.iter().map(String::as_str).collect::<Vec<_>>(),
            "lần đầu",
        )
        .await;
        assert!(
            all(&app, "phong-1").await.is_empty(),
            "told for the first time"
        );
        let second = rows(11);
        revise(
            &app,
            &second.iter().map(String::as_str).collect::<Vec<_>>(),
            "nhập lại cả tệp",
        )
        .await;
        let listed = all(&app, "phong-1").await;
        assert_eq!(
            (listed.len(), listed[0].figures, listed[0].months.len()),
            (1, 45, 9)
        );
        let found = shown(&app, "phong-1", 1).await;
        let what = What::Correction(Box::new(AskPaper {
            correction: found,
            issue: Issue::default(),
        }));
        for form in [Form::Docx, Form::Pdf, Form::Xlsx] {
            let printed = print(&view(&app).await, &what, form).unwrap();
            assert!(printed.bytes.len() > 2_000);
            assert!(printed.name.starts_with("dinh-chinh-so-lieu_phong-1_"));
        }
    })
    .await;
}

#[tokio::test]
async fn it_is_read_by_those_who_read_the_figures() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        revise(&app, &[FEWER], "nhầm cột").await;
        let number = all(&app, "phong-1").await[0].number;
        let other = seen_by(&app, &person("khac", Role::Head, "phong-2")).await;
        assert!(matches!(
            list(&app, &other, "phong-1", None).await,
            Err(AppError::NotFound)
        ));
        let hidden = correction(&app, &other, "phong-1", &[number]).await;
        assert!(matches!(hidden, Err(AppError::NotFound)));
        let own = seen_by(&app, &person("go", Role::Officer, "phong-1")).await;
        let found = correction(&app, &own, "phong-1", &[number]).await.unwrap();
        assert!(
            found
                .touched
                .rates
                .iter()
                .all(|line| line.subject == "phong-1")
        );
        assert!(found.touched.sums.iter().all(|line| line.before.is_none()));
        // Another agency's correction is none of this one's.
        let mixed = correction(&app, &view(&app).await, "phong-2", &[number]).await;
        assert!(matches!(mixed, Err(AppError::NotFound)));
    })
    .await;
}
