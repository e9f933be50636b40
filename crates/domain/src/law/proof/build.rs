//! Making a proof: the same conditions once more, with what they found written down.

use ecow::EcoString;
use jiff::civil::Date;

use super::{Cited, Join, Missing, RoadProof, Step};
use crate::law::book::Lawbook;
use crate::law::eval::{Bench, Trail, two};
use crate::law::outcome::{Hope, Outcome, Reach, Tri};
use crate::law::rule::{Condition, ConditionId, Kind, RuleSet};
use crate::law::text::Cite;
use crate::law::value::{Confidence, Parameter, Unit, Value};

/// Articles of texts in force on a day; all of them where none was.
pub(in crate::law) fn cited(book: &Lawbook, cites: &[Cite], day: Date) -> Vec<Cited> {
    let in_force = |cite: &&Cite| {
        book.texts
            .get(cite.text)
            .is_some_and(|text| text.in_force(day))
    };
    let any = cites.iter().any(|cite| in_force(&cite));
    let shown = cites.iter().filter(|cite| !any || in_force(cite));
    shown
        .filter_map(|cite| {
            let text = book.texts.get(cite.text)?;
            Some(Cited {
                text: text.id.clone(),
                short: text.short.clone(),
                article: cite.article.clone(),
            })
        })
        .collect()
}

/// A value in words.
pub(in crate::law) fn value_words(value: &Value, unit: &str) -> String {
    match value {
        Value::NoLimit => "không giới hạn".to_owned(),
        Value::Unknown => "chưa rõ".to_owned(),
        Value::Whole(number) => format!("{number} {unit}").trim_end().to_owned(),
        Value::Share(share) => share.vn(),
        Value::Text(text) => text.clone(),
    }
}

/// The codes values may have, as readers see them.
const CODES: [(&str, &str); 6] = [
    ("co", "có"),
    ("khong", "không"),
    ("thanh_tich", "từ thời gian lập thành tích"),
    ("quyet_dinh", "từ ngày quyết định"),
    ("ca_hai", "theo cả hai cách tính"),
    ("khien_trach", "khiển trách"),
];

/// A value of a parameter in words, without codes.
pub(in crate::law) fn told(book: &Lawbook, parameter: &Parameter, value: &Value) -> String {
    let Value::Text(text) = value else {
        return value_words(value, parameter.unit.vn());
    };
    match parameter.unit {
        Unit::DayOfYear => match text.split_once('-') {
            Some((month, day)) => format!("{day}/{month} hằng năm"),
            None => text.clone(),
        },
        Unit::Day => text.parse().map_or_else(|_| text.clone(), crate::time::vn),
        _ => {
            let word = |code: &str| {
                let known = CODES.iter().find(|(own, _)| *own == code);
                let award = || book.names.award(code).map(|award| book.names.name(award));
                let word = known.map(|(_, word)| *word).or_else(award);
                word.unwrap_or(code).to_owned()
            };
            let words: Vec<String> = text.split(';').map(|code| word(code.trim())).collect();
            words.join(", ")
        }
    }
}

/// What is told in place of a question that does not concern the subject.
const NOT_ASKED: &str = "không phải kết luận vì điều kiện đi cùng không có";

