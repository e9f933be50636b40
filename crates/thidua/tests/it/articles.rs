//! The numbers of the articles, as `show` answers them.

use serde_json::{Value, json};

use crate::desk::Desk;

fn rows(awards: &Value) -> &Vec<Value> {
    awards["rows"].as_array().expect("rows")
}

/// Instances and recipients of the rows that are as told.
fn count(awards: &Value, told: &[(&str, Value)]) -> (Vec<Value>, Vec<Value>) {
    let found: Vec<&Value> = rows(awards)
        .iter()
        .filter(|row| told.iter().all(|(field, value)| row[*field] == *value))
        .collect();
    (
        found.iter().map(|row| row["instances"].clone()).collect(),
        found.iter().map(|row| row["recipients"].clone()).collect(),
    )
}

#[test]
fn quan_1_in_2020() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    let balance = desk.json("show balance --agency quan-1 --year 2020 --month 12");
    let figures = &balance["figures"];
    assert_eq!(figures["ban_an.da_nhan"], "1426");
    assert_eq!(figures["viec.thu_ly"], "3427");
    assert_eq!(figures["viec.cu"], "1057");
    assert_eq!(figures["viec.moi"], "2370");
    assert_eq!(figures["tien.thu_ly"], "3508000000000");
    assert_eq!(balance["qualifiers"], json!({ "tien.thu_ly": "tren" }));
    assert_eq!(balance["raw"]["tien.thu_ly"], "trên 3.508 tỷ đồng");
    assert_eq!(balance["sources"]["viec.thu_ly"], "bai-quan-1-2021");
    assert_eq!(
        balance["period"],
        json!({ "from": "2019-10-01", "to": "2020-09-30" })
    );
    let identities = balance["identities"].as_array().expect("identities");
    let thu_ly = identities
        .iter()
        .find(|one| one["id"] == "viec.thu_ly")
        .expect("viec.thu_ly");
    assert_eq!(thu_ly["holds"], true);
    assert_eq!(
        (&thu_ly["left"], &thu_ly["right"]),
        (&json!("3427"), &json!("3427"))
    );
    for other in identities.iter().filter(|one| one["id"] != "viec.thu_ly") {
        assert_eq!(other["holds"], Value::Null, "{other}");
    }
    assert_eq!(balance["rates"], json!({ "viec": null, "tien": null }));
}

#[test]
fn quan_1_after_8_months_of_2021() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    let pace = desk.json("show pace --agency quan-1 --year 2021 --month 8");
    let items = pace["items"].as_array().expect("items");
    let of = |code: &str| {
        items
            .iter()
            .find(|item| item["target_code"] == code)
            .expect("item")
    };
    let cases = of("viec.ty_le");
    assert_eq!(cases["target"], "83.30");
    assert_eq!(cases["pace"], "55.53");
    assert_eq!(cases["actual"], "68.73");
    assert_eq!(cases["basis"], "reported");
    assert_eq!(cases["deviation"], "13.20");
    assert_eq!(cases["year_met"], false);
    let money = of("tien.ty_le");
    assert_eq!(money["actual"], "44.34");
    assert_eq!(money["target"], Value::Null);
    assert_eq!(money["year_met"], true);
    assert_eq!(
        pace["period"],
        json!({ "from": "2020-10-01", "to": "2021-05-31" })
    );

    let compare = desk.json("show compare --agency quan-1 --year 2021 --month 8");
    let items = compare["items"].as_array().expect("items");
    for code in ["viec.xong", "tien.xong"] {
        let item = items
            .iter()
            .find(|item| item["code"] == code)
            .expect("item");
        assert_eq!(
            (&item["direction"], &item["basis"]),
            (&json!("cao_hon"), &json!("reported"))
        );
        assert_eq!(
            (&item["now"], &item["difference"]),
            (&Value::Null, &Value::Null)
        );
    }
}

