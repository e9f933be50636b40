// What Chrome 109 (the last one for Windows 7 and 8.1, still found in offices) does not have: name, pattern, first version
// that has it, and a piece of code that uses it. esbuild lowers syntax; these are the things it lets through.
// `check.test.mjs` plants every piece and asks for it back.

export const CSS = [
  ["color-mix()", /color-mix\(/, 111, "a{color:color-mix(in srgb,red,blue)}"],
  ["oklch(), oklab(), lch(), lab()", /[^-\w](?:oklch|oklab|lch|lab)\(/, 111, "a{color:oklch(50% .1 20)}"],
  ["color()", /[^-\w]color\(/, 111, "a{color:color(display-p3 1 0 0)}"],
  ["relative colours", /(?:rgba?|hsla?|hwb)\(\s*from\s/, 119, "a{color:rgb(from red r g b/50%)}"],
  ["light-dark()", /light-dark\(/, 123, "a{color:light-dark(#000,#fff)}"],
  ["style container query", /@container[^{]*style\(/, 111, "@container style(--x:1){a{color:red}}"],
  ["scroll-state container query", /scroll-state\(/, 133, "@container scroll-state(stuck:top){a{color:red}}"],
  ["@starting-style", /@starting-style/, 117, "@starting-style{a{opacity:0}}"],
  ["@scope", /@scope\b/, 118, "@scope(.a){a{color:red}}"],
  ["@position-try", /@position-try/, 125, "@position-try --x{top:0}"],
  ["@function", /@function\b/, 139, "@function --f(){result:1px}"],
  ["@font-feature-values", /@font-feature-values/, 111, "@font-feature-values X{@styleset{a:1}}"],
  ["@view-transition", /@view-transition|view-transition-(?:name|class)|::view-transition/, 111, "a{view-transition-name:x}"],
  ["subgrid", /:\s*subgrid|\ssubgrid[;}\s]/, 117, "a{grid-template-rows:subgrid}"],
  ["masonry", /:\s*masonry\b|grid-lanes/, 140, "a{grid-template-rows:masonry}"],
  ["anchor positioning", /anchor-name:|position-anchor:|position-area:|inset-area:|[^-\w]anchor(?:-size)?\(/, 125, "a{position-anchor:--x}"],
  ["text-wrap", /[^-\w]text-wrap(?:-mode|-style)?\s*:/, 114, "a{text-wrap:balance}"],
  ["white-space-collapse", /white-space-collapse/, 114, "a{white-space-collapse:preserve}"],
  ["text-box-trim", /text-box(?:-trim|-edge)?\s*:/, 133, "a{text-box-trim:both}"],
  ["text-spacing-trim, text-autospace", /text-spacing-trim|text-autospace/, 123, "a{text-spacing-trim:normal}"],
  ["word-break: auto-phrase", /auto-phrase/, 119, "a{word-break:auto-phrase}"],
  [":popover-open", /:popover-open/, 114, ":popover-open{top:0}"],
  [":open", /[^-\w]:open\b|[\w\])]:open\b/, 133, "details:open{top:0}"],
  [":state()", /:state\(/, 125, "x-a:state(on){top:0}"],
  ["::details-content", /::details-content/, 131, "::details-content{top:0}"],
  ["::spelling-error, ::grammar-error", /::(?:spelling|grammar)-error/, 121, "::spelling-error{color:red}"],
  [":user-invalid", /:user-(?:in)?valid/, 119, ":user-invalid{color:red}"],
  [":dir()", /:dir\(/, 120, ":dir(rtl){top:0}"],
  [":nth-child(… of …)", /:nth-(?:last-)?child\([^)]* of /, 111, ":nth-child(2 of .a){top:0}"],
  ["transition-behavior", /transition-behavior|allow-discrete/, 117, "a{transition-behavior:allow-discrete}"],
  ["overlay", /[^-\w]overlay\s*:\s*auto|transition:[^;}]*[\s,]overlay[\s,]/, 117, "a{overlay:auto}"],
  ["animation-composition", /animation-composition/, 112, "a{animation-composition:add}"],
  ["interpolate-size, calc-size()", /interpolate-size|calc-size\(/, 129, "a{height:calc-size(auto,size)}"],
  ["field-sizing", /field-sizing/, 123, "a{field-sizing:content}"],
  ["stretch", /(?:width|height|size)\s*:\s*stretch\b/, 138, "a{width:stretch}"],
  ["font-size-adjust", /font-size-adjust/, 127, "a{font-size-adjust:.5}"],
  ["offset-path shapes", /offset-path\s*:\s*(?:ray|circle|inset|polygon|xywh|rect)\(/, 116, "a{offset-path:ray(45deg)}"],
  ["xywh(), rect() shapes", /clip-path\s*:\s*(?:xywh|rect)\(|[^-\w]shape\(/, 119, "a{clip-path:xywh(0 0 1px 1px)}"],
  ["image-set() without prefix", /[^-\w]image-set\(/, 113, "a{background:image-set(url(a) 1x)}"],
  ["display of two words", /display\s*:\s*(?:inline|block)\s+(?:flow|flex|grid|table|ruby)/, 115, "a{display:inline flex}"],
  ["units cap, rcap, rch, rex, ric", /[\d.](?:r?cap|rch|rex|ric)\b/, 118, "a{width:2rcap}"],
  ["linear() easing", /[:\s,]linear\(/, 113, "a{animation-timing-function:linear(0,1)}"],
  ["scroll-driven animation", /(?:animation|scroll|view)-timeline|timeline-scope|animation-range/, 115, "a{animation-timeline:scroll()}"],
  ["round(), mod(), rem()", /[^-\w](?:round|mod|rem)\(/, 125, "a{width:round(1px,2px)}"],
  ["sin(), cos(), pow(), sqrt()", /[^-\w](?:a?sin|a?cos|a?tan2?|pow|sqrt|hypot|log|exp)\(/, 111, "a{width:calc(1px*sin(1))}"],
  ["abs(), sign()", /[^-\w](?:abs|sign)\(/, 138, "a{width:abs(-1px)}"],
  ["sibling-index()", /sibling-(?:index|count)\(/, 138, "a{order:sibling-index()}"],
  ["typed attr(), if()", /attr\([^)]*type\(|[:\s]if\(/, 133, "a{width:attr(data-w type(<length>))}"],
  ["media (scripting)", /\(\s*scripting\b/, 120, "@media(scripting:none){a{top:0}}"],
  ["media (update), (overflow-block)", /\(\s*(?:update|overflow-(?:block|inline))\b/, 113, "@media(update:fast){a{top:0}}"],
  ["prefers-reduced-transparency", /prefers-reduced-transparency/, 118, "@media(prefers-reduced-transparency){a{top:0}}"],
];
// mask is absent because esbuild writes its prefixed twin; scrollbar-color because without it a page is only less pretty.

export const JS = [
  ["Array.toSorted, toReversed, toSpliced", /\.to(?:Sorted|Reversed|Spliced)\(/, 110, "x.toSorted()"],
  ["Array.with", /\.with\(-?\d/, 110, "x.with(0,1)"],
  ["Array.fromAsync", /Array\.fromAsync/, 121, "Array.fromAsync(x)"],
  ["Object.groupBy, Map.groupBy", /(?:Object|Map)\.groupBy/, 117, "Object.groupBy(x,y)"],
  ["Promise.withResolvers", /Promise\.withResolvers/, 119, "Promise.withResolvers()"],
  ["Promise.try", /Promise\.try\b/, 128, "Promise.try(x)"],
  ["URL.canParse, URL.parse", /URL\.(?:canParse|parse)\(/, 120, "URL.canParse(x)"],
  ["AbortSignal.any", /AbortSignal\.any/, 116, "AbortSignal.any([])"],
  ["isWellFormed", /\.(?:isWellFormed|toWellFormed)\(/, 111, "x.isWellFormed()"],
  ["Iterator helpers", /Iterator\.from|\.(?:values|keys|entries)\(\)\.(?:map|filter|take|drop|toArray|some|every|find|reduce|forEach|flatMap)\(/, 122, "x.values().map(y)"],
  ["Set methods", /\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(|new Set(?:\([^()]*\))?\.(?:union|intersection|difference)\(/, 122, "new Set(x).union(y)"],
  ["Map.getOrInsert", /\.getOrInsert(?:Computed)?\(/, 145, "x.getOrInsert(1,2)"],
  ["popover methods", /\.(?:showPopover|togglePopover|hidePopover)\(/, 114, "x.showPopover()"],
  ["dialog.requestClose", /\.requestClose\(/, 134, "x.requestClose()"],
  ["RegExp.escape", /RegExp\.escape/, 136, "RegExp.escape(x)"],
  ["regular expressions with v", /RegExp\([^)]*,\s*["'][a-z]*v[a-z]*["']\)/, 112, 'new RegExp("a","v")'],
  ["Uint8Array.fromBase64", /\.fromBase64\(|\.toBase64\(|\.fromHex\(|\.toHex\(\)/, 133, "Uint8Array.fromBase64(x)"],
  ["ArrayBuffer.transfer, resizable", /\.transferToFixedLength\(|maxByteLength/, 114, "new ArrayBuffer(1,{maxByteLength:2})"],
  ["scheduler.yield", /scheduler\.yield/, 129, "scheduler.yield()"],
  ["import attributes", /import\([^)]*,\s*\{\s*with:/, 123, 'import("x",{with:{type:"json"}})'],
  ["view transitions", /startViewTransition\(/, 111, "document.startViewTransition(x)"],
  ["moveBefore", /\.moveBefore\(/, 133, "x.moveBefore(y,null)"],
  ["setHTMLUnsafe, getHTML", /\.(?:setHTMLUnsafe|getHTML|parseHTMLUnsafe|setHTML)\(/, 124, "x.setHTMLUnsafe(y)"],
  ["scrollend", /["']scrollend["']/, 114, 'x.addEventListener("scrollend",y)'],
  ["caretPositionFromPoint", /\.caretPositionFromPoint\(/, 128, "document.caretPositionFromPoint(0,0)"],
  ["ReadableStream.from", /ReadableStream\.from\(/, 124, "ReadableStream.from(x)"],
  ["Response.bytes", /\.bytes\(\)/, 132, "await x.bytes()"],
  ["JSON.rawJSON", /JSON\.rawJSON/, 114, 'JSON.rawJSON("1")'],
  ["Intl.DurationFormat", /Intl\.DurationFormat/, 129, "new Intl.DurationFormat"],
  ["Float16Array", /Float16Array|Math\.f16round/, 135, "new Float16Array"],
  ["EditContext", /new EditContext/, 121, "new EditContext"],
  ["fetchLater", /fetchLater\(/, 135, 'fetchLater("x")'],
  ["Temporal", /\bTemporal\.\w/, 144, "Temporal.Now"],
];

export const HTML = [
  ["popover", /\spopover(?:target(?:action)?)?(?:=|[\s>])/, 114, "<div popover>x</div>"],
  ["exclusive details", /<details[^>]*\sname=/, 120, '<details name="a">x</details>'],
  ["closedby", /\sclosedby=/, 134, '<dialog closedby="any">x</dialog>'],
  ["commandfor", /\scommandfor=/, 135, '<button commandfor="a">x</button>'],
  ["<search>", /<search[\s>]/, 118, "<search>x</search>"],
  ["<hr> in a select", /<select[^>]*>(?:(?!<\/select>)[\s\S])*<hr/, 119, "<select><option>a</option><hr></select>"],
  ["shadowrootmode", /\sshadowrootmode=/, 111, '<template shadowrootmode="open"></template>'],
];

const OTHER = [
  ["another host", /(?:https?:)?\/\/(?!www\.w3\.org\/)[a-z0-9-]+\.[a-z]{2,}[/"'`)\s]/i],
  ["@import left in the style", /@import/],
];

// htmx asks whether these are there before it uses them.
const ASKED = [
  [/&&document\.startViewTransition\)\{(?:(?!startViewTransition)[\s\S]){0,300}document\.startViewTransition\(/g, "&&"],
  [/if\((\w+)\.moveBefore\)\{[^}]{0,300}\.moveBefore\(/g, "{"],
  [/(\w+\.parentNode)\.moveBefore\((\w+),(\w+)\),\3\.remove\(\)/g, "$1"],
  [/"parseHTMLUnsafe"in Document\?Document\.parseHTMLUnsafe\(/g, "?("],
];

/** What of a built file, or of a template, Chrome 109 does not know; one line each. */
export function faultsOf(name, raw) {
  const kind = name.endsWith(".css") ? "css" : name.endsWith(".js") ? "js" : "html";
  const faults = [];
  const text = kind === "css" ? stripCss(raw) : kind === "js" ? stripAsked(raw) : raw;
  const rules = { css: CSS, js: JS, html: HTML }[kind];
  for (const [what, pattern, since] of rules) report(faults, name, what, pattern, text, since);
  if (kind !== "css") return faults;
  for (const [what, pattern] of OTHER) report(faults, name, what, pattern, text);
  nesting(faults, name, text);
  return faults;
}

function report(faults, name, what, pattern, text, since) {
  const hit = pattern.exec(text);
  if (!hit) return;
  const around = text.slice(Math.max(0, hit.index - 30), hit.index + 50).replace(/\s+/g, " ");
  faults.push(`${name}: ${what}${since ? ` (Chrome ${since})` : ""}: …${around}…`);
}

/** Without comments, strings and data addresses, whose insides are not style. */
function stripCss(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/'(?:[^'\\]|\\.)*'/g, "''")
    .replace(/url\((?!["'])[^)]*\)/g, "url()");
}

function stripAsked(text) {
  return ASKED.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text);
}

/** A rule inside a rule (Chrome 112) is a `{` whose parent is not an at-rule that holds rules. */
function nesting(faults, name, text) {
  const parents = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "{") {
      const head = text.slice(from, at).trim();
      const holds = /^@(?:media|supports|layer|container|starting-style|scope|font-feature-values|(?:-webkit-)?keyframes)\b/.test(head);
      if (parents.length > 0 && !parents.at(-1)) {
        faults.push(`${name}: nesting (Chrome 112): …${head.slice(-60)}…`);
      }
      parents.push(holds);
    } else if (sign === "}") {
      parents.pop();
    }
    if (sign === "{" || sign === "}" || sign === ";") from = at + 1;
  }
}
