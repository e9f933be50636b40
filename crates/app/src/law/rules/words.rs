//! Words of the rulebook's pages.

use jiff::civil::Date;
use thidua_domain::law::change::{About, Act};
use thidua_domain::law::{Fraction, Lawbook, Outcome, Parameter, SubjectKind, Unit, Value};
use thidua_domain::text;
use thidua_domain::time::vn;

use crate::View;
use crate::report::small;

/// `từ 01/07/2025 đến hết 30/09/2026`.
pub(super) fn days(from: Date, to: Option<Date>) -> String {
    match to {
        Some(to) => format!("từ {} đến hết {}", vn(from), vn(to)),
        None => format!("từ {}", vn(from)),
    }
}

/// The regime's name for readers: its days, then what it rests on.
pub(super) fn regime(book: &Lawbook, at: usize) -> String {
    let regime = book.regimes.get(at);
    regime.map_or(String::new(), |regime| regime.name.clone())
}

/// `Cá nhân`.
pub(super) fn subject(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Person => "Cá nhân",
        SubjectKind::Collective => "Tập thể",
        SubjectKind::Household => "Hộ gia đình",
    }
}

/// A coefficient as papers print it: `1,5`.
fn decimal(share: Fraction) -> Option<String> {
    let thousandths = share.part.checked_mul(1000)?;
    (thousandths % share.whole == 0).then(|| {
        let all = thousandths / share.whole;
        let rest = format!("{:03}", all % 1000);
        let rest = rest.trim_end_matches('0');
        match rest {
            "" => (all / 1000).to_string(),
            rest => format!("{},{rest}", all / 1000),
        }
    })
}

/// A value as readers see it; award codes by their names.
pub(super) fn value(book: &Lawbook, parameter: &Parameter, value: &Value) -> String {
    match (parameter.unit, value) {
        (Unit::Coefficient, Value::Share(share)) => {
            let number = decimal(*share);
            format!(
                "{} lần mức lương cơ sở",
                number.unwrap_or_else(|| share.vn())
            )
        }
        (Unit::Dong, Value::Whole(number)) => {
            format!("{} đồng", text::number::group(*number))
        }
        (Unit::DayOfYear, Value::Text(day)) => match day.split_once('-') {
            Some((month, day)) => format!("{day}/{month} hằng năm"),
            None => day.clone(),
        },
        (Unit::Day, Value::Text(day)) => day.parse::<Date>().map_or_else(|_| day.clone(), vn),
        (Unit::Code, Value::Text(code)) => codes(book, code),
        _ => Lawbook::value_words(parameter, value),
    }
}

/// Codes of values and what readers call them.
const CODES: [(&str, &str); 9] = [
    ("co", "có"),
    ("khong", "không"),
    ("thanh_tich", "từ năm thành tích"),
    ("quyet_dinh", "từ ngày quyết định"),
    (
        "ca_hai",
        "tính theo cả hai cách, khác nhau thì người xem xét quyết định",
    ),
    ("khien_trach", "khiển trách"),
    ("canh_cao", "cảnh cáo"),
    ("giang_chuc", "giáng chức"),
    ("cach_chuc", "cách chức"),
];

/// The codes of what was typed in words, with `;`; `None` where one has none.
pub(super) fn codes_typed(book: &Lawbook, typed: &str) -> Option<String> {
    let one = |word: &str| {
        let wanted = text::fold(word.trim());
        let known = CODES
            .iter()
            .find(|(code, name)| text::fold(name) == wanted || *code == word.trim());
        let award = || {
            let same = |award: &thidua_domain::law::AwardId| {
                text::fold(book.names.name(*award)) == wanted
                    || text::fold(book.names.short(*award)) == wanted
                    || book.names.code(*award) == word.trim()
            };
            book.names
                .all()
                .find(same)
                .map(|award| book.names.code(award))
        };
        known.map(|(code, _)| *code).or_else(award)
    };
    let codes: Option<Vec<&str>> = typed.split(';').map(one).collect();
    codes.map(|codes| codes.join(";"))
}

fn codes(book: &Lawbook, written: &str) -> String {
    let one = |code: &str| match CODES.iter().find(|(own, _)| *own == code) {
        Some((_, name)) => (*name).to_owned(),
        None => match book.names.award(code) {
            Some(award) => book.names.name(award).to_owned(),
            None => code.replace('_', " "),
        },
    };
    let named: Vec<String> = written.split(';').map(|code| one(code.trim())).collect();
    named.join("; ")
}

/// A value of which a chart can be drawn: plain decimal.
pub(super) fn plotted(value: &Value) -> Option<String> {
    match value {
        Value::Whole(number) => Some(number.to_string()),
        Value::Share(share) => decimal(*share).map(|number| number.replace(',', ".")),
        _ => None,
    }
}

