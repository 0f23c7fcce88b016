extension Stylesheet {
  /// Equations, figures, boxes and badges.
  static let parts = """
    .equation{display:flex;align-items:center;gap:1rem;position:relative}
    .equation>.formula{flex:1;min-width:0;overflow-x:auto;overflow-y:hidden;padding:.25rem 2px .25rem 0}
    .equation>.number{flex:none;color:var(--quiet);text-decoration:none;font-variant-numeric:tabular-nums}
    .equation>.number:hover{color:var(--link)}
    .katex{font-size:1.08em;position:relative}
    .katex-display{margin:0}
    .unbroken,.value,td .katex{white-space:nowrap}
    figure{margin:2rem 0}
    .drawing{overflow-x:auto}
    .drawing svg{display:block;max-width:100%;height:auto;margin:0 auto}
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
    .box{--ground:var(--tint);margin:1.6rem 0;padding:.85rem 1.2rem .9rem;background:var(--ground);border-left:3px solid var(--quiet);border-radius:0 4px 4px 0}
    .box>:last-child{margin-bottom:0}
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
    .verdict-holds{--verdict:var(--holds);--verdict-tint:var(--holds-tint)}
    .verdict-fails{--verdict:var(--fails);--verdict-tint:var(--fails-tint)}
    .verdict-equivalent{--verdict:var(--quiet);--verdict-tint:var(--tint)}
    .verdict-undecided{--verdict:var(--undecided);--verdict-tint:var(--undecided-tint)}
    .box:is(.verdict-holds,.verdict-fails,.verdict-equivalent,.verdict-undecided){border-left-color:var(--verdict)}
    .verdict{font:600 .78rem/1.35 var(--sans);color:var(--verdict);background:var(--verdict-tint);border:1px solid var(--verdict);border-radius:1em;padding:.1em .6em .1em .4em;white-space:nowrap}
    .verdict svg{width:1em;height:1em;margin-right:.35em;vertical-align:-.13em;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
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
    .captioned-table>figcaption{margin:0 0 .7rem}
    .captioned:is(.captioned-listing,.captioned-image){display:flex;flex-direction:column-reverse}
    .captioned-image>img{align-self:center}
    .on-dark{display:none}
    @media (prefers-color-scheme:dark){:root:not([data-theme=light]) .on-light{display:none}:root:not([data-theme=light]) .on-dark{display:inline}}
    :root[data-theme=dark] .on-light{display:none}
    :root[data-theme=dark] .on-dark{display:inline;background:none}
    @media print{:root:root:root .on-light{display:inline}:root:root:root .on-dark{display:none}}
    .captioned-listing>pre{margin:0}
    .captioned-table table{margin:0 auto}
    .pad{visibility:hidden;user-select:none}
    a.value{color:inherit}
    .shapes{position:absolute;width:0;height:0}
    .bibliography{list-style:none;padding:0;font-size:.92rem}
    .bibliography li{padding-left:2rem;text-indent:-2rem;margin:.45rem 0}
    .bibliography .marker{display:inline-block;min-width:2rem;text-indent:0}
    .bibliography li:target{background:var(--tint)}
    .summary{margin-bottom:2.5rem}
    svg.plot.sketch{width:6.4rem;max-width:none;height:auto;display:block}
    .summary td{padding-top:.5rem;padding-bottom:.5rem}
    @media screen and (min-width:80rem){.summary>.table{--room:calc((100vw - var(--aside) - var(--measure))/2 - 2.5rem);margin-inline:calc(-1*min(7rem,var(--room)))}
    .summary>.table table{width:100%}}
    .sources .facts{margin:.6rem 0;font-size:inherit}
    .sources .table{margin:.4rem 0 .8rem}
    .sources p{margin:.5rem 0 .3rem}

    """
}
