//! What the kinds with many keys become.

use super::Reader;
use super::raw::{Amount, ConditionLine};
use crate::conduct::FORMS;
use crate::law::fact::{AwardSet, Occasion, Position, Scope};
use crate::law::rule::{
    Disciplined, InitiativeLeaf, Kind, MembersLeaf, Number, PositionLeaf, Span,
};
use crate::rating::Level;

impl Reader<'_> {
    pub(super) fn group(&mut self, line: &ConditionLine) -> Option<Kind> {
        let of: Vec<_> = line
            .of
            .as_ref()?
            .iter()
            .filter_map(|id| self.condition(id))
            .collect();
        if of.is_empty() {
            self.fault("nhóm không còn điều kiện nào");
        }
        match line.kind.as_str() {
            "all" => Some(Kind::All(of)),
            "any" => Some(Kind::Any(of)),
            "at_least" => Some(Kind::AtLeast(self.number(line.n.as_ref()?), of)),
            "readings" => Some(Kind::Readings(of)),
            _ => match of.as_slice() {
                [one] => Some(Kind::Not(*one)),
                _ => {
                    self.fault("phủ định chỉ một điều kiện");
                    None
                }
            },
        }
    }

    pub(super) fn initiative(&mut self, line: &ConditionLine) -> Option<Kind> {
        let scope = Scope::from_code(line.scope.as_deref()?);
        let scope = self.or(scope, Scope::Unit, || "không có phạm vi này".to_owned());
        let types = line
            .types
            .clone()
            .unwrap_or_else(|| vec!["sang_kien".to_owned(), "de_tai".to_owned()]);
        for code in types
            .iter()
            .filter(|code| !["sang_kien", "de_tai"].contains(&code.as_str()))
        {
            self.fault(format!("không có loại sáng kiến «{code}»"));
        }
        let has = |wanted: &str| types.iter().any(|code| code == wanted);
        let for_title = match line.used_for.as_deref() {
            Some(code) => Some(self.one_of(code, "title", "commendation")?),
            None => None,
        };
        Some(Kind::Initiative(InitiativeLeaf {
            scope,
            at_least: self.number_or(line.at_least.as_ref(), 1),
            span: self.span(line),
            initiatives: has("sang_kien"),
            tasks: has("de_tai"),
            for_title,
            by_council: line.by_council.unwrap_or(true),
        }))
    }

    pub(super) fn members(&mut self, line: &ConditionLine) -> Option<Kind> {
        if line.share.is_none() && line.at_least.is_none() {
            self.fault("tỷ lệ thành viên cần «share» hoặc «at_least»");
        }
        if line.of.is_some() == line.level.is_some() {
            self.fault("tỷ lệ thành viên cần «of» hoặc «level», không cả hai");
        }
        let denominator = match line.denominator.as_deref() {
            None => None,
            Some(id) => {
                let found = self.denominators.get(id).copied();
                if found.is_none() {
                    self.fault(format!("không có cách tính mẫu số «{id}»"));
                }
                found
            }
        };
        Some(Kind::Members(MembersLeaf {
            awards: self.award_set(line.of.as_ref()),
            level: line.level.is_some().then(|| self.level(line)).flatten(),
            share: line.share.as_ref().map(|share| self.portion(share)),
            at_least: line.at_least.as_ref().map(|number| self.number(number)),
            denominator,
        }))
    }

    pub(super) fn position(&mut self, line: &ConditionLine) -> Option<Kind> {
        let one = |code: &str| match code {
            "nguoi_dung_dau" => Some(Position::Head),
            "cap_pho" => Some(Position::Deputy),
            _ => None,
        };
        for level in line.levels.iter().flatten() {
            if crate::org::Level::from_code(level).is_none() {
                self.fault(format!("không có cấp cơ quan «{level}»"));
            }
        }
        Some(Kind::Position(PositionLeaf {
            positions: self.each(line.positions.as_ref(), one, "chức vụ"),
            levels: line
                .levels
                .iter()
                .flatten()
                .map(|level| level.as_str().into())
                .collect(),
            months: self.number_or(line.months.as_ref(), 0),
            months_women: line.months_women.as_ref().map(|months| self.number(months)),
            women: line.women.as_ref().map(|part| self.portion(part)),
            level: line.level.is_some().then(|| self.level(line)).flatten(),
        }))
    }

    pub(super) fn span(&mut self, line: &ConditionLine) -> Span {
        let ever = line.ever.unwrap_or(false);
        let told = [
            line.last.is_some(),
            ever,
            line.after.is_some(),
            line.run.is_some(),
        ];
        if told.into_iter().filter(|told| *told).count() > 1 {
            self.fault("chỉ một trong last, ever, after, run");
        }
        if let Some(years) = &line.last {
            return Span::Last(self.number(years));
        }
        if let Some(after) = &line.after {
            return Span::After(self.awards(after));
        }
        if let Some(run) = &line.run {
            return self.condition(run).map_or(Span::Year, Span::Run);
        }
        if ever { Span::Ever } else { Span::Year }
    }

    pub(super) fn award_set(&mut self, codes: Option<&Vec<String>>) -> AwardSet {
        codes.map_or(AwardSet::NONE, |codes| self.awards(codes))
    }

    pub(super) fn number_or(&mut self, written: Option<&Amount>, fallback: i64) -> Number {
        written.map_or(Number::Fixed(fallback), |written| self.number(written))
    }

    pub(super) fn occasions(&mut self, codes: Option<&Vec<String>>, fallback: u8) -> u8 {
        let Some(codes) = codes else { return fallback };
        let read = self.each(Some(codes), Occasion::from_code, "loại thành tích");
        read.into_iter()
            .fold(0, |bits, occasion| bits | occasion.bit())
    }

    pub(super) fn each<T>(
        &mut self,
        codes: Option<&Vec<String>>,
        one: impl Fn(&str) -> Option<T>,
        what: &str,
    ) -> Vec<T> {
        let mut read = Vec::new();
        for code in codes.into_iter().flatten() {
            match one(code) {
                Some(found) => read.push(found),
                None => self.fault(format!("không có {what} «{code}»")),
            }
        }
        read
    }

    pub(super) fn level(&mut self, line: &ConditionLine) -> Option<Level> {
        let code = line.level.as_deref()?;
        let level = Level::from_code(code);
        if level.is_none() {
            self.fault(format!("không có mức xếp loại «{code}»"));
        }
        level
    }

    pub(super) fn form(&mut self, line: &ConditionLine) -> Option<usize> {
        let code = line.from_form.as_deref()?;
        let place = FORMS.iter().position(|form| *form == code);
        if place.is_none() {
            self.fault(format!("không có hình thức kỷ luật «{code}»"));
        }
        place
    }

    /// Which disciplines a condition looks at.
    pub(super) fn disciplined(&mut self, line: &ConditionLine) -> Option<Disciplined> {
        let code = line.when.as_deref()?;
        let found = match code {
            "year" => Some(Disciplined::InYear),
            "in_force" => Some(Disciplined::InForce),
            "in_post" => Some(Disciplined::InPost),
            _ => None,
        };
        if found.is_none() {
            self.fault(format!("«{code}»: year, in_force hoặc in_post"));
        }
        found
    }

    /// Which of two codes it is: whether the first.
    pub(super) fn one_of(&mut self, code: &str, first: &str, second: &str) -> Option<bool> {
        if code != first && code != second {
            self.fault(format!("«{code}»: phải là {first} hoặc {second}"));
            return None;
        }
        Some(code == first)
    }
}
