// The little script a page needs. Every page works without it; no rule and no formula lives here.
import { setUpCharts } from "./charts";
import { setUpDrops, setUpMenu } from "./chrome";
import { setUpForms } from "./forms";
import { setUpGrids } from "./grid";
import { setUpRequests } from "./requests";

setUpRequests();
setUpMenu();
setUpDrops();
setUpForms();
setUpGrids();
setUpCharts();
