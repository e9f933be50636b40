//! Nothing of the law that nobody compared with the original is shown without saying so. The shipped book confirms
//! nothing, so each basis, verdict and amount of each page, paper and answer must carry a mark of its own.

use std::io::Read as _;

use axum::body::Body;
use http_body_util::BodyExt as _;
use serde_json::Value;
use thidua_domain::access::Role;
use thidua_store::testing::on_both;
use tower::ServiceExt as _;

use crate::browser::Browser;
use crate::world::World;

/// What a mark says.
const MARKS: [&str; 5] = [
    "hưa xác nhận",
    "hưa đối chiếu",
    "hưa tìm thấy văn bản",
    "ội dung chưa xác minh",
    "hưa được xác minh",
];

fn marked(text: &str) -> bool {
    MARKS.iter().any(|mark| text.contains(mark))
}

/// Pieces of a page between two signs: those in all, and those without a mark.
fn pieces<'p>(page: &'p str, opens: &str, closes: &str) -> (usize, Vec<&'p str>) {
    let all: Vec<&str> = page
        .split(opens)
        .skip(1)
        .map(|rest| rest.split(closes).next().unwrap())
        .collect();
    let bare = all.iter().filter(|piece| !marked(piece)).copied();
    (all.len(), bare.collect())
}

/// A page, and what of it states something of the law: between which signs.
type Page = (&'static str, &'static [(&'static str, &'static str)]);

const PROOF: &[(&str, &str)] = &[
    ("<dt>Căn cứ</dt>", "</dd>"),
    ("<p class=\"notice-title\">", "</p>"),
];
const VALUES: &[(&str, &str)] = &[
    ("<dt>Căn cứ</dt>", "</dd>"),
    ("<dt>Mức dùng để xét</dt>", "</dd>"),
];
const RULES: &[(&str, &str)] = &[("<dt>Căn cứ</dt>", "</dd>")];

const PAGES: &[Page] = &[
    (
        "/ca-nhan/nv-a/dieu-kien?nam=2026",
        &[("<section class=\"panel\" id=\"kt-", "</section>")],
    ),
    ("/ca-nhan/nv-a/dieu-kien?danh-hieu=gk&nam=2026", PROOF),
    ("/ca-nhan/nv-a/dieu-kien?danh-hieu=ldtt&nam=2026", VALUES),
    ("/ca-nhan/nv-a/dieu-kien?danh-hieu=cstd_bo&nam=2026", RULES),
    // Received under one law, decided under the next: both are shown.
    (
        "/ca-nhan/nv-a/dieu-kien?danh-hieu=cstdcs&nam=2026&ngay=20/11/2026&tiep-nhan=20/9/2026",
        RULES,
    ),
    (
        "/co-quan/tinh-a/dieu-kien?nam=2026",
        &[("<section class=\"panel\" id=\"kt-", "</section>")],
    ),
    (
        "/co-quan/khu-a1/dieu-kien?danh-hieu=tt_ldtt&nam=2026",
        VALUES,
    ),
    (
        "/co-quan/tinh-a/xet-thi-dua?nam=2026&danh-hieu=ldtt",
        &[
            (
                "<tr><th scope=\"row\" class=\"wrap\"><a href=\"/co-quan/tinh-a/xet-thi-dua?",
                "</th>",
            ),
            ("<h2 class=\"list-heading\">", "</table>"),
        ],
    ),
    (
        "/co-quan/tinh-a/xet-thi-dua/ket-luan?dieu-kien=gk.chua_ro&nam=2026",
        RULES,
    ),
    ("/quy-dinh/cstdcs", RULES),
    (
        "/quy-dinh/cstdcs?ngay=01/02/2024",
        &[
            ("<dt>Căn cứ</dt>", "</dd>"),
            ("<h3><a href=\"/quy-dinh/cstdcs?", "</p>"),
        ],
    ),
    ("/quy-dinh/tt_ldtt?doi-tuong=tap_the", RULES),
    ("/quy-dinh/dieu-kien/cstdcs.sang_kien", RULES),
    (
        "/quy-dinh/tham-so/luong_co_so",
        &[("<tr><th scope=\"row\" class=\"wrap\">", "</tr>")],
    ),
    (
        "/quy-dinh?q=chiến sĩ thi đua",
        &[("<a href=\"/quy-dinh/dieu-kien/", "</li>")],
    ),
    (
        "/tien-thuong?khen-thuong=cstdcs&doi-tuong=ca_nhan&ngay=2026-11-01",
        &[
            ("<p><strong>2.", "</p>"),
            ("<tr><th scope=\"row\" class=\"wrap\">", "</tr>"),
        ],
    ),
    (
        "/co-quan/tinh-a/tien-thuong?nam=2026",
        &[("<dt>Tổng số tiền được chi</dt>", "<table")],
    ),
];

/// What a page states without a mark, and that it states something at all.
fn faults((path, signs): &Page, page: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (opens, closes) in *signs {
        let (count, bare) = pieces(page, opens, closes);
        if count == 0 {
            faults.push(format!("{path}: nothing begins with {opens}"));
        }
        let told = bare.iter().map(|piece| format!("{path}: {piece}"));
        faults.extend(told);
    }
    faults
}

/// The parts of the rulebook's first page: in which section, and what is a statement there.
const INDEX: [(&str, &str, &str); 4] = [
    ("id=\"van-ban\"", "<tr><th scope=\"row\"", "</tr>"),
    ("id=\"tham-so\"", "<tr><th scope=\"row\"", "</tr>"),
    ("id=\"mau-so\"", "<li><strong>", "</li>"),
    ("id=\"huy\"", "<li>", "</li>"),
];

