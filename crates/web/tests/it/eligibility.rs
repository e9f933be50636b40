//! «Còn thiếu gì», the proof of an award, who of a unit may receive one, and what people decide of a condition.

use thidua_app::access::Caller;
use thidua_app::record::{Save, Typed, save};
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

const OWN: &str = "/ca-nhan/nv-a/dieu-kien?nam=2026";
const PROOF: &str = "/ca-nhan/nv-a/dieu-kien?danh-hieu=gk&nam=2026";
const UNIT: &str = "/co-quan/tinh-a/xet-thi-dua?nam=2026";
/// A condition of Giấy khen that only a person can judge.
const CONDITION: &str = "gk.chua_ro";

fn told<'a>(seen: &'a str, holds: &'a str, ground: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("dieu-kien", CONDITION),
        ("goc", seen),
        ("ket-luan", holds),
        ("can-cu", ground),
        ("viec", "ghi"),
    ]
}

/// Renders every template of these pages.
pub(crate) async fn crawl(world: &World) {
    let mut officer = Browser::of(world, "to-chuc").await;
    let many = format!("/co-quan/tinh-a/xet-thi-dua/ket-luan?dieu-kien={CONDITION}&nam=2026");
    for path in [OWN, PROOF, UNIT, &many] {
        officer.get(path).await.expect(200);
    }
}

/// What of a page may differ between two looks: the token of its forms, and the moment of printing.
fn plain(page: &str) -> String {
    let (_, main) = page.split_once("<main").expect("a page");
    let (main, _) = main.split_once("</main>").expect("a page");
    let lines = main.lines().filter(|line| {
        !line.contains("type=\"hidden\"") && !line.contains("print-foot") && !line.contains("luot=")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_person_reads_the_own_conditions_and_only_who_may_decide_is_offered_a_form() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut own = Browser::of(&world, "can-bo").await;
        let page = own.get(OWN).await.expect(200).text;
        for words in [
            "Điều kiện khen thưởng: còn thiếu gì",
            "Lao động tiên tiến",
            "Xem toàn bộ căn cứ",
            "Chưa xác nhận với văn bản gốc",
            "Quy định chưa được xác minh",
            "31/12/2026",
        ] {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains("Chưa xét kỷ luật"), "one's own is known");
        let proof = own.get(PROOF).await.expect(200).text;
        assert!(proof.contains("Cần người xem xét") && proof.contains("TT 11/2023/TT-BTP"));
        assert!(proof.contains("không ai tự kết luận cho mình"), "{proof}");
        assert!(!proof.contains("Ghi kết luận"));
        own.post(PROOF, &told("0", "co", "Tự thấy đạt"))
            .await
            .expect(403);
        for other in [
            "/ca-nhan/nv-a1/dieu-kien",
            "/ca-nhan/nv-b/dieu-kien",
            "/ca-nhan/khong-co/dieu-kien",
        ] {
            own.get(other).await.expect(404);
        }
        own.get("/co-quan/tinh-b/dieu-kien").await.expect(404);
        own.get(UNIT).await.expect(404);
        // Who inspects reads everything and answers nothing.
        let mut inspector = Browser::of(&world, "kiem-tra").await;
        let proof = inspector.get(PROOF).await.expect(200).text;
        assert!(!proof.contains("Ghi kết luận"));
        inspector
            .post(PROOF, &told("0", "co", "Đã xem"))
            .await
            .expect(403);
        inspector.get(UNIT).await.expect(200);
        inspector
            .get("/co-quan/tinh-b/xet-thi-dua")
            .await
            .expect(404);
        let mut away = Browser::of(&world, "to-chuc").await;
        away.get("/ca-nhan/nv-b/dieu-kien").await.expect(404);
        let path = "/ca-nhan/nv-b/dieu-kien?danh-hieu=gk&nam=2026";
        away.post(path, &told("0", "co", "Đã xem"))
            .await
            .expect(404);
        // A person is no collective, an award that is not there has no proof, a day that is none is told.
        away.get("/co-quan/nv-a/dieu-kien").await.expect(404);
        away.get("/ca-nhan/tinh-a/dieu-kien").await.expect(404);
        away.get("/ca-nhan/nv-a/dieu-kien?danh-hieu=khong-co")
            .await
            .expect(404);
        away.get("/ca-nhan/nv-a/dieu-kien?ngay=31/02/2026")
            .await
            .expect(400);
        away.get("/ca-nhan/nv-a/dieu-kien?nam=2026&ngay=01/10/2026&tiep-nhan=01/11/2026")
            .await
            .expect(422);
    })
    .await;
}

