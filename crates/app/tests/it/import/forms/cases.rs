//! Forms 01 and 02: kinds of judgment down, and turned with figures down.

use thidua_store::testing::on_both;

use super::*;

/// Form 01: kinds of judgment down, four rows of headings.
const ONE: &str = "Biểu số 01,,,,,\n\
    THADS tỉnh A,,,,,\n\
    06 tháng năm 2026,,,,,Đơn vị tính: Việc\n\
    Chỉ tiêu,Thụ lý,,Phải thi hành,,\n\
    ,Tổng số,Mới,Tổng số,Trong đó,\n\
    ,,,,Có điều kiện,\n\
    ,,,,Tổng số,Xong\n\
    Tổng số,100,40,95,80,50\n\
    1. Dân sự,60,25,57,50,30\n\
    - Chủ động,20,10,19,18,10\n\
    2. Hôn nhân và gia đình,40,15,38,30,20\n\
    3. Loại chưa ai biết,0,0,0,0,0\n";

#[tokio::test]
async fn form_01_by_kinds_of_judgment() {
    on_both(async |db| {
        let app = province(db).await;
        let id = sent(&app, "mot.csv", ONE).await;
        let shown = form(&app, &id).await;
        assert_eq!((shown.number.as_str(), shown.rows_are), ("01", "nhom_an"));
        assert_eq!(
            kinds(&shown),
            [
                (8, "nhom:", ""),
                (9, "nhom:dan_su", ""),
                (10, "bo", ""),
                (11, "nhom:hon_nhan_gia_dinh", ""),
                (12, "hoi", ""),
            ]
        );
        assert!(
            shown.rows[2].why.contains("hai nhóm án"),
            "{:?}",
            shown.rows[2]
        );
        assert!(shown.sums.is_empty(), "{:?}", shown.sums);
        assert_eq!(
            columns(&app, &id).await,
            [
                "B so:viec.thu_ly",
                "C so:viec.moi",
                "D so:viec.phai_thi_hanh",
                "E so:viec.co_dieu_kien",
                "F so:viec.xong",
            ]
        );
        assert!(confirm(&app, &id, |_| ()).await.unwrap());
        work::answer(&app, &console(), &id, (0, 12), ("bo", ""))
            .await
            .unwrap();
        commit(&app, &id).await;
        assert_eq!(
            value(&app, "tinh-a", None, "viec.xong").await.as_deref(),
            Some("50")
        );
        let balance =
            thidua_app::figures::balance(&view(&app).await, &ask("tinh-a", 2026, 6)).unwrap();
        assert_eq!(balance.groups["dan_su"].figures["viec.xong"], "30");
    })
    .await;
}

/// Form 02 turned: figures down, all cases and those of one kind across.
const TWO: &str = "Kết quả thi hành án dân sự tính bằng tiền,,,,\n\
    THADS tỉnh A – 06 tháng năm 2026,,,,\n\
    THADS tỉnh A,,,,Đơn vị tính: nghìn đồng\n\
    TT,Nội dung,Tổng số,Chia ra,\n\
    ,,,Chủ động,Theo yêu cầu\n\
    A,B,1,2,3\n\
    I,Tổng số thụ lý,1000,400,600\n\
    1,Năm trước chuyển sang,300,100,200\n\
    2,Mới thụ lý,700,300,400\n\
    II,Tổng số phải thi hành,990,395,595\n\
    1,Có điều kiện thi hành,800,300,500\n\
    1.1,Thi hành xong,350,150,200\n\
    III,Số chuyển kỳ sau,640,245,395\n\
    1,Có điều kiện,450,150,300\n";

#[tokio::test]
async fn form_02_turned_with_figures_down() {
    on_both(async |db| {
        let app = province(db).await;
        let id = sent(&app, "hai.csv", TWO).await;
        let shown = form(&app, &id).await;
        assert_eq!((shown.number.as_str(), shown.rows_are), ("02", "so_lieu"));
        let told: Vec<(u32, &str)> = shown
            .rows
            .iter()
            .map(|row| (row.row, row.is.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (7, "so:thu_ly"),
                (8, "so:cu"),
                (9, "so:moi"),
                (10, "so:phai_thi_hanh"),
                (11, "so:co_dieu_kien"),
                (12, "so:xong"),
                (13, "so:chuyen_ky_sau"),
                (14, "bo"),
            ]
        );
        assert!(shown.rows[7].why.contains("«Số chuyển kỳ sau»"));
        assert_eq!(
            columns(&app, &id).await,
            [
                "C nhom:tien",
                "D nhom:tien chu_dong",
                "E nhom:tien theo_yeu_cau"
            ]
        );
        assert!(confirm(&app, &id, |_| ()).await.unwrap());
        commit(&app, &id).await;
        assert_eq!(
            value(&app, "tinh-a", None, "tien.xong").await.as_deref(),
            Some("350000")
        );
        let balance =
            thidua_app::figures::balance(&view(&app).await, &ask("tinh-a", 2026, 6)).unwrap();
        assert_eq!(balance.groups["chu_dong"].figures["tien.moi"], "300000");
    })
    .await;
}
