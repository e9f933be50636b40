//! What the answers look like, as JSON Schema: made from the types that are written as JSON, so that the
//! description cannot say anything else.

use std::collections::BTreeMap;

use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value};

use crate::{
    achievement, activity, campaign, cluster, contribution, dashboard, document, event, exchange,
    exemplar, figures, honesty, initiative, law, map, movement, note, org, people, pivot, practice,
    quality, register, registration, scoring, season, standing, targets,
};

/// The answers by their subject (`balance`, `pace` …), and what they are made of.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    /// A reference into `components` by subject.
    pub answers: BTreeMap<&'static str, Value>,
    /// The parts by name.
    pub components: Map<String, Value>,
}

/// The answers by their subject, each with the type that is written.
macro_rules! answers {
    ($($subject:literal: $answer:ty,)*) => {
        fn answers(generator: &mut SchemaGenerator) -> BTreeMap<&'static str, Value> {
            BTreeMap::from([
                $(($subject, generator.subschema_for::<$answer>().to_value()),)*
            ])
        }
    };
}

answers! {
    "balance": figures::Balance,
    "pace": targets::Pace,
    "forecast": season::SeasonAnswer,
    "honesty": honesty::Honesty,
    "dashboard": dashboard::Dashboard,
    "compare": figures::Comparison,
    "quality": quality::Quality,
    "ranking": scoring::Ranking,
    "awards": register::Awards,
    "map": map::MapAnswer,
    "pivot": pivot::Pivot,
    "bonus": law::bonus::Bonus,
    "eligibility": law::eligibility::Answer,
    "rules": law::rules::Rules,
    "life_register": register::life::Life,
    "initiatives": initiative::Initiatives,
    "contributions": contribution::Contributions,
    "achievements": achievement::Achievements,
    "exemplar": exemplar::One,
    "practices": practice::Practices,
    "practice": practice::One,
    "activities": activity::Activities,
    "exemplars": exemplar::Exemplars,
    "notes": note::Notes,
    "ranks": standing::Standings,
    "events": event::Events,
    "registrations": registration::Registrations,
    "agency": org::AgencyAnswer,
    "block": cluster::BlockAnswer,
    "campaign": campaign::CampaignAnswer,
    "campaigns": campaign::Campaigns,
    "standing": campaign::standing::Standings,
    "movement": movement::MovementAnswer,
    "person": people::PersonAnswer,
    "document": document::DocumentAnswer,
    "bundle": exchange::push::Pushed,
}

/// The schemas of the answers for programs.
pub fn schemas() -> Schemas {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        });
    let mut generator = settings.into_generator();
    Schemas {
        answers: answers(&mut generator),
        components: generator.take_definitions(true),
    }
}
