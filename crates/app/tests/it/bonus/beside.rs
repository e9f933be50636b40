//! Of titles for one time only the highest is paid, and what is not known for sure is paid to nobody twice.

use thidua_store::testing::on_both;

use super::{PEOPLE, TREE, load, paid};
use crate::desk::{app, view};

const AWARDS: &str = "Mã|Mã cơ quan|Đối tượng|Mã đối tượng|Họ tên nêu|Mã khen thưởng|Năm thành tích|Số quyết định|Ngày quyết định|Trạng thái
     a1|p1|ca_nhan|an||cstdcs|2025|12/QĐ|2025-12-10|
     a2|p1|ca_nhan|an||cstd_tinh|2025|13/QĐ|2025-12-11|
     b1|p1|ca_nhan||Vũ Văn Sáu|ldtt|2025|11/QĐ|2025-12-05|
     b2|p1|ca_nhan||Vũ Văn Sáu|cstdcs|2025|12/QĐ|2025-12-10|
     b3|p1|ca_nhan||Đỗ Thị Bảy|ldtt|2025|11/QĐ|2025-12-05|
     b4|p2|ca_nhan||Đỗ Thị Bảy|cstdcs|2025|12/QĐ|2025-12-10|
     b5|p1|ca_nhan||Đỗ Thị Bảy|cstdcs|2024|12/QĐ|2024-12-10|
     b6|p1|ca_nhan||Đỗ Thị Bảy|gk|2025|14/QĐ|2025-12-10|
     c1|p1|ca_nhan||Trần Thị Bình|ldtt|2025|11/QĐ|2025-12-05|
     c2|p1|ca_nhan|binh||cstdcs|2025|12/QĐ|2025-12-10|
     d1|p2|ca_nhan|cuong||ldtt||11/QĐ|2025-08-05|
     d2|p2|ca_nhan|cuong||cstdcs|2025|12/QĐ|2025-09-10|
     e1|tinh-b|ca_nhan|dung||ldtt||11/QĐ|2025-08-05|
     e2|tinh-b|ca_nhan|dung||cstdcs|2022|12/QĐ|2022-12-10|";

#[tokio::test]
async fn what_may_be_paid_twice_waits_for_a_person() {
    on_both(async |db| {
        let app = app(db).await;
        load(
            &app,
            &[
                ("co-quan", TREE),
                ("nhan-su", PEOPLE),
                ("khen-thuong", AWARDS),
            ],
        )
        .await;
        let view = view(&app).await;
        let mut list = paid(&view, "tinh-a", 2025);
        list.extend(paid(&view, "tinh-b", 2025));
        let told = |key: &str| {
            let (state, amount, note) = list.get(key).unwrap();
            (state.as_str(), amount.as_str(), note.as_str())
        };
        let waits = |key: &str, why: &str| {
            let (state, amount, note) = told(key);
            assert_eq!((state, amount), ("Chưa tính được", ""), "{key}: {note}");
            assert!(note.to_lowercase().contains(why), "{key}: {note}");
        };
        let pays = |key: &str, amount: &str| {
            assert_eq!(told(key), ("Được chi", amount, ""), "{key}");
        };
        // What the other title brings, nobody knows.
        waits("a1", "chưa rõ mức tiền thưởng");
        waits("a2", "");
        // Names alone: the higher title is paid either way; another agency or another year is another matter.
        waits("b1", "chưa rõ có phải một đối tượng");
        assert!(told("b1").2.contains("12/QĐ"), "{}", told("b1").2);
        pays("b2", "2.340.000");
        pays("b3", "710.000");
        pays("b4", "2.340.000");
        pays("b6", "710.000");
        // A name beside a code of that name.
        waits("c1", "chưa rõ có phải một đối tượng");
        pays("c2", "2.340.000");
        // Years that are not told.
        waits("d1", "chưa rõ có cùng thời gian thành tích");
        pays("d2", "2.340.000");
        pays("e1", "710.000");
    })
    .await;
}
