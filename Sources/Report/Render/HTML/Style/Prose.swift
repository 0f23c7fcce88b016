extension Stylesheet {
  /// Running text.
  static let prose = """
    h1,h2,h3,h4,h5,h6{line-height:1.25;font-weight:600;text-wrap:balance;margin:1.7rem 0 .5rem;break-after:avoid}
    h1{font-size:clamp(1.55rem,1.1rem + 2vw,2rem);line-height:1.15;margin:0 0 1.5rem;letter-spacing:-.01em}
    h2{font-size:clamp(1.3rem,1.1rem + 1vw,1.5rem);margin:2.6rem 0 .8rem;padding-top:1.1rem;border-top:1px solid var(--rule)}
    h3{font-size:1.2rem}
    h4{font-size:1.02rem}
    h5,h6{font-size:1rem;font-style:italic;font-weight:400}
    :is(h2,h3,h4,h5,h6)>.number{color:var(--quiet);font-weight:400;margin-right:.35em}
    .permalink{color:var(--quiet);font-weight:400;text-decoration:none;opacity:.35;padding:0 .2em}
    .permalink:hover,.permalink:focus-visible{opacity:1}
    @media (hover:hover){.permalink{opacity:0}:is(h2,h3,h4,h5,h6):hover>.permalink{opacity:.7}}
    p,ul,ol,blockquote,pre,.table,.equation{margin:0 0 .9rem}
    p{hyphens:manual;text-wrap:pretty}
    a{color:var(--link);text-decoration:underline;text-decoration-thickness:.06em;text-underline-offset:.16em}
    a:not([class],[rel]){text-decoration-color:color-mix(in srgb,currentColor 35%,transparent)}
    a:hover{text-decoration-thickness:.1em}
    ul,ol{padding-left:1.5rem}
    li{margin:.2rem 0}
    li>:is(ul,ol){margin:.2rem 0}
    .tasks{list-style:none;padding-left:.2rem}
    .tasks input{margin:0 .4em 0 0;accent-color:var(--holds)}
    .tasks li>p:first-of-type{display:inline}
    dl{margin:0 0 1rem}
    dt{font-weight:600;break-after:avoid}
    dd{margin:.15rem 0 .6rem 1.5rem}
    dd>:last-child{margin-bottom:0}
    blockquote{padding-left:1.2rem;border-left:3px solid var(--rule);color:var(--quiet)}
    hr{border:0;margin:2.2rem 0;text-align:center}
    hr::before{content:"\u{2217}\\2003\u{2217}\\2003\u{2217}";color:var(--quiet)}
    img{max-width:100%;height:auto;background:light-dark(transparent,#fff);border-radius:3px}
    img.on-dark{background:none}
    code{font:.86em/1.5 var(--mono);background:var(--tint);border-radius:3px;padding:.1em .3em;overflow-wrap:anywhere}
    pre{font:.82rem/1.5 var(--mono);background:var(--tint);border-radius:4px;padding:.8rem 1rem;overflow-x:auto}
    pre code{font:inherit;background:none;padding:0;overflow-wrap:normal}
    .raw{border-left:3px solid var(--rule)}
    sup{font-size:.72em;line-height:0}
    .footnote-mark a{text-decoration:none;padding:0 .15em}
    .footnotes{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--rule);font-size:.88rem;line-height:1.5}
    .footnote{display:flex;gap:.7rem}
    .footnote>.number{color:var(--quiet);min-width:1em;text-align:right;font-variant-numeric:tabular-nums}
    .footnote>div{min-width:0}
    .footnote p{display:inline}
    .footnote p+p{display:block;margin-top:.4rem}
    .footnote{margin-bottom:.5rem}
    .back{text-decoration:none;padding:0 .2em;font-family:var(--sans)}
    .footnote:target,.footnote-mark a:target{background:var(--tint)}
    .value{font-variant-numeric:lining-nums;text-decoration:underline dotted var(--quiet);text-decoration-thickness:.07em;text-underline-offset:.22em;cursor:help}
    .katex{white-space:nowrap}
    .loose .katex{white-space:normal}
    :is(.table,.drawing,.equation>.formula,pre){overflow-x:auto}
    @media screen{:is(.table,.drawing,.equation>.formula){background:linear-gradient(90deg,var(--ground) 1rem,transparent 2rem) 0/2rem 100% no-repeat local,
    linear-gradient(270deg,var(--ground) 1rem,transparent 2rem) 100%/2rem 100% no-repeat local,
    linear-gradient(90deg,var(--shade),transparent) 0/.7rem 100% no-repeat scroll,
    linear-gradient(270deg,var(--shade),transparent) 100%/.7rem 100% no-repeat scroll}}
    table{border-collapse:collapse;font-size:.88rem;line-height:1.45;font-variant-numeric:tabular-nums lining-nums;border-top:1.5px solid var(--ink);border-bottom:1.5px solid var(--ink)}
    th,td{padding:.26rem .7rem;text-align:left;vertical-align:baseline}
    th:first-child,td:first-child{padding-left:.2rem}
    th:last-child,td:last-child{padding-right:.2rem}
    thead th{border-bottom:1px solid var(--ink);font-weight:600}
    tbody tr+tr td{border-top:1px solid var(--rule)}
    .group>th{padding-top:.5rem;font-weight:600;border-top:1px solid var(--ink)}
    td code,th code{overflow-wrap:break-word;background:none;padding:0}
    td:first-child code{white-space:nowrap}

    """
}
