//! What hands, old machines and haste do to a row.

use unicode_normalization::UnicodeNormalization;

use super::super::Line;
use super::world::{Dice, Dirt};
use crate::text::fold;

pub(super) fn soil(dice: &mut Dice, dirt: Dirt, line: &mut Line) {
    let both = |line: &mut Line, change: &dyn Fn(&str) -> String| {
        line.name = change(&line.name);
        line.unit = line.unit.as_deref().map(change);
        line.position = line.position.as_deref().map(change);
    };
    match dirt {
        Dirt::Clean | Dirt::NamesOfToday => {}
        Dirt::Decomposed => both(line, &|text| text.nfd().collect()),
        Dirt::OldFont => both(line, &tcvn3),
        Dirt::ShortUnits => {
            line.unit = line.unit.as_deref().map(shortened);
            if dice.one_in(3) {
                line.name = format!("Đ/c {}", line.name);
            }
        }
        Dirt::Typos => {
            if dice.one_in(3) {
                line.name = slip(dice, &line.name);
            }
        }
        Dirt::Unmarked => both(line, &|text| fold(text)),
        Dirt::Initials => line.name = initials(&line.name),
        Dirt::Swapped => {
            let unit = line.unit.replace(std::mem::take(&mut line.name));
            line.name = unit.unwrap_or_default();
        }
        Dirt::Everything => {
            for one in &Dirt::ALL[1..8] {
                if dice.one_in(6) {
                    soil(dice, *one, line);
                }
            }
        }
    }
}

fn shortened(unit: &str) -> String {
    unit.replace("Chi cục Thi hành án dân sự", "CC THADS")
        .replace("Phòng Thi hành án dân sự", "Phòng THADS")
        .replace("Thi hành án dân sự", "THADS")
        .replace("Quận ", "Q.")
        .replace("khu vực ", "KV ")
        .replace("huyện ", "H. ")
        .replace("Thành phố ", "TP. ")
}

fn initials(name: &str) -> String {
    let parts: Vec<&str> = name.split(' ').collect();
    let (last, first) = parts.split_last().unwrap();
    let short: Vec<String> = first
        .iter()
        .map(|part| format!("{}.", part.chars().next().unwrap()))
        .collect();
    format!("{} {last}", short.join(" "))
}

/// One letter less, doubled, exchanged with its neighbour, or another mark.
fn slip(dice: &mut Dice, name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = 1 + dice.below(letters.len() - 2);
    match dice.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, at + 1),
        _ => {
            let bare = fold(&letters[at].to_string());
            letters[at] = bare.chars().next().unwrap_or(' ');
        }
    }
    letters.into_iter().collect()
}

/// The codes of TCVN3, as a file of the old font reads when taken for Latin-1.
fn tcvn3(text: &str) -> String {
    const PAIRS: &str = "Ă¡Â¢Ê£Ô¤Ơ¥Ư¦Đ§ă¨â©êªô«ơ¬ư-đ®àµả¶ã·á¸ạ¹ằ»ẳ¼ẵ½ắ¾ặÆầÇẩÈẫÉấÊậËèÌẻÎẽÏéÐẹÑềÒểÓễÔếÕệÖì×ỉØĩÜíÝịÞòßỏáõâóãọäồåổæỗçốèộéờêởëỡìớíợîùïủñũòúóụôừõửöữ÷ứøựùỳúỷûỹüýýỵþ";
    let pairs: Vec<char> = PAIRS.chars().collect();
    let code = |letter: char| {
        let found = pairs.chunks(2).find(|pair| pair[0] == letter);
        match (letter, found) {
            ('ư', _) => '\u{ad}',
            (_, Some(pair)) => pair[1],
            (other, None) => other,
        }
    };
    text.nfc().map(code).collect()
}