#[test]
fn ben_tre_in_2022() {
    let desk = Desk::with(&["@vi-du/ben-tre-2022"]);
    let awards = desk.json("show awards --agency ben-tre --from 2022 --to 2022");
    let one = |award: &str, authority: &str, kind: &str, inside: bool| {
        let told = [
            ("award", json!(award)),
            ("authority", json!(authority)),
            ("subject_kind", json!(kind)),
            ("inside", json!(inside)),
        ];
        count(&awards, &told)
    };
    let is = |number: i64| (vec![json!(number)], vec![json!(number)]);
    assert_eq!(one("gk", "ben-tre", "tap_the", false), is(19));
    assert_eq!(one("gk", "ben-tre", "ca_nhan", false), is(39));
    assert_eq!(one("cstdcs", "ben-tre", "ca_nhan", true), is(20));
    assert_eq!(one("gk", "ben-tre", "tap_the", true), is(14));
    assert_eq!(one("gk", "ben-tre", "ca_nhan", true), is(141));
    assert_eq!(one("gk", "tong-cuc", "tap_the", true), is(1));
    assert_eq!(one("gk", "tong-cuc", "ca_nhan", true), is(2));
    assert_eq!(one("tt_ldxs", "bo-tu-phap", "tap_the", true), is(5));
    assert_eq!(one("co_bo", "bo-tu-phap", "tap_the", true), is(1));
    assert_eq!(one("bk_bo", "bo-tu-phap", "tap_the", true), is(3));
    assert_eq!(one("bk_bo", "bo-tu-phap", "ca_nhan", true), is(13));
    let sum = |kind: &str| -> i64 {
        let of_office = rows(&awards).iter().filter(|row| {
            row["award"] == "gk" && row["authority"] == "ben-tre" && row["subject_kind"] == kind
        });
        of_office.filter_map(|row| row["recipients"].as_i64()).sum()
    };
    assert_eq!((sum("tap_the"), sum("ca_nhan")), (33, 180));
    assert_eq!(awards["left_out"], json!([]));

    let text = desk
        .run(&[
            "show", "awards", "--agency", "ben-tre", "--from", "2022", "--to", "2022",
        ])
        .done();
    for words in [
        "19 tập thể và 39 cá nhân",
        "14 tập thể và 141 cá nhân",
        "Giấy khen",
        "Chiến sĩ thi đua cơ sở",
    ] {
        assert!(text.stdout.contains(words), "{words}\n{}", text.stdout);
    }
    for code in ["da_tang", "ca_nhan", "tap_the", "cstdcs", "cong_trang"] {
        assert!(!text.stdout.contains(code), "{code}\n{}", text.stdout);
    }
}

#[test]
fn dong_thap_from_2015_to_2020() {
    let desk = Desk::with(&["@vi-du/dong-thap-2015-2020"]);
    let awards = desk.json("show awards --agency dong-thap --from 2015 --to 2020");
    let given = |award: &str, kind: &str| {
        count(
            &awards,
            &[
                ("award", json!(award)),
                ("subject_kind", json!(kind)),
                ("status", json!("da_tang")),
            ],
        )
    };
    assert_eq!(given("hcld_3", "tap_the").0, [json!(1)]);
    assert_eq!(given("bk_bo;bk_tinh", "tap_the").1, [json!(19)]);
    assert_eq!(given("bk_bo;bk_tinh", "ca_nhan").1, [json!(49)]);
    assert_eq!(given("cstd_bo", "ca_nhan").1, [json!(3)]);
    let (times, _) = given("co_bo", "tap_the");
    assert_eq!(times.iter().filter_map(Value::as_i64).sum::<i64>(), 10);
    let districts = count(
        &awards,
        &[("award", json!("co_bo")), ("subject_level", json!("huyen"))],
    );
    assert_eq!(districts, (vec![json!(7)], vec![Value::Null]));

    let pending = |award: &str| {
        count(
            &awards,
            &[("award", json!(award)), ("status", json!("dang_de_nghi"))],
        )
    };
    for award in ["co_cp", "hcld_3", "bk_ttcp"] {
        assert_eq!(pending(award).0.len(), 1, "{award}");
    }
    let held = rows(&awards)
        .iter()
        .find(|row| row["award"] == "hcld_3" && row["status"] == "dang_de_nghi");
    assert_eq!(held.expect("pending")["position"], "nguyên Cục trưởng");

    let part = desk.json("show awards --agency dong-thap --from 2016 --to 2020");
    assert!(
        part["left_out"]
            .as_array()
            .is_some_and(|left| !left.is_empty()),
        "{part}"
    );

    let text = desk
        .run(&[
            "show",
            "awards",
            "--agency",
            "dong-thap",
            "--from",
            "2015",
            "--to",
            "2020",
        ])
        .done()
        .stdout;
    assert!(text.contains("10 lượt tập thể"), "{text}");
    assert!(text.contains("19 tập thể và 49 cá nhân"), "{text}");
}

