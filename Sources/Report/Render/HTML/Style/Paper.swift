extension Stylesheet {
  /// Print: A4, light, everything that is folded away shown except the sources of figures.
  static let paper = """
    @page{size:A4;margin:24mm 25mm;font:8.5pt Georgia,"DejaVu Serif",serif;color:#625e57;@bottom-center{content:counter(page)}}
    @page:first{@top-right{content:none}}
    @media print{
    :root:root:root{color-scheme:light;--paper:#fff;--wide:0rem}
    html:root{font-size:9.8pt}
    body:not([hidden]){padding:0;line-height:1.36;text-rendering:geometricPrecision;print-color-adjust:exact;-webkit-print-color-adjust:exact}
    nav.contents:not(.paper),.skip,.permalink,.sources,.book,.turns,.cite,.explorer{display:none!important}
    main,footer{max-width:none;padding:0}
    .title-page{margin-bottom:6mm}
    h1{font-size:19pt;line-height:1.2;text-align:center;margin:4mm 0 5mm}
    :is(.authors,.affiliations){text-align:center}
    .abstract{margin:4mm 10mm}
    .title-page .facts{border-top:.5pt solid var(--rule);padding-top:3mm;font-size:8pt}
    nav.contents.paper{display:block;position:static;width:auto;border:0;padding:0;margin:0 0 6mm;font:8.5pt/1.4 var(--serif)}
    .contents.paper>ol{columns:2;column-gap:8mm}
    .paper h2{font-size:12pt;border:0;padding:0;margin:0 0 2mm}
    .paper>ol>li{break-inside:avoid}
    .contents.paper ol ol{padding-left:1.1em;margin:0 0 1mm}
    .contents.paper li{margin:0}
    .contents.paper a{padding:0}
    .paper>ol>li>a{font-weight:600}
    .paper .page{margin-left:auto;font-weight:400;font-variant-numeric:tabular-nums;padding-left:2em}
    details::details-content{content-visibility:visible;display:block}
    details>summary{list-style:none}
    summary::-webkit-details-marker{display:none}
    a,a:not([class],[rel]){color:inherit;text-decoration:none}
    .value{text-decoration:none}
    p,ul,ol,dl,blockquote,pre,.table,.equation{margin-bottom:.5rem}
    p,li{orphans:3;widows:3;hyphens:auto}
    :is(.chapter,.summary)>p,.box>p:not(.box-title,.moved),.abstract{text-align:justify}
    :is(.chapter,.summary)>h2{font-size:14.5pt;border:0;padding:0;margin:8mm 0 2.5mm}
    h3{font-size:11.5pt;margin:5mm 0 1.8mm}
    h4{font-size:10pt;margin:4mm 0 1.5mm}
    .katex{font-size:1.06em}
    :is(.table,.drawing,.equation>.formula,pre){overflow:visible;background:none}
    .equation>.formula .katex-display>.katex{white-space:normal;line-height:1.9}
    .equation.long{flex-wrap:wrap;justify-content:flex-end;row-gap:0}
    .equation.long>.formula{flex:1 0 100%}
    pre{white-space:pre-wrap;background:var(--tint)}
    td:first-child pre code{white-space:inherit;overflow-wrap:anywhere}
    .whole,.run,figure,.box:not(.box-proof,.box-experiment),.equation,tr,.verdict,.box-title,pre{break-inside:avoid}
    .box-title,.captioned-table>figcaption,.captioned-table>figcaption p{break-after:avoid}
    .captioned-table:not(.whole){break-inside:auto}
    .captioned-table tbody:has(.group){break-inside:avoid}
    thead{display:table-header-group}
    table{font-size:8pt;line-height:1.35}
    th,td{padding:.1rem .5rem}
    table code{font-size:.88em;padding:0;background:none;overflow-wrap:break-word}
    table .verdict{font-size:.92em}
    figure{margin:.8rem 0}
    figcaption{font-size:.88rem;line-height:1.35;margin-top:.35rem}
    figcaption p{margin:0 0 .2rem}
    .captioned-table>figcaption{margin:0 0 .35rem}
    .drawing svg:not(.sketch){margin:0 auto;width:min(100%,calc(var(--width)*.92pt))}
    .claims{margin:.7rem 0}
    .claims .table{margin-bottom:.2rem}
    .claims td:first-child{min-width:60mm}
    .key{font-size:7pt;margin:0 0 .4rem}
    .box{margin:.7rem 0;padding:.5rem .9rem .55rem}
    .box-experiment{padding:0 0 0 .7rem;margin:.4rem 0}
    .box-proof{padding:0}
    .box details{font-size:.9em}
    .moved{font:8pt/1.4 var(--sans);color:var(--quiet);margin:0}
    .supplement{columns:2;column-gap:7mm;font-size:8pt;line-height:1.3}
    .supplement:not([hidden])>h2{break-before:page;column-span:all}
    .supplement .item:has(td:nth-child(3),.facts){column-span:all}
    .supplement h4{font-size:1.06em;margin:.6rem 0 .2rem}
    .supplement p{margin:0 0 .3rem}
    .supplement :is(table,pre){font-size:.875em;line-height:1.25}
    .supplement :is(th,td){padding:.06rem .35rem}
    .supplement pre{padding:.15rem .4rem;margin:0 0 .3rem}
    }

    """

  /// The pages of the PDF as rows of columns, so that its script sees where everything falls and can write their heads.
  ///
  /// A page of A4 is printed 1123 px high. Of the gap between two rows what a page has no room for is dropped.
  static let sheets = """
    .sheets{width:160mm}
    @supports (column-wrap:wrap){
    @page{margin:0;@top-right{content:none}@bottom-center{content:none}}
    body{position:relative}
    .sheets{position:relative;top:24mm;width:210mm;padding:0 25mm}
    .paged{columns:1;column-height:250mm;column-wrap:wrap;column-fill:auto;row-gap:60mm}
    .supplement:not([hidden])>h2,.again{break-before:column}
    .paged .box:not(.whole,.box-proof,.box-experiment){break-inside:auto}
    thead{display:table-row-group;break-after:avoid}
    .again>th{border-bottom:1px solid var(--ink)}
    .head,.folio{position:absolute;left:25mm;width:160mm;top:calc(var(--page)*1123px + 13mm);display:flex;justify-content:space-between;gap:2em;font:8.5pt/1.4 var(--serif);color:var(--quiet);white-space:nowrap}
    .folio{margin-top:268mm;justify-content:center}
    .head>span{overflow:hidden;text-overflow:ellipsis}
    .head .number{margin-right:.6em}
    .spoken{position:absolute;font-size:1px;color:transparent}
    }

    """
}
