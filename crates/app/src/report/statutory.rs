//! Yearly statistical forms of emulation and commendation, filled from the movements and awards of an agency. What the
//! system holds no figures of stays open, and says so.

use std::sync::LazyLock;

use serde::Deserialize;
use thidua_domain::register::{Award, award_codes};
use thidua_domain::report::statutory::{Launcher, length};
use thidua_domain::text::number::two_digits;
use thidua_domain::time::{PartialDate, Validity, Window, WorkYear};
use thidua_files::paper::{Annex, Block, Cell, Document, Marks};
use thidua_files::sheet::Value;

use super::office::office;
use super::{Field, Grid, Issue, Sources, listed};
use crate::deed::AskYears;
use crate::movement::{MovementAnswer, of_agency};
use crate::register::{AskAwards, AwardRow, awards};
use crate::state::View;
use crate::{AppError, State};