#[tokio::test]
async fn an_officer_answers_on_the_proof_and_takes_it_back() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "to-chuc").await;
        let page = browser.get(PROOF).await.expect(200).text;
        assert!(page.contains("Ghi kết luận") && page.contains("/quy-dinh/dieu-kien/gk.chua_ro"));
        let empty = browser
            .post(PROOF, &told("0", "co", " "))
            .await
            .expect(422)
            .text;
        assert!(empty.contains("Ghi căn cứ kết luận") && empty.contains("checked"));
        let none = browser
            .post(PROOF, &told("0", "", "Biên bản số 3"))
            .await
            .expect(422)
            .text;
        assert!(none.contains("Chọn «Đạt» hoặc «Không đạt»") && none.contains("Biên bản số 3"));
        let done = browser
            .post(PROOF, &told("0", "co", "Biên bản số 3"))
            .await
            .expect(303);
        let page = browser.get(done.to()).await.expect(200).text;
        for words in [
            "Đã ghi kết luận",
            "Kết luận: đạt",
            "Biên bản số 3",
            "Người dùng to-chuc, ngày 22/11/2026",
            "Đủ điều kiện",
            "Hoàn tác",
            "Rút kết luận",
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
        // The head opened the page before that.
        let mut head = Browser::of(&world, "nguoi-dung-dau").await;
        let late = head
            .post(PROOF, &told("0", "khong", "Chưa họp"))
            .await
            .expect(409)
            .text;
        assert!(
            late.contains("Người khác vừa kết luận về Nguyễn Văn An"),
            "{late}"
        );
        assert!(late.contains("Kết luận: đạt") && late.contains("Chưa họp"));
        // The history is read like the file, the way back leads here.
        let (_, rest) = page
            .split_once("/du-lieu/tra-loi-dieu-kien/lich-su?khoa=")
            .unwrap();
        let key = rest.split('"').next().unwrap();
        let history = format!("/du-lieu/tra-loi-dieu-kien/lich-su?khoa={key}");
        let shown = head.get(&history).await.expect(200).text;
        assert!(
            shown.contains("Biên bản số 3") && !shown.contains("<dd>gk.chua_ro"),
            "{shown}"
        );
        let back = [
            ("dieu-kien", CONDITION),
            ("goc", "1"),
            ("can-cu", "Nhầm người"),
            ("viec", "rut"),
        ];
        let done = head.post(PROOF, &back).await.expect(303);
        let page = head.get(done.to()).await.expect(200).text;
        assert!(page.contains("Đã rút kết luận") && !page.contains("Kết luận: đạt"));
        assert!(!page.contains("Hoàn tác"), "a head loads no data");
        let mut auditor = Browser::of(&world, "kiem-tra").await;
        let trail = auditor.get("/quan-tri/nhat-ky").await.expect(200).text;
        assert!(
            trail.contains("Người dùng to-chuc") && trail.contains("Người dùng nguoi-dung-dau")
        );
    })
    .await;
}

