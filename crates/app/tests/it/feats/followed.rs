//! The way of an exemplar, and those who follow it.

use super::*;

const FIGURES: &[&str] = &[
    "Mã cơ quan;Năm công tác;Tháng lũy kế;Mã số liệu;Giá trị;Đơn vị tính",
    "giong-trom;2022;12;viec.ty_le;86,10;%",
    "thanh-phu;2022;12;viec.ty_le;82,00;%",
    "giong-trom;2023;12;viec.ty_le;86,50;%",
    "thanh-phu;2023;12;viec.ty_le;86,50;%",
    "giong-trom;2024;8;viec.ty_le;60,00;%",
    "thanh-phu;2024;8;viec.ty_le;61,25;%",
];

#[tokio::test]
async fn an_exemplar_goes_its_way_and_is_overtaken() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        people(&app).await;
        let rows = bundle(&[("so-lieu", FIGURES)]);
        let found = take(&app, &rows, None).await;
        assert!(errors(&found).is_empty(), "{:?}", found.faults);
        let console = view(&app).await;
        let an = as_person(&console, Role::Employee, "quan-1", "nv-1");
        let head = as_person(&console, Role::Head, "quan-1", "nv-2");
        let other = as_user(&console, Role::Officer, "thanh-phu").actor;
        let told = typed(&[
            ("ma_doi_tuong", "nv-2"),
            ("ly_do", "Vận động giỏi, 9 vụ tự nguyện"),
        ]);
        let code = exemplar::propose(&app, &by(&an), &told).await.unwrap();
        refused(
            exemplar::propose(&app, &by(&an), &told).await,
            "đã được đề xuất",
        );
        let foreign = typed(&[("ma_doi_tuong", "giong-trom"), ("ly_do", "Tốt")]);
        let found = exemplar::propose(&app, &by(&an), &foreign).await;
        assert!(matches!(found, Err(AppError::NotFound)), "{found:?}");
        let step = typed(&[("buoc", "xay_dung"), ("ke_hoach", "Kèm cặp đến cuối năm")]);
        refused(
            exemplar::step(&app, &by(&head), &code, &step).await,
            "chính mình",
        );
        let found = exemplar::step(&app, &by(&an), &code, &step).await;
        assert!(matches!(found, Err(AppError::NotFound)), "{found:?}");
        let officer = as_user(&console, Role::Officer, "quan-1").actor;
        exemplar::step(&app, &by(&officer), &code, &step)
            .await
            .unwrap();
        let bare = typed(&[("buoc", "khong_chon")]);
        refused(
            exemplar::step(&app, &by(&officer), &code, &bare).await,
            "nêu lý do",
        );
        let hidden = exemplar::one(&at(&app, &other).await, &code, "viec");
        assert!(
            matches!(hidden, Err(AppError::NotFound)),
            "not spread yet: others do not see it"
        );
        let steps = [
            typed(&[
                ("buoc", "cong_nhan"),
                ("cap", "co_so"),
                ("van_ban", "05/QĐ-X"),
            ]),
            typed(&[("buoc", "nhan_rong"), ("noi_dung", "Nhân rộng toàn tỉnh")]),
        ];
        for told in &steps {
            exemplar::step(&app, &by(&officer), &code, told)
                .await
                .unwrap();
        }
        let one = exemplar::one(&at(&app, &other).await, &code, "viec").unwrap();
        let way: Vec<&str> = one.steps.iter().map(|step| step.step.as_str()).collect();
        assert_eq!(way, ["phat_hien", "xay_dung", "cong_nhan", "nhan_rong"]);
        assert_eq!(one.row.document.as_deref(), Some("05/QĐ-X"));
        assert!(one.comparison.unwrap().why.unwrap().contains("cá nhân"));
        // A follower of the exemplar of Bến Tre, year by year.
        let follow = typed(&[("ma_co_quan", "thanh-phu"), ("tu_ngay", "01/10/2022")]);
        let model = "dh-giong-trom-2022";
        let found = exemplar::follow(&app, &by(&other), model, &follow).await;
        assert!(
            matches!(found, Err(AppError::NotFound)),
            "not open to it yet: {found:?}"
        );
        let above = as_user(&console, Role::Officer, "ben-tre").actor;
        exemplar::follow(&app, &by(&above), model, &follow)
            .await
            .unwrap();
        refused(
            exemplar::follow(&app, &by(&above), model, &follow).await,
            "đang học tập",
        );
        let seen = exemplar::one(&at(&app, &other).await, model, "viec").unwrap();
        let compared = seen.comparison.unwrap();
        let line = &compared.followers[0];
        let of = |year: i16| line.years.iter().find(|cell| cell.year == year).unwrap();
        assert_eq!(
            (of(2022).gap.as_deref(), of(2022).place),
            (Some("-4,10"), Some("hoc_tap"))
        );
        assert_eq!(
            (of(2023).place, of(2023).trend),
            (Some("bat_kip"), Some("gan_hon"))
        );
        assert_eq!(
            (of(2024).gap.as_deref(), of(2024).place),
            (Some("+1,25"), Some("vuot_qua"))
        );
        let months: Vec<_> = compared
            .years
            .iter()
            .filter(|year| year.year == 2024)
            .map(|year| year.month)
            .collect();
        assert_eq!(months, [Some(8)]);
        assert!(of(2025).why.as_deref().unwrap().contains("không so được"));
        let spread = typed(&[
            ("ma_co_quan", "ben-tre"),
            ("loai", "trang_tin"),
            ("tieu_de", "Giồng Trôm vận động giỏi"),
            ("dia_chi", "javascript:alert(1)"),
        ]);
        exemplar::log(&app, &by(&above), ("ma_dien_hinh", model), &spread)
            .await
            .unwrap();
        let seen = exemplar::one(&at(&app, &above).await, model, "tien").unwrap();
        assert_eq!(seen.spreads.len(), 1);
        assert_eq!(
            seen.spreads[0].address, None,
            "only pages of the web are links"
        );
    })
    .await;
}
