//! What was decided about the figures of agencies that are no more.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use crate::bundle::Values;
use crate::targets::cascade::shares;
use crate::time::{PartialDate, Validity, WorkYear};

/// How figures go over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// All of them.
    Sum,
    /// This exact part of them: above and below the line.
    Share(i64, i64),
    /// Not at all: the old figures stand for themselves.
    Not,
}

/// One row of `quy-doi`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Code of the agency that is no more.
    pub old: String,
    /// Code of the one that takes over; `None` where nothing is restated.
    pub new: Option<String>,
    /// `viec` or `tien`; `None`: every figure.
    pub side: Option<String>,
    /// Windows whose last day lies in it.
    pub validity: Validity,
    /// How.
    pub how: How,
    /// What the share rests on.
    pub basis: Option<String>,
    /// The document: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Who signed.
    pub signer: Option<String>,
    /// When.
    pub signed_on: Option<PartialDate>,
    /// Note; of a row that restates nothing, why.
    pub note: Option<String>,
}

impl Rule {
    /// The rule a row of `quy-doi` tells; `None` where the row lacks what its way needs.
    pub fn from_row(row: &Values) -> Option<Self> {
        let how = match row.get("cach")? {
            "cong" => How::Sum,
            "ty_le" => How::Share(row.count("tu_so")?, row.count("mau_so")?),
            _ => How::Not,
        };
        Some(Self {
            old: row.text("ma_cu")?,
            new: row.text("ma_moi"),
            side: row.text("ap_dung"),
            validity: Validity::new(row.date("tu_ngay"), row.date("den_ngay")),
            how,
            basis: row.text("co_so"),
            document: row.text("van_ban"),
            signer: row.text("nguoi_ky"),
            signed_on: row.date("ngay_ky"),
            note: row.text("ghi_chu"),
        })
    }

    /// Whether it was signed: only then does it restate anything.
    pub fn is_signed(&self) -> bool {
        self.document.is_some() && self.signer.is_some() && self.signed_on.is_some()
    }
}

/// From when the figures a new agency reports count in its first year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// From 1 October, with what its predecessors had done.
    YearStart,
    /// From its first day only.
    Birth,
}

/// Every decision.
#[derive(Clone, Debug, Default)]
pub struct Crosswalk {
    by_old: HashMap<String, Vec<Rule>>,
    by_new: HashMap<String, Vec<String>>,
    openings: BTreeMap<(String, i16), Opening>,
    /// Codes of figures that are a state at the end of the window.
    at_end: BTreeSet<String>,
}

/// What the rules of an agency come to for a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied<'a> {
    /// There is none.
    Nothing,
    /// There are some that nobody has signed.
    Unsigned,
    /// They do not fit together: why.
    Wrong(&'static str),
    /// These hold, by the code of the new agency.
    Rules(Vec<&'a Rule>),
}

impl Crosswalk {
    /// Builds it from the rows of `quy-doi` and `ky-dau`; `at_end`: codes of figures that are states.
    pub fn new<'a>(
        rules: impl IntoIterator<Item = &'a Values>,
        openings: impl IntoIterator<Item = &'a Values>,
        at_end: BTreeSet<String>,
    ) -> Self {
        let mut found = Self {
            at_end,
            ..Self::default()
        };
        for rule in rules.into_iter().filter_map(Rule::from_row) {
            if let Some(new) = &rule.new {
                let olds = found.by_new.entry(new.clone()).or_default();
                if !olds.contains(&rule.old) {
                    olds.push(rule.old.clone());
                }
            }
            found.by_old.entry(rule.old.clone()).or_default().push(rule);
        }
        for rules in found.by_old.values_mut() {
            rules.sort_by(|a, b| (&a.new, a.validity.from).cmp(&(&b.new, b.validity.from)));
        }
        for row in openings {
            let opening = match row.get("luy_ke_tu") {
                Some("ngay_thanh_lap") => Opening::Birth,
                _ => Opening::YearStart,
            };
            if let (Some(agency), Some(year)) = (row.text("ma_co_quan"), row.year("nam")) {
                found.openings.insert((agency, year.0), opening);
            }
        }
        found
    }

    /// Every rule about an old agency.
    pub fn of(&self, old: &str) -> &[Rule] {
        self.by_old.get(old).map(Vec::as_slice).unwrap_or_default()
    }

    /// The old agencies of which a rule gives something to a new one.
    pub fn into(&self, new: &str) -> &[String] {
        self.by_new.get(new).map(Vec::as_slice).unwrap_or_default()
    }

    /// What was told of an agency's first year.
    pub fn opening(&self, agency: &str, year: WorkYear) -> Option<Opening> {
        self.openings.get(&(agency.to_owned(), year.0)).copied()
    }

    /// Whether a figure is a state at the end of the window.
    pub fn is_at_end(&self, code: &str) -> bool {
        self.at_end.contains(code)
    }

    /// What holds for an old agency in windows that end on a day, for `viec`, `tien` or what is of neither.
    pub fn applied(&self, old: &str, day: Date, side: Option<&str>) -> Applied<'_> {
        let here = |rule: &&Rule| rule.validity.contains(day);
        let all = || self.of(old).iter().filter(here);
        let own: Vec<&Rule> = all()
            .filter(|rule| side.is_some() && rule.side.as_deref() == side)
            .collect();
        let rules = match own.is_empty() {
            true => all().filter(|rule| rule.side.is_none()).collect(),
            false => own,
        };
        if rules.is_empty() {
            return Applied::Nothing;
        }
        if let Some(why) = wrong(&rules) {
            return Applied::Wrong(why);
        }
        match rules.iter().all(|rule| rule.is_signed()) {
            true => Applied::Rules(rules),
            false => Applied::Unsigned,
        }
    }
}

