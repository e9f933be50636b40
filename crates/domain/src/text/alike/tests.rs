//! Worked cases, properties over texts made at random, and what 20,000 of them take.

use std::fmt::Write as _;

use super::*;
use crate::amount::Percent;

const NHAT_KY: &str = "Lập nhật ký theo dõi thời hạn từng việc thi hành án bằng bảng tính dùng chung, tự nhắc Chấp hành viên trước 5 ngày, giảm việc quá hạn từ 42 còn 6 việc trong năm.";

/// Numbers from a seed, the same on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let number = spread(self.0) % u64::try_from(below).unwrap();
        usize::try_from(number).unwrap()
    }
}

/// The syllables of the field, the frequent ones first.
const SYLLABLES: &str = "thi hành án dân sự công tác việc tiền tỷ lệ giải quyết hồ sơ cơ quan đơn vị cán bộ chấp viên thời hạn xác minh \
    điều kiện kê biên bán đấu giá tài sản vận động thuyết phục đương sự phối hợp chính quyền địa phương báo cáo kiểm tra theo dõi sổ nhật ký \
    phần mềm bảng tính biểu mẫu quy trình giảm tăng hiệu quả năm quý tháng ngày áp dụng toàn tỉnh phòng khu vực lưu trữ số hóa tiếp nhận trả \
    lời khiếu nại tố cáo đơn thư rút ngắn nhắc cảnh báo tự động đối chiếu thống kê tổng hợp ngân hàng tín dụng ủy thác hoãn đình chỉ miễn";

fn sentence(dice: &mut Dice, many: usize) -> String {
    let all: Vec<&str> = SYLLABLES.split_whitespace().collect();
    let mut text = String::new();
    for _ in 0..many {
        // The lower of two throws: common syllables are common here too.
        let at = dice.next(all.len()).min(dice.next(all.len()));
        let _ = write!(text, "{} ", all[at]);
    }
    text
}

#[test]
fn marks_capitals_and_signs_do_not_hide_a_copy() {
    let copied = "LAP NHAT KI THEO DOI – thời hạn từng việc thi hành án bằng bảng tính dùng chung (tự nhắc Chấp hành viên trước 5 ngày)!";
    let found = compare(NHAT_KY, copied);
    assert!(found.is_close(), "{found:?}");
    assert_eq!(found.shares[1], Percent::from_hundredths(10_000));
    assert_eq!(found.passages[1].len(), 1, "one passage across the signs");
    let passage = &copied[found.passages[1][0].clone()];
    assert!(
        passage.starts_with("LAP") && passage.ends_with("5 ngày"),
        "{passage}"
    );
    let passage = &NHAT_KY[found.passages[0][0].clone()];
    assert!(
        passage.starts_with("Lập") && passage.ends_with("5 ngày"),
        "{passage}"
    );
}

#[test]
fn a_phrase_of_the_trade_is_no_likeness() {
    let found = compare(
        NHAT_KY,
        "Giải pháp tuyên truyền pháp luật cho đương sự trước khi cưỡng chế, nâng cao kết quả công tác thi hành án dân sự tại các xã vùng sâu của huyện.",
    );
    assert!(!found.is_close(), "{found:?}");
    let none = compare("", NHAT_KY);
    assert!(!none.is_close() && none.passages == [vec![], vec![]]);
    assert!(!compare("", "").is_close());
}

#[test]
fn short_names_are_alike_only_as_a_whole() {
    assert!(compare("Sổ theo dõi", "SỔ THEO DÕI").is_close());
    assert!(!compare("Sổ theo dõi", "Sổ theo tháng").is_close());
    assert!(compare("Sổ theo dõi", "Dùng sổ theo dõi").is_close());
    assert!(!compare("Sổ", "Số liệu").is_close());
}

#[test]
fn comparing_does_not_depend_on_the_order() {
    let mut dice = Dice(7);
    for _ in 0..200 {
        let (many, more) = (dice.next(40), dice.next(40));
        let one = sentence(&mut dice, many);
        let mut other = sentence(&mut dice, more);
        if dice.next(2) == 0 {
            other.push_str(&one);
        }
        let (there, back) = (compare(&one, &other), compare(&other, &one));
        let [first, second] = there.passages.clone();
        assert_eq!([second, first], back.passages);
        assert_eq!(there.is_close(), back.is_close());
        for (of, text) in [&one, &other].into_iter().enumerate() {
            let inside = &there.passages[of];
            assert!(inside.windows(2).all(|two| two[0].end < two[1].start));
            let counted: usize = inside
                .iter()
                .map(|place| words(&text[place.clone()]).len())
                .sum();
            assert_eq!(counted, there.shared[of]);
        }
    }
}

