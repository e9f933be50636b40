use thidua_domain::amount::Precision;
use thidua_domain::figures::{Figure, Frame, SheetKey};
use thidua_domain::time::WorkYear;

use super::cells::{read, same, shown, values};
use super::checks::cell_of;
use crate::State;

fn state() -> State {
    State {
        catalogue: std::sync::Arc::new(crate::catalogue::shipped().unwrap()),
        ..State::default()
    }
}

fn key() -> SheetKey {
    SheetKey {
        subject: "quan-1".to_owned(),
        person: None,
        year: WorkYear(2026),
        month: 3,
        frame: Frame::whole("btp"),
        source: None,
        cut_off: None,
        status: None,
    }
}

/// What a text comes to in đồng, and how it is shown again in the unit.
fn money(unit: &str, text: &str) -> Option<(i64, String)> {
    let state = state();
    let code = state.catalogue.figure("tien.xong").unwrap();
    let figure = read(&state, &key(), code, unit, text).figure?;
    let again = shown(&figure, code, unit);
    let read_again = read(&state, &key(), code, unit, &again).figure;
    assert!(same(Some(&figure), read_again.as_ref()), "{text} → {again}");
    Some((figure.value?, again))
}

#[test]
fn money_is_read_exactly_in_every_unit_of_the_page() {
    for (unit, text, dong, again) in [
        ("dong", "1.088.473.419", 1_088_473_419, "1.088.473.419"),
        (
            "nghin_dong",
            "1.088.473,419",
            1_088_473_419,
            "1.088.473,419",
        ),
        ("nghin_dong", "1057", 1_057_000, "1.057"),
        ("nghin_dong", "1.057", 1_057_000, "1.057"),
        ("trieu_dong", "0,5", 500_000, "0,5"),
        ("ty_dong", "68.73", 68_730_000_000, "68,73"),
        ("nghin_dong", "1,5 tỷ", 1_500_000_000, "1.500.000"),
        ("ty_dong", "3 tỷ 250 triệu đồng", 3_250_000_000, "3,25"),
        ("ty_dong", "1,057", 1_057_000_000, "1,057"),
        ("nghin_dong", "0", 0, "0"),
    ] {
        assert_eq!(
            money(unit, text),
            Some((dong, again.to_owned())),
            "{text} {unit}"
        );
    }
    // Less than a đồng, no number, and fewer than none are refused.
    for (unit, text) in [("dong", "0,5"), ("nghin_dong", "0,0001"), ("dong", "abc")] {
        assert_eq!(money(unit, text), None, "{text} {unit}");
    }
}

#[test]
fn a_count_is_whole_and_an_empty_cell_says_nothing() {
    let state = state();
    let code = state.catalogue.figure("viec.xong").unwrap();
    let told = |text: &str| read(&state, &key(), code, "nghin_dong", text);
    assert_eq!(
        told("2.370").figure.and_then(|figure| figure.value),
        Some(2_370)
    );
    assert!(told(" ").figure.is_none() && told(" ").fault.is_none());
    assert!(told("2,5").fault.is_some());
    let vague = told("trên 3.508").figure.unwrap();
    assert_eq!(
        (vague.value, vague.precision),
        (Some(3_508), Precision::Tren)
    );
}

#[test]
fn a_canonical_row_tells_the_figure_again() {
    use thidua_domain::bundle::Place;
    use thidua_domain::figures::sheet::entry;
    let state = state();
    let figures = [
        ("tien.xong", 1_057_000_000, Some("ty_dong")),
        ("tien.xong", 1_057, Some("nghin_dong")),
        ("tien.xong", 5, None),
        ("viec.xong", 1_057, None),
        ("viec.ty_le", 687_300, None),
    ];
    for (code, value, unit) in figures {
        let figure = Figure {
            value: Some(value),
            unit: unit.map(str::to_owned),
            note: Some("giải trình".to_owned()),
            change_percent: Some(12_345),
            ..Figure::default()
        };
        let declared = state.catalogue.figure(code).unwrap();
        let row = values(&key(), declared, Some(&figure));
        let place = Place {
            sheet: "so-lieu",
            row: 1,
        };
        let told = entry(&row, &state.catalogue, place, &mut Vec::new()).unwrap();
        assert_eq!((told.key, told.figure), (key(), figure), "{row:?}");
    }
}

#[test]
fn a_check_is_explained_in_one_cell() {
    let state = state();
    for (id, cell) in [
        ("viec.thu_ly", "viec.thu_ly"),
        ("viec.nhom_ba", "viec.chua_dieu_kien"),
        ("viec.moi.luy_ke", "viec.moi"),
        ("tien.xong.cap_duoi", "tien.xong"),
        ("viec.thu_ly;tien.thu_ly", "tien.thu_ly"),
        ("tien.xong.quy_mo", "tien.xong"),
    ] {
        assert_eq!(cell_of(&state.catalogue, id), cell);
    }
}
