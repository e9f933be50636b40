use proptest::prelude::*;

use super::*;
use crate::amount::Precision;
use crate::bundle::{Cell as Written, Place, row};
use crate::catalogue::{Aggregation, Catalogue, FigureCode, Measure, Regime};
use crate::org::{Level, Org, Spell};
use crate::time::{Validity, Window, WorkYear};

fn code(code: &str, unit: &str) -> FigureCode {
    FigureCode {
        code: code.to_owned(),
        name: code.to_owned(),
        unit: unit.to_owned(),
        measure: Measure::of_unit(unit).unwrap(),
        field: String::new(),
        aggregation: Aggregation::Sum,
        numerator: None,
        denominator: None,
        added: false,
    }
}

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for name in [
        "viec.cu",
        "viec.moi",
        "viec.thu_ly",
        "viec.xong",
        "viec.co_dieu_kien",
    ] {
        catalogue.add(code(name, "viec"));
    }
    catalogue.add(code("viec.ty_le", "phan_tram"));
    catalogue.add(code("tien.thu_ly", "dong"));
    catalogue
}

fn key(subject: &str, month: u8, source: &str) -> SheetKey {
    SheetKey {
        subject: subject.to_owned(),
        person: None,
        year: WorkYear(2026),
        month,
        frame: Frame::whole("btp"),
        source: Some(source.to_owned()),
        cut_off: None,
        status: None,
    }
}

fn figures(values: &[(&str, i64)]) -> Figures {
    let figure = |value: i64| Figure {
        value: Some(value),
        ..Figure::default()
    };
    Figures(
        values
            .iter()
            .map(|(code, value)| ((*code).to_owned(), figure(*value)))
            .collect(),
    )
}

fn spell(code: &str, parent: Option<&str>, level: Level) -> (String, Spell) {
    let spell = Spell {
        name: code.to_owned(),
        short_name: None,
        level,
        parent: parent.map(str::to_owned),
        validity: Validity::ALWAYS,
        area: None,
        source: None,
        note: None,
    };
    (code.to_owned(), spell)
}

fn org(offices: usize) -> Org {
    let below = (0..offices).map(|at| spell(&format!("p{at}"), Some("tinh"), Level::Region));
    Org::new(
        std::iter::once(spell("tinh", None, Level::Province)).chain(below),
        Vec::new(),
    )
}

fn window(month: u8) -> Window {
    Window::new(WorkYear(2026), month).unwrap()
}

/// Reads one cell of `Giá trị` with its unit as the sheet would.
fn read(name: &str, value: &str, unit: &str) -> (Option<Figure>, Vec<String>) {
    let catalogue = catalogue();
    let place = Place {
        sheet: "so-lieu",
        row: 2,
    };
    let cells: Vec<(&str, Written)> = [
        ("ma_co_quan", "tinh"),
        ("nam_cong_tac", "2026"),
        ("thang_luy_ke", "3"),
        ("ma_so_lieu", name),
        ("gia_tri", value),
        ("don_vi_tinh", unit),
    ]
    .map(|(id, text)| (id, Written::Text(text.to_owned())))
    .to_vec();
    let mut faults = Vec::new();
    let pairs = cells
        .iter()
        .map(|(id, cell)| (sheet::FIGURES.column(id).unwrap(), cell));
    let values = row(&sheet::FIGURES, place, pairs, &mut faults);
    let entry = sheet::entry(&values, &catalogue, place, &mut faults);
    (
        entry.map(|entry| entry.figure),
        faults.into_iter().map(|fault| fault.reason).collect(),
    )
}

#[test]
fn numbers_come_in_as_offices_write_them() {
    let value = |name, text, unit| read(name, text, unit).0.and_then(|figure| figure.value);
    assert_eq!(value("viec.thu_ly", "3.427", "việc"), Some(3_427));
    assert_eq!(value("viec.thu_ly", "3427", ""), Some(3_427));
    assert_eq!(
        value("tien.thu_ly", "3.508", "tỷ đồng"),
        Some(3_508_000_000_000)
    );
    assert_eq!(
        value("tien.thu_ly", "264707.535", "ty_dong"),
        Some(264_707_535_000_000)
    );
    assert_eq!(
        value("tien.thu_ly", "1.088.473.419", "nghìn đồng"),
        Some(1_088_473_419_000)
    );
    assert_eq!(
        value("tien.thu_ly", "116.531 tỷ 786 triệu 859 nghìn đồng", ""),
        Some(116_531_786_859_000)
    );
    assert_eq!(value("viec.ty_le", "68,73", "%"), Some(687_300));
    let (figure, _) = read("tien.thu_ly", "trên 3.508 tỷ đồng", "");
    assert_eq!(
        figure.map(|figure| (figure.value, figure.precision)),
        Some((Some(3_508_000_000_000), Precision::Tren))
    );
}

#[test]
fn a_doubtful_number_says_so_and_a_wrong_unit_is_refused() {
    let (figure, reasons) = read("tien.thu_ly", "1,052", "tỷ đồng");
    assert_eq!(figure.and_then(|figure| figure.value), Some(1_052_000_000));
    let (_, lone) = read("tien.thu_ly", "1.057", "tỷ đồng");
    assert!(
        !lone.is_empty(),
        "a lone group in a unit with fractions names both readings"
    );
    assert!(reasons.is_empty());
    let (figure, reasons) = read("viec.thu_ly", "10", "tỷ đồng");
    assert!(figure.is_none());
    assert_eq!(reasons, ["Đơn vị tính không hợp với số liệu này."]);
    let (figure, _) = read("viec.thu_ly", "10,5", "việc");
    assert!(figure.is_none());
}