#[test]
fn can_tho_before_and_after_its_merger() {
    let desk = Desk::with(&["@nganh", "@vi-du/can-tho-2020-2025"]);
    let before = desk.json("show agency can-tho --at 2025-06-30");
    assert_eq!(before["exists"], false);
    assert_eq!(before["predecessors"], json!([]));
    let after = desk.json("show agency can-tho --at 2025-07-01");
    assert_eq!(after["name"], "Thi hành án dân sự thành phố Cần Thơ");
    assert_eq!(
        (&after["level"], &after["parent"]),
        (&json!("tinh"), &json!("cuc-quan-ly"))
    );
    let codes = |list: &Value| -> Vec<String> {
        let mut codes: Vec<String> = list
            .as_array()
            .expect("list")
            .iter()
            .map(|one| one["code"].as_str().expect("code").to_owned())
            .collect();
        codes.sort();
        codes
    };
    assert_eq!(
        codes(&after["predecessors"]),
        ["can-tho-cu", "hau-giang", "soc-trang"]
    );
    let old = desk.json("show agency hau-giang --at 2025-07-01");
    assert_eq!(
        (&old["exists"], codes(&old["successors"])),
        (&json!(false), vec!["can-tho".to_owned()])
    );
    let text = desk
        .run(&["show", "agency", "can-tho", "--at", "01/07/2025"])
        .done()
        .stdout;
    assert!(
        text.contains("Tiền thân") && text.contains("Cục Thi hành án dân sự tỉnh Sóc Trăng"),
        "{text}"
    );
}

#[test]
fn awards_of_the_first_months_of_a_year() {
    let desk = Desk::with(&["@vi-du/dong-thap-2015-2020"]);
    let whole = desk.json("show awards --agency dong-thap --from 2015 --to 2020");
    let part = desk.json("show awards --agency dong-thap --from 2015 --to 2020/8");
    assert_eq!((&whole["month"], &part["month"]), (&json!(12), &json!(8)));
    // 2019 is asked for whole; of what was given some time in 2015–2020 nothing tells that it was before
    // June 2020 but a source of that time.
    assert!(
        rows(&part)
            .iter()
            .any(|row| row["award"] == "co_bo" && row["year"] == "2019")
    );
    let left = part["left_out"].as_array().expect("rows");
    assert!(!left.is_empty(), "{part}");
    assert!(left.iter().all(|row| row["left_out"].is_string()), "{part}");
    let said = desk
        .run(&[
            "show",
            "awards",
            "--agency",
            "dong-thap",
            "--from",
            "2015",
            "--to",
            "2020/8",
        ])
        .done()
        .stdout;
    assert!(
        said.contains("từ năm 2015 đến hết 8 tháng năm 2020"),
        "{said}"
    );
    assert!(said.contains("không nêu ngày quyết định"), "{said}");
}

#[test]
fn a_pivot_of_ben_tre_in_2022_adds_up() {
    let desk = Desk::with(&["@vi-du/ben-tre-2022"]);
    let table = desk.json("show pivot --of khen-thuong --year 2022 --within ben-tre");
    let total = table["total"]["value"].as_str().expect("a number");
    let rows = table["rows"].as_array().expect("rows");
    let sum: i64 = rows
        .iter()
        .filter_map(|row| row["total"]["value"].as_str()?.parse::<i64>().ok())
        .sum();
    assert_eq!(total, sum.to_string(), "{table}");
    let map = desk.json("show map --measure khen-thuong --year 2022");
    let tiles = map["tiles"].as_array().expect("tiles");
    let own = tiles.iter().find(|tile| tile["agency"] == "ben-tre");
    assert_eq!(own.expect("Bến Tre")["value"], total);
    let refused = desk.run(&["show", "pivot", "--of", "khen-thuong", "--where", "mau=do"]);
    let said = refused.refused().stderr;
    assert!(said.contains("mau=do"), "{said}");
}
