//! Whose session it is, whose rows they are, whose mapping is kept.

use super::*;
use thidua_app::AppError;
use thidua_app::bundle::work::Ended;
use thidua_store::testing::on_both;

#[tokio::test]
async fn a_session_is_its_owners_and_survives_a_restart() {
    on_both(async |db| {
        let app = office(db.clone()).await;
        let me = officer("tinh-a", "an");
        let id = upload(&app, &me, PEOPLE).await;
        settle(&app, &me, &id).await;
        mend_all(
            &app,
            &me,
            &id,
            &[Mend {
                row: 5,
                column: "nhom".into(),
                text: "Công chức".into(),
            }],
        )
        .await;
        let other = officer("tinh-a", "binh");
        for result in [
            work::review(&app, &other, &id, &AskReview::default())
                .await
                .map(drop),
            work::mapping(&app, &other, &id).await.map(drop),
            work::discard(&app, &other, &id).await,
            work::mend(&app, &other, &id, 0, (&[], None))
                .await
                .map(drop),
            work::paste(&app, &other, &id, "a", None).await.map(drop),
            work::done(&app, &other, &id).await.map(drop),
        ] {
            assert!(matches!(result, Err(AppError::NotFound)), "{result:?}");
        }
        // Another process knows nothing but the database.
        drop(app);
        let app = Arc::new(crate::desk::app(db).await);
        let sessions = work::list(&app, &me).await.unwrap();
        assert_eq!(
            (sessions.len(), sessions[0].settled, sessions[0].done),
            (1, true, false)
        );
        let found = review(&app, &me, &id).await;
        assert_eq!(found.counts.wrong, 2);
        let cell = found.rows[0]
            .cells
            .iter()
            .find(|cell| cell.to == "nhom")
            .unwrap();
        assert_eq!((cell.text.as_str(), cell.state), ("Công chức", ""));
        work::discard(&app, &me, &id).await.unwrap();
        assert!(work::list(&app, &me).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn rows_of_others_are_told_as_if_their_agency_were_not_there() {
    on_both(async |db| {
        let app = office(db).await;
        let me = officer("tinh-a", "an");
        let id = upload(
            &app,
            &me,
            "Mã,Họ và tên,Mã cơ quan\nnv-1,An,tinh-b\nnv-2,Bình,phong-1\n",
        )
        .await;
        settle(&app, &me, &id).await;
        let found = review(&app, &me, &id).await;
        assert_eq!((found.counts.wrong, found.total), (1, 2), "{found:#?}");
        assert_eq!(found.rows[0].number, 2);
        let by = Caller {
            actor: me,
            name: "An".to_owned(),
            channel: "web",
        };
        assert_eq!(
            work::commit(&app, &by, &id, seen(&found), None)
                .await
                .unwrap(),
            Ended::Open
        );
    })
    .await;
}

#[tokio::test]
async fn a_mapping_is_kept_for_the_next_file_of_its_kind() {
    on_both(async |db| {
        let app = office(db).await;
        let me = officer("tinh-a", "an");
        let text = "Người,Cột lạ,Thuộc,Chức vụ\nAn,x,Phòng 1,Thư ký\n";
        let id = upload(&app, &me, text).await;
        let choose = |me: Actor, id: String| {
            let app = app.clone();
            async move {
                let forms = |links: &[(usize, &str)]| {
                    let form = SheetForm {
                        kind: "nhan-su".into(),
                        heading: Some(1),
                        links: links
                            .iter()
                            .map(|(at, to)| (*at, (*to).to_owned()))
                            .collect(),
                        coins: true,
                        ..SheetForm::default()
                    };
                    BTreeMap::from([(0, form)])
                };
                let twice = forms(&[(0, "ma_co_quan"), (1, ""), (2, "ma_co_quan")]);
                // Recognised anew first where it was not a list of people, then as chosen.
                let _ = work::set_mapping(&app, &me, &id, &forms(&[])).await;
                let refused = work::set_mapping(&app, &me, &id, &twice).await;
                assert!(matches!(refused, Err(AppError::Refused(_))), "{refused:?}");
                let right = forms(&[(0, "ho_va_ten"), (1, ""), (2, "ma_co_quan"), (3, "chuc_vu")]);
                assert!(work::set_mapping(&app, &me, &id, &right).await.unwrap());
            }
        };
        choose(me.clone(), id.clone()).await;
        work::keep_mapping(&app, &me, &id, "Danh sách của phòng", true)
            .await
            .unwrap();
        let colleague = officer("tinh-a", "binh");
        let id = upload(
            &app,
            &colleague,
            "Người,Cột lạ,Thuộc,Chức vụ\nBình,y,Phòng 2,\n",
        )
        .await;
        let mapping = work::mapping(&app, &colleague, &id).await.unwrap();
        assert_eq!(mapping.taken_over.as_deref(), Some("Danh sách của phòng"));
        let to: Vec<&str> = mapping.sheets[0]
            .columns
            .iter()
            .map(|column| column.to.as_str())
            .collect();
        assert_eq!(to, ["ho_va_ten", "", "ma_co_quan", "chuc_vu"]);
        let stranger = officer("tinh-b", "chi");
        let id = upload(&app, &stranger, text).await;
        assert_eq!(
            work::mapping(&app, &stranger, &id)
                .await
                .unwrap()
                .taken_over,
            None
        );
    })
    .await;
}