#[tokio::test]
async fn who_may_not_read_discipline_sees_no_difference() {
    on_both(async |db| {
        let world = World::new(db).await;
        let pages = [
            OWN,
            PROOF,
            UNIT,
            "/co-quan/tinh-a/dieu-kien?nam=2026",
            "/co-quan/tinh-a/dieu-kien?nam=2023&danh-hieu=tt_ldxs",
            "/co-quan/tinh-a/xet-thi-dua?nam=2026&danh-hieu=cstdcs&tinh-trang=can-xem",
            "/ca-nhan/nv-a/dieu-kien?nam=2023&danh-hieu=ldtt",
        ];
        let users = ["thong-ke", "kiem-tra", "bo-cuc"];
        let mut before = Vec::new();
        for user in users {
            let mut browser = Browser::of(&world, user).await;
            for path in pages {
                let page = plain(&browser.get(path).await.expect(200).text);
                before.push(page);
            }
            assert!(
                before
                    .iter()
                    .any(|page| page.contains("Chưa xét kỷ luật, vướng mắc"))
            );
        }
        for (sheet, pairs) in [
            (
                "ky-luat",
                vec![
                    ("ma_ca_nhan", "nv-a"),
                    ("hinh_thuc", "canh_cao"),
                    ("ngay_quyet_dinh", "10/3/2023"),
                ],
            ),
            (
                "vuong-mac",
                vec![
                    ("ma_doi_tuong", "nv-a"),
                    ("loai", "dieu_tra"),
                    ("tu_ngay", "04/5/2022"),
                ],
            ),
        ] {
            let new = Save {
                typed: Typed::from_pairs(pairs),
                ..Save::default()
            };
            save(&world.app, &Caller::console(), sheet, &new)
                .await
                .unwrap();
        }
        let mut after = Vec::new();
        for user in users {
            let mut browser = Browser::of(&world, user).await;
            for path in pages {
                after.push(plain(&browser.get(path).await.expect(200).text));
            }
        }
        for (at, (before, after)) in before.iter().zip(&after).enumerate() {
            assert_eq!(before, after, "page {at}");
        }
        let mut head = Browser::of(&world, "nguoi-dung-dau").await;
        let page = head
            .get("/ca-nhan/nv-a/dieu-kien?nam=2026&danh-hieu=ldtt")
            .await;
        let page = page.expect(200).text;
        assert!(
            page.contains("đang điều tra"),
            "who may know is told: {page}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_unit_is_counted_filtered_exported_and_answered_for_together() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "to-chuc").await;
        let page = browser
            .get(&format!("{UNIT}&danh-hieu=gk"))
            .await
            .expect(200)
            .text;
        for words in [
            "Ai đủ điều kiện",
            "Nguyễn Văn An",
            "Lê Thị Bình",
            "Cần người xem xét",
            "Trần là mức không được vượt, không phải số phải đạt",
            "Kết luận cho nhiều người cùng lúc",
            "/co-quan/tinh-a/xet-thi-dua/ket-luan?dieu-kien=gk.chua_ro",
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
        assert!(!page.contains("Trần Thị"), "of another province");
        let own = browser
            .get(&format!("{UNIT}&danh-hieu=gk&rieng=1"))
            .await
            .expect(200)
            .text;
        assert!(own.contains("Nguyễn Văn An") && !own.contains("Lê Thị Bình"));
        let none = browser
            .get(&format!("{UNIT}&danh-hieu=gk&tinh-trang=du"))
            .await
            .expect(200)
            .text;
        assert!(!none.contains("Lê Thị Bình"));
        let file = browser
            .get("/co-quan/tinh-a/xet-thi-dua/in?nam=2026&danh-hieu=gk&dang=xlsx")
            .await
            .expect(200);
        assert!(!file.text.is_empty());
        let units = browser
            .get(&format!("{UNIT}&cua=tap-the"))
            .await
            .expect(200)
            .text;
        assert!(units.contains("khu vực 1") && units.contains("Tập thể lao động"));

        let desk = "/co-quan/tinh-a/xet-thi-dua/ket-luan?dieu-kien=gk.chua_ro&nam=2026";
        let page = browser.get(desk).await.expect(200).text;
        assert!(page.contains("Chưa kết luận") && page.contains("Lê Thị Bình"));
        let chosen = [
            ("chon", "nv-a"),
            ("goc:nv-a", "0"),
            ("chon", "nv-a1"),
            ("goc:nv-a1", "0"),
            ("ket-luan", "co"),
            ("can-cu", "Biên bản họp ngày 05/11/2026"),
        ];
        let ahead = [&chosen[..], &[("viec", "xem")]].concat();
        let page = browser.post(desk, &ahead).await.expect(200).text;
        for words in [
            "Xem trước, chưa ghi",
            "02 người",
            "Đủ điều kiện",
            "Biên bản họp ngày",
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
        let write = [&chosen[..], &[("viec", "ghi")]].concat();
        let done = browser.post(desk, &write).await.expect(303);
        let page = browser.get(done.to()).await.expect(200).text;
        assert!(page.contains("Đã ghi kết luận") && page.contains("Hoàn tác"));
        let again = browser.post(desk, &write).await.expect(409).text;
        assert!(again.contains("Người khác vừa kết luận"), "{again}");
        let list = browser
            .get(&format!("{UNIT}&danh-hieu=gk&tinh-trang=du"))
            .await
            .expect(200)
            .text;
        assert!(list.contains("Nguyễn Văn An") && list.contains("Lê Thị Bình"));
        // Nothing chosen, nothing told: everything that is missing at once.
        let nothing = browser
            .post(desk, &[("viec", "ghi")])
            .await
            .expect(422)
            .text;
        for words in ["Chọn ít nhất một", "Chọn «Đạt»", "Ghi căn cứ"] {
            assert!(nothing.contains(words), "{words}");
        }
        for user in ["thong-ke", "kiem-tra", "can-bo"] {
            let mut other = Browser::of(&world, user).await;
            other.get(desk).await.expect(403);
        }
        browser
            .get("/co-quan/tinh-a/xet-thi-dua/ket-luan?dieu-kien=chung.khong_vuong_mac")
            .await
            .expect(404);
    })
    .await;
}

#[tokio::test]
async fn where_the_more_favourable_law_applies_both_results_stand() {
    on_both(async |db| {
        let world = World::with(db, "to-chuc", Some((Role::Personnel, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "to-chuc").await;
        let path = "/ca-nhan/nv-a/dieu-kien?danh-hieu=ldtt&nam=2026&tiep-nhan=15/09/2026";
        let page = browser.get(path).await.expect(200).text;
        for words in [
            "Xét theo quy định kia",
            "tiếp nhận trước 01/10/2026",
            "tiếp nhận ngày 15/09/2026",
            "NĐ 152/2025/NĐ-CP",
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
        let alone = browser
            .get("/ca-nhan/nv-a/dieu-kien?danh-hieu=ldtt&nam=2025")
            .await;
        assert!(!alone.expect(200).text.contains("Xét theo quy định kia"));
    })
    .await;
}
