//! Clusters and blocks: their pact, meetings and who they chose; and the plan of a movement in print.

use thidua_domain::access::Permission as P;

use super::Access::Needs;
use super::Kind::{Download, Page};
use super::Route;
use crate::{cluster, plan};

/// The pages of the menu that these belong to.
const MOVEMENTS: &str = "/phong-trao";
const CLUSTERS: &str = "/cum-khoi";

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/phong-trao/{ma}/ke-hoach", Page, Needs(plan::PERMISSION), "In kế hoạch của phong trào", run!(plan::page)).room(MOVEMENTS)
        .params(plan::FIELDS),
    Route::get("/phong-trao/{ma}/ke-hoach/in", Download, Needs(P::Print), "Tệp kế hoạch của phong trào", run!(plan::file))
        .params(plan::FILE),
    Route::get("/cum-khoi/{ma}/giao-uoc", Download, Needs(P::Print), "Giao ước thi đua của cụm, khối", run!(cluster::pact))
        .params(cluster::PACT),
    Route::get("/cum-khoi/hop/{ma}", Page, Needs(cluster::MEETING), "Cuộc họp suy tôn của cụm, khối", run!(cluster::meeting::show)).room(CLUSTERS),
    Route::post("/cum-khoi/hop/{ma}", Needs(P::LoadData), "Ghi kết quả suy tôn vào sổ khen thưởng", run!(cluster::meeting::propose)),
    Route::get("/cum-khoi/hop/{ma}/bien-ban", Download, Needs(P::Print), "Biên bản họp suy tôn", run!(cluster::meeting::minutes))
        .params(cluster::meeting::MINUTES),
];
