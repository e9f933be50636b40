//! Good practice: proposed, published, found, taken up.

use super::*;

#[tokio::test]
async fn a_practice_is_published_found_without_marks_and_taken_up() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        people(&app).await;
        let console = view(&app).await;
        let an = as_person(&console, Role::Employee, "quan-1", "nv-1");
        let head = as_user(&console, Role::Head, "quan-1").actor;
        let other = as_user(&console, Role::Officer, "ben-tre").actor;
        let told = typed(&[
            ("ten", "Phiên vận động tại nhà văn hóa ấp"),
            ("noi_dung", "Mời trưởng ấp cùng dự"),
            ("linh_vuc", "vận động, giáo dục, thuyết phục"),
        ]);
        let code = practice::propose(&app, &by(&an), &told).await.unwrap();
        let search = async |actor: &Actor, text: &str| {
            let ask = AskPractices {
                agency: None,
                text: Some(text.to_owned()),
            };
            let found = practice::practices(&at(&app, actor).await, &ask).unwrap();
            found.rows.len()
        };
        assert_eq!(
            search(&other, "van dong").await,
            0,
            "what waits is the unit's"
        );
        assert!(matches!(
            practice::one(&at(&app, &other).await, &code),
            Err(AppError::NotFound)
        ));
        practice::answer(&app, &by(&head), &code, &practice::Reply::Publish)
            .await
            .unwrap();
        for text in ["van dong truong ap", "vận động", "NHÀ VĂN HÓA"] {
            assert_eq!(search(&other, text).await, 1, "{text}");
        }
        assert_eq!(search(&other, "không có từ này").await, 0);
        let which = Which::Deeds("cach-lam-hay", AskDeeds::default());
        let shown = at(&app, &other).await;
        assert_eq!(which.open(&shown, false).unwrap().len(), 1);
        let adopt = typed(&[
            ("ma_co_quan", "giong-trom"),
            ("tu_ngay", "2021-05"),
            ("noi_dung", "Làm ở 5 ấp"),
        ]);
        practice::adopt(&app, &by(&other), &code, &adopt)
            .await
            .unwrap();
        let more = typed(&[("ma_co_quan", "giong-trom"), ("ket_qua", "12 vụ tự nguyện")]);
        practice::adopt(&app, &by(&other), &code, &more)
            .await
            .unwrap();
        let one = practice::one(&at(&app, &other).await, &code).unwrap();
        assert_eq!((one.row.adopted, one.adoptions.len()), (1, 1));
        assert_eq!(
            one.adoptions[0].text.as_deref(),
            Some("Làm ở 5 ấp"),
            "what was told stays"
        );
        let own = typed(&[("ma_co_quan", "quan-1")]);
        refused(
            practice::adopt(&app, &by(&head), &code, &own).await,
            "của chính đơn vị",
        );
        let foreign = typed(&[("ma_co_quan", "quan-1")]);
        let found = practice::adopt(&app, &by(&other), &code, &foreign).await;
        assert!(matches!(found, Err(AppError::NotFound)), "{found:?}");
        let end = practice::Reply::End("Đã thành quy trình chung".to_owned());
        practice::answer(&app, &by(&head), &code, &end)
            .await
            .unwrap();
        assert!(matches!(
            practice::one(&at(&app, &other).await, &code),
            Err(AppError::NotFound)
        ));
    })
    .await;
}
