//! A condition: which keys its kind needs and admits, and what it becomes.

use super::Reader;
use super::raw::ConditionLine;
use crate::law::fact::{Occasion, Organisation, TargetResult};
use crate::law::rule::{AwardLeaf, Condition, Kind, NoAwardLeaf, RatingLeaf, RunLeaf};
use crate::people::GROUPS;

/// The keys each kind needs (marked `!`) and admits, beside those of every kind.
const KEYS: [(&str, &[&str]); 25] = [
    ("all", &["of!"]),
    ("any", &["of!"]),
    ("at_least", &["n!", "of!"]),
    ("not", &["of!"]),
    ("readings", &["of!"]),
    (
        "award",
        &[
            "awards!",
            "at_least",
            "last",
            "ever",
            "after",
            "run",
            "consecutive",
            "gap_at_most",
            "ends_by",
            "nature",
            "fresh_after",
        ],
    ),
    (
        "no_award",
        &["awards!", "last", "ever", "after", "run", "nature", "by"],
    ),
    (
        "rating",
        &[
            "level!",
            "at_least",
            "last",
            "ever",
            "after",
            "run",
            "consecutive",
        ],
    ),
    ("run", &["level!", "years!", "after"]),
    (
        "initiative",
        &[
            "scope!",
            "at_least",
            "last",
            "ever",
            "after",
            "run",
            "types",
            "use",
            "by_council",
        ],
    ),
    (
        "members",
        &["of", "level", "share", "at_least", "denominator"],
    ),
    ("members_discipline", &["from_form!"]),
    ("no_discipline", &["from_form!", "when!"]),
    ("no_blocker", &[]),
    ("service", &["months!", "at!"]),
    (
        "position",
        &[
            "positions!",
            "levels",
            "months!",
            "months_women",
            "women",
            "level",
        ],
    ),
    ("group", &["groups!"]),
    ("unit_alive", &[]),
    ("organisation", &["organisations!", "level!"]),
    ("acclaimed", &["awards!"]),
    ("targets", &["result!"]),
    ("quota", &["share", "n"]),
    ("leader", &["awards!"]),
    ("sex", &["sex!"]),
    ("needs_human", &[]),
];

impl ConditionLine {
    /// The keys it has beside those of every kind.
    fn keys(&self) -> Vec<&'static str> {
        let told = [
            ("of", self.of.is_some()),
            ("n", self.n.is_some()),
            ("last", self.last.is_some()),
            ("ever", self.ever.is_some()),
            ("after", self.after.is_some()),
            ("run", self.run.is_some()),
            ("awards", self.awards.is_some()),
            ("at_least", self.at_least.is_some()),
            ("consecutive", self.consecutive.is_some()),
            ("gap_at_most", self.gap_at_most.is_some()),
            ("ends_by", self.ends_by.is_some()),
            ("nature", self.nature.is_some()),
            ("fresh_after", self.fresh_after.is_some()),
            ("by", self.by.is_some()),
            ("level", self.level.is_some()),
            ("years", self.years.is_some()),
            ("scope", self.scope.is_some()),
            ("types", self.types.is_some()),
            ("use", self.used_for.is_some()),
            ("by_council", self.by_council.is_some()),
            ("share", self.share.is_some()),
            ("denominator", self.denominator.is_some()),
            ("from_form", self.from_form.is_some()),
            ("when", self.when.is_some()),
            ("months", self.months.is_some()),
            ("at", self.at.is_some()),
            ("positions", self.positions.is_some()),
            ("levels", self.levels.is_some()),
            ("months_women", self.months_women.is_some()),
            ("women", self.women.is_some()),
            ("groups", self.groups.is_some()),
            ("organisations", self.organisations.is_some()),
            ("result", self.result.is_some()),
            ("sex", self.sex.is_some()),
        ];
        told.into_iter()
            .filter(|(_, told)| *told)
            .map(|(key, _)| key)
            .collect()
    }
}

