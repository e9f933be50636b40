//! Form 04: agencies and officers down, the row in doubt, the agency above, what is changed on the page.

use thidua_store::testing::on_both;

use super::*;

#[tokio::test]
async fn form_04_with_officers_one_of_whom_nobody_knows() {
    on_both(async |db| {
        let app = province(db).await;
        let me = console();
        let id = sent(&app, "Biểu 04.csv", FOUR).await;
        let shown = form(&app, &id).await;
        assert_eq!((shown.number.as_str(), shown.headings), ("04", (6, 8)));
        assert!(
            shown.citation.contains("không tìm được"),
            "{}",
            shown.citation
        );
        assert_eq!(
            columns(&app, &id).await,
            [
                "C so:viec.thu_ly",
                "D so:viec.cu",
                "E so:viec.moi",
                "F so:viec.phai_thi_hanh",
                "G so:viec.co_dieu_kien",
                "H so:viec.xong",
                "I so:viec.chuyen_ky_sau",
                "J so:viec.ty_le",
            ]
        );
        assert_eq!(
            kinds(&shown),
            [
                (10, "cong", ""),
                (11, "co-quan", "Phòng THADS khu vực 1"),
                (12, "can-bo", "Nguyễn Văn An"),
                (13, "can-bo", "Lê Thị Bình"),
                (14, "co-quan", "Phòng THADS khu vực 2"),
                (15, "can-bo", "Trần Văn Cường"),
                (16, "hoi", ""),
                (18, "bo", ""),
            ]
        );
        assert_eq!((shown.sums.len(), shown.asked), (0, 1), "{:?}", shown.sums);
        let mapping = work::mapping(&app, &me, &id).await.unwrap();
        let constant = |id: &str| {
            let constants = &mapping.sheets[0].constants;
            constants
                .iter()
                .find(|one| one.id == id)
                .map(|one| one.value.clone())
        };
        assert_eq!(constant("nam_cong_tac").as_deref(), Some("2026"));
        assert_eq!(constant("thang_luy_ke").as_deref(), Some("6"));
        assert!(confirm(&app, &id, |_| ()).await.unwrap());
        // The row in doubt keeps it from being stored until it is answered.
        let blocked = review(&app, &me, &id).await;
        assert!(!blocked.clean && blocked.counts.wrong == 1, "{blocked:#?}");
        let asked = work::questions(&app, &me, &id, None).await.unwrap();
        let now = asked.now.unwrap();
        assert_eq!((asked.total, asked.done), (1, 0));
        assert_eq!(
            (now.row, now.label.as_str(), now.about),
            (16, "Đỗ Văn Lạ", "can_bo")
        );
        assert_eq!(now.agency, "Phòng THADS khu vực 2");
        assert_eq!(
            now.figures[0],
            ("Tổng số thụ lý › Tổng số".to_owned(), "60".to_owned())
        );
        let wrong = work::answer(&app, &me, &id, (0, 16), ("ten", "Người Không Có")).await;
        assert!(wrong.is_err());
        work::answer(&app, &me, &id, (0, 16), ("ten", "Phạm Tiến Dũng"))
            .await
            .unwrap();
        let asked = work::questions(&app, &me, &id, None).await.unwrap();
        assert_eq!((asked.done, asked.now.is_none()), (1, true));
        assert_eq!(asked.answered[0].says, "Phạm Tiến Dũng");
        let found = commit(&app, &id).await;
        assert_eq!(found.counts.new, 6);
        for (agency, person, code, told) in [
            ("phong-1", None, "viec.xong", "90"),
            ("phong-2", None, "viec.thu_ly", "120"),
            ("phong-1", Some("cb-an"), "viec.cu", "40"),
            ("phong-2", Some("cb-dung"), "viec.xong", "20"),
        ] {
            let stored = value(&app, agency, person, code).await;
            assert_eq!(stored.as_deref(), Some(told), "{agency} {person:?} {code}");
        }
        // The sum was not stored a second time; the province is the sum of its divisions.
        assert_eq!(
            value(&app, "tinh-a", None, "viec.xong").await.as_deref(),
            Some("130")
        );
        let seen = view(&app).await;
        let ask = AskBalance {
            person: Some("cb-dung".to_owned()),
            ..ask("phong-2", 2026, 6)
        };
        let balance = thidua_app::figures::balance_of(&app, &seen, &ask)
            .await
            .unwrap();
        let line = balance
            .lines
            .iter()
            .find(|line| line.code == "viec.xong")
            .unwrap();
        let sheet = &line.sources[0].sheet;
        let history = thidua_app::figures::history(&app, &seen, sheet, "viec.xong")
            .await
            .unwrap();
        assert_eq!(history.revisions[0].place, "tệp «Biểu 04.csv», dòng 16");
    })
    .await;
}

#[tokio::test]
async fn rows_and_columns_are_changed_on_the_page() {
    on_both(async |db| {
        let app = province(db).await;
        let id = sent(&app, "Biểu 04.csv", FOUR).await;
        let change = |input: &mut SheetForm| {
            input.links.insert(8, String::new());
            input
                .form
                .rows
                .insert(16, ("can-bo".into(), "Phạm Tiến Dũng".into()));
            input.form.rows.insert(13, ("bo".into(), String::new()));
        };
        assert!(confirm(&app, &id, change).await.unwrap());
        let shown = form(&app, &id).await;
        assert_eq!(kinds(&shown)[6], (16, "can-bo", "Phạm Tiến Dũng"));
        let found = commit(&app, &id).await;
        assert_eq!(found.counts.new, 5);
        assert_eq!(
            value(&app, "phong-1", None, "viec.chuyen_ky_sau").await,
            None
        );
        // A choice the page does not offer is refused.
        let id = sent(&app, "Biểu 04.csv", FOUR).await;
        let odd = |input: &mut SheetForm| {
            input.links.insert(8, "so:viec.khong_co".into());
        };
        assert!(confirm(&app, &id, odd).await.is_err());
        let odd = |input: &mut SheetForm| {
            input
                .form
                .rows
                .insert(16, ("nhom:dan_su".into(), String::new()));
        };
        assert!(confirm(&app, &id, odd).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn the_agency_above_is_own_or_whole_by_the_sums_and_else_asked() {
    let table = |own: &str, whole: &str| {
        format!(
            "Biểu số: 04,,,,\n6 tháng năm 2026,,,Đơn vị tính: việc,\n\
             Tên đơn vị,Phải thi hành,Có điều kiện,Thi hành xong,Số chuyển kỳ sau\n\
             1,2,3,4,5\n\
             Tổng số,{whole}\nTHADS tỉnh A,{own}\nPhòng 1,20,15,10,10\nPhòng 2,40,30,20,20\n"
        )
    };
    on_both(async |db| {
        let app = province(db).await;
        let row = async |text: &str| {
            let id = sent(&app, "b.csv", text).await;
            form(&app, &id).await.rows[1].clone()
        };
        let own = row(&table("5,4,3,2", "65,49,33,32")).await;
        assert_eq!(own.is, "co-quan-rieng", "{own:?}");
        let whole = row(&table("60,45,30,30", "60,45,30,30")).await;
        assert_eq!(whole.is, "co-quan", "{whole:?}");
        let asked = row(&table("7,7,7,7", "65,49,33,32")).await;
        assert_eq!(asked.is, "hoi", "{asked:?}");
    })
    .await;
}
