//! Quality of figures on pages: every dirty input of the public figures explained, answers by who may give them, the
//! list before a month is sent, units that say what waits.

use thidua_app::access::Caller;
use thidua_app::bundle::{Options, embedded, from_path, load};
use thidua_domain::access::Role;
use thidua_store::testing::{fresh, on_both};
use thidua_web::listen::Mode;

use crate::browser::{Answer, Browser};
use crate::world::World;

/// Each row of the table of dirty data, with the sentences its page shows.
const DIRTY: [(&str, &str, &[&str]); 12] = [
    (
        "Đắk Lắk 5 tháng 2018",
        "dak-lak/chat-luong-so-lieu?nam=2018&thang=5",
        &[
            "nêu 56,49 %, tính lại 7.902 việc ÷ 11.647 việc = 67,85 %",
            "nguồn đã đặt nhầm chỗ tỷ lệ về việc và tỷ lệ về tiền",
        ],
    ),
    (
        "Quảng Nam 2021",
        "quang-nam/chat-luong-so-lieu?nam=2021&thang=12",
        &[
            "hiểu dấu phẩy là dấu thập phân thì là 1,052 tỷ đồng, hiểu là dấu ngăn hàng nghìn thì là 1.052 tỷ đồng",
            "có lẽ nguồn dùng dấu phẩy để ngăn hàng nghìn",
        ],
    ),
    (
        "Gia Lai 2021",
        "gia-lai/chat-luong-so-lieu?nam=2021&thang=12",
        &[
            "Nêu 2,13 tỷ đồng, nhỏ hơn 1.153 lần so với 2.457 tỷ đồng cùng kỳ năm 2022. Nhân 1.000 thì được 2.130 tỷ đồng",
            "nguồn ghi «tỷ đồng» thay cho «nghìn tỷ đồng»",
            "nguồn ghi «triệu đồng» thay cho «tỷ đồng»",
        ],
    ),
    (
        "Nghi Xuân 2020",
        "nghi-xuan/chat-luong-so-lieu?nam=2020&thang=8",
        &[
            "6,92 tỷ đồng + chưa có điều kiện 79,6 tỷ đồng = 86,52 tỷ đồng, nhiều hơn phải thi hành 85,8 tỷ đồng",
            "32 việc + 54 việc = 86 việc, còn 1 việc so với 87 việc",
            "Tỷ lệ đã nêu 28,80 %; 1,78 tỷ đồng ÷ 6,92 tỷ đồng = 25,72 %",
        ],
    ),
    (
        "Hưng Yên 6 tháng 2017",
        "hung-yen/chat-luong-so-lieu?nam=2017&thang=6",
        &[
            "Lấy phải thi hành 4.262 việc trừ chưa có điều kiện 1.152 việc được 3.110 việc, thì 2.036 việc ÷ 3.110 việc = 65,47 %",
        ],
    ),
    (
        "Toàn quốc 2020, tiền",
        "tong-cuc/chat-luong-so-lieu?nam=2020&thang=12",
        &[
            "Tỷ lệ đã nêu 40,09 %; 53.750,695 tỷ đồng ÷ 132.905,418 tỷ đồng = 40,44 %, lệch 0,35 điểm phần trăm",
            "hai nguồn có thể khác phạm vi, khác lúc chốt số, hoặc một nguồn đã đính chính",
        ],
    ),
    (
        "Thi hành án hành chính 2025",
        "cuc-quan-ly/chat-luong-so-lieu?nam=2025&thang=12",
        &[
            "Tỷ lệ đã nêu 41,51 %; 868 bản án ÷ 2.098 bản án = 41,37 %",
            "Chia cho 2.105 bản án",
        ],
    ),
    (
        "Bảo Lộc 2021",
        "bao-loc/chat-luong-so-lieu?nam=2021&thang=12",
        &[
            "Số cũ 1.180 việc + thụ lý mới 1.196 việc = 2.376 việc, nhiều hơn phải thi hành 2.362 việc là 14 việc",
            "Tỷ lệ đã nêu 46,27 %; 80,7 tỷ đồng ÷ 174,7 tỷ đồng = 46,19 %",
        ],
    ),
    (
        "Thụ lý 2016",
        "tong-cuc/chat-luong-so-lieu?nam=2016&thang=12",
        &[
            "chủ động 494.567 việc + theo yêu cầu 83.722 việc = 578.289 việc, ít hơn tổng đã nêu 587.627 việc là 9.338 việc. Có thể tổng thuộc phạm vi rộng hơn (gồm cả Quân đội)",
        ],
    ),
    (
        "PLO 12/12/2025",
        "cuc-quan-ly/chat-luong-so-lieu?nam=2025&thang=12",
        &[
            "Nguồn trộn phạm vi: mức đã nêu +0,35 là của",
            "(84,25 − 83,90 = 0,35)",
            "(56,13 − 51,90 = 4,23)",
            "ghi năm 2015, còn số liệu thuộc năm công tác 2025: có lẽ nguồn gõ nhầm một chữ số",
        ],
    ),
    (
        "Hà Nội 2025, tiền",
        "ha-noi/chat-luong-so-lieu?nam=2025&thang=12",
        &[
            "nêu hơn 25.096 tỷ đồng",
            "nêu hơn 19.600 tỷ đồng",
            "Các trang dùng số của",
        ],
    ),
    (
        "Yên Định",
        "yen-dinh/chat-luong-so-lieu?nam=2024&thang=7",
        &[
            "Tỷ lệ đã nêu 67,00 % bằng 32 việc ÷ 48 việc, tức lấy số phải thi hành làm mẫu số",
            "Tỷ lệ đã nêu 81,00 % bằng 6,5 tỷ đồng ÷ 8 tỷ đồng",
        ],
    ),
];

