//! Tables of figures laid out wide.

use super::*;
use crate::desk::view;
use thidua_app::bundle::work::Ended;
use thidua_store::testing::on_both;

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
        assert_eq!((found.counts.wrong, found.total), (1, 2), "{found:#?}");
        let bad = found.rows[0]
            .cells
            .iter()
            .find(|cell| cell.state == "invalid")
            .unwrap();
        assert_eq!(
            (bad.to.as_str(), bad.text.as_str()),
            ("so:viec.co_dieu_kien", "abc")
        );
        mend_all(
            &app,
            &me,
            &id,
            &[Mend {
                row: 5,
                column: bad.to.clone(),
                text: "150".into(),
            }],
        )
        .await;
        let found = review(&app, &me, &id).await;
        assert!(found.clean, "{found:#?}");
        assert_eq!(found.counts.new, 2);
        assert_eq!(
            work::commit(&app, &caller(), &id, seen(&found), None)
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
