//! Statistical forms in layouts we invented: none is the official one, whose columns are not known.

use super::*;
use crate::desk::{ask, view};
use thidua_app::bundle::work::{Ended, FormInput, MappedForm};
use thidua_app::figures::AskBalance;
use thidua_store::testing::on_both;

const OFFICERS: (&str, &str) = (
    "nhan-su",
    "Mã|Họ và tên|Mã cơ quan|Chức danh|Nhóm|Từ ngày
     cb-an|Nguyễn Văn An|phong-1|Chấp hành viên|chap_hanh_vien|01/10/2015
     cb-binh|Lê Thị Bình|phong-1|Chấp hành viên|chap_hanh_vien|01/10/2015
     cb-cuong|Trần Văn Cường|phong-2|Chấp hành viên|chap_hanh_vien|01/10/2015
     cb-dung|Phạm Tiến Dũng|phong-2|Chấp hành viên|chap_hanh_vien|01/10/2015
     cb-khac|Hoàng Thị Khánh|phong-2|Thư ký|cong_chuc|01/10/2015",
);

/// Form 04 in three rows of headings and a row of numbers, agencies with their officers.
pub(super) const FOUR: &str = "Biểu số: 04,,,,,,,,,\n\
    THADS TỈNH A,,,,,CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM,,,,\n\
    KẾT QUẢ THI HÀNH ÁN DÂN SỰ TÍNH BẰNG VIỆC CHIA THEO CƠ QUAN VÀ CHẤP HÀNH VIÊN,,,,,,,,,\n\
    Từ ngày 01/10/2025 đến ngày 31/3/2026,,,,,,,Đơn vị tính: việc,,\n\
    \n\
    STT,Tên đơn vị,Tổng số thụ lý,,,Tổng số phải thi hành,,,Số chuyển kỳ sau,Tỷ lệ (%)\n\
    ,,Tổng số,Chia ra,,Tổng số,Có điều kiện,,,\n\
    ,,,Năm trước chuyển sang,Mới thụ lý,,Tổng số,Thi hành xong,,\n\
    A,B,1,2,3,4,5,6,7,8\n\
    ,Tổng số,300,100,200,290,250,130,160,\"52,00\"\n\
    I,Phòng THADS khu vực 1,180,60,120,170,150,90,80,\"60,00\"\n\
    1,Nguyễn Văn An,100,40,60,95,80,50,45,\"62,50\"\n\
    2,CHV Lê Thị Bình,80,20,60,75,70,40,35,\"57,14\"\n\
    II,Phòng THADS khu vực 2,120,40,80,120,100,40,80,\"40,00\"\n\
    1,Trần Văn Cường,60,20,40,60,50,20,40,\"40,00\"\n\
    2,Đỗ Văn Lạ,60,20,40,60,50,20,40,\"40,00\"\n\
    \n\
    Ghi chú: số liệu chốt hết ngày 31/3/2026,,,,,,,,,\n\
    Người lập biểu,,,,,Thủ trưởng đơn vị,,,,\n";