async fn public() -> (World, thidua_store::testing::Fresh) {
    let one = fresh(thidua_store::Engine::Sqlite).await;
    let world = World::empty(one.db.clone(), Mode::Loopback).await;
    for name in ["nganh", "vi-du/so-lieu-cong-khai"] {
        let loaded = load(
            &world.app,
            &Caller::console().actor,
            &embedded(name).unwrap(),
            &Options::default(),
        )
        .await;
        assert!(!loaded.unwrap().refused());
    }
    world.user("bo-cuc", Some((Role::Ministry, "*"))).await;
    world
        .user("thong-ke", Some((Role::Officer, "dak-lak")))
        .await;
    (world, one)
}

/// What a reader sees: marks of the page away, entities read.
fn read(answer: &Answer) -> String {
    let plain = [
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ];
    plain.iter().fold(answer.text.clone(), |text, (from, to)| {
        text.replace(from, to)
    })
}

#[tokio::test]
async fn every_dirty_input_is_explained_on_its_page() {
    let (world, _kept) = public().await;
    let mut browser = Browser::of(&world, "bo-cuc").await;
    let mut missing = Vec::new();
    for (row, page, sentences) in DIRTY {
        let answer = browser.get(&format!("/co-quan/{page}")).await.expect(200);
        let text = read(&answer);
        for sentence in sentences {
            if !text.contains(sentence) {
                missing.push(format!("{row}: {sentence}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");

    // The list says the same of all of them, leaves as a file, and is narrowed by its address.
    let page = browser
        .get("/chat-luong-so-lieu?nam=2021&tim=ngan+hang+nghin")
        .await
        .expect(200);
    assert!(
        page.text.contains("quang-nam/chat-luong-so-lieu?nam=2021")
            && !page
                .text
                .contains("gia-lai/chat-luong-so-lieu?nam=2021&amp;thang"),
        "{}",
        page.text
    );
    let file = browser
        .get("/chat-luong-so-lieu/in?nam=2021&dang=xlsx")
        .await
        .expect(200);
    assert!(file.text.len() > 1_000);
    let mut officer = Browser::of(&world, "thong-ke").await;
    let page = officer
        .get("/chat-luong-so-lieu?nam=2018")
        .await
        .expect(200);
    assert!(page.text.contains("Tỷ lệ việc và tiền đổi chỗ"));
    let page = officer
        .get("/chat-luong-so-lieu?nam=2021")
        .await
        .expect(200);
    assert!(page.text.contains("Không có điểm nào cần xem"));
    officer
        .get("/co-quan/quang-nam/chat-luong-so-lieu?nam=2021")
        .await
        .expect(404);
    officer
        .get("/api/v1/quality?agency=quang-nam&year=2021")
        .await
        .expect(404);
    officer
        .get("/chat-luong-so-lieu?thang=13")
        .await
        .expect(400);
}

const UNIT: &str = "/co-quan/khu-a1/chat-luong-so-lieu?nam=2026&thang=10";

/// A month of `khu-a1` that does not add up.
async fn told(world: &World) {
    let folder = tempfile::tempdir().unwrap();
    let rows = "Mã cơ quan,Năm công tác,Tháng lũy kế,Mã số liệu,Giá trị\n\
                khu-a1,2026,10,viec.cu,100\nkhu-a1,2026,10,viec.moi,50\nkhu-a1,2026,10,viec.thu_ly,160\n";
    std::fs::write(folder.path().join("so-lieu.csv"), rows).unwrap();
    let bundle = from_path(folder.path().to_str().unwrap()).unwrap();
    let loaded = load(
        &world.app,
        &Caller::console().actor,
        &bundle,
        &Options::default(),
    )
    .await
    .unwrap();
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
}

fn hidden(page: &Answer, name: &str) -> String {
    let (_, rest) = page
        .text
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap_or_else(|| panic!("no {name}: {}", page.text));
    rest.split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&")
        .replace("&#x2f;", "/")
}

async fn send(browser: &mut Browser, part: &str, reason: &str) -> Answer {
    let page = browser.get(UNIT).await.expect(200);
    let (key, mark, seen) = (
        hidden(&page, "khoa"),
        hidden(&page, "dau"),
        hidden(&page, "ban"),
    );
    let fields = [
        ("khoa", key.as_str()),
        ("dau", mark.as_str()),
        ("ban", seen.as_str()),
        ("ly_do", reason),
        ("van_ban", "9/BC-THADS"),
    ];
    let path = format!("/co-quan/khu-a1/chat-luong-so-lieu/{part}?nam=2026&thang=10");
    browser.post(&path, &fields).await
}

#[tokio::test]
async fn a_finding_is_explained_by_who_may_and_confirmed_by_who_leads() {
    on_both(async |db| {
        let world = World::new(db).await;
        told(&world).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let mut head = Browser::of(&world, "nguoi-dung-dau").await;
        let mut auditor = Browser::of(&world, "kiem-tra").await;

        let page = officer.get(UNIT).await.expect(200);
        assert!(page.text.contains("Số cũ 100 việc + thụ lý mới 50 việc = 150 việc, ít hơn tổng số thụ lý đã nêu 160 việc là 10 việc"), "{}", page.text);
        assert!(!page.text.contains("chat-luong-so-lieu/xac-nhan"));
        let page = auditor.get(UNIT).await.expect(200);
        assert!(page.text.contains("Các phần và tổng") && !page.text.contains("chat-luong-so-lieu/giai-trinh"));
        let page = send(&mut officer, "giai-trinh", "  ").await.expect(422);
        assert!(page.text.contains("Hãy ghi lý do") && page.text.contains("9/BC-THADS"));
        send(&mut officer, "xac-nhan", "Đã đếm").await.expect(403);
        let done = send(&mut officer, "giai-trinh", "Mười việc nhận ủy thác").await.expect(303);
        let page = officer.get(done.to()).await.expect(200);
        for words in ["Đã ghi giải trình.", "Đã giải trình", "Mười việc nhận ủy thác", "9/BC-THADS", "Người dùng thong-ke"] {
            assert!(read(&page).contains(words), "{words}");
        }
        send(&mut head, "xac-nhan", "Đã đối chiếu sổ").await.expect(303);
        let page = officer.get(UNIT).await.expect(200);
        assert!(page.text.contains("Đã kiểm tra, đúng") && page.text.contains("Đã đối chiếu sổ"));
        // A page that was left open is told.
        let stale = [("khoa", "x"), ("dau", "y"), ("ban", "0"), ("ly_do", "muộn")];
        officer.get("/tai-khoan").await;
        officer.post("/co-quan/khu-a1/chat-luong-so-lieu/giai-trinh?nam=2026", &stale).await.expect(409);

        let api = officer.get("/api/v1/quality?agency=khu-a1&year=2026&month=10").await.expect(200).json();
        assert_eq!(api["items"][0]["standing"], "da-kiem-tra");
        assert_eq!(api["items"][0]["answer"]["document"], "9/BC-THADS");
        let list = officer.get("/chat-luong-so-lieu?nam=2026&tinh-trang=da-kiem-tra").await.expect(200);
        assert!(list.text.contains("khu-a1/chat-luong-so-lieu?nam=2026"), "{}", list.text);
        let mut other = Browser::of(&world, "nguoi-sibling").await;
        other.get(UNIT).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn what_waits_is_looked_at_before_it_is_sent_and_units_say_so() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let mut head = Browser::of(&world, "nguoi-dung-dau").await;
        head.get("/co-quan/tinh-a/che-do-duyet").await.expect(200);
        let rule = [
            ("tu_ngay", "01/07/2026"),
            ("duyet", "co"),
            ("ly_do", "QĐ 5/QĐ-THADS"),
        ];
        head.post("/co-quan/tinh-a/che-do-duyet", &rule)
            .await
            .expect(303);
        officer
            .get("/co-quan/khu-a1/nhap-so-lieu?nam=2026&thang=10&don-vi=nghin_dong")
            .await
            .expect(200);
        let cells = [
            ("don_vi", "nghin_dong"),
            ("ban.khu-a1", "0"),
            ("o.khu-a1/viec.phai_thi_hanh", "90"),
            ("o.khu-a1/viec.co_dieu_kien", "40"),
            ("o.khu-a1/viec.chua_dieu_kien", "20"),
            ("o.khu-a1/viec.cu", "80"),
            ("o.khu-a1/viec.moi", "20"),
            ("viec", "ghi"),
        ];
        officer
            .post(
                "/co-quan/khu-a1/nhap-so-lieu?nam=2026&thang=10&don-vi=nghin_dong",
                &cells,
            )
            .await
            .expect(303);
        let page = officer
            .get("/co-quan/khu-a1/ky-so-lieu?nam=2026&thang=10")
            .await
            .expect(200);
        assert!(
            page.text.contains("Nên xem, giải trình trước khi gửi"),
            "{}",
            page.text
        );
        assert!(
            page.text
                .contains("nhiều hơn phải thi hành 90 việc là 10 việc")
        );
        // What waits is not among the approved figures; asked for, it is.
        let page = officer.get(UNIT).await.expect(200);
        assert!(
            !page.text.contains("phải thi hành 90 việc")
                && page.text.contains("Kể cả số chưa duyệt"),
            "{}",
            page.text
        );
        let page = officer
            .get(&format!("{UNIT}&chua-duyet=1"))
            .await
            .expect(200);
        assert!(
            page.text.contains("phải thi hành 90 việc")
                && page.text.contains("Đang xem cả số liệu chưa duyệt")
        );
        let units = "/co-quan/tinh-a/don-vi?nam=2026&thang=10";
        let page = officer.get(units).await.expect(200);
        assert!(page.text.contains("Kể cả số chưa duyệt"), "{}", page.text);
        let page = officer
            .get(&format!("{units}&chua-duyet=1"))
            .await
            .expect(200);
        assert!(page.text.contains("Đang xem cả số liệu chưa duyệt"));
        assert!(
            page.text.contains("thang=9&amp;chua-duyet=1")
                || page.text.contains("chua-duyet=1&amp;nam=2026&amp;thang=9"),
            "{}",
            page.text
        );
    })
    .await;
}
