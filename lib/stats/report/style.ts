/** The look of a report, on the page itself: light, dark and on paper. */
export const reportStyle = `
:root { color-scheme: light dark; --page: #fff; --ink: #171b24; --muted: #4d5565; --line: #d5d9e1; --sunken: #eef0f4; --accent: #2f4bc7; --good: #12663a; --bad: #a81c2b; --warn: #7d4a00; }
@media screen and (prefers-color-scheme: dark) { :root { --page: #10131a; --ink: #e9ecf2; --muted: #b0b8c6; --line: #343b4a; --sunken: #1d222d; --accent: #9db1ff; --good: #7fd6a3; --bad: #ff9aa4; --warn: #f2c069; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--page); color: var(--ink); font: 15px/1.5 ui-sans-serif, system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2.2rem 0 .5rem; } p { margin: .3rem 0; } .muted { color: var(--muted); font-size: .9rem; }
ul.tiles { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: .6rem; }
ul.tiles li { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .8rem; } ul.tiles strong { display: block; font-size: 1.4rem; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; } th, td { text-align: start; padding: .25rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 500; } thead th { color: var(--muted); font-size: .8rem; } .n { text-align: end; } td.bar { width: 22%; } tbody th { min-width: 8rem; } svg { display: block; width: 100%; height: .7rem; margin-top: .35rem; }
.track { fill: var(--sunken); } .accent { fill: var(--accent); } .good { fill: var(--good); } .bad { fill: var(--bad); } .warn { fill: var(--warn); } .ink { fill: var(--ink); } .edge { fill: var(--page); } .left th { padding-left: 1.6rem; color: var(--muted); font-weight: 400; }
svg.chart { height: auto; margin: .4rem 0 .8rem; } svg.chart text { fill: var(--ink); font-size: 12px; font-variant-numeric: tabular-nums; } svg.chart .small { fill: var(--muted); font-size: 10px; } svg.chart .in, svg.chart .on { font-size: 10px; } svg.chart .on { fill: var(--page); }
svg.chart .middle { text-anchor: middle; } svg.chart .end { text-anchor: end; } .axis { stroke: var(--line); } .line { stroke: var(--accent); stroke-width: 2; } .gap { fill: none; stroke: var(--bad); stroke-dasharray: 3 2; }
section { break-inside: avoid-page; } /* Scaled down to a phone, their words could not be read: they scroll. */ @media screen { svg.chart { min-width: 34rem; } } @media print { :root { color-scheme: light; } body { max-width: none; padding: 0; print-color-adjust: exact; } .scroll { overflow: visible; } h2 { break-after: avoid; } tr, svg.chart { break-inside: avoid; } }
`
