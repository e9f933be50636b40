//! People from a list that an office keeps: recognised, mended, stored once, known again.

use super::*;
use crate::desk::view;
use thidua_app::AppError;
use thidua_app::bundle::work::{Ended, RowDeed};
use thidua_store::audit;
use thidua_store::testing::on_both;

#[tokio::test]
async fn a_list_of_people_is_recognised_mended_and_stored_once() {
    on_both(async |db| {
        let app = office(db.clone()).await;
        let me = console();
        let id = upload(&app, &me, PEOPLE).await;
        settle(&app, &me, &id).await;
        let found = review(&app, &me, &id).await;
        assert_eq!(
            (found.counts.wrong, found.total, found.counts.new),
            (2, 4, 2),
            "{found:#?}"
        );
        assert_eq!(found.tab, "can-sua");
        let faults: Vec<(u32, &str, &str)> = found
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().map(move |cell| (row.number, cell)))
            .filter(|(_, cell)| cell.state == "invalid")
            .map(|(number, cell)| (number, cell.to.as_str(), cell.text.as_str()))
            .collect();
        assert_eq!(
            faults,
            [
                (5, "ma_co_quan", "Phòng 9"),
                (5, "nhom", "Công chứ"),
                (6, "ngay_sinh", "32/13/1991")
            ]
        );
        let refused = work::commit(&app, &caller(), &id, seen(&found), None)
            .await
            .unwrap();
        assert_eq!(refused, Ended::Open);
        let mend = |row, column: &str, text: &str| Mend {
            row,
            column: column.to_owned(),
            text: text.to_owned(),
        };
        let mends = [
            mend(5, "ma_co_quan", "Phòng 2"),
            mend(5, "nhom", "Công chức"),
            mend(6, "ho_va_ten", "Trần Văn Dũng"),
        ];
        // What stands there already is no change.
        assert_eq!(mend_all(&app, &me, &id, &mends).await, 2);
        work::rows_deed(&app, &me, &id, 0, &[6], RowDeed::LeaveOut)
            .await
            .unwrap();
        let found = review(&app, &me, &id).await;
        assert!(found.clean && found.total == 3, "{found:#?}");
        let before = db.version().await.unwrap();
        let by = caller();
        let (one, two) = tokio::join!(
            work::commit(&app, &by, &id, seen(&found), None),
            work::commit(&app, &by, &id, seen(&found), None),
        );
        assert_eq!((one.unwrap(), two.unwrap()), (Ended::Stored, Ended::Stored));
        assert_eq!(db.version().await.unwrap(), before + 1, "one event");
        let state = view(&app).await.state;
        let an = state.people.get("nguyen-van-an").unwrap();
        assert_eq!(an.posts[0].agency, "tinh-a");
        assert_eq!(an.posts[0].group.as_deref(), Some("chap_hanh_vien"));
        assert_eq!(
            state.people.get("tran-van-cuong").unwrap().posts[0].agency,
            "phong-2"
        );
        assert!(!state.people.contains_key("tran-van-dung"));
        let done = work::done(&app, &me, &id).await.unwrap().unwrap();
        assert_eq!(done.answer.stored, [("Nhân sự".to_owned(), 3)]);
        assert_eq!(done.answer.things[0].name, "Nguyễn Văn An");
        // The file stays, and the trail names it.
        let snapshot = db.read().await.unwrap();
        let file = thidua_store::attachment::bytes(&snapshot, &done.files[0].sha256)
            .await
            .unwrap();
        assert_eq!(file, PEOPLE.as_bytes());
        let event = audit::list(
            &snapshot,
            audit::Page {
                before: None,
                limit: 1,
            },
            &audit::Filter::default(),
        )
        .await
        .unwrap();
        assert_eq!(event[0].command, "bundle.import");
        assert_eq!(event[0].subject, "danh sách.csv");
        drop(snapshot);
        // The same file again: everyone is known.
        let id = upload(&app, &me, PEOPLE).await;
        settle(&app, &me, &id).await;
        let again = review(&app, &me, &id).await;
        assert_eq!(
            (again.counts.same, again.counts.wrong),
            (2, 2),
            "{again:#?}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_same_wrong_value_is_mended_once_and_a_template_left_in_is_passed_over() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        let mut text = "Mã,Họ và tên,Mã cơ quan,Nhóm\n".to_owned();
        for row in 1..=17 {
            text.push_str(&format!("nv-{row},Người {row},phong-1,chấp hành vien\n"));
        }
        text.push_str("nv-18,Người 18,phong-1,Lãnh đạo\n");
        text.push_str("nv-19,Người 19,phong-1,CHV\nnv-20,Người 20,phong-1,CHV\n");
        let id = upload(&app, &me, &text).await;
        settle(&app, &me, &id).await;
        let found = review(&app, &me, &id).await;
        assert_eq!(found.counts.wrong, 2, "{found:#?}");
        assert_eq!(
            (found.groups[0].count, found.groups[0].value.as_str()),
            (2, "CHV")
        );
        let long = "x".repeat(501);
        let refused = work::replace(&app, &me, &id, 0, "nhom", ("CHV", &long)).await;
        assert!(matches!(refused, Err(AppError::Refused(_))), "{refused:?}");
        let changed = work::replace(&app, &me, &id, 0, "nhom", ("CHV", "Chấp hành viên"))
            .await
            .unwrap();
        assert_eq!(changed, 2);
        assert!(review(&app, &me, &id).await.clean);
        for sheet in [
            "nhan-su",
            "khen-thuong",
            "chi-tieu",
            "van-ban",
            "so-lieu",
            "co-quan",
        ] {
            let template = work::template(sheet).unwrap();
            let id = work::upload(&app, &me, vec![(template.name, template.bytes)])
                .await
                .unwrap();
            settle(&app, &me, &id).await;
            let found = review(&app, &me, &id).await;
            assert_eq!(
                (found.kind.as_str(), found.total, found.counts.wrong),
                (sheet, 0, 0),
                "{found:#?}"
            );
            assert!(!found.clean);
        }
        assert!(matches!(
            work::template("khong-co"),
            Err(AppError::NotFound)
        ));
    })
    .await;
}