/// What an item is called that the rulebook no longer has.
fn gone(about: About) -> &'static str {
    match about {
        About::Condition => "Điều kiện không còn trong bộ quy định",
        About::Value | About::Parameter => "Giá trị không còn trong bộ quy định",
        About::Text => "Văn bản không còn trong bộ quy định",
        About::Denominator => "Cách tính mẫu số không còn trong bộ quy định",
        About::Ground => "Căn cứ hủy không còn trong bộ quy định",
        About::Transition => "Chuyển tiếp không còn trong bộ quy định",
        About::Rules => "danh hiệu, hình thức không còn trong danh mục",
        About::Change => "Thay đổi không còn trong bộ quy định",
    }
}

/// What an item of the rulebook is called.
pub(super) fn named(view: &View, about: About, of: &str) -> String {
    let (state, book) = (view.state.as_ref(), view.state.law.as_ref());
    let missing = || gone(about).to_owned();
    match about {
        About::Condition => book
            .condition_named(of)
            .map_or_else(missing, |own| book.needed(own, view.today)),
        About::Value => {
            let (id, from) = of.split_once('@').unwrap_or((of, ""));
            let from = from.parse::<Date>().map_or_else(|_| from.to_owned(), vn);
            let name = book.parameter(id).map(|own| own.name.clone());
            format!("{} (giá trị từ {from})", name.unwrap_or_else(missing))
        }
        About::Parameter => book
            .parameter(of)
            .map_or_else(missing, |own| own.name.clone()),
        About::Text => {
            let own = book.texts.iter().find(|own| own.id == of);
            own.map_or_else(missing, |own| own.short.clone())
        }
        About::Denominator => {
            let (id, who) = of.split_once('/').unwrap_or((of, ""));
            let own = book.denominators.iter().find(|own| own.id == id);
            let out = own.and_then(|own| own.leave_out.iter().find(|out| out.who.code() == who));
            match (own, out) {
                (Some(own), Some(out)) => format!("{}: {}", own.name, small(&out.text)),
                (Some(own), None) => own.name.clone(),
                _ => missing(),
            }
        }
        About::Ground => {
            let own = book.grounds.iter().find(|own| own.id == of);
            own.map_or_else(missing, |own| own.text.clone())
        }
        About::Transition => {
            let (from, to) = of.split_once('>').unwrap_or((of, ""));
            let name = |id: &str| {
                let at = book.regimes.iter().position(|own| own.id == id);
                at.map_or_else(|| id.to_owned(), |at| regime(book, at))
            };
            format!("Chuyển tiếp từ «{}» sang «{}»", name(from), name(to))
        }
        About::Rules => {
            let (code, kind) = of.split_once('/').unwrap_or((of, ""));
            let name = state.catalogue.award(code).map(|own| own.name.clone());
            let kind = SubjectKind::from_code(kind).map_or("", SubjectKind::vn);
            format!("Quy định xét {} ({kind})", name.unwrap_or_else(missing))
        }
        About::Change => {
            let own = state
                .rulings
                .find(of)
                .filter(|own| own.about != About::Change);
            own.map_or_else(missing, |own| {
                format!("{}: {}", act(own.act), named(view, own.about, &own.of))
            })
        }
    }
}

/// What is done, shortly.
pub(super) fn act(act: Act) -> &'static str {
    match act {
        Act::Confirm => "Xác nhận",
        Act::Correct => "Đính chính",
        Act::Supersede => "Quy định mới",
        Act::AddText => "Bổ sung văn bản",
        Act::Repeal => "Bãi bỏ thay đổi",
    }
}

/// The address of what a change is about.
pub(super) fn place(about: About, of: &str) -> Option<String> {
    let head = |sign: char| of.split(sign).next().unwrap_or(of).to_owned();
    Some(match about {
        About::Condition => format!("/quy-dinh/dieu-kien/{of}"),
        About::Value | About::Parameter => format!("/quy-dinh/tham-so/{}", head('@')),
        About::Text => format!("/quy-dinh/van-ban/{of}"),
        About::Denominator => "/quy-dinh#mau-so".to_owned(),
        About::Ground => "/quy-dinh#huy".to_owned(),
        About::Transition => "/quy-dinh#giai-doan".to_owned(),
        About::Rules => {
            let (award, subject) = of.split_once('/')?;
            format!("/quy-dinh/{award}?doi-tuong={subject}")
        }
        About::Change => format!("/quy-dinh/thay-doi/{of}"),
    })
}

/// An outcome in words.
pub(super) fn outcome(own: Outcome) -> &'static str {
    match own {
        Outcome::Eligible => "Đủ điều kiện",
        Outcome::NeedsHuman => "Cần người xem xét",
        Outcome::NotEligible => "Chưa đủ điều kiện",
    }
}