#[test]
fn a_shared_passage_of_eight_words_leaves_a_common_fingerprint() {
    let mut dice = Dice(11);
    for _ in 0..500 {
        let shared = sentence(&mut dice, CERTAIN);
        let mut text = |before: usize, after: usize| {
            let (before, after) = (dice.next(before), dice.next(after));
            format!(
                "{}{shared}{}",
                sentence(&mut dice, before),
                sentence(&mut dice, after)
            )
        };
        let (one, other) = (text(30, 30), text(30, 30));
        let mut folded = Folded::default();
        let (one, other) = (
            prints(&folded.numbers(&one)),
            prints(&folded.numbers(&other)),
        );
        assert!(one.iter().any(|print| other.binary_search(print).is_ok()));
    }
}

/// Texts made at random; every `every`-th is an earlier one with words changed here and there.
fn made(many: usize, every: usize) -> (Vec<String>, Vec<(usize, usize)>) {
    let mut dice = Dice(20_261_001);
    let mut texts: Vec<String> = Vec::with_capacity(many);
    let mut copies = Vec::new();
    for at in 0..many {
        if at % every != every - 1 {
            let long = 60 + dice.next(120);
            texts.push(sentence(&mut dice, long));
            continue;
        }
        let of = dice.next(at);
        let words: Vec<&str> = texts[of].split_whitespace().collect();
        let changed: Vec<String> = words
            .iter()
            .map(|word| match dice.next(20) {
                0 => sentence(&mut dice, 1).trim().to_owned(),
                _ => (*word).to_owned(),
            })
            .collect();
        texts.push(changed.join(" ").to_uppercase());
        copies.push((of, at));
    }
    (texts, copies)
}

#[test]
fn copies_with_one_word_in_twenty_changed_are_found_and_nothing_else() {
    let (texts, copies) = made(1_000, 10);
    let index = Index::new(texts.iter().map(String::as_str));
    let close: Vec<(usize, usize)> = index
        .pairs()
        .into_iter()
        .filter(|(one, other)| compare(&texts[*one], &texts[*other]).is_close())
        .collect();
    for copy in &copies {
        assert!(close.contains(copy), "{copy:?}");
        assert!(index.of(copy.1).contains(&copy.0) && index.of(copy.0).contains(&copy.1));
    }
    // Copies of copies are alike too; texts made apart are not.
    let family = |mut at: usize| {
        while let Some((of, _)) = copies.iter().find(|(_, copy)| *copy == at) {
            at = *of;
        }
        at
    };
    assert!(
        close
            .iter()
            .all(|(one, other)| family(*one) == family(*other))
    );
}

#[test]
fn a_text_handed_on_to_hundreds_is_found_at_each_of_them() {
    let (mut texts, _) = made(300, 300);
    texts.resize(300 + 4 * COPIES, NHAT_KY.to_owned());
    let index = Index::new(texts.iter().map(String::as_str));
    let pairs = index.pairs();
    for at in 300..texts.len() {
        assert!(
            pairs.iter().any(|(one, other)| *one == at || *other == at),
            "{at}"
        );
        assert_eq!(index.of(at).len(), 4 * COPIES - 1);
    }
    assert!(
        pairs.len() < 4 * COPIES * 2,
        "the work stays in proportion: {}",
        pairs.len()
    );
}

/// More than a fingerprint's texts before it counts as a phrase of the trade.
const COPIES: usize = 65;

/// `cargo test -p thidua-domain --release -- --ignored twenty_thousand --nocapture` prints what it takes.
#[test]
#[ignore = "measures; docs/performance.md has the figures"]
#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn twenty_thousand_texts() {
    let (texts, copies) = made(20_000, 20);
    let bytes: usize = texts.iter().map(String::len).sum();
    let begun = std::time::Instant::now();
    let index = Index::new(texts.iter().map(String::as_str));
    let indexed = begun.elapsed();
    let begun = std::time::Instant::now();
    let pairs = index.pairs();
    let paired = begun.elapsed();
    let begun = std::time::Instant::now();
    let close: Vec<_> = pairs
        .iter()
        .filter(|(one, other)| compare(&texts[*one], &texts[*other]).is_close())
        .collect();
    let compared = begun.elapsed();
    let begun = std::time::Instant::now();
    let asked = 1_000;
    let met: usize = (0..asked).map(|at| index.of(at * 20).len()).sum();
    let one = begun.elapsed() / u32::try_from(asked).unwrap();
    let found = copies.iter().filter(|copy| close.contains(copy)).count();
    println!(
        "{} texts, {bytes} bytes: fingerprints {indexed:?}, candidates {paired:?} ({}), compared {compared:?} ({} close, \
         {found} of {} copies), one text {one:?} ({met})",
        texts.len(),
        pairs.len(),
        close.len(),
        copies.len(),
    );
    assert_eq!(found, copies.len());
}
