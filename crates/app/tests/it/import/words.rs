//! Faults in the words of the user's own file: its headings, its cells, its worksheets; and counts that add up.

use thidua_app::bundle::work::{Ended, RowDeed};
use thidua_files::sheet::{Book, Column, Kind, Row, Sheet, Value, write};
use thidua_store::testing::on_both;

use super::*;
use crate::desk::view;

/// A workbook of worksheets of texts, as an office writes it.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let sheets = sheets.iter().map(|(name, rows)| {
        let (head, body) = rows.split_first().unwrap();
        let row = |cells: &&[&str]| {
            let cells = cells.iter().map(|text| match *text {
                "" => Value::Empty,
                text => Value::Text(text.to_owned()),
            });
            Row::from(cells.collect::<Vec<_>>())
        };
        Sheet {
            name: (*name).to_owned(),
            columns: head
                .iter()
                .map(|name| Column::new(*name, 16, Kind::Text))
                .collect(),
            rows: body.iter().map(row).collect(),
            ..Sheet::default()
        }
    });
    write(&Book {
        title: "t".to_owned(),
        sheets: sheets.collect(),
    })
    .unwrap()
}

async fn sent(app: &Arc<App>, me: &Actor, files: Vec<(&str, Vec<u8>)>) -> String {
    let files = files
        .into_iter()
        .map(|(name, bytes)| (name.to_owned(), bytes));
    let id = work::upload(app, me, files.collect()).await.unwrap();
    settle(app, me, &id).await;
    id
}

#[tokio::test]
async fn a_fault_names_the_heading_and_the_cell_of_the_file() {
    on_both(async |db| {
        let app = office(db).await;
        let people = "Mã|Họ và tên|Mã cơ quan\nnv-1|Nguyễn Văn An|phong-1";
        take(&app, &bundle(&[("nhan-su", people)]), None).await;
        let me = console();
        let text = "STT,Người được khen,Đơn vị,Danh hiệu thi đua,Năm,Số QĐ\n1,Nguyễn Văn An,Phòng 1,,2019,1/QĐ\n2,Nguyễn Văn An,Phòng 1,Lao động tiên tiến,2020,2/QĐ\n3,Người Lạ,Phòng 9,Lao động tiên tiến,2020,3/QĐ\n";
        let id = sent(&app, &me, vec![("khen.csv", text.replace("Người được khen,", "Họ và tên,").into_bytes())]).await;
        let found = review(&app, &me, &id).await;
        let column = found.columns.iter().find(|column| column.to == "ma_khen_thuong").unwrap();
        assert_eq!((column.letters.as_str(), column.heading.as_str()), ("D", "Danh hiệu thi đua"));
        let cell = found.rows[0].cells.iter().find(|cell| cell.state == "invalid").unwrap();
        assert_eq!((cell.at.as_str(), cell.reason.as_str()), ("D2", "Ô «Danh hiệu thi đua» còn trống."));
        assert_eq!(found.list[0], "Dòng 2, cột D «Danh hiệu thi đua»: Ô «Danh hiệu thi đua» còn trống. Điền vào ô này, hoặc bỏ dòng.");
        let told = found.list.iter().find(|line| line.starts_with("Dòng 4, cột C «Đơn vị»: Chưa có cơ quan tên «Phòng 9».")); 
        assert!(told.is_some(), "{:#?}", found.list);
        // Each row once: one can be stored, two must be mended.
        assert_eq!((found.counts.new, found.counts.wrong, found.total), (1, 2, 3));
        work::rows_deed(&app, &me, &id, 0, &[4], RowDeed::LeaveOut).await.unwrap();
        let found = review(&app, &me, &id).await;
        assert_eq!((found.counts.new, found.counts.wrong, found.total, found.out), (1, 1, 2, 1));
        let bundle_words = ["Mã khen thưởng", "Mã đối tượng"];
        let text = serde_json::to_string(&found.list).unwrap();
        assert!(bundle_words.iter().all(|word| !text.contains(word)), "{text}");
    })
    .await;
}