#[tokio::test]
async fn no_page_of_the_law_shows_unconfirmed_statements_without_their_mark() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "to-chuc").await;
        let mut found = Vec::new();
        for page in PAGES {
            let path = page.0.replace(' ', "%20");
            let answer = browser.get(&encoded(&path)).await.expect(200).text;
            found.extend(faults(page, &answer));
            // Without its marks the page would be found out.
            let bare = MARKS
                .iter()
                .fold(answer, |page, mark| page.replace(mark, ""));
            assert!(!faults(page, &bare).is_empty(), "{}", page.0);
        }
        let index = browser.get("/quy-dinh").await.expect(200).text;
        for (section, opens, closes) in INDEX {
            let (_, rest) = index.split_once(section).expect(section);
            let (part, _) = rest.split_once("</section>").unwrap();
            let (count, bare) = pieces(part, opens, closes);
            assert!(count > 0, "{section}");
            found.extend(bare.iter().map(|piece| format!("{section}: {piece}")));
        }
        // What one could register, on one's own page.
        let mut own = Browser::of(&world, "can-bo").await;
        let page = own.get("/dang-ky/cua-toi?nam=2026").await.expect(200).text;
        let reach = (
            "/dang-ky/cua-toi",
            &[("dieu-kien?nam=2026&amp;danh-hieu=", "</tr>")][..],
        );
        found.extend(faults(&reach, &page));
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

/// An address with its letters beyond ASCII as browsers send them.
fn encoded(path: &str) -> String {
    let byte = |byte: u8| match byte.is_ascii() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    path.bytes().map(byte).collect()
}

/// Statements of an answer: whatever cites or tells how sure it is says who compared it; whatever is an outcome says
/// whether it rests on anything nobody compared.
fn walk(at: &str, value: &Value, count: &mut usize, faults: &mut Vec<String>) {
    match value {
        Value::Array(all) => {
            for (number, one) in all.iter().enumerate() {
                walk(&format!("{at}[{number}]"), one, count, faults);
            }
        }
        Value::Object(own) => {
            if own.contains_key("confidence") {
                *count += 1;
                if own.get("confirmed") != Some(&Value::Null) {
                    faults.push(format!("{at}: confirmed {:?}", own.get("confirmed")));
                }
            }
            let judged = own.contains_key("outcome") && own.contains_key("regime");
            let counted = own.contains_key("eligible_list") || own.contains_key("subject_kind");
            let states = own.contains_key("roads") || own.contains_key("eligible_list");
            if judged || (counted && states) {
                *count += 1;
                if own.get("unconfirmed") != Some(&Value::Bool(true)) {
                    faults.push(format!("{at}: unconfirmed {:?}", own.get("unconfirmed")));
                }
            }
            for (name, one) in own {
                walk(&format!("{at}.{name}"), one, count, faults);
            }
        }
        _ => {}
    }
}

#[tokio::test]
async fn no_answer_to_a_program_holds_unconfirmed_statements_without_their_mark() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let mut faults = Vec::new();
        for path in [
            "eligibility?subject=nv-a&award=cstdcs&year=2026",
            "eligibility?subject=nv-a&award=cstdcs&year=2026&received=2026-09-20&on=2026-11-20",
            "eligibility?subject=nv-a&year=2026",
            "eligibility?subject=tinh-a&year=2026",
            "eligibility?all=1&year=2026",
            "rules",
            "rules?award=cstdcs&subject_kind=ca_nhan&on=2024-02-01",
        ] {
            let answer = browser.get(&format!("/api/v1/{path}")).await.expect(200);
            let mut count = 0;
            walk(path, &answer.json(), &mut count, &mut faults);
            assert!(count > 0, "{path} states nothing");
        }
        assert!(faults.is_empty(), "{faults:#?}");
        // What brings money says of the whole, and of each value.
        let path = "/api/v1/bonus?award=cstdcs&subject_kind=ca_nhan&on=2026-11-01";
        let bonus = browser.get(path).await.expect(200).json();
        assert_eq!(bonus["confirmed"], false, "{bonus}");
        let values = bonus["parameters"].as_array().unwrap();
        assert!(!values.is_empty() && values.iter().all(|one| one["confirmed"].is_null()));
    })
    .await;
}

/// The texts of a DOCX or XLSX.
async fn words(world: &World, browser: &Browser, path: &str) -> String {
    let request = browser
        .request("GET", path)
        .header("sec-fetch-site", "none");
    let request = request.body(Body::empty()).unwrap();
    let answer = world.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status().as_u16(), 200, "{path}");
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        if part.name().unwrap().ends_with(".xml") {
            part.read_to_string(&mut text).unwrap();
        }
    }
    text
}

#[tokio::test]
async fn no_paper_holds_unconfirmed_amounts_or_verdicts_without_their_mark() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let browser = Browser::of(&world, "thong-ke").await;
        for form in ["xlsx", "docx"] {
            let path = format!("/co-quan/tinh-a/tien-thuong/in?nam=2026&dang={form}");
            let text = words(&world, &browser, &path).await;
            // Beside the row, and once for the whole list.
            assert!(text.contains("hưa đối chiếu bản gốc"), "{path}: {text}");
            assert!(
                text.contains("chưa được đối chiếu với bản gốc văn bản"),
                "{path}: {text}"
            );
            let path =
                format!("/co-quan/tinh-a/xet-thi-dua/in?nam=2026&danh-hieu=ldtt&dang={form}");
            let text = words(&world, &browser, &path).await;
            assert!(
                text.contains("có quy định chưa xác nhận với văn bản gốc"),
                "{path}: {text}"
            );
        }
    })
    .await;
}