impl Bench<'_> {
    /// A condition with what was found; `out`: its answer decides nothing.
    fn step(&mut self, id: ConditionId, out: bool) -> Option<Step> {
        let book = self.book;
        let condition = book.condition(id)?;
        let open = self.is_open(condition);
        let parts = if open { &[] } else { condition.kind.parts() };
        let mut trail = Trail::default();
        let reach = if parts.is_empty() {
            self.explain(condition, &mut trail)
        } else {
            self.reach(id)
        };
        let join = if parts.is_empty() {
            Join::Leaf
        } else {
            join(&condition.kind, reach, parts.len())
        };
        let below = out || self.is_out(parts, &condition.kind);
        let steps: Vec<Step> = parts
            .iter()
            .filter_map(|part| self.step(*part, below))
            .collect();
        let numbered = condition.text.contains('{');
        if numbered && !parts.is_empty() {
            trail.number("n", two(reach.need));
        }
        let law = self.law;
        let own = (id, condition);
        let shared = self.shared();
        let used = trail.used.iter();
        let values: Vec<_> = used
            .filter_map(|used| shared.value(book, law, used.parameter))
            .collect();
        let cites = shared.cites(book, law, own);
        let needed = match numbered {
            true => needed(book, condition, &trail.numbers, law.day).into(),
            false => shared.needed(book, law, own),
        };
        let own = book.confidence(condition, self.law.regime);
        let confidence = values
            .iter()
            .map(|value| value.confidence)
            .fold(own, Confidence::max);
        let human =
            reach.holds == Tri::Unknown && (open || matches!(condition.kind, Kind::NeedsHuman));
        let idle = out && reach.holds == Tri::Unknown;
        if idle && human {
            trail.found = NOT_ASKED.to_owned();
        }
        let human = human && !idle;
        Some(Step {
            rule: condition.id.clone(),
            needed,
            holds: reach.holds,
            warn: condition.warn,
            cites,
            confidence,
            confirmed: book.confirmed(condition, self.law.regime).cloned(),
            values,
            lacks: if idle {
                String::new()
            } else {
                lacks(reach, &trail, human, condition)
            },
            found: trail.found,
            asks: if human {
                condition.asks.clone()
            } else {
                String::new()
            },
            hope: reach.hope,
            evidence: trail.evidence,
            left_out: trail.left_out,
            remarks: trail.remarks,
            idle,
            join,
            steps,
        })
    }

    pub(in crate::law) fn road_proof(&mut self, rules: &RuleSet, at: usize) -> Option<RoadProof> {
        let road = rules.roads.get(at)?;
        let conditions = rules.also.iter().chain(std::iter::once(&road.when));
        let steps: Vec<Step> = conditions.filter_map(|id| self.step(*id, false)).collect();
        let mut missing = Vec::new();
        for step in &steps {
            self.gather(step, None, &mut missing);
        }
        let decisive = steps
            .iter()
            .filter(|step| !step.warn)
            .map(|step| step.holds);
        Some(RoadProof {
            occasion: road.occasion,
            name: road.name.clone(),
            outcome: Outcome::of(decisive.min().unwrap_or(Tri::Unknown)),
            steps,
            missing,
        })
    }

    /// The leaves that do not hold where it matters.
    fn gather(&self, step: &Step, way: Option<&EcoString>, missing: &mut Vec<Missing>) {
        if step.holds == Tri::Yes || step.warn || step.idle {
            return;
        }
        let all = i64::try_from(step.steps.len()).unwrap_or(i64::MAX);
        match step.join {
            Join::AtLeast(number) => {
                let way = if number < all { Some(&step.rule) } else { way };
                for part in &step.steps {
                    self.gather(part, way, missing);
                }
            }
            Join::Leaf | Join::Not | Join::Readings => {
                let this_year = matches!(step.hope, Hope::In(year, _) if year <= self.moment.year);
                missing.push(Missing {
                    rule: step.rule.clone(),
                    needed: step.needed.clone(),
                    lacks: if step.lacks.is_empty() {
                        step.needed.clone()
                    } else {
                        step.lacks.as_str().into()
                    },
                    needs_human: step.holds == Tri::Unknown,
                    one_way_of: way.cloned(),
                    hope: step.hope,
                    this_year,
                    last_day: this_year.then_some(self.closing),
                });
            }
        }
    }
}

fn join(kind: &Kind, reach: Reach, parts: usize) -> Join {
    match kind {
        Kind::All(_) => Join::AtLeast(i64::try_from(parts).unwrap_or(i64::MAX)),
        Kind::Any(_) => Join::AtLeast(1),
        Kind::AtLeast(..) => Join::AtLeast(reach.need),
        Kind::Not(_) => Join::Not,
        Kind::Readings(_) => Join::Readings,
        _ => Join::Leaf,
    }
}

fn lacks(reach: Reach, trail: &Trail, human: bool, condition: &Condition) -> String {
    if reach.holds == Tri::Yes {
        return String::new();
    }
    if human {
        return condition.asks.clone();
    }
    trail.lacks.clone()
}

/// What could not be counted for want of facts is still told with the number the law of that day asks for.
fn needed(
    book: &Lawbook,
    condition: &Condition,
    numbers: &[(&'static str, String)],
    day: Date,
) -> String {
    let words = worded(&condition.text, numbers);
    if words.contains('…') {
        book.needed(condition, day)
    } else {
        words
    }
}

/// The wording with its numbers; one that is not known is shown as `…`.
pub(in crate::law) fn worded(text: &str, numbers: &[(&'static str, String)]) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        words.push_str(before);
        let Some((key, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let number = numbers.iter().find(|(own, _)| *own == key);
        words.push_str(number.map_or("…", |(_, number)| number));
        rest = after;
    }
    words.push_str(rest);
    words
}
