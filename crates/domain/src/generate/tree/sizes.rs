//! How many offices a province has and how much of the nation's work it carries.
//!
//! Districts are those of 2024, from memory; the numbers of regional offices that were published are
//! kept, the others follow the districts. Weights are chosen so that the large cities carry about the
//! part that was published of them (Hồ Chí Minh City: 13 % of cases, 33 % of money).

/// Regional offices of the country, published.
pub(super) const REGIONS: usize = 355;

const KNOWN_REGIONS: [(&str, usize); 5] = [
    ("dong-thap-moi", 12),
    ("lang-son", 5),
    ("nghe-an", 12),
    ("thai-nguyen-moi", 9),
    ("tp-hcm-moi", 19),
];

/// The published number of regional offices of a province.
pub(super) fn regions(province: &str) -> Option<usize> {
    let known = KNOWN_REGIONS.iter().find(|(code, _)| *code == province);
    known.map(|(_, count)| *count)
}

/// Province of the old tree: Chi cục; cases and money beside an ordinary office, in thousandths.
type Size = (&'static str, usize, i64, i64);

const USUAL: Size = ("", 10, 1000, 1000);

#[rustfmt::skip]
const SIZES: [Size; 63] = [
    ("an-giang", 11, 1100, 900), ("ba-ria-vung-tau", 8, 1500, 1500), ("bac-giang", 10, 1000, 800),
    ("bac-kan", 8, 300, 700), ("bac-lieu", 7, 1000, 800), ("bac-ninh", 8, 900, 1500),
    ("ben-tre", 9, 1200, 700), ("binh-dinh", 11, 800, 900), ("binh-duong", 9, 3000, 1400),
    ("binh-phuoc", 11, 1200, 900), ("binh-thuan", 10, 1300, 1000), ("ca-mau", 9, 1300, 900),
    ("can-tho-cu", 9, 1200, 1700), ("cao-bang", 10, 400, 500), ("da-nang", 8, 1400, 2000),
    ("dak-lak", 15, 1200, 900), ("dak-nong", 8, 700, 800), ("dien-bien", 10, 450, 400),
    ("dong-nai", 11, 2500, 1200), ("dong-thap", 12, 1400, 700), ("gia-lai", 17, 900, 900),
    ("ha-giang", 11, 400, 400), ("ha-nam", 6, 700, 1100), ("ha-noi", 30, 2000, 2700),
    ("ha-tinh", 13, 500, 800), ("hai-duong", 12, 800, 1100), ("hai-phong", 15, 900, 1800),
    ("hau-giang", 8, 900, 700), ("hoa-binh", 10, 500, 700), ("hue", 9, 800, 900),
    ("hung-yen", 10, 700, 1100), ("khanh-hoa", 9, 1200, 1500), ("kien-giang", 15, 1200, 1000),
    ("kon-tum", 10, 450, 900), ("lai-chau", 8, 300, 400), ("lam-dong", 12, 1300, 1200),
    ("lang-son", 11, 500, 700), ("lao-cai", 9, 500, 900), ("long-an", 15, 1700, 900),
    ("nam-dinh", 10, 700, 900), ("nghe-an", 21, 700, 800), ("ninh-binh", 8, 700, 1000),
    ("ninh-thuan", 7, 700, 700), ("phu-tho", 13, 700, 700), ("phu-yen", 9, 800, 800),
    ("quang-binh", 8, 600, 800), ("quang-nam", 18, 700, 900), ("quang-ngai", 13, 700, 900),
    ("quang-ninh", 13, 800, 1400), ("quang-tri", 10, 450, 700), ("soc-trang", 11, 1200, 800),
    ("son-la", 12, 600, 500), ("tay-ninh", 9, 2000, 600), ("thai-binh", 8, 800, 900),
    ("thai-nguyen", 9, 1100, 900), ("thanh-hoa", 27, 800, 800), ("tien-giang", 11, 1700, 700),
    ("tp-hcm", 22, 4800, 3600), ("tra-vinh", 9, 1200, 600), ("tuyen-quang", 7, 600, 600),
    ("vinh-long", 8, 1200, 800), ("vinh-phuc", 9, 900, 1000), ("yen-bai", 9, 500, 600),
];

fn size(province: &str) -> Size {
    let known = SIZES.binary_search_by(|(code, ..)| (*code).cmp(province));
    known
        .ok()
        .and_then(|at| SIZES.get(at))
        .copied()
        .unwrap_or(USUAL)
}

/// How many Chi cục a province of the old tree had.
pub(super) fn districts(province: &str) -> usize {
    size(province).1
}

/// Cases of an office of a province, and money beside its cases, in thousandths of an ordinary one.
pub(super) fn weight(province: &str) -> (i64, i64) {
    let (_, _, cases, money) = size(province);
    (cases, money)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_so_that_it_can_be_searched() {
        assert!(SIZES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(districts("tp-hcm"), 22);
        assert_eq!(districts("khong-co"), 10);
    }
}
