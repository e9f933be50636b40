//! The register for life on its pages, one's own with a claim, and the lists only the law asks for.

use thidua_app::access::Caller;
use thidua_app::bundle::{Options, from_bytes, load};
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

const OWN: &str = "/ca-nhan/nv-a/khen-thuong-ca-doi";
const UNIT: &str = "/co-quan/tinh-a/truyen-thong-khen-thuong";

/// Awards of a person and a collective, one of each cancelled, and what the law asks for besides.
async fn told(world: &World) {
    let awards = "Mã,Mã cơ quan,Mã đối tượng,Đối tượng,Mã khen thưởng,Năm thành tích,Trạng thái,Số quyết định\n\
                  e1,tinh-a,nv-a,ca_nhan,cstdcs,2023,da_tang,91/QĐ-THADS\n\
                  e2,tinh-a,nv-a,ca_nhan,ldtt,2024,thu_hoi,92/QĐ-THADS\n\
                  e3,tinh-a,tinh-a,tap_the,tt_ldxs,2024,da_tang,93/QĐ-THADS\n";
    let away = "Mã cá nhân,Loại,Từ ngày,Đến ngày\nnv-a,di_hoc_dai_han,01/9/2025,30/6/2026\n";
    let rated = "Mã cơ quan,Tổ chức,Năm,Mức xếp loại\ntinh-a,dang,2025,htxsnv\n";
    for (name, text) in [
        ("khen-thuong.csv", awards),
        ("vang-mat.csv", away),
        ("xep-loai-doan-the.csv", rated),
    ] {
        let bundle = from_bytes(name, text.as_bytes()).unwrap();
        let options = Options {
            channel: "cli".into(),
            ..Options::default()
        };
        let by = Caller::console();
        let loaded = load(&world.app, &by.actor, &bundle, &options).await;
        let loaded = loaded.unwrap();
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
    }
}

/// Renders every template of these pages.
pub(crate) async fn crawl(world: &World) {
    told(world).await;
    let mut officer = Browser::of(world, "thong-ke").await;
    for path in [OWN, UNIT, "/vang-mat", "/xep-loai-doan-the"] {
        officer.get(path).await.expect(200);
    }
    let mut own = Browser::of(world, "can-bo").await;
    own.get(OWN).await.expect(200);
}

#[tokio::test]
async fn one_sees_every_own_award_and_files_a_claim_beside_them() {
    on_both(async |db| {
        let world = World::new(db).await;
        told(&world).await;
        let mut own = Browser::of(&world, "can-bo").await;
        let page = own.get(OWN).await.expect(200).text;
        for words in [
            "Khen thưởng của tôi",
            "Chiến sĩ thi đua cơ sở",
            "<s>Lao động tiên tiến</s>",
            "không tính",
            "Chưa có dữ liệu không có nghĩa là không được khen thưởng",
            "Gửi kiến nghị",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(own.get("/").await.text.contains(OWN), "from the start page");
        for form in ["docx", "pdf", "xlsx"] {
            let file = own.get(&format!("{OWN}/in?dang={form}")).await;
            assert_eq!(file.status.as_u16(), 200, "{form}");
        }
        let claim = [
            ("nguoi", "nv-a"),
            ("loai", "thieu"),
            ("ma_khen_thuong", "gk"),
            ("nam_thanh_tich", "2020"),
        ];
        let done = own.post("/khen-thuong/kien-nghi", &claim).await.expect(303);
        let page = own.get(done.to()).await.expect(200).text;
        assert!(
            page.contains("Giấy khen") && page.contains("2020"),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_register_is_for_who_reads_the_person_or_the_awards_of_the_collective() {
    on_both(async |db| {
        let world = World::new(db).await;
        told(&world).await;
        for (user, person, unit) in [
            ("thong-ke", 200, 200),
            ("nguoi-sibling", 404, 404),
            ("can-bo", 200, 200),
            ("quan-tri", 403, 403),
        ] {
            let mut browser = Browser::of(&world, user).await;
            for (path, status) in [(OWN, person), (UNIT, unit)] {
                let found = browser.get(path).await;
                assert_eq!(found.status.as_u16(), status, "{user} {path}");
            }
        }
        let mut officer = Browser::of(&world, "thong-ke").await;
        let page = officer.get(UNIT).await.expect(200).text;
        assert!(
            page.contains("Tập thể lao động xuất sắc") && page.contains("93/QĐ-THADS"),
            "{page}"
        );
        let page = officer.get(OWN).await.expect(200).text;
        assert!(!page.contains("Gửi kiến nghị") && page.contains("Lịch sử"));
        // A collective is no person, and the other way round.
        officer
            .get("/ca-nhan/tinh-a/khen-thuong-ca-doi")
            .await
            .expect(404);
        officer
            .get("/co-quan/nv-a/truyen-thong-khen-thuong")
            .await
            .expect(404);
        let away = officer.get("/vang-mat").await.expect(200).text;
        assert!(away.contains("Đi học dài hạn") && away.contains("Nguyễn Văn An"));
        let rated = officer.get("/xep-loai-doan-the").await.expect(200).text;
        assert!(rated.contains("Tổ chức đảng"));
        let person = officer.get("/ca-nhan/nv-a").await.expect(200).text;
        assert!(person.contains("Đi học dài hạn") && person.contains(OWN));
        let mut other = Browser::of(&world, "nguoi-sibling").await;
        let away = other.get("/vang-mat").await.expect(200).text;
        assert!(!away.contains("Nguyễn Văn An"), "nobody else's");
    })
    .await;
}
