//! Lists that are typed or pasted.

use super::*;
use crate::desk::view;
use thidua_app::AppError;
use thidua_app::bundle::work::Ended;
use thidua_store::testing::on_both;

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
        let mut text = "STT\tHọ và tên\tĐơn vị\tDanh hiệu\tNăm\tSố QĐ\tNgày QĐ\tThứ lạ\n".to_owned();
        for row in 1..=30 {
            let (name, unit) = match row % 2 {
                0 => ("Nguyễn Văn An", "Phòng 1"),
                _ => ("Lê Thị Bình", "Phòng 2"),
            };
            let year = 1990 + row;
            text.push_str(&format!(
                "{row}\t{name}\t{unit}\tLao động tiên tiến\t{year}\t{row}/QĐ-THADS\t10/12/{year}\tx\n"
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
            work::commit(&app, &by, &id, seen(&found), None)
                .await
                .unwrap(),
            Ended::Stored
        );
        let state = view(&app).await.state;
        assert_eq!(state.awards.len(), 30);
        let refused = work::mend(&app, &me, &id, 0, (&[], None)).await;
        assert!(matches!(refused, Err(AppError::Refused(_))));
        assert!(matches!(
            work::blank(&app, &me, "co-quan").await,
            Err(AppError::NotFound)
        ));
    })
    .await;
}
