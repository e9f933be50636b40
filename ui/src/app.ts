// The little script a page needs. Every page works without it; no rule and no formula lives here.
import { setUpCharts } from "./charts";
import { setUpDrops, setUpMenu } from "./chrome";
import { setUpComposition } from "./composition";
import { setUpDrafts } from "./draft";
import { setUpEntry } from "./entry";
import { setUpForms } from "./forms";
import { setUpGrids } from "./grid";
import { setUpImport } from "./import";
import { setUpListing } from "./listing";
import { setUpMatch } from "./match";
import { setUpPalette } from "./palette";
import { setUpRequests } from "./requests";
import { setUpValidity } from "./validity";

setUpComposition();
setUpRequests();
setUpMenu();
setUpDrops();
setUpForms();
setUpValidity();
setUpDrafts();
setUpGrids();
setUpEntry();
setUpImport();
setUpListing();
setUpPalette();
setUpMatch();
setUpCharts();
