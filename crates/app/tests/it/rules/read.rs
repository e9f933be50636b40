//! Everybody may read the rulebook: each award, condition, value and text of law.

use thidua_app::AppError;
use thidua_app::law::rules::{AskAward, alerts, award, condition, index, parameter, seek, text};
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use super::{caller, seen};
use crate::desk::app;
use crate::eligibility::{BASE, told};

#[tokio::test]
async fn the_rulebook_is_everybodys_to_read() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let reader = caller("can-bo", Role::Employee, "phong-1");
        let view = seen(&app, &reader).await;
        let page = index(&view).unwrap();
        assert!(page.awards.len() > 10 && page.unconfirmed > 0 && page.waiting.is_empty());
        assert!(
            page.alerts
                .iter()
                .any(|alert| alert.short.contains("152/2025"))
        );
        assert_eq!(alerts(&view).len(), 2);
        for own in &page.awards {
            for rules in &own.rules {
                let ask = AskAward {
                    award: own.code.clone(),
                    subject: Some(rules.subject.to_owned()),
                    on: None,
                };
                assert!(!award(&view, &ask).unwrap().timeline.is_empty());
            }
        }
        for own in &view.state.law.conditions {
            let page = condition(&view, &own.id, None).unwrap();
            assert!(!page.node.text.contains('{'), "{}", page.node.text);
        }
        for own in &view.state.law.parameters {
            assert!(!parameter(&view, &own.id).unwrap().values.is_empty());
        }
        for own in &view.state.law.texts {
            text(&view, &own.id).unwrap();
        }
        assert!(
            seek(&view, "luong co so", 50)
                .iter()
                .any(|hit| hit.href.ends_with("/luong_co_so"))
        );
        assert!(matches!(
            condition(&view, "khong-co", None),
            Err(AppError::NotFound)
        ));
    })
    .await;
}