/// What is wrong with the rules of one agency, one side and one time; `None`: nothing.
pub fn wrong(rules: &[&Rule]) -> Option<&'static str> {
    let sums = rules.iter().filter(|rule| rule.how == How::Sum).count();
    let none = rules.iter().filter(|rule| rule.how == How::Not).count();
    let placed = |rule: &&Rule| (rule.how == How::Not) == rule.new.is_none();
    if !rules.iter().all(placed) {
        return Some(
            "Cộng, chia tỷ lệ phải nêu cơ quan mới; không quy đổi thì bỏ trống cơ quan mới.",
        );
    }
    if (sums > 0 || none > 0) && rules.len() > 1 {
        return Some(
            "Một cơ quan cũ trong một thời gian chỉ theo một cách: cộng cả, chia tỷ lệ, hoặc không quy đổi.",
        );
    }
    let mut news: Vec<&str> = rules
        .iter()
        .filter_map(|rule| rule.new.as_deref())
        .collect();
    news.sort_unstable();
    if news.windows(2).any(|pair| pair.first() == pair.last()) {
        return Some("Một cơ quan mới nêu hai lần cho cùng một cơ quan cũ, cùng thời gian.");
    }
    if sums + none > 0 {
        return None;
    }
    match weights(rules) {
        None => Some("Tử số, mẫu số của tỷ lệ phải lớn hơn 0 và không quá lớn."),
        Some((parts, whole))
            if parts.iter().map(|part| i128::from(*part)).sum::<i128>() != whole =>
        {
            Some("Các tỷ lệ của một cơ quan cũ cộng lại chưa đúng bằng 1.")
        }
        Some(_) => None,
    }
}

/// Shares over one line: the parts and what they must come to.
fn weights(rules: &[&Rule]) -> Option<(Vec<i64>, i128)> {
    let fractions: Vec<(i128, i128)> = rules
        .iter()
        .map(|rule| match rule.how {
            How::Share(part, whole) if part > 0 && whole > 0 => {
                Some((i128::from(part), i128::from(whole)))
            }
            How::Sum => Some((1, 1)),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let mut line: i128 = 1;
    for (_, whole) in &fractions {
        line = line.checked_mul(whole / gcd(line, *whole))?;
    }
    let part = |(part, whole): &(i128, i128)| i64::try_from(part.checked_mul(line / whole)?).ok();
    let parts = fractions.iter().map(part).collect::<Option<Vec<i64>>>()?;
    Some((parts, line))
}

fn gcd(one: i128, other: i128) -> i128 {
    let (mut a, mut b) = (one.abs(), other.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// An amount shared out by rules whose shares come to 1: whole numbers that add up to it exactly, what is left of
/// rounding down going to the largest remainders, the earlier code first.
///
/// `None` where the rules do not fit together or the amount is beyond reckoning.
pub fn apportion(value: i64, rules: &[&Rule]) -> Option<Vec<i64>> {
    let (weights, _) = weights(rules)?;
    let parts = shares(i128::from(value).abs(), &weights)?;
    let sign = if value < 0 { -1 } else { 1 };
    parts
        .into_iter()
        .map(|part| i64::try_from(part * sign).ok())
        .collect()
}
