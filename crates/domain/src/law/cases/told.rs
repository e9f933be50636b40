//! The facts a case tells.

use std::fmt::Display;

use super::raw::{AwardLine, Case, InitiativeLine, MemberLine, PostLine, Told};
use super::years;
use crate::conduct::{CASES, FORMS};
use crate::law::book::Lawbook;
use crate::law::fact::{
    Absence, AcclaimedFact, AnswerFact, AwardFact, AwardId, AwardSet, BlockerFact, Conduct,
    DisciplineFact, Facts, InitiativeFact, LeadFact, Link, MemberFact, Occasion, Organisation,
    OrganisationFact, Position, PostFact, QuotaFact, RatingFact, Scope, SubjectKind, TargetFact,
    TargetResult,
};
use crate::people::GROUPS;
use crate::rating::Level;
use crate::time::{PartialDate, Validity, WorkYear};

type Read<T> = Result<T, String>;

fn known<T>(found: Option<T>, code: impl Display) -> Read<T> {
    found.ok_or_else(|| format!("«{code}» is not known"))
}

fn partial(text: Option<&String>) -> Read<Option<PartialDate>> {
    text.map(|text| PartialDate::parse(text).map_err(|_| format!("«{text}» is no day")))
        .transpose()
}

fn each<T, U>(lines: &[T], one: impl FnMut((usize, &T)) -> Read<U>) -> Read<Vec<U>> {
    lines.iter().enumerate().map(one).collect()
}

fn link(sheet: &'static str, at: usize) -> Link {
    Link {
        sheet,
        key: at.to_string().into(),
    }
}

fn award(book: &Lawbook, code: &str) -> Read<AwardId> {
    known(book.names.award(code), code)
}

fn level(code: &str) -> Read<Level> {
    known(Level::from_code(code), code)
}

fn form(code: &str) -> Read<usize> {
    known(FORMS.iter().position(|form| *form == code), code)
}

/// The facts a case tells.
pub(super) fn facts(book: &Lawbook, case: &Case, subject: SubjectKind) -> Read<Facts> {
    let told = &case.facts;
    let mut facts = Facts::new(subject);
    facts.woman = match told.sex.as_deref() {
        None => None,
        Some("nu") => Some(true),
        Some("nam") => Some(false),
        Some(other) => return Err(format!("«{other}» is not known")),
    };
    if let Some(group) = &told.group {
        known(GROUPS.contains(&group.as_str()).then_some(()), group)?;
        facts.group = Some(group.as_str().into());
    }
    facts.service_from = partial(told.service_from.as_ref())?;
    facts.awards = each(&told.awards, |(at, line)| award_fact(book, at, line))?;
    facts.ratings = each(&told.ratings, |(at, line)| {
        Ok(RatingFact {
            year: WorkYear(line.year),
            level: level(&line.level)?,
            link: link("danh-gia", at),
        })
    })?;
    facts.initiatives = each(&told.initiatives, |(at, line)| initiative(book, at, line))?;
    facts.conduct = if told.conduct_known == Some(false) {
        None
    } else {
        Some(conduct(told)?)
    };
    facts.posts = each(&told.posts, |(at, line)| post(at, line))?;
    facts.acclaimed = each(&told.acclaimed, |(at, line)| {
        let year = line.year.ok_or("a year")?;
        Ok(AcclaimedFact {
            award: award(book, &line.award)?,
            year: WorkYear(year),
            link: link("khen-thuong", at),
        })
    })?;
    collective(book, told, &mut facts)?;
    facts.answers = each(&told.answers, |(at, line)| {
        let there = book
            .conditions
            .iter()
            .any(|condition| condition.id == line.condition.as_str());
        known(there.then_some(()), &line.condition)?;
        Ok(AnswerFact {
            condition: line.condition.as_str().into(),
            year: WorkYear(line.year),
            holds: line.holds,
            link: link("y-kien", at),
        })
    })?;
    Ok(facts)
}

