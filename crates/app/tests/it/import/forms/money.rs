//! Form 05: money of one office, whose unit is told or asked for.

use thidua_store::testing::on_both;

use super::*;

/// Form 05 of one office, in other words and two rows of headings, money in nghìn đồng.
const FIVE: &str = "CỤC THI HÀNH ÁN DÂN SỰ TỈNH A,,,,,\n\
    Đơn vị báo cáo: Phòng THADS khu vực 1,,,,,\n\
    Biểu 05: Kết quả bằng tiền chia theo cơ quan THADS và Chấp hành viên,,,,,\n\
    6 tháng đầu năm công tác 2026,,,,ĐVT: 1.000 đồng,\n\
    TT,Họ tên CHV,Phải thi hành,Trong đó,,Ghi chú\n\
    ,,,Có điều kiện,Đã thi hành xong,\n\
    ,Tổng cộng,1.500.001,900.000,400.5,\n\
    1,Nguyễn Văn An,1.000.000,600.000,300.000,x\n\
    2,Lê Thị Bình,500.000,300.000,-,\n\
    TT,Họ tên CHV,Phải thi hành,Có điều kiện,Đã thi hành xong,Ghi chú\n";

#[tokio::test]
async fn form_05_of_one_office_in_thousands_with_a_sum_that_is_unlike() {
    on_both(async |db| {
        let app = province(db).await;
        let text = FIVE.replace("400.5", "\"400.000\"");
        let id = sent(&app, "b.csv", &text).await;
        let shown = form(&app, &id).await;
        assert_eq!(shown.number, "05");
        assert_eq!(
            kinds(&shown),
            [
                (7, "co-quan", "Phòng THADS khu vực 1"),
                (8, "can-bo", "Nguyễn Văn An"),
                (9, "can-bo", "Lê Thị Bình"),
                (10, "bo", ""),
            ]
        );
        assert_eq!(
            columns(&app, &id).await,
            [
                "C so:tien.phai_thi_hanh",
                "D so:tien.co_dieu_kien",
                "E so:tien.xong"
            ]
        );
        assert_eq!(
            shown.sums,
            [
                "Ô C7 ghi 1.500.001, cộng các dòng thành phần là 1.500.000.",
                "Ô E7 ghi 400.000, cộng các dòng thành phần là 300.000.",
            ]
        );
        assert!(confirm(&app, &id, |_| ()).await.unwrap());
        let found = commit(&app, &id).await;
        // What does not add up is told at its cell, and stored as it is written.
        let flagged = found.rows.iter().flat_map(|row| &row.cells);
        let flagged = flagged
            .filter(|cell| cell.reason.contains("cộng các dòng thành phần"))
            .count();
        assert!(flagged == 2 || found.rows.is_empty(), "{found:#?}");
        let stored = value(&app, "phong-1", Some("cb-an"), "tien.xong").await;
        assert_eq!(stored.as_deref(), Some("300000000"));
        assert_eq!(
            value(&app, "phong-1", Some("cb-binh"), "tien.xong").await,
            None
        );
        let whole = value(&app, "phong-1", None, "tien.phai_thi_hanh").await;
        assert_eq!(whole.as_deref(), Some("1500001000"));
    })
    .await;
}

#[tokio::test]
async fn money_without_a_unit_is_asked_for() {
    on_both(async |db| {
        let app = province(db).await;
        let id = sent(&app, "b.csv", &FIVE.replace("ĐVT: 1.000 đồng", "")).await;
        assert!(form(&app, &id).await.lacks_unit);
        let refused = confirm(&app, &id, |_| ()).await.unwrap_err();
        assert!(refused.to_string().contains("chưa rõ đơn vị"), "{refused}");
        let unit = |input: &mut SheetForm| {
            input
                .constants
                .insert("don_vi_tinh".into(), "trieu_dong".into());
        };
        assert!(confirm(&app, &id, unit).await.unwrap());
        commit(&app, &id).await;
        let stored = value(&app, "phong-1", Some("cb-an"), "tien.xong").await;
        assert_eq!(stored.as_deref(), Some("300000000000"));
    })
    .await;
}
