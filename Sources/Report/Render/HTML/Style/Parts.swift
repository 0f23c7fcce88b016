extension Stylesheet {
  /// Tables of statements with their verdicts, other than the claims of a section; narrow screens stack their cells.
  private static let verdicts = ".table:not(.claims>*):has(td:nth-child(2)>.verdict)"

  /// Equations, figures, boxes and badges.
  static let parts = """
    .equation{display:flex;align-items:center;gap:1rem;position:relative}
    .equation>.formula{flex:1;min-width:0;overflow-x:auto;overflow-y:hidden;padding:.25rem 2px .25rem 0}
    .equation>.number{flex:none;color:var(--quiet);text-decoration:none;font-variant-numeric:tabular-nums}
    .equation>.number:hover{color:var(--link)}
    .katex{font-size:1.08em;position:relative}
    .katex-display{margin:0}
    .unbroken,.value,td .katex{white-space:nowrap}
    figure{margin:1.4rem 0}
    .drawing svg{display:block;max-width:100%;height:auto}
    .drawing svg:not(.sketch){width:min(100%,calc(var(--width)*.1rem))}
    @media screen and (max-width:34rem){.drawing svg{min-width:26rem}}
    figcaption{font-size:.9rem;line-height:1.5;margin-top:.7rem}
    figcaption p{margin:0 0 .4rem}
    figcaption .number,.box-title .number{font-weight:700;color:inherit;text-decoration:none}
    figcaption .number:hover,.box-title .number:hover{color:var(--link);text-decoration:underline}
    .sources{font:.78rem/1.5 var(--sans);display:flex;flex-wrap:wrap;gap:0 1rem;align-items:baseline}
    .sources a,.sources summary{color:var(--quiet)}
    .sources a:hover,.sources summary:hover{color:var(--link)}
    .sources details[open]{flex:1 0 100%;min-width:0;max-width:100%}
    .sources pre{margin:.4rem 0 0}
    summary{cursor:pointer;font:.84rem/1.5 var(--sans);color:var(--quiet)}
    .sources summary{font-size:inherit;text-decoration:underline;text-decoration-thickness:.06em;text-underline-offset:.16em}
    summary:hover{color:var(--link)}
    .box{--ground:var(--tint);margin:1.3rem 0;padding:.85rem 1.2rem .9rem;background:var(--ground);border-left:3px solid var(--quiet);border-radius:0 4px 4px 0}
    .box>:last-child{margin-bottom:0}
    .box-experiment{background:none;--ground:var(--paper);border-left-width:1px;padding:.1rem 0 .1rem .9rem;margin:1rem 0}
    .box-experiment>details{margin:0!important}
    .box-experiment .number{font-weight:600}
    .box-experiment ul{margin:.3rem 0 0;font-size:.88rem}
    .box-theorem>p:not(.box-title){font-style:italic}
    .box-title{margin:0 0 .45rem;display:flex;flex-wrap:wrap;gap:.1rem .5rem;align-items:baseline}
    .box-title>.number,.box-title>.verdict{flex:none}
    @media (min-width:34rem){.box-title{flex-wrap:nowrap}}
    .box-title .name::before{content:"("}
    .box-title .name::after{content:")"}
    .box-title .verdict{margin-left:auto}
    .box>details{margin-top:.6rem}
    .box details[open]>summary{margin-bottom:.6rem}
    .box details>:last-child{margin-bottom:0}
    .box pre,.box code{background:var(--paper)}
    .verdict{font:600 .78rem/1.35 var(--sans);white-space:nowrap}
    .verdict:has([href$=undecided],[href$=equivalent]){color:var(--quiet)}
    .verdict svg{width:1em;height:1em;margin-right:.35em;vertical-align:-.13em;color:var(--quiet);fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
    .box-proof{background:none;border-left:0;padding:0}
    .box-proof>.box-title{font-style:italic}
    .box-proof>.box-title .number{font-weight:400}
    .box-proof>.box-title .name::before,.box-proof>.box-title .name::after{content:none}
    .box-proof>p:last-child::after{content:"\u{25A1}";float:right}
    .box-definition>p:not(.box-title),.box-lemma>p:not(.box-title),.box-proposition>p:not(.box-title),.box-corollary>p:not(.box-title){font-style:italic}
    .box-warning{border-left-color:var(--fails);background:var(--fails-tint);--ground:var(--fails-tint)}
    .box-tip{border-left-color:var(--holds);background:var(--holds-tint);--ground:var(--holds-tint)}
    .box:is(.box-note,.box-tip,.box-warning)>.box-title .name::before{content:"\\2014\\2002"}
    .box:is(.box-note,.box-tip,.box-warning)>.box-title .name::after{content:none}
    .fold{margin:1.2rem 0;border-left:3px solid var(--rule);padding-left:1rem}
    .fold[open]>summary{margin-bottom:.6rem}
    .captioned-table>.fold{border:0;padding:0;margin:-.3rem 0 0;font-size:.86rem}
    .captioned-table>figcaption{margin:0 0 .7rem}
    .captioned:is(.captioned-listing,.captioned-image){display:flex;flex-direction:column-reverse}
    .captioned-image>img{align-self:center}
    .on-dark{display:none}
    @media (prefers-color-scheme:dark){:root:not([data-theme=light]) .on-light{display:none}:root:not([data-theme=light]) .on-dark{display:inline}}
    :root[data-theme=dark] .on-light{display:none}
    :root[data-theme=dark] .on-dark{display:inline;background:none}
    @media print{:root:root:root .on-light{display:inline}:root:root:root .on-dark{display:none}}
    .captioned-listing>pre{margin:0}
    .pad{visibility:hidden;user-select:none}
    a.value{color:inherit}
    .shapes{position:absolute;width:0;height:0}
    .bibliography{list-style:none;padding:0;font-size:.92rem}
    .bibliography li{padding-left:2rem;text-indent:-2rem;margin:.45rem 0}
    .bibliography .marker{display:inline-block;min-width:2rem;text-indent:0}
    .bibliography li:target{background:var(--tint)}
    .summary{margin-bottom:2.5rem}
    .authors{font-size:1.05rem;margin:0 0 .2rem}
    .affiliations{font:.84rem/1.5 var(--sans);color:var(--quiet);margin:0 0 .6rem}
    .abstract{font-size:.95rem}
    .cite{margin:0 0 1.5rem}
    svg.plot.sketch{width:6.4rem;max-width:none;height:auto;display:block}
    .sketch{font:400 1em var(--sans)}
    td>.sketch,th>.sketch{position:relative;top:.25em}
    .supporting{border-bottom:2px solid var(--plot-1)}
    .opposing{border-bottom:2px solid var(--plot-2)}
    .claims{margin:1.3rem 0 1.6rem}
    .claims .table{margin-bottom:.4rem}
    .claims table{width:100%}
    .claims td:first-child{min-width:15rem}
    .claims .number{font-weight:600;margin-right:.3em}
    .claims summary{font:inherit;color:inherit;padding-left:1.1em;text-indent:-1.1em}
    .claims summary::marker{color:var(--quiet);font-size:.9em}
    .claims details>:not(summary){margin-left:1.1em}
    .claims td details[open]{padding-bottom:.5rem}
    .claims td p,.claims td pre{margin:.4rem 0}
    .claims tr:target{background:var(--tint)}
    .key{font:.76rem/1.5 var(--sans);color:var(--quiet)}
    @media screen and (max-width:40rem){
    .claims :is(table,tbody){display:block}
    .claims thead{position:absolute;display:block;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    .claims tr{display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:baseline;padding:.6rem 0}
    .claims tr+tr{border-top:1px solid var(--rule)}
    .claims td{padding:0;border:0!important;text-align:left!important}
    .claims td:first-child{flex:1 0 100%;min-width:0}
    .claims td:last-child::before{content:"n = "}
    }
    @media screen and (max-width:60rem){
    \(verdicts) :is(table,tbody){display:block}
    \(verdicts) thead{position:absolute;display:block;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    \(verdicts) tr{display:flex;flex-wrap:wrap;gap:.1rem 1rem;align-items:baseline;padding:.5rem 0}
    \(verdicts) tr+tr{border-top:1px solid var(--rule)}
    \(verdicts) td{padding:0;border:0!important;text-align:left!important}
    \(verdicts) td:first-child{flex:1 0 100%}
    \(verdicts) td:nth-last-child(2)::before{content:"n = "}
    }
    .sources .facts{margin:.6rem 0;font-size:inherit}
    .sources .table{margin:.4rem 0 .8rem}
    .sources p{margin:.5rem 0 .3rem}

    """
}
