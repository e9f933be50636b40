//! The files as read, while changes are laid over them: finding what a change is about, telling what is wrong with it.

use jiff::civil::Date;

use super::LawFault;
use super::raw::{
    Amount, ConditionLine, DenominatorLine, File, GroundLine, ParameterLine, RegimeLine, Text,
    TransitionLine,
};
use crate::law::book::Confirmation;
use crate::law::change::Change;

/// What changes are laid over.
pub(super) struct Pile<'f, 'a> {
    pub(super) files: &'f mut Vec<(&'a str, File)>,
    pub(super) confirmations: Vec<Confirmation>,
    pub(super) faults: &'f mut Vec<LawFault>,
}

impl<'a> Pile<'_, 'a> {
    /// Tells what is wrong with a change.
    pub(super) fn fault(&mut self, change: &Change, message: impl Into<String>) {
        self.faults.push(LawFault {
            file: change.code.clone(),
            at: change.of.clone(),
            message: message.into(),
        });
    }

    /// The file that holds what a change adds: after all others, so that what stood there keeps its place.
    pub(super) fn own(&mut self, code: &'a str) -> Option<&mut File> {
        if !self.files.iter().any(|(name, _)| *name == code) {
            self.files.push((code, File::default()));
        }
        self.files
            .iter_mut()
            .find(|(name, _)| *name == code)
            .map(|(_, file)| file)
    }

    fn all(&mut self) -> impl Iterator<Item = &mut File> {
        self.files.iter_mut().map(|(_, file)| file)
    }

    pub(super) fn condition(&mut self, id: &str) -> Option<&mut ConditionLine> {
        let mut lines = self.all().flat_map(|file| &mut file.condition);
        lines.find(|line| line.id == id)
    }

    pub(super) fn parameter(&mut self, id: &str) -> Option<&mut ParameterLine> {
        let mut lines = self.all().flat_map(|file| &mut file.parameter);
        lines.find(|line| line.id == id)
    }

    pub(super) fn text(&mut self, id: &str) -> Option<&mut Text> {
        let mut lines = self.all().flat_map(|file| &mut file.text);
        lines.find(|line| line.id == id)
    }

    pub(super) fn denominator(&mut self, id: &str) -> Option<&mut DenominatorLine> {
        let mut lines = self.all().flat_map(|file| &mut file.denominator);
        lines.find(|line| line.id == id)
    }

    pub(super) fn ground(&mut self, id: &str) -> Option<&mut GroundLine> {
        let mut lines = self.all().flat_map(|file| &mut file.ground);
        lines.find(|line| line.id == id)
    }

    pub(super) fn transition(&mut self, id: &str) -> Option<&mut TransitionLine> {
        let (from, to) = id.split_once('>')?;
        let mut lines = self.all().flat_map(|file| &mut file.transition);
        lines.find(|line| line.from == from && line.to == to)
    }

    pub(super) fn regimes(&self) -> impl Iterator<Item = &RegimeLine> {
        self.files.iter().flat_map(|(_, file)| &file.regime)
    }

    /// First and last day of a regime.
    pub(super) fn days_of(&self, id: &str) -> Option<(Date, Option<Date>)> {
        let regime = self.regimes().find(|regime| regime.id == id)?;
        let to = regime.to.as_deref().and_then(|to| to.parse().ok());
        Some((regime.from.parse().ok()?, to))
    }
}

impl ConditionLine {
    /// Sets a number or code of the condition; `None`: it has none of that name.
    pub(super) fn set_number(&mut self, key: &str, text: &str) -> Option<()> {
        let amount = match text.trim().parse() {
            Ok(whole) => Amount::Whole(whole),
            Err(_) => Amount::Text(text.trim().to_owned()),
        };
        let amounts = [
            ("n", &mut self.n),
            ("at_least", &mut self.at_least),
            ("last", &mut self.last),
            ("years", &mut self.years),
            ("months", &mut self.months),
            ("months_women", &mut self.months_women),
            ("share", &mut self.share),
            ("gap_at_most", &mut self.gap_at_most),
            ("ends_by", &mut self.ends_by),
        ];
        let own = amounts.into_iter().find(|(name, _)| *name == key);
        if let Some((_, slot)) = own {
            // `at_least` of one is the rule where nothing is said.
            if slot.is_none() && key != "at_least" {
                return None;
            }
            *slot = Some(amount);
            return Some(());
        }
        let codes = [
            ("level", &mut self.level),
            ("scope", &mut self.scope),
            ("result", &mut self.result),
            ("from_form", &mut self.from_form),
        ];
        let (_, slot) = codes.into_iter().find(|(name, _)| *name == key)?;
        slot.as_ref()?;
        *slot = Some(text.trim().to_owned());
        Some(())
    }
}