#[test]
fn the_official_source_answers_and_the_other_stands_beside_it() {
    let mut table = Table::default();
    let official = SheetKey {
        status: Some("chinh_thuc".to_owned()),
        ..key("tinh", 3, "bc-1")
    };
    table.put(key("tinh", 3, "bc-2"), 1, &figures(&[("viec.cu", 9)]), None);
    table.put(official, 1, &figures(&[("viec.cu", 10)]), None);
    let org = org(0);
    let frame = Frame::whole("btp");
    let ask = Ask {
        table: &table,
        org: &org,
        window: window(3),
        frame: &frame,
    };
    let found = ask.figure("tinh", "viec.cu", true).unwrap();
    assert_eq!(found.value, 10);
    assert_eq!(
        found.alternatives.first().and_then(|cell| cell.value),
        Some(9)
    );
}

#[test]
fn a_new_revision_takes_the_place_of_the_old_one() {
    let mut table = Table::default();
    table.put(
        key("tinh", 3, "bc"),
        1,
        &figures(&[("viec.cu", 9), ("viec.moi", 4)]),
        None,
    );
    table.put(key("tinh", 3, "bc"), 2, &figures(&[("viec.cu", 10)]), None);
    let frame = Frame::whole("btp");
    let cells = table.cells("tinh", window(3), &frame, "viec.cu");
    assert_eq!(
        cells.iter().map(|cell| cell.value).collect::<Vec<_>>(),
        [Some(10)]
    );
    assert!(
        table
            .cells("tinh", window(3), &frame, "viec.moi")
            .is_empty()
    );
    assert_eq!(table.len(), 1);
}

#[test]
fn identities_follow_their_regime() {
    let known = |code: &str| {
        let value = match code {
            "viec.thu_ly" => 53_640,
            "viec.uy_thac" => 368,
            "viec.thu_hoi_huy" => 6,
            "viec.phai_thi_hanh" => 53_266,
            "viec.co_dieu_kien" => 34_110,
            "viec.chua_dieu_kien" => 17_034,
            "viec.xong" => 21_468,
            _ => return None,
        };
        Some((value, Precision::Dung))
    };
    let holds = |third_group: bool| -> Vec<Option<bool>> {
        let regime = Regime {
            third_group,
            ..Regime::default()
        };
        check("viec", &regime, known)
            .iter()
            .map(|identity| identity.holds)
            .collect()
    };
    // Đồng Tháp, 9 months of 2025: a third group of 2 122 cases.
    assert_eq!(holds(true), [None, Some(true), Some(true), None]);
    assert_eq!(holds(false), [None, Some(true), Some(false), None]);
    let third = check(
        "viec",
        &Regime {
            third_group: true,
            ..Regime::default()
        },
        known,
    );
    assert_eq!(
        third.get(2).and_then(|identity| identity.residual),
        Some(2_122)
    );
    assert_eq!(
        third.get(1).map(|identity| identity.assumed_zero.clone()),
        Some(vec!["viec.rut_len".to_owned()])
    );
}

#[test]
fn a_vague_figure_enters_no_identity() {
    let known = |code: &str| match code {
        "tien.thu_ly" => Some((3_508, Precision::Tren)),
        "tien.cu" | "tien.moi" => Some((1, Precision::Dung)),
        _ => None,
    };
    let found = check("tien", &Regime::default(), known);
    assert_eq!(
        found
            .first()
            .map(|identity| (identity.left, identity.holds)),
        Some((None, None))
    );
}

proptest! {
    /// Below a province the sum is there only when every office has its figure, and is then exact.
    #[test]
    fn a_sum_is_of_all_or_there_is_none(values in prop::collection::vec(prop::option::of(0_i64..1_000_000), 1..12)) {
        let mut table = Table::default();
        for (at, value) in values.iter().enumerate() {
            if let Some(value) = value {
                table.put(key(&format!("p{at}"), 5, "bc"), 1, &figures(&[("viec.cu", *value)]), None);
            }
        }
        let org = org(values.len());
        let frame = Frame::whole("btp");
        let ask = Ask { table: &table, org: &org, window: window(5), frame: &frame };
        let expected: Option<i64> = values.iter().copied().sum();
        prop_assert_eq!(ask.figure("tinh", "viec.cu", true).map(|found| found.value), expected);
        // A rate is never summed.
        prop_assert!(ask.figure("tinh", "viec.cu", false).is_none());
    }

    /// Telling a figure twice changes nothing; filling is never losing.
    #[test]
    fn telling_again_is_nothing(value in prop::option::of(-5_i64..5), change in prop::option::of(-5_i64..5), other in prop::option::of(-5_i64..5)) {
        let first = Figure { value, change, ..Figure::default() };
        prop_assert_eq!(first.tell(&first), Told::Same);
        let second = Figure { value: other, ..Figure::default() };
        match first.tell(&second) {
            Told::Same => prop_assert!(other.is_none() || other == value),
            Told::Filled(filled) => {
                prop_assert!(value.is_none());
                prop_assert_eq!((filled.value, filled.change), (other, change));
            }
            Told::Conflict(_) => prop_assert!(value.is_some() && other.is_some() && value != other),
        }
    }
}
