extension Stylesheet {
  /// Text in one column at a comfortable measure; the contents beside it where there is room.
  static let layout = """
    *,::before,::after{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1.5rem}
    body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 var(--serif);
    overflow-wrap:break-word;font-variant-numeric:lining-nums;text-rendering:geometricPrecision}
    main,footer{max-width:calc(var(--measure) + 2.5rem);margin:0 auto;padding:0 1.25rem}
    main{padding-top:2.5rem;padding-bottom:2rem}
    :target{scroll-margin-top:1.5rem}
    @media screen{.long>.chapter{content-visibility:auto;contain-intrinsic-size:auto 6000px}}
    :focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
    .skip{position:absolute;left:-100vw;top:.5rem;padding:.3rem .8rem;background:var(--paper);z-index:1}
    .skip:focus{left:.5rem}
    nav.contents{padding:0 1.25rem}
    nav.contents>p{display:none}
    nav.contents>details>summary{line-height:2.6rem}
    nav.contents>details>ol{padding-bottom:1rem}
    @media screen and (max-width:67.99rem){
    nav.contents{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom:1px solid var(--rule)}
    nav.contents>details>ol{max-height:calc(100vh - 4rem);overflow-y:auto;max-width:var(--measure);margin:0 auto}
    html{scroll-padding-top:3.6rem}
    }
    .contents{font:.86rem/1.4 var(--sans)}
    .contents ol{list-style:none;margin:0;padding:0}
    .contents li{margin:.15rem 0}
    .contents ol ol{padding-left:1.4em;margin:.1rem 0 .4rem}
    .contents a{display:flex;gap:.6em;color:inherit;text-decoration:none;padding:.12rem 0}
    .contents a:hover{color:var(--link);text-decoration:underline}
    .contents a .number{color:var(--quiet);flex:none;min-width:.8em;font-variant-numeric:tabular-nums}
    footer{font:.86rem/1.5 var(--sans);color:var(--quiet);padding-bottom:3rem}
    footer h2{font:600 .95rem/1.4 var(--sans);color:var(--ink);border-top:1px solid var(--rule);padding-top:1.5rem;margin:2rem 0 .8rem}
    .facts{display:grid;grid-template-columns:minmax(5rem,max-content) minmax(0,1fr);gap:.25rem 1.5rem;margin:0;font:.86rem/1.5 var(--sans)}
    .facts dt{color:var(--quiet)}
    .facts dd{margin:0;overflow-wrap:anywhere}
    .run{margin:2rem 0;padding:1rem 1.2rem;background:var(--tint);--ground:var(--tint);border-radius:4px}
    .run h2{font:600 .95rem/1.4 var(--sans);border:0;padding:0;margin:0 0 .6rem}
    .run code{background:var(--paper)}
    .book{font:.86rem/1.4 var(--sans);margin:0 0 -2rem}
    .turns{display:flex;justify-content:space-between;gap:2rem;margin:3rem 0 0;padding-top:1rem;border-top:1px solid var(--rule);font:.9rem/1.4 var(--sans)}
    .turns [rel=prev]::before{content:"\\2190\\00a0"}
    .turns [rel=next]{margin-left:auto;text-align:right}
    .turns [rel=next]::after{content:"\\00a0\\2192"}
    @media (min-width:68rem){
    body{padding-left:var(--aside)}
    nav.contents{position:fixed;inset:0 auto 0 0;width:var(--aside);overflow-y:auto;padding:2.6rem 1.2rem 2rem 1.6rem;border-right:1px solid var(--rule)}
    nav.contents>p{display:block;margin:0 0 1rem;font-weight:600;line-height:1.35}
    nav.contents>details>ol{padding:0}
    main{padding-top:4rem}
    :root{--wide:clamp(0rem,100vw - var(--aside) - var(--measure) - 5rem,28rem)}
    main,footer{margin-left:max(2rem,calc((100vw - var(--aside) - var(--measure) - var(--wide))/2 - 1.25rem))}
    :is(.chapter,.summary)>:is(.table,.claims,figure){margin-right:calc(-1*var(--wide))}
    :is(.chapter,.summary)>figure>:not(.table){max-width:var(--measure)}
    }
    /* Captions stand beside what they are of. */
    @media screen and (min-width:80rem){
    :is(.chapter,.summary)>figure:has(>.drawing){display:grid;grid-template:auto auto 1fr/minmax(0,var(--measure)) minmax(0,1fr);column-gap:1.8rem}
    :is(.chapter,.summary)>figure>.drawing{grid-row:1/span 3}
    :is(.chapter,.summary)>figure>.explorer{grid-column:2;margin:0 0 .6rem}
    :is(.chapter,.summary)>figure:has(>.drawing)>figcaption{grid-column:2;margin:0}
    :is(.chapter,.summary)>.captioned-table{display:flex;flex-flow:row-reverse wrap;justify-content:flex-end;column-gap:1.8rem}
    .captioned-table>figcaption{flex:1 1 14rem}
    .captioned-table>.table{max-width:100%}
    .captioned-table>:is(.tools,.fold){flex:0 0 100%}
    .claims td:nth-last-child(2){white-space:nowrap}
    }
    @media (min-width:120rem){html{font-size:112.5%}}
    @media (min-width:68rem){
    @supports selector(::details-content){
    nav.contents>details>summary{display:none}
    nav.contents>details::details-content{content-visibility:visible;display:block}
    }
    }

    """
}