fn collective(book: &Lawbook, told: &Told, facts: &mut Facts) -> Read<()> {
    facts.unit = match &told.unit {
        None => None,
        Some(unit) => Some(Validity::new(
            partial(unit.from.as_ref())?,
            partial(unit.to.as_ref())?,
        )),
    };
    facts.members = match &told.members {
        None => None,
        Some(lines) => Some(each(lines, |(at, line)| member(book, at, line))?),
    };
    facts.targets = each(&told.targets, |(at, line)| {
        let result = match line.result.as_str() {
            "exceeded" => TargetResult::Exceeded,
            "met" => TargetResult::Met,
            "not_met" => TargetResult::NotMet,
            other => return Err(format!("«{other}» is not known")),
        };
        Ok(TargetFact {
            year: WorkYear(line.year),
            result,
            link: link("chi-tieu", at),
        })
    })?;
    facts.organisations = each(&told.organisations, |(at, line)| {
        let organisation = match line.organisation.as_str() {
            "dang" => Organisation::Party,
            "doan_the" => Organisation::Mass,
            other => return Err(format!("«{other}» is not known")),
        };
        let level = level(&line.level)?;
        Ok(OrganisationFact {
            organisation,
            year: WorkYear(line.year),
            level,
            link: link("danh-gia", at),
        })
    })?;
    facts.leads = match &told.leads {
        None => None,
        Some(lead) => {
            let awards = each(&lead.unit_awards, |(_, line)| award(book, &line.award))?;
            Some(LeadFact {
                awards: awards.into_iter().collect(),
                link: link("co-quan", 0),
            })
        }
    };
    facts.quotas = each(&told.quota, |(_, line)| {
        Ok(QuotaFact {
            award: award(book, &line.award)?,
            counted: line.counted,
            base: line.base,
        })
    })?;
    Ok(())
}

fn award_fact(book: &Lawbook, at: usize, line: &AwardLine) -> Read<AwardFact> {
    let occasion = match line.nature.as_deref() {
        None => None,
        Some(code) => Some(known(Occasion::from_code(code), code)?),
    };
    Ok(AwardFact {
        award: award(book, &line.award)?,
        years: years(line.year, line.years.as_deref())?,
        times: line.times.unwrap_or(1),
        occasion,
        decided_on: partial(line.decided.as_ref())?,
        revoked: line.revoked,
        inherited: line.inherited,
        link: link("khen-thuong", at),
    })
}

fn initiative(book: &Lawbook, at: usize, line: &InitiativeLine) -> Read<InitiativeFact> {
    let used = each(&line.used, |(_, written)| {
        let (code, year) = written
            .split_once(':')
            .ok_or_else(|| format!("«{written}»: award:year"))?;
        let year = year
            .parse()
            .map_err(|_| format!("«{written}»: award:year"))?;
        Ok((award(book, code)?, WorkYear(year)))
    })?;
    let scope = line
        .scope
        .as_deref()
        .map(|code| known(Scope::from_code(code), code))
        .transpose()?;
    Ok(InitiativeFact {
        name: line.id.as_str().into(),
        is_task: line.kind.as_deref() == Some("de_tai"),
        scope,
        recognised: line.recognised.is_some(),
        recognised_on: partial(line.recognised.as_ref())?,
        used,
        link: link("sang-kien", at),
    })
}

fn conduct(told: &Told) -> Read<Conduct> {
    let disciplines = each(&told.discipline, |(at, line)| {
        Ok(DisciplineFact {
            form: form(&line.form)?,
            decided_on: partial(line.decided.as_ref())?,
            ends_on: partial(line.ends.as_ref())?,
            link: link("ky-luat", at),
        })
    })?;
    let blockers = each(&told.blockers, |(at, line)| {
        known(
            CASES.contains(&line.case.as_str()).then_some(()),
            &line.case,
        )?;
        Ok(BlockerFact {
            case: line.case.as_str().into(),
            from: partial(line.from.as_ref())?,
            to: partial(line.to.as_ref())?,
            link: link("vuong-mac", at),
        })
    })?;
    Ok(Conduct {
        disciplines,
        blockers,
    })
}

fn post(at: usize, line: &PostLine) -> Read<PostFact> {
    let position = match line.position.as_deref() {
        None => None,
        Some("nguoi_dung_dau") => Some(Position::Head),
        Some("cap_pho") => Some(Position::Deputy),
        Some("khac") => Some(Position::Staff),
        Some(other) => return Err(format!("«{other}» is not known")),
    };
    Ok(PostFact {
        position,
        level: line.level.as_str().into(),
        validity: Validity::new(partial(line.from.as_ref())?, partial(line.to.as_ref())?),
        link: link("nhan-su", at),
    })
}

fn member(book: &Lawbook, at: usize, line: &MemberLine) -> Read<MemberFact> {
    let mut awards = AwardSet::NONE;
    for code in &line.awards {
        awards = awards.with(award(book, code)?);
    }
    let forms = each(&line.discipline, |(_, code)| form(code))?;
    Ok(MemberFact {
        count: line.count,
        awards,
        level: line.level.as_deref().map(level).transpose()?,
        service_from: partial(line.from.as_ref())?,
        absences: each(&line.absent, |(_, code)| {
            known(Absence::from_code(code), code)
        })?,
        discipline: forms.into_iter().max(),
        conduct_known: line.conduct_known.unwrap_or(true),
        link: link("nhan-su", at),
    })
}
