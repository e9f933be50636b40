//! What the answers look like, as JSON Schema: made from the types that are written as JSON, so that the
//! description cannot say anything else.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use crate::{
    achievement, activity, campaign, cluster, contribution, dashboard, document, event, exchange,
    exemplar, figures, initiative, law, map, movement, note, org, people, pivot, practice, quality,
    register, registration, scoring, season, standing, targets,
};

/// The answers by their subject (`balance`, `pace` …), and what they are made of.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    /// A reference into `components` by subject.
    pub answers: BTreeMap<&'static str, Value>,
    /// The parts by name.
    pub components: Map<String, Value>,
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
    let answers = BTreeMap::from([
        (
            "balance",
            generator.subschema_for::<figures::Balance>().to_value(),
        ),
        (
            "pace",
            generator.subschema_for::<targets::Pace>().to_value(),
        ),
        (
            "forecast",
            generator.subschema_for::<season::SeasonAnswer>().to_value(),
        ),
        (
            "dashboard",
            generator.subschema_for::<dashboard::Dashboard>().to_value(),
        ),
        (
            "compare",
            generator.subschema_for::<figures::Comparison>().to_value(),
        ),
        (
            "quality",
            generator.subschema_for::<quality::Quality>().to_value(),
        ),
        (
            "ranking",
            generator.subschema_for::<scoring::Ranking>().to_value(),
        ),
        (
            "awards",
            generator.subschema_for::<register::Awards>().to_value(),
        ),
        (
            "map",
            generator.subschema_for::<map::MapAnswer>().to_value(),
        ),
        (
            "pivot",
            generator.subschema_for::<pivot::Pivot>().to_value(),
        ),
        (
            "bonus",
            generator.subschema_for::<law::bonus::Bonus>().to_value(),
        ),
        (
            "eligibility",
            generator
                .subschema_for::<law::eligibility::Answer>()
                .to_value(),
        ),
        (
            "rules",
            generator.subschema_for::<law::rules::Rules>().to_value(),
        ),
        (
            "life_register",
            generator.subschema_for::<register::life::Life>().to_value(),
        ),
        (
            "initiatives",
            generator
                .subschema_for::<initiative::Initiatives>()
                .to_value(),
        ),
        (
            "contributions",
            generator
                .subschema_for::<contribution::Contributions>()
                .to_value(),
        ),
        (
            "achievements",
            generator
                .subschema_for::<achievement::Achievements>()
                .to_value(),
        ),
        (
            "exemplar",
            generator.subschema_for::<exemplar::One>().to_value(),
        ),
        (
            "practices",
            generator.subschema_for::<practice::Practices>().to_value(),
        ),
        (
            "practice",
            generator.subschema_for::<practice::One>().to_value(),
        ),
        (
            "activities",
            generator.subschema_for::<activity::Activities>().to_value(),
        ),
        (
            "exemplars",
            generator.subschema_for::<exemplar::Exemplars>().to_value(),
        ),
        ("notes", generator.subschema_for::<note::Notes>().to_value()),
        (
            "ranks",
            generator.subschema_for::<standing::Standings>().to_value(),
        ),
        (
            "events",
            generator.subschema_for::<event::Events>().to_value(),
        ),
        (
            "registrations",
            generator
                .subschema_for::<registration::Registrations>()
                .to_value(),
        ),
        (
            "agency",
            generator.subschema_for::<org::AgencyAnswer>().to_value(),
        ),
        (
            "block",
            generator.subschema_for::<cluster::BlockAnswer>().to_value(),
        ),
        (
            "campaign",
            generator
                .subschema_for::<campaign::CampaignAnswer>()
                .to_value(),
        ),
        (
            "campaigns",
            generator.subschema_for::<campaign::Campaigns>().to_value(),
        ),
        (
            "standing",
            generator
                .subschema_for::<campaign::standing::Standings>()
                .to_value(),
        ),
        (
            "movement",
            generator
                .subschema_for::<movement::MovementAnswer>()
                .to_value(),
        ),
        (
            "person",
            generator.subschema_for::<people::PersonAnswer>().to_value(),
        ),
        (
            "document",
            generator
                .subschema_for::<document::DocumentAnswer>()
                .to_value(),
        ),
        (
            "bundle",
            generator
                .subschema_for::<exchange::push::Pushed>()
                .to_value(),
        ),
    ]);
    Schemas {
        answers,
        components: generator.take_definitions(true),
    }
}
