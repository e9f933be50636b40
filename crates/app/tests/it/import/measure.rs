//! What a mend costs in a large file.

use super::*;
use thidua_store::testing::on_both;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures what a mend costs in a large file: run by hand, with --nocapture"]
async fn ten_thousand_rows_are_checked_again_after_each_mend() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        let mut text =
            "Mã,Họ và tên,Ngày sinh,Giới tính,Đơn vị,Chức vụ,Chức danh,Nhóm,Từ ngày\n".to_owned();
        for row in 1..=10_000 {
            let group = if row % 250 == 0 {
                "Nhóm lạ"
            } else {
                "Công chức"
            };
            text.push_str(&format!(
                "nv-{row},Nguyễn Văn Số {row},05/9/1985,Nam,Phòng 1,,Thư ký,{group},01/7/2025\n"
            ));
        }
        let clock = std::time::Instant::now();
        let mut told = Vec::new();
        let id = upload(&app, &me, &text).await;
        told.push(("tải lên", clock.elapsed()));
        settle(&app, &me, &id).await;
        let begun = clock.elapsed();
        assert_eq!(review(&app, &me, &id).await.counts.wrong, 40);
        told.push(("kiểm tra", clock.elapsed() - begun));
        for row in [251_u32, 501, 751] {
            let begun = clock.elapsed();
            let mend = Mend {
                row,
                column: "nhom".into(),
                text: "Công chức".into(),
            };
            mend_all(&app, &me, &id, &[mend]).await;
            told.push(("sửa một ô", clock.elapsed() - begun));
            while work::standing(&app, &me, &id, 0, &[row])
                .await
                .unwrap()
                .checking
            {}
            told.push(("sửa một ô và kiểm tra lại", clock.elapsed() - begun));
        }
        work::replace(&app, &me, &id, 0, "nhom", ("Nhóm lạ", "Công chức"))
            .await
            .unwrap();
        let found = review(&app, &me, &id).await;
        assert!(found.clean);
        let begun = clock.elapsed();
        work::commit(&app, &caller(), &id, seen(&found), None)
            .await
            .unwrap();
        told.push(("lưu", clock.elapsed() - begun));
        eprintln!("{told:#?}");
    })
    .await;
}
