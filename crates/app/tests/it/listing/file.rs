//! A list as a file: which rows it holds, how its paper reads.

use super::*;

#[tokio::test]
async fn a_file_holds_the_rows_shown_or_chosen() {
    on_both(async |db| {
        let view = world(db).await;
        let letter = |form| Letter {
            agency: Some("tinh-a".to_owned()),
            form,
        };
        for which in [
            people(),
            register(None),
            Which::Goals(None, 2026),
            Which::Documents,
            Which::Clusters(2026),
            Which::Agencies(date(2026, 11, 22)),
            Which::Months(ask("cuc", 2026, 10)),
        ] {
            let source = which.open(&view, true).unwrap();
            let shown = find(source.as_ref(), &Ask::default()).rows.len();
            for form in [Form::Xlsx, Form::Docx, Form::Pdf] {
                let written = print(&view, source.as_ref(), &Ask::default(), &letter(form));
                match written {
                    Ok(written) => assert_eq!(written.rows, shown),
                    Err(AppError::Refused(_)) if shown == 0 => {}
                    Err(error) => panic!("{which:?} {form:?}: {error:?}"),
                }
            }
        }
        let which = people();
        let source = which.open(&view, true).unwrap();
        let chosen = Ask {
            chosen: Some(BTreeSet::from([
                "nv-2".to_owned(),
                "nv-4".to_owned(),
                "la".to_owned(),
            ])),
            ..Ask::default()
        };
        let written = print(&view, source.as_ref(), &chosen, &letter(Form::Xlsx)).unwrap();
        assert_eq!(written.rows, 2);
        // What may be read but not printed does not leave: an employee who heads another agency.
        let mut mixed = seen_by(&view, Role::Employee, "tinh-b", None);
        mixed
            .actor
            .grants
            .extend(seen_by(&view, Role::Head, "tinh-a", None).actor.grants);
        let all = register(None);
        let leaving = all.open(&mixed, true).unwrap();
        assert_eq!(
            (all.open(&mixed, false).unwrap().len(), leaving.len()),
            (4, 3)
        );
    })
    .await;
}

#[tokio::test]
async fn the_paper_reads_as_officers_write_lists() {
    on_both(async |db| {
        let view = world(db).await;
        let which = people();
        let source = which.open(&view, true).unwrap();
        let asked = Ask {
            state: Some("dang-cong-tac".to_owned()),
            values: vec![("nhom".to_owned(), "cong_chuc".to_owned())],
            columns: vec!["co-quan".to_owned()],
            ..Ask::default()
        };
        let letter = Letter {
            agency: Some("tinh-a".to_owned()),
            form: Form::Pdf,
        };
        let paper = document(&view, source.as_ref(), &asked, &letter).unwrap();
        let head = &paper.letterhead;
        assert_eq!(
            head.superior.as_deref(),
            Some("Cục Quản lý Thi hành án dân sự")
        );
        assert_eq!(head.issuer, ["Thi hành án dân sự tỉnh An Giang"]);
        assert_eq!(
            (
                paper.kind.as_deref(),
                paper.subject.as_str(),
                paper.landscape
            ),
            (Some("Danh sách"), "Nhân sự", false)
        );
        let [
            Block::Paragraph(said),
            Block::Table(table),
            Block::Paragraph(counted),
        ] = paper.blocks.as_slice()
        else {
            panic!("{:?}", paper.blocks)
        };
        assert_eq!(
            said.words(),
            "(Tình trạng: đang công tác; nhóm: Công chức; xếp theo họ và tên.)"
        );
        let heads: Vec<&str> = table.header[0]
            .iter()
            .map(|head| head.text.as_str())
            .collect();
        assert_eq!(heads, ["STT", "Họ và tên", "Cơ quan"]);
        let names: Vec<Vec<&str>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect())
            .collect();
        assert_eq!(
            names,
            [
                ["1", "Trần Thị Ánh", "Thi hành án dân sự tỉnh An Giang"],
                ["2", "Đỗ Thị Ân", "Thi hành án dân sự tỉnh Bắc Ninh"],
            ]
        );
        assert_eq!(counted.words(), "Danh sách này có 02 người.");
        let signing: Vec<&str> = paper
            .signatures
            .iter()
            .flat_map(|signature| signature.capacity.iter().map(String::as_str))
            .collect();
        assert_eq!(
            signing,
            ["Người lập danh sách", "Trưởng Thi hành án dân sự"]
        );
        let wide = document(
            &view,
            source.as_ref(),
            &Ask {
                columns: [
                    "co-quan",
                    "chuc-vu",
                    "chuc-danh",
                    "nhom",
                    "ngay-sinh",
                    "tu-ngay",
                    "tinh-trang",
                ]
                .map(str::to_owned)
                .to_vec(),
                ..Ask::default()
            },
            &letter,
        );
        assert!(wide.unwrap().landscape);
    })
    .await;
}
