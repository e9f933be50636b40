//! People, officers' figures, blocks, ranking, the tree and documents.

use serde_json::json;

use crate::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::with(&["@vi-du/quan-1-2021", "@vi-du/can-tho-2020-2025"]);
    desk.sheet("them", "nhan-su", "Mã,Họ và tên,Mã cơ quan,Chức danh,Nhóm,Từ ngày\nnguyen-an,Nguyễn Văn An,quan-1,Chấp hành viên sơ cấp,chap_hanh_vien,2019-01-01\n");
    desk.sheet(
        "them",
        "cum-khoi",
        "Mã,Tên,Năm,Cơ quan quản lý,Trưởng cụm,Thành viên\nkhoi-1,Khối thi đua số 1,2021,tp-hcm,quan-1,quan-1;can-tho-cu;hau-giang\n",
    );
    let path = desk.sheet(
        "them",
        "so-lieu",
        "Mã cơ quan,Mã cán bộ,Năm công tác,Tháng lũy kế,Mã số liệu,Giá trị,Đơn vị tính\n\
         quan-1,nguyen-an,2021,8,viec.thu_ly,120,viec\n\
         quan-1,nguyen-an,2021,8,viec.cu,20,viec\n\
         quan-1,nguyen-an,2021,8,viec.moi,100,viec\n\
         can-tho-cu,,2021,8,viec.ty_le,68.73,phan_tram\n",
    );
    desk.run(&["load", &path]).done();
    desk
}

#[test]
fn an_officers_figures_are_the_officers_own() {
    let desk = desk();
    let balance =
        desk.json("show balance --agency quan-1 --person nguyen-an --year 2021 --month 8");
    assert_eq!(balance["person"], "nguyen-an");
    assert_eq!(
        balance["figures"],
        json!({ "viec.cu": "20", "viec.moi": "100", "viec.thu_ly": "120" })
    );
    assert_eq!(balance["identities"][0]["holds"], true);
    let above = desk.json("show balance --agency tp-hcm --person nguyen-an --year 2021 --month 8");
    assert_eq!(above["figures"]["viec.thu_ly"], "120");
    let agency = desk.json("show balance --agency quan-1 --year 2021 --month 8");
    assert_eq!(agency["figures"].get("viec.thu_ly"), None);
    let person = desk.json("show person nguyen-an");
    assert_eq!(person["figures"], json!(["2021/8"]));
    assert_eq!(person["posts"][0]["agency"], "quan-1");
    let text = desk.run(&["show", "person", "nguyen-an"]).done().stdout;
    assert!(
        text.contains("Chấp hành viên sơ cấp") && !text.contains("chap_hanh_vien"),
        "{text}"
    );
}

#[test]
fn a_block_and_its_ranking() {
    let desk = desk();
    let block = desk.json("show block khoi-1 --year 2021");
    assert_eq!(
        (&block["head"], block["members"].as_array().map(Vec::len)),
        (&json!("quan-1"), Some(3))
    );
    let ranking = desk.json("show ranking --block khoi-1 --year 2021 --month 8 --by viec.ty_le");
    let rows = ranking["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 3);
    assert_eq!(
        (&rows[0]["rank"], &rows[1]["rank"], &rows[2]["rank"]),
        (&json!(1), &json!(1), &json!(null))
    );
    assert_eq!(rows[0]["tied_with"].as_array().map(Vec::len), Some(1));
    let text = desk
        .run(&[
            "show", "ranking", "--block", "khoi-1", "--year", "2021", "--month", "8",
        ])
        .done()
        .stdout;
    assert!(
        text.contains("1/3") && text.contains("68,73") && text.contains("đồng hạng"),
        "{text}"
    );
    let said = desk
        .run(&["show", "block", "khoi-1", "--year", "2020"])
        .refused();
    assert!(
        said.stderr.contains("không có trong năm 2020"),
        "{}",
        said.stderr
    );
}

#[test]
fn texts_hold_no_codes_of_lists() {
    let desk = desk();
    let asked: [&[&str]; 8] = [
        &[
            "show", "balance", "--agency", "quan-1", "--year", "2020", "--month", "12",
        ],
        &[
            "show", "balance", "--agency", "quan-1", "--year", "2021", "--month", "8",
        ],
        &[
            "show", "proof", "--agency", "quan-1", "--year", "2020", "--month", "12",
        ],
        &[
            "show", "pace", "--agency", "quan-1", "--year", "2021", "--month", "8",
        ],
        &[
            "show", "compare", "--agency", "quan-1", "--year", "2021", "--month", "8",
        ],
        &["show", "tree", "--at", "2021-05-31"],
        &["show", "agency", "tong-cuc", "--at", "2025-03-01"],
        &["show", "document", "bai-quan-1-2021"],
    ];
    for words in asked {
        let text = desk.run(words).done().stdout;
        for code in [
            "chua_dat",
            "cao_hon",
            "phan_tram",
            "toan_bo",
            "reported",
            "computed",
            "derived",
            "unknown",
            "holds",
            "bai_viet",
            "doi_ten",
            "cuc_quan_ly",
            "null",
            "None",
            "true",
            "false",
            "viec.",
            "tien.",
        ] {
            assert!(!text.contains(code), "{words:?} says «{code}»:\n{text}");
        }
        assert!(text.lines().count() > 2, "{words:?}: {text}");
    }
}

#[test]
fn the_tree_of_a_day() {
    let desk = Desk::with(&["@nganh"]);
    let before = desk.json("show tree bo-tu-phap --at 2025-06-30 --depth 2");
    let after = desk.json("show tree bo-tu-phap --at 2025-07-01 --depth 2");
    let provinces = |tree: &serde_json::Value| {
        tree.as_array()
            .expect("lines")
            .iter()
            .filter(|line| line["level"] == "tinh")
            .count()
    };
    assert_eq!((provinces(&before), provinces(&after)), (63, 34));
}
