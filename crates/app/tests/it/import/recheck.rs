//! A check that takes over what no mend touched says the same as one that reads everything anew.

use serde_json::Value;
use thidua_app::bundle::work::{Decision, RowDeed};
use thidua_store::testing::on_both;

use super::*;

/// The same numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from((self.0 >> 33) % u64::try_from(most).unwrap()).unwrap()
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const NAMES: &[&str] = &[
    "Nguyễn Văn An",
    "Lê Thị Bình",
    "Trần Văn Cường",
    "Trần Văn Cường",
    "Phạm Dũng",
    "Đỗ Thị Em",
    "",
    "Ông Lê Thị Bình",
];
const OFFICES: &[&str] = &[
    "Phòng 1",
    "Phòng 2",
    "THADS tỉnh A",
    "phong-1",
    "phong-9",
    "Phòng 9",
    "THADS tỉnh B",
    "",
    "THADS tỉnh C",
];
const BORN: &[&str] = &["1985", "05/9/1985", "1990", "31/02/1990", ""];
const GROUPS: &[&str] = &["Công chức", "Công chứ", "Lãnh đạo", "", "Nhóm lạ"];
const AWARDS: &[&str] = &[
    "Lao động tiên tiến",
    "LĐTT",
    "ldtt",
    "Bằng khen lạ",
    "",
    "Chiến sĩ thi đua cơ sở",
];
const YEARS: &[&str] = &["2019", "2020", "2020-2021", "hai nghìn", ""];
const NUMBERS: &[&str] = &["100", "1.057", "80", "abc", "", "90", "-1"];

fn people(dice: &mut Dice, rows: usize) -> String {
    let mut text = "TT,Họ tên cán bộ,Năm sinh,Nơi công tác,Phân loại\n".to_owned();
    for row in 1..=rows {
        let cells = [
            dice.of(NAMES),
            dice.of(BORN),
            dice.of(OFFICES),
            dice.of(GROUPS),
        ];
        text.push_str(&format!("{row},{}\n", cells.join(",")));
    }
    text
}

fn awards(dice: &mut Dice, rows: usize) -> String {
    let mut text = "STT,Họ và tên,Danh hiệu,Năm,Số QĐ\n".to_owned();
    for row in 1..=rows {
        let cells = [dice.of(NAMES), dice.of(AWARDS), dice.of(YEARS)];
        text.push_str(&format!("{row},{},{}/QĐ\n", cells.join(","), dice.below(3)));
    }
    text
}

fn figures(dice: &mut Dice, rows: usize) -> String {
    let mut text = "KẾT QUẢ 8 THÁNG NĂM 2021\nSTT,Đơn vị,Thụ lý về việc,Việc có điều kiện,Việc thi hành xong\n".to_owned();
    for row in 1..=rows {
        let cells = [
            dice.of(OFFICES),
            dice.of(NUMBERS),
            dice.of(NUMBERS),
            dice.of(NUMBERS),
        ];
        text.push_str(&format!("{row},{}\n", cells.join(",")));
    }
    text
}

/// Every row of every sheet as the pages show it, but for what names the session.
async fn told(app: &Arc<App>, me: &Actor, id: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for sheet in 0..4 {
        for tab in ["can-sua", "khac", "canh-bao", "bo", "tat-ca"] {
            let ask = AskReview {
                sheet: Some(sheet),
                tab: Some(tab.to_owned()),
                page: 1,
            };
            let found = loop {
                let found = work::review(app, me, id, &ask).await.unwrap();
                if !found.checking {
                    break found;
                }
            };
            let mut found = serde_json::to_value(found).unwrap();
            found["id"] = Value::Null;
            all.push(found);
        }
    }
    all
}

/// One change by chance, the same in both sessions.
async fn change(app: &Arc<App>, me: &Actor, ids: [&str; 2], dice: &mut Dice) {
    let sheet = dice.below(4);
    let row = u32::try_from(2 + dice.below(14)).unwrap();
    let (column, text) = match sheet {
        0 | 1 => [
            ("ho_va_ten", dice.of(NAMES)),
            ("ma_co_quan", dice.of(OFFICES)),
            ("nhom", dice.of(GROUPS)),
            ("ngay_sinh", dice.of(BORN)),
        ][dice.below(4)],
        2 => [
            ("ma_doi_tuong", dice.of(NAMES)),
            ("ma_khen_thuong", dice.of(AWARDS)),
            ("nam_thanh_tich", dice.of(YEARS)),
        ][dice.below(3)],
        _ => [
            ("ma_co_quan", dice.of(OFFICES)),
            ("so:viec.thu_ly", dice.of(NUMBERS)),
            ("so:viec.xong", dice.of(NUMBERS)),
        ][dice.below(3)],
    };
    let what = dice.below(8);
    for id in ids {
        let deed = match what {
            0 => Some(RowDeed::LeaveOut),
            1 => Some(RowDeed::TakeIn),
            2 => Some(RowDeed::Decide(Decision::Keep)),
            3 => Some(RowDeed::Decide(Decision::Take)),
            _ => None,
        };
        match deed {
            Some(deed) => work::rows_deed(app, me, id, sheet, &[row], deed)
                .await
                .unwrap(),
            None => {
                let mends = [mend(row, column, text)];
                work::mend(app, me, id, sheet, (&mends, None))
                    .await
                    .unwrap();
            }
        }
    }
}

async fn both_say_the_same(app: &Arc<App>, me: &Actor, seed: u64) {
    let mut dice = Dice(seed);
    let files: Vec<(String, Vec<u8>)> = vec![
        ("Phòng 1.csv".to_owned(), people(&mut dice, 14).into_bytes()),
        ("Phòng 2.csv".to_owned(), people(&mut dice, 9).into_bytes()),
        (
            "khen thưởng.csv".to_owned(),
            awards(&mut dice, 16).into_bytes(),
        ),
        ("số liệu.csv".to_owned(), figures(&mut dice, 9).into_bytes()),
    ];
    let quick = work::upload(app, me, files.clone()).await.unwrap();
    let whole = work::upload(app, me, files).await.unwrap();
    for id in [&quick, &whole] {
        settle(app, me, id).await;
    }
    for step in 0..40 {
        work::forget(&whole);
        let (one, other) = (told(app, me, &quick).await, told(app, me, &whole).await);
        for (one, other) in one.iter().zip(&other) {
            assert_eq!(one, other, "after {step} changes, seed {seed}");
        }
        change(app, me, [&quick, &whole], &mut dice).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_after_a_mend_says_what_a_whole_check_says() {
    on_both(async |db| {
        let app = office(db).await;
        let stored = bundle(&[
            (
                "nhan-su",
                "Mã|Họ và tên|Ngày sinh|Mã cơ quan|Nhóm
                 nv-1|Nguyễn Văn An|1985|phong-1|cong_chuc
                 nv-2|Lê Thị Bình|1990|tinh-b|lanh_dao
                 nv-3|Lê Thị Bình|1991|phong-2|lanh_dao",
            ),
            (
                "so-lieu",
                "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị
                 phong-1|2021|8|viec.thu_ly|120",
            ),
        ]);
        take(&app, &stored, None).await;
        both_say_the_same(&app, &console(), 7).await;
        both_say_the_same(&app, &officer("tinh-a", "an"), 20_262).await;
    })
    .await;
}
