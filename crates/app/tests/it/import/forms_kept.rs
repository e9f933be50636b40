//! Readings of forms that are kept: taken over by the next month, seen, changed, forgotten; lists in text documents.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use super::forms::{FOUR, commit, confirm, form, province, sent};
use super::*;
use thidua_store::testing::on_both;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn keep(name: &'static str) -> impl Fn(&mut SheetForm) {
    move |input| {
        input.form.keeps = true;
        input.form.keep = name.to_owned();
    }
}

#[tokio::test]
async fn the_next_month_of_a_kept_layout_is_understood_at_once() {
    on_both(async |db| {
        let app = province(db).await;
        let me = console();
        let id = sent(&app, "Biểu 04.csv", FOUR).await;
        assert!(confirm(&app, &id, keep("Biểu 04 của tỉnh")).await.unwrap());
        work::answer(&app, &me, &id, (0, 16), ("ten", "Phạm Tiến Dũng"))
            .await
            .unwrap();
        commit(&app, &id).await;
        let next = FOUR
            .replace("31/3/2026", "30/4/2026")
            .replace(",60,20,40,", ",62,20,42,");
        let id = sent(&app, "Biểu 04 tháng 4.csv", &next).await;
        let listed = work::list(&app, &me).await.unwrap();
        let session = listed.iter().find(|session| session.id == id).unwrap();
        assert!(session.settled && session.asks == 0, "{session:?}");
        let shown = form(&app, &id).await;
        assert!(shown.kept);
        assert_eq!(shown.rows[6].who, "Phạm Tiến Dũng");
        let found = review(&app, &me, &id).await;
        let month = found
            .constants
            .iter()
            .find(|(label, _)| label.contains("Tháng"))
            .unwrap();
        assert!(month.1.contains('7'), "{:?}", found.constants);
        // Another layout may not take the name.
        let other = FOUR.replace("Số chuyển kỳ sau", "Chuyển kỳ sau");
        let id = sent(&app, "khác.csv", &other).await;
        assert!(!form(&app, &id).await.kept);
        let refused = confirm(&app, &id, keep("Biểu 04 của tỉnh"))
            .await
            .unwrap_err();
        assert!(refused.to_string().contains("bố cục khác"), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn a_kept_reading_is_seen_changed_and_forgotten() {
    on_both(async |db| {
        let app = province(db).await;
        let me = console();
        let id = sent(&app, "Biểu 04.csv", FOUR).await;
        assert!(confirm(&app, &id, keep("Biểu 04")).await.unwrap());
        work::answer(&app, &me, &id, (0, 16), ("bo", ""))
            .await
            .unwrap();
        let all = work::kept_mappings(&app, &me).await.unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(
            (all[0].name.as_str(), all[0].reads.as_str()),
            ("Biểu 04", "Biểu thống kê 04")
        );
        let other = officer("phong-1", "nguoi-khac");
        assert!(work::kept_mappings(&app, &other).await.unwrap().is_empty());
        assert!(work::kept_mapping(&app, &other, &all[0].id).await.is_err());
        let page = work::kept_mapping(&app, &me, &all[0].id).await.unwrap();
        assert_eq!(page.sheets[0].columns[8].to, "so:viec.chuyen_ky_sau");
        assert_eq!(
            (page.names[0].label.as_str(), page.names[0].says.as_str()),
            ("Đỗ Văn Lạ", "Bỏ qua")
        );
        let to =
            |at: usize, code: &str| BTreeMap::from([((0, at), (code.to_owned(), String::new()))]);
        let none = BTreeSet::new();
        let twice =
            work::change_mapping(&app, &me, &all[0].id, &to(8, "so:viec.xong"), &none).await;
        assert!(twice.is_err());
        let odd = work::change_mapping(&app, &me, &all[0].id, &to(8, "so:x"), &none).await;
        assert!(odd.is_err());
        let forgotten = BTreeSet::from([page.names[0].key.clone()]);
        work::change_mapping(&app, &me, &all[0].id, &to(8, ""), &forgotten)
            .await
            .unwrap();
        let id = sent(&app, "Biểu 04.csv", FOUR).await;
        let mapping = work::mapping(&app, &me, &id).await.unwrap();
        assert_eq!(mapping.sheets[0].columns[8].to, "");
        assert_eq!(form(&app, &id).await.asked, 1, "the answer was forgotten");
        assert!(
            work::forget_mapping(&app, &other, &all[0].id)
                .await
                .is_err()
        );
        work::forget_mapping(&app, &me, &all[0].id).await.unwrap();
        assert!(work::kept_mappings(&app, &me).await.unwrap().is_empty());
    })
    .await;
}

/// A document with a letterhead, a title and one table.
fn document(title: &str, rows: &[&[&str]]) -> Vec<u8> {
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |cells: &&[&str]| {
        format!(
            "<w:tr>{}</w:tr>",
            cells.iter().map(cell).collect::<String>()
        )
    };
    let table = |rows: &[&[&str]]| {
        format!(
            "<w:tbl>{}</w:tbl>",
            rows.iter().map(row).collect::<String>()
        )
    };
    let body = table(&[&["THADS TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]])
        + &p(title)
        + &table(rows);
    let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(text.as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}

#[tokio::test]
async fn an_old_award_list_in_word_is_taken_in_and_its_rows_lead_back_to_it() {
    on_both(async |db| {
        let app = province(db).await;
        let me = console();
        let bytes = document(
            "DANH SÁCH CÁ NHÂN ĐƯỢC KHEN THƯỞNG NĂM 2019",
            &[
                &[
                    "TT",
                    "Họ và tên",
                    "Đơn vị",
                    "Danh hiệu",
                    "Năm",
                    "Số QĐ",
                    "Ngày QĐ",
                ],
                &[
                    "1",
                    "Nguyễn Văn An",
                    "Phòng 1",
                    "Lao động tiên tiến",
                    "2019",
                    "15/QĐ-THADS",
                    "10/12/2019",
                ],
            ],
        );
        let id = work::upload(&app, &me, vec![("cũ.docx".to_owned(), bytes)])
            .await
            .unwrap();
        let mapping = work::mapping(&app, &me, &id).await.unwrap();
        let kinds: Vec<Option<&str>> = mapping
            .sheets
            .iter()
            .map(|sheet| sheet.kind.as_deref())
            .collect();
        assert_eq!(kinds, [None, Some("khen-thuong")]);
        assert_eq!(
            mapping.sheets[1].caption,
            "DANH SÁCH CÁ NHÂN ĐƯỢC KHEN THƯỞNG NĂM 2019"
        );
        settle(&app, &me, &id).await;
        let found = review(&app, &me, &id).await;
        assert_eq!((found.total, found.counts.wrong), (1, 0), "{found:#?}");
        assert!(found.clean, "{found:#?}");
    })
    .await;
}

#[tokio::test]
async fn a_form_in_word_is_read_like_a_sheet() {
    on_both(async |db| {
        let app = province(db).await;
        let bytes = document(
            "Biểu số 04. Kết quả 6 tháng năm 2026. Đơn vị tính: việc",
            &[
                &[
                    "Tên đơn vị",
                    "Phải thi hành",
                    "Có điều kiện",
                    "Thi hành xong",
                ],
                &["A", "1", "2", "3"],
                &["Tổng số", "60", "45", "30"],
                &["Phòng 1", "20", "15", "10"],
                &["Phòng 2", "40", "30", "20"],
            ],
        );
        let me = console();
        let id = work::upload(&app, &me, vec![("b04.docx".to_owned(), bytes)])
            .await
            .unwrap();
        let mapping = work::mapping(&app, &me, &id).await.unwrap();
        let form = mapping.sheets[1].form.as_ref().unwrap();
        assert_eq!((form.number.as_str(), form.rows.len()), ("04", 3));
        let month = mapping.sheets[1]
            .constants
            .iter()
            .find(|one| one.id == "thang_luy_ke");
        assert_eq!(month.map(|one| one.value.as_str()), Some("6"));
    })
    .await;
}
