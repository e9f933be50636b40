//! Imports as work sessions: recognised, mended, answered, stored once; each its owner's alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use thidua_app::access::Caller;
use thidua_app::bundle::work::{
    self, AskReview, Decision, Ended, Mend, Review, RowDeed, SheetForm,
};
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_store::audit;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, console, take, view};

const AGENCIES: (&str, &str) = (
    "co-quan",
    "Mã|Tên|Tên ngắn|Cấp|Mã cấp trên
     tinh-a|Thi hành án dân sự tỉnh A|THADS tỉnh A|tinh|
     phong-1|Phòng THADS khu vực 1|Phòng 1|khu_vuc|tinh-a
     phong-2|Phòng THADS khu vực 2|Phòng 2|khu_vuc|tinh-a
     tinh-b|Thi hành án dân sự tỉnh B|THADS tỉnh B|tinh|",
);

fn caller() -> Caller {
    Caller {
        actor: console(),
        name: "Kiểm thử".to_owned(),
        channel: "web",
    }
}

fn officer(agency: &str, user: &str) -> Actor {
    Actor {
        user: user.to_owned(),
        person: None,
        grants: vec![Grant {
            role: Role::Officer,
            agency: agency.to_owned(),
            from: None,
            to: None,
        }],
    }
}

async fn office(db: thidua_store::Db) -> Arc<App> {
    let app = app(db).await;
    let loaded = take(&app, &bundle(&[AGENCIES]), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
    Arc::new(app)
}

async fn upload(app: &App, actor: &Actor, text: &str) -> String {
    work::upload(app, actor, "danh sách.csv", text.as_bytes().to_vec())
        .await
        .unwrap()
}

async fn settle(app: &App, actor: &Actor, id: &str) {
    let mapping = work::mapping(app, actor, id).await.unwrap();
    let forms: BTreeMap<usize, SheetForm> = mapping
        .sheets
        .iter()
        .map(|sheet| {
            let form = SheetForm {
                kind: sheet.kind.clone().unwrap_or_default(),
                heading: sheet.heading,
                deep: sheet.deep,
                links: sheet
                    .columns
                    .iter()
                    .map(|column| (column.at, column.to.clone()))
                    .collect(),
                constants: sheet
                    .constants
                    .iter()
                    .map(|one| (one.id.clone(), one.value.clone()))
                    .collect(),
                coins: sheet.coins.unwrap_or_default(),
            };
            (sheet.at, form)
        })
        .collect();
    assert!(work::set_mapping(app, actor, id, &forms).await.unwrap());
}

async fn review(app: &Arc<App>, actor: &Actor, id: &str) -> Review {
    loop {
        let review = work::review(app, actor, id, &AskReview::default())
            .await
            .unwrap();
        if !review.checking {
            return review;
        }
    }
}

const PEOPLE: &str = "DANH SÁCH CÁN BỘ NĂM 2025\n\
    STT,Họ và tên,Ngày sinh,Giới,Đơn vị,Chức danh,Nhóm\n\
    1,Nguyễn Văn An,05/9/1985,Nam,THADS tỉnh A,Chấp hành viên,Chấp hành viên\n\
    2,Lê Thị Bình,1990,Nữ,Phòng 1,Thư ký,Công chức\n\
    3,Trần Văn Cường,1991,Nam,Phòng 9,Thư ký,Công chứ\n\
    4,Trần Văn Dũng,32/13/1991,Nam,Phòng 2,Thư ký,Công chức\n\
    ,Tổng cộng,,,,,\n";

#[tokio::test]
async fn a_list_of_people_is_recognised_mended_and_stored_once() {
    on_both(async |db| {
        let app = office(db.clone()).await;
        let me = console();
        let id = upload(&app, &me, PEOPLE).await;
        settle(&app, &me, &id).await;
        let found = review(&app, &me, &id).await;
        assert_eq!(
            (found.wrong, found.total, found.counts.new),
            (2, 4, 4),
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
        let seen = found.seen.clone();
        let refused = work::commit(&app, &caller(), &id, &seen, None)
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
        assert_eq!(work::mend(&app, &me, &id, 0, &mends).await.unwrap(), 2);
        work::rows_deed(&app, &me, &id, 0, &[6], RowDeed::LeaveOut)
            .await
            .unwrap();
        let found = review(&app, &me, &id).await;
        assert!(found.clean && found.total == 3, "{found:#?}");
        let before = db.version().await.unwrap();
        let by = caller();
        let (one, two) = tokio::join!(
            work::commit(&app, &by, &id, &found.seen, None),
            work::commit(&app, &by, &id, &found.seen, None),
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
        let file = thidua_store::attachment::bytes(&snapshot, &done.sha256.clone().unwrap())
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
        assert_eq!((again.counts.same, again.counts.new), (3, 1), "{again:#?}");
    })
    .await;
}

#[tokio::test]
async fn a_session_is_its_owners_and_survives_a_restart() {
    on_both(async |db| {
        let app = office(db.clone()).await;
        let me = officer("tinh-a", "an");
        let id = upload(&app, &me, PEOPLE).await;
        settle(&app, &me, &id).await;
        work::mend(
            &app,
            &me,
            &id,
            0,
            &[Mend {
                row: 5,
                column: "nhom".into(),
                text: "Công chức".into(),
            }],
        )
        .await
        .unwrap();
        let other = officer("tinh-a", "binh");
        for result in [
            work::review(&app, &other, &id, &AskReview::default())
                .await
                .map(drop),
            work::mapping(&app, &other, &id).await.map(drop),
            work::discard(&app, &other, &id).await,
            work::mend(&app, &other, &id, 0, &[]).await.map(drop),
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
        assert_eq!(found.wrong, 2);
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
async fn what_is_stored_already_is_kept_or_replaced_row_by_row() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        let stored = bundle(&[(
            "nhan-su",
            "Mã|Họ và tên|Mã cơ quan|Chức vụ
             nv-1|Nguyễn Văn An|tinh-a|Trưởng phòng
             nv-2|Lê Thị Bình|tinh-a|Phó Trưởng phòng",
        )]);
        take(&app, &stored, None).await;
        let text = "Mã,Họ và tên,Mã cơ quan,Chức vụ\nnv-1,Nguyễn Văn An,tinh-a,Phó Trưởng phòng\nnv-2,Lê Thị Bình,tinh-a,Trưởng phòng\nnv-3,Mới,tinh-a,\n";
        let id = upload(&app, &me, text).await;
        settle(&app, &me, &id).await;
        let found = review(&app, &me, &id).await;
        assert_eq!((found.unlike, found.undecided, found.wrong), (2, 2, 0), "{found:#?}");
        work::rows_deed(&app, &me, &id, 0, &[2], RowDeed::Decide(Decision::Keep)).await.unwrap();
        work::rows_deed(&app, &me, &id, 0, &[3], RowDeed::Decide(Decision::Take)).await.unwrap();
        let found = review(&app, &me, &id).await;
        assert!(found.clean && found.takes, "{found:#?}");
        let by = caller();
        let refused = work::commit(&app, &by, &id, &found.seen, None).await;
        assert!(matches!(refused, Err(AppError::Refused(_))), "a reason is needed");
        let unseen = work::commit(&app, &by, &id, "khác", Some("lý do")).await.unwrap();
        assert_eq!(unseen, Ended::Changed);
        let ended = work::commit(&app, &by, &id, &found.seen, Some("theo quyết định mới")).await.unwrap();
        assert_eq!(ended, Ended::Stored);
        let state = view(&app).await.state;
        let post = |code: &str| state.people[code].posts[0].post.clone().unwrap_or_default();
        assert_eq!((post("nv-1"), post("nv-2")), ("Trưởng phòng".to_owned(), "Trưởng phòng".to_owned()));
        assert!(state.people.contains_key("nv-3"));
    })
    .await;
}

#[tokio::test]
async fn a_wide_table_of_figures_becomes_long() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        let text = "KẾT QUẢ 8 THÁNG NĂM 2021\n\
            STT,Đơn vị,Việc,,,Tiền (triệu đồng),\n\
            ,,Tổng số thụ lý,Có điều kiện,Thi hành xong,Có điều kiện,Thi hành xong\n\
            1,Phòng 1,100,80,60,\"1.500\",300\n\
            2,Phòng 2,200,abc,90,900,100\n\
            ,Tổng cộng,300,230,150,2400,400\n";
        let id = upload(&app, &me, text).await;
        settle(&app, &me, &id).await;
        let found = review(&app, &me, &id).await;
        assert_eq!((found.wrong, found.total), (1, 2), "{found:#?}");
        let bad = found.rows[0]
            .cells
            .iter()
            .find(|cell| cell.state == "invalid")
            .unwrap();
        assert_eq!(
            (bad.to.as_str(), bad.text.as_str()),
            ("so:viec.co_dieu_kien", "abc")
        );
        work::mend(
            &app,
            &me,
            &id,
            0,
            &[Mend {
                row: 5,
                column: bad.to.clone(),
                text: "150".into(),
            }],
        )
        .await
        .unwrap();
        let found = review(&app, &me, &id).await;
        assert!(found.clean, "{found:#?}");
        assert_eq!(found.counts.new, 10);
        assert_eq!(
            work::commit(&app, &caller(), &id, &found.seen, None)
                .await
                .unwrap(),
            Ended::Stored
        );
        let balance =
            thidua_app::figures::balance(&view(&app).await, &crate::desk::ask("phong-1", 2021, 8))
                .unwrap();
        let value = |code: &str| balance.figures.get(code).cloned().unwrap_or_default();
        assert_eq!(
            (value("viec.xong"), value("tien.xong")),
            ("60".to_owned(), "300000000".to_owned())
        );
    })
    .await;
}

#[tokio::test]
async fn a_pasted_list_grows_and_its_headings_are_known() {
    on_both(async |db| {
        let app = office(db).await;
        let people = bundle(&[(
            "nhan-su",
            "Mã|Họ và tên|Mã cơ quan\nnv-1|Nguyễn Văn An|phong-1\nnv-2|Lê Thị Bình|phong-2",
        )]);
        take(&app, &people, None).await;
        let me = officer("tinh-a", "an");
        let id = work::blank(&app, &me, "khen-thuong").await.unwrap();
        let mut text = "STT\tHọ và tên\tDanh hiệu\tNăm\tSố QĐ\tNgày QĐ\tThứ lạ\n".to_owned();
        for row in 1..=30 {
            let (name, year) = if row % 2 == 0 {
                ("Nguyễn Văn An", 1990 + row)
            } else {
                ("Lê Thị Bình", 1990 + row)
            };
            text.push_str(&format!(
                "{row}\t{name}\tLao động tiên tiến\t{year}\t{row}/QĐ-THADS\t10/12/{year}\tx\n"
            ));
        }
        let pasted = work::paste(&app, &me, &id, &text, None).await.unwrap();
        assert_eq!(
            (pasted.rows, pasted.unknown),
            (30, vec!["Thứ lạ".to_owned()])
        );
        let found = review(&app, &me, &id).await;
        assert!(found.clean, "{found:#?}");
        assert_eq!((found.total, found.counts.new), (30, 30));
        let by = Caller {
            actor: me.clone(),
            name: "An".to_owned(),
            channel: "web",
        };
        assert_eq!(
            work::commit(&app, &by, &id, &found.seen, None)
                .await
                .unwrap(),
            Ended::Stored
        );
        let state = view(&app).await.state;
        assert_eq!(state.awards.len(), 30);
        let refused = work::mend(&app, &me, &id, 0, &[]).await;
        assert!(matches!(refused, Err(AppError::Refused(_))));
        assert!(matches!(
            work::blank(&app, &me, "co-quan").await,
            Err(AppError::NotFound)
        ));
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
        assert_eq!((found.wrong, found.total), (1, 2), "{found:#?}");
        assert_eq!(found.rows[0].number, 2);
        let by = Caller {
            actor: me,
            name: "An".to_owned(),
            channel: "web",
        };
        assert_eq!(
            work::commit(&app, &by, &id, &found.seen, None)
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
        assert_eq!(found.wrong, 2, "{found:#?}");
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
            let id = work::upload(&app, &me, &template.name, template.bytes)
                .await
                .unwrap();
            settle(&app, &me, &id).await;
            let found = review(&app, &me, &id).await;
            assert_eq!(
                (found.kind.as_str(), found.total, found.wrong),
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
            let refused = work::upload(&app, &me, name, bytes).await;
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

/// What a mend costs in a file of 10,000 rows: run with `--run-ignored all`, prints milliseconds.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures"]
async fn ten_thousand_rows_are_checked_again_after_each_mend() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        let mut text =
            "Mã,Họ và tên,Ngày sinh,Giới tính,Đơn vị,Chức vụ,Chức danh,Nhóm,Từ ngày\n".to_owned();
        for row in 1..=10_000 {
            let group = if row % 250 == 0 {
                "Nhóm lạ"
            } else {
                "Công chức"
            };
            text.push_str(&format!(
                "nv-{row},Nguyễn Văn Số {row},05/9/1985,Nam,Phòng 1,,Thư ký,{group},01/7/2025\n"
            ));
        }
        let clock = std::time::Instant::now();
        let mut told = Vec::new();
        let id = upload(&app, &me, &text).await;
        told.push(("tải lên", clock.elapsed()));
        settle(&app, &me, &id).await;
        let begun = clock.elapsed();
        assert_eq!(review(&app, &me, &id).await.wrong, 40);
        told.push(("kiểm tra", clock.elapsed() - begun));
        for row in [251_u32, 501, 751] {
            let begun = clock.elapsed();
            let mend = Mend {
                row,
                column: "nhom".into(),
                text: "Công chức".into(),
            };
            work::mend(&app, &me, &id, 0, &[mend]).await.unwrap();
            told.push(("sửa một ô", clock.elapsed() - begun));
            while work::standing(&app, &me, &id, 0, &[row])
                .await
                .unwrap()
                .checking
            {}
            told.push(("sửa một ô và kiểm tra lại", clock.elapsed() - begun));
        }
        work::replace(&app, &me, &id, 0, "nhom", ("Nhóm lạ", "Công chức"))
            .await
            .unwrap();
        let found = review(&app, &me, &id).await;
        assert!(found.clean);
        let begun = clock.elapsed();
        work::commit(&app, &caller(), &id, &found.seen, None)
            .await
            .unwrap();
        told.push(("lưu", clock.elapsed() - begun));
        eprintln!("{told:#?}");
    })
    .await;
}
