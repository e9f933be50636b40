//! Initiatives: how far they have come, with which titles they were registered, which ones repeat one another.

use thidua_app::initiative::{alike, initiative, initiatives, registered_with};
use thidua_app::{AppError, View};
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::deeds::{as_user, bundle, errors, loaded};
use crate::desk::{take, view};

const SUMMARY: &str = "Lập bảng tính theo dõi thời hạn của từng việc thi hành án, tự nhắc Chấp hành viên trước năm ngày khi việc sắp hết hạn xác minh";

async fn told(app: &thidua_app::App) -> View {
    let copied = SUMMARY.to_uppercase();
    let rows = bundle(&[
        (
            "nhan-su",
            &[
                "Mã;Họ và tên;Mã cơ quan;Từ ngày",
                "a-1;Nguyễn Văn An;quan-1;2015-01-01",
                "b-1;Trần Thị Bình;ben-tre;2015-01-01",
                "c-1;Lê Văn Cường;quan-1;2015-01-01",
            ],
        ),
        (
            "sang-kien",
            &[
                "Mã;Tên;Tác giả;Lĩnh vực;Giai đoạn;Ngày đăng ký;Áp dụng từ;Nơi áp dụng;Ngày công nhận;Tóm tắt;Hiệu quả;Phát triển từ",
                &format!(
                    "sk-a;Nhắc hạn từng việc;a-1:100;Nghiệp vụ;;2019-11-02;2020-01;Quận 1;2020-09-15;{SUMMARY};Giảm 36 việc quá hạn;"
                ),
                &format!(
                    "sk-b;Bảng tính nhắc hạn;b-1:100;Nghiệp vụ;ap_dung;2021-11-02;2022-01;;;{copied} VÀ BÁO CÁO TUẦN;;"
                ),
                &format!(
                    "sk-c;Nhắc hạn, bản hai;c-1:100;;;2021-12-01;;;;{SUMMARY} cho cả kho vật chứng;;sk-a"
                ),
                "sk-d;Tuyên truyền ở chợ;a-1:100;;khong_cong_nhan;2021-11-02;;;;Phát tờ rơi và giải đáp pháp luật cho tiểu thương vào sáng thứ bảy;;",
            ],
        ),
        (
            "dang-ky",
            &[
                "Năm;Mã cơ quan;Mã đối tượng;Đối tượng;Mã danh hiệu;Sáng kiến;Trạng thái",
                "2022;ben-tre;b-1;ca_nhan;cstdcs;BẢNG TÍNH NHẮC HẠN;da_duyet",
            ],
        ),
    ]);
    let loaded = take(app, &rows, None).await;
    assert!(errors(&loaded).is_empty(), "{:?}", loaded.faults);
    view(app).await
}

#[tokio::test]
async fn texts_that_repeat_are_shown_beside_each_other() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        let console = told(&app).await;
        let found = alike::pairs(&console, None).unwrap();
        let codes: Vec<[&str; 2]> = found
            .rows
            .iter()
            .map(|pair| [pair.first.code.as_str(), pair.second.code.as_str()])
            .collect();
        assert_eq!(codes.len(), 3, "{codes:?}");
        assert!(
            codes.contains(&["sk-a", "sk-b"]),
            "the earlier one first: {codes:?}"
        );
        let declared: Vec<bool> = found.rows.iter().map(|pair| pair.declared).collect();
        assert_eq!(
            declared.iter().filter(|one| **one).count(),
            1,
            "sk-c says it builds on sk-a"
        );
        assert!(!serde_json::to_string(&found).unwrap().contains("sk-d"));
        // One province reads its own pair alone; of one across provinces it is not told.
        let own = as_user(&console, Role::Head, "quan-1");
        let found = alike::pairs(&own, None).unwrap();
        assert_eq!(found.rows.len(), 1);
        assert_eq!(found.rows[0].second.code, "sk-c");
        assert_eq!(alike::of(&own, "sk-a").unwrap().len(), 1);
        assert!(matches!(
            alike::beside(&own, "sk-a", "sk-b"),
            Err(AppError::NotFound)
        ));
        assert!(matches!(alike::of(&own, "sk-b"), Err(AppError::NotFound)));
        assert!(matches!(
            alike::pairs(&own, Some("ben-tre")),
            Err(AppError::NotFound)
        ));
        assert!(matches!(
            alike::beside(&own, "sk-a", "sk-a"),
            Err(AppError::NotFound)
        ));
        // Beside each other: what is shared is marked in both, and nothing of either text is lost.
        let [one, other] = alike::beside(&console, "sk-a", "sk-b").unwrap();
        for side in [&one, &other] {
            let whole: String = side.parts[1]
                .iter()
                .map(|piece| piece.text.as_str())
                .collect();
            assert_eq!(Some(whole), side.initiative.summary.clone());
        }
        assert!(
            one.parts[1].iter().all(|piece| piece.shared),
            "{:?}",
            one.parts
        );
        assert_eq!(other.parts[1].last().map(|piece| piece.shared), Some(false));
        assert!(
            one.parts[2].iter().all(|piece| !piece.shared),
            "its effect is its own"
        );
        assert!(!one.declares && !other.declares);
        assert!(alike::beside(&console, "sk-c", "sk-a").unwrap()[0].declares);
        // What was changed is compared anew.
        let other = bundle(&[(
            "sang-kien",
            &[
                "Mã;Tên;Tóm tắt",
                "sk-b;Phòng đọc hồ sơ;Mượn và trả hồ sơ qua sổ điện tử của văn thư",
            ],
        )]);
        let loaded = take(&app, &other, Some("viết lại")).await;
        assert!(errors(&loaded).is_empty(), "{:?}", loaded.faults);
        let found = alike::pairs(&view(&app).await, None).unwrap();
        assert_eq!(found.rows.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn how_far_they_have_come_and_with_what_they_were_registered() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        let console = told(&app).await;
        let stage = |code: &str| initiative(&console, code).unwrap().stage;
        assert_eq!(
            ["sk-a", "sk-b", "sk-c", "sk-d"].map(stage),
            ["cong_nhan", "ap_dung", "dang_ky", "khong_cong_nhan"]
        );
        let with = registered_with(&console, "sk-b").unwrap();
        assert_eq!(with.len(), 1, "by its name however it is written");
        assert_eq!((with[0].year, with[0].status), (2022, "da_duyet"));
        assert!(registered_with(&console, "sk-a").unwrap().is_empty());
        let of = initiatives(&console, Some("tp-hcm")).unwrap();
        let codes: Vec<&str> = of.rows.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(codes, ["sk-a", "sk-c", "sk-d"]);
        assert_eq!(of.alike.rows.len(), 3, "a pair across provinces is of both");
        // A stage its papers contradict is refused with every fault at once.
        let wrong = bundle(&[(
            "sang-kien",
            &[
                "Mã;Tên;Giai đoạn;Ngày công nhận",
                "sk-e;Sổ một;cong_nhan;",
                "sk-f;Sổ hai;dang_ky;2021-05-01",
            ],
        )]);
        let refused = take(&app, &wrong, None).await;
        assert_eq!(errors(&refused).len(), 2, "{:?}", refused.faults);
        assert!(!view(&app).await.state.initiatives.contains_key("sk-e"));
    })
    .await;
}