pub(super) async fn province(db: thidua_store::Db) -> Arc<App> {
    let app = office(db).await;
    let loaded = take(&app, &bundle(&[OFFICERS]), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
    app
}

pub(super) async fn sent(app: &App, name: &str, text: &str) -> String {
    let file = (name.to_owned(), text.as_bytes().to_vec());
    work::upload(app, &console(), vec![file]).await.unwrap()
}

pub(super) async fn form(app: &App, id: &str) -> MappedForm {
    let mapping = work::mapping(app, &console(), id).await.unwrap();
    let sheet = &mapping.sheets[0];
    assert_eq!(sheet.kind.as_deref(), Some("so-lieu"), "{mapping:#?}");
    sheet.form.clone().unwrap_or_else(|| panic!("{sheet:#?}"))
}

/// What each column is, by letters; columns passed over are left out.
async fn columns(app: &App, id: &str) -> Vec<String> {
    let mapping = work::mapping(app, &console(), id).await.unwrap();
    let columns = mapping.sheets[0].columns.iter();
    let told = columns.filter(|column| !column.to.is_empty());
    told.map(|column| match column.group.as_str() {
        "" => format!("{} {}", column.letters, column.to),
        group => format!("{} {} {group}", column.letters, column.to),
    })
    .collect()
}

fn kinds(form: &MappedForm) -> Vec<(u32, &str, &str)> {
    let rows = form.rows.iter();
    rows.map(|row| (row.row, row.is.as_str(), row.who.as_str()))
        .collect()
}

/// Confirms the form as it was proposed, with changes.
pub(super) async fn confirm(
    app: &App,
    id: &str,
    change: impl Fn(&mut SheetForm),
) -> Result<bool, thidua_app::AppError> {
    let mapping = work::mapping(app, &console(), id).await.unwrap();
    let sheet = &mapping.sheets[0];
    let shown = sheet.form.as_ref().unwrap();
    let rows = shown.rows.iter();
    let mut input = SheetForm {
        kind: sheet.kind.clone().unwrap_or_default(),
        heading: sheet.heading,
        deep: sheet.deep,
        links: sheet
            .columns
            .iter()
            .map(|column| (column.at, column.to.clone()))
            .collect(),
        constants: sheet
            .constants
            .iter()
            .map(|one| (one.id.clone(), one.value.clone()))
            .collect(),
        as_form: Some(true),
        form: FormInput {
            headings: Some(shown.headings),
            groups: sheet
                .columns
                .iter()
                .map(|column| (column.at, column.group.clone()))
                .collect(),
            rows: rows
                .map(|row| (row.row, (row.is.clone(), row.who.clone())))
                .collect(),
            ..FormInput::default()
        },
        ..SheetForm::default()
    };
    change(&mut input);
    work::set_mapping(app, &console(), id, &BTreeMap::from([(0, input)])).await
}

pub(super) async fn commit(app: &Arc<App>, id: &str) -> Review {
    let found = review(app, &console(), id).await;
    assert!(found.clean, "{found:#?}");
    let ended = work::commit(app, &caller(), id, seen(&found), None)
        .await
        .unwrap();
    assert_eq!(ended, Ended::Stored);
    found
}

async fn value(app: &App, agency: &str, person: Option<&str>, code: &str) -> Option<String> {
    let ask = AskBalance {
        person: person.map(str::to_owned),
        ..ask(agency, 2026, 6)
    };
    let found = thidua_app::figures::balance_of(app, &view(app).await, &ask)
        .await
        .unwrap();
    found.figures.get(code).cloned()
}

#[tokio::test]
async fn form_04_with_officers_one_of_whom_nobody_knows() {
    on_both(async |db| {
        let app = province(db).await;
        let me = console();
        let id = sent(&app, "Biểu 04.csv", FOUR).await;
        let shown = form(&app, &id).await;
        assert_eq!((shown.number.as_str(), shown.headings), ("04", (6, 8)));
        assert!(
            shown.citation.contains("không tìm được"),
            "{}",
            shown.citation
        );
        assert_eq!(
            columns(&app, &id).await,
            [
                "C so:viec.thu_ly",
                "D so:viec.cu",
                "E so:viec.moi",
                "F so:viec.phai_thi_hanh",
                "G so:viec.co_dieu_kien",
                "H so:viec.xong",
                "I so:viec.chuyen_ky_sau",
                "J so:viec.ty_le",
            ]
        );
        assert_eq!(
            kinds(&shown),
            [
                (10, "cong", ""),
                (11, "co-quan", "Phòng THADS khu vực 1"),
                (12, "can-bo", "Nguyễn Văn An"),
                (13, "can-bo", "Lê Thị Bình"),
                (14, "co-quan", "Phòng THADS khu vực 2"),
                (15, "can-bo", "Trần Văn Cường"),
                (16, "hoi", ""),
                (18, "bo", ""),
            ]
        );
        assert_eq!((shown.sums.len(), shown.asked), (0, 1), "{:?}", shown.sums);
        let mapping = work::mapping(&app, &me, &id).await.unwrap();
        let constant = |id: &str| {
            let constants = &mapping.sheets[0].constants;
            constants
                .iter()
                .find(|one| one.id == id)
                .map(|one| one.value.clone())
        };
        assert_eq!(constant("nam_cong_tac").as_deref(), Some("2026"));
        assert_eq!(constant("thang_luy_ke").as_deref(), Some("6"));
        assert!(confirm(&app, &id, |_| ()).await.unwrap());
        // The row in doubt keeps it from being stored until it is answered.
        let blocked = review(&app, &me, &id).await;
        assert!(!blocked.clean && blocked.counts.wrong == 1, "{blocked:#?}");
        let asked = work::questions(&app, &me, &id, None).await.unwrap();
        let now = asked.now.unwrap();
        assert_eq!((asked.total, asked.done), (1, 0));
        assert_eq!(
            (now.row, now.label.as_str(), now.about),
            (16, "Đỗ Văn Lạ", "can_bo")
        );
        assert_eq!(now.agency, "Phòng THADS khu vực 2");
        assert_eq!(
            now.figures[0],
            ("Tổng số thụ lý › Tổng số".to_owned(), "60".to_owned())
        );
        let wrong = work::answer(&app, &me, &id, (0, 16), ("ten", "Người Không Có")).await;
        assert!(wrong.is_err());
        work::answer(&app, &me, &id, (0, 16), ("ten", "Phạm Tiến Dũng"))
            .await
            .unwrap();
        let asked = work::questions(&app, &me, &id, None).await.unwrap();
        assert_eq!((asked.done, asked.now.is_none()), (1, true));
        assert_eq!(asked.answered[0].says, "Phạm Tiến Dũng");
        let found = commit(&app, &id).await;
        assert_eq!(found.counts.new, 6);
        for (agency, person, code, told) in [
            ("phong-1", None, "viec.xong", "90"),
            ("phong-2", None, "viec.thu_ly", "120"),
            ("phong-1", Some("cb-an"), "viec.cu", "40"),
            ("phong-2", Some("cb-dung"), "viec.xong", "20"),
        ] {
            let stored = value(&app, agency, person, code).await;
            assert_eq!(stored.as_deref(), Some(told), "{agency} {person:?} {code}");
        }
        // The sum was not stored a second time; the province is the sum of its divisions.
        assert_eq!(
            value(&app, "tinh-a", None, "viec.xong").await.as_deref(),
            Some("130")
        );
        let seen = view(&app).await;
        let ask = AskBalance {
            person: Some("cb-dung".to_owned()),
            ..ask("phong-2", 2026, 6)
        };
        let balance = thidua_app::figures::balance_of(&app, &seen, &ask)
            .await
            .unwrap();
        let line = balance
            .lines
            .iter()
            .find(|line| line.code == "viec.xong")
            .unwrap();
        let sheet = &line.sources[0].sheet;
        let history = thidua_app::figures::history(&app, &seen, sheet, "viec.xong")
            .await
            .unwrap();
        assert_eq!(history.revisions[0].place, "tệp «Biểu 04.csv», dòng 16");
    })
    .await;
}

/// Form 05 of one office, in other words and two rows of headings, money in nghìn đồng.
const FIVE: &str = "CỤC THI HÀNH ÁN DÂN SỰ TỈNH A,,,,,\n\
    Đơn vị báo cáo: Phòng THADS khu vực 1,,,,,\n\
    Biểu 05: Kết quả bằng tiền chia theo cơ quan THADS và Chấp hành viên,,,,,\n\
    6 tháng đầu năm công tác 2026,,,,ĐVT: 1.000 đồng,\n\
    TT,Họ tên CHV,Phải thi hành,Trong đó,,Ghi chú\n\
    ,,,Có điều kiện,Đã thi hành xong,\n\
    ,Tổng cộng,1.500.001,900.000,400.5,\n\
    1,Nguyễn Văn An,1.000.000,600.000,300.000,x\n\
    2,Lê Thị Bình,500.000,300.000,-,\n\
    TT,Họ tên CHV,Phải thi hành,Có điều kiện,Đã thi hành xong,Ghi chú\n";

#[tokio::test]
async fn form_05_of_one_office_in_thousands_with_a_sum_that_is_unlike() {
    on_both(async |db| {
        let app = province(db).await;
        let text = FIVE.replace("400.5", "\"400.000\"");
        let id = sent(&app, "b.csv", &text).await;
        let shown = form(&app, &id).await;
        assert_eq!(shown.number, "05");
        assert_eq!(
            kinds(&shown),
            [
                (7, "co-quan", "Phòng THADS khu vực 1"),
                (8, "can-bo", "Nguyễn Văn An"),
                (9, "can-bo", "Lê Thị Bình"),
                (10, "bo", ""),
            ]
        );
        assert_eq!(
            columns(&app, &id).await,
            [
                "C so:tien.phai_thi_hanh",
                "D so:tien.co_dieu_kien",
                "E so:tien.xong"
            ]
        );
        assert_eq!(
            shown.sums,
            [
                "Ô C7 ghi 1.500.001, cộng các dòng thành phần là 1.500.000.",
                "Ô E7 ghi 400.000, cộng các dòng thành phần là 300.000.",
            ]
        );
        assert!(confirm(&app, &id, |_| ()).await.unwrap());
        let found = commit(&app, &id).await;
        // What does not add up is told at its cell, and stored as it is written.
        let flagged = found.rows.iter().flat_map(|row| &row.cells);
        let flagged = flagged
            .filter(|cell| cell.reason.contains("cộng các dòng thành phần"))
            .count();
        assert!(flagged == 2 || found.rows.is_empty(), "{found:#?}");
        let stored = value(&app, "phong-1", Some("cb-an"), "tien.xong").await;
        assert_eq!(stored.as_deref(), Some("300000000"));
        assert_eq!(
            value(&app, "phong-1", Some("cb-binh"), "tien.xong").await,
            None
        );
        let whole = value(&app, "phong-1", None, "tien.phai_thi_hanh").await;
        assert_eq!(whole.as_deref(), Some("1500001000"));
    })
    .await;
}

#[tokio::test]
async fn money_without_a_unit_is_asked_for() {
    on_both(async |db| {
        let app = province(db).await;
        let id = sent(&app, "b.csv", &FIVE.replace("ĐVT: 1.000 đồng", "")).await;
        assert!(form(&app, &id).await.lacks_unit);
        let refused = confirm(&app, &id, |_| ()).await.unwrap_err();
        assert!(refused.to_string().contains("chưa rõ đơn vị"), "{refused}");
        let unit = |input: &mut SheetForm| {
            input
                .constants
                .insert("don_vi_tinh".into(), "trieu_dong".into());
        };
        assert!(confirm(&app, &id, unit).await.unwrap());
        commit(&app, &id).await;
        let stored = value(&app, "phong-1", Some("cb-an"), "tien.xong").await;
        assert_eq!(stored.as_deref(), Some("300000000000"));
    })
    .await;
}

/// Form 01: kinds of judgment down, four rows of headings.
const ONE: &str = "Biểu số 01,,,,,\n\
    THADS tỉnh A,,,,,\n\
    06 tháng năm 2026,,,,,Đơn vị tính: Việc\n\
    Chỉ tiêu,Thụ lý,,Phải thi hành,,\n\
    ,Tổng số,Mới,Tổng số,Trong đó,\n\
    ,,,,Có điều kiện,\n\
    ,,,,Tổng số,Xong\n\
    Tổng số,100,40,95,80,50\n\
    1. Dân sự,60,25,57,50,30\n\
    - Chủ động,20,10,19,18,10\n\
    2. Hôn nhân và gia đình,40,15,38,30,20\n\
    3. Loại chưa ai biết,0,0,0,0,0\n";

#[tokio::test]
async fn form_01_by_kinds_of_judgment() {
    on_both(async |db| {
        let app = province(db).await;
        let id = sent(&app, "mot.csv", ONE).await;
        let shown = form(&app, &id).await;
        assert_eq!((shown.number.as_str(), shown.rows_are), ("01", "nhom_an"));
        assert_eq!(
            kinds(&shown),
            [
                (8, "nhom:", ""),
                (9, "nhom:dan_su", ""),
                (10, "bo", ""),
                (11, "nhom:hon_nhan_gia_dinh", ""),
                (12, "hoi", ""),
            ]
        );
        assert!(
            shown.rows[2].why.contains("hai nhóm án"),
            "{:?}",
            shown.rows[2]
        );
        assert!(shown.sums.is_empty(), "{:?}", shown.sums);
        assert_eq!(
            columns(&app, &id).await,
            [
                "B so:viec.thu_ly",
                "C so:viec.moi",
                "D so:viec.phai_thi_hanh",
                "E so:viec.co_dieu_kien",
                "F so:viec.xong",
            ]
        );
        assert!(confirm(&app, &id, |_| ()).await.unwrap());
        work::answer(&app, &console(), &id, (0, 12), ("bo", ""))
            .await
            .unwrap();
        commit(&app, &id).await;
        assert_eq!(
            value(&app, "tinh-a", None, "viec.xong").await.as_deref(),
            Some("50")
        );
        let balance =
            thidua_app::figures::balance(&view(&app).await, &ask("tinh-a", 2026, 6)).unwrap();
        assert_eq!(balance.groups["dan_su"].figures["viec.xong"], "30");
    })
    .await;
}

/// Form 02 turned: figures down, all cases and those of one kind across.
const TWO: &str = "Kết quả thi hành án dân sự tính bằng tiền,,,,\n\
    THADS tỉnh A – 06 tháng năm 2026,,,,\n\
    THADS tỉnh A,,,,Đơn vị tính: nghìn đồng\n\
    TT,Nội dung,Tổng số,Chia ra,\n\
    ,,,Chủ động,Theo yêu cầu\n\
    A,B,1,2,3\n\
    I,Tổng số thụ lý,1000,400,600\n\
    1,Năm trước chuyển sang,300,100,200\n\
    2,Mới thụ lý,700,300,400\n\
    II,Tổng số phải thi hành,990,395,595\n\
    1,Có điều kiện thi hành,800,300,500\n\
    1.1,Thi hành xong,350,150,200\n\
    III,Số chuyển kỳ sau,640,245,395\n\
    1,Có điều kiện,450,150,300\n";

#[tokio::test]
async fn form_02_turned_with_figures_down() {
    on_both(async |db| {
        let app = province(db).await;
        let id = sent(&app, "hai.csv", TWO).await;
        let shown = form(&app, &id).await;
        assert_eq!((shown.number.as_str(), shown.rows_are), ("02", "so_lieu"));
        let told: Vec<(u32, &str)> = shown
            .rows
            .iter()
            .map(|row| (row.row, row.is.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (7, "so:thu_ly"),
                (8, "so:cu"),
                (9, "so:moi"),
                (10, "so:phai_thi_hanh"),
                (11, "so:co_dieu_kien"),
                (12, "so:xong"),
                (13, "so:chuyen_ky_sau"),
                (14, "bo"),
            ]
        );
        assert!(shown.rows[7].why.contains("«Số chuyển kỳ sau»"));
        assert_eq!(
            columns(&app, &id).await,
            [
                "C nhom:tien",
                "D nhom:tien chu_dong",
                "E nhom:tien theo_yeu_cau"
            ]
        );
        assert!(confirm(&app, &id, |_| ()).await.unwrap());
        commit(&app, &id).await;
        assert_eq!(
            value(&app, "tinh-a", None, "tien.xong").await.as_deref(),
            Some("350000")
        );
        let balance =
            thidua_app::figures::balance(&view(&app).await, &ask("tinh-a", 2026, 6)).unwrap();
        assert_eq!(balance.groups["chu_dong"].figures["tien.moi"], "300000");
    })
    .await;
}

#[tokio::test]
async fn rows_and_columns_are_changed_on_the_page() {
    on_both(async |db| {
        let app = province(db).await;
        let id = sent(&app, "Biểu 04.csv", FOUR).await;
        let change = |input: &mut SheetForm| {
            input.links.insert(8, String::new());
            input
                .form
                .rows
                .insert(16, ("can-bo".into(), "Phạm Tiến Dũng".into()));
            input.form.rows.insert(13, ("bo".into(), String::new()));
        };
        assert!(confirm(&app, &id, change).await.unwrap());
        let shown = form(&app, &id).await;
        assert_eq!(kinds(&shown)[6], (16, "can-bo", "Phạm Tiến Dũng"));
        let found = commit(&app, &id).await;
        assert_eq!(found.counts.new, 5);
        assert_eq!(
            value(&app, "phong-1", None, "viec.chuyen_ky_sau").await,
            None
        );
        // A choice the page does not offer is refused.
        let id = sent(&app, "Biểu 04.csv", FOUR).await;
        let odd = |input: &mut SheetForm| {
            input.links.insert(8, "so:viec.khong_co".into());
        };
        assert!(confirm(&app, &id, odd).await.is_err());
        let odd = |input: &mut SheetForm| {
            input
                .form
                .rows
                .insert(16, ("nhom:dan_su".into(), String::new()));
        };
        assert!(confirm(&app, &id, odd).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn the_agency_above_is_own_or_whole_by_the_sums_and_else_asked() {
    let table = |own: &str, whole: &str| {
        format!(
            "Biểu số: 04,,,,\n6 tháng năm 2026,,,Đơn vị tính: việc,\n\
             Tên đơn vị,Phải thi hành,Có điều kiện,Thi hành xong,Số chuyển kỳ sau\n\
             1,2,3,4,5\n\
             Tổng số,{whole}\nTHADS tỉnh A,{own}\nPhòng 1,20,15,10,10\nPhòng 2,40,30,20,20\n"
        )
    };
    on_both(async |db| {
        let app = province(db).await;
        let row = async |text: &str| {
            let id = sent(&app, "b.csv", text).await;
            form(&app, &id).await.rows[1].clone()
        };
        let own = row(&table("5,4,3,2", "65,49,33,32")).await;
        assert_eq!(own.is, "co-quan-rieng", "{own:?}");
        let whole = row(&table("60,45,30,30", "60,45,30,30")).await;
        assert_eq!(whole.is, "co-quan", "{whole:?}");
        let asked = row(&table("7,7,7,7", "65,49,33,32")).await;
        assert_eq!(asked.is, "hoi", "{asked:?}");
    })
    .await;
}
