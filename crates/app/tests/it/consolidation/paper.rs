//! The list of registrations in print, and what was registered beside what was given.

use super::*;

#[tokio::test]
async fn the_paper_has_collectives_people_initiatives_and_sums() {
    on_both(async |db| {
        let (app, console) = office(db).await;
        let province = officer(&console, "tinh-a");
        many(&app, &province, "phong-1", "tt_ldtt", &["phong-1"]).await;
        many(&app, &province, "phong-1", "ldtt", &["nv-1", "nv-2"]).await;
        many(&app, &province, "phong-1", "gk", &["nv-1"]).await;
        let wish = Wish {
            year: 2027,
            subject: "nv-3".to_owned(),
            award: Some("cstdcs".to_owned()),
            initiatives: Some("Sổ theo dõi án tồn\nMẫu biên bản chung".to_owned()),
        };
        registration::send(&app, &province, &wish).await.unwrap();
        let asked = AskPaper {
            agency: "tinh-a".to_owned(),
            year: 2027,
            issue: Issue::default(),
        };
        let view = view(&app).await;
        let paper = registration::document(&view, &asked).unwrap();
        let text = format!("{paper:?}");
        for says in [
            "Nguyễn Văn An",
            "\"Ông\"",
            "\"Bà\"",
            "Trưởng phòng",
            "Tổ nghiệp vụ",
            "Mẫu biên bản chung",
            "01 tập thể, 03 cá nhân",
            "đơn vị chưa gửi tổng hợp",
        ] {
            assert!(text.contains(says), "{says}");
        }
        for form in [Form::Docx, Form::Pdf, Form::Xlsx] {
            let what = What::Registration(asked.clone());
            assert!(!print(&view, &what, form).unwrap().bytes.is_empty());
        }
        let empty = AskPaper {
            year: 2026,
            ..asked.clone()
        };
        let none = registration::document(&view, &empty);
        assert!(matches!(none, Err(AppError::Refused(_))), "{none:?}");
        // What waits for the unit is not printed, and that is told.
        let mut own = as_user(&console, Role::Employee, "phong-1").actor;
        own.person = Some("nv-2".to_owned());
        let high = Wish {
            year: 2027,
            subject: "nv-2".to_owned(),
            award: Some("cstdcs".to_owned()),
            initiatives: None,
        };
        registration::send(&app, &by(&own), &high).await.unwrap();
        let paper = registration::document(&crate::desk::view(&app).await, &asked).unwrap();
        assert!(
            paper
                .marks
                .notices
                .iter()
                .any(|told| told.contains("chờ ghi nhận"))
        );
        let view = crate::desk::view(&app).await;
        let rows = registration::registrations(&view, &years("phong-1", 2027, 2027)).unwrap();
        let waits = rows.rows.iter().find(|row| row.status == "da_gui").unwrap();
        let keys = [waits.key.clone()];
        registration::answer(&app, &province, &keys, &Reply::Accept)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_was_registered_stands_beside_what_was_given() {
    on_both(async |db| {
        let (app, console) = office(db).await;
        let province = officer(&console, "tinh-a");
        many(&app, &province, "phong-1", "ldtt", &["nv-1", "nv-2"]).await;
        many(&app, &province, "phong-2", "ldtt", &["nv-3"]).await;
        let rows = bundle(&[(
            "khen-thuong",
            &[
                "Mã cơ quan;Mã đối tượng;Đối tượng;Mã khen thưởng;Năm thành tích",
                "phong-1;nv-1;ca_nhan;ldtt;2027",
                "phong-1;nv-1;ca_nhan;cstdcs;2027",
            ],
        )]);
        assert!(errors(&take(&app, &rows, None).await).is_empty());
        let ask = |unit: Option<&str>, outcome: Option<&str>| AskCompared {
            agency: "tinh-a".to_owned(),
            year: 2027,
            unit: unit.map(str::to_owned),
            award: None,
            outcome: outcome.map(str::to_owned),
        };
        let view = view(&app).await;
        let found = registration::compared(&view, &ask(None, None)).unwrap();
        let told: Vec<_> = found
            .units
            .iter()
            .map(|unit| {
                (
                    unit.agency.as_str(),
                    unit.registered,
                    unit.reached,
                    unit.not_reached,
                    unit.open,
                )
            })
            .collect();
        // Of an office that told no award of the year nothing is said.
        assert_eq!(told, [("phong-1", 2, 1, 1, 0), ("phong-2", 1, 0, 0, 1)]);
        assert_eq!(
            (found.awards[0].registered, found.awards[0].reached),
            (3, 1)
        );
        let [more] = found.unregistered.as_slice() else {
            panic!("{:?}", found.unregistered);
        };
        assert_eq!(more.subject, "nv-1");
        let named =
            registration::compared(&view, &ask(Some("phong-1"), Some("khong_dat"))).unwrap();
        let names: Vec<_> = named
            .rows
            .iter()
            .filter_map(|row| row.subject.as_deref())
            .collect();
        assert_eq!(names, ["nv-2"]);
        let foreign = as_user(&console, Role::Officer, "tinh-b");
        let foreign = View {
            actor: foreign.actor,
            ..view.clone()
        };
        assert!(matches!(
            registration::compared(&foreign, &ask(None, None)),
            Err(AppError::NotFound)
        ));
    })
    .await;
}
