extension Stylesheet {
  /// What the script adds: buttons, search, previews, enlarged figures and values under the pointer.
  static let controls = """
    button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit}
    .toolbar{display:flex;gap:1.1rem;padding:0 1.25rem;font:.84rem/2.6rem var(--sans)}
    @media screen and (max-width:67.99rem){.toolbar{position:fixed;z-index:3;top:0;right:0}}
    @media (max-width:34rem){.toolbar [aria-keyshortcuts="?"]{display:none}}
    .toolbar button,.tools button,.sources button,.close{color:var(--quiet);text-decoration:underline;text-decoration-thickness:.06em;text-underline-offset:.16em}
    :is(.toolbar,.tools,.sources) button:hover,.close:hover{color:var(--link)}
    .live{position:absolute;left:-100vw;width:1px;height:1px;overflow:hidden}
    .found{animation:found 2.5s}
    @keyframes found{0%,60%{background:var(--undecided-tint);outline:.3rem solid var(--undecided-tint)}}
    dialog{color:var(--ink);background:var(--paper);border:1px solid var(--rule);border-radius:6px;padding:1.2rem 1.4rem;width:min(40rem,calc(100vw - 2rem));max-height:calc(100vh - 3rem);box-shadow:0 1rem 3rem var(--shade)}
    dialog::backdrop{background:#0006}
    dialog .close{float:right;font:.8rem/1.5 var(--sans);margin-left:1rem}
    dialog h2{font-size:1.1rem;border:0;padding:0;margin:0 0 .8rem}
    .keys dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem;margin:0;font:.88rem/1.5 var(--sans)}
    .keys dd{margin:0}
    kbd{font:.9em var(--mono);border:1px solid var(--rule);border-radius:3px;padding:.05em .45em;background:var(--tint)}
    .search[open]{margin-top:8vh;display:flex;flex-direction:column}
    .search .close{align-self:flex-end;float:none;margin-bottom:.5rem}
    .search input{font:1rem/1.4 var(--sans);color:inherit;background:var(--tint);border:1px solid var(--quiet);border-radius:4px;padding:.5rem .8rem;width:100%}
    .count{font:.8rem/1.4 var(--sans);color:var(--quiet);margin:.6rem 0 .2rem}
    .results{list-style:none;margin:0;padding:0;overflow-y:auto}
    .hit{display:block;width:100%;padding:.45rem .5rem;border-radius:4px;font:.86rem/1.45 var(--sans)}
    .hit:hover,.hit:focus{background:var(--tint)}
    .hit strong{display:block;font-weight:600;color:var(--quiet);font-size:.9em}
    mark{background:var(--undecided-tint);color:inherit;border-bottom:2px solid var(--undecided)}
    .preview{position:absolute;z-index:4;width:min(30rem,calc(100vw - 1rem));max-height:24rem;overflow:auto;background:var(--paper);border:1px solid var(--rule);border-radius:6px;padding:.8rem 1rem;box-shadow:0 .5rem 2rem var(--shade);font-size:.9rem}
    .preview>*{margin:0 0 .5rem}
    .preview>:last-child{margin-bottom:0}
    .preview .drawing svg{min-width:0}
    .preview>:is(h2,h3,h4,h5){font-size:1rem;border:0;padding:0}
    .preview .bibliography li,.preview>li{list-style:none;padding:0;text-indent:0}
    .tip{position:fixed;z-index:4;pointer-events:none;background:var(--ink);color:var(--paper);border-radius:3px;padding:.15rem .5rem;font:.76rem/1.5 var(--sans);white-space:nowrap}
    svg.plot .hint.on{stroke:var(--plot-ink);stroke-width:.8}
    svg.plot :is(.series-marks,.hint).off{display:none}
    svg.plot .series-key.off{opacity:.35}
    svg.plot .series-key[role=button]{cursor:pointer;pointer-events:bounding-box}
    .zoom{width:calc(100vw - 2rem);max-width:none;height:calc(100vh - 2rem);max-height:none}
    .zoomed svg.plot{width:100%;height:auto;max-height:calc(100vh - 10rem)}
    .zoomed p{font-size:.9rem;max-width:50rem;margin:.8rem auto 0}
    [hidden]{display:none!important}
    .explorer{display:flex;flex-wrap:wrap;gap:.3rem 2rem;font:.84rem/1.5 var(--sans);margin:.5rem 0}
    .explorer label{flex:1 1 14rem}
    .explorer input{width:100%;accent-color:var(--link)}
    .told{flex-basis:100%;margin:0;color:var(--quiet);font-variant-numeric:tabular-nums}
    .tools{display:flex;gap:.9rem;height:0;margin:-1rem 0 1rem;font:.76rem/1.5 var(--sans);opacity:0}
    :is(.table:hover,.table:focus,.table:focus-within)+.tools,.tools:hover,.tools:focus-within{opacity:1}
    @media (hover:none){.tools{opacity:1}}
    .sort{font-weight:inherit;width:100%}
    .sort:hover{color:var(--link)}
    th[aria-sort]>.sort::after{content:"\\00a0\u{2191}";color:var(--link)}
    th[aria-sort=descending]>.sort::after{content:"\\00a0\u{2193}"}
    .contents a[aria-current]{color:var(--link);box-shadow:-.35rem 0 var(--paper),-.5rem 0 var(--link)}
    @media (min-width:68rem){
    .toolbar{position:fixed;z-index:1;left:0;bottom:0;width:var(--aside);padding:.8rem 1.6rem;background:var(--paper);border:solid var(--rule);border-width:1px 1px 0 0;line-height:1.5}
    nav.contents{padding-bottom:4rem!important}
    }
    @media print{.toolbar,.tools,.preview,.tip,dialog,.live,.enlarge{display:none!important}}

    """
}