#[tokio::test]
async fn worksheets_and_files_of_one_kind_are_taken_in_together() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        let head: &[&str] = &["STT", "Họ và tên", "Năm sinh"];
        let one = workbook(&[
            (
                "Phòng 1",
                &[
                    head,
                    &["1", "Nguyễn Văn An", "1985"],
                    &["2", "Lê Thị Bình", "1990"],
                ],
            ),
            ("Phòng 2", &[head, &["1", "Trần Văn Cường", "1991"]]),
        ]);
        let two = "Họ và tên,Năm sinh,Đơn vị\nĐỗ Thị Em,1992,Phòng 1\nNguyễn Văn An,1985,Phòng 1\n";
        let id = sent(
            &app,
            &me,
            vec![("các phòng.xlsx", one), ("bổ sung.csv", two.into())],
        )
        .await;
        let mapping = work::mapping(&app, &me, &id).await.unwrap();
        assert!(
            mapping.notes[0].contains("Có 3 trang tính cùng là «Nhân sự»"),
            "{:?}",
            mapping.notes
        );
        let names: Vec<&str> = mapping
            .sheets
            .iter()
            .map(|sheet| sheet.name.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "các phòng.xlsx – Phòng 1",
                "các phòng.xlsx – Phòng 2",
                "bổ sung.csv"
            ]
        );
        let found = review(&app, &me, &id).await;
        assert!(found.clean, "{found:#?}");
        // One person told in two files is one person.
        assert_eq!(
            (found.counts.new, found.counts.same, found.total),
            (4, 1, 5)
        );
        let ended = work::commit(&app, &caller(), &id, seen(&found), None)
            .await
            .unwrap();
        assert_eq!(ended, Ended::Stored);
        let state = view(&app).await.state;
        assert_eq!(
            state.people["tran-van-cuong"].posts[0].agency, "phong-2",
            "named by its worksheet"
        );
        let done = work::done(&app, &me, &id).await.unwrap().unwrap();
        let files: Vec<&str> = done.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(files, ["các phòng.xlsx", "bổ sung.csv"]);
        let kind = thidua_app::record::kind("nhan-su").unwrap().def;
        let key = thidua_app::record::key_of(kind, "tran-van-cuong", None);
        let cuong = thidua_app::record::history(&app, &view(&app).await, "nhan-su", &key).await;
        let place = cuong.unwrap().lines[0].place.clone();
        assert_eq!(
            place.as_deref(),
            Some("tệp «các phòng.xlsx», trang tính «Phòng 2», dòng 2")
        );
    })
    .await;
}

#[tokio::test]
async fn a_number_leads_back_to_its_cell() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        let book = workbook(&[(
            "8 tháng năm 2021",
            &[
                &[
                    "STT",
                    "Đơn vị",
                    "Việc có điều kiện",
                    "Việc thi hành xong",
                    "Năm",
                    "Lũy kế tháng",
                ],
                &["1", "Phòng 1", "80", "60", "2021", "8"],
                &["2", "Phòng 2", "90", "70", "2021", "8"],
            ],
        )]);
        let id = sent(&app, &me, vec![("biểu.xlsx", book)]).await;
        mend_all(&app, &me, &id, &[mend(3, "so:viec.xong", "71")]).await;
        let found = review(&app, &me, &id).await;
        assert_eq!(
            work::commit(&app, &caller(), &id, seen(&found), None)
                .await
                .unwrap(),
            Ended::Stored
        );
        let now = view(&app).await;
        let place = async |agency: &str, code: &str| {
            let balance =
                thidua_app::figures::balance(&now, &crate::desk::ask(agency, 2021, 8)).unwrap();
            assert!(balance.figures.contains_key(code));
            let key = format!("{agency}|2021|8");
            let snapshot = app.db().read().await.unwrap();
            let filter = thidua_store::figures::Filter {
                agency: Some(agency.to_owned()),
                ..Default::default()
            };
            let stored = thidua_store::figures::all_current(&snapshot, &filter)
                .await
                .unwrap();
            let sheet = stored.first().unwrap_or_else(|| panic!("{key}"));
            let history = thidua_app::figures::history(&app, &now, &sheet.key.key, code)
                .await
                .unwrap();
            history.revisions[0].place.clone()
        };
        let file = "tệp «biểu.xlsx», trang tính «8 tháng năm 2021»";
        assert_eq!(place("phong-1", "viec.xong").await, format!("{file}, ô D2"));
        assert_eq!(
            place("phong-1", "viec.co_dieu_kien").await,
            format!("{file}, ô C2")
        );
        assert_eq!(
            place("phong-2", "viec.xong").await,
            format!("{file}, ô D3 (sửa khi nhập)")
        );
    })
    .await;
}

#[tokio::test]
async fn a_page_that_others_have_overtaken_stores_nothing() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        let id = sent(
            &app,
            &me,
            vec![("a.csv", "Mã,Họ và tên,Đơn vị\nnv-1,An,Phòng 1\n".into())],
        )
        .await;
        let shown = review(&app, &me, &id).await;
        assert!(shown.clean);
        // Another window of the same user.
        mend_all(&app, &me, &id, &[mend(2, "ho_va_ten", "Bình")]).await;
        let ended = work::commit(&app, &caller(), &id, seen(&shown), None)
            .await
            .unwrap();
        assert_eq!(ended, Ended::Moved);
        let back = [mend(2, "ho_va_ten", "An")];
        let stale = work::mend(&app, &me, &id, 0, (&back, Some(shown.version))).await;
        assert!(
            matches!(stale, Err(thidua_app::AppError::Stale)),
            "{stale:?}"
        );
        let shown = review(&app, &me, &id).await;
        assert_eq!(
            work::commit(&app, &caller(), &id, seen(&shown), None)
                .await
                .unwrap(),
            Ended::Stored
        );
        assert_eq!(view(&app).await.state.people["nv-1"].name(), "Bình");
    })
    .await;
}
