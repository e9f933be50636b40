//! Vietnamese order.

use std::cmp::Ordering;

use proptest::prelude::*;

use crate::text::*;

fn in_order(list: &[&str], order: impl Fn(&str, &str) -> Ordering) {
    for (at, pair) in list.windows(2).enumerate() {
        assert_eq!(order(pair[0], pair[1]), Ordering::Less, "{at}: {pair:?}");
        assert_eq!(order(pair[1], pair[0]), Ordering::Greater, "{at}: {pair:?}");
    }
}

#[test]
fn letters_follow_the_alphabet() {
    let letters = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y";
    let letters: Vec<&str> = letters.split(' ').collect();
    in_order(&letters, compare);
}

#[test]
fn tones_decide_only_between_equal_letters() {
    in_order(&["ma", "mà", "mả", "mã", "má", "mạ"], compare);
    in_order(&["ma", "mạ", "mai", "mãi", "man"], compare);
    in_order(
        &[
            "Cà Mau",
            "Cao Bằng",
            "Cần Thơ",
            "Đà Nẵng",
            "Đồng Nai",
            "Đồng Tháp",
        ],
        compare,
    );
}

#[test]
fn provinces_are_in_their_usual_order() {
    let provinces = [
        "An Giang",
        "Bắc Ninh",
        "Cà Mau",
        "Cao Bằng",
        "Cần Thơ",
        "Đà Nẵng",
        "Đắk Lắk",
        "Điện Biên",
        "Đồng Nai",
        "Đồng Tháp",
        "Gia Lai",
        "Hà Nội",
        "Hà Tĩnh",
        "Hải Phòng",
        "Huế",
        "Hưng Yên",
        "Khánh Hòa",
        "Lai Châu",
        "Lạng Sơn",
        "Lào Cai",
        "Lâm Đồng",
        "Nghệ An",
        "Ninh Bình",
        "Phú Thọ",
        "Quảng Ngãi",
        "Quảng Ninh",
        "Quảng Trị",
        "Sơn La",
        "Tây Ninh",
        "Thái Nguyên",
        "Thanh Hóa",
        "Tuyên Quang",
        "Vĩnh Long",
    ];
    in_order(&provinces, compare);
}

#[test]
fn numbers_are_ordered_by_value() {
    in_order(
        &[
            "Phòng THADS khu vực 2",
            "Phòng THADS khu vực 10",
            "Phòng THADS khu vực 11",
        ],
        compare,
    );
}

#[test]
fn names_are_ordered_by_given_name_first() {
    let names = [
        "Nguyễn Văn An",
        "Trần Thị An",
        "Lê Thị Ánh",
        "Đặng Ân",
        "Nguyễn Văn Bình",
        "Nguyễn Việt Bình",
        "Võ Bình",
        "A Lăng",
        "H'Hen Niê",
        "Y",
    ];
    in_order(&names, compare_names);
    assert_eq!(given_name(" Nguyễn Văn An "), "An");
    assert_eq!(given_name("Y"), "Y");
}

#[test]
fn family_then_middle_name_decide_between_namesakes() {
    in_order(
        &["Lê An", "Lê Văn An", "Lê Vân An", "Lý An", "Nguyễn An"],
        compare_names,
    );
}

#[test]
fn items_are_sorted_by_a_text_of_theirs() {
    let mut people = vec![(1, "Trần Thị Bình"), (2, "Nguyễn Văn An"), (3, "Lê Bình")];
    sort_names_by_key(&mut people, |(_, name)| name);
    assert_eq!(
        people.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
        [2, 3, 1]
    );
    sort_by_key(&mut people, |(_, name)| name);
    assert_eq!(
        people.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
        [3, 2, 1]
    );
}

proptest! {
    #[test]
    fn the_order_is_total(a in "[ aăâeêđdtTà-ỹ0-9]{0,8}", b in "[ aăâeêđdtTà-ỹ0-9]{0,8}", c in "[ aăâeêđdtTà-ỹ0-9]{0,8}") {
        for order in [compare, compare_names] {
            prop_assert_eq!(order(&a, &b), order(&b, &a).reverse());
            prop_assert_eq!(order(&a, &b) == Ordering::Equal, a == b);
            let mut sorted = [a.as_str(), b.as_str(), c.as_str()];
            sorted.sort_by(|x, y| order(x, y));
            prop_assert!(order(sorted[0], sorted[2]) != Ordering::Greater);
            prop_assert!(order(sorted[0], sorted[1]) != Ordering::Greater);
            prop_assert!(order(sorted[1], sorted[2]) != Ordering::Greater);
        }
    }

    #[test]
    fn keys_are_ordered_as_their_texts(a in "[ aăâeêđdtTà-ỹ0-9]{0,8}", b in "[ aăâeêđdtTà-ỹ0-9]{0,8}") {
        prop_assert_eq!(sort_key(&a).cmp(&sort_key(&b)), compare(&a, &b));
        prop_assert_eq!(name_key(&a).cmp(&name_key(&b)), compare_names(&a, &b));
    }

    #[test]
    fn places_are_those_of_the_keys(names in prop::collection::vec("[ aăđT]{0,3} ?[aàâBbÿ ]{0,4}", 0..12)) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let places = name_places(&names);
        for (a, place) in names.iter().zip(&places) {
            for (b, other) in names.iter().zip(&places) {
                prop_assert_eq!(place.cmp(other), name_key(a).cmp(&name_key(b)));
            }
        }
    }
}
