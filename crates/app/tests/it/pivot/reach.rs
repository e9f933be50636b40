//! Whom a table may name, what it refuses to count, what leaves in a file.

use super::*;

#[tokio::test]
async fn who_received_twice_is_one_and_persons_need_reach() {
    on_both(async |db| {
        let view = world(db).await;
        let ask = wanted(
            of("khen-thuong"),
            "gioi-tinh",
            "nhom-doi-tuong",
            "khac-nhau",
        );
        let found = pivot(&view, &ask, false).unwrap();
        assert_eq!(
            found.total.value.as_deref(),
            Some("3"),
            "nv-1, nv-2 twice, nv-4"
        );
        assert_eq!(found.total.untold, 4, "counts without names name nobody");
        let women = found.rows.iter().find(|row| row.label == "Nữ").unwrap();
        assert_eq!(
            (women.total.rows, women.total.value.as_deref()),
            (2, Some("1"))
        );
        // Who reads awards and not people counts nobody by sex, neither here nor in the list.
        let employee = seen_by(&view, Role::Employee, "tinh-a");
        assert!(matches!(
            pivot(&employee, &ask, false),
            Err(AppError::Refused(_))
        ));
        let by_year = wanted(of("khen-thuong"), "khen-thuong", "nam-thanh-tich", "dong");
        let open = pivot(&employee, &by_year, false).unwrap();
        assert!(open.choices.iter().all(|(id, _)| *id != "gioi-tinh"));
        let mut narrowed = by_year.clone();
        narrowed.list.values = vec![("gioi-tinh".to_owned(), "nu".to_owned())];
        let same = pivot(&employee, &narrowed, false).unwrap();
        assert_eq!(
            same.total, open.total,
            "the address asks for what is not told"
        );
        let head = seen_by(&view, Role::Head, "tinh-a");
        let own = pivot(&head, &ask, false).unwrap();
        assert_eq!(own.total.value.as_deref(), Some("2"));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_counted_is_told_at_once_and_foreign_agencies_are_not_there() {
    on_both(async |db| {
        let view = world(db).await;
        let wrong = wanted(of("khen-thuong"), "mau-sac", "ghi-chu", "chieu-cao");
        let Err(AppError::Refused(said)) = pivot(&view, &wrong, false) else {
            panic!("counted by nothing");
        };
        for name in ["mau-sac", "ghi-chu", "chieu-cao"] {
            assert!(said.contains(name), "{said}");
        }
        let same = wanted(of("khen-thuong"), "loai", "loai", "dong");
        assert!(matches!(
            pivot(&view, &same, false),
            Err(AppError::Refused(_))
        ));
        let officer = seen_by(&view, Role::Officer, "tinh-a");
        let foreign = AskPivot {
            within: Some("tinh-b".to_owned()),
            ..wanted(of("khen-thuong"), "loai", "co-quan", "dong")
        };
        assert!(matches!(
            pivot(&officer, &foreign, false),
            Err(AppError::NotFound)
        ));
        let own = wanted(of("khen-thuong"), "co-quan", "loai", "dong");
        let told = format!("{:?}", pivot(&officer, &own, false).unwrap());
        assert!(
            told.contains("An Giang") && !told.contains("Bắc Ninh"),
            "{told}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_files_hold_the_whole_table_and_only_what_may_leave() {
    on_both(async |db| {
        let view = world(db).await;
        let ask = wanted(of("khen-thuong"), "khen-thuong", "loai", "so-luong");
        for form in [Form::Xlsx, Form::Docx, Form::Pdf] {
            let letter = Letter {
                agency: Some("tinh-a".to_owned()),
                form,
            };
            let printed = print(&view, &ask, &letter).unwrap();
            assert!(printed.bytes.len() > 2_000, "{}", printed.name);
            let employee = seen_by(&view, Role::Employee, "tinh-a");
            let none = print(&employee, &ask, &letter);
            assert!(
                matches!(none, Err(AppError::Refused(_))),
                "nothing of it may leave"
            );
        }
        let nothing = AskPivot {
            year: Some(1999),
            ..ask
        };
        let letter = Letter {
            agency: None,
            form: Form::Xlsx,
        };
        assert!(matches!(
            print(&view, &nothing, &letter),
            Err(AppError::Refused(_))
        ));
    })
    .await;
}
