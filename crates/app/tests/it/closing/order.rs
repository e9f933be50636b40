//! Who approves when: children before their parent, one person after another.

use thidua_app::AppError;
use thidua_app::closing::{AskGrid, Mark, act, grid};
use thidua_app::figures::entry::Outcome;
use thidua_domain::closing::Action;
use thidua_store::testing::on_both;

use super::{
    country, enter, figures, head, question, refused, shown, some, step, typed, typist, view_of,
};
use crate::desk::{app, bundle, take};

#[tokio::test]
async fn a_parent_waits_for_its_children_and_accepts_afterwards() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app, true).await;
        for agency in ["phong-1", "phong-2"] {
            enter(&app, &typist(agency), agency, "100").await;
            step(&app, &typist(agency), agency, Action::Submit)
                .await
                .unwrap();
        }
        step(&app, &head("phong-1"), "phong-1", Action::Approve)
            .await
            .unwrap();
        let (go, truong) = (typist("tinh-a"), head("tinh-a"));
        step(&app, &go, "tinh-a", Action::Submit).await.unwrap();
        let said = refused(step(&app, &truong, "tinh-a", Action::Approve).await);
        assert!(
            said.contains("02 đơn vị") || said.contains("còn 2 đơn vị"),
            "{said}"
        );
        assert!(
            said.contains("Phòng 2 (đã gửi)") && said.contains("Phòng 3 (chưa có)"),
            "{said}"
        );
        step(&app, &head("phong-2"), "phong-2", Action::Approve)
            .await
            .unwrap();
        // The third is told by a signed paper: nobody approves it.
        let so_lieu = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Nguồn
             phong-3|2027|1|viec.moi|50|việc|bc-1";
        let loaded = take(&app, &bundle(&[("so-lieu", so_lieu)]), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        assert_eq!(
            shown(&app, &truong, "phong-3").await.standing.mark,
            Mark::Counted
        );
        step(&app, &truong, "tinh-a", Action::Approve)
            .await
            .unwrap();
        assert_eq!(figures(&app, "tinh-a").await.0, some("250"));
        // Who leads below does not accept in the name of the level above.
        let said = refused(step(&app, &head("phong-1"), "phong-1", Action::Accept).await);
        assert!(said.contains("cơ quan cấp trên"), "{said}");
        step(&app, &truong, "phong-1", Action::Accept)
            .await
            .unwrap();
        assert_eq!(
            shown(&app, &truong, "phong-1").await.standing.mark,
            Mark::Accepted
        );
        let view = view_of(&app, &truong).await;
        let wanted = AskGrid {
            agency: "tinh-a".to_owned(),
            year: 2027,
            month: 1,
            scope: "btp".to_owned(),
        };
        let found = grid(&view, &wanted).unwrap();
        assert_eq!(found.rows.len(), 4);
        let region = &found
            .levels
            .iter()
            .find(|(code, _)| *code == "khu_vuc")
            .unwrap()
            .1[0];
        assert_eq!(
            (region.obliged, region.told, region.in_time),
            (3, 3, region.known)
        );
    })
    .await;
}

#[tokio::test]
async fn two_people_never_overwrite_one_another() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app, false).await;
        let (go, truong) = (typist("phong-1"), head("phong-1"));
        enter(&app, &go, "phong-1", "900").await;
        let seen = shown(&app, &go, "phong-1").await.step(Action::Submit);
        // Typed again between the look and the sending.
        let again = typed(
            &app,
            &typist("tinh-a"),
            &question("phong-1"),
            &[("viec.moi", "901")],
            Some("sửa"),
            None,
        )
        .await;
        assert!(matches!(again, Outcome::Stored(_)));
        assert!(matches!(act(&app, &go, &seen).await, Err(AppError::Stale)));
        let page = shown(&app, &go, "phong-1").await;
        assert_eq!(page.on_behalf.as_deref(), Some("THADS tỉnh A"));
        step(&app, &go, "phong-1", Action::Submit).await.unwrap();
        let approve = shown(&app, &truong, "phong-1").await.step(Action::Approve);
        step(&app, &go, "phong-1", Action::Withdraw).await.unwrap();
        assert!(matches!(
            act(&app, &truong, &approve).await,
            Err(AppError::Stale)
        ));
    })
    .await;
}
