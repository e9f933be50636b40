//! What was typed into the form of a decision.

use minijinja::{Value, context};
use thidua_app::restate::{NewRules, OldAgency, Share, Way};

use crate::ask::Ask;
use crate::problem::Problem;

/// The form as it stands.
pub(super) struct Form {
    rules: NewRules,
    /// Whether it was sent; else it shows what is stored.
    sent: bool,
    /// Common line of the shares, and of those of money.
    lines: [String; 2],
}

impl Form {
    /// The form of the old agency the address names.
    pub(super) fn opened(ask: &Ask) -> Result<Self, Problem> {
        let old = ask.query.text("cu").unwrap_or_default().to_owned();
        Ok(Self {
            rules: NewRules {
                old,
                ..NewRules::default()
            },
            sent: false,
            lines: Default::default(),
        })
    }

    /// The form as it was sent.
    pub(super) fn sent(ask: &Ask) -> Result<Self, Problem> {
        let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
        let lines = [text("mau"), text("mau_tien")];
        // Shares of money of their own: then those told first are of cases and what is of neither.
        let money = !lines[1].trim().is_empty();
        let mut shares = Vec::new();
        for (name, part) in ask.form.pairs() {
            let share = |new: &str, side: &str, whole: &str| Share {
                new: new.to_owned(),
                side: side.to_owned(),
                part: part.to_owned(),
                whole: whole.to_owned(),
            };
            if let Some(new) = name.strip_prefix("tu_tien~") {
                if money {
                    shares.push(share(new, "tien", &lines[1]));
                }
            } else if let Some(new) = name.strip_prefix("tu~") {
                shares.push(share(new, "", &lines[0]));
            }
        }
        Ok(Self {
            rules: NewRules {
                old: text("cu"),
                way: Way::from_code(&text("cach")).unwrap_or_default(),
                new: text("moi"),
                shares,
                basis: text("co_so"),
                from: text("tu_ngay"),
                to: text("den_ngay"),
                document: text("van_ban"),
                signer: text("nguoi_ky"),
                signed_on: text("ngay_ky"),
                note: text("ghi_chu"),
                reason: text("ly_do"),
                seen: ask.form.read("phien_ban")?,
            },
            sent: true,
            lines,
        })
    }

    /// Code of the old agency.
    pub(super) fn old(&self) -> &str {
        &self.rules.old
    }

    /// What was typed.
    pub(super) fn rules(&self) -> &NewRules {
        &self.rules
    }

    /// What the inputs hold: what was sent, else what is stored.
    pub(super) fn shown(&self, old: &OldAgency) -> Value {
        let rules = &self.rules;
        let share = |new: &str, side: &str| {
            let mut typed = rules.shares.iter();
            typed
                .find(|one| one.new == new && one.side == side)
                .map(|one| one.part.clone())
        };
        let stored = |new: &str, money: bool| {
            let mut all = old.rules.iter();
            let rule = all.find(|rule| {
                rule.new.as_deref() == Some(new) && (rule.side.as_deref() == Some("tien")) == money
            });
            rule.and_then(|rule| rule.part).map(|part| part.to_string())
        };
        let heirs: Vec<Value> = old
            .heirs
            .iter()
            .map(|heir| {
                let (cases, money) = match self.sent {
                    true => (share(&heir.code, ""), share(&heir.code, "tien")),
                    false => (stored(&heir.code, false), stored(&heir.code, true)),
                };
                let chosen = match self.sent {
                    true => rules.new == heir.code,
                    false => old
                        .rules
                        .iter()
                        .any(|rule| rule.new.as_deref() == Some(&heir.code)),
                };
                context! {
                    code => &heir.code, name => &heir.name, chosen,
                    part => cases.unwrap_or_default(), money => money.unwrap_or_default(),
                }
            })
            .collect();
        let whole = |money: bool| {
            let mut all = old.rules.iter();
            let rule = all.find(|rule| (rule.side.as_deref() == Some("tien")) == money);
            rule.and_then(|rule| rule.whole)
                .map(|whole| whole.to_string())
        };
        let lines = match self.sent {
            true => self.lines.clone(),
            false => [false, true].map(|money| whole(money).unwrap_or_default()),
        };
        let way = match (self.sent, old.rules.first()) {
            (true, _) => match rules.way {
                Way::Sum => "cong",
                Way::Share => "ty_le",
                Way::Not => "khong",
            },
            (false, Some(rule)) if rule.part.is_some() => "ty_le",
            (false, Some(rule)) if rule.new.is_none() => "khong",
            (false, Some(_)) => "cong",
            (false, None) if old.heirs.len() > 1 => "ty_le",
            (false, None) => "cong",
        };
        context! {
            way, heirs, line => &lines[0], money_line => &lines[1],
            basis => &rules.basis, from => &rules.from, to => &rules.to,
            document => &rules.document, signer => &rules.signer, signed_on => &rules.signed_on,
            note => &rules.note, reason => &rules.reason,
        }
    }
}
