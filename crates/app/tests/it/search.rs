//! Search over the published examples and the sector's tree: what an officer types finds what is meant,
//! and nobody finds what is not theirs.

use std::collections::BTreeSet;

use thidua_app::search::{AskSearch, Group, Hit, Kind, find};
use thidua_app::{App, View};
use thidua_domain::access::{Actor, Grant, Permission, Role, Target};
use thidua_domain::text;
use thidua_store::testing::{fresh, on_both};

use crate::desk::{app, bundle, load_embedded, take, view};

const EXAMPLES: [&str; 6] = [
    "nganh",
    "vi-du/quan-1-2021",
    "vi-du/ben-tre-2022",
    "vi-du/can-tho-2020-2025",
    "vi-du/dong-thap-2015-2020",
    "vi-du/vinh-phuc-2021",
];

/// The sector with the examples, and a few invented people with the commonest names.
async fn country(db: thidua_store::Db) -> App {
    let app = app(db).await;
    load_embedded(&app, &EXAMPLES).await;
    let people = bundle(&[
        (
            "nhan-su",
            "Mã|Họ và tên|Mã cơ quan|Chức vụ|Chức danh|Từ ngày|Đến ngày
             q1-01|Nguyễn Văn Hòa|quan-1||Chấp hành viên|2018-01-01|
             q1-02|Nguyễn Văn Hoá|quan-1||Thư ký|2018-01-01|
             q1-03|Nguyên Vân Hoa|quan-1||Thư ký|2018-01-01|
             bt-01|Nguyễn Văn Hòa|ben-tre|Chi cục trưởng||2015-01-01|2019-12-31
             bt-02|Đặng Thị Ánh Nguyệt|ben-tre||Thẩm tra viên|2018-01-01|
             bt-03|Đỗ Hùng|giong-trom||Chấp hành viên|2018-01-01|",
        ),
        (
            "khen-thuong",
            "Mã cơ quan|Mã đối tượng|Đối tượng|Mã khen thưởng|Năm thành tích|Số quyết định|Ngày quyết định|Cơ quan quyết định|Mã
             quan-1|q1-01|ca_nhan|cstdcs|2021|77/QĐ-CTHADS|2021-12-15|tp-hcm|kt-q1
             ben-tre|bt-02|ca_nhan|gk|2022|152/QĐ-CTHADS|2022-11-20|ben-tre|kt-bt",
        ),
        ("cum-khoi", "Mã|Tên|Năm|Cơ quan quản lý|Thành viên
             cum-mtr|Cụm thi đua miền Tây Nam Bộ|2022|cuc-quan-ly|ben-tre;dong-thap"),
    ]);
    let loaded = take(&app, &people, None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
    app
}

fn ask(text: &str) -> AskSearch {
    AskSearch {
        text: text.to_owned(),
        kind: None,
        skip: 0,
        most: 20,
    }
}

fn hits(app: &App, view: &View, kind: Kind, typed: &str) -> Vec<Hit> {
    let groups: Vec<Group> = find(app, view, &ask(typed)).unwrap();
    let group = groups.into_iter().find(|group| group.kind == kind);
    group.map(|group| group.hits).unwrap_or_default()
}

/// Typed, kind, and the code that comes first.
const TABLE: [(&str, Kind, &str); 49] = [
    // Agencies: full and short names, with and without marks, by initials, in any order.
    ("Chi cục THADS Quận 1", Kind::Agency, "quan-1"),
    ("chi cuc thads quan 1", Kind::Agency, "quan-1"),
    ("thads q1", Kind::Agency, "quan-1"),
    ("THADS Q1", Kind::Agency, "quan-1"),
    ("quận 1", Kind::Agency, "quan-1"),
    ("Quan 1", Kind::Agency, "quan-1"),
    ("1 quận chi cục", Kind::Agency, "quan-1"),
    ("ccthadsq1", Kind::Agency, "quan-1"),
    ("quan-1", Kind::Agency, "quan-1"),
    ("tads hcm", Kind::Agency, "tp-hcm-moi"),
    ("thads hcm", Kind::Agency, "tp-hcm-moi"),
    ("thads tphcm", Kind::Agency, "tp-hcm-moi"),
    ("thads tp hcm", Kind::Agency, "tp-hcm-moi"),
    ("hồ chí minh", Kind::Agency, "tp-hcm-moi"),
    ("ho chi minh", Kind::Agency, "tp-hcm-moi"),
    ("cục thads thành phố hồ chí minh", Kind::Agency, "tp-hcm"),
    ("Bến Tre", Kind::Agency, "ben-tre"),
    ("ben tre", Kind::Agency, "ben-tre"),
    ("cục thads bến tre", Kind::Agency, "ben-tre"),
    ("cthadstbt", Kind::Agency, "ben-tre"),
    ("giồng trôm", Kind::Agency, "giong-trom"),
    ("giong tro", Kind::Agency, "giong-trom"),
    ("cần thơ", Kind::Agency, "can-tho"),
    ("can tho", Kind::Agency, "can-tho"),
    ("hau giang", Kind::Agency, "hau-giang"),
    ("đồng tháp", Kind::Agency, "dong-thap-moi"),
    ("cục thads đồng tháp", Kind::Agency, "dong-thap"),
    ("thừa thiên huế", Kind::Agency, "hue"),
    ("tổng cục thi hành án dân sự", Kind::Agency, "tong-cuc"),
    ("tong cuc thads", Kind::Agency, "tong-cuc"),
    ("cục quản lý", Kind::Agency, "cuc-quan-ly"),
    ("cuc qlthads", Kind::Agency, "cuc-quan-ly"),
    ("ubnd ben tre", Kind::Agency, "ubnd-ben-tre"),
    ("btp", Kind::Agency, "bo-tu-phap"),
    // People: marks first, then without tones, then without marks, then initials.
    ("nguyễn văn hòa", Kind::Person, "q1-01"),
    ("Nguyễn Văn Hoà", Kind::Person, "q1-01"),
    ("nguyễn văn hoá", Kind::Person, "q1-02"),
    ("nguyên vân hoa", Kind::Person, "q1-03"),
    ("hòa nguyễn", Kind::Person, "q1-01"),
    ("nguyet", Kind::Person, "bt-02"),
    ("dtan", Kind::Person, "bt-02"),
    ("le phuoc toan", Kind::Person, "le-phuoc-toan"),
    ("lpt", Kind::Person, "le-phuoc-toan"),
    ("hòa bến tre", Kind::Person, "bt-01"),
    // Documents by number, symbol, abstract and source.
    (
        "508/KH-CTHADS",
        Kind::Document,
        "kh-508-2021-kh-cthads-ben-tre",
    ),
    ("KH 508", Kind::Document, "kh-508-2021-kh-cthads-ben-tre"),
    (
        "kế hoạch 258 đồng khởi mới",
        Kind::Document,
        "kh-258-2022-kh-cthads-ben-tre",
    ),
    // Blocks and figures.
    ("cụm miền tây", Kind::Block, "cum-mtr"),
    ("viec.xong", Kind::Figure, "viec.xong"),
];

#[tokio::test]
async fn what_is_typed_finds_what_is_meant() {
    on_both(async |db| {
        let app = country(db).await;
        let view = view(&app).await;
        let mut wrong = Vec::new();
        for (typed, kind, wanted) in TABLE {
            let found = hits(&app, &view, kind, typed);
            let first = found.first().map_or("", |hit| hit.code.as_str());
            if first != wanted {
                let all: Vec<&str> = found.iter().map(|hit| hit.code.as_str()).collect();
                wrong.push(format!("{typed}: {wanted} is not first of {all:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn a_former_name_says_what_it_is_now() {
    on_both(async |db| {
        let app = country(db).await;
        let view = view(&app).await;
        for (typed, note) in [
            (
                "Cục Thi hành án dân sự tỉnh Hậu Giang",
                "Tên cũ, nay là Thi hành án dân sự thành phố Cần Thơ (từ 01/07/2025)",
            ),
            (
                "thừa thiên huế",
                "Tên cũ, nay là Thi hành án dân sự thành phố Huế",
            ),
            (
                "tổng cục thi hành án dân sự",
                "Tên cũ, nay là Cục Quản lý Thi hành án dân sự",
            ),
        ] {
            let found = hits(&app, &view, Kind::Agency, typed);
            assert_eq!(found[0].note, note, "{typed}: {:#?}", found[0]);
            assert!(found[0].former);
        }
        let now = hits(&app, &view, Kind::Agency, "thads thành phố cần thơ");
        assert!(!now[0].former, "{:#?}", now[0]);
        assert!(
            now[0].note.starts_with("Trực thuộc Cục QLTHADS"),
            "{:#?}",
            now[0]
        );
    })
    .await;
}

#[tokio::test]
async fn decisions_are_found_with_their_tally() {
    on_both(async |db| {
        let app = country(db).await;
        let view = view(&app).await;
        for typed in ["77/QĐ-CTHADS", "qd 77", "quyet dinh 77 15/12/2021"] {
            let found = hits(&app, &view, Kind::Award, typed);
            assert_eq!(
                found[0].title, "Quyết định 77/QĐ-CTHADS ngày 15/12/2021",
                "{typed}"
            );
            assert_eq!(found[0].agency.as_deref(), Some("quan-1"));
            assert_eq!(found[0].year, Some(2021));
            assert!(found[0].note.starts_with("1 dòng khen thưởng"));
        }
        let named = hits(&app, &view, Kind::Award, "chien si thi dua co so");
        assert_eq!(named[0].code, "cstdcs");
    })
    .await;
}

/// First letters as officers write them, numbers whole: `ccthadsq12`.
fn initials(name: &str) -> String {
    let folded = text::fold(name);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let short = words.map(|word| match word.parse::<u32>() {
        Ok(_) => word,
        Err(_) => &word[..1],
    });
    short.collect()
}

/// Every agency by each of its names: as written, without marks, by its initials, by its code.
#[tokio::test]
async fn every_agency_is_found_by_each_of_its_names() {
    let fresh = fresh(thidua_store::Engine::Sqlite).await;
    let app = country(fresh.db.clone()).await;
    let view = view(&app).await;
    let mut missing = Vec::new();
    for agency in view.state.org.iter() {
        let mut typed: BTreeSet<String> = BTreeSet::from([agency.code.clone()]);
        for spell in &agency.spells {
            for name in [Some(&spell.name), spell.short_name.as_ref()]
                .into_iter()
                .flatten()
            {
                typed.insert(name.clone());
                typed.insert(name.to_uppercase());
                typed.insert(text::toneless(name));
                typed.insert(text::fold(name));
                let words: Vec<&str> = name.split_whitespace().rev().collect();
                if words.len() <= 8 {
                    typed.insert(words.join(" "));
                }
                let initials = initials(name);
                if initials.len() > 2 {
                    typed.insert(initials);
                }
            }
        }
        for typed in typed {
            let mut asked = ask(&typed);
            asked.most = usize::MAX;
            asked.kind = Some(Kind::Agency);
            let groups = find(&app, &view, &asked).unwrap();
            let hits = groups
                .first()
                .map(|group| group.hits.as_slice())
                .unwrap_or_default();
            if !hits.iter().any(|hit| hit.code == agency.code) {
                missing.push(format!("{typed} does not find {}", agency.code));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

fn actor(role: Role, agency: &str, person: Option<&str>) -> Actor {
    Actor {
        user: "thu".to_owned(),
        person: person.map(str::to_owned),
        grants: vec![Grant {
            role,
            agency: agency.to_owned(),
            from: None,
            to: None,
        }],
    }
}

#[tokio::test]
async fn nobody_finds_or_counts_what_is_not_theirs() {
    on_both(async |db| {
        let app = country(db).await;
        let codes = async |actor: &Actor, kind: Kind, typed: &str| -> Vec<String> {
            let view = app.view(actor).await.unwrap();
            let mut asked = ask(typed);
            asked.kind = Some(kind);
            let groups = find(&app, &view, &asked).unwrap();
            let group = groups.into_iter().next();
            if let Some(group) = &group {
                assert_eq!(
                    group.total,
                    group.hits.len(),
                    "{typed}: hidden ones are counted"
                );
            }
            let hits = group.map(|group| group.hits).unwrap_or_default();
            hits.into_iter()
                .map(|hit| hit.code + hit.agency.as_deref().unwrap_or_default())
                .collect()
        };
        let officer = actor(Role::Officer, "quan-1", None);
        assert_eq!(
            codes(&officer, Kind::Person, "nguyễn văn hòa").await,
            ["q1-01", "q1-02", "q1-03"]
        );
        assert_eq!(codes(&officer, Kind::Award, "QĐ-CTHADS").await, ["quan-1"]);
        let other = actor(Role::Officer, "ben-tre", None);
        assert_eq!(codes(&other, Kind::Person, "hòa").await, ["bt-01"]);
        assert_eq!(
            codes(&other, Kind::Person, "hung").await,
            ["bt-03"],
            "below"
        );
        assert_eq!(codes(&other, Kind::Award, "QĐ-CTHADS").await, ["ben-tre"]);
        let employee = actor(Role::Employee, "quan-1", Some("q1-02"));
        assert_eq!(
            codes(&employee, Kind::Person, "nguyen van hoa").await,
            ["q1-02"]
        );
        let admin = actor(Role::Administrator, "*", None);
        for kind in [Kind::Person, Kind::Award, Kind::Block, Kind::Figure] {
            assert!(codes(&admin, kind, "a").await.is_empty(), "{kind:?}");
        }
        assert!(!codes(&admin, Kind::Agency, "quận 1").await.is_empty());
        // The same answer as a look at the person.
        for actor in [officer, other, employee, admin] {
            let view = app.view(&actor).await.unwrap();
            for code in view.state.people.keys() {
                let seen = codes(&actor, Kind::Person, code).await.contains(code);
                let permitted = view.permit_person(Permission::ViewPeople, code).is_ok();
                assert_eq!(seen, permitted, "{:?} {code}", actor.grants);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_is_found_anew() {
    on_both(async |db| {
        let app = country(db).await;
        let before = view(&app).await;
        assert!(hits(&app, &before, Kind::Person, "tôn nữ").is_empty());
        let more = bundle(&[(
            "nhan-su",
            "Mã|Họ và tên|Mã cơ quan|Từ ngày
             q1-09|Tôn Nữ Thị Ninh|quan-1|2020-01-01",
        )]);
        assert!(!take(&app, &more, None).await.refused());
        let after = view(&app).await;
        assert_eq!(hits(&app, &after, Kind::Person, "ton nu")[0].code, "q1-09");
        assert!(after.permit(Permission::ViewCommon, Target::Any).is_ok());
        let bytes = thidua_app::search::size(&app, &after);
        assert!(bytes > 0 && bytes < 2_000_000, "{bytes}");
    })
    .await;
}