impl Reader<'_> {
    pub(super) fn read_condition(&mut self, line: &ConditionLine) -> Condition {
        self.check_keys(line);
        let confidence = self.confidence(&line.confidence);
        let mut confidence_in = Vec::with_capacity(line.confidence_in.len());
        for (regime, code) in &line.confidence_in {
            let mark = self.confidence(code);
            match self.regimes.get(regime) {
                Some(place) => confidence_in.push((*place, mark)),
                None => self.fault(format!("không có giai đoạn «{regime}»")),
            }
        }
        let kind = self.kind(line);
        let human = matches!(kind, Some(Kind::NeedsHuman)) || line.confidence == "X";
        if human && line.asks.trim().is_empty() {
            self.fault("chưa ghi điều cần người xem xét");
        }
        Condition {
            id: line.id.as_str().into(),
            contextual: matches!(kind, Some(Kind::Initiative(_) | Kind::Quota { .. })),
            kind: kind.unwrap_or(Kind::NeedsHuman),
            text: line.text.clone(),
            cites: self.cites(&line.cite),
            confidence,
            confidence_in,
            warn: line.warn,
            asks: line.asks.clone(),
            note: line.note.clone(),
            confirmed: self.confirmed(&line.confirmed_by, &line.confirmed_at),
            confirmed_in: Vec::new(),
        }
    }

    fn check_keys(&mut self, line: &ConditionLine) {
        let Some((_, admitted)) = KEYS.iter().find(|(kind, _)| *kind == line.kind) else {
            self.fault(format!("không có loại điều kiện «{}»", line.kind));
            return;
        };
        let told = line.keys();
        for key in &told {
            if !admitted.iter().any(|own| own.trim_end_matches('!') == *key) {
                self.fault(format!(
                    "«{key}» không dùng cho loại điều kiện {}",
                    line.kind
                ));
            }
        }
        for own in admitted.iter().filter_map(|own| own.strip_suffix('!')) {
            if !told.contains(&own) {
                self.fault(format!("loại điều kiện {} cần «{own}»", line.kind));
            }
        }
    }

    fn kind(&mut self, line: &ConditionLine) -> Option<Kind> {
        match line.kind.as_str() {
            "all" | "any" | "at_least" | "not" | "readings" => self.group(line),
            "award" => Some(Kind::Award(AwardLeaf {
                awards: self.award_set(line.awards.as_ref()),
                at_least: self.number_or(line.at_least.as_ref(), 1),
                span: self.span(line),
                consecutive: line.consecutive.unwrap_or(false),
                gap_at_most: self.number_or(line.gap_at_most.as_ref(), 1),
                ends_by: self.number_or(line.ends_by.as_ref(), 0),
                occasions: self.occasions(line.nature.as_ref(), Occasion::Merit.bit()),
                fresh_after: self.award_set(line.fresh_after.as_ref()),
            })),
            "no_award" => Some(Kind::NoAward(NoAwardLeaf {
                awards: self.award_set(line.awards.as_ref()),
                span: self.span(line),
                occasions: self.occasions(line.nature.as_ref(), 0),
                by_decision: self.one_of(
                    line.by.as_deref().unwrap_or("achievement"),
                    "decision",
                    "achievement",
                )?,
            })),
            "rating" => Some(Kind::Rating(RatingLeaf {
                level: self.level(line)?,
                at_least: self.number_or(line.at_least.as_ref(), 1),
                span: self.span(line),
                consecutive: line.consecutive.unwrap_or(false),
            })),
            "run" => Some(Kind::Run(RunLeaf {
                level: self.level(line)?,
                years: self.number_or(line.years.as_ref(), 1),
                after: self.award_set(line.after.as_ref()),
            })),
            "initiative" => self.initiative(line),
            "members" => self.members(line),
            _ => self.other_kind(line),
        }
    }

    fn other_kind(&mut self, line: &ConditionLine) -> Option<Kind> {
        match line.kind.as_str() {
            "members_discipline" => Some(Kind::MembersDiscipline(self.form(line)?)),
            "no_discipline" => Some(Kind::NoDiscipline {
                from_form: self.form(line)?,
                when: self.disciplined(line)?,
            }),
            "no_blocker" => Some(Kind::NoBlocker),
            "service" => Some(Kind::Service {
                months: self.number_or(line.months.as_ref(), 0),
                at_year_end: self.one_of(line.at.as_deref()?, "year_end", "on")?,
            }),
            "position" => self.position(line),
            "group" => {
                let groups = line.groups.clone()?;
                for group in groups
                    .iter()
                    .filter(|group| !GROUPS.contains(&group.as_str()))
                {
                    self.fault(format!("không có nhóm đối tượng «{group}»"));
                }
                Some(Kind::Group(groups.into_iter().map(Into::into).collect()))
            }
            "unit_alive" => Some(Kind::UnitAlive),
            "organisation" => {
                let one = |code: &str| match code {
                    "dang" => Some(Organisation::Party),
                    "doan_the" => Some(Organisation::Mass),
                    _ => None,
                };
                let organisations = self.each(line.organisations.as_ref(), one, "tổ chức");
                Some(Kind::Organisation(organisations, self.level(line)?))
            }
            "acclaimed" => Some(Kind::Acclaimed(self.award_set(line.awards.as_ref()))),
            "targets" => {
                let exceeded = self.one_of(line.result.as_deref()?, "exceeded", "met")?;
                let result = if exceeded {
                    TargetResult::Exceeded
                } else {
                    TargetResult::Met
                };
                Some(Kind::Targets(result))
            }
            "quota" => Some(Kind::Quota {
                share: line.share.as_ref().map(|share| self.portion(share)),
                number: line.n.as_ref().map(|number| self.number(number)),
            }),
            "leader" => Some(Kind::Leader(self.award_set(line.awards.as_ref()))),
            "sex" => self
                .one_of(line.sex.as_deref()?, "nu", "nam")
                .map(Kind::Woman),
            "needs_human" => Some(Kind::NeedsHuman),
            _ => None,
        }
    }
}
